"""What newer copies of a sheet say no to: a no is no empty cell."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import COVERT, Sheet, acts, faults, records

LATER = TODAY + timedelta(days=1)
CALL = {"place": "WL101", "date": date(2026, 3, 8), "text": "看机井。", "people": ["c003"]}


@pytest.fixture
def root(tmp_path):
    return example(tmp_path / "ledger")


def test_a_visit_that_nobody_signed_after_all_is_not_signed(root):
    sheet = Sheet(root, "visit")
    [record] = records(sheet.taken({**CALL, "sign": "given"}))
    assert acts(sheet.taken({**CALL, "remark": "雨"}, day=LATER)) == ["changed"]
    assert opened(root).visit(record)[1].sign == "given"
    made = sheet.taken({**CALL, "remark": "雨", "sign": "none"}, day=LATER)
    assert (acts(made), opened(root).visit(record)[1].sign) == (["changed"], None)
    assert acts(sheet.planned({**CALL, "remark": "晴", "sign": "none"}, day=LATER)) == ["changed"]


def test_an_inspection_that_was_announced_after_all_is_so(root):
    sheet = Sheet(root, "activity")
    [record] = records(sheet.taken(COVERT))
    assert acts(sheet.taken({**COVERT, "unannounced": False}, day=LATER)) == ["changed"]
    assert not opened(root).activity(record).unannounced


HEARD = {**CALL, "opinion": "村口路灯坏了三盏", "promote": True}


def test_another_matter_does_not_take_the_issue_of_what_was_heard_before(root):
    sheet = Sheet(root, "visit")
    [record] = records(sheet.taken(HEARD))
    issue = opened(root).visit(record)[1].opinions[0].issue
    made = sheet.planned({**HEARD, "opinion": "机井干了"}, day=LATER)
    assert (acts(made), made.files) == (["refused"], {})
    assert issue in faults(made)["opinion"]
    worded = sheet.taken({**HEARD, "opinion": "村口路灯坏了四盏"}, day=LATER)
    assert (acts(worded), opened(root).visit(record)[1].opinions[0].issue) == (["changed"], issue)


def test_that_what_became_an_issue_becomes_none_is_told(root):
    sheet = Sheet(root, "visit")
    [record] = records(sheet.taken(HEARD))
    issue = opened(root).visit(record)[1].opinions[0].issue
    made = sheet.planned({**HEARD, "promote": False}, day=LATER)
    assert acts(made) == ["same"]
    assert issue in made.items[0].notes[0]
