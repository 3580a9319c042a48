"""Workbooks that come back: which row is which, and what each edited cell becomes."""

from datetime import date, timedelta
from shutil import copytree

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import Sheet
from return_world import Sent, acts, fault, only

from ledger.book import resources
from ledger.book.exporting import layouts
from ledger.book.exporting.extract import Asked, Extract
from ledger.book.exporting.known import LEVELS
from ledger.book.exporting.reader import known_as
from ledger.book.importing import returning
from ledger.book.importing.returning.pairing import Pairing
from ledger.book.importing.rows import Source
from ledger.errors import RefusedError
from ledger.records.household import Register
from ledger.records.sheet_kinds import KINDS
from ledger.records.station import Station
from ledger.rules.clocks import Limit
from ledger.sheets import carried, incoming
from ledger.sheets.writing import outgoing
from ledger.store import form

LAMP, ROAD = "WL1-26-D5UWL68", "WL1-26-LPG7K0Q"
"""Issues: one that is closed, one in hand."""
WAITING = "WL2-26-06N1UKY"
"""An issue that nobody has in hand yet."""
TOMORROW = TODAY + timedelta(1)


def ledger_of(folder):
    """The example with a task, a list passed on to villages, and a meeting."""
    root = example(folder)
    ledger = opened(root)
    fields = {"place": "WL1", "issuer": "五里镇党委", "due": date(2026, 11, 27)}
    fields["period"] = "2026-W47"
    ledger.add_task(TODAY, ["WL102", "WL103"], kind="weekly", title="秋播", person="c003", **fields)
    ledger.add_task(TODAY, kind="weekly", title="入户宣讲", **fields)
    decided = [{"text": "每周通报"}, {"text": "补签到"}]
    head = {"kind": "summary", "title": "十一月小结会", "place": "WL101", "chair": "c001"}
    ledger.add_activity(TODAY, **head, people=["c002"], topics=["销号", "走访"], decisions=decided)
    visit = {"place": "WL101", "households": ["WL101-0001"], "text": "看望"}
    heard = [{"text": "路灯不亮"}, {"text": "想学电焊", "answer": "已报名"}]
    ledger.add_visit(TODAY, **visit, opinions=heard, sign="given")
    return root


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return ledger_of(tmp_path_factory.mktemp("back") / "ledger")


@pytest.fixture
def root(shared, tmp_path):
    return copytree(shared, tmp_path / "ledger")


SHIPPED = sorted(path.stem for path in (resources.data() / "layouts").glob("*.yaml"))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_edited_changes_nothing_at_any_level(shared, kind, level):
    sent = Sent(shared, kind, level)
    assert sent.rows
    for made in (sent.planned(), sent.forgotten().planned(TOMORROW)):
        assert [item.record for item in made.items] == [line.record for line in sent.carried.lines]
        assert not acts(made)
        assert not made.files
        assert not made.gone


@pytest.mark.parametrize("name", SHIPPED)
def test_what_nobody_edited_changes_nothing_in_any_layout(shared, name):
    layout = layouts.find(opened(shared), name)
    sent = Sent(shared, layout.kind, "internal", [column.field for column in layout.columns])
    assert not sent.planned().files
    assert not acts(sent.forgotten().planned())


def test_rows_are_known_by_digest_by_key_and_then_by_number(root):
    sent = Sent(root, "issue", fields=("key", "place", "title", "opened", "status"))
    road, waiting = sent.of(ROAD, title="甲"), sent.of(WAITING, title="乙")
    sent.rows = [{"#": None}, *sent.rows[::-1]]
    for number, row in enumerate(sent.rows):
        row["#"] = row["#"] if row is waiting else number
    road["#"] = waiting["#"]
    waiting["key"] = None
    made = sent.planned()
    changed = {item.record: item.changes[0][2] for item in made.items if item.act != "same"}
    assert changed == {ROAD: "甲", WAITING: "乙"}
    assert made.gone == []


def test_a_row_that_stands_there_twice_is_refused(root):
    sent = Sent(root, "issue")
    copy = dict(sent.of(ROAD))
    sent.rows.append({**copy, "title": "另一件"})
    assert "another row" in fault(sent.planned(), "key")


