"""The calendars of the profiles: what the State Council decreed, by the library that counts it."""

from datetime import timedelta

import chinese_calendar
import pytest
from profile_files import PROFILES, script

from ledger.book import resources
from ledger.book.yearlists import from_library
from ledger.records.calendar import CalendarYear
from ledger.store import form

KEPT = sorted(PROFILES.glob("*/calendar/*.yaml"))


def read(path):
    return form.read(CalendarYear, path.read_bytes(), path.name)


def test_every_profile_has_a_calendar():
    assert sorted({path.parent.parent.name for path in KEPT}) == resources.profiles()


@pytest.mark.parametrize("profile", resources.profiles())
def test_the_calendars_are_what_the_script_writes(profile):
    written = script("make_calendar").files(profile)
    for path, body in written.items():
        now = form.read(CalendarYear, body, path)
        kept = read(PROFILES / profile / path)
        assert (kept.year, kept.rest, kept.work) == (now.year, now.rest, now.work)
        assert "国务院办公厅" in kept.source
        assert "chinesecalendar" in kept.source


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_day_of_the_year_works_or_rests_as_the_library_says(path):
    calendar = read(path)
    day = min(rest.since for rest in calendar.rest).replace(month=1, day=1)
    while day.year == calendar.year:
        resting = any(rest.since <= day <= rest.until for rest in calendar.rest)
        works = day in calendar.work or (day.weekday() < 5 and not resting)
        assert works == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_a_holiday_within_another_keeps_its_own_name():
    names = [rest.name for rest in from_library(2025).year.rest]
    assert names[-3:] == ["国庆节", "中秋节", "国庆节"]
