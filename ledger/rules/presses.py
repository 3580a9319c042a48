"""The press clock (督办): when an owner is to be pressed, and when nobody did it."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from ledger.rules.calendar import DAY, Calendar
from ledger.rules.clocks import Stops, held, months_after


class Every(NamedTuple):
    """How often: every so many units from a fixed day on (`object`, `calendar`), or from `last`."""

    number: int
    unit: str = "day"
    anchor: str = "object"


class Cycle(NamedTuple):
    """One turn of the press clock, its first day and its last.

    `state` is done, missed, due (it still runs) or excused (its last day fell into a stop).
    """

    since: date
    due: date
    done: date | None
    state: str


class Presses(NamedTuple):
    """The turns of the press clock that have begun, and by when the next pressing is owed."""

    cycles: tuple[Cycle, ...]
    next: date

    @property
    def missed(self) -> tuple[Cycle, ...]:
        """The turns that went by without anybody pressing."""
        return tuple(cycle for cycle in self.cycles if cycle.state == "missed")


def presses(
    base: date, every: Every, done: Iterable[date], on: date, calendar: Calendar, stops: Stops = ()
) -> Presses:
    """The press clock of something open since `base`, on a day.

    From a fixed day the turns end on base + every·k, so that a late pressing does not shift the
    later ones; the next is owed on the earlier of the next such day not yet pressed for and last +
    every. Counted from the last pressing, a turn ends `every` after it.
    """
    known = sorted(day for day in done if base <= day <= on)
    turns = _from_last if every.anchor == "last" else _from_fixed
    stopped = held(stops, on)
    cycles = [
        Cycle(since, end, when, _state(end, when, on, stopped))
        for since, end, when in turns(base, every, known, on, calendar)
    ]
    last = cycles[-1]
    owed = last.due if last.done is None else _after(base, every, len(cycles) + 1, calendar)
    if known:
        owed = min(owed, _after(known[-1], every, 1, calendar))
    return Presses(tuple(cycles), owed)


_Turn = tuple[date, date, date | None]


def _from_fixed(
    base: date, every: Every, known: Sequence[date], on: date, calendar: Calendar
) -> Iterator[_Turn]:
    since = base
    for k in count(1):
        end = _after(base, every, k, calendar)
        yield since, end, next((day for day in known if since <= day <= end), None)
        since = end + DAY
        if since > on:
            return


def _from_last(
    base: date, every: Every, known: Sequence[date], _on: date, calendar: Calendar
) -> Iterator[_Turn]:
    since = base
    for day in (*known, None):
        yield since, _after(since, every, 1, calendar), day
        since = day or since


def _state(end: date, when: date | None, on: date, stopped: Container[date]) -> str:
    if when is not None and when <= end:
        return "done"
    if when is None and on <= end:
        return "due"
    return "excused" if end in stopped else "missed"


def _after(day: date, every: Every, k: int, calendar: Calendar) -> date:
    """The end of the k-th turn that runs from a day."""
    n = every.number * k
    if every.unit == "month":
        return months_after(day, n)
    if every.unit == "workday":
        return calendar.shift(day, n)
    return day + timedelta(days=n * 7 if every.unit == "week" else n)
