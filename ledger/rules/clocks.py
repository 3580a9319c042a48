"""The arithmetic of time limits: what is counted, what stands still, and when it is over.

The day on which a clock starts is not counted. A stop `[from, to)` takes out its first day but
not the day on which work goes on; a stop that still runs has moved nothing yet.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from ledger.errors import BeyondCalendarError
from ledger.rules.calendar import DAY, SATURDAY, Calendar, Calendars, days_between, days_from

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
    why: str = "paused"
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
    is the holiday's name or the reason of the stop. Late days are numbered from 1 again.
    """

    day: date
    counted: bool
    number: int
    why: str
    name: str = ""


def due(limit: Limit, start: date, calendar: Calendar, stops: Stops = ()) -> date:
    """The last day of a limit.

    Workday limits count working days, limits of days and months every day; a month ends on the
    same day number or, where there is none, on its last day. Stopped days are not counted. A stop
    after the last day moves it on, so that lateness does not grow while nothing could be done.
    """
    last = _last(limit, start, calendar, stops)
    later = [day for day in _stopped(stops) if day > last]
    if limit.unit == "workday":
        return calendar.shift(last, sum(map(calendar.works, later)))
    return last + timedelta(days=len(later))


def shifted(due: date, unit: str, stop: tuple[date, date], calendar: Calendar) -> date:
    """A deadline moved by the days of a stop: by the working days in it, or by all.

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
    return "near" if due <= near_until(on, lights, calendar) else "normal"


def near_until(on: date, lights: Lights, calendar: Calendar) -> date:
    """The last of the days on which a clock may end to be near on a day."""
    last = on + timedelta(days=lights.near)
    if lights.unit == "workday":
        last = max(last, calendar.shift(on, lights.near + 1) - DAY)
    return last


def lights_on(
    on: date, lights: Lights, calendars: Calendars
) -> Callable[[date, str | None], Light | None]:
    """What gives the light of a clock on a day, by the clock's last day and its place.

    It gives None where the calendar does not reach.
    """

    @cache
    def shown(due: date, calendar: Calendar) -> Light | None:
        try:
            return light(due, on, lights, calendar)
        except BeyondCalendarError:
            return None

    return lambda due, place: shown(due, calendars.at(place))


def days(limit: Limit, start: date, calendar: Calendar, stops: Stops, upto: date) -> list[Day]:
    """The days of a clock one by one, from its start to its last day or, if later, to `upto`.

    Where a stop still runs they end with `upto`: nobody knows how it goes on.
    """
    stopped = held(stops, upto)
    last = _last(limit, start, calendar, stops)
    length, number = _length(limit, start), 0
    found = [Day(start, counted=False, number=0, why="start")]
    end = upto if any(stop[1] is None for stop in stops) else max(last, upto)
    for day in days_between(start + DAY, end + DAY):
        if number >= length and day <= last:
            found.append(_rolling(day, last, calendar, stopped.get(day)))
            continue
        one = _counting(limit, day, calendar, stopped.get(day))
        if one.counted:
            number += 1
            one = one._replace(number=number)
        if one.counted and number > length:
            one = one._replace(number=number - length, why="late")
        found.append(one)
    return found


def months_after(day: date, n: int) -> date:
    """The same day number n months later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + n, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def held(stops: Stops, upto: date) -> dict[date, Stop]:
    """Each stopped day and its stop; one that still runs holds every day to `upto`."""
    return {
        day: Stop(*stop)
        for stop in reversed(stops)
        for day in days_between(stop[0], upto + DAY if stop[1] is None else stop[1])
    }


def _length(limit: Limit, start: date) -> int:
    """How many days a limit counts."""
    if limit.unit == "month":
        return (months_after(start, limit.number) - start).days
    return limit.number


def _last(limit: Limit, start: date, calendar: Calendar, stops: Stops) -> date:
    """The day on which the last unit is counted, rolled on where the limit says so."""
    still = _stopped(stops)
    every = limit.unit != "workday"
    running = (
        day for day in days_from(start + DAY) if day not in still and (every or calendar.works(day))
    )
    last = next(islice(running, _length(limit, start) - 1, None))
    if limit.roll and limit.unit != "workday":
        return next(d for d in days_from(last) if calendar.works(d) and d not in still)
    return last


def _stopped(stops: Stops) -> set[date]:
    """The days of all stops that have ended, each once."""
    ended: Iterable[tuple[date, date]] = ((s[0], s[1]) for s in stops if s[1] is not None)
    return {day for since, until in ended for day in days_between(since, until)}


def _counting(limit: Limit, day: date, calendar: Calendar, stop: Stop | None) -> Day:
    """A day while the clock runs; a rest day of a workday limit costs nothing, paused or not."""
    if limit.unit == "workday" and not calendar.works(day):
        return _rest(day, calendar)
    if stop is not None:
        return Day(day, counted=False, number=0, why=stop.why, name=stop.name)
    extra = limit.unit == "workday" and day.weekday() >= SATURDAY
    return Day(day, counted=True, number=0, why="make-up" if extra else "counted")


def _rolling(day: date, last: date, calendar: Calendar, stop: Stop | None) -> Day:
    """A day between the last one counted and the working day that it moves to."""
    if day == last:
        return Day(day, counted=False, number=0, why="rolled")
    if stop is not None and calendar.works(day):
        return Day(day, counted=False, number=0, why=stop.why, name=stop.name)
    return _rest(day, calendar)


def _rest(day: date, calendar: Calendar) -> Day:
    name = calendar.why(day).name
    return Day(day, counted=False, number=0, why="holiday" if name else "weekend", name=name)