def test_without_keys_a_number_that_points_elsewhere_is_not_believed(root):
    fields = ("place", "title", "opened", "measures")
    sent = Sent(root, "issue", fields=fields)
    sent.rows[0].update({"#": 2, "title": "改过"})
    assert "went out with other words" in fault(sent.planned(), "place")
    sent.rows[0].update({"#": 1})
    assert acts(sent.planned()) == ["changed"]
    sent.rows[0].update(place="五里镇第九村", title="另一件", opened=TODAY, measures="查")
    assert "not what went out" in fault(sent.planned(), "place")


def test_a_mistyped_number_makes_no_record_twice(root):
    sent = Sent(root, "issue")
    row = sent.of(ROAD, key=f"{ROAD[:-1]}X")
    assert f"put {ROAD} back" in fault(sent.planned(), "key")
    assert sent.planned().gone == []
    row["#"] = None
    assert "check symbol" in fault(sent.planned(), "key")
    row["key"] = "2026-15"
    assert acts(sent.planned()) == ["new"]


def test_a_new_row_with_its_own_number_may_stand_where_one_was_deleted(root):
    sent = Sent(root, "issue")
    at = sent.rows.index(sent.of(ROAD))
    new = {"key": "2026-15", "title": "渠水不通", "place": "五里镇第一村", "opened": TODAY}
    sent.rows[at] = {**dict.fromkeys(sent.fields), "#": sent.rows[at]["#"], **new}
    made = sent.planned()
    assert acts(made) == ["new"]
    assert made.gone == [ROAD]


def test_deleted_rows_are_told_and_stay(root):
    sent = Sent(root, "issue")
    sent.rows.remove(sent.of(ROAD))
    made = sent.planned()
    assert made.gone == [ROAD]
    assert not acts(made)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("issue", {"place": "WL101", "title": "路灯不亮", "opened": date(2026, 6, 3)}),
        ("visit", {"place": "WL101", "date": date(2026, 6, 3), "text": "看机井"}),
        ("household", {"place": "WL101", "name": "钱大林"}),
        ("station", {"code": "WL109", "name": "柳湾村", "parent": "WL1", "type": "village"}),
        (
            "activity",
            {"kind": "集中培训", "date": date(2026, 6, 3), "place": "WL101", "title": "剪枝"},
        ),
    ],
)
def test_what_was_taken_back_since_is_told_of_a_row_that_nobody_touched(root, kind, row):
    first = Sheet(root, kind, "").taken(row)
    sent = Sent(root, kind)
    assert not any("any more" in note for item in sent.planned().items for note in item.notes)
    opened(root).undo(first.op)
    told = {
        item.record for item in sent.planned().items if any("any more" in n for n in item.notes)
    }
    assert told == {first.items[0].record}


def test_only_what_was_edited_is_taken_over(root):
    sent = Sent(root, "issue")
    sent.of(ROAD, title="便道硬化")
    ledger = opened(root)
    ledger.advance(ROAD, "progress", TODAY, text="水泥已到")
    assert only(sent.taken()).changes == [
        ("问题标题", "第二村民小组便道未硬化，雨天难行", "便道硬化")
    ]
    issue = opened(root).issue(ROAD)
    assert issue.title == "便道硬化"
    assert [event.do for event in issue.log][-2:] == ["progress", "correct"]
    assert not acts(sent.planned())


@pytest.mark.parametrize(("answer", "becomes"), [("sheet", ["changed"]), ("ledger", [])])
def test_a_clash_is_asked_and_settled_by_an_answer(root, answer, becomes):
    sent = Sent(root, "issue")
    sent.of(ROAD, title="表里")
    opened(root).advance(ROAD, "correct", TODAY, field="title", new="台账里", reason="核实")
    made = sent.planned()
    said = fault(made, "title")
    assert "台账里" in said
    assert "表里" in said
    item = only(made)
    assert item.asked["title"] == (("sheet", "表里"), ("ledger", "台账里"))
    kind, question = item.doubted["title"]
    assert acts(sent.planned(**{kind: {question: answer}})) == becomes


def test_what_tells_of_people_is_shown_behind_masks(root):
    sent = Sent(root, "household")
    new = {"name": "欧阳小明", "phone": "13922223333", "address": "村东88号"}
    old = sent.of("WL101-0001")
    old = [old[name] for name in new]
    sent.of("WL101-0001", **new)
    told = str(only(sent.planned()).changes)
    assert "欧阳某" in told
    assert not [whole for whole in (*old, *new.values()) if whole in told]
    path = root / "households" / "WL101.yaml"
    here = path.read_text("utf-8").replace(old[1], "13700001111").replace(old[2], "老井台9号")
    path.write_text(here, "utf-8")
    opened(root).adopt()
    item = only(sent.planned())
    told = str([item.faults, item.asked])
    assert "139****3333" in told
    assert "137****1111" in told
    assert not [whole for whole in (*new.values(), "老井台9号") if whole in told]


