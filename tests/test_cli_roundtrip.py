"""A sheet goes out, people edit it with another program, and it comes back in."""

import openpyxl
import pytest
from book_world import begin_anew, example, opened
from cli_world import Desk

from ledger.index.queries import IssueFilter
from ledger.sheets.writing.unseen import CARRIED

HEADERS = 3
"""The header stands in this row."""


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "来件"
    found.mkdir()
    return found


def exported(desk, path, *options, level="internal"):
    reason = ("--reason", "核对") if level == "internal" else ()
    desk.run("export", str(path), "--level", level, *reason, *options)
    return path


def edited(path, change):
    """Let a person change the table of a workbook in another program."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, {cell.value: cell.column for cell in sheet[HEADERS]})
    book.save(path)
    return str(path)


def cell(sheet, columns, record, header):
    """The cell of a record under a header."""
    key = columns["问题编号"]
    rows = range(HEADERS + 1, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, key).value == record)
    return sheet.cell(row, columns[header])


def typed(record, **values):
    """An edit: values by header typed into the row of a record."""

    def change(sheet, columns):
        for header, value in values.items():
            cell(sheet, columns, record, header).value = value

    return change


def issues(desk, status):
    """The issues of a status."""
    rows = opened(desk.root).issues(IssueFilter(status=(status,)))[0]
    return [row["id"] for row in rows]


@pytest.mark.parametrize("kind", ["issue", "visit", "household", "station", "task", "activity"])
def test_what_comes_back_as_it_went_out_changes_nothing(desk, folder, kind):
    path = exported(desk, folder / "台账.xlsx", "--kind", kind)
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


def test_a_register_of_an_earlier_day_comes_back_without_changes(desk, folder):
    desk.run("household", "pair", "WL101-0001", "c004", "--on", "2026-11-02")
    path = exported(desk, folder / "户册.xlsx", "--kind", "household", "--as-of", "2026-11-01")
    said = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0]]
    at = said[HEADERS - 1].index("包联干部")
    assert [row[at] for row in said if "WL101-0001" in row] == ["c003"]
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


def test_money_goes_out_in_yuan_and_comes_back_so_whatever_its_header_says(desk, folder):
    desk.commit(
        "layouts/资金.yaml",
        "kind: activity\ntitle: 资金（单位：万元）\ncolumns:\n- {field: key}\n- {field: date}\n"
        "- {field: kind}\n- {field: title}\n- {field: money, header: 金额（万元）}\n",
    )
    desk.run("activity", "add", "--kind", "service_day", "--station", "WL1", "--money", "512")
    path = exported(desk, folder / "资金.xlsx", "--kind", "activity", "--layout", "资金")
    book = openpyxl.load_workbook(path)
    every = [one for row in book.worksheets[0].iter_rows() for one in row]
    next(one for one in every if one.value == 512).value = 612
    book.save(path)
    said = desk.run("import", str(path), "--format", "json").data
    [item] = said["rows"]
    assert item["changes"] == [["金额(万元)", "512", "612"]]


@pytest.mark.parametrize("kind", ["issue", "visit", "household", "station", "task", "activity"])
def test_plain_text_that_comes_back_as_it_went_out_changes_nothing(desk, folder, kind):
    for title in ("=1+1", "-漏水", "+86电话", "@全体", "'引号", "''两个"):
        desk.run("issue", "register", "--title", title, "--place", "WL101")
    desk.run("task", "add", "--kind", "plan", "--title", "-全年计划", "--place", "WL1")
    held = ("--kind", "covert", "--title", "=暗访", "--finding", "一、没人", "--unannounced")
    desk.run("activity", "add", "--place", "WL101", *held)
    path = exported(desk, folder / "表.csv", "--kind", kind)
    assert path.read_text("utf-8-sig").count("\n") > 1
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path), "--kind", kind).out


@pytest.mark.parametrize("level", ["internal", "handler", "public"])
def test_plain_text_takes_no_household_away_that_it_cannot_name(desk, folder, level):
    name = opened(desk.root).household("WL101-0001").name
    for one in (name, "钱同名", "钱同名"):
        desk.run("household", "add", "--place", "WL101", "--name", one)
    homes = [f"WL101-{number:04}" for number in (1, 2, 5, 6)]  # 0005 is confidential
    met = [part for home in homes for part in ("--household", home)]
    desk.run("visit", "add", "--place", "WL101", "--text", "看望", *met)
    path = exported(desk, folder / "走访.csv", "--kind", "visit", level=level)
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


def test_edited_cells_become_events_with_their_origin_in_one_commit(desk, folder):
    first, second = issues(desk, "handling")[:2]
    path = exported(desk, folder / "台账.xlsx")
    before = desk.git("rev-list", "--count", "HEAD")
    edited(path, typed(first, 问题标题="改过的标题", 办理情况="已与施工队谈妥"))
    edited(path, typed(second, 责任人="c004"))
    with desk.unchanged():
        shown = desk.run("import", str(path), "--dry-run").out
    assert "改过的标题" in shown
    op = desk.json("import", str(path))["op"]
    issue = opened(desk.root).issue(first)
    assert issue.title == "改过的标题"
    assert [event.do for event in issue.log][-2:] == ["correct", "progress"]
    assert "台账.xlsx" in issue.log[-2].reason
    assert opened(desk.root).issue(second).owner.person == "c004"
    assert int(desk.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert opened(desk.root).check() == []
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out
    desk.run("undo", op)
    assert opened(desk.root).issue(first).title != "改过的标题"


def test_rows_may_be_moved_numbered_anew_and_parted_by_blank_ones(desk, folder):
    path = exported(desk, folder / "台账.xlsx")
    record = issues(desk, "handling")[0]

    def change(sheet, columns):
        cell(sheet, columns, record, "问题标题").value = "改过的标题"
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=HEADERS + 1)]
        rows = [row for row in rows if row[1] and row[1] != row[0]][::-1]
        sheet.delete_rows(HEADERS + 1, sheet.max_row)
        sheet.merged_cells.ranges = set(list(sheet.merged_cells.ranges)[:0])
        sheet.cell(HEADERS, len(rows[0]) + 1).value = "领导批示"
        for number, row in enumerate(rows, 1):
            at = HEADERS + 2 * number
            for column, value in enumerate([number, *row[1:], "已阅"], 1):
                sheet.cell(at, column).value = value

    told = desk.json("import", edited(path, change))
    assert told["counts"]["changed"] == 1
    assert told["counts"]["new"] == told["counts"]["refused"] == 0
    assert told["passed_over"] == ["领导批示"]
    assert told["gone"] == []
    assert opened(desk.root).issue(record).title == "改过的标题"


def test_rows_whose_numbers_are_all_gone_do_not_become_new(desk, folder):
    path = exported(desk, folder / "台账.xlsx")

    def without_numbers(sheet, columns):
        sheet.delete_cols(columns["问题编号"])
        sheet.delete_cols(columns["序号"])

    with desk.unchanged():
        said = desk.run("import", edited(path, without_numbers), exits=8).err
    assert "the column with the numbers of the records is gone" in said


@pytest.mark.parametrize("header", ["备注", "牵头单位", "问题类型", "是否办结"])
def test_an_added_column_is_told_though_its_header_is_known(desk, folder, header):
    """Even where it is one of the words for a column that went out: 牵头单位 beside 责任单位."""
    path = exported(desk, folder / "台账.xlsx")

    def change(sheet, _columns):
        sheet.insert_cols(5)
        sheet.cell(HEADERS, 5).value = header
        for row in range(HEADERS + 2, sheet.max_row):
            sheet.cell(row, 5).value = "请催办"

    with desk.unchanged():
        told = desk.json("import", edited(path, change))
    assert told["passed_over"] == [header]
    assert header not in told["columns"]


def test_what_a_step_lacks_is_marked_in_the_cell_where_it_belongs(desk, folder):
    said = ("--stream", "supervision", "--category", "人居环境/垃圾")
    told = desk.json("issue", "register", "--title", "垃圾未清", "--place", "WL101", *said)
    record = told["id"]
    path = exported(desk, folder / "台账.xlsx")
    edited(path, typed(record, 责任人="c004"))
    told = desk.run("import", str(path), "--format", "json", exits=8).envelope["data"]
    faults = next(row["faults"] for row in told["rows"] if row["becomes"] == "refused")
    assert [fault["field"] for fault in faults] == ["measures"]
    edited(path, typed(record, 整改措施="更换灯具", 整改时限="2026-11-27"))
    assert desk.json("import", str(path))["counts"]["changed"] == 1


def test_deleted_rows_are_told_and_new_ones_become_records(desk, folder):
    path = exported(desk, folder / "台账.xlsx")
    record = issues(desk, "handling")[0]

    def change(sheet, columns):
        sheet.delete_rows(cell(sheet, columns, record, "问题编号").row)
        last = sheet.max_row + 1
        for header, value in {
            "村(社区)": "五里镇第一村",
            "问题标题": "村口路灯损坏",
            "登记日期": "2026-11-20",
        }.items():
            sheet.cell(last, columns[header]).value = value

    told = desk.json("import", edited(path, change))
    assert told["gone"] == [record]
    assert told["counts"]["new"] == 1
    assert opened(desk.root).issue(record)
    new = next(row["record"] for row in told["rows"] if row["becomes"] == "new")
    assert opened(desk.root).issue(new).title == "村口路灯损坏"
    with desk.unchanged():
        desk.run("import", str(path))


def test_a_cell_changed_on_both_sides_is_refused_with_both_values(desk, folder):
    record = issues(desk, "handling")[0]
    path = exported(desk, folder / "台账.xlsx")
    correct = ("issue", "correct", record, "--field", "title", "--reason", "核实", "--value")
    desk.run(*correct, "台账里改的")
    edited(path, typed(record, 问题标题="表里改的"))
    with desk.unchanged():
        said = desk.run("import", str(path), exits=8)
    assert "台账里改的" in said.err
    assert "表里改的" in said.err
    desk.run("import", str(path), "--skip-bad", exits=8)
    back = folder / "台账-退回.xlsx"
    edited_back(back, "台账里改的")
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(back)).out


def edited_back(path, title):
    """Put the title of the only row of a workbook of refused rows right."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {c.value: c.column for c in sheet[HEADERS]}
    for row in range(HEADERS + 1, sheet.max_row + 1):
        if sheet.cell(row, heads["问题标题"]).value == "表里改的":
            sheet.cell(row, heads["问题标题"]).value = title
    book.save(path)


