"""The example ledger: every file valid and canonical, and all that is named exists."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from ledger.records import paths
from ledger.records.calendar import CalendarYear
from ledger.records.household import Register
from ledger.records.issue import Issue
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.records.visit import Page
from ledger.rules.lifecycle import digest, first_facts, issue_of, replay
from ledger.rules.statuses import STATUS_NAMES
from ledger.store import form

EXAMPLE = Path(__file__).parents[1] / "data" / "example"
KINDS = {
    "settings": Settings,
    "calendar": CalendarYear,
    "station": Station,
    "register": Register,
    "issue": Issue,
    "page": Page,
}
FILES = {
    path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*.yaml")
}


def load(kind):
    found = {}
    for path, body in FILES.items():
        if paths.read(path).kind == kind:
            found[path] = form.read(KINDS[kind], body, path)
    return found


@pytest.fixture(scope="module")
def settings():
    return load("settings")["ledger.yaml"]


@pytest.fixture(scope="module")
def stations():
    return {station.code: station for station in load("station").values()}


@pytest.fixture(scope="module")
def issues():
    return {issue.id: issue for issue in load("issue").values()}


@pytest.fixture(scope="module")
def visits():
    return {visit.id: visit for page in load("page").values() for visit in page.visits}


@pytest.fixture(scope="module")
def households():
    return {line.id: line for register in load("register").values() for line in register.households}


@pytest.mark.parametrize("path", sorted(FILES))
def test_every_file_is_a_record_where_it_belongs_in_its_canonical_form(path):
    record = form.read(KINDS[paths.read(path).kind], FILES[path], path)
    match record:
        case Settings():
            return  # kept by hand, with comments
        case CalendarYear():
            assert path == paths.calendar(record.year)
        case Station():
            assert path == paths.station(record.code)
        case Register():
            assert path == paths.register(record.place)
        case Issue():
            assert path == paths.issue(record.id)
        case Page():
            assert path == paths.page(record.station, record.date)
    assert form.write(record) == FILES[path]


def test_there_is_enough_to_see_and_not_too_much(issues, stations):
    assert sum(station.type == "area" for station in stations.values()) == 3
    assert 12 <= len(issues) <= 15
    assert len(load("page")) == 10
    assert len(load("register")) == 1
    elsewhere = {"to_witness", "longterm"}  # what the streams of this ledger do not come to
    assert {issue.status for issue in issues.values()} == set(STATUS_NAMES) - elsewhere


def test_every_issue_is_the_replay_of_its_log(issues):
    for issue in issues.values():
        facts = first_facts(issue)
        assert issue.log[0].sum == digest(facts)
        assert issue_of(replay(facts, issue.log)[-1], issue.log) == issue


def test_logs_run_forward(issues):
    for issue in issues.values():
        assert issue.log[0].on == issue.opened
        assert all(a.at < b.at and a.on <= b.on for a, b in pairwise(issue.log))
        assert all(event.on <= event.at.date() for event in issue.log)
        assert len({event.id for event in issue.log}) == len(issue.log)


def test_the_place_tree_hangs_together_within_its_bounds(settings, stations):
    order = [tier.type for tier in settings.tiers]
    children = Counter(station.parent for station in stations.values())
    assert children[None] == 1
    for station in stations.values():
        bounds = settings.tier(station.type).children
        if station.parent is not None:
            assert order.index(station.type) == order.index(stations[station.parent].type) + 1
        assert bounds.at_least <= children[station.code]
        assert bounds.at_most is None or children[station.code] <= bounds.at_most


def test_every_station_is_staffed_within_bounds(settings, stations):
    for station in stations.values():
        if settings.tier(station.type).station:
            held = Counter(member.role for member in station.staff if member.until is None)
            for role in settings.roles:
                assert role.at_least <= held[role.code] <= role.at_most


def test_whoever_is_named_was_in_post_on_that_day(issues, visits, stations):
    terms = {m.person: m for station in stations.values() for m in station.staff}

    def in_post(person, day):
        term = terms[person]
        return term.since <= day and (term.until is None or day <= term.until)

    for issue in issues.values():
        for event in issue.log:
            named = [getattr(event, name, None) for name in ("by", "person", "checker", "signer")]
            assert all(in_post(person, event.on) for person in named if person)
    for visit in visits.values():
        assert all(in_post(person, visit.at.date()) for person in [visit.by, *visit.people])


def test_nobody_checks_their_own_work_and_the_head_signs(issues, stations):
    for issue in issues.values():
        for event in issue.log:
            if event.do in ("accept", "reject"):
                assert event.checker != issue.owner.person
            if event.do == "sign":
                assert event.signer == stations[issue.station].staff[0].person


def test_all_that_is_named_exists(settings, stations, issues, visits, households):
    for issue in issues.values():
        assert stations[issue.place].parent == issue.station
        assert issue.stream in {stream.code for stream in settings.streams}
        assert issue.category is None or issue.category in settings.category_paths()
        assert issue.source in settings.sources
        assert issue.level in settings.levels
        assert issue.reporter is None or issue.reporter in households
        assert issue.visit is None or issue.visit in visits
        assert issue.into is None or issue.into in issues
    for visit in visits.values():
        assert visit.place in stations
        assert set(visit.households) <= set(households)
        assert set(visit.checklist) <= set(settings.visit_checklist)
        assert {aid.kind for aid in visit.aid} <= set(settings.aid_kinds)
    for household in households.values():
        assert set(household.categories) <= set(settings.household_categories)


def test_an_issue_heard_on_a_visit_and_the_diary_name_each_other(issues, visits):
    promoted = {o.issue: visit.id for visit in visits.values() for o in visit.opinions if o.issue}
    assert promoted == {issue.id: issue.visit for issue in issues.values() if issue.visit}


def test_names_and_telephones_stand_in_the_register_only(households):
    assert all(line.phone.startswith("000-") for line in households.values())
    names = re.compile("|".join(line.name for line in households.values()))
    texts = {p: body.decode() for p, body in FILES.items() if not p.startswith("households/")}
    texts["README.md"] = (EXAMPLE / "README.md").read_text("utf-8")
    assert not [p for p, text in texts.items() if names.search(text) or re.search(r"\d{11}", text)]


def test_the_readme_quotes_files_as_they_are_and_names_issues_that_exist(issues):
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    quotes = re.findall(
        r"`((?:issues|visits)/\S+\.yaml)`：\n\n```yaml\n(.*?)```", readme, re.DOTALL
    )
    assert len(quotes) == 2
    for path, quoted in quotes:
        assert FILES[path].decode() == quoted
    assert set(re.findall(r"`(WL\d-26-\w{7})`", readme)) <= set(issues)
