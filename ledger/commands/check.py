"""`tz check`: what is wrong in the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands.line.chinese import option
from ledger.errors import DamagedError, ExitCode, UsageError
from ledger.words import gettext as _
from ledger.words import mark, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.commands.context import Context
    from ledger.problems import Problem

Deep = Annotated[
    bool,
    typer.Option(
        "--deep", help=mark("Look at all objects, old versions, signatures and checkpoints too.")
    ),
]


Rules = Annotated[
    bool, typer.Option("--rules", help=mark("Look only for rules that contradict themselves."))
]
File = Annotated[
    Path | None,
    typer.Argument(
        metavar=mark("FILE"),
        help=mark("With --rules: a ledger.yaml that is no part of a ledger yet."),
    ),
]


def check(ctx: typer.Context, file: File = None, deep: Deep = False, rules: Rules = False) -> None:
    """Check every record, every reference between records, and the files edited by hand.

    Ends with exit code 1 where anything is wrong. With --deep it reads the whole history: git's
    own check, every version of every record, every signature, the checkpoints kept here, the
    index against the files, and personal data outside the registers. With --rules it looks only
    at ledger.yaml, or at a file that is to become one.

    Examples:
        tz check
        tz check --deep
        tz check --rules
    """
    from ledger.views.listing import Column, Lines, Listing
    from ledger.views.show import aside, show

    here = ctx.obj
    if file and not rules:
        raise UsageError(_("FILE"), _("goes with {option} only").format(option=option("--rules")))
    if rules:
        _rules(here, file)
        return
    if deep:
        _deep(here)
        return
    found = _plain(here)
    committed = [p.path for p in found if p.code != "not-committed"]
    last = here.ledger.last_changes(committed) if committed else {}
    rows = [
        {
            "where": f"{p.path}:{p.line}" if p.line else p.path,
            "sentence": p.sentence,
            "code": p.code,
            "record": p.record,
            "changed": change and {"by": change.who, "at": change.at, "commit": change.commit},
        }
        for p in found
        for change in [last.get(p.path) if p.code != "not-committed" else None]
    ]
    title = ngettext("{n} problem", "{n} problems", len(rows)).format(n=len(rows))
    columns = [
        Column("where", _("Where")),
        Column("sentence", _("What is wrong"), flexible=True, least=24, wrap=True),
        Column("changed", _("Last changed"), rank=1, show=_changed),
        Column("code", pgettext("problem", "Code"), rank=2),
    ]
    answer: Listing | Lines = Listing(title, columns, rows, total=len(rows))
    if not found and here.format == "table":
        answer = Lines([_("Nothing is wrong.")])
    show(
        answer,
        form=here.format,
        command=here.command,
        problems=found if here.format == "json" else (),
    )
    aside(here.ledger.notices)
    if found:
        raise typer.Exit(ExitCode.PROBLEMS)


def _changed(change: "dict[str, Any] | None") -> str:
    """Who changed the file last, on which day, and in which commit."""
    if not change:
        return ""
    day, commit = change["at"].date(), change["commit"][:8]
    return _("{who} on {day}, {commit}").format(who=change["by"], day=day, commit=commit)


def _plain(here: "Context") -> "list[Problem]":
    """What is wrong in records and across them, and what was edited by hand."""
    from ledger.problems import problem

    edits = here.ledger.edits(fully=True).files
    waiting = [problem("not-committed", path, 0, "", {}) for _state, path in edits]
    return sorted([*here.ledger.check(), *waiting, *_layouts(here)])


def _layouts(here: "Context") -> "Iterable[Problem]":
    """What is wrong with layouts by what columns are called; few ledgers keep any."""
    from ledger.index import filed

    if not filed.within(here.ledger.index.db, "layouts"):
        return ()
    from ledger.book.exporting import layouts
    from ledger.sheets.tables import headers

    return layouts.unsound(here.ledger, headers.twin)


def _rules(here: "Context", file: Path | None) -> None:
    """Show where ledger.yaml, or a file that is to become one, contradicts itself."""
    from ledger.book import rulecheck
    from ledger.views.listing import Column, Lines, Listing
    from ledger.views.show import show

    found, looked = rulecheck.file(here.base / file) if file else rulecheck.ledger(here.ledger)
    rows = [{"where": f"{p.path}:{p.line}", "sentence": p.sentence, "code": p.code} for p in found]
    title = ngettext("{n} rule is unsound", "{n} rules are unsound", len(rows))
    columns = [
        Column("where", _("Where")),
        Column("sentence", _("What is wrong"), flexible=True, least=24, wrap=True),
        Column("code", pgettext("problem", "Code"), rank=1),
    ]
    answer: Listing | Lines = Listing(
        title.format(n=len(rows)), columns, rows, total=len(rows), facts={"rules": looked}
    )
    if not found and here.format == "table":
        said = ngettext(
            "{n} rule looked at, and it is sound.",
            "{n} rules looked at, and all are sound.",
            looked,
        )
        answer = Lines([said.format(n=looked)])
    problems = found if here.format == "json" else ()
    show(answer, form=here.format, command=here.command, problems=problems)
    if found:
        raise typer.Exit(ExitCode.PROBLEMS)


def _deep(here: "Context") -> None:
    """Show what the thorough look finds, with what the plain one found."""
    from ledger.book.auditing import deep
    from ledger.commands.showing import findings
    from ledger.store.finding import problem, sorted_by_weight
    from ledger.views.show import aside

    try:
        found = [
            problem(p.code, f"{p.path}:{p.line}" if p.line else p.path, p.sentence)
            for p in _plain(here)
        ]
        found += deep.examine(here.ledger, findings.progress)
        aside(here.ledger.notices)
    except DamagedError as error:  # nothing but git itself can be asked any more
        found = [*deep.of_damaged(here.directory, error)]
    found = sorted_by_weight(found)
    findings.answer(here, findings.listing(_("The whole history"), found), found)
