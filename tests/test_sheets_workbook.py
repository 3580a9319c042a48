"""Workbooks in the official look, opened by another library than the one that wrote them."""

from datetime import date, datetime
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.sheets.writing.frame import Field, Page, drawing
from ledger.sheets.writing.rows import lines
from ledger.sheets.writing.unseen import Carried
from ledger.sheets.writing.workbook import Drawn, _chinese, write

FIELDS = (
    Field("id", "问题编号", 18),
    Field("text", "问题描述", 30),
    Field("opened", "登记日期", 12),
    Field("status", "状态", 10, ("办理中", "已销号")),
    Field("presses", "督办次数", 8),
)
PAGE = Page(
    "问题台账",
    "五里镇2026年问题台账",
    "榆舍工作站",
    date(2026, 6, 30),
    FIELDS,
    signatures=("填表人", "审核人"),
)
ROWS = [
    {"id": "A", "text": "路灯损坏", "opened": date(2026, 3, 5), "status": "办理中", "presses": 2},
    {"id": "B", "text": "井干\n两口", "opened": date(2026, 4, 1), "status": "已销号"},
    {"id": "C", "text": "桥坏", "opened": date(2026, 4, 2), "status": None, "presses": 0},
]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "台账.xlsx"


def made(file, page=PAGE, rows=ROWS, carried=None):
    write(file, page, [row(one, page) for one in rows], carried)
    return openpyxl.load_workbook(file)


def row(said, page=PAGE):
    values = [said.get(field.key) for field in page.fields]
    return Drawn(said.get("group", ""), drawing(page).row(values))


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def test_title_unit_and_day_stand_above_the_header(file):
    sheet = made(file)["问题台账"]
    assert sheet["A1"].value == "五里镇2026年问题台账"
    assert sheet["A2"].value == "填报单位：榆舍工作站"
    assert "截至2026年6月30日" in values(sheet, 2)
    assert values(sheet, 3) == ["序号", *(field.header for field in FIELDS)]
    assert {str(cells) for cells in sheet.merged_cells.ranges} == {"A1:F1", "A2:C2", "D2:F2"}


def test_rows_keep_their_kinds_and_their_numbers(file):
    sheet = made(file)["问题台账"]
    assert [values(sheet, row)[0] for row in (4, 5, 6)] == [1, 2, 3]
    assert sheet["D4"].value.date() == date(2026, 3, 5)
    assert sheet["D4"].number_format == "yyyy-mm-dd"
    assert sheet["C5"].value == "井干\n两口"
    assert sheet["C5"].alignment.wrap_text
    assert sheet["F4"].value == 2
    assert sheet["F5"].value is None
    assert sheet["A7"].value.startswith("填表人：")
    assert "审核人：" in sheet["A7"].value


def test_a_day_and_a_count_shrink_where_another_font_is_too_wide(file):
    sheet = made(file)["问题台账"]
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row]
    plain = [cell for cell in cells if isinstance(cell.value, int | datetime)]
    assert {type(cell.value) for cell in plain} == {int, datetime}
    assert all(cell.alignment.shrink_to_fit for cell in plain)


def test_what_stands_above_narrow_columns_shrinks_and_the_signatures_do_not(file):
    sheet = made(file)["问题台账"]
    assert [sheet[cell].alignment.shrink_to_fit for cell in ("A1", "A2", "D2")] == [True] * 3
    assert not sheet["A7"].alignment.shrink_to_fit


def test_it_prints_on_a4_with_the_header_on_each_page(file):
    sheet = made(file)["问题台账"]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "C4"
    assert "&P" in sheet.oddFooter.center.text
    assert "&N" in sheet.oddFooter.center.text


def test_rows_are_as_high_as_their_text_and_signatures_have_room(file):
    # 三十字宽的一列，一行写得下十四个汉字。
    texts = ["字" * 14, "字" * 15, "字" * 29]
    sheet = made(file, rows=[{"id": "A", "text": text} for text in texts])["问题台账"]
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6, 7)]
    assert heights[0] is None
    assert 29 <= heights[1] < 43.5 <= heights[2]
    assert heights[3] >= 29


@pytest.mark.parametrize(("width", "least"), [(2, 3), (13, 3), (15, 2)])
def test_a_text_that_fills_its_column_to_the_edge_is_wrapped(width, least):
    assert lines([width], ["五里镇第十一村务监督委员会"]) >= least


