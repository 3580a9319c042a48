"""Rows of an issue sheet taken into a ledger."""

from datetime import date, timedelta
from shutil import copytree

import pytest
from book_world import TODAY, opened

from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row, Source
from ledger.errors import RefusedError
from ledger.index.queries import IssueFilter
from ledger.rules.clocks import Limit
from ledger.rules.deadlines import Meaning

SOURCE = Source("issue", "问题台账.xlsx", "0" * 64, "Sheet1", "五里镇问题台账", "榆舍片区")
DAY = date(2026, 3, 5)
LAMP = {
    "key": "2026-017",
    "place": "五里镇第一村",
    "text": "村口路灯损坏。夜里看不见。",
    "opened": DAY,
}
WELL = {
    "key": "2026-018",
    "place": "WL102",
    "text": "机井干了",
    "opened": DAY,
    "unit": ["镇水务站"],
}


def rows(*fields):
    return [Row(number, row) for number, row in enumerate(fields, 4)]


def planned(root, *fields, source=SOURCE, day=TODAY, **asked):
    return plan(opened(root, day), source, rows(*fields), **asked)


def taken(root, *fields, source=SOURCE, day=TODAY):
    ledger = opened(root, day)
    made = plan(ledger, source, rows(*fields))
    ledger.take_in(made)
    return made


def acts(made):
    return [item.act for item in made.items]


def test_rows_become_issues_in_one_commit(root):
    before = opened(root).git.ask("rev-list", "--count", "HEAD")
    made = taken(root, LAMP, WELL)
    ledger = opened(root)
    assert acts(made) == ["new", "new"]
    lamp, well = (ledger.issue(item.record) for item in made.items)
    assert (lamp.title, lamp.place, lamp.status) == ("村口路灯损坏", "WL101", "registered")
    assert lamp.text == LAMP["text"]
    assert lamp.opened == DAY
    assert (well.status, well.owner.unit) == ("handling", "镇水务站")
    assert ledger.check() == []
    assert int(ledger.git.ask("rev-list", "--count", "HEAD")) == int(before) + 1


def test_two_clerks_who_take_in_one_sheet_make_one_record(root, tmp_path):
    other = tmp_path / "copy"
    copytree(root, other)
    first = taken(root, LAMP)
    assert first.items[0].record == planned(other, LAMP).items[0].record


def test_a_changed_cell_is_an_event_with_its_origin(root):
    record = taken(root, LAMP, WELL).items[0].record
    later = TODAY + timedelta(days=3)
    newer = {**LAMP, "text": "村口两盏路灯损坏。", "unit": ["经发办"], "status": "handling"}
    made = taken(root, newer, WELL, day=later)
    assert acts(made) == ["changed", "same"]
    issue = opened(root, later).issue(record)
    assert issue.title == "村口两盏路灯损坏"
    assert issue.owner.unit == "经发办"
    corrected = [event for event in issue.log if event.do == "correct"]
    assert corrected
    assert all(SOURCE.file in event.reason for event in corrected)
    assert opened(root, later).check() == []


def test_what_was_edited_here_is_not_overwritten_in_silence(root):
    record = taken(root, LAMP).items[0].record
    later = TODAY + timedelta(days=1)
    opened(root, later).advance(record, "assign", later, unit="镇政府")
    made = planned(root, {**LAMP, "unit": ["经发办"]}, day=later)
    assert acts(made) == ["refused"]
    assert record in made.items[0].faults[0][1]


def test_an_untouched_row_never_overwrites_what_was_done_here(root):
    record = taken(root, LAMP).items[0].record
    later = TODAY + timedelta(days=1)
    opened(root, later).advance(record, "assign", later, unit="镇政府")
    assert acts(planned(root, LAMP, day=later)) == ["same"]


def test_an_older_copy_is_refused_unless_wanted(root):
    taken(root, LAMP, source=SOURCE._replace(as_of=date(2026, 4, 30)))
    older = SOURCE._replace(as_of=date(2026, 3, 31))
    with pytest.raises(RefusedError, match="2026-03-31"):
        planned(root, LAMP, source=older)
    assert acts(planned(root, LAMP, source=older, older=True)) == ["same"]