# Issues


def test_a_unit_keeps_its_name_where_another_cell_of_the_assignment_is_edited(root):
    units = {"unit": "镇农业农村、水利站", "co_units": ["镇经发/乡建办"]}
    opened(root).advance(WAITING, "assign", TODAY, **units, measures="代办")
    sent = Sent(root, "issue")
    sent.of(WAITING, person="c006")
    sent.taken()
    issue = opened(root).issue(WAITING)
    assert issue.owner.plain() == {"unit": units["unit"], "person": "c006"}
    assert issue.co_units == units["co_units"]


def test_whoever_is_written_in_has_it_in_hand(root):
    sent = Sent(root, "issue")
    sent.of(WAITING, unit="镇政务大厅", person="c006", measures="代办", due="10个工作日内")
    sent.taken()
    issue = opened(root).issue(WAITING)
    assert (issue.status, issue.owner.person, issue.measures) == ("handling", "c006", "代办")
    assert issue.deadline.word == "10个工作日内"
    assert opened(root).check() == []


def test_closing_columns_are_the_report_and_the_sign_offs_of_those_named(root):
    sent = Sent(root, "issue")
    done = {"result": "便道已硬化", "done": TODAY, "status": "已销号"}
    sent.of(ROAD, **done)
    assert "not named" in fault(sent.planned(), "checker")
    sent.of(ROAD, checker="c003", signer="c001", signing="同意销号")
    sent.taken()
    issue = opened(root).issue(ROAD)
    assert issue.status == "closed"
    assert [event.do for event in issue.log][-3:] == ["submit", "accept", "sign"]
    assert opened(root).check() == []


def test_a_day_in_the_column_of_done_reports_it(root):
    sent = Sent(root, "issue")
    sent.of(ROAD, done=TODAY, result="便道已硬化")
    sent.taken()
    assert opened(root).issue(ROAD).status == "submitted"


@pytest.mark.parametrize(
    ("edit", "field", "says"),
    [
        ({"title": None}, "title", "cannot be taken back"),
        (
            {"opened": TODAY},
            "opened",
            "cannot change this in WL1-26-LPG7K0Q as it stands; put back “2026-05-06”",
        ),
        ({"place": "没有的村"}, "place", "not known"),
        ({"level": "天大"}, "level", "“天大” is not known here; write it as the ledger has it"),
        ({"person": "c999"}, "person", "“c999” is no member of staff here; write a staff code"),
        ({"progress": None}, "progress", "cannot be taken back"),
        ({"status": "暂缓"}, "open_reason", "no reason"),
        ({"status": "并案"}, "status", "cannot change"),
        ({"status": "不明"}, "status", "no status"),
        ({"due": date(2026, 1, 1)}, "due", "before"),
        ({"done": TOMORROW, "result": "好了"}, "done", "not come"),
        ({"text": "身份证 11010519491231002X"}, "text", "identity card"),
    ],
)
def test_an_edit_that_no_command_could_make_is_refused_at_its_cell(shared, edit, field, says):
    sent = Sent(shared, "issue")
    sent.of(ROAD, **edit)
    assert says in fault(sent.planned(), field)


@pytest.mark.parametrize(("status", "column"), [("已销号", "checker"), ("暂缓", "reason")])
def test_a_step_that_lacks_a_column_is_refused_at_a_cell_that_is_there(shared, status, column):
    sent = Sent(shared, "issue", fields=("key", "title", "status", "result"))
    sent.of(ROAD, status=status, result="好了")
    assert f"has no column “{column}”" in fault(sent.planned(), "status")


def test_a_cell_at_fault_is_told_once_and_not_that_it_is_left_out(shared):
    sent = Sent(shared, "issue")
    sent.of(ROAD, place="没有的村", level="天大", reporter="无名氏")
    refused = only(sent.planned())
    assert sorted(field for field, _said in refused.faults) == ["level", "place", "reporter"]
    assert "“无某”" in dict(refused.faults)["reporter"]
    assert refused.notes == []


