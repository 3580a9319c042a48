"""The scripted quarters: in the order of days, by people who are there, with nothing unnamed."""

import re
from itertools import pairwise

import pytest
from profile_files import PROFILES, Profile

from ledger.commands import play
from ledger.rules.calendar import Calendar

NAMES = sorted(path.parent.name for path in PROFILES.glob("*/quarter.txt"))
_NAMED = re.compile(r"@([a-z]\w*)")


def scenes(name):
    return list(play.read((PROFILES / name / "quarter.txt").read_text("utf-8")))


def acted(name):
    return [scene for scene in scenes(name) if scene.day]


def calendar(profile):
    kept = list(profile.calendars())
    rest = {}
    for year in kept:
        for one in year.rest:
            span = (one.until - one.since).days + 1
            rest |= {
                one.since.fromordinal(one.since.toordinal() + n): one.name for n in range(span)
            }
    return Calendar(rest, {day for year in kept for day in year.work}, {year.year for year in kept})


@pytest.mark.parametrize("name", NAMES)
def test_a_quarter_is_told_in_the_order_of_its_days_and_shows_its_end(name):
    days = [scene.day for scene in acted(name)]
    assert all(a <= b for a, b in pairwise(days))
    assert {(day.year, (day.month - 1) // 3) for day in days} == {
        (days[0].year, (days[0].month - 1) // 3)
    }
    assert 50 <= len(days) <= 120
    shown = [scene.typed[0] for scene in scenes(name) if not scene.day]
    assert {"overdue", "today", "duties"} <= set(shown)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_acts_works_there(name):
    stations = Profile(name).stations.values()
    staff = {member.person for station in stations for member in station.staff}
    staff |= {m.person for station in stations for group in station.groups for m in group.members}
    assert {scene.who for scene in acted(name)} <= staff


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_meant_by_a_name_before_it_is_there(name):
    known = set()
    for scene in scenes(name):
        assert set(_NAMED.findall(" ".join(scene.typed))) <= known
        known.add(scene.name)


@pytest.mark.parametrize("name", NAMES)
def test_people_write_on_days_on_which_people_work(name):
    worked = calendar(Profile(name))
    assert [scene.line for scene in acted(name) if not worked.works(scene.day)] == []