CLOSED = {
    **LAMP,
    "unit": ["经发办"],
    "measures": "更换灯具",
    "due": Meaning(date(2026, 3, 20), None, long_term=False, word="2026.3.20"),
    "result": "已更换灯具两盏",
    "status": "closed",
    "done": date(2026, 3, 18),
    "satisfaction": "满意",
}


def test_closing_columns_become_what_happened(root):
    made = taken(root, CLOSED)
    issue = opened(root).issue(made.items[0].record)
    assert issue.status == "closed"
    assert issue.closed == date(2026, 3, 18)
    assert issue.result == "已更换灯具两盏"
    assert issue.deadline.date == date(2026, 3, 20)
    assert [event.do for event in issue.log] == ["register", "assign", "submit", "feedback"]
    assert issue.log[0].batch == made.op
    assert opened(root).check() == []


def test_acceptance_and_signature_are_kept_where_their_givers_are_known(root):
    row = {
        **CLOSED,
        "checker": ["c004"],
        "accepted": date(2026, 3, 19),
        "signer": ["c001"],
        "signed": date(2026, 3, 20),
        "signing": "同意销号",
    }
    issue = opened(root).issue(taken(root, row).items[0].record)
    assert [event.do for event in issue.log][2:5] == ["submit", "accept", "sign"]
    assert issue.closed == date(2026, 3, 20)
    assert opened(root).check() == []


def test_old_rows_do_not_breach_todays_clocks(root):
    late = {**CLOSED, "status": "handling", "done": None, "result": None, "satisfaction": None}
    record = taken(root, late).items[0].record
    ledger = opened(root)
    assert ledger.issue(record).deadline.date == date(2026, 3, 20)
    overdue = ledger.issues(IssueFilter(overdue_on=TODAY.isoformat()))[0]
    assert record not in {row["id"] for row in overdue}