def test_a_deadline_written_otherwise_is_the_same(shared):
    sent = Sent(shared, "issue")
    dated = [row for row in sent.rows if isinstance(row["due"], date)]
    for row in dated:
        row["due"] = f"{row['due']:%Y}年{row['due'].month}月{row['due'].day}日"
    assert dated
    assert acts(sent.planned()) == []


def test_what_the_ledger_counts_is_left_as_it_is_with_a_word(shared):
    sent = Sent(shared, "issue")
    sent.of(ROAD, presses=7, warning="正常")
    made = sent.planned()
    assert not acts(made)
    assert any("worked out" in note for item in made.items for note in item.notes)


def test_what_cannot_be_filled_in_is_to_be_emptied_again(shared):
    sent = Sent(shared, "issue")
    sent.of(ROAD, satisfaction="满意")
    assert "empty it again" in fault(sent.planned(), "satisfaction")


def test_what_has_no_day_of_its_own_is_of_the_last_step_of_its_row(root):
    sent = Sent(root, "issue")
    days = {"done": date(2026, 11, 18), "accepted": date(2026, 11, 19), "signed": TODAY}
    who = {"checker": "c003", "signer": "c001"}
    sent.of(ROAD, result="修好了", **days, **who, satisfaction="满意", remark="已拍照")
    made = sent.taken()
    assert acts(made) == ["changed"], [one.faults for one in made.items if one.faults]
    log = opened(root).issue(ROAD).log
    found = {step.do: step.on for step in log if step.on >= days["done"]}
    assert found == {
        "submit": days["done"],
        "accept": days["accepted"],
        "sign": TODAY,
        "note": TODAY,
        "feedback": TODAY,
    }


def test_what_is_signed_off_is_not_changed_by_a_sheet(shared):
    sent = Sent(shared, "issue")
    sent.of(LAMP, signing="不同意")
    assert "put back “问题解决彻底" in fault(sent.planned(), "signing")


# Households and places


def home(root, record):
    path = f"households/{record.rpartition('-')[0]}.yaml"
    homes = form.read(Register, opened(root).git.file(path), path).households
    return next(one for one in homes if one.id == record)


def test_edits_and_new_rows_of_one_register_become_one_file(root):
    sent = Sent(root, "household")
    sent.of("WL101-0001", size=2, note="已搬回", address=None)
    sent.of("WL101-0002", staff="c003", categories=None)
    sent.rows.append({"name": "钱壬九", "place": "五里镇第一村", "size": 3})
    made = sent.taken()
    assert sorted(acts(made)) == ["changed", "changed", "new"]
    assert list(made.files) == ["households/WL101.yaml"]
    first, second = home(root, "WL101-0001"), home(root, "WL101-0002")
    assert (first.size, first.note, first.address) == (2, "已搬回", None)
    assert (second.staff, second.paired, second.categories) == ("c003", TODAY, [])
    assert [one.person for one in second.pairings] == ["c001"]
    new = next(item.record for item in made.items if item.act == "new")
    assert home(root, new).name == "钱壬九"
    assert opened(root).check() == []


def test_a_nought_is_a_number_as_any(root):
    sent = Sent(root, "station")
    sent.of("WL101", households=0)
    sent.taken()
    path = "stations/WL101.yaml"
    assert form.read(Station, opened(root).git.file(path), path).households == 0
    sent = Sent(root, "household")
    sent.of("WL101-0001", size=0)
    ordinary = Sheet(root, "household").planned({"key": "WL101-0001", "name": "张甲一", "size": 0})
    assert fault(sent.planned(), "size") == dict(ordinary.items[0].faults)["size"]


def test_a_masked_cell_stays_unless_somebody_types_over_it(root):
    sent = Sent(root, "household", "public")
    sent.of("WL101-0001", size=2)
    sent.of("WL101-0003", phone="13800000000")
    made = sent.planned()
    assert acts(made) == ["changed", "refused"]
    refused = next(item for item in made.items if item.act == "refused")
    assert "masked" in dict(refused.faults)["phone"]


@pytest.mark.parametrize(("record", "said"), [("7", "是"), ("7", "否"), ("1", "否")])
def test_where_a_mask_left_nothing_no_word_is_nothing(root, record, said):
    sent = Sent(root, "household", "public")
    sent.of(f"WL101-000{record}", away=said)
    assert "empty the cell again" in fault(sent.planned(), "away")


