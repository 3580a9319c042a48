"""Asking for what ledger.yaml demands of a kind of activity or task and the command leaves out."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ledger.commands.asking import ask, homes
from ledger.commands.context import Context
from ledger.rules.activities import lacking
from ledger.rules.tasks import ACTION_NAMES
from ledger.words import gettext as _
from ledger.words import mark

Fields = dict[str, Any]
Asker = Callable[[Context, "Question", Fields, date], Any]


class Question(NamedTuple):
    """How one field is asked for: the option that gives it, the words, and the way."""

    option: str
    label: str
    way: Asker
    kind: str | None = None


def _one(here: Context, question: Question, _fields: Fields, _on: date) -> str:
    return ask.missing(here, question.option, _(question.label), question.kind)


def _list(here: Context, question: Question, fields: Fields, on: date) -> list[str]:
    return [_one(here, question, fields, on)]


def _said(here: Context, question: Question, fields: Fields, on: date) -> list[dict[str, str]]:
    return [{"text": _one(here, question, fields, on)}]


def _number(_here: Context, question: Question, _fields: Fields, _on: date) -> int:
    while True:
        answer = ask.text(_(question.label))
        if answer.isdecimal():
            return int(answer)


def _day(_here: Context, question: Question, _fields: Fields, on: date) -> date:
    return ask.when(_(question.label), on, "future")


def _met(here: Context, _question: Question, fields: Fields, _on: date) -> list[str]:
    return homes.met(here, fields["place"])


def _action(_here: Context, question: Question, _fields: Fields, _on: date) -> str:
    return ask.choose(_(question.label), [(code, _(name)) for code, name in ACTION_NAMES.items()])


def _period(_here: Context, question: Question, _fields: Fields, on: date) -> str:
    return ask.text(_(question.label), default=f"{on:%G-W%V}")


_OF_ACTIVITY = {
    "until": Question("--until", mark("The last day"), _day),
    "people": Question("--person", mark("Who took part"), _list, "staff"),
    "chair": Question("--chair", mark("Who presided"), _one, "staff"),
    "recorder": Question("--recorder", mark("Who took the minutes"), _one, "staff"),
    "expected": Question("--expected", mark("How many should have come"), _number),
    "present": Question("--present", mark("How many came"), _number),
    "bodies": Question("--body", mark("The body concerned"), _list),
    "places": Question("--covers", mark("A place that it covered"), _list, "place"),
    "households": Question("--household", mark("Households"), _met),
    "topics": Question("--topic", mark("A topic"), _list),
    "text": Question("--text", mark("In words"), _one),
    "decisions": Question("--decision", mark("What was agreed"), _said),
    "findings": Question("--finding", mark("What was found"), _said),
    "round": Question("--round", mark("Which round"), _number),
    "result": Question("--result", mark("What came of it"), _one),
    "channel": Question("--channel", mark("By which channel"), _one),
    "amount": Question("--amount", mark("How many"), _number),
    "unit": Question("--unit", mark("Of what"), _one),
    "money": Question("--money", mark("Whole yuan"), _number),
}
_OF_TASK = {
    "issuer": Question("--issuer", mark("The body that gives it"), _one, "issuer"),
    "period": Question("--period", mark("The period it is for"), _period),
    "due": Question("--due", mark("The last day"), _day),
    "owner": Question("--unit", mark("Who must do it"), _one, "unit"),
    "unit": Question("--unit", mark("Who must do it"), _one, "unit"),
    "person": Question("--person", mark("The person in charge"), _one, "staff"),
    "action": Question("--action", mark("What becomes of the institution"), _action),
    "parent": Question("--parent", mark("The task it is a part of"), _one, "task"),
    "text": Question("--text", mark("In words"), _one),
}


def activity(here: Context, kind: str | None, fields: Fields, on: date) -> None:
    """At a terminal, ask for what a kind of activity must have."""
    missing = _missing(here, "activity_kinds", kind, fields)
    _ask(here, missing, _OF_ACTIVITY, fields, on)


def task(here: Context, kind: str | None, fields: Fields, on: date) -> None:
    """At a terminal, ask for what a kind of task must have."""
    missing = _missing(here, "task_kinds", kind, fields)
    _ask(here, missing, _OF_TASK, fields, on)


def _missing(here: Context, kinds: str, said: str | None, fields: Fields) -> list[str]:
    """The fields that a kind demands and nobody gave, where somebody can be asked."""
    known = here.ledger.rules.get(kinds, []) if here.interactive else []
    found = [kind for kind in known if said in (kind["code"], kind["name"])]
    return lacking(found[0]["demands"], fields) if found else []


def _ask(
    here: Context, missing: list[str], ways: dict[str, Question], fields: Fields, on: date
) -> None:
    for name in missing:
        if name in ways:
            question = ways[name]
            key = "unit" if name == "owner" else name
            fields[key] = question.way(here, question, fields, on)