def test_a_limit_in_words_is_counted_from_the_day_of_registration(root):
    due = Meaning(None, Limit(10, "workday"), long_term=False, word="10个工作日内")
    issue = opened(root).issue(taken(root, {**WELL, "due": due}).items[0].record)
    # 5 March 2026 is a Thursday: ten working days later is Thursday the 19th.
    assert issue.deadline.date == date(2026, 3, 19)
    assert (issue.deadline.limit, issue.deadline.count, issue.deadline.word) == (
        10,
        "workday",
        "10个工作日内",
    )


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**LAMP, "place": "没有的地方"}, "place", "not known"),
        ({**LAMP, "place": "五里镇第十村"}, "place", "may be"),
        ({**LAMP, "opened": TODAY + timedelta(days=1)}, "opened", "not come"),
        ({"key": "x-1", "place": "WL101", "opened": DAY}, "text", "matter"),
        ({**LAMP, "opened": None}, "opened", "day"),
        ({**CLOSED, "due": CLOSED["due"]._replace(due=date(2026, 1, 1))}, "due", "before"),
        ({**LAMP, "status": "merged"}, "status", "merged"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(root, row, field, says):
    made = planned(root, {name: value for name, value in row.items() if value is not None})
    assert acts(made) == ["refused"]
    assert field in dict(made.items[0].faults)
    assert says in dict(made.items[0].faults)[field]
    assert made.files == {}


@pytest.mark.parametrize("typed", ["WL1-26-0XYEP5A", "wl1-26-0xyep5a"])
def test_a_mistyped_id_is_refused_and_a_number_of_the_units_own_is_not(root, typed):
    made = planned(root, {**LAMP, "key": typed})
    assert "check symbol" in dict(made.items[0].faults)["key"]
    own = ("XX9-26-0XYEP5A", "WL1260XYEP5A", "WL1-2026-5A")
    assert acts(planned(root, *({**LAMP, "key": key} for key in own))) == ["new"] * len(own)


def test_weak_names_are_asked_and_a_decision_is_kept(root):
    row = {**LAMP, "place": "五里镇第十村"}
    made = planned(root, row)
    assert "WL101" in dict(made.items[0].asked["place"])
    decided = {"place": {"五里镇第十村": "WL101"}}
    assert acts(planned(root, row, decided=decided)) == ["new"]


def test_who_stands_in_no_register_is_left_out_with_a_word(root):
    made = taken(root, {**LAMP, "reporter": ["甲某"], "phone": "13800000000", "address": "三组"})
    issue = opened(root).issue(made.items[0].record)
    assert issue.reporter is None
    assert any("register" in note for note in made.items[0].notes)
    assert "13800000000" not in opened(root).git.ask("log", "-p", "-1").decode()


def test_where_no_column_tells_the_village_an_address_may(root):
    source = SOURCE._replace(unit="", title="群众来访登记簿")
    said = {"text": "要求修路", "opened": DAY, "address": "五里镇第一村一组3号"}
    made = taken(root, said, source=source)
    assert acts(made) == ["new"]
    assert any("address" in note for note in made.items[0].notes)
    assert opened(root).issue(made.items[0].record).place == "WL101"
    assert acts(planned(root, said, source=source)) == ["same"]
    for address in ("一组3号", "五里镇第一村、五里镇第二村", "上五里镇第一村"):
        again = planned(root, {**said, "address": address}, source=source)
        assert "--place" in dict(again.items[0].faults)["place"], address
    beside = source._replace(columns={"村": "place"})
    other = planned(root, {**said, "text": "修渠"}, source=beside)
    assert acts(other) == ["refused"], "an empty cell of a column means something"


def test_a_faulty_row_leaves_the_others(root):
    made = taken(root, LAMP, {**WELL, "place": "没有的地方"})
    assert acts(made) == ["new", "refused"]
    assert opened(root).issue(made.items[0].record)


def texts(issue):
    return [event.text for event in issue.log if event.do == "note"]


def test_more_people_than_there_is_a_place_for_are_told_and_kept_in_remarks(root):
    row = {
        **CLOSED,
        "person": ["c003", "c004", "王五"],
        "checker": ["c004", "c003"],
        "accepted": date(2026, 3, 19),
        "signer": ["c001", "c003"],
        "signed": date(2026, 3, 20),
        "remark": "已公示",
    }
    source = SOURCE._replace(columns={"责任人": "person", "验收人": "checker", "签署人": "signer"})
    made = taken(root, row, source=source)
    issue = opened(root).issue(made.items[0].record)
    assert issue.owner.person == "c003"
    assert texts(issue) == ["责任人：c004", "验收人：c003", "签署人：c003", "已公示"]
    for name, rest in (("责任人", "c004"), ("验收人", "c003"), ("签署人", "c003")):
        assert any(name in note and rest in note for note in made.items[0].notes), name
    assert any("王五" in note for note in made.items[0].notes)
    assert "王五" not in opened(root).git.ask("log", "-p", "-1").decode()
    assert acts(planned(root, row, source=source)) == ["same"]


COLUMNS = {
    "责任领导": "leader",
    "整改目标": "goal",
    "办理结果": "result",
    "未完成原因": "open_reason",
    "验收意见": "acceptance",
    "销号日期": "signed",
    "满意度": "satisfaction",
}


def test_what_no_step_has_a_place_for_is_kept_in_remarks_and_told(root):
    row = {
        **WELL,
        "status": "handling",
        "leader": ["c001", "李书记"],
        "goal": "年底前通水",
        "result": "已找到水源",
        "open_reason": "资金未到位",
        "acceptance": "再看",
        "signed": date(2026, 3, 9),
        "satisfaction": "一般",
    }
    made = taken(root, row, source=SOURCE._replace(columns=COLUMNS))
    issue = opened(root).issue(made.items[0].record)
    assert issue.status == "handling"
    assert texts(issue) == [
        "责任领导：c001",
        "整改目标：年底前通水",
        "未完成原因：资金未到位",
        "办理结果：已找到水源",
        "验收意见：再看",
        "销号日期：2026-03-09",
        "满意度：一般",
    ]
    told = next(note for note in made.items[0].notes if "remark" in note)
    assert all(header in told for header in COLUMNS)
    assert any("李书记" in note for note in made.items[0].notes)
    assert opened(root).check() == []


def test_what_was_declined_keeps_what_its_row_says_besides(root):
    row = {**WELL, "status": "declined", "result": "不属本级", "remark": "已告知", "measures": "无"}
    issue = opened(root).issue(taken(root, row).items[0].record)
    assert issue.status == "declined"
    assert [one.split("：")[-1] for one in texts(issue)] == ["镇水务站", "无", "已告知"]


def test_a_day_that_a_step_has_is_in_no_remark(root):
    row = {**CLOSED, "done": None, "signed": date(2026, 3, 20)}
    made = taken(root, {name: value for name, value in row.items() if value is not None})
    issue = opened(root).issue(made.items[0].record)
    assert (issue.closed, texts(issue)) == (date(2026, 3, 20), [])


def test_a_row_to_be_signed_off_that_nobody_accepted_waits_to_be_accepted(root):
    row = {**CLOSED, "status": "to_sign"}
    made = taken(root, row)
    assert opened(root).issue(made.items[0].record).status == "submitted"
    assert any("accepted" in note for note in made.items[0].notes)


def test_a_row_that_waits_for_a_signature_of_the_masses_does_so(root):
    made = taken(root, {**CLOSED, "status": "to_witness"})
    assert opened(root).issue(made.items[0].record).status == "to_witness"
    assert opened(root).check() == []


def test_the_first_household_that_is_known_reported_it_and_the_others_are_told(root):
    made = taken(root, {**LAMP, "reporter": ["甲某", "张甲一", "李乙二"]})
    assert opened(root).issue(made.items[0].record).reporter == "WL101-0001"
    notes = made.items[0].notes
    assert any("WL101-0002" in note for note in notes)
    assert any("masked" in note for note in notes)
    assert not any("张甲一" in note or "李乙二" in note for note in notes)


def test_a_masked_person_is_nobody_even_where_somebody_bears_the_mask_for_a_name(root):
    opened(root).add_household(place="WL101", name="张某")
    row = {**LAMP, "reporter": ["张某"], "person": ["王*"], "unit": ["经发办"]}
    made = planned(root, row, decided={"staff": {"王*": "c003"}})
    opened(root).take_in(made)
    issue = opened(root).issue(made.items[0].record)
    assert (issue.reporter, issue.owner.person) == (None, None)
    assert any("masked" in note for note in made.items[0].notes)
    assert any("王*" in note for note in made.items[0].notes)


def test_a_phone_that_cannot_be_read_refuses_no_row_that_does_not_keep_it(root):
    faults = [("phone", "“138****1234” is masked"), ("address", "has 300 characters")]
    row = Row(4, LAMP, "", faults)
    made = plan(opened(root), SOURCE, [row])
    assert acts(made) == ["new"]
    assert len([note for note in made.items[0].notes if "registers" in note]) == 2
    bad = Row(4, LAMP, "", [("due", "“尽快” is no deadline"), *faults])
    assert acts(plan(opened(root), SOURCE, [bad])) == ["refused"]


def test_a_mask_over_what_stands_here_changes_nothing(root):
    row = {
        **LAMP,
        "text": "张甲一家停电。电话13800001234。",
        "unit": ["经发办"],
        "progress": "已联系张甲一",
    }
    record = taken(root, row).items[0].record
    other = SOURCE._replace(title="上报表", file="上报.csv")
    masked = {
        **row,
        "key": record,
        "text": "张某家停电。电话138****1234。",
        "title": "张某家停电",
        "progress": "已联系张某",
    }
    assert acts(planned(root, masked, source=other)) == ["same"]
    more = {**masked, "progress": "已联系张某，明日修"}
    made = planned(root, more, source=other)
    assert [change[0] for change in made.items[0].changes] == ["progress"]


@pytest.mark.parametrize(
    ("unit", "said", "place"),
    [
        ("榆舍片区", "第一村", "WL101"),
        ("五里镇", "第七村", "WL307"),
        ("榆舍片区", "第七村", None),
        ("五里镇", "村", None),
        ("", "第一村", None),
    ],
)
def test_a_name_without_what_all_of_the_unit_begin_with_is_understood(root, unit, said, place):
    source = SOURCE._replace(unit=unit, title="登记表")
    made = planned(root, {**LAMP, "place": said}, source=source)
    assert acts(made) == ["new" if place else "refused"]
    if place:
        assert f"place: {place}\n".encode() in next(
            body for path, body in made.files.items() if path.startswith("issues/")
        )


@pytest.mark.parametrize(
    ("unit", "said", "place"),
    [
        ("", "宜君县五里镇第一村", "WL101"),
        ("", "五里镇/榆舍片区/第三村", "WL103"),
        ("", "榆舍片区第七村", None),
        ("", "五里镇第一村一组", None),
        ("五里镇榆舍片区", "第一村", "WL101"),
        ("五里镇人民政府", "第七村", "WL307"),
        ("榆舍党建工作站", "第一村", "WL101"),
        ("五里镇第一村党支部", "第一村", "WL101"),
    ],
)
def test_a_name_with_all_that_is_above_it_is_understood(root, unit, said, place):
    source = SOURCE._replace(unit=unit, title="登记表")
    made = planned(root, {**LAMP, "place": said}, source=source)
    files = b"".join(made.files.values()).decode()
    assert (f"place: {place}" in files) if place else acts(made) == ["refused"]


def test_another_village_whose_name_ends_so_is_not_taken_for_it(root):
    village = {"code": "WL104", "name": "五里镇上王家村", "type": "village", "parent": "WL1"}
    opened(root).add_station(**village)
    made = planned(root, {**LAMP, "place": "王家村"})
    assert acts(made) == ["refused"]
    assert ("WL104", "五里镇上王家村") in made.items[0].asked["place"]
    assert acts(planned(root, {**LAMP, "place": "上王家村"})) == ["new"]


def test_places_of_the_unit_are_offered_first(root):
    made = planned(root, {**LAMP, "place": "五里镇第七寸"}, source=SOURCE._replace(unit="榆舍片区"))
    offered = [code for code, _name in made.items[0].asked["place"]]
    assert {*offered[:3]} == {"WL101", "WL102", "WL103"}
    assert "WL307" in offered


def test_the_station_stands_for_a_place_that_the_row_does_not_name(root):
    row = {"text": "大厅漏水", "opened": DAY, "station": "榆舍片区"}
    made = taken(root, row, source=SOURCE._replace(unit=""))
    assert opened(root).issue(made.items[0].record).place == "WL1"


@pytest.mark.parametrize("said", ["c003（站长）", "c003 (村主任)", "c003（经济发展站负责人）"])
def test_the_office_behind_a_name_is_no_part_of_it(root, said):
    (made,) = planned(root, {**WELL, "person": [said]}).files.values()
    assert "person: c003" in made.decode()


@pytest.mark.parametrize("said", ["c003（请假）", "c003（代c004）"])
def test_what_else_is_said_of_somebody_is_not_passed_over(root, said):
    made = planned(root, {**WELL, "person": [said]})
    assert f"“{said}” is no member of staff here and is left out" in made.items[0].notes


def test_a_member_of_staff_is_known_in_wide_letters_too(root):
    made = planned(root, {**WELL, "person": ["ｃ００３"]})
    assert made.items[0].notes == []
    body = next(iter(made.files.values())).decode()
    assert "person: c003" in body


def undated(*dropped, **said):
    return {name: value for name, value in {**LAMP, **said}.items() if name not in dropped}


def on(day, title="五里镇问题台账"):
    return SOURCE._replace(as_of=day, title=title)


@pytest.mark.parametrize("dropped", [("opened",), ("opened", "key")])
@pytest.mark.parametrize("title", ["五里镇问题台账", "五里镇2026年1月问题台账"])
def test_a_ledger_without_days_of_registration_goes_on_in_the_new_year(root, dropped, title):
    row = undated(*dropped)
    made = taken(root, row, source=on(date(2025, 12, 31)))
    assert "2025-12-31" in made.items[0].notes[0]
    before = made.items[0].record
    made = taken(root, {**row, "progress": "已换灯"}, source=on(date(2026, 1, 31), title))
    assert (acts(made), made.items[0].record) == (["changed"], before)
    assert opened(root).issue(before).opened == date(2025, 12, 31)
    assert not any("registration" in note for note in made.items[0].notes)


def test_a_numbered_issue_whose_day_went_to_another_year_is_no_second_one(root):
    source = on(date(2026, 3, 31))
    taken(root, undated(opened=date(2025, 12, 31)), source=source)
    made = planned(root, undated(opened=date(2026, 1, 1)), source=source)
    (field, said), *_others = made.items[0].faults
    assert field == "opened"
    assert "2025" in said


def test_a_last_day_before_that_of_the_sheet_is_told_with_what_to_do(root):
    due = Meaning(date(2026, 3, 20), None, long_term=False, word="2026-03-20")
    made = planned(root, undated("opened", due=due), source=on(date(2026, 3, 31)))
    (field, said), *_others = made.items[0].faults
    assert field == "due"
    assert "登记日期" in said


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"status": "closed", "done": date(2026, 3, 18)}, date(2026, 3, 18)),
        ({"status": "handling", "pressed": date(2026, 3, 10)}, date(2026, 3, 10)),
        ({"status": "closed", "done": date(2026, 3, 31)}, date(2026, 3, 31)),
    ],
)
def test_what_was_done_before_the_day_of_the_sheet_was_registered_by_then(root, said, day):
    source = on(date(2026, 3, 31))
    row = undated("opened", **said)
    made = taken(root, row, source=source)
    issue = opened(root).issue(made.items[0].record)
    assert issue.opened == day
    assert any("earliest" in note for note in made.items[0].notes) == (day < date(2026, 3, 31))
    newer = {**row, "progress": "已换灯"}
    again = taken(root, newer, source=on(date(2026, 4, 30)))
    assert again.items[0].record == issue.id
    assert opened(root).issue(issue.id).opened == day
    assert opened(root).check() == []


