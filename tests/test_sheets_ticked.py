"""Answers that head columns of their own: what a row ticks is what it says."""

import openpyxl
import pytest
import sheet_plans
from cli_world import Desk

from ledger.sheets.cells import NO_VALUE
from ledger.sheets.reading.reader import Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables.table import find

HEAD = ["村", "问题描述", "登记日期", "责任单位"]
ROW = ["第一村", "路灯损坏", "2026-03-05", "经发办"]


def found(question, answers, *ticks, field="status"):
    """What rows say that tick below the answers to a question, whose cell is merged over them."""
    last = len(HEAD) + len(answers) - 1
    merged = [(0, len(HEAD), 0, last), *((0, at, 1, at) for at in range(len(HEAD)))]
    heads = [[*HEAD, question, *[None] * (len(answers) - 1)], [*[None] * len(HEAD), *answers]]
    table = find(Sheet("Sheet1", [*heads, *([*ROW, *row] for row in ticks)], merged, [], []))
    return [row.cells.get(field) for row in table.rows]


@pytest.mark.parametrize("tick", ["√", "✔", " v", "■", 1, True, "否"])
def test_the_answer_that_is_ticked_is_what_the_row_says(tick):
    rows = [[None, tick], ["×", tick], ["", tick], ["□", tick], [None, "/"], [None, None]]
    assert found("是否办结", ["是", "否"], *rows) == [*["否"] * 4, None, None]


def test_questions_of_every_kind_of_answer_are_known():
    answers = ["满意", "基本满意", "不满意"]
    assert found("满意度", answers, ["√", None, None], field="satisfaction") == ["满意"]
    assert found("是否销号", ["已销号", "未销号"], [None, "√"], field="is_signed") == ["未销号"]
    assert found("办理状态", ["已办结", "办理中"], ["√", None]) == ["已办结"]


def test_a_question_in_words_of_ones_own_is_understood_where_no_other_column_asks_it():
    assert found("是否化解", ["已化解", "未化解"], [None, "√"]) == ["未化解"]
    assert found("解决与否", ["是", "否"], ["√", None]) == ["是"]


def test_what_a_ledger_names_as_it_likes_is_an_answer_if_it_is_ticked():
    answers = ["饮水", "道路", "用电"]
    asked = {"field": "category"}
    assert found("问题类别", answers, ["√", None, None], [None, "√", "√"], **asked) == [
        "饮水",
        "道路、用电",
    ]
    assert found("问题类别", answers, ["水压低", None, None], **asked) == [None]
    assert found("问题分类", ["一级分类", "说明"], ["饮水", "√"], **asked) == ["饮水"]


def test_a_household_is_of_each_category_that_it_ticks():
    heads = [
        ["村", "户主", "家庭人口", "户属性", None, None],
        [None, None, None, "脱贫户", "监测户", "一般户"],
    ]
    rows = [["第一村", "示例甲", 3, "√", "√", None], ["第一村", "示例乙", 2, None, None, "√"]]
    merged = [(0, 3, 0, 5), *((0, at, 1, at) for at in range(3))]
    table = find(Sheet("户册", [*heads, *rows], merged, [], []))
    assert table.kind == "household"
    assert [row.cells["categories"] for row in table.rows] == ["脱贫户、监测户", "一般户"]


def test_more_than_one_tick_and_words_beside_one_are_no_answer():
    rows = [["√", "√"], [None, "√（等资金）"], ["已报县里", None]]
    said = ["是、否", "否:√（等资金）", "是:已报县里"]
    assert found("是否办结", ["是", "否"], *rows) == said


def test_an_error_or_a_formula_without_a_value_is_no_tick_left_out():
    error = {"e": "#REF!"}
    assert found("是否办结", ["是", "否"], [None, error], ["√", error]) == [error, error]
    heads = [[*HEAD, "是否办结", None], [*[None] * len(HEAD), "是", "否"]]
    merged = [(0, 4, 0, 5), *((0, at, 1, at) for at in range(len(HEAD)))]
    rows = [*heads, [*ROW, "√", None], [*ROW, None, None]]
    table = find(Sheet("Sheet1", rows, merged, [], ["F4"]))
    assert [row.cells["status"] for row in table.rows] == ["是", NO_VALUE]


def test_one_answer_alone_is_a_column_as_any():
    assert found("是否办结", ["否"], ["√"], ["是"], [None]) == ["否", "是", None]


def plain(heads, *rows):
    rows = [[*HEAD, *heads], *([*ROW, *row] for row in rows)]
    return find(Sheet("Sheet1", rows, [], [], []))


def test_answers_without_a_question_are_ticked_or_nothing():
    table = plain(["已办结", "未办结"], ["√", None], [None, "√"])
    assert [row.cells["status"] for row in table.rows] == ["已办结", "未办结"]
    assert (table.unknown, table.headers[4]) == ({}, "已办结、未办结")
    assert plain(["已办结", "未办结"], [True, False], [False, True]).unknown == {}
    for cells in (2, 1), ("1", 1), ("3月完成", None), (None, None), ("√", "等资金"):
        table = plain(["已办结", "未办结"], [*cells])
        assert set(table.unknown.values()) == {"已办结", "未办结"}, cells
    assert plain(["已办结"], ["√"]).unknown == {4: "已办结"}
    assert plain(["已办结", "附件情况", "未办结"], ["√", None, None]).unknown.keys() == {4, 5, 6}
    assert plain(["状态", "已办结", "未办结"], ["办理中", "√", None]).unknown.keys() == {5, 6}


def test_columns_of_one_field_that_are_no_answers_are_rivals_still():
    with pytest.raises(Refusal) as told:
        plain(["整改时限", "完成时限"], ["2026-05-01", "2026-06-01"])
    assert told.value.code == "rivals"


def test_a_row_that_comes_back_is_taken_in_once_it_ticks_one(desk: Desk, tmp_path):
    file = tmp_path / "打勾.xlsx"
    file.write_bytes((sheet_plans.FOLDER / file.name).read_bytes())
    assert desk.json("import", str(file), "--skip-bad")["counts"]["new"] == 2
    back = file.with_name("打勾-退回.xlsx")
    book = openpyxl.load_workbook(back)
    cells = {cell.value: cell for row in book.active.iter_rows() for cell in row}
    row = cells["桥栏断裂"].row
    ticks = [cell.column for cell in book.active[row] if cell.value == "√"]
    assert len(ticks) == 2
    book.active.cell(row, ticks[0]).value = None
    book.active.cell(cells["垃圾未清"].row, ticks[1]).value = "√"
    book.save(back)
    assert desk.json("import", str(back))["counts"] == {
        **dict.fromkeys(("changed", "same", "refused"), 0),
        "new": 2,
    }
    stands = {row["title"]: row["status"] for row in desk.json("list")["rows"]}
    assert (stands["桥栏断裂"], stands["垃圾未清"]) == ("handling", "handling")
