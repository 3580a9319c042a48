"""What a newer copy of a sheet changes of issues that stand anywhere in their course."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from cli_world import Desk
from import_world import Sheet, acts, faults

DAY = date(2026, 3, 5)
LATER = TODAY + timedelta(days=30)
DONE = TODAY + timedelta(days=10)
ROW = {
    "key": "XF-001",
    "place": "五里镇第一村",
    "text": "村口路灯损坏",
    "opened": DAY,
    "unit": ["经发办"],
}


@pytest.fixture
def sheet(tmp_path):
    return Sheet(example(tmp_path / "ledger"), "issue")


def newer(sheet, first, second):
    """The issue after a row and its newer copy, and what became of the copy."""
    (item,) = sheet.taken({**ROW, **first}).items
    made = sheet.taken({**ROW, **second}, day=LATER)
    ledger = opened(sheet.root, LATER)
    assert ledger.check() == []
    return ledger.issue(item.record), made.items[0]


@pytest.mark.parametrize("status", ["escalated", "longterm", "handling", "paused"])
def test_what_went_on_is_closed_on_the_day_that_the_newer_copy_says(sheet, status):
    done = {"status": "closed", "done": DONE, "result": "已换"}
    issue, item = newer(sheet, {"status": status}, done)
    assert (item.act, issue.status, issue.closed) == ("changed", "closed", DONE)


@pytest.mark.parametrize(
    ("status", "verb"), [("escalated", "return"), ("paused", "resume"), ("longterm", "assign")]
)
def test_what_is_in_hand_again_is_so_here(sheet, status, verb):
    issue, item = newer(sheet, {"status": status}, {"status": "handling", "unit": ["镇政府"]})
    assert (item.act, issue.status) == ("changed", "handling")
    assert verb in [event.do for event in issue.log]


def test_what_was_registered_here_is_not_ended_by_a_sheet_without_its_sign_offs(sheet):
    here = {"key": "WL1-26-LPG7K0Q", "place": "WL102", "text": "第二村民小组便道未硬化，雨天难行"}
    done = {**here, "status": "closed", "done": DONE, "result": "已硬化"}
    made = sheet.planned(done, day=LATER)
    assert acts(made) == ["refused"]
    assert "registered here" in faults(made)["status"]
    accepted = {"checker": ["c003"], "accepted": DONE}
    assert "registered here" in faults(sheet.planned({**done, **accepted}, day=LATER))["status"]
    signed = {**accepted, "signer": ["c001"], "signed": DONE}
    sheet.taken({**done, **signed}, day=LATER)
    issue = opened(sheet.root, LATER).issue("WL1-26-LPG7K0Q")
    assert (issue.status, [event.do for event in issue.log[-3:]]) == (
        "closed",
        ["submit", "accept", "sign"],
    )


def test_what_was_handed_up_moves_on_there(sheet):
    issue, _item = newer(
        sheet, {"status": "escalated"}, {"status": "escalated", "progress": "立项"}
    )
    assert [event.text for event in issue.log if event.do == "progress"] == ["立项"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"status": "closed", "done": DAY}, {"status": "handling"}),
        ({"status": "submitted", "done": DAY}, {"status": "handling"}),
        ({"status": "submitted", "done": DAY}, {"status": "closed", "done": DAY}),
        ({"status": "declined"}, {"status": "handling"}),
        ({"status": "handling"}, {"status": "declined"}),
    ],
)
def test_a_status_that_no_step_leads_to_is_refused(sheet, first, second):
    sheet.taken({**ROW, **first})
    made = sheet.planned({**ROW, **second}, day=LATER)
    assert acts(made) == ["refused"]
    assert "by hand" in faults(made)["status"]


def test_a_copy_that_came_before_may_come_again_and_a_newer_one_that_falls_back_may_not(sheet):
    march, april, may = (date(2026, month, 28) for month in (3, 4, 5))
    done = {"status": "closed", "done": DAY}
    for day, fields in ((march, {"status": "handling"}), (april, done)):
        sheet.source = sheet.source._replace(as_of=day)
        sheet.taken({**ROW, **fields})
    again = {**ROW, "status": "handling"}
    sheet.source = sheet.source._replace(as_of=march)
    assert acts(sheet.planned(again, older=True)) == ["same"]
    sheet.source = sheet.source._replace(as_of=may)
    assert acts(sheet.planned(again)) == ["refused"]


def test_a_row_without_a_status_says_nothing_of_it(sheet):
    issue, item = newer(sheet, {"status": "paused"}, {"remark": "已告知"})
    assert (item.act, issue.status) == ("changed", "paused")


def test_an_answer_that_came_later_is_taken_over_once(sheet):
    closed = {"status": "closed", "done": DAY}
    issue, _item = newer(sheet, closed, {**closed, "satisfaction": "不满意"})
    assert [event.do for event in issue.log].count("feedback") == 1
    again = sheet.taken({**ROW, **closed, "satisfaction": "不满意", "remark": "阅"}, day=LATER)
    assert [verb for verb, _was, _is in again.items[0].changes] == ["note"]


def test_pressing_that_came_later_is_taken_over_on_its_day(sheet):
    status = {"status": "handling", "pressed": DAY}
    issue, _item = newer(sheet, status, {**status, "pressed": DONE})
    assert [event.on for event in issue.log if event.do == "press"] == [DAY, DONE]


def test_a_day_before_the_last_step_here_is_told_and_kept_in_a_remark(sheet):
    early = TODAY - timedelta(days=3)
    second = {"status": "closed", "done": early, "progress": "在修"}
    issue, item = newer(sheet, {"status": "handling", "progress": "在修"}, second)
    assert issue.closed == TODAY
    assert [event.text.partition("：")[2] for event in issue.log if event.do == "note"] == [
        str(early)
    ]
    assert any("remark" in note for note in item.notes)


@pytest.mark.parametrize(
    ("field", "value"), [("opened", DAY + timedelta(days=1)), ("unit", ["镇政府"])]
)
def test_what_cannot_be_taken_over_is_told(sheet, field, value):
    closed = {"status": "closed", "done": DAY + timedelta(days=9)}
    _issue, item = newer(sheet, closed, {**closed, field: value})
    assert item.act == "same"
    assert any("not taken over" in note for note in item.notes)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ({"done": DAY + timedelta(days=1)}, f"done (here “{DAY}”)"),
        ({"result": "已换三盏"}, "result (here “已换”)"),
        ({"result": None, "progress": "已换三盏"}, "progress (here “已换”)"),
        ({"person": ["c004"]}, "person in charge (nothing here)"),
        (
            {"done": DAY + timedelta(days=1), "result": "已换三盏", "co_units": ["供电所"]},
            f"assisting units (nothing here), result (here “已换”), done (here “{DAY}”)",
        ),
    ],
)
def test_each_changed_cell_of_what_is_settled_is_told_with_what_stands_here(sheet, later, told):
    closed = {"status": "closed", "done": DAY, "result": "已换"}
    issue, item = newer(sheet, closed, {**closed, **later})
    assert (item.act, issue.closed, issue.result) == ("same", DAY, "已换")
    [note] = item.notes
    assert note.startswith(f"{told}: the sheet says otherwise")


def test_a_row_of_another_sheet_that_says_the_same_is_told_nothing(sheet):
    handed_up = {"escalated": DAY, "to": "镇党委", "open_reason": "定不了", "pressed": DAY}
    ended = {"status": "closed", "done": DAY, "checker": ["c004"], "accepted": DAY}
    other = {"result": "已换", "satisfaction": "满意", "goal": "长亮", "remark": "已告知"}
    rows = [{**ROW, **handed_up}, {**ROW, **ended, **other, "key": "XF-002"}]
    sheet.taken(*rows)
    sheet.source = sheet.source._replace(title="汇总表", file="汇总.csv")
    copy = sheet.taken(*({**row, "level": None} for row in rows), day=LATER)
    assert [(item.act, item.notes) for item in copy.items] == [("same", [])] * 2


def test_another_sheet_that_says_less_of_an_issue_is_told_nothing(sheet):
    (item,) = sheet.taken({**ROW, "status": "closed", "done": DAY, "result": "已换"}).items
    sheet.source = sheet.source._replace(title="汇总表", file="汇总.csv")
    (again,) = sheet.planned({**ROW, "key": item.record, "status": "closed"}).items
    assert (again.act, again.notes) == ("same", [])


def test_whether_the_reporter_is_kept_from_others_is_taken_in_and_put_right(sheet):
    (item,) = sheet.taken({**ROW, "confidential": True}).items
    assert opened(sheet.root).issue(item.record).confidential
    assert not sheet.taken({**ROW, "confidential": True}).count("changed")
    (again,) = sheet.taken({**ROW, "confidential": False}, day=LATER).items
    assert (again.act, [said for _verb, _old, said in again.changes]) == (
        "changed",
        ["confidential: no"],
    )
    ledger = opened(sheet.root, LATER)
    assert ledger.check() == []
    assert not ledger.issue(item.record).confidential


def test_a_copy_without_the_column_leaves_what_is_confidential_so(sheet):
    issue, item = newer(sheet, {"confidential": True}, {})
    assert (item.act, issue.confidential) == ("same", True)


def test_of_rows_that_are_named_alike_each_stays_itself_where_others_go_or_come(sheet):
    first = {**ROW, "unit": ["经发办"]}
    second = {**ROW, "unit": ["供电所"]}
    del first["key"], second["key"]
    one, two = (item.record for item in sheet.taken(first, second).items)
    assert one != two
    (left,) = sheet.planned(second, day=LATER).items
    assert (left.act, left.record) == ("same", two)
    third = {**first, "unit": ["镇政府"]}
    made = sheet.planned(third, first, second, day=LATER).items
    assert [item.record for item in made[1:]] == [one, two]
    assert [item.act for item in made] == ["new", "same", "same"]


def test_a_copy_that_names_nobody_leaves_it_with_those_who_have_it_in_hand(sheet):
    given = {
        "unit": ["经发办", "供电所"],
        "person": ["c003"],
        "measures": "换灯",
        "status": "handling",
    }
    first, item = newer(sheet, given, {"unit": None, "status": "handling"})
    assert (first.owner.unit, first.owner.person, first.co_units) == ("经发办", "c003", ["供电所"])
    assert item.act == "same"


@pytest.mark.parametrize(
    ("second", "unit", "person", "others"),
    [
        ({"unit": None, "measures": "换线"}, "经发办", "c003", ["供电所"]),
        ({"unit": ["经发办"], "measures": "换线"}, "经发办", "c003", ["供电所"]),
        ({"unit": None, "person": ["c004"]}, "经发办", "c004", ["供电所"]),
        ({"unit": ["镇政府"]}, "镇政府", None, []),
    ],
)
def test_who_has_it_in_hand_changes_only_where_a_newer_copy_says_so(
    sheet, second, unit, person, others
):
    given = {"unit": ["经发办", "供电所"], "person": ["c003"], "measures": "换灯"}
    issue, item = newer(sheet, given, second)
    assert item.act == "changed"
    assert (issue.owner.unit, issue.owner.person, issue.co_units) == (unit, person, others)


@pytest.mark.parametrize("text", ["灯泡烧了", "灯泡烧了三盏。夜间行路不便。"])
def test_a_sheet_without_titles_leaves_a_title_as_it_is(sheet, text):
    given = {"title": "村口路灯损坏", "text": "灯泡烧了"}
    issue, item = newer(sheet, given, {"text": text})
    assert (issue.title, issue.text) == ("村口路灯损坏", text)
    assert item.act == ("same" if text == given["text"] else "changed")


def test_a_title_that_was_made_of_the_text_goes_with_it(sheet):
    text = "灯泡烧了三盏。夜间行路不便。"
    issue, _item = newer(sheet, {"text": "路灯损坏"}, {"text": text})
    assert (issue.title, issue.text) == ("灯泡烧了三盏", text)


def test_done_and_not_signed_off_holds_of_what_was_accepted_too(sheet):
    accepted = {"status": "to_sign", "done": DAY, "checker": ["c004"], "accepted": DAY}
    issue, item = newer(sheet, accepted, {"done": DAY, "is_signed": False})
    assert (item.act, issue.status) == ("same", "to_sign")
    made = sheet.planned({**ROW, "done": DAY, "status": "submitted"}, day=LATER)
    assert acts(made) == ["refused"]


@pytest.mark.parametrize(("says", "act"), [(None, "same"), (False, "refused")])
def test_what_was_signed_off_here_since_stays_so_where_its_sheet_does_not_tell(sheet, says, act):
    sheet.source = sheet.source._replace(columns={"办结日期": "done", "是否销号": "is_signed"})
    done = {"done": DAY + timedelta(days=9), "result": "已换"}
    (item,) = sheet.taken({**ROW, **done}).items
    for verb, fields in (("accept", {"checker": "c004"}), ("sign", {"signer": "c001"})):
        opened(sheet.root).advance(item.record, verb, TODAY, **fields, text="同意")
    told = {} if says is None else {"is_signed": says}
    (again,) = sheet.planned({**ROW, **done, **told, "result": "已换两盏"}, day=LATER).items
    assert again.act == act, again.faults


def test_a_press_that_counts_from_a_later_day_is_counted_once(sheet):
    first = {**ROW, "progress": "已联系"}
    sheet.taken(first)
    sheet.taken({**first, "pressed": DAY}, day=LATER)
    again = {**first, "pressed": DAY, "remark": "备查"}
    [item] = sheet.taken(again, day=LATER + timedelta(days=9)).items
    log = opened(sheet.root, LATER).issue(item.record).log
    assert (item.act, [event.do for event in log].count("press")) == ("changed", 1)


@pytest.mark.parametrize("then", ["[{step: sign}]", "[{step: witness}]"])
@pytest.mark.parametrize("now", ["[{step: accept}, {step: sign}]", "[{step: accept}]", "[]"])
def test_what_waits_needs_what_it_needed_when_it_was_reported(sheet, then, now):
    code, desk = "{code: masses, name: 群众反映", Desk(sheet.root)
    desk.edit("ledger.yaml", code, f"{code}, closing: {then}")
    done = {**ROW, "done": DAY, "status": "submitted"}
    [item] = sheet.taken(done).items
    before = opened(sheet.root).issue(item.record)
    desk.edit("ledger.yaml", f"closing: {then}", f"closing: {now}")
    made = sheet.taken({**done, "remark": "备查"}, day=LATER)
    after = opened(sheet.root, LATER).issue(item.record)
    assert acts(made) == ["changed"], faults(made)
    assert (after.status, after.pending) == (before.status, before.pending)
