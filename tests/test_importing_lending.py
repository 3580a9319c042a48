"""A row that names a record by its number need not state again what the record has."""

from datetime import date

import pytest
from book_world import opened
from import_world import COVERT, Sheet, acts, faults, records

from ledger.rules.deadlines import Meaning

DUE = Meaning(date(2026, 6, 30), None, long_term=False, word="6月30日")
ISSUE = {"place": "五里镇第一村", "title": "村口路灯损坏", "opened": date(2026, 3, 5)}
VISIT = {"place": "五里镇第一村", "date": date(2026, 3, 9), "opinion": "路灯坏了", "text": "看望"}
TASK = {
    "kind": "重点工作",
    "title": "通村路硬化",
    "place": "WL101",
    "opened": date(2026, 3, 2),
    "due": DUE,
    "unit": ["镇政府"],
}
HOME = {"place": "五里镇第一村", "name": "张三丰", "phone": "13812345678", "size": 3}
KINDS = {"issue": ISSUE, "visit": VISIT, "task": TASK, "activity": COVERT, "household": HOME}
EDITS = {
    "issue": {"title": "村口两盏路灯损坏"},
    "visit": {"text": "看望老人"},
    "task": {"text": "另加路肩"},
    "activity": {"findings": "无人值班"},
    "household": {"size": 4},
}


@pytest.fixture(params=KINDS)
def came(request, root):
    """A kind, and the number of a record of it that came from a sheet."""
    sheet = Sheet(root, request.param)
    (record,) = records(sheet.taken(KINDS[request.param]))
    return request.param, record


def test_its_number_alone_brings_a_record_back_unchanged(root, came):
    kind, record = came
    made = Sheet(root, kind, unit="").planned({"key": record})
    assert (faults(made), acts(made), records(made)) == ({}, ["same"], [record])


def test_what_the_row_states_is_taken_and_nothing_else(root, came):
    kind, record = came
    made = Sheet(root, kind, unit="").planned({"key": record, **EDITS[kind]})
    (item,) = made.items
    assert (faults(made), item.act, item.record) == ({}, "changed", record)
    assert {name for name, _old, _new in item.changes} <= {*EDITS[kind], "correct"}


def test_the_unit_of_the_sheet_is_no_place_that_the_row_states(root, came):
    kind, record = came
    assert acts(Sheet(root, kind, unit="五里镇第二村").planned({"key": record})) == ["same"]


def test_what_was_changed_here_meanwhile_is_lent_as_it_is_now(root, sheet_of_issues):
    (record,) = records(sheet_of_issues.taken(ISSUE))
    sheet_of_issues.taken({"key": record, "title": "路灯全坏了"})
    made = sheet_of_issues.planned({"key": record})
    assert acts(made) == ["same"]
    assert opened(root).issue(record).title == "路灯全坏了"


@pytest.fixture
def sheet_of_issues(root):
    return Sheet(root, "issue")


def test_a_number_that_no_record_has_lends_nothing(sheet_of_issues):
    made = sheet_of_issues.planned({"key": "2026-017", "title": "路灯", "place": "WL101"})
    assert "opened" in faults(made)


def test_the_station_of_its_record_is_no_new_place(sheet_of_issues):
    (record,) = records(sheet_of_issues.taken(ISSUE))
    assert acts(sheet_of_issues.planned({"key": record, "station": "WL1"})) == ["same"]


@pytest.mark.parametrize(("left", "emptied"), [("opinion", "changed"), ("answer", "same")])
def test_what_was_heard_and_its_answer_stay_together_in_a_sheet_of_one_of_them(root, left, emptied):
    sheet = Sheet(root, "visit")
    heard = {**VISIT, "answer": "已报修"}
    (record,) = records(sheet.taken(heard))
    columns = {"走访编号": "key", "走访内容": "text", "反映问题": "opinion", "现场处置": "answer"}
    whole, part = {"key": record, **heard}, {"key": record, **heard}
    del part[left]
    sheet.source = sheet.source._replace(title="", unit="", columns=columns)
    assert acts(sheet.planned(whole)) == ["same"]
    assert acts(sheet.planned(part)) == [emptied]  # an empty cell takes no answer away
    columns = {header: field for header, field in columns.items() if field != left}
    sheet.source = sheet.source._replace(columns=columns)
    assert acts(sheet.planned(part)) == ["same"]
    assert acts(sheet.planned({**part, "opinion": "桥坏了", "answer": "未修"})) == ["changed"]
