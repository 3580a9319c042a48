"""What a newer copy of a sheet changes of issues that were edited here since it came."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import Sheet, acts, faults

from ledger.rules.deadlines import Meaning

DAY = date(2026, 3, 5)
HERE = TODAY + timedelta(days=5)
LATER = TODAY + timedelta(days=30)
DONE = TODAY + timedelta(days=20)


def by(day, word=None):
    return Meaning(day, None, long_term=day is None, word=word or ("长期坚持" if not day else None))


ROW = {
    "place": "五里镇第一村",
    "title": "村口路灯损坏",
    "opened": DAY,
    "unit": ["经发办"],
    "person": ["c003"],
    "measures": "换灯",
    "due": by(TODAY + timedelta(days=40)),
    "status": "handling",
}
OWNER = {"unit": "经发办", "person": "c003", "measures": "换灯"}
PAUSE = ("pause", {"reason": "等材料"})
SIGNED = [
    ("submit", {"text": "已换好"}),
    ("accept", {"checker": "c004", "text": "合格"}),
    ("sign", {"signer": "c001", "text": "同意"}),
]
REOPEN = ("reopen", {"reason": "又坏了", "basis": "回访"})


@pytest.fixture
def sheet(tmp_path):
    return Sheet(example(tmp_path / "ledger"), "issue")


def issue(sheet, record):
    ledger = opened(sheet.root, LATER)
    assert {problem.code for problem in ledger.check()} <= {"changed-after-signing"}
    return ledger.issue(record)


def edited(sheet, *done, first=ROW):
    """The issue of a row that came, after steps that were taken here."""
    [item] = sheet.taken(first).items
    for verb, fields in done:
        opened(sheet.root, HERE).advance(item.record, verb, HERE, **fields)
    return item.record


def newer(sheet, *done, first=ROW, **later):
    """The issue after its sheet came, was edited here, and came again, with the last item."""
    record = edited(sheet, *done, first=first)
    [item] = sheet.taken({**first, **later}, day=LATER).items
    return issue(sheet, record), item


@pytest.mark.parametrize(
    "done",
    [
        [("press", {"text": "请抓紧"})],
        [("note", {"text": "看过"})],
        [("progress", {"text": "已联系"})],
        [PAUSE, ("resume", {})],
        [("extend", {"due": LATER + timedelta(days=30), "reason": "缺料", "approver": "c001"})],
        [("assign", {**OWNER, "person": "c004"})],
    ],
)
def test_a_step_taken_here_refuses_nothing_that_the_sheet_goes_on_with(sheet, done):
    record = edited(sheet, *done)
    stands = issue(sheet, record)
    [item] = sheet.taken({**ROW, "progress": "灯已买"}, day=LATER - timedelta(days=9)).items
    assert [verb for verb, _old, _new in item.changes] == ["progress"], item.faults
    ended = {**ROW, "progress": "灯已买", "status": "closed", "done": DONE, "result": "已换"}
    [item] = sheet.taken(ended, day=LATER).items
    now = issue(sheet, record)
    assert (item.act, now.status, now.result) == ("changed", "closed", "已换")
    assert (now.owner, now.deadline) == (stands.owner, stands.deadline)


@pytest.mark.parametrize(
    ("here", "later", "cell", "ours", "theirs"),
    [
        ({"person": "c004"}, {"person": ["c002"]}, "person", "c004", "c002"),
        ({"measures": "换线"}, {"measures": "换杆"}, "measures", "换线", "换杆"),
        ({"unit": "镇政府"}, {"unit": ["供电所"]}, "unit", "镇政府", "供电所"),
        (
            {"unit": "镇政府"},
            {"unit": None, "co_units": ["水利站"]},
            "co_units",
            "镇政府",
            "水利站",
        ),
        ({"due": LATER}, {"due": by(HERE)}, "due", str(LATER), str(HERE)),
        ({"due": LATER}, {"due": by(None)}, "due", str(LATER), "长期坚持"),
    ],
)
def test_what_both_sides_changed_is_refused_at_its_own_cell_with_both_values(
    sheet, here, later, cell, ours, theirs
):
    edited(sheet, ("assign", {**OWNER, **here}))
    made = sheet.planned({**ROW, **later, "progress": "灯已买"}, day=LATER)
    assert (acts(made), faults(made).keys()) == (["refused"], {cell})
    assert f"“{ours}”" in faults(made)[cell]
    assert f"“{theirs}”" in faults(made)[cell]
    other = {} if cell == "measures" else {"measures": "换杆"}
    agreed = sheet.planned({**ROW, "progress": "灯已买", **other}, day=LATER)
    assert acts(agreed) == ["changed"], faults(agreed)


def test_of_an_assignment_only_what_the_sheet_changed_is_taken(sheet):
    away = {"unit": "镇政府", "person": "c004", "co_units": ["供电所"], "due": LATER}
    now, item = newer(sheet, ("assign", away), measures="换杆")
    assert [verb for verb, _old, _new in item.changes] == ["assign"]
    assert (now.owner.unit, now.owner.person, now.co_units) == ("镇政府", "c004", ["供电所"])
    assert (now.measures, now.deadline.date) == ("换杆", LATER)


def test_a_sheet_that_was_taken_in_against_an_edit_here_may_change_that_later(sheet):
    now, _item = newer(sheet, ("assign", {**OWNER, "person": "c004"}), progress="灯已买")
    assert now.owner.person == "c004"
    made = sheet.planned({**ROW, "progress": "灯已买", "person": ["c002"]}, day=LATER)
    assert (acts(made), faults(made).keys()) == (["refused"], {"person"})


@pytest.mark.parametrize(
    ("first", "done", "later", "here", "theirs"),
    [
        ({}, [PAUSE], {"status": "closed", "done": DONE}, "paused", "signed off"),
        (
            {"status": "submitted"},
            [("reject", {"checker": "c003", "text": "又坏了"})],
            {"status": "closed"},
            "handling",
            "signed off",
        ),
        (
            {"status": "paused"},
            [("resume", {}), ("escalate", {"to": "镇党委", "reason": "定不了"})],
            {"status": "handling"},
            "handed up",
            "handling",
        ),
    ],
)
def test_a_course_that_both_sides_changed_is_refused_with_both_statuses(
    sheet, first, done, later, here, theirs
):
    edited(sheet, *done, first={**ROW, **first})
    made = sheet.planned({**ROW, **first, **later}, day=LATER)
    assert (acts(made), faults(made).keys()) == (["refused"], {"status"})
    assert f"changed here to “{here}”" in faults(made)["status"]
    assert f"says “{theirs}”" in faults(made)["status"]


@pytest.mark.parametrize("later", [{"status": "closed", "done": HERE}, {"progress": "已换好"}])
def test_what_was_signed_off_here_stays_so(sheet, later):
    now, item = newer(sheet, *SIGNED, **later)
    assert (item.act, item.notes, now.status) == ("same", [], "closed")
    [again] = sheet.taken({**ROW, **later, "level": "重要"}, day=LATER).items
    assert ([new for _verb, _old, new in again.changes], again.faults) == (["重要"], ())


def test_news_of_what_was_signed_off_here_is_told(sheet):
    _now, item = newer(sheet, *SIGNED, progress="还差一盏")
    [note] = item.notes
    assert note.startswith("progress (here “已换好”): ")


@pytest.mark.parametrize(("done", "notes"), [(SIGNED, 1), ([PAUSE], 0)])
def test_measures_are_put_right_wherever_an_issue_stands(sheet, done, notes):
    now, item = newer(sheet, *done, measures="换灯三盏")
    assert [verb for verb, _old, _new in item.changes] == ["correct"]
    assert (now.measures, now.owner.person) == ("换灯三盏", "c003")
    assert [note.partition(" after ")[2][:17] for note in item.notes] == [
        "it was signed off"
    ] * notes


def test_what_was_reopened_here_goes_on_as_its_sheet_says(sheet):
    ended = {**ROW, "status": "closed", "done": DAY, "result": "已换"}
    due = by(LATER + timedelta(days=60))
    now, item = newer(
        sheet, REOPEN, first=ended, status="handling", done=None, result=None, due=due
    )
    assert [verb for verb, _old, _new in item.changes] == ["assign"]
    assert (now.status, now.deadline.date, now.round) == ("handling", due.due, 2)


def test_what_was_reopened_here_is_settled_again_on_a_later_day_of_its_sheet(sheet):
    ended = {**ROW, "status": "closed", "done": DAY, "result": "已换"}
    now, item = newer(sheet, REOPEN, first=ended, done=DONE, result="又换了")
    assert [verb for verb, _old, _new in item.changes] == ["assign", "submit"], item.faults
    assert (now.status, now.closed, now.result) == ("closed", DONE, "又换了")


def test_an_assignment_that_was_objected_to_is_given_to_whom_the_sheet_names_now(sheet):
    first = {**ROW, "opened": TODAY, "due": by(LATER)}
    now, _item = newer(sheet, ("object", {"reason": "不归我管"}), first=first, unit=["镇政府"])
    assert (now.status, now.owner.unit) == ("handling", "镇政府")


@pytest.mark.parametrize(
    ("first", "later", "day", "keeps"),
    [
        (by(DONE), by(None), None, True),
        (by(None), by(DONE), DONE, True),
        (by(None), by(None, "常年坚持"), None, True),
        (by(DONE), Meaning(DONE, None, long_term=True, word="月底前，并长期坚持"), DONE, True),
        (by(DONE), by(LATER), LATER, False),
    ],
)
def test_a_last_day_comes_and_goes_with_what_is_kept_up_for_good(sheet, first, later, day, keeps):
    [item] = sheet.taken({**ROW, "due": first}).items
    [again] = sheet.taken({**ROW, "due": later}, day=HERE).items
    now = issue(sheet, item.record)
    assert again.act == ("same" if later.word == "常年坚持" else "changed")
    assert (now.deadline and now.deadline.date, now.long_term) == (day, keeps)
    assert now.status == "handling"


def test_a_day_that_stood_before_it_was_kept_up_for_good_is_no_news(sheet):
    kept = {**ROW, "status": "longterm"}
    now, item = newer(sheet, ("assign", OWNER), first=kept, level="重要")
    assert [new for _verb, _old, new in item.changes] == ["重要"]
    assert (item.notes, now.deadline, now.status) == ([], None, "handling")


@pytest.mark.parametrize(
    "later",
    [
        {"progress": "灯已买"},
        {"status": "closed", "done": DONE, "result": "已换", "title": "路灯倒了"},
        {"unit": ["镇政府"], "level": "重要", "reporter": ["匿名"]},
    ],
)
@pytest.mark.parametrize("gone", ["merged", "void"])
def test_nothing_is_taken_of_the_row_of_what_was_merged_or_is_void_and_all_others_come_in(
    sheet, gone, later
):
    main = opened(sheet.root).register(DAY, place="WL101", title="路灯").id
    told = {"merged": f"was merged into {main} here", "void": "is void here"}[gone]
    over = {"merged": ("merge", {"into": main}), "void": ("void", {"reason": "登记错了"})}[gone]
    first = {**ROW, "key": "XF-001"}
    record = edited(sheet, over, first=first)
    stands = issue(sheet, record)
    for number, one in enumerate([later, {**later, "measures": "换杆"}]):
        other = {**ROW, "title": f"机井干了{number}"}
        made = sheet.taken({**first, **one}, other, day=LATER)
        assert acts(made) == ["same", "new"], faults(made)
        [note] = made.items[0].notes
        assert told in note
        assert issue(sheet, record) == stands
    assert sheet.planned({**first, **one}, day=LATER).items[0].notes == []


def test_a_row_is_told_of_the_issue_that_has_its_matter_now(sheet):
    first, last = (opened(sheet.root).register(DAY, place="WL101", title=one).id for one in "甲乙")
    record = edited(sheet, ("merge", {"into": first}))
    opened(sheet.root, HERE).advance(first, "merge", HERE, into=last)
    [item] = sheet.planned({**ROW, "progress": "灯已买"}, day=LATER).items
    assert [f"{record} was merged into {last} here" in note for note in item.notes] == [True]


def test_a_row_that_says_itself_that_it_is_void_is_told_nothing(sheet):
    over = {**ROW, "status": "void", "result": "登记错了"}
    _now, item = newer(
        sheet, ("void", {"reason": "登记错了"}), status="void", result=over["result"]
    )
    assert (item.act, item.notes) == ("same", [])


def test_what_was_merged_and_is_taken_up_again_goes_on_with_its_sheet(sheet):
    main = opened(sheet.root).register(DAY, place="WL101", title="路灯").id
    corrected = ("correct", {"field": "title", "new": "路灯倒了", "reason": "核实"})
    record = edited(sheet, corrected, ("merge", {"into": main}))
    sheet.taken({**ROW, "progress": "灯已买"}, day=LATER)
    opened(sheet.root, LATER).advance(record, "reopen", LATER, reason="另一件事", basis="回访")
    opened(sheet.root, LATER).advance(record, "assign", LATER, unit="镇政府")
    again = {**ROW, "progress": "灯已买", "level": "重要"}
    [item] = sheet.taken(again, day=LATER + timedelta(days=1)).items
    now = issue(sheet, record)
    assert [verb for verb, _old, _new in item.changes] == ["correct", "progress"]
    assert (now.owner.unit, now.title, now.level) == ("镇政府", "路灯倒了", "重要")
