"""What a person typed into a cell, as an export would write it once it is taken in."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from ledger.book.importing import streams
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.known import Known
from ledger.book.importing.making import Making
from ledger.book.importing.matching import levels
from ledger.book.importing.returning import likeness
from ledger.book.importing.returning.carried import Back
from ledger.book.importing.returning.likeness import COUNTED
from ledger.book.importing.rows import Row
from ledger.book.importing.work import activity_rows, task_rows
from ledger.rules import names
from ledger.rules.deadlines import Meaning

_STAFF = frozenset({"people", "person", "staff", "checker", "signer", "chair", "recorder"})
_HOMES = frozenset({"reporter", "household"})
_POINTS = frozenset({"topics", "findings", "decisions"})
_UNITS = frozenset({("issue", "unit"), ("issue", "co_units")})
"""Of the units in a cell the first has it in hand, the others help."""
_STREAM = "stream"
_TERMS = frozenset({"category", "source", "level", _STREAM})


def same(
    making: Making,
    back: Back,
    now: Mapping[str, Any],
    cell: tuple[str, Any, Any],
) -> bool:
    """Whether a cell is only another way to write what was or is there.

    Args:
        making: the plan that is made.
        back: the workbook.
        now: the whole row as the ledger says it now.
        cell: the field, what an export wrote or would write, and the cell as it was read.
    """
    name, stands, said = cell
    if name in COUNTED or stands is None or said is None:
        return False
    if isinstance(said, list) and (making.source.kind, name) in _UNITS:
        both = ("unit", "co_units")
        units = list(chain.from_iterable(back.read(one, now[one]) or () for one in both))
        first = units[: len(said)] if name == "unit" else units
        return first == said and stands == now[name]
    meant = written(making, now, name, said)
    return meant is not said and likeness.same(back, name, stands, meant)


def written(making: Making, now: Mapping[str, Any], name: str, said: Any) -> Any:  # noqa: ANN401 - of any field
    """What an export would write for a cell as it was read; itself where nothing else is meant.

    Args:
        making: the plan that is made.
        now: the whole row as the ledger says it now.
        name: the field.
        said: the cell as its column reads it.
    """
    known, kind = making.known, making.source.kind
    if isinstance(said, list) and name in _STAFF | _HOMES:
        return names.joined(_people(known, now, name, said))
    if isinstance(said, str) and (name == "place" or (kind, name) == ("station", "parent")):
        return _place(known, said)
    if isinstance(said, str) and name in _TERMS:
        return _term(making, name, said) or said
    if isinstance(said, str) and name in _POINTS:
        return "\n".join(activity_rows.read(said.split("\n")))
    if kind == "task" and name in ("percent", "due"):
        return _of_task(making, now, name, said)
    return said


def _term(making: Making, name: str, said: str) -> str | None:
    """The term that a word stands for, a stream by its name."""
    if name != _STREAM:
        return making.known.term(name, levels(said)).code
    row = Gathering(Row(0, {name: said}), making.known, making.today)
    code = streams.meant(row, making.every_stream)
    return making.known.terms(name).get(code or "")


def _place(known: Known, said: str) -> str:
    """The name of a place, unless another has it too."""
    code = known.place(said).code
    name = known.name_of(code)
    return name if name and known.place(name).code == code else said


def _people(known: Known, now: Mapping[str, Any], name: str, said: list[str]) -> list[str]:
    """The codes of staff, or the heads of households by whom alone these are known."""
    person: Callable[[str], str | None] = known.person
    if name in _STAFF:
        each = chain.from_iterable(names.spaced(one, person) for one in said)
        return list(dict.fromkeys(person(one) or one for one in each))
    village = known.place(str(now.get("place"))).code or ""
    homes = [known.household(village, one) for one in said]
    return [
        known.head(home) if home and known.is_named(village, home) else one
        for one, home in zip(said, homes, strict=True)
    ]


def _of_task(making: Making, now: Mapping[str, Any], name: str, said: Any) -> Any:  # noqa: ANN401 - of any field
    """A share in percent; a day where a limit of time was typed."""
    row = Gathering(Row(0, {name: said}), making.known, making.today)
    if name == "percent":
        share = task_rows.percent(row) if said is not None else None
        return said if share is None else f"{share}%"
    station, opened = making.known.place(str(now.get("station"))).code, now.get("opened")
    if not isinstance(said, Meaning) or not isinstance(opened, date):
        return said
    return task_rows.due(making, row, station or "", opened) or said