def test_a_cell_changed_to_the_same_on_both_sides_is_nothing(desk, folder):
    record = issues(desk, "handling")[0]
    path = exported(desk, folder / "台账.xlsx")
    correct = ("issue", "correct", record, "--field", "title", "--reason", "核实", "--value")
    desk.run(*correct, "同一个标题")
    edited(path, typed(record, 问题标题="同一个标题"))
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


def test_at_a_terminal_a_person_says_which_value_holds(desk, folder):
    record = issues(desk, "handling")[0]
    path = exported(desk, folder / "台账.xlsx")
    correct = ("issue", "correct", record, "--field", "title", "--reason", "核实", "--value")
    desk.run(*correct, "台账里改的")
    edited(path, typed(record, 问题标题="表里改的"))
    answers = [("Which one holds: ", "1\n"), ("Take them in", "1\n")]
    desk.talk("import", str(path), answers=answers)
    assert opened(desk.root).issue(record).title == "表里改的"


def test_what_was_typed_over_a_mask_is_refused_and_the_rest_comes_in(desk, folder):
    path = exported(desk, folder / "户册.xlsx", "--kind", "household", level="public")
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out

    def change(sheet, columns):
        row = HEADERS + 2
        sheet.cell(row, columns["人口"]).value = 9
        sheet.cell(row + 1, columns["户主"]).value = "张三丰"

    told = desk.json("import", edited(path, change), "--skip-bad")
    assert told["counts"]["changed"] == told["counts"]["refused"] == 1
    (fault,) = [fault for row in told["rows"] for fault in row.get("faults", ())]
    assert "masked" in fault["sentence"]


