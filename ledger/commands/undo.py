"""`tz undo` and `tz redo`: an operation taken back, and brought back."""

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.completion import complete_operation
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.mending.undoing import Undone

Operation = Annotated[
    str | None,
    typer.Argument(
        callback=options.folded,
        metavar=mark("OPERATION"),
        help=mark("The name of an operation, as “tz ops” shows it; your last one if left out."),
        autocompletion=complete_operation,
    ),
]


def undo(ctx: typer.Context, operation: Operation = None) -> None:
    """Take an operation back: all that it wrote is as it was before, and history keeps both.

    Records that somebody changed since are not touched: the command names them and does nothing.

    Examples:
        tz undo
        tz undo 7K3QM2XW
    """
    here: Context = ctx.obj
    _done(here, here.ledger.undo(operation), _("Undone: {what} ({records}), operation {op}"))


def redo(ctx: typer.Context) -> None:
    """Take your last undo back.

    Examples:
        tz redo
        tz redo --format json
    """
    here: Context = ctx.obj
    _done(here, here.ledger.redo(), _("Done again: {what} ({records}), operation {op}"))


def _done(here: Context, undone: "Undone", said: str) -> None:
    from ledger.commands.ops import named, what

    taken = undone.operation
    sentence = said.format(what=what(taken), records=named(taken.records, taken.count), op=taken.id)
    data = {"op": undone.id, "undoes": taken.id, "records": list(taken.records)}
    back = _("“tz undo {op}” takes this back").format(op=undone.id)
    answers.done(here, sentence, data, back)