def test_a_number_of_an_office_has_digits_of_one_form(root):
    sent = Sent(root, "station")
    sent.of("WL101", contact="０００-1111-2222")
    sent.taken()
    path = "stations/WL101.yaml"
    assert form.read(Station, opened(root).git.file(path), path).contact == "000-1111-2222"


def test_a_masked_number_of_an_office_is_left_out_of_what_comes_back(root):
    sent = Sent(root, "station")
    sent.of("WL101", contact="138****1234", note="搬到村口")
    made = sent.planned()
    assert any("masked" in note for note in only(made).notes)
    node = form.read(Station, made.files["stations/WL101.yaml"], "stations/WL101.yaml")
    assert (node.contact, node.note) == (None, "搬到村口")


def test_a_renamed_place_keeps_its_old_name(root):
    sent = Sent(root, "station")
    sent.of("WL101", name="五里镇新一村", contact="0914-0000000")
    sent.taken()
    node = opened(root).station("WL101")
    assert (node.name, node.contact) == ("五里镇新一村", "0914-0000000")
    assert node.former_names[-1].until == TODAY - timedelta(1)


def test_a_place_is_not_moved_by_a_sheet(shared):
    sent = Sent(shared, "station")
    sent.of("WL101", parent="WL2")
    assert "use the command" in fault(sent.planned(), "parent")


# Visits, activities, tasks


def met(root):
    rows = [row for row in Sent(root, "visit").rows if row["date"] == TODAY]
    return rows[0]["key"]


@pytest.mark.parametrize(("day", "answered"), [(TODAY, None), (TOMORROW, TOMORROW)])
def test_an_answer_typed_in_after_the_visit_has_its_day(root, day, answered):
    record = met(root)

    def typed(answer):
        sent = Sent(root, "visit")
        sent.of(record, answer=answer)
        sent.taken(day)
        return opened(root, day).visit(record)[1].opinions[0]

    assert typed("已报供电所").answered == answered
    assert (typed("已修好").answer, typed("已修好").answered) == ("已修好", answered)
    assert typed(None).plain() == {"text": "路灯不亮"}
    assert opened(root, day).check() == []


def test_each_row_of_a_visit_is_its_own_opinion(root):
    record = met(root)
    sent = Sent(root, "visit")
    first, second = (row for row in sent.rows if row["key"] == record)
    first.update(text="再去看望", promote="是")
    second.update(answer="已开班")
    sent.taken()
    _day, visit = opened(root).visit(record)
    assert visit.text == "再去看望"
    assert [one.answer for one in visit.opinions] == [None, "已开班"]
    assert opened(root).issue(visit.opinions[0].issue).title == "路灯不亮"
    assert opened(root).check() == []


def test_rows_of_one_record_that_say_different_things_of_it_are_refused(root):
    record = met(root)
    sent = Sent(root, "visit")
    first, second = (row for row in sent.rows if row["key"] == record)
    first.update(text="看望老人")
    second.update(text="查看水窖")
    made = sent.planned()
    assert acts(made) == ["changed", "refused"]
    refused = next(item for item in made.items if item.act == "refused")
    assert "says “看望老人” here" in dict(refused.faults)["text"]
    second.update(text="看望老人", answer="已开班")
    assert acts(sent.taken()) == ["changed", "changed"]
    assert opened(root).visit(record)[1].text == "看望老人"


def test_an_opinion_says_what_was_typed_and_is_heard_where_none_was(root):
    record = met(root)
    ledger = opened(root)
    other, _made = ledger.add_visit(TODAY, place="WL101", households=["WL101-0002"], text="问候")
    sent = Sent(root, "visit")
    sent.of(record, opinion="路灯还是不亮")
    sent.of(other.id, opinion="水表坏了")
    sent.taken()
    heard = [opened(root).visit(one)[1].opinions for one in (record, other.id)]
    said = [[one.text for one in some] for some in heard]
    assert said == [["路灯还是不亮", "想学电焊"], ["水表坏了"]]
    sent = Sent(root, "visit")
    sent.of(other.id, opinion=None)
    assert "cannot be taken back" in fault(sent.planned(), "opinion")


def test_a_name_that_two_households_bear_is_not_dropped_from_a_visit(root):
    record = met(root)
    ledger = opened(root)
    shown = ledger.household("WL101-0001").name
    new = ledger.add_household(place="WL101", name=shown)
    sent = Sent(root, "visit")
    sent.of(record, household=f"{shown}、{ledger.household('WL101-0002').name}")
    assert "write its number" in fault(sent.planned(), "household")
    sent.of(record, household=f"{new.id}、WL101-0002")
    sent.taken()
    assert opened(root).visit(record)[1].households == [new.id, "WL101-0002"]