def test_a_workbook_of_another_ledger_is_refused(desk, folder, tmp_path):
    other = Desk(example(tmp_path / "别处"))
    begin_anew(other.root)
    path = exported(other, folder / "台账.xlsx")
    desk.refused("import", str(path), exits=5, says="another ledger")


def test_a_workbook_whose_hidden_sheet_was_changed_or_is_gone_is_refused(desk, folder):
    path = exported(desk, folder / "台账.xlsx")
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path), "--sheet", "问题台账").out
    book = openpyxl.load_workbook(path)
    hidden = book[CARRIED]
    lines = hidden.cell(hidden.max_row, 1)
    lines.value = lines.value[:-1] + ("0" if lines.value[-1] != "0" else "1")
    book.save(path)
    desk.refused("import", str(path), exits=8, says="was changed")
    del book[CARRIED]
    book.save(path)
    desk.refused("import", str(path), exits=8, says="is gone")


@pytest.mark.parametrize(
    ("fact", "other"),
    [("level", "internal"), ("as_of", "2026-01-31"), ("layout", "销号清单"), ("commit", "HEAD")],
)
def test_what_a_workbook_says_of_itself_unseen_cannot_be_changed_either(desk, folder, fact, other):
    path = exported(desk, folder / "台账.xlsx", level="public")
    typed = ("--place", "WL101", "--title", "路灯损坏", "--on", "2026-11-01")
    desk.run("issue", "register", *typed)
    book = openpyxl.load_workbook(path)
    cell = next(row[1] for row in book[CARRIED].iter_rows(max_col=2) if row[0].value == fact)
    assert cell.value != other
    cell.value = desk.git("rev-parse", "HEAD").strip() if other == "HEAD" else other
    book.save(path)
    desk.refused("import", str(path), exits=8, says="was changed")
