"""When things happen in a made-up ledger: in office hours, on working days, in order."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

from ledger.story.words import Draw

ZONE = timezone(timedelta(hours=8))
"""The zone that the clerks live in."""
SATURDAY = 5
"""The number of the first day of the weekend."""
NOTED_LATER = 8
"""Percent of steps written down a day after they took effect."""
_MORNING, _EVENING = 8, 18
_WEEK = 7


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    ahead = _WEEK - day.weekday() if day.weekday() >= SATURDAY else 0
    return day + timedelta(days=ahead)


@dataclass(frozen=True)
class Span:
    """The days of which a story tells."""

    start: date
    end: date

    @cached_property
    def days(self) -> int:
        """How many days the last is after the first."""
        return (self.end - self.start).days


class Clock:
    """The time within one issue: `at` something is written down, `on` a day it takes effect."""

    def __init__(self, draw: Draw, on: date, after: datetime | None = None) -> None:
        self.draw = draw
        self.on = on
        if after is None:
            self.at = self._office_hour(on)
        else:
            self.at = after + timedelta(minutes=draw.between(10, 90))

    def _office_hour(self, day: date) -> datetime:
        morning = datetime(day.year, day.month, day.day, _MORNING, tzinfo=ZONE)
        return morning + timedelta(seconds=self.draw.between(0, 9 * 3600))

    def go_on(self, days: int) -> None:
        """Let so many days go by; what falls on a weekend is left for Monday."""
        if not days and self.at.hour < _EVENING:
            self.at += timedelta(seconds=self.draw.between(600, 6000))
            return
        self.at = self._office_hour(working_day(self.at.date() + timedelta(days=max(days, 1))))
        before = self.at.date() - timedelta(days=1)
        late = days > 1 and before > self.on and self.draw.happens(NOTED_LATER)
        self.on = before if late else self.at.date()
