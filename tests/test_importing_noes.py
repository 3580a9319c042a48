"""What newer copies of a sheet say no to: a no is no empty cell."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import COVERT, Sheet, acts, faults, records

from ledger.rules.deadlines import Meaning

LATER = TODAY + timedelta(days=1)
CALL = {"place": "WL101", "date": date(2026, 3, 8), "text": "看机井。", "people": ["c003"]}


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


LIST = {
    "kind": "每周任务清单",
    "period": "2026-W23",
    "title": "清理河道",
    "opened": date(2026, 6, 1),
    "due": Meaning(date(2026, 6, 5), None, False, "6月5日"),
}
WORK = {**LIST, "kind": "重点工作", "place": "WL101"}


def parts(root, record):
    return {part.place: (part.done, part.reported) for part in opened(root).task(record).parts}


@pytest.mark.parametrize("text", [{}, {"progress": "清完了"}])
def test_a_village_that_has_not_done_it_after_all_has_not(root, text):
    sheet = Sheet(root, "task")
    first, second = ({**LIST, "place": place} for place in ("WL101", "WL102"))
    [record, _] = records(sheet.taken({**first, "status": False}, second))
    assert parts(root, record) == {"WL101": (False, None), "WL102": (False, None)}
    sheet.taken({**first, "status": False, "remark": "急"}, second)
    assert parts(root, record) == {"WL101": (False, None), "WL102": (False, None)}
    assert "report" not in [step.do for step in opened(root).task(record).log]
    sheet.taken({**first, **text, "status": True}, second, day=LATER)
    assert parts(root, record)["WL101"] == (True, LATER)
    made = sheet.taken({**first, **text, "status": False}, second, day=LATER)
    assert (acts(made), parts(root, record)["WL101"]) == (["changed"] * 2, (False, LATER))


def test_a_no_that_stood_before_a_village_reported_here_takes_nothing_back(root):
    sheet = Sheet(root, "task")
    row = {**LIST, "place": "WL101", "status": False}
    [record] = records(sheet.taken(row))
    opened(root).advance_task(record, "report", TODAY, {"place": "WL101"})
    made = sheet.taken({**row, "text": "清到桥下"}, day=LATER)
    assert (acts(made), parts(root, record)["WL101"]) == (["changed"], (True, TODAY))


def test_that_what_is_done_stays_so_is_told(root):
    sheet = Sheet(root, "task")
    sheet.taken({**WORK, "status": True, "finished": date(2026, 6, 4)})
    made = sheet.planned({**WORK, "status": False}, day=LATER)
    assert (acts(made), made.items[0].notes) == (
        ["same"],
        ["it is done here since 2026-06-04 and stays so"],
    )


@pytest.mark.parametrize("column", ["reported", "finished"])
def test_a_day_before_what_is_written_down_already_is_told(root, column):
    sheet = Sheet(root, "task")
    row = {**(LIST if column == "reported" else WORK), "place": "WL101"}
    sheet.taken({**row, "progress": "清了一半"})
    made = sheet.planned({**row, "progress": "清完了", column: date(2026, 6, 4)}, day=LATER)
    assert acts(made) == ["changed"]
    [told] = made.items[0].notes
    assert "2026-06-04" in told
    assert TODAY.isoformat() in told
