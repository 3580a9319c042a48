"""What holds of the sheets of every kind: the same again, a row less, and all of it taken back."""

from datetime import date

import pytest
from book_world import opened
from import_world import COVERT, Sheet, acts, records, tree

from ledger.rules.deadlines import Meaning

DAY = date(2026, 3, 5)
DUE = Meaning(date(2026, 3, 13), None, long_term=False, word="3月13日")
ROWS = {
    "issue": (
        {"key": "2026-017", "place": "WL101", "text": "村口路灯损坏", "opened": DAY},
        {"place": "WL102", "text": "机井干了", "opened": DAY, "unit": ["镇水务站"]},
    ),
    "visit": (
        {"key": "2026-017", "date": DAY, "place": "WL101", "text": "访户。", "opinion": "灯坏"},
        {"date": DAY, "place": "WL102", "people": ["c003"], "text": "看机井。"},
    ),
    "household": (
        {"key": "WL101-0001", "name": "张甲一", "size": 2},
        {"place": "WL102", "name": "李四海", "group": "一组", "staff": ["c003"]},
    ),
    "station": (
        {"code": "WL4", "name": "柳河片区", "type": "片区", "parent": "五里镇"},
        {"code": "WL401", "name": "柳河村", "type": "行政村", "parent": "柳河片区"},
    ),
    "task": (
        {"period": "2026-W10", "place": "WL101", "title": "防火巡查", "opened": DAY, "due": DUE},
        {"kind": "重点工作", "place": "WL102", "title": "通村路硬化", "opened": DAY, "due": DUE},
    ),
    "activity": (
        {"kind": "月底小结会", "date": DAY, "chair": ["c001"], "decisions": "四月走访30户"},
        COVERT,
    ),
}
"""Two rows of each kind."""


@pytest.fixture(params=ROWS)
def sheet(request, root):
    return Sheet(root, request.param, "" if request.param == "station" else "五里镇第一村")


@pytest.fixture
def rows(sheet):
    return ROWS[sheet.source.kind]


def test_the_same_rows_again_in_any_order_change_nothing(sheet, rows):
    first = sheet.taken(*rows)
    assert {*acts(first)} <= {"new", "changed"}
    again = sheet.planned(*rows[::-1])
    assert acts(again) == ["same", "same"]
    assert records(again) == records(first)[::-1]
    assert again.files == {}


def test_a_row_that_is_gone_is_told_and_its_record_stays(sheet, rows):
    one, other = records(sheet.taken(*rows))
    assert sheet.planned(rows[0]).gone == [other]
    assert sheet.planned(rows[1]).gone == [one]
    assert acts(sheet.taken(rows[0])) == ["same"]
    assert records(sheet.planned(*rows)) == [one, other]


def test_one_undo_takes_the_whole_batch_back(sheet, rows):
    before = tree(sheet.root)
    made = sheet.taken(*rows)
    assert tree(sheet.root) != before
    ledger = opened(sheet.root)
    ledger.undo(made.op)
    assert tree(sheet.root) == before
    assert ledger.check() == []
