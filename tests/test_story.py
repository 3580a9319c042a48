"""The story of the demo: the same from the same seed, lawful at each step, plausible overall."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ledger.records import ids, paths
from ledger.records.household import Register
from ledger.records.issue import Issue
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.records.visit import Page
from ledger.rules.lifecycle import digest, first_facts, issue_of, replay, standing
from ledger.rules.statuses import MOVES, OPEN, STATUS_NAMES, VISIT_KIND_NAMES
from ledger.store import form
from ledger.story import DEMO as WISH
from ledger.story import Phrases, Wish, tell, world

DATA = Path(__file__).parents[1] / "data"
YIJUN = DATA / "profiles" / "yijun"


@pytest.fixture(scope="module")
def settings():
    return form.read(Settings, (YIJUN / "ledger.yaml").read_bytes(), "ledger.yaml")


@pytest.fixture(scope="module")
def stations():
    files = sorted(YIJUN.glob("stations/*.yaml"))
    return [form.read(Station, file.read_bytes(), file.name) for file in files]


@pytest.fixture(scope="module")
def phrases():
    return form.read(Phrases, (DATA / "demo" / "phrases.yaml").read_bytes(), "phrases.yaml")


@pytest.fixture(scope="module")
def operations(settings, stations, phrases):
    return list(tell(settings, stations, phrases, WISH))


@pytest.fixture(scope="module")
def files(operations):
    kept = {}
    for operation in operations:
        kept.update(operation.files)
    return kept


@pytest.fixture(scope="module")
def issues(files):
    return [record for record in files.values() if isinstance(record, Issue)]


@pytest.fixture(scope="module")
def pages(files):
    return [record for record in files.values() if isinstance(record, Page)]


@pytest.fixture(scope="module")
def registers(files):
    return [record for record in files.values() if isinstance(record, Register)]


def test_the_same_seed_tells_the_same_story_byte_for_byte(settings, stations, phrases, operations):
    again = list(tell(settings, reversed(stations), phrases, WISH))
    assert again == operations
    a, b = (next(o for o in told if o.command == "issue sign") for told in (again, operations))
    assert [form.write(r) for r in a.files.values()] == [form.write(r) for r in b.files.values()]


def test_another_seed_tells_another_story(settings, stations, phrases, operations):
    other = Wish(seed="other", issues=5, visits=5, start=WISH.start, end=WISH.end)
    told = {record for o in tell(settings, stations, phrases, other) for record in o.records}
    assert told & {r for o in operations for r in o.records} <= {s.code for s in stations}


def test_the_files_at_the_end_are_those_that_the_commands_leave(settings, stations, phrases, files):
    kept = dict(world(settings, stations, phrases, WISH))
    assert {path: record.plain() for path, record in files.items()} == kept
    assert {path: list(fields) for path, fields in kept.items()} == {
        path: list(record.plain()) for path, record in files.items()
    }


def test_commands_come_in_the_order_of_time_within_the_days_asked_for(operations):
    assert all(a.at <= b.at for a, b in pairwise(operations))
    assert all(WISH.start <= o.at.date() <= WISH.end for o in operations)


def test_every_command_changes_what_it_writes(operations):
    before = {}
    for operation in operations:
        assert all(before.get(path) != record for path, record in operation.files.items())
        before.update(operation.files)


def test_every_command_is_entered_by_staff_of_its_station(operations, stations):
    home = {member.person: s.code for s in stations for member in s.staff}
    for operation in operations:
        assert all(record.startswith(home[operation.by]) for record in operation.records)


def test_every_file_stands_where_its_id_and_date_say(files):
    for path, record in files.items():
        match record:
            case Issue():
                assert path == paths.issue(record.id)
                assert ids.year_of(record.id) == record.opened.year
            case Page():
                assert path == paths.page(record.station, record.date)
            case Register():
                assert path == paths.register(record.place)


def test_every_issue_is_the_replay_of_its_log(issues):
    for issue in issues:
        facts = first_facts(issue)
        assert issue.log[0].sum == digest(facts)
        assert issue_of(replay(facts, issue.log)[-1], issue.log) == issue


def test_logs_run_forward_and_nothing_takes_effect_after_it_is_written(issues):
    for issue in issues:
        assert len({event.id for event in issue.log}) == len(issue.log)
        assert issue.log[0].on == issue.opened
        assert all(a.at < b.at and a.on <= b.on for a, b in pairwise(issue.log))
        assert all(event.on <= event.at.date() <= WISH.end for event in issue.log)


def test_every_status_and_every_verb_occurs(issues):
    """All but the villager's signature, which this county's streams do not ask for."""
    assert {issue.status for issue in issues} == set(STATUS_NAMES) - {"to_witness"}
    assert {event.do for issue in issues for event in issue.log} == set(MOVES) - {"witness"}


def test_most_issues_are_settled_and_an_eighth_of_the_open_ones_is_overdue(issues):
    assert len(issues) == WISH.issues
    is_open = [issue for issue in issues if issue.status in OPEN]
    # While it is being accepted or is with the body above, its owner's clock stands still.
    late = [i for i in is_open if (turn := standing(i).turn) and turn < WISH.end]
    assert 0.2 <= len(is_open) / len(issues) <= 0.3
    assert 0.10 <= len(late) / len(is_open) <= 0.14


def test_rare_turns_are_rare_but_there(issues):
    logs = [Counter(event.do for event in issue.log) for issue in issues]
    presses = Counter(log["press"] for log in logs)
    assert set(presses) == {0, 1, 2, 3}
    assert presses[0] > presses[1] > presses[2] > presses[3]
    for verb in ("reject", "reopen", "extend", "correct", "escalate", "pause", "decline", "merge"):
        assert 5 <= sum(log[verb] > 0 for log in logs) <= 30, verb


def test_a_merged_issue_names_an_earlier_one_of_its_station(issues):
    known = {issue.id: issue for issue in issues}
    for issue in issues:
        if issue.status == "merged":
            other = known[issue.into]
            assert other.id != issue.id
            assert (other.title, other.station) == (issue.title, issue.station)
            assert other.opened < issue.opened
            assert issue.id in other.copies


def test_nobody_checks_their_own_work_and_only_the_head_signs(issues, stations):
    heads = {s.code: s.staff[0].person for s in stations if s.staff}
    for issue in issues:
        for event in issue.log:
            if event.do in ("accept", "reject"):
                assert event.checker != issue.owner.person
            if event.do == "sign":
                assert event.signer == heads[issue.station]


def test_issues_name_only_what_the_settings_and_the_registers_know(issues, registers, settings):
    categories, lines = set(settings.category_paths()), _lines(registers)
    for issue in issues:
        assert issue.category in categories
        assert issue.stream in {stream.code for stream in settings.streams}
        assert issue.source in settings.sources
        assert issue.level in settings.levels
        assert issue.reporter is None or issue.reporter in lines


def test_an_issue_heard_on_a_visit_and_the_diary_name_each_other(issues, pages):
    visits = {visit.id: visit for page in pages for visit in page.visits}
    promoted = {o.issue: visit.id for visit in visits.values() for o in visit.opinions if o.issue}
    assert promoted == {issue.id: issue.visit for issue in issues if issue.visit}
    assert len(promoted) > WISH.issues / 4
    for issue in issues:
        if issue.visit:
            assert issue.reporter in visits[issue.visit].households
            assert issue.log[0].at > visits[issue.visit].at


def test_diaries_hold_as_many_visits_as_asked_for_of_every_kind(pages, registers, settings):
    visits = [visit for page in pages for visit in page.visits]
    lines = _lines(registers)
    assert len(visits) == WISH.visits
    assert {visit.kind for visit in visits} == set(VISIT_KIND_NAMES)
    assert len({page.station for page in pages}) == 29
    for page in pages:
        assert all(visit.at.date() == page.date for visit in page.visits)
        assert all(a.at <= b.at for a, b in pairwise(page.visits))
    for visit in visits:
        assert set(visit.households) <= lines
        assert bool(visit.households) != bool(visit.body)
        assert set(visit.checklist) <= set(settings.visit_checklist)
        assert all(aid.kind in settings.aid_kinds for aid in visit.aid)


def test_names_and_telephones_are_nobodys_and_stand_in_registers_only(files, registers):
    people = [household for register in registers for household in register.households]
    assert all(re.fullmatch(r"000-\d{4}-\d{4}", person.phone) for person in people)
    names = re.compile("|".join({person.name for person in people}))
    for record in files.values():
        if not isinstance(record, Register):
            text = form.write(record).decode()
            assert not names.search(text)
            assert not re.search(r"\d{11}", text)


def test_texts_are_many_and_leave_no_slot_unfilled(issues, pages, phrases, settings):
    assert sum(len(matter.cases) for matter in phrases.matters) >= 60
    assert {matter.category for matter in phrases.matters} <= set(settings.category_paths())
    assert len({issue.title for issue in issues}) > len(issues) / 2
    diary = [visit.text for page in pages for visit in page.visits]
    assert len(set(diary)) > len(diary) / 2
    texts = [*diary, *(event.model_dump_json() for issue in issues for event in issue.log)]
    assert not [text for text in texts if re.search(r"\{\w+\}", text)]


def test_a_short_span_is_told_to_its_end_and_no_further(settings, stations, phrases):
    end = WISH.start + timedelta(days=10)
    wish = Wish(seed="short", issues=40, visits=40, start=WISH.start, end=end)
    told = list(tell(settings, stations, phrases, wish))
    assert max(operation.at.date() for operation in told) <= end


def _lines(registers):
    return {household.id for register in registers for household in register.households}
