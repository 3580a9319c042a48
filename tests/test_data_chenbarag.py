"""The profile of Chen Barag Banner: what the source counts, held against the files."""

from collections import Counter
from itertools import pairwise

import pytest
from profile_files import Profile


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile("chenbarag")


@pytest.fixture(scope="module")
def places(profile):
    return [*profile.of("gacha"), *profile.of("farm")]


def test_the_files_are_what_the_script_writes(profile):
    assert profile.written() == profile.kept("stations", "households")


def test_the_places_are_as_many_as_the_source_counts(profile):
    tiers = Counter(s.type for s in profile.stations.values())
    assert (tiers["unit"], tiers["gacha"], tiers["farm"]) == (78, 29, 1)


def test_339_cadres_visit_in_groups_each_bound_to_one_place(profile, places):
    groups = {
        (town.code, group.code): len(group.members)
        for town in profile.of("town")
        for group in town.groups
    }
    assert sum(groups.values()) == 339
    bounds = profile.settings.groups[0].made_of[0]
    assert all(bounds.at_least <= size <= bounds.at_most for size in groups.values())
    bound = {(p.parent, b.group) for p in places for b in p.bindings if b.kind == "visiting"}
    assert bound == set(groups)


def test_37_leaders_have_a_contact_point_each(profile):
    bindings = [b for s in profile.stations.values() for b in s.bindings if b.kind == "contact"]
    leaders = [m.person for m in profile.stations["CB"].staff if m.role == "leader"]
    assert sorted(b.person for b in bindings) == sorted(leaders)
    assert len(leaders) == 37


def test_274_households_are_paired_with_leaders_and_bear_invented_names(profile):
    lines = [line for register in profile.registers.values() for line in register.households]
    assert len(lines) == 274
    assert all(line.staff.startswith("l") for line in lines)
    for line in lines:
        assert line.name[0] in "甲乙丙丁戊己庚辛壬癸"
        assert (line.phone, line.address, line.note) == (None, None, None)


def test_every_gacha_has_its_service_room_and_proxy_point(profile):
    assert all(g.readiness == profile.settings.readiness for g in profile.of("gacha"))


def test_the_campaign_has_a_beginning_an_end_and_three_phases_that_follow_each_other(profile):
    programme = profile.settings.programme
    phases = programme.phases
    assert [programme.since, programme.until] == [phases[0].since, phases[-1].until]
    assert all((b.since - a.until).days == 1 for a, b in pairwise(phases))
    assert len(phases) == 3


def test_the_counts_of_the_campaign_are_duties(profile):
    times = {d.code: d.rhythm.times for d in profile.settings.duties if d.rhythm}
    wanted = {"study": 15, "intake": 2, "talk": 3, "exchange": 2, "draft": 11, "own_draft": 11}
    assert {code: times[code] for code in wanted} == wanted
    assert times["last_km"] == 11


def test_lists_that_the_source_does_not_itemise_are_left_open(profile):
    settings = profile.settings
    assert settings.categories == settings.visit_checklist == settings.aid_kinds == []


def test_a_plan_task_names_its_person_unit_and_deadline(profile):
    plan = next(s for s in profile.settings.streams if s.code == "plan")
    assert [(d.step, d.fields) for d in plan.demands] == [("assign", ["person", "unit", "due"])]
    sheet = next(k for k in profile.settings.task_kinds if k.code == "sheet")
    assert sheet.demands == ["person", "unit", "due"]
