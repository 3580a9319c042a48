"""Duties of a weekday that falls on a holiday."""

from datetime import date

import pytest

from ledger.rules.calendar import Calendar
from ledger.rules.windows import Frame, Rhythm, windows

CALENDAR = Calendar({date(2026, 5, 5): "劳动节"}, {date(2026, 5, 9)}, {2026})
MAY = Frame(date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 30))


def days(rhythm, frame=MAY, weekday=None):
    return [w.since.day for w in windows(rhythm, frame, frame.since, weekday, CALENDAR)]


def test_a_tuesday_on_a_holiday_is_owed_unless_the_rule_frees_it():
    assert days(Rhythm(weekly="tue")) == [5, 12, 19, 26]
    assert days(Rhythm(weekly="tue", rest="free")) == [12, 19, 26]
    assert days(Rhythm(weekly="service", rest="free"), weekday="tue") == [12, 19, 26]


def test_a_saturday_on_which_people_work_is_owed():
    assert days(Rhythm(weekly="sat", rest="free")) == [9]


@pytest.mark.parametrize("weekday", ["any", "service"])
def test_a_week_with_a_holiday_in_it_is_owed(weekday):
    assert days(Rhythm(weekly=weekday, rest="free")) == days(Rhythm(weekly=weekday))


def test_of_a_year_without_a_calendar_no_holiday_is_known():
    frame = Frame(date(2027, 5, 1), date(2027, 5, 31), date(2027, 6, 30))
    assert days(Rhythm(weekly="tue", rest="free"), frame) == [4, 11, 18, 25]
