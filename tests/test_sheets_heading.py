"""The row that a person says heads the columns, where nobody knows its headers."""

import pytest
from test_sheets_table import HEAD, ROW, sheet

from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import heading
from ledger.sheets.tables.table import find

TOLD = ["谁说的", "说了啥", "哪个村"]
ROWS = [["第一村流水", None, None], TOLD, ["甲户", "路灯损坏", "第一村"]]
WORDS = {"说了啥": "text", "哪个村": "place"}


def fields(table):
    return {at: column.field for at, column in table.columns.items()}


def test_a_person_can_say_which_row_heads_the_columns():
    with pytest.raises(Refusal):
        find(sheet(ROWS))
    table = find(sheet(ROWS), "issue", header=2)
    assert table.header == (2, 2)
    assert table.columns == {}
    assert table.unknown == dict(enumerate(TOLD))
    assert table.around.title == "第一村流水"
    told = find(sheet(ROWS), "issue", WORDS, header=2)
    assert fields(told) == {1: "text", 2: "place"}
    assert [row.cells["text"] for row in told.rows] == ["路灯损坏"]


def test_what_was_explained_makes_a_header_the_next_time():
    assert fields(find(sheet(ROWS), "issue", WORDS)) == {1: "text", 2: "place"}


def test_what_is_to_be_passed_over_does_not_keep_a_row_from_being_a_header():
    passed = {f"列{letter}": "none" for letter in "甲乙丙丁戊己"}
    rows = [[*TOLD[1:], *passed], ["路灯损坏", "第一村", *"一二三四五六"]]
    with pytest.raises(Refusal):
        find(sheet(rows), "issue", WORDS)
    assert fields(find(sheet(rows), "issue", WORDS | passed)) == {0: "text", 1: "place"}


def test_the_levels_of_a_header_that_are_merged_belong_to_it():
    rows = [
        ["流水", None, None],
        ["哪个村", "说的话", None],
        [None, "说了啥", "谁说的"],
        ["第一村", "路灯损坏", "甲户"],
    ]
    merged = [(0, 0, 0, 2), (1, 0, 2, 0), (1, 1, 1, 2)]
    table = find(sheet(rows, merged), "issue", header=3)
    assert table.header == (2, 3)
    assert [*table.headers.values()] == ["哪个村", "说的话/说了啥", "说的话/谁说的"]
    assert table.around.title == "流水"


def test_what_is_merged_with_a_header_and_is_no_level_of_it_is_none():
    rows = [["流水", "甲", "乙"], [None, 2026, "说了啥"], ["一", 3, "路灯损坏"]]
    table = find(sheet(rows, [(0, 0, 1, 0)]), "issue", WORDS, header=2)
    assert table.header == (2, 2)
    assert fields(table) == {2: "text"}


def test_a_form_may_be_said_to_be_a_table():
    rows = [["问题编号", "3"], ["问题描述", "a"], ["责任单位", "b"], ["整改时限", "月底"]]
    with pytest.raises(Refusal, match="form"):
        find(sheet(rows))
    assert find(sheet(rows), "issue", header=1).header == (1, 1)


def test_rows_that_say_something_of_the_sheet_itself_are_not_offered():
    around = ["填报单位：第一村", "截至2026年6月30日"]
    rows = [["流水", None], around, TOLD, HEAD, ROW]
    first, second = heading.may_head(sheet(rows))
    assert first == ("Sheet1", 3, tuple(TOLD))
    assert second.row == 4


@pytest.mark.parametrize("cell", [3, "3", "1.5", "2026-03-05", "2026/3", {"d": "2026-03-05"}])
def test_rows_with_numbers_are_offered_only_where_there_are_no_others(cell):
    row = ["甲户", "路灯损坏", cell]
    assert [one.row for one in heading.may_head(sheet([TOLD, row, row]))] == [1]
    assert [one.row for one in heading.may_head(sheet([row, row]))] == [1]


def test_only_the_first_rows_are_offered_and_no_row_with_nothing_below():
    many = [["甲", f"乙{n}"] for n in range(20)]
    assert [one.row for one in heading.may_head(sheet(many))] == [*range(1, heading.FIRST + 1)]
    assert heading.may_head(sheet([TOLD])) == []
    assert heading.may_head(sheet([])) == []
