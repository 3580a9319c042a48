"""What one sheet brings after another, after edits here, and after a workbook that went out."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import acts, records
from return_world import Sent

from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row, Source
from ledger.rules.deadlines import Meaning

LAMP = {"place": "五里镇第一村", "title": "路灯损坏", "opened": date(2026, 3, 5)}
CALL = {"place": "五里镇第一村", "date": date(2026, 3, 8), "text": "看机井。"}
MEET = {
    "kind": "暗访",
    "date": date(2026, 3, 12),
    "place": "五里镇第一村",
    "title": "值班",
    "people": ["c001"],
    "findings": "值班人员不在岗",
    "unannounced": True,
}
OF = {"issue": LAMP, "visit": CALL, "activity": MEET}


class Clerk:
    """Somebody who takes sheets in and edits, one thing a day."""

    def __init__(self, root):
        self.root, self.day = root, TODAY

    def planned(self, kind, *fields, title="五里镇台账", unit="", as_of=None, older=False):
        self.day += timedelta(days=1)
        stated = {name: name for row in fields for name in row}
        source = Source(kind, "表.xlsx", "0" * 64, "Sheet1", title, unit, as_of, stated)
        rows = [Row(number, row) for number, row in enumerate(fields, 3)]
        return plan(opened(self.root, self.day), source, rows, older=older)

    def taken(self, kind, *fields, **of):
        made = self.planned(kind, *fields, **of)
        opened(self.root, self.day).take_in(made)
        return made


@pytest.fixture
def clerk(tmp_path):
    return Clerk(example(tmp_path / "ledger"))


@pytest.mark.parametrize("kind", OF)
@pytest.mark.parametrize("said", ["第一村", "WL101", "五里镇第1村"])
def test_a_row_is_the_same_record_however_its_village_is_written(clerk, kind, said):
    first = clerk.taken(kind, OF[kind])
    again = clerk.planned(kind, {**OF[kind], "place": said})
    assert (acts(again), records(again), again.gone) == (["same"], records(first), [])


@pytest.mark.parametrize("kind", OF)
@pytest.mark.parametrize("said", ["unit", "title"])
def test_two_villages_that_say_the_same_of_themselves_are_two_matters(clerk, kind, said):
    row = {name: value for name, value in OF[kind].items() if name != "place"}
    units = ("五里镇第一村", "五里镇第二村")
    made = [clerk.taken(kind, row, **{"title": "台账", said: unit}) for unit in units]
    assert list(map(acts, made)) == [["new"], ["new"]]
    again = [clerk.planned(kind, row, **{"title": "台账", said: unit}) for unit in units]
    assert list(map(acts, again)) == [["same"], ["same"]]
    assert list(map(records, again)) == list(map(records, made))


@pytest.mark.parametrize("kind", OF)
def test_a_village_may_leave_out_the_column_in_which_all_rows_name_it(clerk, kind):
    first = clerk.taken(kind, OF[kind], unit="五里镇第一村")
    row = {name: value for name, value in OF[kind].items() if name != "place"}
    again = clerk.planned(kind, row, unit="五里镇第一村")
    assert (acts(again), records(again)) == (["same"], records(first))


@pytest.mark.parametrize("number", [{}, {"key": "A-17"}])
def test_a_sheet_brings_nothing_twice_after_a_workbook_of_its_rows_came_back(clerk, number):
    row = {**LAMP, **number}
    [lamp] = records(clerk.taken("issue", row))
    clerk.day += timedelta(days=1)
    sent = Sent(clerk.root, "issue", day=clerk.day)
    sent.of(lamp, measures="更换灯具", unit="镇经发办")
    assert "changed" in acts(sent.taken(clerk.day))
    again = clerk.planned("issue", row)
    assert (acts(again), records(again), again.gone) == (["same"], [lamp], [])


def edited(clerk, record, verb, **fields):
    clerk.day += timedelta(days=1)
    opened(clerk.root, clerk.day).advance(record, verb, clerk.day, **fields)


TITLE = {"field": "title", "old": "路灯损坏", "new": "路灯倒了", "reason": "核实"}


def seen(clerk, record):
    """What an edit here, or a copy of a sheet, may change of an issue."""
    ledger = opened(clerk.root, clerk.day)
    assert ledger.check() == []
    issue = ledger.issue(record)
    return issue.title, issue.status, issue.owner and issue.owner.unit, issue.measures


@pytest.mark.parametrize(
    ("first", "done"),
    [
        ({}, [("correct", TITLE)]),
        ({"unit": ["经发办"]}, [("assign", {"unit": "镇政府"})]),
        ({"unit": ["经发办"], "measures": "换灯"}, [("correct", {**TITLE, "field": "measures"})]),
        ({"unit": ["经发办"], "opened": TODAY}, [("object", {"reason": "不归我管"})]),
        ({"status": "handling"}, [("pause", {"reason": "等材料"})]),
        ({"status": "paused"}, [("resume", {})]),
        ({"status": "escalated", "to": "镇党委"}, [("return", {"text": "由站里办"})]),
        ({"status": "submitted"}, [("reject", {"checker": "c003", "text": "又坏了"})]),
        ({"status": "closed"}, [("reopen", {"reason": "又坏了"})]),
    ],
)
def test_a_copy_that_came_as_it_was_between_makes_no_edit_here_undone(clerk, first, done):
    [lamp] = records(clerk.taken("issue", {**LAMP, **first}))
    for verb, fields in done:
        edited(clerk, lamp, verb, **fields)
    stands = seen(clerk, lamp)
    other = {**LAMP, "title": "机井干了"}
    assert acts(clerk.taken("issue", {**LAMP, **first}, other)) == ["same", "new"]
    for level in ("重要", "一般"):  # what is kept against the sheet is kept of its next copy too
        made = clerk.taken("issue", {**LAMP, **first, "level": level}, other)
        assert (acts(made), made.items[0].faults) == (["changed", "same"], ())
        assert [new for _verb, _old, new in made.items[0].changes] == [level]
        assert seen(clerk, lamp) == stands


HOME = {"place": "五里镇第一村", "name": "张新一", "group": "一组", "size": 3}
SEAT = {"code": "WL199", "name": "五里镇新村", "type": "行政村", "parent": "榆舍片区"}


@pytest.mark.parametrize(("kind", "row"), [("household", HOME), ("station", SEAT)])
def test_a_copy_without_a_column_makes_no_edit_here_undone(clerk, kind, row):
    whole = {**row, "note": "近河"}
    [record] = records(clerk.taken(kind, whole))
    [path] = [p for p in clerk.root.glob(f"*/{record[:5]}.yaml") if "近河" in p.read_text()]
    clerk.day += timedelta(days=1)
    path.write_text(path.read_text().replace("近河", "临河"))
    opened(clerk.root, clerk.day).adopt()
    assert acts(clerk.taken(kind, row, {**row, "name": "王新二", "code": "WL198"})) == [
        "same",
        "new",
    ]
    assert acts(clerk.planned(kind, whole)) == ["same"]
    assert acts(clerk.planned(kind, {**whole, "note": "近山"})) == ["refused"]


@pytest.mark.parametrize("ago", [(0, 0, 0), (5, 5, 5), (5, 1, 3)])
def test_a_household_is_paired_with_one_person_whichever_day_copies_of_its_sheet_say(clerk, ago):
    for staff, days in zip(("c001", "c002", "c003"), ago, strict=True):
        clerk.day = TODAY
        row, day = {**HOME, "staff": [staff]}, TODAY + timedelta(days=1) - timedelta(days)
        made = clerk.planned("household", row, as_of=day, older=True)
        opened(clerk.root, clerk.day).take_in(made)
    ledger = opened(clerk.root, clerk.day)
    assert ledger.check() == []
    assert ledger.household(made.items[0].record).staff == "c003"


@pytest.mark.parametrize(
    ("kind", "row", "field"),
    [
        ("issue", {**LAMP, "measures": "维修"}, "measures"),
        ("station", {**SEAT, "contact": "村口"}, "contact"),
        ("household", {**HOME, "note": "近河"}, "note"),
    ],
)
def test_what_a_workbook_that_went_out_brought_back_is_an_edit_made_here(clerk, kind, row, field):
    [record] = records(clerk.taken(kind, row))
    clerk.day += timedelta(days=1)
    sent = Sent(clerk.root, kind, day=clerk.day)
    sent.of(record)[field] = "改了"
    assert "changed" in acts(sent.taken(clerk.day))
    assert acts(
        clerk.taken(kind, row, {**row, "title": "井", "name": "王二", "code": "WL198"})
    ) == [
        "same",
        "new",
    ]
    made = clerk.planned(kind, {**row, "level": "重要", "households": 9, "size": 9})
    assert acts(made) == ["changed"]
    changes = [name for name, _old, _new in made.items[0].changes]
    assert changes == ["correct"] if kind == "issue" else field not in changes


TASK = {
    "kind": "计划",
    "issuer": "五里镇党委",
    "title": "春季植树",
    "opened": date(2026, 3, 9),
    "place": "五里镇第一村",
}
OTHERS = {
    "issue": {"title": "机井水泵烧坏", "opened": date(2026, 3, 8)},
    "visit": {"text": "与张家算了收入账。", "date": date(2026, 4, 1)},
    "activity": {"findings": "台账没有更新", "date": date(2026, 4, 2), "title": "抽查"},
    "task": {"title": "修整水渠", "opened": date(2026, 3, 20)},
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("place", ["五里镇第一村", "五里镇第二村"])
def test_a_number_that_stood_for_another_matter_changes_nobodys_record(clerk, kind, place):
    row = {**OF, "task": TASK}[kind] | {"key": "A-17"}
    [record] = records(clerk.taken(kind, row))
    other = {**row, **OTHERS[kind], "place": place}
    made = clerk.planned(kind, other, title="另一张表")
    assert (acts(made), made.files, [name for name, _why in made.items[0].faults]) == (
        ["refused"],
        {},
        ["key"],
    )
    for name, value in OTHERS[kind].items():  # one thing put right is no other matter
        made = clerk.planned(kind, {**row, name: value})
        assert (acts(made)[0] in {"changed", "same"}, records(made)) == (True, [record])


@pytest.mark.parametrize(
    ("kind", "row", "other"),
    [
        ("issue", LAMP, {**LAMP, "title": "机井干了"}),
        ("household", HOME, {**HOME, "name": "王新二"}),
        ("station", SEAT, {**SEAT, "code": "WL198", "name": "五里镇老村"}),
    ],
)
def test_what_was_taken_back_is_not_told_as_gone_and_kept(clerk, kind, row, other):
    first = clerk.taken(kind, row)
    [_same, record] = records(clerk.taken(kind, row, other))
    clerk.day += timedelta(days=1)
    opened(clerk.root, clerk.day).undo(first.op)
    assert clerk.planned(kind, other).gone == []
    assert clerk.planned(kind, row).gone == [record]


@pytest.mark.parametrize(
    ("kind", "column", "said"),
    [
        ("issue", "reporter", ["张新一"]),
        ("issue", "text", "村口路灯坏了三盏"),
        ("visit", "people", ["c003"]),
        ("activity", "title", "抽查"),
        *((kind, "key", "A-17") for kind in OF),
    ],
)
@pytest.mark.parametrize("title", ["五里镇台账", "五里镇四月台账"])
def test_rows_are_known_again_in_a_sheet_with_one_column_more(clerk, kind, column, said, title):
    row = {name: value for name, value in OF[kind].items() if name != column}
    [record] = records(clerk.taken(kind, row))
    more = {**row, column: said}
    day = "date" if "date" in row else "opened"
    other = {**more, day: date(2026, 4, 3)} | ({"key": "A-18"} if column == "key" else {})
    made = clerk.taken(kind, more, other, title=title)
    assert (acts(made)[0] in {"same", "changed"}, records(made)[0], made.gone) == (True, record, [])
    assert acts(made)[1] == "new"
    again = clerk.planned(kind, other, more, title=title)
    assert (acts(again), records(again)) == (["same", "same"], records(made)[::-1])


@pytest.mark.parametrize("kind", OF)
@pytest.mark.parametrize("left", ["key", "reporter", "people", "household"])
@pytest.mark.parametrize("title", ["五里镇台账", "五里镇四月台账"])
def test_rows_are_known_again_in_a_sheet_with_one_column_less(clerk, kind, left, title):
    row = {**OF[kind], left: {"key": "A-17", "people": ["c003"]}.get(left, ["张新一"])}
    day = "date" if "date" in row else "opened"
    other = {**row, day: date(2026, 4, 3)} | ({"key": "A-18"} if left == "key" else {})
    first = clerk.taken(kind, row, other)
    fewer = [{n: value for n, value in one.items() if n != left} for one in (other, row)]
    made = clerk.taken(kind, *fewer, title=title)
    assert ("new" in acts(made), records(made), made.gone) == (False, records(first)[::-1], [])
    again = clerk.planned(kind, row, other, {**row, day: date(2026, 4, 4), "key": "A-19"})
    assert records(again)[:2] == records(first)


@pytest.mark.parametrize("kind", ["issue", "visit"])
def test_a_full_stop_makes_no_other_matter(clerk, kind):
    row = {**OF[kind], "text": "村口路灯坏了"}
    stopped = {**row, "text": "村口路灯坏了。"}
    [record] = records(clerk.taken(kind, row))
    assert records(clerk.taken(kind, stopped)) == [record]
    made = clerk.taken(kind, stopped, row)
    assert (acts(made), records(made)[1]) == (["new", "changed"], record)
    assert acts(clerk.planned(kind, row, stopped)) == ["same", "same"]


def test_rows_that_only_a_missing_column_told_apart_are_not_guessed(clerk):
    lamps = [{**LAMP, "reporter": [who]} for who in ("张新一", "王新二", "张新一")]
    first = clerk.taken("issue", *lamps)
    made = clerk.planned("issue", {**LAMP, "level": "一般"}, {**LAMP, "level": "重要"})
    assert (acts(made), made.files, made.gone) == (["refused", "refused"], {}, [])
    told = dict(made.items[0].faults)["title"]
    assert all(record in told for record in records(first))
    alike = clerk.planned("issue", LAMP, LAMP, LAMP)
    assert sorted(records(alike)) == sorted(records(first))


def test_a_row_that_came_without_its_column_is_the_same_when_it_comes_again(clerk):
    twice = {**LAMP, "reporter": ["张新一"]}
    both = records(clerk.taken("issue", twice, twice))
    [one] = records(clerk.taken("issue", {**LAMP, "level": "重要"}))
    assert one in both
    again = clerk.planned("issue", {**LAMP, "level": "重要"})
    assert (acts(again), records(again), again.is_something) == (["same"], [one], False)


GIVEN = {"title": "春季植树", "opened": date(2026, 3, 9)}
LISTED = {
    **GIVEN,
    "kind": "每周任务清单",
    "period": "2026-W11",
    "due": Meaning(date(2026, 3, 15), None, long_term=False, word="3月15日"),
}
OPTIONAL = {"issuer": "五里镇党委", "key": "A-17", "period": "2026-W11"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        *(({**GIVEN, "kind": "计划"}, name) for name in OPTIONAL),
        *((LISTED, name) for name in ("issuer", "key")),
    ],
)
@pytest.mark.parametrize("more", [True, False])
def test_a_task_is_known_again_with_a_column_more_or_less(clerk, row, column, more):
    fewer = [{**row, "place": place} for place in ("五里镇第一村", "五里镇第二村")]
    whole = [{**one, column: OPTIONAL[column]} for one in fewer]
    if column == "key" and row is not LISTED:  # a number is of one task
        whole[1]["key"] = "A-18"
    first, then = (fewer, whole) if more else (whole, fewer)
    made = clerk.taken("task", *first)
    assert len({*records(made)}) == (1 if row is LISTED else 2)
    later = clerk.taken("task", *reversed(then))
    assert ("new" in acts(later), records(later), later.gone) == (False, records(made)[::-1], [])
    assert records(clerk.planned("task", *then)) == records(made)


def test_a_sheet_that_was_made_to_agree_with_an_edit_here_may_go_on_from_there(clerk):
    row = {**HOME, "note": "近河"}
    [record] = records(clerk.taken("household", row))
    [path] = [p for p in clerk.root.glob(f"*/{record[:5]}.yaml") if "近河" in p.read_text()]
    clerk.day += timedelta(days=1)
    path.write_text(path.read_text().replace("近河", "临河"))
    opened(clerk.root, clerk.day).adopt()
    agreed = clerk.planned("household", {**row, "note": "临河"})
    assert (acts(agreed), agreed.files, agreed.is_something) == (["same"], {}, True)
    opened(clerk.root, clerk.day).take_in(agreed)
    assert not clerk.planned("household", {**row, "note": "临河"}).is_something
    for note in ("近山", "近河"):  # back to what it said at first is a change of the sheet, too
        made = clerk.planned("household", {**row, "note": note})
        assert (acts(made), [new for _name, _old, new in made.items[0].changes]) == (
            ["changed"],
            [note],
        )


def test_an_edit_of_the_second_of_an_import_is_no_step_of_its_sheet(clerk):
    row, other = {**LAMP, "unit": ["经发办"]}, {**LAMP, "title": "机井干了"}
    [lamp] = records(clerk.taken("issue", row))
    opened(clerk.root, clerk.day).advance(lamp, "assign", clerk.day, unit="镇政府")
    assert acts(clerk.taken("issue", row, other)) == ["same", "new"]
    made = clerk.planned("issue", {**row, "level": "重要"}, other)
    assert (acts(made), [verb for verb, _old, _new in made.items[0].changes]) == (
        ["changed", "same"],
        ["correct"],
    )
    made = clerk.planned("issue", {**row, "unit": ["供电所"]}, other)
    assert (acts(made), dict(made.items[0].faults).keys()) == (["refused", "same"], {"unit"})
    lid = {**LAMP, "title": "井盖丢了"}
    clerk.taken("issue", {**lid, "unit": ["经发办"]}, row)
    assert acts(clerk.planned("issue", {**lid, "unit": ["镇政府"]}, row)) == [
        "changed",
        "same",
    ]


def test_a_household_that_a_row_may_be_is_not_told_as_gone(clerk):
    homes = [{**HOME, "group": group} for group in ("一组", "二组")]
    clerk.taken("household", *homes)
    made = clerk.planned("household", *({"place": HOME["place"], "name": HOME["name"]},) * 2)
    assert (acts(made), made.gone) == (["refused", "refused"], [])
