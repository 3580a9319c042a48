"""Which records a sheet shows: the filters of a list, for the kind of record that it is of."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from ledger.commands import completion as complete
from ledger.commands.asking import fields
from ledger.commands.context import Context
from ledger.commands.line import filters, options
from ledger.commands.line.chinese import option
from ledger.commands.list import OF_EACH, Changed, Parent, Period
from ledger.errors import UsageError
from ledger.records.sheet_kinds import KIND_NAMES, PLURALS
from ledger.words import gettext as _
from ledger.words import mark

__all__ = ["Changed", "OfKind", "Parent", "Period", "flag", "given", "kind", "narrowed"]

OfKind = Annotated[
    str | None,
    fields.one(
        "--of-kind",
        mark("KIND"),
        mark("A kind of task or of activity, as in ledger.yaml."),
        complete.complete_work_kind,
        options.folded,
    ),
]
_PLACES = ("station", "place")
_PARAMS = {"kind": "of_kind"}
"""The filters that a list has under another name: `--kind` is what the rows of a sheet are."""


def kind(sentence: str) -> Any:  # noqa: ANN401 - Typer's own
    """The option that tells of what kind the rows of a sheet are; it takes plurals too."""
    return fields.choice("--kind", KIND_NAMES, sentence, PLURALS)


def given(**typed: Any) -> dict[str, Any]:  # noqa: ANN401 - what options hold
    """The filters that a person typed, with their values."""
    return {name: value for name, value in typed.items() if value not in (None, False)}


def flag(name: str) -> str:
    """The option of a filter."""
    return f"--{name.replace('_', '-')}"


def narrowed(here: Context, kind: str, given: Mapping[str, Any], as_of: date) -> Any:  # noqa: ANN401 - the kind's own filter
    """What the index is asked for; a filter that the kind does not have is refused."""
    listed = OF_EACH.get(PLURALS[kind], ())
    allowed = {*_PLACES, *(_PARAMS.get(name, name) for name in listed)}
    if strange := [name for name in given if name not in allowed]:
        why = _("does not narrow {what}").format(what=_(KIND_NAMES[kind]))
        raise UsageError(option(flag(strange[0])), why)
    asked = dict(given)
    here.ledger.known(person=asked.get("person"), household=asked.get("household"))
    where = {name: here.ledger.place(asked.pop(name)) for name in _PLACES if name in asked}
    return _FILTERS[kind](here, where, asked, as_of)


def _issues(here: Context, where: dict[str, Any], asked: dict[str, Any], as_of: date) -> Any:  # noqa: ANN401
    owner = filters.owner(asked.pop("owner", None), asked.pop("person", None))
    reporter = asked.pop("household", None)
    return filters.issues(here, as_of, **where, owner=owner, reporter=reporter, **asked)


def _visits(here: Context, where: dict[str, str], asked: dict[str, Any], _as_of: date) -> Any:  # noqa: ANN401
    names = ("person", "household", "since", "until")
    return filters.visits(
        here, where.get("station"), where.get("place"), *(asked.get(name) for name in names)
    )


def _tasks(here: Context, where: dict[str, Any], asked: dict[str, Any], as_of: date) -> Any:  # noqa: ANN401
    owner = filters.owner(asked.pop("owner", None), asked.pop("person", None))
    kind = asked.pop("of_kind", None)
    return filters.tasks(here, as_of, **where, owner=owner, kind=kind, **asked)


def _activities(here: Context, where: dict[str, str], asked: dict[str, Any], _as_of: date) -> Any:  # noqa: ANN401
    from ledger.index.activities import ActivityFilter

    who = {name: asked.get(name) for name in ("person", "household")}
    kind = here.ledger.term("activity kind", asked.get("of_kind"))
    return ActivityFilter(**where, kind=kind, **who, **_days(asked))


def _below(_here: Context, where: dict[str, str], _asked: dict[str, Any], _as_of: date) -> Any:  # noqa: ANN401
    return where.get("place") or where.get("station")


def _days(asked: dict[str, Any]) -> dict[str, str]:
    return {name: asked[name].isoformat() for name in ("since", "until") if asked.get(name)}


_FILTERS = {
    "issue": _issues,
    "visit": _visits,
    "task": _tasks,
    "activity": _activities,
    "household": _below,
    "station": _below,
}