def test_known_words_are_offered_to_choose_from(file):
    rules = made(file)["问题台账"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [("E4:E6", '"办理中,已销号"')]


def test_words_too_many_for_a_cells_rule_stand_on_a_sheet_unseen(file):
    many = tuple(f"类别{n}，其一" for n in range(60))
    fields = (FIELDS[0], Field("category", "类别", 14, many), Field("b", "乙", 9, ("a,b", "c")))
    book = made(file, PAGE._replace(fields=fields))
    rules = book["问题台账"].data_validations.dataValidation
    assert [rule.formula1 for rule in rules] == ["'_词表'!$A$3:$BH$3", "'_词表'!$A$4:$B$4"]
    words = book["_词表"]
    assert words.sheet_state == "veryHidden"
    assert [cell.value for cell in words[3]] == list(many)
    assert values(words, 4)[:2] == ["a,b", "c"]


@pytest.mark.parametrize("words", [('三留守"关爱"', "其他"), ("𠀀" * 100, "𠀁" * 30)])
def test_words_that_end_a_cells_rule_or_count_double_are_offered_all_the_same(file, words):
    fields = (FIELDS[0], Field("category", "类别", 14, words))
    book = made(file, PAGE._replace(fields=fields))
    (rule,) = book["问题台账"].data_validations.dataValidation
    assert rule.formula1 == "'_词表'!$A$3:$B$3"
    assert values(book["_词表"], 3)[:2] == [*words]


def test_groups_have_a_title_with_their_count(file):
    rows = [{"text": n, "group": c} for n, c in (("a", "道路"), ("b", "道路"), ("c", "未分类"))]
    page = PAGE._replace(groups={"道路": 2, "未分类": 1}, signatures=())
    sheet = made(file, page, rows)["问题台账"]
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [
        "一、道路（2件）",
        1,
        2,
        "二、未分类（1件）",
        3,
    ]


def test_what_is_carried_is_hidden_from_every_menu(file):
    carried = Carried({"ledger": "L1", "commit": "abc"}, [(1, "A", "d1"), (2, "B", "d2")])
    book = made(file, carried=carried)
    sheet = book["_台账"]
    assert sheet.sheet_state == "veryHidden"
    assert [values(sheet, row)[:2] for row in (1, 2)] == [["ledger", "L1"], ["commit", "abc"]]
    assert sheet["A4"].value.split("\n") == ["1 A d1", "2 B d2"]
    told = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert told == {"taizhang": "L1", "commit": "abc"}


HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\tx",
    "http://x.invalid",
    "mailto:a@b.invalid",
    "internal:Sheet1!A1",
    "0017",
    "1E5",
    "#REF!",
    "TRUE",
    "{=1}",
    "<b>&amp;",
    "<r><t>x</t></r>",
    "<r></c></row>&</r>",
    "a" * 4000,
    "㎡①…",
    "👩‍🌾",
]


def test_nothing_that_was_typed_becomes_a_formula_a_link_or_a_number(file):
    sheet = made(file, rows=[{"text": said} for said in HOSTILE])["问题台账"]
    for row, said in enumerate(HOSTILE, 4):
        cell = sheet.cell(row, 3)
        assert cell.data_type in {"s", "inlineStr"}, said
        assert cell.value == said
        assert cell.hyperlink is None
    with ZipFile(file) as parts:
        body = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in body
    assert "<hyperlink" not in body


def test_our_own_reader_reads_back_what_was_typed(file):
    from ledger.sheets.reading.reader import read

    typed = [*HOSTILE, "_x0041_", "行\n行"]
    write(file, PAGE, [row({"text": said}) for said in typed], None)
    rows = read(file).sheets[0].rows
    assert [row[2] for row in rows[3 : 3 + len(typed)]] == typed


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_whatever_is_typed_the_workbook_can_be_made_and_opened(tmp_path_factory, texts):
    file = tmp_path_factory.mktemp("book") / "a.xlsx"
    sheet = made(file, rows=[{"text": said} for said in texts])["问题台账"]
    for row, said in enumerate(texts, 4):
        if said.isprintable():
            assert (sheet.cell(row, 3).value or "") == said


@pytest.mark.parametrize(
    "name", ["a/b[c]:*?", "", "'x'", "长" * 40, "_台账", "_词表", "__", " _x", "History"]
)
def test_every_name_becomes_a_sheets_name_and_none_of_those_unseen(file, name):
    many = (Field("category", "类别", 14, tuple(f"类别{n}，其一" for n in range(60))),)
    page = PAGE._replace(name=name, fields=many)
    found = made(file, page, [], Carried({"ledger": "L1"}, [])).sheetnames
    assert len(found[0]) in range(1, 32)
    assert not found[0].startswith("_")
    assert found[0].casefold() != "history"
    assert found[1:] == ["_词表", "_台账"]


def test_numbers_are_spelt_as_headings_spell_them():
    numbers = (1, 10, 11, 20, 21, 99, 100, 101, 110, 1_001, 1_010, 10_000, 30_005)
    spelt = "一 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零一 一千零一十 一万 三万零五"
    assert " ".join(map(_chinese, numbers)) == spelt


def test_rows_under_a_hundred_titles_and_more_are_known_again(file):
    from ledger.sheets.incoming import find
    from ledger.sheets.reading.reader import read

    titles = [f"第{number}村" for number in range(1, 121)]
    page = PAGE._replace(groups=dict.fromkeys(titles, 1))
    rows = [row({"id": "A", "text": "灯", "group": title}, page) for title in titles]
    write(file, page, rows, None)
    found = find(read(file), kind="issue").table
    assert [one.subject for one in found.rows] == titles
