"""Tables drawn at random, in the habits of those who make them, are found whole."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import SheetRefusedError
from ledger.rules.clocks import Limit
from ledger.sheets import incoming
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.reader import File, Sheet
from ledger.sheets.tables import columns

TODAY = date(2026, 6, 30)
AT_ONCE = Limit(3, "day")
HEADERS = {column.field: (column.header, *column.words) for column in columns.of("issue")}
FIELDS = ("place", "text", "opened", "unit", "measures", "source", "remark")
WORDS = st.text("村路灯井桥水电修坏一二三四", min_size=2, max_size=8)


def file(*sheets):
    return File(Path("台账.xlsx"), "xlsx", [*sheets])


def sheet(name, rows, merged=(), *, visible=True, hidden=(), said=None, values=None):
    return Sheet(name, rows, [*merged], [*hidden], [], visible, values, said)


@st.composite
def tables(draw):
    """A sheet, what its rows say, and where each stands."""
    fields = draw(st.permutations(FIELDS))[: draw(st.integers(3, len(FIELDS)))]
    if "text" not in fields:
        fields = [*fields, "text"]
    head = ["序号", *(draw(st.sampled_from(HEADERS[field])) for field in fields)]
    if draw(st.booleans()):
        head = [
            draw(st.sampled_from(["{}", " {} ", "{}*", "{}：", "{}（必填）"])).format(h)
            for h in head
        ]
    width = len(head)
    rows, merged, expected = [], [], {}
    for line in draw(
        st.lists(st.sampled_from(["五里镇问题台账", "填报单位：榆舍", None]), max_size=3)
    ):
        if line:
            merged.append((len(rows), 0, len(rows), width - 1))
        rows.append([line, *[None] * (width - 1)])
    rows.append(head)
    for number in range(1, draw(st.integers(1, 6)) + 1):
        extra = draw(st.sampled_from(["", "", "blank", "again", "sum", "note"]))
        rows += {
            "blank": [[None] * width],
            "again": [[*head]],
            "sum": [["合计", *[None] * (width - 1)]],
            "note": [["填表人：c003", *[None] * (width - 1)]],
        }.get(extra, [])
        said = {f: "2026-03-05" if f == "opened" else draw(WORDS) for f in fields}
        rows.append([number, *said.values()])
        expected[len(rows)] = said
    return sheet("问题", rows, merged), expected


def assert_whole(found, expected):
    """All rows are read, and say what they say."""
    rows = {row.number: row for row in found.rows(TODAY, AT_ONCE)}
    assert set(rows) == set(expected)
    for number, said in expected.items():
        assert not rows[number].faults
        for field, word in said.items():
            read = rows[number].fields[field]
            assert word in (read if isinstance(read, list) else [str(read)])


@given(tables())
@settings(max_examples=80, deadline=None)
def test_a_table_is_found_whole(drawn):
    made, expected = drawn
    found = incoming.find(file(made), None, "issue")
    assert_whole(found, expected)


@given(tables(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_table_whose_headers_a_person_explained_is_found_whole(drawn, is_named):
    made, expected = drawn
    at, head = next((n, row) for n, row in enumerate(made.rows) if "序号" in str(row[0]))
    strange = [f"怪词{letter}" for letter in "甲乙丙丁戊己庚辛"[: len(head)]]
    fields = next(iter(expected.values()))
    known = dict(zip(strange, ["none", *fields], strict=True))
    made = made._replace(rows=[strange if row == head else row for row in made.rows])
    row = at + 1 if is_named else 0
    found = incoming.find(file(made), made.name, "issue", known, header=row)
    assert found.table.header == (at + 1, at + 1)
    assert_whole(found, expected)


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_row_below_the_header_is_read_or_told(drawn):
    made, expected = drawn
    found = incoming.find(file(made), None, "issue")
    known = set(expected) | {one.number for one in found.table.skipped}
    filled = {n for n, row in enumerate(made.rows, 1) if any(cell is not None for cell in row)}
    assert filled - known <= set(range(1, found.table.header[1] + 1))


TABLE = [["序号", "村", "问题描述"], [1, "甲村", "灯坏"]]


def test_the_only_table_among_sheets_is_taken_and_the_others_are_told():
    cover = sheet("封面", [["五里镇问题台账"]])
    hidden = sheet("底稿", TABLE, visible=False)
    carried = sheet("_台账", [["ledger", "x"]], visible=False)
    found = incoming.find(file(cover, sheet("问题", TABLE), hidden, carried))
    assert found.sheet.name == "问题"
    assert any("底稿" in said for said in found.notices)
    assert any("封面" in said for said in found.notices)
    assert not any("_台账" in said for said in found.notices)


def test_two_tables_are_named_and_one_is_asked_for():
    both = file(sheet("一月", TABLE), sheet("二月", TABLE))
    with pytest.raises(SheetRefusedError, match=r"一月.*二月.*--sheet"):
        incoming.find(both)
    found = incoming.find(both, "二月")
    assert found.sheet.name == "二月"
    assert found.notices == ["other sheets are not read: 一月"]  # and not that it has no table


def test_of_sheets_without_a_table_the_one_that_comes_nearest_is_told_of():
    cover = sheet("说明", [["填写说明", "请如实填写"], ["一", "二"]])
    weak = sheet("台账", [["村", "群众心声", "想法", "备忘"], ["第一村", "路灯坏了", "", ""]])
    for sheets in ([cover, weak], [weak, cover]):
        with pytest.raises(SheetRefusedError, match=r"台账: .* row 1 comes nearest"):
            incoming.find(file(*sheets))
    form = sheet(
        "表", [["问题编号", "3"], ["问题描述", "a"], ["责任单位", "b"], ["整改时限", "月底"]]
    )
    with pytest.raises(SheetRefusedError, match="说明: no row of headers") as told:
        incoming.find(file(cover, form))
    assert incoming.refusal(told.value).is_headless  # the words of a layout may still find one
    with pytest.raises(SheetRefusedError, match="表 is a form"):
        incoming.find(file(form, cover))


def test_a_hidden_column_with_something_in_it_is_told():
    hidden = sheet("问题", [[*TABLE[0], None], [*TABLE[1], None]])._replace(folded=[1, 3, 9])
    (said,) = incoming.find(file(hidden)).notices
    assert said == "1 column is hidden and is read all the same: B"


def test_pictures_and_what_is_struck_through_are_told():
    odd = sheet("问题", TABLE)._replace(pictures=[(1, 2)], struck=[2, 99])
    assert incoming.find(file(odd)).notices == [
        "1 row has something struck through and is read all the same: 2",
        "1 picture is not read: C2",
    ]


def test_comments_are_told_but_for_our_own_in_rows_given_back():
    rows = [[*TABLE[0], None], [*TABLE[1], None]]
    found = incoming.find(file(sheet("问题", rows)._replace(comments=[(1, 2), (0, 1)])))
    assert found.notices == ["2 comments are not read: B1, C2"]
    back = [[*TABLE[0], "退回原因"], [*TABLE[1], "无此村"]]
    assert incoming.find(file(sheet("问题", back)._replace(comments=[(1, 2)]))).notices == []


def test_of_many_sheets_and_rows_only_some_are_named():
    many = [sheet(f"第{n}村问题台账", TABLE) for n in range(40)]
    with pytest.raises(SheetRefusedError) as told:
        incoming.find(file(*many))
    assert "第0村" in told.value.sentence()
    assert "…" in told.value.sentence()
    assert len(told.value.sentence()) < 200
    ten = [sheet(f"第{n}村", TABLE) for n in range(10)]
    with pytest.raises(SheetRefusedError, match="第9村"):
        incoming.find(file(*ten))
    rows = [*TABLE, *TABLE[1:] * 40]
    said = incoming.find(file(sheet("问题", rows, hidden=range(2, 42)))).notices
    assert "40 rows" in said[0]
    assert "…" in said[0]


def test_what_a_sheet_hides_or_misstates_is_told():
    odd = sheet("问题", TABLE, hidden=[2], said=(1, 1), values=9)
    told = incoming.find(file(odd)).notices
    assert any("hidden" in said and "2" in said for said in told)
    assert any("A1" in said for said in told)
    assert any("9 values" in said for said in told)


def test_cells_under_no_header_are_told_but_for_the_reasons_of_rows_given_back():
    head, *rows = TABLE
    wide = [[*row, "又", None, ""] for row in rows]
    (said,) = incoming.find(file(sheet("问题", [[*head, None], *wide]))).notices
    assert said.endswith(f": {cell_name(1, len(head))}")
    assert incoming.find(file(sheet("问题", [[*head, "退回原因"], *wide]))).notices == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("五里镇\n台账", "五里镇 台账"),
        ("\x1b[2J台账\u202e", "[2J台账"),
        ("台" * 300, "台" * 200),
        (" \0 ", ""),
    ],
)
def test_a_title_becomes_a_line_that_a_record_can_hold(text, kept):
    assert incoming.line(text) == kept


def test_ranges_that_would_never_end_are_refused():
    many = [(0, 0, 1_000_000, 200)] * 5_000
    rows = [["序号", "村", "问题描述", *[None] * 200], *[[1, "甲村", "灯坏", *[None] * 200]] * 200]
    with pytest.raises(SheetRefusedError, match="too far"):
        incoming.find(file(sheet("问题", rows, many)))
