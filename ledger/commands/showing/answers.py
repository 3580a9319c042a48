"""How the commands answer: the answer itself, and what else a person is told.

What draws an answer is imported when there is one, so that a help page costs none of it.
"""

from typing import TYPE_CHECKING

from ledger.commands.context import Context
from ledger.words import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from ledger.book import Ledger
    from ledger.problems import Problem
    from ledger.views.listing import Answer


def begin(ctx: "typer.Context") -> Context:
    """What a command that asks begins with: git looks for hand edits while the answer is made."""
    here: Context = ctx.obj
    ctx.with_resource(here.ledger.looking())
    return here


def answer(here: Context, what: "Answer") -> None:
    """Show an answer in the format asked for, with what the ledger leaves out of it."""
    from ledger.views.show import aside, show

    edits = here.ledger.edits()
    uncounted = standing(here.ledger, edits.files)
    show(what, form=here.format, command=here.command, problems=uncounted)
    told = [_("hand edits were last looked for in every file at {at}").format(at=edits.looked)]
    aside([*here.ledger.notices, *(told if edits.looked and here.format == "table" else [])])


def standing(ledger: "Ledger", edited: "Sequence[tuple[str, str]]") -> "list[Problem]":
    """What no answer counts: files with problems, and files edited by hand."""
    from ledger.problems import problem

    broken = ledger.problems() if ledger.problem_files() else []
    return [*broken, *(problem("not-committed", path, 0, "", {}) for _state, path in edited)]


def done(
    here: Context, sentence: str, record: object, *more: str, problems: "Sequence[Problem]" = ()
) -> None:
    """Say that a write was made, with what a person should be told; `problems` are for a script."""
    from ledger.records.base import Value
    from ledger.views.show import aside, say

    data = record.plain() if isinstance(record, Value) else record
    said = [sentence, *more]
    say(*said, form=here.format, command=here.command, data=data, problems=problems)
    aside([*here.ledger.notices, *_offered(here)])


def _offered(here: Context) -> list[str]:
    """At a terminal, after a write: that packing would pay, when it would."""
    if not here.interactive or here.command == "maintenance":
        return []
    from ledger.store.maintenance import due

    offer = _("the history lies about in many small files; “tz maintenance” packs them")
    return [offer] if due(here.ledger.git) else []


def told(here: Context, sentence: str, data: object) -> None:
    """Say that something was done where no ledger is open."""
    from ledger.views.show import say

    say(sentence, form=here.format, command=here.command, data=data)