def test_an_activity_that_becomes_another_kind_has_what_that_kind_demands(root):
    sent = Sent(root, "activity")
    held = sent.rows[0]["key"]
    sent.of(held, kind="月考评")
    assert "ledger.yaml demands it" in fault(sent.planned(), "result")
    sent.of(held, result="合格")
    sent.taken()
    assert opened(root).activity(held).kind == "assessment"


def test_what_a_step_demanded_is_not_emptied_once_the_step_was_taken(root):
    given = {"person": "c003", "measures": "换灯", "due": date(2026, 12, 12)}
    ledger = opened(root)
    facts = {"place": "WL101", "title": "路灯不亮", "category": "基础设施建设/道路"}
    free, bound = (
        ledger.register(TODAY, **facts, stream=stream).id for stream in ("masses", "supervision")
    )
    for record in (free, bound):
        ledger.advance(record, "assign", TODAY, **given)
    for name, said in [("category", {}), ("measures", {}), ("measures", {"person": "c004"})]:
        sent = Sent(root, "issue")
        sent.of(bound, **{name: None}, **said)
        assert "ledger.yaml demands it in the stream" in fault(sent.planned(), name)
    with pytest.raises(RefusedError, match="lacks: category"):
        ledger.advance(bound, "correct", TODAY, field="category", reason="笔误")
    sent = Sent(root, "issue")
    sent.of(free, category=None, measures=None, person="c004")
    sent.taken()
    found = opened(root).issue(free)
    assert (found.category, found.measures, found.owner.person) == (None, None, "c004")


@pytest.mark.parametrize("emptied", [None, "否"])
def test_a_report_can_say_not_done_but_not_lose_its_day(root, emptied):
    sent = Sent(root, "task")
    part = next(row for row in sent.rows if row["title"] == "秋播")
    part.update(progress="已播完", status="是", reported=TODAY)
    sent.taken()
    sent = Sent(root, "task")
    part = next(row for row in sent.rows if row["reported"])
    part.update(reported=None)
    assert "cannot be taken back" in fault(sent.planned(), "reported")
    part.update(reported=TODAY, status=emptied)
    assert acts(sent.taken()) == ["changed"]
    assert [row["status"] for row in Sent(root, "task").rows if row["reported"]] == ["否"]


def test_an_activity_says_what_was_typed(root):
    sent = Sent(root, "activity")
    record = sent.rows[-1]["key"]
    sent.of(record, present=4, text="讨论了两件事", decisions="每周通报\n补签到\n再议一次")
    sent.taken()
    held = opened(root).activity(record)
    assert (held.present, held.text) == (4, "讨论了两件事")
    assert [one.text for one in held.decisions] == ["每周通报", "补签到", "再议一次"]
    sent = Sent(root, "activity")
    sent.of(record, decisions="每周通报")
    assert "not taken away" in fault(sent.planned(), "decisions")


def test_a_village_reports_and_a_task_is_finished_by_its_row(root):
    sent = Sent(root, "task")
    whole = next(row for row in sent.rows if row["title"] == "入户宣讲")
    part = next(row for row in sent.rows if row["title"] == "秋播")
    whole.update(status="是", progress="讲完了")
    part.update(progress="播了一半")
    assert sorted(acts(sent.taken())) == ["changed", "changed"]
    ledger = opened(root)
    assert ledger.task(whole["key"]).status == "done"
    report = ledger.task(part["key"]).log[-1]
    assert (report.do, report.text) == ("report", "播了一半")
    assert ledger.check() == []


def test_a_ledger_that_is_not_ours_is_refused(shared):
    sent = Sent(shared, "issue")
    sent.carried = sent.carried._replace(ledger="0" * 40)
    with pytest.raises(RefusedError, match="another ledger"):
        sent.planned()
    sent = Sent(shared, "issue")
    sent.carried = sent.carried._replace(commit="0" * 40)
    with pytest.raises(RefusedError, match="does not have"):
        sent.planned()


WORDS = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u200b\u2028"),
    min_size=1,
    max_size=60,
).filter(lambda said: said.strip())
"""What a person may have typed."""


