"""The profile of Tumed Right Banner: what the source counts, held against the files."""

from collections import Counter

import pytest
from profile_files import Profile

SIX_ROUNDS = {
    "visit_body": "month",
    "visit_aid": "quarter",
    "visit_special": "quarter",
    "policy_review": "quarter",
    "visit_model": "half_year",
    "visit_trader": "half_year",
}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile("tumed456")


@pytest.fixture(scope="module")
def households(profile):
    return [line for register in profile.registers.values() for line in register.households]


def test_the_files_are_what_the_script_writes(profile):
    assert profile.written() == profile.kept("stations", "households")


def test_every_one_of_298_villages_has_its_proxy_point_and_a_unit_bound_to_it(profile):
    villages = profile.of("village")
    assert len(villages) == 298
    assert all(v.readiness == profile.settings.readiness for v in villages)
    assert all([b.kind for b in v.bindings] == ["village"] for v in villages)
    departments = {d.name for d in profile.of("department")}
    assert {v.bindings[0].unit for v in villages} == departments


def test_3800_cadres_are_paired_with_4100_households_each_with_one_main_cadre(profile, households):
    aided = [line for line in households if "帮困对象" in line.categories]
    cadres = {m.person for s in profile.stations.values() for m in s.staff if m.role != "office"}
    assert (len(aided), len(cadres)) == (4100, 3800)
    held = Counter(line.staff for line in aided)
    assert set(held) == cadres
    assert set(held.values()) == {1, 2}


def test_every_object_of_a_visit_is_paired_so_that_somebody_owes_the_visit(profile, households):
    assert all(line.staff for line in households)
    kinds = Counter(kind for line in households for kind in line.categories)
    assert set(kinds) == set(profile.settings.household_categories)
    assert kinds["两委班子"] == 298


def test_the_registers_hold_nothing_but_invented_names(households):
    for line in households:
        assert line.name[0] in "甲乙丙丁戊己庚辛壬癸"
        assert (line.phone, line.address, line.note) == (None, None, None)


def test_the_six_rounds_are_six_duties_at_three_intervals_and_one_is_no_visit(profile):
    duties = {duty.code: duty for duty in profile.settings.duties}
    assert {code: duties[code].rhythm.per for code in SIX_ROUNDS} == SIX_ROUNDS
    records = Counter(duties[code].evidence.record for code in SIX_ROUNDS)
    assert records == {"visit": 5, "activity": 1}


def test_in_every_stream_the_villager_signs_and_the_case_is_filed(profile):
    for stream in profile.settings.streams:
        assert [sign_off.step for sign_off in stream.closing] == ["witness"]
        assert stream.follow[-1].step == "archive"


def test_of_the_six_classes_only_the_two_that_the_source_names_are_there(profile):
    assert profile.settings.category_paths() == ["基础设施建设", "产业发展"]
