"""Rows of a task sheet taken in: given down, passed on to villages, reported up."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from cli_world import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import Sheet, acts, faults, records, tree

from ledger.book.importing.work import task_periods
from ledger.labels import label
from ledger.rules.clocks import Limit
from ledger.rules.deadlines import Meaning

DUE = Meaning(date(2026, 3, 13), None, long_term=False, word="3月13日")
WEEK = {
    "period": "2026-W11",
    "issuer": "五里镇党委",
    "title": "春季防火巡查",
    "text": "各村巡山一次",
    "opened": date(2026, 3, 9),
    "due": DUE,
}
FIRST = {**WEEK, "place": "五里镇第一村", "person": ["c003"]}
SECOND = {**WEEK, "place": "WL102", "text": "另查林场"}
DONE = {"reported": date(2026, 3, 12), "progress": "已巡山", "status": True}
PAVING = {
    "kind": "重点工作",
    "title": "通村路硬化",
    "place": "WL101",
    "opened": date(2026, 3, 2),
    "due": Meaning(None, Limit(3, "month"), long_term=False, word="三个月内"),
    "unit": ["镇政府"],
    "percent": "60%",
    "progress": "路基已完成",
}
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def sheet(root):
    return Sheet(root, "task")


def task(root, made, number=0):
    return opened(root, LATER).task(records(made)[number])


def verbs(found):
    return [(step.do, step.on) for step in found.log]


def test_a_second_person_of_a_task_is_told(root, sheet):
    made = sheet.taken({**PAVING, "person": ["c003", "c002"]})
    assert task(root, made).owner.person == "c003"
    assert "there is a place for one person; c002 left out" in made.items[0].notes[0]


def test_a_remark_and_a_time_without_a_last_day_stand_with_the_requirements(root, sheet):
    for_good = Meaning(None, None, long_term=True, word="长期坚持")
    made = sheet.taken(
        {**PAVING, "kind": "计划", "text": "按图施工", "remark": "缺沙石20方", "due": for_good}
    )
    found = task(root, made)
    said = f"{label('due')}：长期坚持"
    assert (found.text, found.due) == (f"按图施工\n缺沙石20方\n{said}", None)


def test_a_village_of_a_list_reports_how_much_is_done(root, sheet):
    made = sheet.taken({**FIRST, "percent": "60%"}, {**SECOND, "remark": "林场在山上"})
    found = task(root, made)
    (report,) = (step for step in found.log if step.do == "report")
    assert (report.place, report.text, report.done) == ("WL101", "60%", False)
    parts = {part.place: part for part in found.parts}
    assert parts["WL102"].text == "另查林场 林场在山上"  # a line, as what villages must do is


def test_days_of_a_list_in_a_task_that_went_to_nobody_are_told(root, sheet):
    days = {"passed": date(2026, 3, 3), "reported": date(2026, 3, 4)}
    made = sheet.taken({**PAVING, "progress": None, "percent": None, **days})
    assert [verb for verb, _day in verbs(task(root, made))] == ["issue"]
    assert [label(name) in note for name, note in zip(days, made.items[0].notes, strict=True)] == [
        True,
        True,
    ]


def test_the_rows_of_a_list_are_one_task_with_a_part_for_each_village(root, sheet):
    made = sheet.taken(FIRST, {**SECOND, **DONE})
    assert acts(made) == ["new", "new"]
    assert len(set(records(made))) == 1
    found = task(root, made)
    assert (found.kind, found.station, found.place, found.due) == (
        "weekly",
        "WL1",
        "WL1",
        date(2026, 3, 13),
    )
    parts = {part.place: part for part in found.parts}
    assert (parts["WL101"].person, parts["WL101"].reported) == ("c003", None)
    assert (parts["WL102"].text, parts["WL102"].done) == ("另查林场", True)
    assert found.status == "passed"
    assert [verb for verb, _day in verbs(found)] == ["issue", "pass", "pass", "report"]
    assert opened(root).check() == []


def test_the_four_points_of_time_become_steps_and_the_end_follows(root, sheet):
    up = {"consolidated": date(2026, 3, 14), "passed": date(2026, 3, 10)}
    made = sheet.taken({**FIRST, **DONE, **up}, {**SECOND, **DONE, **up})
    found = task(root, made)
    days = (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 14))
    given_, passed, reported, up_ = days
    assert verbs(found) == [
        ("issue", given_),
        ("pass", passed),
        ("pass", passed),
        ("report", reported),
        ("report", reported),
        ("consolidate", up_),
        ("finish", up_),
    ]
    assert found.status == "done"


def test_what_is_done_ends_on_the_day_that_the_sheet_says(root, sheet):
    ended = {**PAVING, "percent": "100%", "finished": date(2026, 3, 10)}
    made = sheet.taken(ended)
    assert task(root, made).finished == date(2026, 3, 10)
    assert made.items[0].notes == []
    village = {**FIRST, "progress": "已巡山", "status": True, "finished": date(2026, 3, 12)}
    later = sheet.taken(village, {**SECOND, **DONE, "consolidated": date(2026, 3, 13)})
    assert task(root, later).finished == date(2026, 3, 13)
    assert "it ends on 2026-03-13" in later.items[0].notes[0]


def test_key_works_keep_their_place_share_and_owner(root, sheet):
    found = task(root, sheet.taken(PAVING))
    assert (found.kind, found.place, found.owner.unit) == ("key_work", "WL101", "镇政府")
    assert (found.due, found.progress, found.parts) == (date(2026, 6, 2), 60, [])
    assert [verb for verb, _day in verbs(found)] == ["issue", "progress"]


def test_works_without_a_kind_are_of_the_one_that_was_asked_for_or_that_the_title_names(
    root, sheet
):
    said = {name: value for name, value in PAVING.items() if name != "kind"}
    sheet.source = sheet.source._replace(title="五里镇2026年重点工作清单")
    made = sheet.taken(said)
    assert task(root, made).kind == "key_work"
    assert any("“重点工作”" in note for note in made.items[0].notes)
    sheet.source = sheet.source._replace(of_kind="plan")
    made = sheet.taken({**said, "title": "全年计划"}, {**PAVING, "title": "桥梁加固"})
    assert [opened(root).task(one).kind for one in records(made)] == ["plan", "key_work"]


@pytest.mark.parametrize("said", ["各村", "全部", "各村（社区）", "所有村", "各行政村"])
def test_every_village_is_the_station_whose_sheet_it_is(root, sheet, said):
    sheet.source = sheet.source._replace(columns={"责任村": "place"})
    found = task(root, sheet.taken({**PAVING, "place": said}))
    assert (found.station, found.place, found.parts) == ("WL1", "WL1", [])
    assert acts(sheet.planned({**PAVING, "place": said})) == ["same"]
    sheet.source = sheet.source._replace(unit="", title="登记表")
    assert "place" in faults(sheet.planned({**PAVING, "place": said}))


def test_a_kind_that_nobody_named_is_told(sheet):
    said = {name: value for name, value in PAVING.items() if name != "kind"}
    assert any("“每周任务清单”" in note for note in sheet.planned(said).items[0].notes)
    (item,) = sheet.planned({**FIRST, "due": DUE}).items
    assert not any("--of-kind" in note for note in item.notes)


def test_parts_of_a_plan_name_it_in_whatever_order(root, sheet):
    part = {"kind": "计划", "title": "第一季度", "parent": "全年计划", "opened": date(2026, 1, 5)}
    plan = {"kind": "计划", "title": "全年计划", "opened": date(2026, 1, 4)}
    made = sheet.taken(part, plan)
    assert task(root, made).parent == records(made)[1]
    assert opened(root).check() == []
    assert acts(sheet.planned({**part, "parent": "没有的计划"})) == ["refused"]
    assert acts(sheet.planned({**part, "parent": "第一季度"})) == ["refused"]
    assert acts(sheet.planned(part)) == ["same"]


def test_a_newer_copy_brings_what_happened_since(root, sheet):
    record = records(sheet.taken(FIRST, SECOND))[0]
    made = sheet.taken({**FIRST, **DONE}, SECOND, day=LATER)
    assert acts(made) == ["changed", "changed"]
    found = task(root, made)
    assert found.id == record
    assert [verb for verb, _day in verbs(found)] == ["issue", "pass", "pass", "report"]
    more = sheet.taken({**FIRST, **DONE}, {**SECOND, **DONE}, day=LATER)
    assert task(root, more).status == "reported"
    assert opened(root, LATER).check() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"person": ["c002"]},
        {"due": DUE._replace(due=date(2026, 3, 11))},
        {"text": "另查林场和水库"},
        {"reported": date(2026, 3, 10)},
    ],
)
def test_what_a_newer_copy_cannot_change_of_a_village_is_told(sheet, changed):
    first, second = {**FIRST, **DONE}, {**SECOND, **DONE}
    sheet.taken(first, second)
    assert sheet.planned(first, second).items[1].notes == []
    made = sheet.planned(first, {**second, **changed}, day=LATER)
    assert acts(made) == ["same", "same"]
    told = f"{label(*changed)}: a newer copy does not change what was passed on or reported"
    assert [item.notes for item in made.items] == [[], [told]]


def test_what_was_reported_here_stays_while_the_sheet_says_what_it_said(root, sheet):
    half = {**DONE, "progress": "巡了一半", "status": False}
    first, second = {**FIRST, **half}, {**SECOND, **DONE}
    record = records(sheet.taken(first, SECOND))[0]
    step = {"place": "WL101", "text": "全部巡完", "done": True}
    opened(root, LATER).advance_task(record, "report", LATER, step)
    for rows in ((first, second), (first, {**second, "progress": "巡完"})):
        made = sheet.taken(*rows, day=LATER)
        assert acts(made) == ["changed", "changed"]
        found = task(root, made)
        assert [part.done for part in found.parts] == [True, True]
        assert [step.text for step in found.log if step.do == "report"][1] == "全部巡完"
    clash = sheet.planned({**first, "progress": "快巡完了"}, second, day=LATER)
    assert (acts(clash), clash.gone) == (["refused", "refused"], [])
    assert [*dict(clash.items[1].faults)] == ["title"]
    said = dict(clash.items[0].faults)["progress"]
    assert "全部巡完" in said
    assert "快巡完了" in said
    assert opened(root, LATER).check() == []


def test_how_far_it_came_here_stays_while_the_sheet_says_what_it_said(root, sheet):
    sheet.taken(PAVING)
    record = records(sheet.planned(PAVING))[0]
    step = {"percent": 80, "text": "路面已铺"}
    opened(root, LATER).advance_task(record, "progress", LATER, step)
    made = sheet.taken({**PAVING, "unit": ["镇交通所"]}, day=LATER)
    assert (task(root, made).progress, task(root, made).owner.unit) == (80, "镇交通所")
    more = sheet.taken({**PAVING, "unit": ["镇交通所"], "progress": "路基已验收"}, day=LATER)
    assert acts(more) == ["refused"]
    assert acts(sheet.planned({**PAVING, "percent": "90%"}, day=LATER)) == ["refused"]


def test_what_both_changed_is_refused_with_both_values(root, sheet):
    record = records(sheet.taken(PAVING))[0]
    file = root / "tasks" / "WL1" / "2026" / f"{record}.yaml"
    file.write_text(file.read_text("utf-8").replace("unit: 镇政府", "unit: 村委会"), "utf-8")
    opened(root, LATER).adopt()
    assert acts(sheet.planned(PAVING, day=LATER)) == ["same"]
    further = sheet.planned({**PAVING, "text": "全长三公里"}, day=LATER)
    assert [change[0] for change in further.items[0].changes] == ["text"]
    made = sheet.planned({**PAVING, "unit": ["经发办"]}, day=LATER)
    assert acts(made) == ["refused"]
    assert "村委会" in faults(made)["unit"]
    assert "经发办" in faults(made)["unit"]


def test_what_was_done_with_here_is_not_gone_on_with(root, sheet):
    record = records(sheet.taken(PAVING))[0]
    opened(root, LATER).advance_task(record, "finish", LATER)
    made = sheet.planned({**PAVING, "percent": "80%"}, day=LATER)
    assert acts(made) == ["refused"]
    assert record in faults(made)["percent"]


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**FIRST, "place": "没有的地方"}, "place", "not known"),
        ({**FIRST, "title": None}, "title", "task"),
        ({**FIRST, "opened": None}, "opened", "day"),
        ({**FIRST, "opened": TODAY + timedelta(days=1)}, "opened", "not come"),
        ({**FIRST, "due": DUE._replace(due=date(2026, 1, 1))}, "due", "before"),
        ({**FIRST, "due": None}, "due", "demands"),
        ({**FIRST, "kind": "天外来活"}, "kind", "kind"),
        ({**PAVING, "percent": "1.0"}, "percent", "60%"),
        ({**PAVING, "percent": "很多"}, "percent", "60%"),
        ({**PAVING, "kind": "废改立", "action": "重抄"}, "action", "废止"),
        ({**PAVING, "text": "身份证610222199001011234"}, "text", "identity"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(sheet, row, field, says):
    made = sheet.planned({name: value for name, value in row.items() if value is not None})
    assert acts(made) == ["refused"]
    assert says in faults(made)[field]
    assert made.files == {}


def test_a_task_is_taken_in_as_a_whole_and_others_beside_it(sheet):
    made = sheet.planned(FIRST, {**SECOND, "reported": TODAY + timedelta(days=1)}, PAVING)
    assert acts(made) == ["refused", "refused", "new"]
    twice = sheet.planned(FIRST, FIRST)
    assert acts(twice) == ["refused", "refused"]
    assert "one village" in faults(twice)["place"]


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["防火", "防汛", "修路"]),
            "place": st.sampled_from(["WL101", "WL102", "WL103", "WL204"]),
        },
        optional={
            "reported": st.dates(date(2026, 3, 10), date(2026, 3, 14)),
            "status": st.booleans(),
            "progress": st.sampled_from(["已巡山", "正在办"]),
        },
    ),
    max_size=6,
    unique_by=lambda row: (row["title"], row["place"]),
)


@given(_ROWS, st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rows_in_any_order_give_the_same_tasks_once(tmp_path_factory, rows, random):
    root = example(tmp_path_factory.mktemp("ledger") / "ledger")
    sheet = Sheet(root, "task")
    before = tree(root)
    known = [{**WEEK, **row} for row in rows]
    shuffled = random.sample(known, len(known))
    other = {item.record: item.digest for item in sheet.planned(*shuffled).items}
    made = sheet.taken(*known)
    assert acts(made) == ["new"] * len(rows)
    assert {item.record: item.digest for item in made.items} == other
    again = sheet.planned(*shuffled)
    assert acts(again) == ["same"] * len(rows)
    assert again.files == {}
    opened(root).undo(made.op)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("五里镇2026年第11周任务清单", "2026-W11"),
        ("五里镇第11周任务清单", "2026-W11"),
        ("第十一周两下两上任务清单（2026年）", "2026-W11"),
        ("五里镇第 ５２ 周任务清单", "2025-W52"),
        ("五里镇第二十六周任务清单", "2026-W26"),
        ("五里镇2026年3月第2周任务清单", None),
        ("五里镇2026年第10-11周任务清单", None),
        ("五里镇2026年第54周任务清单", None),
    ],
)
def test_the_week_of_the_title_is_the_period_of_rows_that_name_none(root, sheet, title, period):
    sheet.source = sheet.source._replace(title=title)
    named = {**FIRST, "title": "护林", "period": "2026-W12"}
    none = {name: value for name, value in FIRST.items() if name != "period"}
    made = sheet.planned({**none, "kind": "每周任务清单"}, named)
    assert acts(made) == ["new" if period else "refused", "new"]
    sheet.taken({**none, "kind": "计划"}, named)
    found = [
        opened(root, LATER).task(one) for one in records(sheet.planned(none | {"kind": "计划"}))
    ]
    assert [one.period for one in found] == [period]


@pytest.mark.parametrize(
    ("said", "due", "day"),
    [
        ({}, date(2026, 3, 13), date(2026, 3, 9)),  # the first day of its week
        ({}, date(2026, 3, 15), date(2026, 3, 15)),
        ({"period": None, "kind": "计划"}, date(2026, 3, 13), date(2026, 3, 1)),  # of the title
        ({"opened": date(2026, 3, 11)}, date(2026, 3, 13), date(2026, 3, 11)),
    ],
)
def test_a_list_that_was_made_out_after_its_last_day_was_given_before(root, sheet, said, due, day):
    sheet.source = sheet.source._replace(title="2026年3月任务", as_of=date(2026, 3, 15))
    last = Meaning(due, None, long_term=False, word="")
    made = sheet.taken({**FIRST, "opened": None, "due": last, **said})
    assert task(root, made).opened == day
    told = [note for note in made.items[0].notes if str(day) in note]
    assert bool(told) == (due < date(2026, 3, 15) and not said.get("opened"))


def test_what_was_due_before_the_sheet_and_its_period_is_refused(sheet):
    sheet.source = sheet.source._replace(as_of=date(2026, 3, 22))
    row = {**FIRST, "opened": None, "period": "2026-W12"}
    assert "before the day" in faults(sheet.planned(row))["due"]


@pytest.mark.parametrize(
    ("said", "period", "told"),
    [
        ("3月", "2026-03", True),
        ("三月份", "2026-03", True),
        ("2026年3月", "2026-03", False),
        ("第11周", "2026-W11", True),
        ("一季度", "2026Q1", True),
        ("2026-W11", "2026-W11", False),
        ("全年", "全年", False),
    ],
)
def test_the_period_of_a_row_is_kept_as_lists_ask_for_it(root, sheet, said, period, told):
    sheet.source = sheet.source._replace(title="五里镇2026年任务表")
    made = sheet.taken({**FIRST, "period": said})
    assert task(root, made).period == period
    assert any(said in note and period in note for note in made.items[0].notes) == told
    assert acts(sheet.taken({**FIRST, "period": said})) == ["same"]


def test_a_period_is_the_same_however_it_is_written(sheet):
    sheet.source = sheet.source._replace(title="五里镇2026年任务表")
    first = sheet.taken({**FIRST, "period": "第11周"})
    again = sheet.taken({**FIRST, **DONE})
    assert (acts(again), records(again)) == (["changed"], records(first))


def test_a_task_that_came_before_its_period_was_understood_is_known_again(root, sheet, monkeypatch):
    sheet.source = sheet.source._replace(title="五里镇2026年任务表")
    with monkeypatch.context() as before:
        before.setattr(task_periods, "name", lambda _making, fields: fields.get("period"))
        first = sheet.taken({**FIRST, "period": "3月"})
        assert task(root, first).period == "3月"
    again = sheet.taken({**FIRST, **DONE, "period": "3月"})
    assert (acts(again), records(again)) == (["changed"], records(first))
    assert task(root, again).period == "2026-03"


def test_a_row_that_states_its_number_has_the_period_of_its_task(root, sheet):
    record = opened(root).add_task(TODAY, title="巡山", place="WL1", kind="plan", period="3月").id
    made = sheet.taken({"key": record, "period": "3月", "title": "巡山", "opened": TODAY})
    assert acts(made) == ["same"]


REPORT = {"title": WEEK["title"], "period": "第11周", "place": "第一村", **DONE}


def of_week(sheet):
    """The sheet, as one that was made out in its week; its kind demands a last day."""
    sheet.source = sheet.source._replace(title="2026年任务", as_of=date(2026, 3, 13))
    return sheet


def test_a_report_on_a_task_of_the_ledger_need_not_restate_it(root, sheet):
    of_week(sheet)
    before = sheet.taken(FIRST, SECOND)
    made = sheet.taken(REPORT)
    assert (acts(made), records(made)) == (["changed"], records(before)[:1])
    assert any(records(before)[0] in note for note in made.items[0].notes)
    found = task(root, made)
    assert {part.place: part.done for part in found.parts} == {"WL101": True, "WL102": False}
    assert (found.due, found.period, found.opened) == (DUE.due, "2026-W11", WEEK["opened"])
    assert acts(sheet.taken(REPORT)) == ["same"]
    ends = sheet.taken(REPORT, {**REPORT, "place": "WL102", "progress": "无隐患"})
    assert acts(ends) == ["changed", "changed"]
    assert all(part.done for part in task(root, ends).parts)


def test_a_report_on_a_task_that_was_given_here_by_hand_is_of_that(root, sheet):
    of_week(sheet)
    about = {"kind": "weekly", "title": WEEK["title"], "place": "WL1", "period": "2026-W11"}
    record = opened(root).add_task(date(2026, 3, 9), ["WL101"], due=DUE.due, **about).id
    made = sheet.taken(REPORT)
    assert (acts(made), records(made)) == (["changed"], [record])


@pytest.mark.parametrize(
    "otherwise",
    [
        {"place": "五里镇第三村"},  # it was not passed on to that
        {"title": "秋季防火巡查"},
        {"period": "第12周"},
        {"progress": None, "status": None, "reported": None},
        {"opened": date(2026, 3, 10)},
    ],
)
def test_what_is_no_report_on_one_task_must_say_all_that_is_demanded(sheet, otherwise):
    of_week(sheet).taken(FIRST, SECOND)
    assert "due" in faults(sheet.planned({**REPORT, **otherwise}))


def test_a_report_that_two_tasks_fit_must_say_which(sheet):
    of_week(sheet).taken(FIRST)
    sheet.taken({**FIRST, "issuer": "镇党建办"})
    assert "due" in faults(sheet.planned(REPORT))


def test_a_row_in_the_words_of_its_task_need_not_state_what_that_has(root, sheet):
    of_week(sheet)
    plain = {name: value for name, value in FIRST.items() if name not in {"issuer", "opened"}}
    before = sheet.taken(plain)
    made = sheet.taken(REPORT)
    assert (acts(made), records(made)) == (["changed"], records(before))
    assert task(root, made).due == DUE.due


def test_the_month_of_the_title_is_the_period_where_the_kind_demands_one(root, sheet):
    Desk(root).edit(
        "ledger.yaml", "name: 计划, family: plan", "name: 计划, family: plan, demands: [period]"
    )
    sheet.source = sheet.source._replace(title="五里镇2026年3月份重点工作清单")
    none = {name: value for name, value in FIRST.items() if name not in {"period", "place"}}
    made = sheet.planned(*({**none, "kind": kind} for kind in ("计划", "重点工作", "每周任务清单")))
    assert acts(made) == ["new", "new", "refused"]
    told = [any("2026-03" in note for note in item.notes) for item in made.items]
    assert told == [True, False, False]


@pytest.mark.parametrize(
    ("others", "share"),
    [
        (["0.6", "0.333333333333333"], 100),
        (["0.6", "0", "30%"], 100),
        (["60%"], None),
        (["0.6", "60"], None),
    ],
)
def test_a_1_is_a_whole_where_the_column_holds_shares(root, sheet, others, share):
    rows = [{**PAVING, "title": f"路{n}", "percent": said} for n, said in enumerate(["1", *others])]
    made = sheet.taken(*rows)
    assert acts(made) == ["new" if share else "refused", *["new" for _said in others]]
    if share:
        assert task(root, made).progress == share
    else:
        assert "1% or 100%" in faults(made)["percent"]


def test_a_list_is_not_done_by_rows_that_leave_out_who_has_not_done_it(root, sheet):
    up = {**DONE, "consolidated": date(2026, 3, 14)}
    made = sheet.taken({**FIRST, **up}, {**SECOND, "status": False})
    assert task(root, made).status == "consolidated"
    part = sheet.planned({**FIRST, **up, "progress": "已巡山两次"})
    assert [verb for verb, *_rest in part.items[0].changes] == ["report"]
    sheet.taken({**FIRST, **up}, {**SECOND, **up})
    assert task(root, made).status == "done"


def test_a_list_is_not_done_by_the_day_of_one_village(root, sheet):
    ended = {**DONE, "finished": date(2026, 3, 12)}
    made = sheet.taken({**FIRST, **ended}, {**SECOND, "status": False})
    assert task(root, made).finished is None
    assert any("goes on" in note for note in made.items[0].notes)


@pytest.mark.parametrize("said", ["60%", "６０％", "0.6", "０．６", "60.0"])
def test_a_share_is_written_in_many_ways(root, sheet, said):
    assert task(root, sheet.taken({**PAVING, "percent": said})).progress == 60


def test_what_a_village_was_given_is_nothing_that_a_row_says_of_the_task(root, sheet):
    ledger = opened(root)
    about = {"kind": "weekly", "period": "2026-W47", "issuer": "五里镇党委"}
    last = TODAY + timedelta(days=9)
    task = ledger.add_task(TODAY, title="入户问清", place="WL1", due=last, **about).id
    given = {"text": "问清饮水", "due": TODAY + timedelta(days=5), "person": "c003"}
    ledger.advance_task(task, "pass", TODAY, {"place": "WL101", **given})
    own = Meaning(given["due"], None, long_term=False, word="")
    row = {"key": task, "place": "五里镇第一村", "text": "问清饮水", "due": own, "person": ["c003"]}
    assert acts(sheet.planned(row)) == ["same"]
    (item,) = sheet.planned({**row, "due": DUE._replace(due=TODAY + timedelta(days=7))}).items
    assert [name for name, *_rest in item.changes] == ["due"]


def test_the_row_of_a_village_whose_own_the_task_is_passes_it_on_to_nobody(root, sheet):
    about = {"kind": "weekly", "period": "2026-W47", "issuer": "第一村", "person": "c003"}
    task = opened(root).add_task(TODAY, title="巡查", place="WL101", due=TODAY, **about).id
    row = {"key": task, "place": "五里镇第一村", "title": "巡查", "person": ["c003"]}
    assert acts(sheet.planned(row)) == ["same"]


def test_rows_of_a_list_that_name_no_village_say_nothing_of_the_whole(root, sheet):
    made = sheet.taken({**FIRST, **DONE}, {**SECOND, "status": False})
    record = records(made)[0]
    before = task(root, made)
    rows = [
        {"key": record, "person": ["c003"], "text": "各村巡山一次", "status": True},
        {"key": record, "person": ["c002"], "text": "另查林场", "progress": "未巡"},
    ]
    for some in (rows, rows[::-1]):
        again = sheet.planned(*some)
        assert acts(again) == ["same", "same"]
    whole = sheet.taken({"key": record, "person": ["c003"]})
    assert task(root, whole).owner.person == "c003"
    assert before.owner is None


def test_two_rows_of_one_title_that_are_of_no_list_are_two_tasks(root, sheet):
    east = {**PAVING, "text": "东渠二百米", "person": ["c001"]}
    west = {**PAVING, "text": "西渠三百米", "person": ["c003"]}
    made = sheet.taken(east, west)
    assert [opened(root).task(one).text for one in records(made)] == [east["text"], west["text"]]
    again = sheet.planned(west, east)
    assert (acts(again), records(again)) == (["same", "same"], records(made)[::-1])
    numbered = sheet.planned({**east, "key": "7"}, {**west, "key": "A-7"}, {**east, "key": "A-7"})
    assert acts(numbered) == ["new", "refused", "refused"]


@pytest.mark.parametrize("first", [True, False])
def test_a_task_without_a_day_keeps_the_day_on_which_it_was_given(root, sheet, first):
    given = date(2026, 3, 2)
    undated = {name: value for name, value in PAVING.items() if name != "opened"}
    sheet.source = sheet.source._replace(as_of=given, columns={name: name for name in undated})
    if first:
        sheet.source = sheet.source._replace(columns={name: name for name in PAVING})
    made = sheet.taken(PAVING if first else undated)
    sheet.source = sheet.source._replace(as_of=TODAY, columns={name: name for name in undated})
    later = sheet.taken({**undated, "percent": "80%"})
    assert (records(later), acts(later)) == (records(made), ["changed"])
    found = task(root, later)
    assert (found.opened, found.due, found.progress) == (given, date(2026, 6, 2), 80)
