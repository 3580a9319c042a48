"""How the commands that examine a ledger show what they found."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from ledger.commands.context import Context
from ledger.errors import ExitCode
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.store.finding import Finding
    from ledger.views.listing import Listing

SEVERITIES = {"problem": mark("problem"), "remark": mark("remark"), "ok": mark("in order")}
"""What the weights of findings are called."""

_STYLES = {"problem": "bold red", "remark": "yellow", "ok": "dim"}


def listing(title: str, found: "Sequence[Finding]", footer: Sequence[str] = ()) -> "Listing":
    """Findings as a table: how grave, where, and one sentence."""
    from ledger.views.listing import Column, Listing

    rows = [
        {
            "severity": finding.severity,
            "where": finding.where,
            "sentence": finding.sentence,
            "code": finding.code,
            "mends": finding.mends,
        }
        for finding in found
    ]
    columns = [
        Column(
            "severity",
            _("Weight"),
            show=lambda severity: _(SEVERITIES[severity]),
            style=lambda row: _STYLES[row["severity"]],
        ),
        Column("where", _("Where"), flexible=True, least=20, wrap=True),
        Column("sentence", _("What was found"), flexible=True, least=24, wrap=True),
    ]
    return Listing(title, columns, rows, footer=footer)


def answer(here: Context, shown: "Listing", found: "Sequence[Finding]") -> None:
    """Show findings and end with exit code 1 where one of them is a problem."""
    from ledger.views.show import show

    show(shown, form=here.format, command=here.command)
    if any(finding.severity == "problem" for finding in found):
        raise typer.Exit(ExitCode.PROBLEMS)


def progress(done: int, total: int) -> None:
    """Say at a terminal how far a long look is."""
    if sys.stderr.isatty():
        said = _("looked at {done} of {total} commits").format(done=done, total=total)
        sys.stderr.write(f"\r{said}" if done < total else "\r\x1b[K")
        sys.stderr.flush()


def with_facts(shown: "Listing", **facts: object) -> "Listing":
    """The same listing with more beside its rows in JSON."""
    return shown._replace(facts=facts)
