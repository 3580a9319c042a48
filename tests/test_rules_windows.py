"""The windows of duties, held against a calendar that is walked day by day."""

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.rules import presses
from ledger.rules.calendar import Calendar
from ledger.rules.windows import Frame, Rhythm, Season, Window, windows

DAY = timedelta(days=1)
CALENDAR = Calendar({}, frozenset(), frozenset(range(2015, 2040)))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
numbers = st.integers(1, 40)


def of(rhythm: Rhythm, since: date, until: date, base: date, weekday: str | None = None):
    frame = Frame(since, until, on=until + timedelta(days=4000))
    return windows(rhythm, frame, base, weekday, CALENDAR)


def walked(since: date, until: date, key: Callable[[date], Hashable]) -> list[Window]:
    """The runs of days that share a key and end in a stretch; days without a key are in none."""
    first, last = since - timedelta(days=1500), until + timedelta(days=1500)
    every = [first + timedelta(days=n) for n in range((last - first).days)]
    runs = [list(run) for what, run in groupby(every, key) if what is not None]
    found = [Window(run[0], run[-1]) for run in runs]
    return [window for window in found if since <= window.until <= until]


def months_on(base: date, day: date) -> int:
    """How many whole months a day lies after another, counted a month at a time."""
    n = -1
    while True:
        year, month = divmod(base.year * 12 + base.month - 1 + n + 1, 12)
        end = next(d for d in (31, 30, 29, 28) if _is(year, month + 1, d))
        if date(year, month + 1, min(base.day, end)) > day:
            return n
        n += 1


