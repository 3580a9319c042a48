"""`tz ops`: what was done to the ledger, operation by operation."""

from typing import TYPE_CHECKING

import typer

from ledger.commands.context import Context
from ledger.commands.line import filters, options
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import pgettext

if TYPE_CHECKING:
    from ledger.book.mending.operations import Operation

_SHOWN = 3


def ops(ctx: typer.Context, limit: options.Limit = None) -> None:
    """Show the operations of the ledger, the newest first: when, who, what, and how to name each.

    Examples:
        tz ops
        tz ops --limit 100
    """
    from ledger.views.listing import Column, Listing

    here: Context = ctx.obj
    most = filters.limit(here, limit)
    found = here.ledger.operations(most + 1 if most else 0)
    rows = [_row(operation) for operation in (found[:most] if most else found)]
    more = [_("There are older ones; --limit shows more.")] if len(found) > len(rows) else []
    columns = [
        Column("at", _("When")),
        Column("who", _("Who")),
        Column("what", pgettext("operation", "What"), flexible=True, least=12, wrap=True),
        Column(
            "records",
            pgettext("operation", "Records"),
            rank=1,
            flexible=True,
            least=16,
            show=_named,
        ),
        Column("count", pgettext("records", "Number"), align="right", rank=2),
        Column("op", _("Operation"), style=lambda row: "dim" if row["undone"] else ""),
        Column(
            "undone",
            pgettext("operation", "State"),
            rank=1,
            show=lambda undone: _("undone") if undone else "",
        ),
    ]
    answers.answer(here, Listing(_("Operations"), columns, rows, footer=more))


def _row(operation: "Operation") -> dict[str, object]:
    return {
        "at": operation.at,
        "who": operation.who,
        "what": what(operation),
        "records": list(operation.records),
        "count": operation.count,
        "op": operation.id,
        "undone": operation.undone,
        "undoes": operation.undoes,
        "command": operation.command,
        "commit": operation.commit,
    }


def what(operation: "Operation") -> str:
    """The command in the words of the language in force; for plain git, its own words."""
    from ledger.commands.line.help import localised

    if not operation.command:
        return _("git: {subject}").format(subject=operation.subject)
    said = localised(f"tz {operation.command}").removeprefix("tz ")
    return f"{said} {operation.undoes}".rstrip()


def named(records: "tuple[str, ...] | list[str]", count: int) -> str:
    """Some records by name, and how many there are besides."""
    said = _(", ").join(records[:_SHOWN])
    more = count - len(records[:_SHOWN])
    return said + (_(" and {n} more").format(n=more) if more > 0 else "")


def _named(records: list[str]) -> str:
    return named(records, len(records))
