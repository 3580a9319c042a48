"""The arithmetic of time limits: what is counted, what stands still, and when it is over.

The day on which a clock starts is not counted. A stop `[from, to)` takes out its first day and
not the day on which work goes on; a stop that still runs has moved nothing yet.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ledger.rules.calendar import DAY, SATURDAY, Calendar, days_between, days_from

Unit = Literal["day", "workday", "month"]
Light = Literal["normal", "near", "late", "grave"]


class Limit(NamedTuple):
    """How long something may take; `roll`: a last day on a rest day moves to the next workday."""

    number: int
    unit: str
    roll: bool = True


class Stop(NamedTuple):
    """A stretch in which the clock stood still: a pause, or the time with the body above."""

    since: date
    until: date | None
    why: Literal["paused", "escalated"] = "paused"
    name: str = ""


Stops = Sequence[tuple[date, date | None] | Stop]
"""Stretches `[from, to)`; None: it still runs."""


class Lights(NamedTuple):
    """How many units before its end a clock is near, and how many days past it gravely late."""

    near: int = 3
    unit: str = "day"
    grave: int = 15


class Day(NamedTuple):
    """One day of a clock: whether it was counted, as which, and why or why not.

    `why` is start, counted, make-up, weekend, holiday, paused, escalated, rolled or late; `name`
    is the holiday's name or the reason of the stop. Late days are counted anew from 1.
    """

    day: date
    counted: bool
    number: int
    why: str
    name: str = ""


def due(limit: Limit, start: date, calendar: Calendar, stops: Stops = ()) -> date:
    """The last day of a limit.

    Workday limits count working days, limits of days and months every day; a month ends on the
    same day number or on its last day. Stopped days are not counted. A stop after the last day
    moves it on, so that lateness does not grow while nothing could be done.
    """
    still = _stopped(stops)
    if limit.unit == "workday":
        counted = (day for day in days_from(start + DAY) if calendar.works(day))
    else:
        counted = days_from(start + DAY)
    last = _nth(counted, _length(limit, start), still)
    if limit.roll and limit.unit != "workday":
        last = next(d for d in days_from(last) if calendar.works(d) and d not in still)
    for first, end in _merged(day for day in still if day > last):
        last = shifted(last, limit.unit, (first, end), calendar)
    return last


def shifted(due: date, unit: str, stop: tuple[date, date], calendar: Calendar) -> date:
    """A deadline moved by the days of a stop: the working days of it, or all.

    A deadline that had passed moves as well: its lateness does not grow in the stop.
    """
    if unit == "workday":
        return calendar.shift(due, calendar.between(*stop))
    return due + max(stop[1] - stop[0], timedelta(0))


def remaining(due: date, on: date, unit: str, calendar: Calendar) -> int:
    """How many units are left after a day; 0 on the last day, negative exactly when late."""
    if unit != "workday":
        return (due - on).days
    if on <= due:
        return calendar.between(on + DAY, due + DAY)
    return -max(1, calendar.between(due + DAY, on + DAY))


def light(due: date, on: date, lights: Lights, calendar: Calendar) -> Light:
    """How pressing a deadline is on a day; the calendar is asked only where it decides."""
    ahead = (due - on).days
    if ahead < 0:
        return "grave" if -ahead >= lights.grave else "late"
    if ahead <= lights.near:
        return "near"
    if lights.unit == "workday" and calendar.shift(on, lights.near + 1) > due:
        return "near"
    return "normal"


def days(
    limit: Limit, start: date, calendar: Calendar, stops: Stops, upto: date
) -> list[Day]:
    """The days of a clock one by one, from its start to its last day or, if later, to `upto`."""
    last, length = due(limit, start, calendar, stops), _length(limit, start)
    held = {day: stop for stop in stops for day in _days_of(stop, upto + DAY)}
    found = [Day(start, counted=False, number=0, why="start")]
    number = 0
    for day in days_between(start + DAY, max(last, upto) + DAY):
        one = _day(limit, day, calendar, held.get(day))
        if one.counted:
            number += 1
        if number > length and one.why != "weekend":
            one = _past(one, number - length, late=day > last)
        found.append(one._replace(number=number if one.counted else 0))
    return found