def _is(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


CALENDARS: dict[str, Callable[[date], Hashable]] = {
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "two_months": lambda day: (day.year, (day.month + 1) // 2),
    "quarter": lambda day: (day.year, (day.month + 2) // 3),
    "half_year": lambda day: (day.year, day.month > 6),
    "year": lambda day: day.year,
}


@given(st.sampled_from(sorted(CALENDARS)), days, st.integers(0, 800))
@settings(max_examples=60, deadline=None)
def test_stretches_of_the_calendar_are_those_of_a_calendar_walked_day_by_day(per, since, length):
    until = since + timedelta(days=length)
    assert of(Rhythm(per=per), since, until, since) == walked(since, until, CALENDARS[per])


@given(days, days, numbers, st.sampled_from(["day", "week"]), st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_every_so_many_days_or_weeks_counts_from_the_first_day(base, since, number, unit, length):
    until = since + timedelta(days=length)
    step = number * (7 if unit == "week" else 1)
    key = lambda day: (day - base).days // step if day >= base else None  # noqa: E731
    rhythm = Rhythm(every=number, unit=unit, anchor="calendar")
    expected = [w for w in walked(since, until, key) if w.since >= base]
    assert of(rhythm, since, until, base) == expected


@given(days, st.integers(0, 900), st.integers(1, 14), st.integers(0, 200))
@settings(max_examples=40, deadline=None)
def test_every_so_many_months_keeps_to_the_day_number_or_the_months_last(
    base, later, number, length
):
    since = base + timedelta(days=later)
    until = since + timedelta(days=length)
    key = lambda day: months_on(base, day) // number if day >= base else None  # noqa: E731
    rhythm = Rhythm(every=number, unit="month", anchor="calendar")
    assert of(rhythm, since, until, base) == walked(since, until, key)


@given(days, st.integers(0, 400), st.integers(1, 30), st.integers(0, 120))
@settings(max_examples=40, deadline=None)
def test_every_so_many_working_days_has_so_many_in_each_window(base, later, number, length):
    since = base + timedelta(days=later)
    until = since + timedelta(days=length)
    rhythm = Rhythm(every=number, unit="workday", anchor="calendar")
    found = of(rhythm, since, until, base)
    for since_, until_ in found:
        inside = [since_ + timedelta(days=n) for n in range((until_ - since_).days + 1)]
        assert sum(day.weekday() < 5 for day in inside) == number
    assert [one.since for one in found[1:]] == [one.until + DAY for one in found[:-1]]


RHYTHMS = st.one_of(
    st.sampled_from([Rhythm(per=per) for per in CALENDARS]),
    st.sampled_from([Rhythm(weekly=day) for day in ("any", "mon", "thu", "sun", "service")]),
    st.builds(
        lambda n, end: Rhythm(monthly=end, days=n),
        st.integers(1, 12),
        st.sampled_from(["start", "end"]),
    ),
    st.builds(
        lambda n, unit, anchor: Rhythm(every=n, unit=unit, anchor=anchor),
        numbers,
        st.sampled_from(["day", "week", "workday", "month"]),
        st.sampled_from(["calendar", "object"]),
    ),
    st.just(Rhythm(seasons=[Season("春", "03-15", "05-31"), Season("冬", "11-20", "02-30")])),
)


@given(RHYTHMS, days, st.lists(st.integers(1, 200), min_size=2, max_size=5), days)
@settings(max_examples=120, deadline=None)
def test_parts_of_a_period_add_up_to_the_whole(rhythm, since, lengths, base):
    ends = [since]
    for length in lengths:
        ends.append(ends[-1] + timedelta(days=length))
    parts = [w for a, b in pairwise(ends) for w in of(rhythm, a, b - DAY, base)]
    whole = of(rhythm, since, ends[-1] - DAY, base)
    assert sorted(parts) == sorted(whole)
    assert len(set(whole)) == len(whole)


@given(st.integers(0, 6), days, st.integers(0, 60))
def test_a_weekday_is_each_day_of_that_name(weekday, since, length):
    until = since + timedelta(days=length)
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    every = [since + timedelta(days=n) for n in range(length + 1)]
    expected = [Window(day, day) for day in every if day.weekday() == weekday]
    assert of(Rhythm(weekly=name), since, until, since) == expected
    assert of(Rhythm(weekly="service"), since, until, since, name) == expected


def test_a_place_without_a_service_weekday_may_choose_the_day() -> None:
    whole = of(Rhythm(weekly="service"), date(2026, 6, 1), date(2026, 6, 14), date(2026, 1, 1))
    assert whole == [
        Window(date(2026, 6, 1), date(2026, 6, 7)),
        Window(date(2026, 6, 8), date(2026, 6, 14)),
    ]


@given(days, st.integers(0, 200), st.integers(1, 28))
@settings(max_examples=40, deadline=None)
def test_starts_and_ends_of_months_are_their_first_and_last_days(since, length, n):
    until = since + timedelta(days=length)
    first = lambda day: (day.year, day.month) if day.day <= n else None  # noqa: E731
    last = lambda day: (day.year, day.month) if (day + n * DAY).month != day.month else None  # noqa: E731
    assert of(Rhythm(monthly="start", days=n), since, until, since) == walked(since, until, first)
    assert of(Rhythm(monthly="end", days=n), since, until, since) == walked(since, until, last)


@given(days, st.integers(0, 900))
@settings(max_examples=40, deadline=None)
def test_a_season_may_run_over_the_end_of_the_year(since, length):
    until = since + timedelta(days=length)

    def key(day: date) -> int | None:
        if (day.month, day.day) >= (11, 20):
            return day.year
        return day.year - 1 if (day.month, day.day) <= (2, 31) else None

    rhythm = Rhythm(seasons=[Season("冬", "11-20", "02-30")])
    assert of(rhythm, since, until, since) == walked(since, until, key)


@given(days, numbers, st.sampled_from(["day", "week", "month", "workday"]), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_windows_from_an_objects_own_day_are_the_turns_of_the_press_clock(
    base, number, unit, length
):
    on = base + timedelta(days=length)
    every = presses.Every(number, unit, "object")
    cycles = presses.presses(base, every, [], on, CALENDAR).cycles
    frame = Frame(base, date(2045, 1, 1), on)
    rhythm = Rhythm(every=number, unit=unit, anchor="object")
    found = windows(rhythm, frame, base, None, CALENDAR)
    assert found == [Window(cycle.since, cycle.due) for cycle in cycles]


def test_the_schedule_of_presses_is_the_base_and_fifteen_days_on_and_on() -> None:
    base = date(2026, 3, 2)  # scheduled: 17 March, 1 April, 16 April, 1 May
    frame = Frame(date(2026, 3, 1), date(2026, 5, 5), date(2026, 5, 5))
    found = windows(Rhythm(every=15, unit="day", anchor="object"), frame, base, None, CALENDAR)
    assert [one.until for one in found] == [
        date(2026, 3, 17),
        date(2026, 4, 1),
        date(2026, 4, 16),
        date(2026, 5, 1),
    ]


@pytest.mark.parametrize("running", [True, False])
def test_what_still_runs_counts_only_where_it_is_asked_for(running: bool) -> None:
    frame = Frame(date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 20), running=running)
    found = windows(Rhythm(per="year"), frame, date(2026, 1, 1), None, CALENDAR)
    assert bool(found) == running
    assert windows(Rhythm(per="month"), frame, date(2026, 1, 1), None, CALENDAR)


def test_what_has_not_begun_is_not_looked_at() -> None:
    frame = Frame(date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 20), running=True)
    found = windows(Rhythm(weekly="any"), frame, date(2026, 1, 1), None, CALENDAR)
    assert found[-1] == Window(date(2026, 6, 15), date(2026, 6, 21))
    ahead = frame._replace(begun=date(2026, 6, 22))
    found = windows(Rhythm(weekly="any"), ahead, date(2026, 1, 1), None, CALENDAR)
    assert found[-1] == Window(date(2026, 6, 22), date(2026, 6, 28))
