"""`tz status`: what was edited by hand, and what can become of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from ledger.commands.context import Context
from ledger.words import gettext as _
from ledger.words import mark, ngettext, pgettext

if TYPE_CHECKING:
    from ledger.book.mending.handedits import HandEdit

_STATES = {
    "changed": mark("changed"),
    "new": mark("new"),
    "deleted": mark("deleted"),
    "kept": mark("kept aside"),
    "broken": mark("not edited"),
}


def status(ctx: typer.Context) -> None:
    """Show every hand edit: whether the ledger can take it in, and if not, what is wrong where.

    Examples:
        tz status
        tz status --format json
    """
    from ledger.views.listing import Column, Listing
    from ledger.views.show import aside, show

    here: Context = ctx.obj
    edits = here.ledger.hand_edits()
    title = ngettext("{n} hand edit", "{n} hand edits", len(edits)).format(n=len(edits))
    columns = [
        Column("where", _("Where"), flexible=True, least=24, wrap=True),
        Column("state", pgettext("edit", "State"), show=lambda state: _(_STATES[state])),
        Column("sentence", pgettext("edit", "What it is"), flexible=True, least=24, wrap=True),
    ]
    rows = [row for edit in edits for row in _rows(edit)]
    found = Listing(
        title,
        columns,
        rows,
        footer=[_what_to_do(here)],
        total=len(rows),
        empty=_("No hand edits: every file is as it was committed."),
    )
    show(found, form=here.format, command=here.command)
    aside(here.ledger.notices)


def _what_to_do(here: Context) -> str:
    """What can be done about edits; in the middle of a merge first of all to finish that."""
    from ledger.store.readiness import busy

    if command := busy(here.ledger.git):
        return _(
            "Some are of “git {command}”, which is under way: finish it with “git {command} "
            "--continue”, or drop it with “git {command} --abort”."
        ).format(command=command)
    return _("“tz adopt” takes sound edits in; “tz restore FILE” puts a file back.")


def _rows(edit: "HandEdit") -> Iterator[dict[str, Any]]:
    """A line for each thing wrong with an edit, or one that says what it would become."""
    head = {"path": edit.path, "state": edit.state, "corrects": list(edit.corrections)}
    for one in edit.problems:
        where = f"{one.path}:{one.line}" if one.line else one.path
        said = {"where": where, "sentence": one.sentence, "line": one.line, "code": one.code}
        yield {**head, **said, "sound": False}
    if not edit.problems:
        said = {"where": edit.path, "sentence": _becomes(edit), "line": 0, "code": ""}
        yield {**head, **said, "sound": True}


def _becomes(edit: "HandEdit") -> str:
    from ledger.labels import label

    if not edit.corrections:
        return _("can be taken in as it is")
    fields = _(", ").join(label(name) for name in edit.corrections)
    return _("can be taken in as a correction: {fields}").format(fields=fields)
