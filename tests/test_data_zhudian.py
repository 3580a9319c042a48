"""The profile of the stationed-contact city: what the source counts, held against the files."""

from collections import Counter

import pytest
from profile_files import Profile


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile("zhudian")


@pytest.fixture(scope="module")
def duties(profile):
    return {duty.code: duty for duty in profile.settings.duties}


def ties(profile, kind):
    return [
        (place, bound.person)
        for place in profile.stations.values()
        for bound in place.bindings
        if bound.kind == kind
    ]


def test_the_files_are_what_the_script_writes(profile):
    assert profile.written() == profile.kept("stations")


def test_towns_and_villages_are_as_many_as_the_source_counts(profile):
    tiers = Counter(station.type for station in profile.stations.values())
    assert (tiers["town"], tiers["village"]) == (34, 517)


def test_393_leaders_lead_2362_members(profile):
    posts = Counter(m.role for s in profile.stations.values() for m in s.staff)
    assert posts["party_head"] == posts["town_head"] == 34
    assert posts["party_head"] + posts["town_head"] + posts["leader"] == 393
    groups = [group for station in profile.stations.values() for group in station.groups]
    members = {m.person for g in groups for m in g.members if m.role == "member"}
    assert len(members) == 2362


def test_every_group_has_two_members_and_one_auxiliary_and_an_area(profile):
    groups = [g for village in profile.of("village") for g in village.groups]
    for group in groups:
        assert Counter(m.role for m in group.members) == {"member": 2, "auxiliary": 1}
        assert group.area
    assert len({group.code for group in groups}) == len(groups) == 2362 / 2


def test_every_village_has_one_leader_and_a_leader_at_most_two_villages(profile):
    led = ties(profile, "leads")
    assert len(led) == len({place.code for place, _person in led}) == 517
    villages = Counter(person for _place, person in led)
    assert len(villages) == 393
    assert set(villages.values()) == {1, 2}
    homes = {m.person: s.code for s in profile.of("town") for m in s.staff}
    assert all(homes[person] == place.parent for place, person in led)


def test_a_member_of_the_standing_committee_is_tied_to_one_town_and_a_village_of_it(profile):
    standing = {m.person for m in profile.stations["SH"].staff if m.role == "standing"}
    towns = {person: town.code for town, person in ties(profile, "town_tie")}
    villages = {person: place.parent for place, person in ties(profile, "village_tie")}
    assert set(towns) == standing
    assert {person: villages[person] for person in standing} == towns


def test_every_leader_of_the_four_bodies_is_tied_to_a_village(profile):
    bodies = {"standing", "congress", "government", "cppcc"}
    leaders = [m.person for m in profile.stations["SH"].staff if m.role in bodies]
    assert sorted(person for _place, person in ties(profile, "village_tie")) == sorted(leaders)


def test_the_station_day_is_a_tuesday_in_one_district_alone(profile):
    days = {s.code: s.service_weekday for s in [*profile.of("town"), *profile.of("village")]}
    assert {code[:2] for code, day in days.items() if day == "tue"} == {"JA"}
    assert all(day == "tue" for code, day in days.items() if code.startswith("JA"))
    assert all(days[code] == days[code[:4]] for code in days)


def test_intervals_are_those_of_the_source(duties):
    rhythms = {code: duty.rhythm for code, duty in duties.items()}
    assert rhythms["two_month_visit"].per == "two_months"
    assert rhythms["station_day"].weekly == "service"
    assert rhythms["district_covert"].weekly == rhythms["no_meeting"].weekly == "tue"
    assert (rhythms["residence"].per, rhythms["residence"].times) == ("week", 3)
    assert rhythms["visit_tasks"].monthly == "start"
    assert {code for code, rhythm in rhythms.items() if rhythm is None} == {
        "written_notice",
        "hearing",
        "post",
        "night",
    }


def test_what_one_district_does_is_owed_in_that_district_alone(duties):
    local = {code for code, duty in duties.items() if duty.owed_by.within == ["JA"]}
    assert local == {"photo", "district_covert", "no_meeting"}


def test_an_issue_is_closed_when_it_is_marked_done_and_a_city_item_has_unit_and_deadline(profile):
    streams = {stream.code: stream for stream in profile.settings.streams}
    assert all(stream.closing == [] for stream in streams.values())
    demands = {demand.step: demand.fields for demand in streams["prominent"].demands}
    assert demands["assign"] == ["unit", "due"]


def test_lists_that_the_source_does_not_itemise_are_left_open(profile):
    settings = profile.settings
    assert settings.categories == settings.household_categories == settings.limits == []
    assert len(settings.visit_checklist) == 6
