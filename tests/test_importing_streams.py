"""The stream of an issue as a cell of its row, its header or the title of its sheet names it."""

from datetime import date

import openpyxl
import pytest
from book_world import TODAY, example, opened
from import_world import Sheet, acts, faults, records
from return_world import Sent, fault, only

from ledger.book.importing import streams

KNOWN = [
    {"code": "press", "name": "督查"},
    {"code": "supervision", "name": "督查反馈"},
    {"code": "cadre", "name": "党员干部专办台账"},
    {"code": "unit", "name": "乡镇（部门）专办台账"},
]
LAMP = {"place": "第一村", "text": "路灯损坏", "opened": date(2026, 3, 5), "category": "饮水"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("督查问题台账", "press"),
        ("督查反馈问题台账", "supervision"),
        ("党员干部专办问题台账", "cadre"),
        ("乡镇(部门)专办台账", "unit"),
        ("第一乡镇专办问题台账", "unit"),
        ("乡镇专办台账（含部门专办）", "unit"),
        ("督查反馈和党员干部专办问题台账", None),
        ("专办台账", None),
        ("", None),
    ],
)
def test_of_names_within_each_other_a_text_names_the_longest(text, code):
    found = streams.within(text, KNOWN)
    assert (found and found["code"]) == code


def test_of_two_streams_with_one_name_a_text_names_neither():
    assert streams.within("督查问题台账", [*KNOWN, {"code": "other", "name": "督查台账"}]) is None


@pytest.fixture
def sheet(tmp_path):
    return Sheet(example(tmp_path / "ledger"), "issue")


def stream_of(sheet, made):
    return opened(sheet.root).issue(records(made)[0]).stream


@pytest.mark.parametrize("title", ["五里镇问题台账", "工作站发现问题台账"])
@pytest.mark.parametrize("said", ["督查反馈", "supervision", "督查反馈台账", " 督查 反馈"])
def test_a_new_issue_is_of_the_stream_of_its_cell(sheet, title, said):
    sheet.source = sheet.source._replace(title=title)
    made = sheet.taken({**LAMP, "stream": said})
    assert (acts(made), stream_of(sheet, made)) == (["new"], "supervision")
    assert not [note for note in made.items[0].notes if "title" in note]
    assert acts(sheet.planned({**LAMP, "stream": said})) == ["same"]
    assert opened(sheet.root).check() == []


def test_what_its_stream_demands_is_asked_of_the_stream_of_its_cell(sheet):
    row = {name: said for name, said in LAMP.items() if name != "category"}
    made = sheet.planned(row, {**row, "text": "机井干了", "stream": "督查反馈"})
    assert acts(made) == ["new", "refused"]
    assert faults(made).keys() == {"category"}


@pytest.mark.parametrize(
    ("said", "told"), [("民生", "write one of 群众反映, "), ("群众反应", "may be 群众反映")]
)
def test_a_word_that_is_no_stream_refuses_the_row_and_says_which_there_are(sheet, said, told):
    made = sheet.planned({**LAMP, "stream": said})
    assert (acts(made), made.files) == (["refused"], {})
    assert told in faults(made)["stream"]


def test_a_copy_puts_the_stream_right_and_one_without_the_column_leaves_it(sheet):
    first = sheet.taken({**LAMP, "stream": "督查反馈"})
    assert acts(sheet.planned(LAMP)) == ["same"]
    made = sheet.taken({**LAMP, "stream": "工作站发现"})
    assert (acts(made), records(made)) == (["changed"], records(first))
    assert stream_of(sheet, made) == "found"
    assert opened(sheet.root).check() == []


def test_a_stream_that_was_corrected_here_is_not_taken_back(sheet):
    [record] = records(sheet.taken(LAMP))
    day = date(2026, 11, 22)
    change = {"field": "stream", "new": "督查反馈", "reason": "核实"}
    opened(sheet.root, day).advance(record, "correct", day, **change)
    assert acts(sheet.planned(LAMP, day=day)) == ["same"]
    made = sheet.planned({**LAMP, "stream": "工作站发现"}, day=day)
    assert (acts(made), made.files) == (["refused"], {})