def test_what_was_done_late_was_registered_by_its_last_day(root):
    due = Meaning(date(2026, 3, 16), None, long_term=False, word="2026-03-16")
    row = undated("opened", due=due, status="closed", done=date(2026, 3, 18))
    made = taken(root, row, source=on(date(2026, 3, 31)))
    issue = opened(root).issue(made.items[0].record)
    assert (issue.opened, issue.deadline.date) == (date(2026, 3, 16), date(2026, 3, 16))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("自来水\n浑浊发黄", "自来水浑浊发黄"),
        ("自来水\n浑浊发黄。已三天", "自来水浑浊发黄"),
        ("村口路灯损坏\n夜里看不见", "村口路灯损坏"),
        ("修路。\n要快", "修路"),
        ("两件事\n1.修路\n2.换灯", "两件事"),
        ("两件事\n一、修路\n二、换灯", "两件事"),
    ],
)
def test_a_line_that_breaks_off_within_a_sentence_is_no_title(root, text, title):
    issue = opened(root).issue(taken(root, {**LAMP, "text": text}).items[0].record)
    assert (issue.title, issue.text) == (title, text)


def test_where_a_matter_is_is_kept_in_a_remark(root):
    made = taken(root, {**LAMP, "spot": "村口桥头"})
    issue = opened(root).issue(made.items[0].record)
    assert [one.partition("：")[2] for one in texts(issue)] == ["村口桥头"]
    assert not any("registers" in note for note in made.items[0].notes)


def test_who_has_it_in_hand_where_nobody_is_named_is_told(root):
    made = planned(root, {**LAMP, "status": "handling"}, {**WELL, "status": "handling"}, LAMP)
    told = [[note for note in item.notes if "has it in hand" in note] for item in made.items]
    assert [len(one) for one in told] == [1, 0, 0]
    assert "榆舍片区" in told[0][0]
    taken(root, {**LAMP, "status": "handling"})
    again = planned(root, {**LAMP, "status": "handling", "progress": "已派人"}).items[0]
    assert (again.act, [note for note in again.notes if "in hand" in note]) == ("changed", [])
