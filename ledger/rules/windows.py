"""The stretches of time in which a duty is to be done once more, as its rhythm lays them out."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import count, pairwise
from typing import Any, NamedTuple

from ledger.rules.calendar import DAY, Calendar, days_between
from ledger.rules.clocks import months_after

MONTH_DAYS = 5
"""How many days the start or the end of a month has where the rule does not say."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}
"""How many months each stretch of the calendar has; all are counted from January."""


class Season(NamedTuple):
    """A stretch of every year, its days written 04-15; it may run over the end of the year."""

    name: str
    since: str
    until: str


class Rhythm(NamedTuple):
    """How often a duty falls due; one of the shapes that ledger.yaml knows is given."""

    every: int | None = None
    unit: str | None = None
    anchor: str = "last"
    weekly: str | None = None
    rest: str = "owed"
    monthly: str | None = None
    days: int | None = None
    per: str | None = None
    seasons: Sequence[Season] = ()
    between: tuple[date, date] | None = None
    after: str | None = None
    of: Sequence[str] = ()
    within: int | None = None
    times: int = 1


class Window(NamedTuple):
    """A stretch in which something is to be done: its first day and its last."""

    since: date
    until: date


class Frame(NamedTuple):
    """Which windows are looked at, and as of which day.

    A window counts for the stretch that its last day lies in, so that two halves of a year add up
    to the year; with `running` those that still run on the day count as well. One that begins
    later than `begun`, by default the day itself, is not looked at.
    """

    since: date
    until: date
    on: date
    running: bool = False
    begun: date = date.min

    @property
    def last(self) -> date:
        """The last day on which a window that counts may begin."""
        begun = max(self.on, self.begun)
        return begun if self.running else min(self.until, begun)

    def holds(self, window: Window) -> bool:
        """Whether a window counts here."""
        since, until = window
        if since > self.last:
            return False
        return self.since <= until <= self.until or (self.running and self.on <= until)


def windows(
    rhythm: Rhythm, frame: Frame, base: date, weekday: str | None, calendar: Calendar
) -> list[Window]:
    """The windows of a rhythm that count in a frame.

    Args:
        rhythm: any but those that run from the last time done or follow an event.
        frame: which windows are looked at.
        base: the day that `every` runs from: the duty's first day, or the object's own.
        weekday: the service weekday of the place; any day of the week where it has none.
        calendar: asked only for working days and holidays.
    """
    if rhythm.weekly:
        found = _weekly(rhythm, frame, weekday, calendar)
    elif rhythm.monthly:
        found = _monthly(rhythm.monthly, rhythm.days or MONTH_DAYS, frame)
    elif rhythm.per:
        found = _per(rhythm.per, frame)
    elif rhythm.between:
        found = [Window(*rhythm.between)]
    elif rhythm.seasons:
        found = [w for season in rhythm.seasons for w in _season(season, frame)]
    else:
        found = list(_every(rhythm, frame, base, calendar))
    return [window for window in found if frame.holds(window)]


def after(day: date, number: int, unit: str | None, calendar: Calendar) -> date:
    """The day so many units after a day, which is not counted itself."""
    if unit == "month":
        return months_after(day, number)
    if unit == "workday":
        return _workdays_after(day, number, calendar)
    return day + timedelta(days=number * 7 if unit == "week" else number)


def reach(number: int, unit: str | None) -> timedelta:
    """A time that so many units never exceed; of workdays no calendar rests longer in a row."""
    return timedelta(days=number * {"week": 7, "month": 31, "workday": 3}.get(unit or "", 1) + 14)


def _dates(first: date, last: date, every: str, **by: Any) -> list[date]:  # noqa: ANN401 - as rrule takes them
    """The days of a rule that repeats itself, from one day to another."""
    from dateutil import rrule

    rule = rrule.rrule(getattr(rrule, every), dtstart=first, until=last, **by)
    return [moment.date() for moment in rule]


