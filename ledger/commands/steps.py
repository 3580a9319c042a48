"""What the verbs of `tz issue` share: something happens to an issue, and it is told."""

from datetime import date
from typing import Any

from ledger.commands.asking import ask
from ledger.commands.context import Context
from ledger.commands.showing import answers
from ledger.rules.statuses import STATUS_NAMES
from ledger.words import gettext as _
from ledger.words import mark

_QUESTIONS = {
    "category": ("--category", mark("Category"), "category"),
    "source": ("--source", mark("Source"), "source"),
    "level": ("--level", mark("Level"), "level"),
    "text": ("--text", mark("In words"), None),
    "unit": ("--unit", mark("Unit"), "unit"),
    "person": ("--person", mark("Person in charge"), "staff"),
    "measures": ("--measures", mark("Measures"), None),
}
"""How what a stream may demand of a step is asked for: the option, the words, and the choices."""


def demanded(here: Context, stream: str, step: str, given: dict[str, Any]) -> dict[str, Any]:
    """What is given, with what the stream demands besides and somebody at a terminal can say."""
    if not here.interactive:
        return given
    from ledger.rules import demands

    for name in demands.demanded(demands.stream(here.ledger.rules, stream), step):
        if name in _QUESTIONS and name in given and not given[name]:
            option, label, kind = _QUESTIONS[name]
            given[name] = ask.missing(here, option, _(label), kind)
    return given


def opinion(here: Context, issue: str, verb: str) -> str | None:
    """The opinion that the issue's stream wants with a sign-off, asked for at a terminal."""
    if not here.interactive:
        return None
    from ledger.rules import demands, rounds

    found = here.ledger.issue(here.ledger.find(issue, ("issue",))[1])
    stream = demands.stream(here.ledger.rules, found.stream)
    wanted = demands.sign_off(stream, verb, rounds.given(found.log, verb)).get("text")
    return ask.missing(here, "--text", _("Opinion")) if wanted else None


def advance(here: Context, issue: str, verb: str, on: date, **fields: Any) -> None:  # noqa: ANN401
    """Let it happen, and say how the issue stands now."""
    here.ledger.require_who()
    record = here.ledger.find(issue, ("issue",))[1]
    changed = here.ledger.advance(record, verb, on, **fields)
    standing = _("{id} {title}: {status}").format(
        id=changed.id, title=changed.title, status=_(STATUS_NAMES[changed.status])
    )
    due = changed.deadline
    more = [_("due {day}").format(day=due.date)] if due and changed.status == "handling" else []
    if changed.answer_by and changed.status != "paused":
        more.append(_("to be answered by {day}").format(day=changed.answer_by))
    answers.done(here, _("; ").join([standing, *more]), changed)
