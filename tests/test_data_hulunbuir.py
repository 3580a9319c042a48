"""The profile of Hulunbuir: what the source counts, at one in twenty, held against the files."""

from collections import Counter

import pytest
from profile_files import Profile

TEAMS = {"city_team", "banner_team", "town_team", "village_team"}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile("hulunbuir")


@pytest.fixture(scope="module")
def groups(profile):
    return [group for station in profile.stations.values() for group in station.groups]


def test_the_files_are_what_the_script_writes(profile):
    assert profile.written() == profile.kept("stations")


def test_teams_and_cadres_are_a_twentieth_of_what_the_source_counts(groups):
    teams = [group for group in groups if group.kind in TEAMS]
    cadres = {member.person for team in teams for member in team.members}
    assert (len(teams), len(cadres)) == (round(3218 / 20), round(14137 / 20)) == (161, 707)
    assert sum(len(team.members) for team in teams) == len(cadres)


def test_there_are_ten_special_groups_each_led_by_a_leader_of_the_city(groups):
    special = [group for group in groups if group.kind == "special_group"]
    assert len(special) == 10
    for group in special:
        assert Counter(member.role for member in group.members)["city_leader"] == 1
    assert sum(group.kind == "routine_group" for group in groups) == round(215 / 20)


def test_every_place_from_banner_to_village_is_led_by_a_team_of_its_own_or_from_above(profile):
    homes = {g.code: s.code for s in profile.stations.values() for g in s.groups}
    for place in [*profile.of("banner"), *profile.of("township"), *profile.of("village")]:
        leading = [bound.group for bound in place.bindings if bound.kind == "lead"]
        assert leading
        assert all(place.code.startswith(homes[code]) or homes[code] == "HL" for code in leading)


def test_members_of_the_upper_three_tiers_have_one_contact_point_each(profile, groups):
    upper = {
        member.person
        for group in groups
        if group.kind in TEAMS - {"village_team"}
        for member in group.members
    }
    bound = [b.person for s in profile.stations.values() for b in s.bindings if b.kind == "contact"]
    assert sorted(bound) == sorted(upper)


def test_every_station_has_somebody_who_may_close_and_an_office(profile):
    tiers = {tier.type for tier in profile.settings.tiers if tier.station}
    assert tiers == {"city", "banner", "township"}
    for station in profile.stations.values():
        roles = {member.role for member in station.staff}
        assert station.type not in tiers or {"closer", "office"} <= roles


def test_codes_of_groups_are_unique_in_the_ledger(groups):
    assert max(Counter(group.code for group in groups).values()) == 1


def test_lists_that_the_source_does_not_itemise_are_left_open(profile):
    settings = profile.settings
    assert settings.categories == settings.visit_checklist == settings.household_categories == []
    assert settings.limits == []


def test_only_what_the_source_gives_an_interval_falls_due(profile):
    rhythms = {duty.code: duty.rhythm for duty in profile.settings.duties}
    timed = {code: rhythm.per for code, rhythm in rhythms.items() if rhythm}
    yearly = {"duty_report", "attend_appraisal", "annual_assessment"}
    assert timed == dict.fromkeys(yearly, "year")
    assert len(rhythms) == 12


def test_the_stay_binds_the_upper_three_tiers_only(profile):
    stay = next(duty for duty in profile.settings.duties if duty.code == "stay")
    assert stay.owed_by.roles == ["city_member", "banner_member", "town_member"]


def test_an_authorised_person_closes_with_a_note_and_nobody_accepts(profile):
    for stream in profile.settings.streams:
        assert [(s.step, s.roles, s.text) for s in stream.closing] == [("sign", ["closer"], True)]
    assert [role.code for role in profile.settings.roles if role.signs] == ["closer"]