def _weekly(rhythm: Rhythm, frame: Frame, weekday: str | None, calendar: Calendar) -> list[Window]:
    """Weeks, or the days of one weekday; where the rule frees them, those on a holiday left out."""
    on = weekday if rhythm.weekly == "service" else rhythm.weekly
    if on in (None, "any"):
        return _per("week", frame)
    days = _dates(frame.since, frame.last, "WEEKLY", byweekday=WEEKDAYS.index(on or ""))
    owed = rhythm.rest == "owed"
    return [Window(day, day) for day in days if owed or not calendar.rests(day)]


def _monthly(end: str, days: int, frame: Frame) -> list[Window]:
    length = timedelta(days=days - 1)
    if end == "start":
        return [Window(w.since, min(w.since + length, w.until)) for w in _per("month", frame)]
    # A month whose last days have not begun is none of the frame, though the month has.
    return [Window(max(w.until - length, w.since), w.until) for w in _per("month", frame)]


def _per(stretch: str, frame: Frame) -> list[Window]:
    """The weeks, months or years that touch a frame."""
    if stretch == "week":
        first = frame.since - timedelta(days=frame.since.weekday())
        starts = _dates(first, frame.last + timedelta(days=7), "WEEKLY")
    else:
        first = date(frame.since.year, 1, 1)
        months = MONTHS[stretch]
        starts = _dates(first, months_after(frame.last, months), "MONTHLY", interval=months)
    return [Window(since, following - DAY) for since, following in pairwise(starts)]


def _season(season: Season, frame: Frame) -> list[Window]:
    over = season.until < season.since
    years = range(frame.since.year - over, frame.last.year + 1)
    return [Window(_of_year(y, season.since), _of_year(y + over, season.until)) for y in years]


def _of_year(year: int, written: str) -> date:
    """A day written 04-15 in a year; the month's last where it has no such day."""
    month, day = map(int, written.split("-"))
    return months_after(date(year, 1, day), month - 1)


def _every(rhythm: Rhythm, frame: Frame, base: date, calendar: Calendar) -> Iterator[Window]:
    """Windows that end every so many units from a day on.

    From a duty's first day each has so many units, that day being the first. From an object's own
    day they end on that day + every·k: the day itself does not count, as with a time limit.
    """
    number, unit = rhythm.every or 1, rhythm.unit
    if base > frame.last:
        return
    shift = timedelta(0)
    start = base
    if rhythm.anchor != "object":
        shift = DAY
        start = calendar.next_workday(base) if unit == "workday" else base
    over = _before(frame.since, start, number, unit)
    since = after(start, number * over, unit, calendar) - shift + DAY if over else base
    for turn in count(over + 1):
        if since > frame.last:
            return
        until = after(start, number * turn, unit, calendar) - shift
        yield Window(since, until)
        since = until + DAY


def _before(day: date, start: date, number: int, unit: str | None) -> int:
    """How many turns are over before a day for certain."""
    longest = number * {"week": 7, "month": 31, "day": 1}.get(unit or "day", 366)
    return max((day - start).days // longest - 1, 0)


def _workdays_after(day: date, number: int, calendar: Calendar) -> date:
    year = day.year
    days = _workdays(calendar, year)
    place = bisect_right(days, day) + number - 1
    while place >= len(days):
        place -= len(days)
        year += 1
        days = _workdays(calendar, year)
    return days[place] if number else day


@cache
def _workdays(calendar: Calendar, year: int) -> list[date]:
    return [d for d in days_between(date(year, 1, 1), date(year + 1, 1, 1)) if calendar.works(d)]


Windows = Callable[[date, str | None, Calendar], list[Window]]
"""The windows by base, service weekday and working days."""


def laid_out(rhythm: Rhythm, frame: Frame) -> Windows:
    """The windows of a rhythm, laid out once for all that share base, weekday and calendar."""
    known: dict[tuple[date, str | None, Calendar], list[Window]] = {}

    def of(base: date, weekday: str | None, calendar: Calendar) -> list[Window]:
        key = base, weekday, calendar
        if key not in known:
            known[key] = windows(rhythm, frame, base, weekday, calendar)
        return known[key]

    return of
