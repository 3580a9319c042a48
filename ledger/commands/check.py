"""`tz check`: what is wrong in the ledger."""

import typer

from ledger.errors import ExitCode
from ledger.words import gettext as _
from ledger.words import ngettext, pgettext


def check(ctx: typer.Context) -> None:
    """Check every record, every reference between records, and the files edited by hand.

    Ends with exit code 1 where anything is wrong.

    Examples:
        tz check
        tz check --format json
    """
    from ledger.problems import problem
    from ledger.views.listing import Column, Lines, Listing
    from ledger.views.show import show

    here = ctx.obj
    edits = here.ledger.edits(fully=True).files
    waiting = [problem("not-committed", path, 0, "", {}) for _state, path in edits]
    found = sorted([*here.ledger.check(), *waiting])
    rows = [
        {
            "where": f"{p.path}:{p.line}" if p.line else p.path,
            "sentence": p.sentence,
            "code": p.code,
            "record": p.record,
        }
        for p in found
    ]
    title = ngettext("{n} problem", "{n} problems", len(rows)).format(n=len(rows))
    columns = [
        Column("where", _("Where"), flexible=True, least=24, wrap=True),
        Column("sentence", _("What is wrong"), flexible=True, least=24, wrap=True),
        Column("code", pgettext("problem", "Code"), rank=1),
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
    if found:
        raise typer.Exit(ExitCode.PROBLEMS)
