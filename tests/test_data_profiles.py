"""The profile of Yijun: what the source counts, held against the files."""

import sys
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from ledger.records import paths
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.store import form

DATA = Path(__file__).parents[1] / "data"
YIJUN = DATA / "profiles" / "yijun"


def load_settings() -> Settings:
    return form.read(Settings, (YIJUN / "ledger.yaml").read_bytes(), "ledger.yaml")


def load_stations() -> dict[str, Station]:
    found = [form.read(Station, p.read_bytes(), p.name) for p in YIJUN.glob("stations/*.yaml")]
    return {station.code: station for station in found}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings()


@pytest.fixture(scope="module")
def stations() -> dict[str, Station]:
    return load_stations()


def test_the_county_has_as_many_places_as_the_source_counts(stations):
    assert Counter(s.type for s in stations.values()) == {
        "county": 1,
        "township": 8,
        "area": 29,
        "village": 117,
    }


def test_the_places_that_the_source_names_bear_their_names(stations):
    townships = {s.name for s in stations.values() if s.type == "township"}
    named = "宜阳街道 彭镇 五里镇 太安镇 棋盘镇 尧生镇 哭泉镇 云梦乡"
    assert townships == set(named.split())
    areas = {s.name: stations[s.parent].name for s in stations.values() if s.type == "area"}
    assert areas["榆舍片区"] == "五里镇"
    assert areas["黄堡寨片区"] == "棋盘镇"
    assert areas["淌泥河片区"] == "哭泉镇"


def test_every_place_hangs_one_tier_below_its_parent_and_shows_it_in_its_code(settings, stations):
    order = [tier.type for tier in settings.tiers]
    for station in stations.values():
        if station.parent is None:
            assert station.type == order[0]
            continue
        parent = stations[station.parent]
        assert order.index(station.type) == order.index(parent.type) + 1
        assert parent.type == "county" or station.code.startswith(parent.code)


def test_every_area_covers_three_to_seven_villages(settings, stations):
    bounds = settings.tier("area").children
    covered = Counter(s.parent for s in stations.values() if s.type == "village")
    assert (bounds.at_least, bounds.at_most) == (3, 7)
    assert all(bounds.at_least <= n <= bounds.at_most for n in covered.values())
    assert len(covered) == 29


def test_every_station_is_staffed_within_bounds_and_nobody_holds_two_posts(settings, stations):
    people = Counter()
    for station in stations.values():
        held = Counter(member.role for member in station.staff)
        for role in settings.roles:
            if role.tier == station.type:
                assert role.at_least <= held.pop(role.code, 0) <= (role.at_most or 1)
        assert not held
        people.update(member.person for member in station.staff)
    assert set(people.values()) == {1}
    assert 87 <= sum(person.startswith("c") for person in people) <= 145


def test_only_the_head_signs(settings):
    assert [role.code for role in settings.roles if role.signs] == ["head"]


def test_nine_stations_were_first_and_each_township_has_one_or_two_to_show(stations):
    assert sum(s.pilot for s in stations.values()) == 9
    shown = Counter(s.parent for s in stations.values() if s.demonstration)
    assert len(shown) == 8
    assert set(shown.values()) <= {1, 2}


def test_readiness_names_items_of_the_checklist(settings, stations):
    assert len(settings.readiness) == 6
    assert all(set(s.readiness) <= set(settings.readiness) for s in stations.values())


def test_every_village_says_how_many_households_it_has(stations):
    assert all((s.households is not None) == (s.type == "village") for s in stations.values())


def test_the_three_clocks_that_look_alike_are_three_duties(settings):
    duties = {duty.code: duty for duty in settings.duties}
    press = duties["press"]
    assert (press.rhythm.every, press.rhythm.unit, press.rhythm.anchor) == (15, "day", "object")
    assert press.towards.each == "issue"
    assert (duties["commentary"].rhythm.every, duties["commentary"].rhythm.unit) == (2, "week")
    assert duties["consolidate"].rhythm.weekly == "any"


def test_research_is_owed_twice_a_year_and_the_service_day_on_the_stations_own_weekday(settings):
    duties = {duty.code: duty for duty in settings.duties}
    assert (duties["research"].rhythm.per, duties["research"].rhythm.times) == ("year", 2)
    assert duties["service_day"].rhythm.weekly == "service"


def test_what_the_source_calls_regular_without_an_interval_has_none_here(settings):
    open_ones = {duty.code for duty in settings.duties if duty.rhythm is None}
    assert open_ones == {"comparison", "exchange", "bulletin", "consult", "attend"}


def test_an_issue_is_accepted_then_signed_then_told_posted_and_reported(settings):
    streams = {stream.code: stream for stream in settings.streams}
    assert list(streams) == ["masses", "supervision", "found", "errand"]
    for stream in streams.values():
        assert [sign_off.step for sign_off in stream.closing] == ["accept", "sign"]
    followed = [follow.step for follow in streams["supervision"].follow]
    assert followed == ["feedback", "publish", "report"]
    assert [follow.step for follow in streams["errand"].follow][-1] == "archive"


def test_the_files_are_what_the_script_writes():
    spec = spec_from_file_location("make_yijun", DATA / "profiles" / "make_yijun.py")
    script = module_from_spec(spec)
    sys.modules["make_yijun"] = script
    spec.loader.exec_module(script)
    kept = {f"stations/{p.name}": p.read_bytes() for p in YIJUN.glob("stations/*")}
    assert script.files() == kept
    assert all(paths.read(path) for path in kept)
