"""What contradicts itself in the calendar of a year: each day has one meaning, and lies in it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.rules.calendar import DAY, SATURDAY, days_between

if TYPE_CHECKING:
    from ledger.records.calendar import CalendarYear

At = tuple[str | int, ...]


class Clash(NamedTuple):
    """One contradiction: the keys that lead to it, its code, and what its sentence names."""

    at: At
    code: str
    args: dict[str, str]


def clashes(calendar: "CalendarYear") -> Iterator[Clash]:
    """What is wrong with a year, in the order of its file."""
    seen: dict[tuple[str | None, date], str] = {}
    for at, place, day, name in _said(calendar):
        args = {"day": day.isoformat(), "name": name, "year": str(day.year)}
        if day.year != calendar.year:
            yield Clash(at, "day-elsewhere", args)
        elif (place, day) in seen:
            yield Clash(at, "day-twice", {**args, "other": seen[place, day]})
        elif at[0] == "work" and day.weekday() < SATURDAY:
            yield Clash(at, "work-on-weekday", args)
        else:
            seen[place, day] = name


def _said(calendar: "CalendarYear") -> Iterator[tuple[At, str | None, date, str]]:
    """Each day that the year lists: where, of which place, and as what, in the file's words."""
    for n, rest in enumerate(calendar.rest):
        for day in days_between(rest.since, rest.until + DAY):
            yield ("rest", n), None, day, f"rest {rest.name}"
    for n, day in enumerate(calendar.work):
        yield ("work", n), None, day, "work"
    for n, local in enumerate(calendar.local):
        for day in days_between(local.since, local.until + DAY):
            yield ("local", n), local.place, day, f"local {local.name}"
