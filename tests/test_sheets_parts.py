"""Columns that are parts of one: progress by times is one text, names by roles are one list."""

from datetime import date

import openpyxl
import pytest
import sheet_plans
from cli_world import Desk

from ledger.rules.clocks import Limit
from ledger.sheets.reading.reader import Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import headers, parts, values
from ledger.sheets.tables.table import find

HEAD = ["村", "问题描述", "登记日期", "责任单位"]
ROW = ["第一村", "路灯损坏", "2026-03-05", "经发办"]


def told(heads, *rows, kind="issue", merged=(), field="progress"):
    """What rows say of progress below such headers, and what is wrong with them."""
    levels = heads if isinstance(heads[0], list) else [heads]
    above = [[*(HEAD if n == 0 else [None] * len(HEAD)), *one] for n, one in enumerate(levels)]
    below = [[*ROW, *row] for row in rows]
    sheet = Sheet("Sheet1", [*above, *below], [*merged], [], [])
    read = values.of(find(sheet, kind), sheet, date(2026, 6, 30), Limit(3, "workday"))
    return [row.fields.get(field) for row in read], [row.faults for row in read]


@pytest.mark.parametrize(
    ("header", "time"),
    [
        ("1月进展", "1月"),
        ("12月份工作进展", "12月份"),
        ("2026年6月5日进展情况", "2026年6月5日"),
        ("截至3月底完成情况", "截至3月底"),
        ("1—3月落实情况", "1—3月"),
        ("一季度的完成情况", "一季度"),
        ("第 2 季度进展情况", "第2季度"),
        ("上半年整改推进情况", "上半年"),
        ("第一次进展", "第一次"),
        ("进展情况(1月)", "1月"),
        ("进展情况（第三周）", "第三周"),
        ("进展情况/十二月", "十二月"),
        ("4月/进展情况", "4月"),
        ("进展情况/2026年/1月", "2026年1月"),
        ("办理进度/第一次/时间", "第一次时间"),
        ("办理进度/第一次/情况", "第一次情况"),
    ],
)
def test_a_header_may_tell_of_progress_at_a_time(header, time):
    assert parts.of("issue", header).label == time


@pytest.mark.parametrize(
    "header",
    [
        *("进展情况", "办理情况(月)", "月进展", "进展情况/时间", "1月", "第一周", "下月计划"),
        *(
            "6月责任人",
            "进展情况/1月/责任人",
            "一季度/存在问题",
            "6月进展/是否完成",
            "一次性完成情况",
        ),
        *("上月进展", "第一次督办", "1月完成率"),
    ],
)
def test_other_headers_do_not(header):
    assert parts.of("issue", header) is None


def test_several_such_columns_are_one_text_with_a_line_for_each_time():
    rows = [["已报县里", None, "已开工"], [None, "/", None]]
    expected = ["1月：已报县里\n3月：已开工", None]
    assert told(["1月进展", "2月进展", "3月进展"], *rows)[0] == expected
    assert told(["进展情况（1月）", "进展情况（2月）", "进展情况（3月）"], *rows)[0] == expected
    merged = [(0, 4, 0, 6), *((0, at, 1, at) for at in range(4))]
    assert (
        told([["进展情况", None, None], ["1月", "2月", "3月"]], *rows, merged=merged)[0] == expected
    )
    assert told(["1月进展", "2月进展", "3月进展"], *rows, kind="task")[0] == expected


def test_days_and_numbers_in_them_are_told_as_they_stand():
    heads = [["办理进度", None, None], ["第一次", None, "第二次"], ["时间", "情况", "情况"]]
    merged = [(0, 4, 0, 6), (1, 4, 1, 5), *((0, at, 2, at) for at in range(4))]
    row = [{"d": "2026-01-20"}, "已联系", 0.5]
    assert told(heads, row, merged=merged)[0] == [
        "第一次时间：2026-01-20\n第一次情况：已联系\n第二次情况：0.5"
    ]


def test_one_such_column_is_progress_and_its_header_is_not_repeated():
    assert told(["6月进展"], ["已报县里"])[0] == ["已报县里"]


def test_beside_a_column_of_progress_they_are_passed_over():
    rows = [[*HEAD, "办理情况", "6月进展", "7月进展"], [*ROW, "已报县里", "甲", "乙"]]
    table = find(Sheet("Sheet1", rows, [], [], []), "issue")
    assert [*table.unknown.values()] == ["6月进展", "7月进展"]
    assert not table.parts


def test_two_of_one_time_are_two_columns_for_one_field():
    with pytest.raises(Refusal, match="rivals"):
        told(["1月进展", "1月进展", "2月进展"], ["甲", "乙", "丙"])


def test_what_a_person_explained_is_no_time():
    heads = [*HEAD, "6月进展", "7月进展"]
    table = find(
        Sheet("Sheet1", [heads, [*ROW, "甲", "乙"]], [], [], []), "issue", {"6月进展": "progress"}
    )
    assert [*table.unknown.values()] == ["7月进展"]