def test_a_stream_that_was_edited_in_a_workbook_that_went_out_is_corrected(sheet):
    [record] = records(sheet.taken(LAMP))
    sent = Sent(sheet.root, "issue")
    assert sent.of(record)["stream"] == "群众反映"
    assert sent.forgotten().planned().files == {}
    for said, told in (("民生", "write one of 群众反映, "), (None, "emptying")):
        sent.of(record, stream=said)
        assert told in fault(sent.planned(), "stream")
    sent.of(record, stream="督查反馈台账")
    made = only(sent.taken())
    assert (made.record, made.changes) == (record, [("台账类别", "群众反映", "督查反馈台账")])
    assert opened(sheet.root).issue(record).stream == "supervision"


LAYOUT = "kind: issue\ntitle: 甲\ncolumns:\n" + "".join(
    f"- {{field: {field}}}\n" for field in ("key", "place", "title", "opened", "stream")
)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_sheet_with_the_stream_goes_out_and_comes_back_unchanged(desk, tmp_path, form):
    for stream in ("supervision", "errand"):
        register = ("issue", "register", "--stream", stream, "--place", "WL101")
        desk.run(*register, "--title", stream, "--category", "饮水")
    desk.commit("layouts/甲.yaml", LAYOUT)
    path = tmp_path / f"甲.{form}"
    desk.run("export", str(path), "--layout", "甲", "--level", "internal", "--reason", "核")
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


@pytest.mark.parametrize(
    ("second", "found"), [("督查反馈", ["masses", "supervision"]), ("入户走访", ["masses"] * 2)]
)
def test_the_header_of_a_channel_is_of_streams_where_all_its_cells_are(
    desk, tmp_path, second, found
):
    book = openpyxl.Workbook()
    for row in (
        ["村", "登记日期", "问题", "渠道", "问题类别"],
        ["五里镇第一村", "2026-06-01", "路灯坏了", "群众反映", "饮水"],
        ["五里镇第一村", "2026-06-02", "水泵烧坏", None, "饮水"],
        ["五里镇第一村", "2026-06-02", "道路坍塌", second, "饮水"],
    ):
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    desk.run("import", str(tmp_path / "表.xlsx"))
    ledger = opened(desk.root, TODAY)
    titles = {row["title"]: row["id"] for row in desk.json("list")["rows"]}
    assert [ledger.issue(titles[one]).stream for one in ("路灯坏了", "道路坍塌")] == found


def test_a_header_of_ledgers_under_which_no_stream_stands_is_told_and_passed_over(desk, tmp_path):
    path = tmp_path / "表.csv"
    rows = "村,登记日期,问题,所属台账,问题类别\n五里镇第一村,2026-06-01,路灯坏了,{},饮水\n"
    path.write_text(rows.format("问题台账"), "utf-8")
    assert "所属台账" in desk.run("import", str(path), "--dry-run").out
    path.write_text(rows.format("督查反馈台账"), "utf-8")
    desk.run("import", str(path))
    (record,) = [row["id"] for row in desk.json("list")["rows"] if row["title"] == "路灯坏了"]
    assert opened(desk.root, TODAY).issue(record).stream == "supervision"


def of_ledger(sheet, title, *rows, **asked):
    """Rows with numbers, out of a ledger of this title."""
    columns = {"编号": "key", "村": "place", "问题": "text", "登记日期": "opened"}
    sheet.source = sheet.source._replace(title=title, columns=columns)
    return (sheet.taken if asked.pop("take", True) else sheet.planned)(*rows, **asked)


def test_ledgers_of_different_streams_number_for_themselves(sheet):
    row = {**LAMP, "key": "A-1"}
    other = {**row, "text": "会议记录缺失"}
    first = of_ledger(sheet, "群众反映问题台账", row)
    second = of_ledger(sheet, "督查反馈问题台账", other)
    assert (acts(first), acts(second)) == (["new"], ["new"])
    assert opened(sheet.root).issue(records(first)[0]).title == "路灯损坏"
    for title, said, made in (("群众反映", row, first), ("督查反馈", other, second)):
        again = of_ledger(sheet, f"{title}问题台账", {**said, "level": "重要"}, take=False)
        assert (acts(again), records(again)) == (["changed"], records(made))


def test_a_matter_that_a_ledger_of_another_stream_tells_too_stays_where_it_is(sheet):
    first = of_ledger(sheet, "群众反映问题台账", LAMP)
    for said, act in ((LAMP, "same"), ({**LAMP, "level": "重要"}, "changed")):
        again = of_ledger(sheet, "督查反馈问题台账", said, take=False)
        assert (acts(again), records(again)) == ([act], records(first))
        assert any("stays there" in note for note in again.items[0].notes)
    same = of_ledger(sheet, "群众反映问题台账", LAMP, take=False)
    assert same.items[0].notes == []
