"""Time limits against a slow model that walks day by day and keeps no formula in common."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import BeyondCalendarError
from ledger.rules import clocks
from ledger.rules.calendar import Calendar
from ledger.rules.clocks import Lights, Limit, Stop

ONE = timedelta(days=1)


def d(text):
    return date.fromisoformat(f"2026-{text}")


def span(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


# The National Day of 2026 as decreed: rest from 1 to 7 October, work on the Sunday before
# (20 September) and on the Saturday after (10 October); Spring Festival 15 to 23 February.
REST = dict.fromkeys(span(d("10-01"), d("10-07")), "国庆节") | dict.fromkeys(
    span(d("02-15"), d("02-23")), "春节"
)
CALENDAR = Calendar(
    REST, {d("09-20"), d("10-10"), d("02-14"), d("02-28")}, frozenset({2025, 2026, 2027, 2028})
)

# The model


def works(day, rest, make_up):
    if day in rest:
        return False
    return day in make_up or day.isoweekday() <= 5


def stopped(day, stops):
    return any(since <= day and until is not None and day < until for since, until in stops)


def month_later(day, n):
    year, month = day.year, day.month
    for _ in range(n):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError


def model(number, unit, roll, start, rest, make_up, stops):
    """The last day: walk on, count what counts, then roll, then let later stops push."""
    wanted = number
    if unit == "month":
        wanted, day = 0, start
        while day != month_later(start, number):
            day += ONE
            wanted += 1
    day = start
    while wanted:
        day += ONE
        if stopped(day, stops) or (unit == "workday" and not works(day, rest, make_up)):
            continue
        wanted -= 1
    while roll and (stopped(day, stops) or not works(day, rest, make_up)):
        day += ONE
    late_units, look = 0, day
    while look <= max([day, *(until for _s, until in stops if until)]):
        look += ONE
        if stopped(look, stops) and (unit != "workday" or works(look, rest, make_up)):
            late_units += 1
    while late_units:
        day += ONE
        if unit != "workday" or works(day, rest, make_up):
            late_units -= 1
    return day


DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
UNITS = st.sampled_from(["day", "workday", "month"])
NUMBERS = st.integers(1, 12)


@st.composite
def some_stops(draw, after=None, many=4, open_too=True):
    start = after or draw(DAYS)
    found = []
    for _ in range(draw(st.integers(0, many))):
        since = start + timedelta(days=draw(st.integers(0, 40)))
        until = since + timedelta(days=draw(st.integers(0, 25)))
        found.append((since, until))
    if open_too and draw(st.booleans()):
        found.append((start + timedelta(days=draw(st.integers(1, 40))), None))
    return draw(st.permutations(found))


@st.composite
def some_calendar(draw):
    days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
    rest = {}
    for first in draw(st.lists(days, max_size=4)):
        for day in span(first, first + timedelta(days=draw(st.integers(0, 8)))):
            rest[day] = "节"
    weekends = st.sampled_from(
        [day for day in span(date(2025, 1, 1), date(2027, 12, 31)) if day.isoweekday() > 5]
    )
    work = draw(st.sets(weekends, max_size=6)) - rest.keys()
    return rest, work


@st.composite
def cases(draw):
    start = draw(DAYS)
    rest, work = draw(some_calendar())
    limit = Limit(draw(NUMBERS), draw(UNITS), draw(st.booleans()))
    return limit, start, rest, work, draw(some_stops(after=start))


def made(rest, work):
    return Calendar(rest, work, frozenset(range(2025, 2031)))


@given(cases())
def test_the_last_day_is_the_one_that_counting_on_fingers_gives(case):
    limit, start, rest, work, stops = case
    said = clocks.due(limit, start, made(rest, work), stops)
    roll = limit.roll or limit.unit == "workday"
    assert said == model(limit.number, limit.unit, roll, start, rest, work, stops)
    assert said > start


@given(cases(), st.integers(0, 60))
def test_day_by_day_the_numbers_run_on_without_a_gap_and_stop_where_the_clock_stops(case, more):
    limit, start, rest, work, stops = case
    calendar, upto = made(rest, work), start + timedelta(days=more)
    days = clocks.days(limit, start, calendar, stops, upto)
    assert [one.day for one in days] == span(start, days[-1].day)
    assert (days[0].why, days[0].counted) == ("start", False)
    in_time = [one.number for one in days if one.counted and one.why != "late"]
    late = [one.number for one in days if one.why == "late"]
    assert in_time == list(range(1, len(in_time) + 1))
    assert late == list(range(1, len(late) + 1))
    running = [(since, until or upto + ONE) for since, until in stops]
    for one in days[1:]:
        off = limit.unit == "workday" and not works(one.day, rest, work)
        if one.counted:
            assert not stopped(one.day, running)
            assert not off
        elif one.why in ("paused", "escalated"):
            assert stopped(one.day, running)
            assert not off
        elif one.why == "holiday":
            assert rest[one.day] == one.name
        elif one.why == "weekend":
            assert one.day.isoweekday() > 5
        else:
            assert one.why == "rolled"
            assert works(one.day, rest, work)
        assert one.why != "make-up" or one.day in work


@given(cases())
def test_the_day_by_day_list_ends_its_count_on_the_last_day(case):
    limit, start, rest, work, stops = case
    ended = [stop for stop in stops if stop[1] is not None]
    days = clocks.days(limit, start, made(rest, work), ended, start)
    quiet = [stop for stop in ended if stop[0] <= days[-1].day]
    assert days[-1].day == clocks.due(limit, start, made(rest, work), quiet)
    assert days[-1].why in ("counted", "make-up", "rolled")


@given(cases(), st.integers(0, 30), st.integers(0, 30))
def test_moving_a_deadline_by_a_stop_is_counting_anew_where_nothing_rolls(case, wait, length):
    limit, start, rest, work, _stops = case
    calendar, limit = made(rest, work), limit._replace(roll=False)
    since = start + timedelta(days=1 + wait)
    stop = (since, since + timedelta(days=length))
    first = clocks.due(limit, start, calendar)
    anew = clocks.due(limit, start, calendar, [stop])
    assert clocks.shifted(first, limit.unit, stop, calendar) == anew


@given(cases())
def test_a_stop_never_brings_the_last_day_nearer(case):
    limit, start, rest, work, stops = case
    calendar = made(rest, work)
    assert clocks.due(limit, start, calendar, stops) >= clocks.due(limit, start, calendar)


@given(cases())
def test_stops_count_once_in_whatever_order_and_pieces_they_come(case):
    limit, start, rest, work, stops = case
    calendar = made(rest, work)
    said = clocks.due(limit, start, calendar, stops)
    pieces = [
        piece
        for since, until in stops
        if until
        for piece in ((since, since + ONE), (since, until), (since + ONE, max(until, since + ONE)))
        if since < until
    ]
    assert clocks.due(limit, start, calendar, [*reversed(pieces)]) == said


@given(DAYS, st.integers(1, 30), some_calendar(), st.data())
def test_a_pause_over_rest_days_alone_costs_a_workday_limit_nothing(start, number, days, data):
    rest, work = days
    calendar = made(rest, work)
    free = [x for x in span(start + ONE, start + timedelta(days=60)) if not calendar.works(x)]
    first = data.draw(st.sampled_from(free))
    last = first
    while not calendar.works(last + ONE) and data.draw(st.booleans()):
        last += ONE
    limit = Limit(number, "workday")
    paused = clocks.due(limit, start, calendar, [(first, last + ONE)])
    assert paused == clocks.due(limit, start, calendar)


@given(DAYS, DAYS, some_calendar(), st.sampled_from(["day", "workday"]))
def test_what_is_left_is_negative_exactly_when_late_and_never_grows(due, on, days, unit):
    rest, work = days
    calendar = made(rest, work)
    left = clocks.remaining(due, on, unit, calendar)
    assert (left < 0) == (on > due)
    assert clocks.remaining(due, on + ONE, unit, calendar) <= left
    if on <= due:
        counted = [x for x in span(on + ONE, due) if unit == "day" or works(x, rest, work)]
        assert left == len(counted)


@given(DAYS, DAYS, some_calendar(), st.integers(0, 10), st.sampled_from(["day", "workday"]))
def test_a_light_says_near_where_few_units_are_left(due, on, days, near, unit):
    rest, work = days
    calendar = made(rest, work)
    light = clocks.light(due, on, Lights(near, unit, 15), calendar)
    if on > due:
        assert light == ("grave" if (on - due).days >= 15 else "late")
    else:
        left = clocks.remaining(due, on, unit, calendar)
        assert light == ("near" if left <= near else "normal")


@given(some_calendar(), DAYS, st.integers(0, 40))
def test_the_nth_working_day_and_the_number_of_them_agree(days, start, n):
    calendar = made(*days)
    assert calendar.between(start + ONE, calendar.shift(start, n) + ONE) == n
    assert calendar.works(calendar.next_workday(start))
    assert calendar.between(start, calendar.next_workday(start)) == 0


# By hand


@pytest.mark.parametrize(
    ("limit", "start", "last"),
    [
        # Fri 5 June, 3 working days: Mon 8 is the first, Wed 10 the third.
        (Limit(3, "workday"), "06-05", "06-10"),
        # Fri 18 Sep, 2 working days: Sunday 20 is worked, so 20 is the first, Mon 21 the second.
        (Limit(2, "workday"), "09-18", "09-21"),
        # Tue 29 Sep, 5 working days: 30, then 1-7 October rest, 8, 9, Sat 10 worked, Mon 12.
        (Limit(5, "workday"), "09-29", "10-12"),
        # Wed 16 Sep, 15 days: Thu 1 October is a holiday to the 7th; rolls to Thu 8.
        (Limit(15, "day"), "09-16", "10-08"),
        (Limit(15, "day", roll=False), "09-16", "10-01"),
        # 31 January, one month: 28 February, a Saturday, but worked; nothing rolls.
        (Limit(1, "month"), "01-31", "02-28"),
        # 31 March, one month: Thu 30 April.
        (Limit(1, "month"), "03-31", "04-30"),
        # 9 May, one month: Tue 9 June.
        (Limit(1, "month"), "05-09", "06-09"),
    ],
)
def test_limits_counted_by_hand(limit, start, last):
    assert clocks.due(limit, d(start), CALENDAR) == d(last)


def test_a_pause_takes_out_its_first_day_and_not_the_day_of_resuming():
    # Mon 1 June, 5 days: 2 3 4 5 6. Paused Thu 4, resumed Mon 8: 2 3, then 8 9 10.
    stop = (d("06-04"), d("06-08"))
    assert clocks.due(Limit(5, "day"), d("06-01"), CALENDAR, [stop]) == d("06-10")
    # In working days: 2 3, then 8 9 10: the weekend would not have counted either.
    assert clocks.due(Limit(5, "workday"), d("06-01"), CALENDAR, [stop]) == d("06-10")
    # Without the pause five working days end on Mon 8: moved by two, not by four.
    assert clocks.due(Limit(5, "workday"), d("06-01"), CALENDAR) == d("06-08")


def test_a_late_deadline_moves_as_well_so_that_lateness_stands_still():
    # Due Fri 5 June. Paused from Tue 9 to Fri 12: two working days late before and after.
    last = clocks.shifted(d("06-05"), "workday", (d("06-09"), d("06-12")), CALENDAR)
    assert clocks.remaining(d("06-05"), d("06-08"), "workday", CALENDAR) == -1
    assert clocks.remaining(last, d("06-12"), "workday", CALENDAR) == -2
    assert last == d("06-10")


def test_a_stop_that_still_runs_has_moved_nothing_and_ends_the_list():
    stops = [Stop(d("06-03"), None, "escalated", "镇政府")]
    limit = Limit(5, "day")
    assert clocks.due(limit, d("06-01"), CALENDAR, stops) == d("06-08")
    days = clocks.days(limit, d("06-01"), CALENDAR, stops, d("06-05"))
    assert [(one.why, one.number) for one in days] == [
        ("start", 0), ("counted", 1), ("escalated", 0), ("escalated", 0), ("escalated", 0),
    ]  # fmt: skip
    assert days[-1].name == "镇政府"


def test_make_up_days_weekends_and_holidays_are_told_apart():
    days = clocks.days(Limit(5, "workday"), d("09-29"), CALENDAR, (), d("09-29"))
    assert [one.why for one in days] == [
        "start", "counted", *["holiday"] * 7, "counted", "counted", "make-up", "weekend", "counted",
    ]  # fmt: skip
    assert days[2].name == "国庆节"


def test_the_calendar_is_asked_only_where_it_is_needed():
    known = Calendar({}, frozenset(), frozenset({2026}))
    start = d("12-25")
    assert clocks.due(Limit(30, "day", roll=False), start, known) == date(2027, 1, 24)
    assert clocks.remaining(date(2027, 3, 1), start, "day", known) == 66
    assert clocks.light(date(2027, 3, 1), start, Lights(3, "workday"), known) == "normal"
    for limit in (Limit(30, "day"), Limit(10, "workday"), Limit(1, "month")):
        with pytest.raises(BeyondCalendarError, match=r"no calendar of 2027.*that of 2026"):
            clocks.due(limit, start, known)
    with pytest.raises(BeyondCalendarError, match="no calendar of 2025"):
        known.works(date(2025, 12, 31))
    with pytest.raises(BeyondCalendarError, match="no calendar of 2026, so"):
        Calendar({}, frozenset(), frozenset()).works(start)


def test_a_local_rest_holds_even_on_a_make_up_workday():
    here = CALENDAR.with_local({d("09-20"): "那达慕", d("09-21"): "那达慕"})
    assert here.why(d("09-20")) == (False, "那达慕")
    assert CALENDAR.works(d("09-20"))
    assert here.next_workday(d("09-19")) == d("09-22")
