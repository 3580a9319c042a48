"""Rows of an activity sheet taken in: meetings, inspections, and what came of them."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import COVERT, Sheet, acts, faults, records, tree

MEETING = {
    "kind": "月底小结会",
    "date": date(2026, 3, 30),
    "title": "三月小结会",
    "place": "工作站二楼会议室",
    "chair": ["c001"],
    "people": ["c002", "c003"],
    "expected": 5,
    "present": 3,
    "topics": "1. 本月小结\n①下月安排、②上月回顾",
    "decisions": "1.四月走访不少于30户\n\n（2）1.5公里沟渠清淤",
    "text": "各村汇报。",
    "remark": "材料已归档",
}
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def sheet(root):
    return Sheet(root, "activity")


def test_rows_become_activities_their_points_split_by_lines(root, sheet):
    made = sheet.taken(MEETING, COVERT)
    assert acts(made) == ["new", "new"]
    meeting, covert = (opened(root).activity(record) for record in records(made))
    assert (meeting.kind, meeting.station, meeting.chair) == ("summary", "WL1", "c001")
    assert meeting.topics == ["本月小结", "下月安排、②上月回顾"]
    assert [one.text for one in meeting.decisions] == ["四月走访不少于30户", "1.5公里沟渠清淤"]
    assert meeting.text == "各村汇报。\n材料已归档"
    assert (meeting.expected, meeting.present) == (5, 3)
    assert (covert.place, covert.title, covert.unannounced) == ("WL102", "暗访", True)
    assert [one.text for one in covert.findings] == ["值班人员不在岗"]
    assert opened(root).check() == []


def test_money_and_its_channel_the_round_and_what_is_counted_are_taken_in(root, sheet):
    said = {"amount": 120, "unit": "份", "money": 35000, "channel": "微信公众号", "round": 2}
    made = sheet.taken({**MEETING, **said})
    meeting = opened(root).activity(records(made)[0])
    assert said.items() <= meeting.plain().items()


@pytest.mark.parametrize(
    ("people", "absent", "came", "missing"),
    [
        (["c002", "c003（请假）"], [], ["c002"], [{"person": "c003", "leave": True}]),
        (
            ["c002", "c003(病假", "已报备)"],
            [],
            ["c002"],
            [{"person": "c003", "leave": True, "reason": "病假，已报备"}],
        ),
        (["c002 c003请假"], [], ["c002"], [{"person": "c003", "leave": True}]),
        (["c002", "c003（缺席）"], [], ["c002"], [{"person": "c003"}]),
        (["c002", "缺席：c003"], [], ["c002"], [{"person": "c003"}]),
        (["c002", "c003（出差）"], [], ["c002"], [{"person": "c003", "reason": "出差"}]),
        (["c002", "c003（公差）"], ["c003"], ["c002"], [{"person": "c003", "reason": "公差"}]),
        (["c002（村主任）", "c003"], ["c004"], ["c002", "c003"], [{"person": "c004"}]),
    ],
)
def test_who_is_on_leave_among_those_who_came_was_missing(
    root, sheet, people, absent, came, missing
):
    made = sheet.taken({**MEETING, "people": people, "absent": absent})
    found = opened(root).activity(records(made)[0]).plain()
    assert (found["people"], found["absent"]) == (came, missing)
    assert not any("c003" in note for note in made.items[0].notes)


def test_of_whom_more_is_said_than_who_it_is_nobody_is_taken(sheet):
    [item] = sheet.planned({**MEETING, "people": ["c002", "c003（培训）"]}).items
    assert "“c003（培训）” says more than who it is and is left out" in item.notes
    leave = {**MEETING, "kind": "请假", "until": MEETING["date"], "people": ["c003（病假）"]}
    [item] = sheet.planned(leave).items
    assert "“c003（病假）” says more than who it is and is left out" in item.notes


def test_a_clean_check_found_nothing_where_a_finding_is_demanded(root, sheet):
    made = sheet.taken({**COVERT, "findings": "无"}, {**MEETING, "findings": "无"})
    covert, meeting = (opened(root).activity(record) for record in records(made))
    assert [one.text for one in covert.findings] == ["无"]
    assert meeting.findings == []
    assert acts(sheet.planned({**COVERT, "findings": "无"})) == ["same"]
    assert opened(root).check() == []


def test_a_second_person_in_the_chair_took_part(root, sheet):
    made = sheet.taken({**MEETING, "chair": ["c001", "c002"], "people": ["c003"]})
    meeting = opened(root).activity(records(made)[0])
    assert (meeting.chair, meeting.people) == ("c001", ["c003", "c002"])


def test_a_column_that_names_no_kind_is_a_remark_where_the_title_names_one(root, sheet):
    villages = {**MEETING, "kind": "村民代表会议"}
    assert "“村民代表会议”" in faults(sheet.planned(villages))["kind"]
    sheet.source = sheet.source._replace(title="五里镇月底小结会记录", columns={"类型": "kind"})
    assert "“村民代表会议”" in faults(sheet.planned(villages))["kind"]
    sheet.source = sheet.source._replace(columns={"会议类型": "kind"})
    assert "“村民代表会议”" in faults(sheet.planned(villages, COVERT))["kind"]
    made = sheet.taken(villages, {**villages, "kind": "村委会", "remark": None, "title": "另一次"})
    first, second = (opened(root).activity(record) for record in records(made))
    assert (first.kind, second.kind) == ("summary", "summary")
    assert first.text == "各村汇报。\n材料已归档\n会议类型：村民代表会议"
    assert second.text == "各村汇报。\n会议类型：村委会"
    assert any("names no kind of ledger.yaml here" in note for note in made.items[0].notes)
    near = {**MEETING, "kind": "月底小结"}
    assert acts(sheet.planned(near, villages)) != ["new", "new"]


def test_a_column_that_may_have_the_day_is_named_where_none_does(root, sheet):
    said = {name: value for name, value in MEETING.items() if name != "date"}
    sheet.source = sheet.source._replace(columns={"会议类型": "kind"}, passed=["附注", "会期时间"])
    assert "“会期时间” is not understood" in faults(sheet.planned(said))["date"]
    visits = Sheet(root, "visit")
    visits.source = visits.source._replace(passed=["会期时间"])
    assert "“会期时间” is not understood" in faults(visits.planned({"text": "看机井。"}))["date"]
    sheet.source = sheet.source._replace(columns={"日期": "date"})
    assert faults(sheet.planned(said))["date"] == "there is no day; write the day of it"


def test_rows_without_a_kind_are_of_the_one_that_was_asked_for_or_that_the_title_names(root, sheet):
    said = {name: value for name, value in MEETING.items() if name != "kind"}
    assert "月底小结会, 暗访, 督查讲评" in faults(sheet.planned(said))["kind"]
    sheet.source = sheet.source._replace(title="五里镇月底小结会记录")
    made = sheet.taken(said, COVERT)
    assert acts(made) == ["new", "new"]
    assert any("“月底小结会”" in note for note in made.items[0].notes)
    assert [opened(root).activity(one).kind for one in records(made)] == ["summary", "covert"]
    assert acts(sheet.planned(said, COVERT)) == ["same", "same"]
    sheet.source = sheet.source._replace(of_kind="training")
    other = sheet.planned({**said, "date": date(2026, 3, 29)}).items[0]
    assert other.act == "new"
    assert not any("“月底小结会”" in note for note in other.notes)


def test_an_activity_whose_own_title_is_a_kind_is_of_that(root, sheet):
    made = sheet.taken({**{k: v for k, v in MEETING.items() if k != "kind"}, "title": "月底小结会"})
    assert opened(root).activity(records(made)[0]).kind == "summary"


def test_a_title_that_names_two_kinds_tells_neither_and_a_strange_one_in_a_cell_stays_strange(
    sheet,
):
    said = {name: value for name, value in MEETING.items() if name != "kind"}
    sheet.source = sheet.source._replace(title="集中培训、政策宣讲记录")
    assert "kind" in faults(sheet.planned(said))
    sheet.source = sheet.source._replace(title="集中培训记录")
    assert "“跳广场舞”" in faults(sheet.planned({**said, "kind": "跳广场舞"}))["kind"]
    assert not faults(sheet.planned(said))


def test_a_room_is_no_place_of_the_ledger_and_is_left_out_with_a_word(sheet):
    notes = sheet.planned({**MEETING, "people": ["王某某"]}).items[0].notes
    assert any("会议室" in note for note in notes)
    assert any("王某某" in note for note in notes)


def test_the_title_tells_whose_room_it_is_and_not_where_an_empty_cell_was(sheet):
    source = {"unit": "", "title": "榆舍片区会议记录", "columns": {"地点": "place"}}
    sheet.source = sheet.source._replace(**source)
    made = sheet.planned(MEETING, {**MEETING, "place": None})
    assert acts(made) == ["new", "refused"]
    assert made.items[0].record.startswith("WL1-")
    assert "there is no place" in faults(made)["place"]


@pytest.mark.parametrize(
    "cell",
    [
        ["c001（请假）", "c002"],
        ["c002(缺席)", "c001【请假】"],
        ["请假：c001", "缺席：c002"],
        ["缺席1人:c002", "请假1人: c001"],
    ],
)
def test_who_was_on_leave_is_told_from_who_was_missing(root, sheet, cell):
    made = sheet.taken({**MEETING, "absent": cell})
    assert made.items[0].notes == sheet.planned(MEETING).items[0].notes
    (found,) = records(made)
    leave = {one.person: (one.leave, one.reason) for one in opened(root).activity(found).absent}
    assert leave == {"c001": (True, None), "c002": (False, None)}


def test_why_people_were_missing_is_kept_and_strangers_are_told(root, sheet):
    cell = ["请假：c001（家中有事", "已报备）", "王某某", "c002"]
    made = sheet.taken({**MEETING, "absent": cell})
    absent = opened(root).activity(records(made)[0]).absent
    assert [one.reason for one in absent] == ["家中有事，已报备", None]
    assert any("“王某某”" in note for note in made.items[0].notes)
    assert acts(sheet.planned({**MEETING, "absent": cell})) == ["same"]


def test_people_missing_with_blanks_between_are_several(root, sheet):
    made = sheet.taken({**MEETING, "absent": ["请假：c001 c003", "c002"]})
    absent = opened(root).activity(records(made)[0]).absent
    assert [(one.person, one.leave) for one in absent] == [
        ("c001", True),
        ("c003", True),
        ("c002", True),
    ]


@pytest.mark.parametrize("order", [(1, 2), (2, 0), (2,), (3, 2, 0, 1)])
def test_rows_that_one_name_fits_stay_themselves_in_whatever_order(root, sheet, order):
    people = (["c001"], ["c002"], ["c003"], ["c004"])
    rows = [{**COVERT, "people": one} for one in people]
    before = dict(enumerate(records(sheet.taken(*rows[:3]))))
    made = sheet.taken(*(rows[at] for at in order), day=LATER)
    assert acts(made) == ["new" if at == len(before) else "same" for at in order]
    assert set(made.gone) == {before[at] for at in before.keys() - {*order}}
    for record, at in zip(records(made), order, strict=True):
        assert opened(root, LATER).activity(record).people == people[at]


def why(root, record, said):
    file = root / "activities" / "WL1" / "2026" / f"{record}.yaml"
    text = file.read_text("utf-8")
    assert text.count("{person: c003}") == 1
    file.write_text(text.replace("{person: c003}", said), "utf-8")
    opened(root, LATER).adopt()


def test_a_newer_copy_that_does_not_say_why_leaves_what_is_known_here(root, sheet):
    record = records(sheet.taken({**MEETING, "absent": ["c003"]}))[0]
    why(root, record, "{person: c003, leave: true, reason: 开会、取件}")
    made = sheet.taken({**MEETING, "absent": ["c003", "c004（事假）"]}, day=LATER)
    assert acts(made) == ["changed"]
    absent = opened(root, LATER).activity(record).absent
    assert [(one.person, one.leave, one.reason) for one in absent] == [
        ("c003", True, "开会、取件"),
        ("c004", True, "事假"),
    ]
    assert acts(sheet.planned({**MEETING, "absent": ["c003", "c004"]}, day=LATER)) == ["same"]
    sheet.taken({**MEETING, "absent": ["c004", "c002"]}, day=LATER)
    absent = opened(root, LATER).activity(record).absent
    assert [(one.person, one.reason) for one in absent] == [("c004", "事假"), ("c002", None)]


def test_two_reasons_why_somebody_was_missing_are_refused_with_both(root, sheet):
    record = records(sheet.taken({**MEETING, "absent": ["c003"]}))[0]
    why(root, record, "{person: c003, leave: true}")
    made = sheet.planned({**MEETING, "absent": ["c003（外出）"]}, day=LATER)
    assert acts(made) == ["refused"]
    assert "c003（请假）" in faults(made)["absent"]
    assert "c003（外出）" in faults(made)["absent"]


def test_a_changed_row_changes_its_fields_and_keeps_what_hangs_on_its_points(root, sheet):
    record = records(sheet.taken(COVERT))[0]
    issue = opened(root).promote_finding(record, 1, TODAY, category="党组织建设")
    more = {**COVERT, "findings": "值班人员不在岗\n台账未更新", "result": "限期整改"}
    made = sheet.taken(more, day=LATER)
    assert acts(made) == ["changed"]
    found = opened(root, LATER).activity(record)
    assert [(one.text, one.issue) for one in found.findings] == [
        ("值班人员不在岗", issue.id),
        ("台账未更新", None),
    ]
    assert found.result == "限期整改"
    lost = sheet.planned({**COVERT, "findings": "台账未更新"}, day=LATER)
    assert acts(lost) == ["refused"]
    assert issue.id in faults(lost)["findings"]


def test_what_both_changed_is_refused_and_comments_stay(root, sheet):
    record = records(sheet.taken(MEETING))[0]
    file = root / "activities" / "WL1" / "2026" / f"{record}.yaml"
    text = file.read_text("utf-8").replace("present: 3", "present: 4")
    file.write_text("# 由站长主持\n" + text, "utf-8")
    opened(root, LATER).adopt()
    assert acts(sheet.planned(MEETING, day=LATER)) == ["same"]
    made = sheet.planned({**MEETING, "present": 5}, day=LATER)
    assert acts(made) == ["refused"]
    assert "4" in faults(made)["present"]
    sheet.taken({**MEETING, "expected": 6}, day=LATER)
    found = opened(root, LATER).activity(record)
    assert (found.expected, found.present) == (6, 4)
    assert file.read_text("utf-8").startswith("# 由站长主持\n")


def test_leave_is_known_beforehand(sheet):
    leave = {
        "kind": "请假",
        "date": TODAY + timedelta(days=2),
        "until": TODAY + timedelta(days=4),
        "people": ["c002"],
    }
    assert acts(sheet.planned(leave)) == ["new"]
    assert "before" in faults(sheet.planned({**leave, "until": TODAY}))["until"]


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**COVERT, "kind": None}, "kind", "kind"),
        ({**COVERT, "kind": "天外来客"}, "kind", "kind"),
        ({**COVERT, "date": None}, "date", "day"),
        ({**COVERT, "date": TODAY + timedelta(days=1)}, "date", "not come"),
        ({**COVERT, "findings": None}, "findings", "demands"),
        ({**COVERT, "findings": "长" * 201}, "findings.1.text", "200"),
        ({**COVERT, "place": "五里镇第十村"}, "place", "may be"),
        ({**COVERT, "text": "身份证610222199001011234"}, "text", "identity"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(sheet, row, field, says):
    made = sheet.planned({name: value for name, value in row.items() if value is not None})
    assert acts(made) == ["refused"]
    assert says in faults(made)[field]
    assert made.files == {}


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["集中培训", "政策宣讲", "暗访"]),
            "date": st.dates(date(2026, 3, 10), date(2026, 3, 13)),
            "place": st.sampled_from(["WL101", "WL102", "WL204"]),
            "findings": st.sampled_from(["1.不在岗\n2.无台账", "无"]),
        },
        optional={"present": st.integers(0, 9)},
    ),
    max_size=6,
    unique_by=lambda row: (row["kind"], row["date"], row["place"]),
)


@given(_ROWS, st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rows_in_any_order_give_the_same_records_once(tmp_path_factory, rows, random):
    root = example(tmp_path_factory.mktemp("ledger") / "ledger")
    sheet = Sheet(root, "activity")
    before = tree(root)
    shuffled = random.sample(rows, len(rows))
    other = sheet.planned(*shuffled)
    made = sheet.taken(*rows)
    assert acts(made) == ["new"] * len(rows)
    assert made.files == other.files
    again = sheet.planned(*shuffled)
    assert acts(again) == ["same"] * len(rows)
    assert again.files == {}
    opened(root).undo(made.op)
    assert tree(root) == before


def test_a_number_stated_twice_is_no_second_activity(sheet):
    again = {**COVERT, "key": "督-7", "date": date(2026, 3, 19)}
    made = sheet.taken({**COVERT, "key": "督-7"}, again, {**COVERT, "key": "督-8"})
    assert acts(made) == ["new", "refused", "new"]
    assert faults(made) == {"key": "another row of this sheet is 督-7 too"}
    made = sheet.planned(again, {**COVERT, "key": "督-7"})  # whichever says what was said before
    assert acts(made) == ["changed", "refused"]


def test_numbers_that_only_count_rows_may_begin_anew(sheet):
    again = {**COVERT, "key": "1", "date": date(2026, 3, 19)}
    assert acts(sheet.planned({**COVERT, "key": "1"}, again)) == ["new", "new"]


def test_a_numbered_activity_of_another_year_is_no_second_one(sheet):
    (record,) = records(sheet.taken({**COVERT, "key": "督-7"}))
    made = sheet.planned({**COVERT, "key": "督-7", "date": date(2025, 3, 12)})
    assert acts(made) == ["refused"]
    assert f"this was {record}" in faults(made)["date"]
