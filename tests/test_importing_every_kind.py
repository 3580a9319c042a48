"""What holds of the sheets of every kind: the same again, a row less, and all of it taken back."""

import pytest
import test_importing_activities as activities
import test_importing_households as households
import test_importing_issues as issues
import test_importing_stations as stations
import test_importing_tasks as tasks
import test_importing_visits as visits
from book_world import opened
from import_world import COVERT, Sheet, acts, records, tree

ROWS = {
    "issue": (issues.LAMP, issues.WELL),
    "visit": (visits.LAMP, visits.WELL),
    "household": (
        households.ZHANG,
        households.LI,
        {"key": "WL101-0001", "name": "张甲一", "size": 2},
    ),
    "station": (stations.VILLAGE, stations.AREA, {"code": "WL101", "households": 160}),
    "task": (tasks.PAVING, tasks.FIRST, tasks.SECOND),
    "activity": (activities.MEETING, COVERT),
}
"""Rows of each kind, the first of a record of its own."""


@pytest.fixture(params=ROWS)
def sheet(request, root):
    unit = {"unit": ""} if request.param == "station" else {}
    return Sheet(root, request.param, **unit)


@pytest.fixture
def rows(sheet):
    return ROWS[sheet.source.kind]


def test_the_same_rows_again_in_any_order_change_nothing(sheet, rows):
    first = sheet.taken(*rows)
    assert {*acts(first)} <= {"new", "changed"}
    again = sheet.planned(*rows[::-1])
    assert acts(again) == ["same"] * len(rows)
    assert records(again) == records(first)[::-1]
    assert again.files == {}


def test_a_row_that_is_gone_is_told_and_its_record_stays(sheet, rows):
    gone, *stay = records(sheet.taken(*rows))
    assert sheet.planned(*rows[1:]).gone == [gone]
    assert {*sheet.planned(rows[0]).gone} == {*stay}
    assert acts(sheet.taken(*rows[1:])) == ["same"] * len(stay)
    assert records(sheet.planned(*rows)) == [gone, *stay]


def test_one_undo_takes_the_whole_batch_back(sheet, rows):
    before = tree(sheet.root)
    made = sheet.taken(*rows)
    assert tree(sheet.root) != before
    ledger = opened(sheet.root)
    ledger.undo(made.op)
    assert tree(sheet.root) == before
    assert ledger.check() == []