@pytest.fixture(scope="module")
def growing(shared, tmp_path_factory):
    return copytree(shared, tmp_path_factory.mktemp("file") / "ledger")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(WORDS, min_size=10, max_size=20, unique=True), level=st.sampled_from(LEVELS))
def test_whatever_was_typed_comes_back_from_a_workbook_unchanged(
    growing, tmp_path_factory, texts, level
):
    head = {"place": "WL101", "opened": TODAY, "unit": ["镇政府"], "status": "handling"}
    typed = [
        {**head, "title": " ".join(one.split()), "text": f"{one}\n{two}", "measures": two}
        for one, two in zip(texts, texts[::-1], strict=True)
    ]
    Sheet(growing, "issue").taken(*typed)
    back = through_file(opened(growing), tmp_path_factory.mktemp("out") / "台账.xlsx", level)
    source = Source("issue", "台账.xlsx", "0" * 64, "台账")
    assert not acts(returning.plan(opened(growing), source, back))


def through_file(ledger, path, level):
    """A sheet of all issues, written to a workbook and read from it again."""
    layout = layouts.find(ledger, "问题台账")
    extract = Extract(ledger, Asked("issue", TODAY, level), [c.field for c in layout.columns])
    heading = outgoing.Heading("台账", "五里镇", TODAY)
    page = outgoing.page(layout, "问题台账", heading, None, layouts.choices(ledger, "issue"))
    facts = {"ledger": known_as(ledger.beginning), "commit": ledger.git.head(), "kind": "issue"}
    facts |= {"level": level, "layout": "问题台账", "as_of": TODAY.isoformat()}
    outgoing.workbook(path, page, extract.lines, facts, lambda _done: None)
    file = incoming.read(path)
    sent = carried.of(file)
    found = incoming.find(file, None, "issue", carried.header_words(layout), empty=True)
    back = carried.back(found, sent, layout, TODAY, Limit(3, "day"))
    lines = [line._replace(digest="00000000") for line in sent.lines]
    known = Pairing(back, ledger.beginning)
    assert all(pair.how == "untouched" for pair in known.pairs)
    return back._replace(carried=sent._replace(lines=lines))


@pytest.mark.parametrize(
    ("field", "typed", "more"),
    [
        ("reporter", "张甲一、李乙二", {}),
        ("checker", "c003、c004", {"accepted": TODAY, "done": TODAY, "result": "修好了"}),
    ],
)
def test_a_second_person_where_one_has_a_place_is_refused_and_not_dropped(
    tmp_path, field, typed, more
):
    sent = Sent(ledger_of(tmp_path / "ledger"), "issue")
    sent.of("WL1-26-KE2NX4G", **{field: typed, **more})
    assert "only one" in fault(sent.planned(), field)


@pytest.mark.parametrize(("typed", "becomes"), [("是", True), ("匿名", True), ("否", False)])
def test_whether_a_reporter_is_kept_from_others_is_edited_as_other_facts_are(root, typed, becomes):
    before = Sent(root, "issue")
    assert before.of(ROAD)["confidential"] == "否"
    before.of(ROAD, confidential=typed)
    before.taken()
    assert opened(root).issue(ROAD).confidential is becomes
    handler = Sent(root, "issue", "handler").of(ROAD)
    assert handler["confidential"] == ("是" if becomes else "否")
    assert handler["reporter"] is None or not becomes


def test_an_emptied_yes_is_a_no(root):
    sent = Sent(root, "issue")
    sent.of(ROAD, confidential="是")
    sent.taken()
    sent = Sent(root, "issue")
    sent.of(ROAD, confidential=None)
    sent.taken()
    assert not opened(root).issue(ROAD).confidential


@pytest.mark.parametrize("column", ["the numbers", "the rest"])
@pytest.mark.parametrize("kind", ["issue", "household"])
def test_numbers_that_were_moved_without_the_rest_are_refused(shared, kind, column):
    sent = Sent(shared, kind)
    one, other = [row for row in sent.rows if row["place"] == "五里镇第一村"][:2]
    aside = {**one}
    kept = ("key",) if column == "the rest" else [name for name in one if name != "key"]
    one.update({name: said for name, said in other.items() if name not in kept})
    other.update({name: said for name, said in aside.items() if name not in kept})
    made = sent.planned()
    told = [said for item in made.items for _field, said in item.faults]
    assert len(told) == len([one, other])
    assert all("moved apart" in said for said in told)
    assert not made.files
