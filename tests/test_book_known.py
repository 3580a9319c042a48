"""Answers from what had been written down by a time."""

from datetime import date, datetime, timedelta

import pytest
from book_world import NOW, TODAY, example, opened
from cli_world import Desk

from ledger import Ledger
from ledger.errors import RefusedError
from ledger.index.queries import IssueFilter

LATER = TODAY + timedelta(days=4)


def known(root, said, today=LATER):
    now = datetime.combine(today, NOW.timetz())
    return Ledger.open(root, today=today, now=now, known_at=said)


def ids(ledger, day):
    rows, _total = ledger.issues(IssueFilter(as_of=day.isoformat()))
    return {row["id"] for row in rows}


@pytest.fixture
def root(tmp_path):
    """A ledger with one issue written down on its day and one four days late."""
    return example(tmp_path / "ledger")


@pytest.fixture
def entered(root):
    place = next(row["code"] for row in opened(root).places() if row["registers"])
    in_time = opened(root).register(TODAY, title="村口路灯损坏", place=place)
    late = opened(root, LATER).register(TODAY, title="水渠堵塞", place=place)
    return in_time.id, late.id


def test_what_was_written_down_later_does_not_count(root, entered):
    in_time, late = entered
    assert {in_time, late} <= ids(opened(root, LATER), TODAY)
    then = ids(known(root, TODAY.isoformat()), TODAY)
    assert in_time in then
    assert late not in then


def test_the_answer_is_that_of_the_day_itself(root, entered):
    in_time, _late = entered
    commit = opened(root, LATER).git.ask("rev-list", "-n1", "HEAD~1").decode().strip()
    for said in (TODAY.isoformat(), commit, commit[:9], "11月21日"):
        then = known(root, said)
        assert then.today == TODAY
        assert in_time in ids(then, TODAY)
        assert then.check() == [] == then.edits().files


@pytest.mark.usefixtures("entered")
def test_going_back_and_forth_changes_no_answer(root):
    wanted = ids(opened(root, LATER), LATER)
    for said in (TODAY.isoformat(), LATER.isoformat(), TODAY.isoformat(), LATER.isoformat()):
        known(root, said).index.db.execute("SELECT 1")
    assert ids(known(root, LATER.isoformat()), LATER) == wanted
    assert ids(opened(root, LATER), LATER) == wanted


def test_nothing_can_be_written_to_what_was(root, entered):
    with pytest.raises(RefusedError, match="--known-at"):
        known(root, TODAY.isoformat()).advance(entered[0], "note", TODAY, text="x")


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize("said", ["2026-11-20", "abcdef0", "昨天的", "deadbeef" * 5])
def test_a_time_before_the_ledger_or_no_time_at_all_is_refused(root, said):
    with pytest.raises(RefusedError):
        known(root, said)


def test_a_record_reads_as_it_stood(root, entered):
    in_time, _late = entered
    opened(root, LATER).advance(in_time, "assign", LATER, unit="五里镇经发办")
    assert known(root, TODAY.isoformat()).issue(in_time).status == "registered"
    assert [change.command for change in known(root, TODAY.isoformat()).log(in_time)] == [
        "issue register"
    ]


def test_every_command_that_answers_as_of_a_day_takes_it(root, entered):
    desk = Desk(root)
    told = desk.run("list", "issues", "--known-at", TODAY.isoformat(), "--format", "json")
    assert entered[0] in told.ids
    before = date(2020, 1, 1).isoformat()
    desk.refused("list", "--known-at", before, exits=5, says=before)