def test_what_is_wrong_names_its_time():
    fields, faults = told(
        ["1月进展", "2月进展"], ["甲", {"e": "#REF!"}], ["长" * 2500, "长" * 2500]
    )
    assert fields == ["1月：甲", f"1月：{'长' * 2500}"]
    assert [fault.cell for row in faults for fault in row] == ["Sheet1!F2", "Sheet1!F3"]
    assert {fault.column for row in faults for fault in row} == {"progress 2月"}


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("责任人/镇级", "责任人/村级", "person"),
        ("责任人/主要责任人", "责任人/具体责任人", "person"),
        ("镇级责任人", "村级责任人", "person"),
        ("责任人1", "责任人2", "person"),
        ("责任人（一）", "责任人（二）", "person"),
        ("责任领导/牵头领导", "责任领导/分管领导", "leader"),
        ("承办单位/主办", "承办单位/协办", "unit"),
        ("当事人/甲方", "当事人/乙方", "reporter"),
    ],
)
def test_names_below_several_roles_are_one_list(first, second, field):
    heads = [one for one in HEAD if field != "unit" or one != "责任单位"]
    rows = [["甲、乙", "丙"], [None, "丙"], ["甲", "甲"], [None, None]]
    grid = [[*heads, first, second], *([*ROW[: len(heads)], *row] for row in rows)]
    sheet = Sheet("Sheet1", grid, [], [], [])
    read = values.of(find(sheet, "issue"), sheet, date(2026, 6, 30), Limit(3, "workday"))
    assert [row.fields.get(field) for row in read] == [["甲", "乙", "丙"], ["丙"], ["甲"], None]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("责任人/职务", None),
        ("村级联系人", None),
        ("联系人/镇级", None),
        ("责任单位/配合单位", "co_units"),
        ("反映人/住址", "address"),
        ("一级分类", "category"),
    ],
)
def test_what_else_stands_below_them_is_none_of_their_names(header, field):
    found = headers.match("issue", ["问题描述", header]).columns.get(1)
    assert (found and found.field) == field
    assert parts.of("issue", header) is None


def test_beside_a_column_of_names_the_roles_are_passed_over():
    table = find(Sheet("S", [[*HEAD, "责任人", "镇级责任人", "责任人/村级"], ROW], [], [], []))
    assert [*table.unknown.values()] == ["镇级责任人", "责任人/村级"]
    with pytest.raises(Refusal, match="rivals"):
        find(Sheet("S", [[*HEAD, "责任领导/牵头领导", "包抓领导"], ROW], [], [], []))


def test_a_fault_names_the_role():
    grid = [[*HEAD, "责任人/镇级", "责任人/村级"], [*ROW, "甲", {"e": "#REF!"}]]
    sheet = Sheet("S", grid, [], [], [])
    (row,) = values.of(find(sheet), sheet, date(2026, 6, 30), Limit(3, "workday"))
    assert [(fault.cell, fault.column) for fault in row.faults] == [("S!F2", "person 村级")]
    assert find(sheet).cell(2, "person 村级") == "S!F2"


def test_a_fault_of_the_whole_is_one_of_every_part_and_of_what_a_column_holds_of_its_cell():
    table = find(Sheet("S", [[*HEAD, "1月进展", "2月进展"], ROW], [], [], []))
    assert table.at_fault("progress") == [4, 5]
    assert (table.cell(2, "progress"), table.cell(2, "progress 2月")) == ("S!E2", "S!F2")
    table = find(Sheet("S", [["村", "问题描述", "责任单位及责任人"], ROW[:3]], [], [], []))
    assert [table.cell(2, name) for name in ("unit", "person", "due")] == ["S!C2", "S!C2", "S!2"]


def test_a_row_that_comes_back_has_the_cell_of_its_month_marked_and_a_later_copy_goes_on(
    desk: Desk, tmp_path
):
    file = tmp_path / "按月进展.xlsx"
    file.write_bytes((sheet_plans.FOLDER / file.name).read_bytes())
    desk.run("import", str(file), "--skip-bad")
    back = openpyxl.load_workbook(file.with_name("按月进展-退回.xlsx")).active
    row = next(one for one in back.iter_rows() if one[1].value == "道路塌陷")
    red = [cell.column_letter for cell in row if cell.fill.fgColor.rgb == row[6].fill.fgColor.rgb]
    assert red == ["G", "I"], "the cell of June, and the reason beside the row"
    book = openpyxl.load_workbook(file)
    book.active["F5"], book.active["G6"] = "已报价两万元", "正在抢修"
    book.save(file)
    data = desk.json("import", str(file))
    changes = {row["title"]: row.get("changes") for row in data["rows"] if "changes" in row}
    assert changes == {"机井水泵烧坏": [["progress", "", "5月：已报价两万元\n6月：待拨款"]]}
    (record,) = (row["record"] for row in data["rows"] if row["title"] == "道路塌陷")
    assert "6月：正在抢修" in desk.run("show", record).out
    assert desk.json("import", str(file))["counts"]["same"] == 3


def test_a_month_that_somebody_added_to_our_workbook_changes_nothing(desk: Desk, tmp_path):
    file = tmp_path / "台账.xlsx"
    desk.run("export", str(file), "--kind", "issue")
    book = openpyxl.load_workbook(file)
    page = book.active
    page.cell(3, page.max_column + 1, "6月进展")
    page.cell(3, page.max_column + 1, "7月进展")
    page.cell(4, page.max_column, "已联系")
    book.save(file)
    data = desk.json("import", str(file))
    assert (data["counts"]["changed"], data["counts"]["new"]) == (0, 0)
    assert data["passed_over"] == ["6月进展", "7月进展"]
