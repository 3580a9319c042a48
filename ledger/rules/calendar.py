"""The working days of the years that a ledger has a calendar of; other years are not guessed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from ledger.errors import BeyondCalendarError

DAY = timedelta(days=1)
SATURDAY = 5
"""The number of the weekday with which a weekend begins."""


class DayKind(NamedTuple):
    """Whether people work on a day, and which holiday it belongs to, if any."""

    works: bool
    name: str


class Calendar:
    """Rest days and make-up workdays of the years it knows; weekends need not be listed.

    A day of another year is refused with BeyondCalendarError wherever it would be needed.
    """

    def __init__(
        self, rest: Mapping[date, str], work: AbstractSet[date], years: AbstractSet[int]
    ) -> None:
        self.rest = rest
        self.work = work
        self.years = years

    def why(self, day: date) -> DayKind:
        """Whether people work on this day, and the name of the holiday it belongs to."""
        if day.year not in self.years:
            raise BeyondCalendarError(day.year, max(self.years, default=None))
        name = self.rest.get(day)
        if name is not None:
            return DayKind(works=False, name=name)
        return DayKind(works=day in self.work or day.weekday() < SATURDAY, name="")

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        return self.why(day).works

    def rests(self, day: date) -> bool:
        """Whether this is known to be a day of rest; of other years nothing is known."""
        return day.year in self.years and not self.works(day)

    def next_workday(self, day: date) -> date:
        """The day itself where people work on it, else the first one after it on which they do."""
        return next(one for one in days_from(day) if self.works(one))

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after a day, which is not counted itself; the day for n = 0."""
        for one in days_from(day + DAY) if n else ():
            n -= self.works(one)
            if not n:
                return one
        return day

    def between(self, first: date, end: date) -> int:
        """How many working days there are from a day on and before another."""
        return sum(map(self.works, days_between(first, end)))

    def with_local(self, rest: Mapping[date, str]) -> "Calendar":
        """The same with further rest days; these hold even on a make-up workday."""
        return Calendar({**self.rest, **rest}, self.work - rest.keys(), self.years)


class Calendars:
    """The working days at each place; places where the same local rests hold share a calendar."""

    def __init__(
        self,
        general: Calendar,
        rests: Mapping[str, Mapping[date, str]],
        above: Callable[[str], Sequence[str]],
    ) -> None:
        """Bind them.

        Args:
            general: the working days wherever no local rest holds.
            rests: by the place, the rests that hold there and at all places below it.
            above: the place of a code and those it lies in, itself first.
        """
        self.general = general
        self.rests = rests
        self._above = above
        self._made: dict[tuple[str, ...], Calendar] = {(): general}
        self._of: dict[str, Calendar] = {}

    def at(self, place: str | None) -> Calendar:
        """The working days at a place."""
        if not self.rests or place is None:
            return self.general
        if place not in self._of:
            codes = tuple(code for code in self._above(place) if code in self.rests)
            if codes not in self._made:
                found = (self.rests[code].items() for code in reversed(codes))
                self._made[codes] = self.general.with_local(dict(chain.from_iterable(found)))
            self._of[place] = self._made[codes]
        return self._of[place]


def days_between(first: date, end: date) -> Iterator[date]:
    """The days from one on and before another."""
    return (first + timedelta(days=n) for n in range((end - first).days))


def days_from(first: date) -> Iterator[date]:
    """The days from one on, to the last that there is."""
    return days_between(first, date.max)
