"""Finding the table in sheets as people make them."""

from datetime import date

import pytest

from ledger.records.sheet_kinds import KINDS
from ledger.rules.clocks import Limit
from ledger.sheets.reading.reader import Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import values
from ledger.sheets.tables.table import find

HEAD = ["序号", "村（社区）", "问题描述", "责任单位", "整改时限"]
ROW = [1, "第一村", "路灯损坏", "经发办", "2026.3.5"]


def sheet(rows, merged=(), name="Sheet1"):
    return Sheet(name, rows, list(merged), [], [])


def cells(table):
    return [{k: v for k, v in row.cells.items() if v is not None} for row in table.rows]


def refused(code, rows, merged=(), **asked):
    with pytest.raises(Refusal) as told:
        find(sheet(rows, merged), **asked)
    assert told.value.code == code
    assert "Sheet1" in told.value.sentence()
    return told.value


def test_a_plain_table_is_found():
    table = find(sheet([HEAD, ROW]))
    assert table.kind == "issue"
    assert table.header == (1, 1)
    assert cells(table) == [
        {"number": 1, "place": "第一村", "text": "路灯损坏", "unit": "经发办", "due": "2026.3.5"}
    ]
    assert table.cell(2, "due") == "Sheet1!E2"


def test_title_unit_and_day_above_the_header_are_read():
    title = ["五里镇2026年群众\n反映问题台账"] * 5
    rows = [title, ["填报单位：榆舍工作站", None, None, "截至2026年3月31日", None], HEAD, ROW]
    table = find(sheet(rows, [(0, 0, 0, 4)]))
    assert table.header == (3, 3)
    assert table.around.title == "五里镇2026年群众 反映问题台账"
    assert table.around.unit == "榆舍工作站"
    assert table.around.as_of == date(2026, 3, 31)
    assert table.around.year == 2026


def test_headers_of_two_and_three_levels_are_joined():
    rows = [
        ["序号", "村", "问题", None, "整改", None],
        [None, None, "问题描述", "问题类别", "责任单位", "整改时限"],
        [1, "甲村", "井干", "饮水", "水务站", "2026-05-01"],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]
    table = find(sheet(rows, merged))
    assert table.header == (1, 2)
    assert cells(table)[0] == {
        "number": 1,
        "place": "甲村",
        "text": "井干",
        "category": "饮水",
        "unit": "水务站",
        "due": "2026-05-01",
    }


@pytest.mark.parametrize(
    "levels",
    [
        [
            ["序号", "村", "问题", "", "整改", "", ""],
            ["", "", "问题描述", "问题类别", "责任单位", "整改时限", "责任人"],
        ],
        [
            ["序号", "村", "问题", "", "整改", "", ""],
            ["", "", "问题描述", "问题类别", "责任", "", "整改时限"],
            ["", "", "", "", "责任单位", "责任人", ""],
        ],
    ],
)
def test_levels_whose_merged_cells_a_text_file_has_lost_are_joined(levels):
    row = dict(
        zip(["number", "place", "text", "category"], ["1", "甲村", "井干", "饮水"], strict=True)
    )
    rows = [*levels, [*row.values(), "水务站", "", ""], [*row.values(), "", "", ""]]
    table = find(sheet(rows))
    assert table.header == (1, len(levels))
    assert {*table.headers.values()} >= {"序号", "问题/问题描述", "问题/问题类别"}
    fields = {"unit", "due", "person"}
    assert {column.field for column in table.columns.values()} == {*row} | fields
    assert {k: v for k, v in table.rows[0].cells.items() if v} == {**row, "unit": "水务站"}
    back = [[*one, "退回原因" if at == len(levels) - 1 else ""] for at, one in enumerate(rows)]
    assert find(sheet(back)).columns == table.columns


@pytest.mark.parametrize(
    "row",
    [
        ["1", "甲村", "责任单位", "", ""],
        ["", "", "责任单位", "", ""],
        ["", "甲村", "", "整改时限", "备注"],
    ],
)
def test_a_row_that_could_be_data_is_no_level_of_the_header(row):
    table = find(sheet([["序号", "村", "问题描述", "责任单位", ""], row]))
    assert table.header == (1, 1)


def test_merged_cells_are_filled_and_blanks_are_not():
    rows = [HEAD, ROW, [2, None, "井干", None, None], [3, None, "桥坏", None, None]]
    table = find(sheet(rows, [(1, 1, 2, 1)]))
    assert [row.cells["place"] for row in table.rows] == ["第一村", "第一村", None]


def test_rows_that_are_no_data_are_skipped_with_a_reason():
    rows = [
        HEAD,
        ["一、基础设施类", None, None, None, None],
        ROW,
        HEAD,
        [2, "第二村", "井干", "水务站", None],
        ["（二）人居环境方面（共1件）", None, None, None, None],
        [3, "第三村", "垃圾", "环卫所", None],
        ["合　计", None, "3件", None, None],
        ["填表人：c003", None, None, "审核人：c001", None],
        ["注：本表一式两份", None, None, None, None],
        [None] * 5,
    ]
    table = find(sheet(rows))
    assert [row.cells["number"] for row in table.rows] == [1, 2, 3]
    assert [row.subject for row in table.rows] == ["基础设施", "基础设施", "人居环境"]
    assert [(row.number, row.why) for row in table.skipped] == [
        (2, "subject"),
        (4, "header again"),
        (6, "subject"),
        (8, "sum"),
        (9, "note"),
        (10, "note"),
    ]


def test_rows_that_only_begin_like_a_sum_or_a_note_are_data():
    rows = [
        ["问题描述", "村", "登记日期"],
        ["共计三户饮水困难，没有水", "第一村", "2026-03-05"],
        ["总计投入十万元的水渠损坏", "第一村", "2026-03-05"],
        ["说明：村里没有路灯", "第一村", "2026-03-05"],
        ["合计：2件", "2", "3"],
        ["本页小计", "3件", "3"],
        ["全镇合计", "3件", "3"],
        ["小 计（件）", 2, None],
        ["共计3户12人", None, None],
        ["总计12件，已办结8件", None, None],
        ["说明：本表一式两份", None, None],
        ["填表人：", "c003", "2026-06-30"],
    ]
    table = find(sheet(rows))
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert [one.why for one in table.skipped] == ["sum"] * 6 + ["note"] * 2


def test_sums_that_a_program_adds_to_a_table_are_no_data():
    rows = [
        ["村", "问题描述", "件数"],
        ["第一村", "村口路灯坏", 1],
        ["第一村 汇总", None, 1],
        ["第二村", "水费合计有误", 2],
        ["第二村 计数", 1, 2],
        ["第二村 汇总", "机井坏", 2],
        ["总计数", None, 2],
        ["汇总", "2", 3],
    ]
    table = find(sheet(rows))
    assert [row.number for row in table.rows] == [2, 4, 6]
    assert [one.why for one in table.skipped] == ["sum"] * 4


def test_rows_that_hold_a_number_and_nothing_else_are_no_data():
    rows = [HEAD, ROW, [2, None, " ", None, None], [3, None, None, None, None], [4, "第一村"]]
    table = find(sheet(rows))
    assert [row.number for row in table.rows] == [2, 5]
    assert [(row.number, row.text, row.why) for row in table.skipped] == [
        (3, "2", "numbered"),
        (4, "3", "numbered"),
    ]
    uncounted = Sheet("Sheet1", rows, [], [], ["C3"])
    assert [row.number for row in find(uncounted).rows] == [2, 3, 5]
    other = find(sheet([["村", "问题描述"], ["第一村", "灯坏"], ["第二村", None], [None, "井干"]]))
    assert len(other.rows) == 3


SECTIONS = [
    [["一", "饮水方面", None, None, None], ["（二）", None, "人居环境（2个）", None, None]],
    [["一、", "饮水（共1个问题）", None, None, None], ["二.", "人居环境类", None, None, None]],
    [["一、饮水方面", None, "1个", None, None], ["二、人居环境方面", 1, None, None, None]],
    [["饮水（共1件）", None, None, None, None], ["人居环境（3户8人）", None, None, None, None]],
]


@pytest.mark.parametrize(("first", "second"), SECTIONS)
def test_a_section_has_its_number_and_its_name_in_cells_of_their_own(first, second):
    table = find(sheet([HEAD, first, ROW, second, [2, *ROW[1:]]]))
    assert [row.subject for row in table.rows] == ["饮水", "人居环境"]
    assert [(one.number, one.why) for one in table.skipped] == [(2, "subject"), (4, "subject")]


def test_where_rows_have_such_numbers_they_are_no_titles():
    rows = [["一", "第一村", None, None, None], ["二", "第二村", "井干", "水务站", None]]
    assert [row.number for row in find(sheet([HEAD, *rows])).rows] == [2, 3]


def test_a_row_of_a_section_that_says_more_is_data():
    more = ["一", "第一村", "路灯损坏", None, None]
    assert [row.number for row in find(sheet([HEAD, more, ROW])).rows] == [2, 3]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("填表说明：本表一式两份", "note"),
        ("排查人：c041　村（社区）负责人：c040", "note"),
        ("站长签字：", "note"),
        ("五里镇问题台账（续表）", "header again"),
        ("五里镇第一村（2户）", "subject"),
        ("下周工作计划：", "subject"),
        ("12", "numbered"),
        ("十二", "numbered"),
        ("第3", "numbered"),
    ],
)
def test_what_stands_alone_by_the_numbers_is_told_as_what_it_is(said, why):
    table = find(sheet([HEAD, ROW, [said, *[None] * 4], [2, *ROW[1:]]]))
    assert [(row.number, row.why) for row in table.skipped] == [(3, why)]
    under = "五里镇第一村" if said.startswith("五里镇第一村") else ""
    assert table.rows[-1].subject == under


def test_a_title_merged_over_all_columns_needs_no_column_of_numbers():
    rows = [HEAD[1:], ["第一村", "灯坏"], ["五里镇第二村（2件）"], ["第二村", "井干"], ["第三村"]]
    found = find(sheet(rows, [(2, 0, 2, 3)]))
    assert [(row.number, row.subject) for row in found.rows] == [
        (2, ""),
        (4, "五里镇第二村"),
        (5, "五里镇第二村"),
    ]


def test_ranges_left_behind_over_rows_take_nothing_from_their_cells():
    rows = [HEAD, ROW, [2, "第二村", "井干", None, None], [3, None, "桥坏", None, None]]
    table = find(sheet(rows, [(1, 1, 3, 1)]))
    assert [row.cells["place"] for row in table.rows] == ["第一村", "第二村", None]
    rows = [HEAD, ROW, [2, "第一村", "井干", None, None], [3, " ", "桥坏", None, None]]
    table = find(sheet(rows, [(1, 1, 3, 1)]))
    assert [row.cells["place"] for row in table.rows] == ["第一村"] * 3


def test_rows_under_no_subject_have_none():
    rows = [HEAD, ["一、道路（1件）", *[None] * 4], ROW, ["二、未分类（1件）", *[None] * 4], ROW]
    assert [row.subject for row in find(sheet(rows)).rows] == ["道路", ""]


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u202b", "\u2066", "\ufeff", "\xa0", "\xad"])
def test_signs_that_cannot_be_seen_hide_no_header(sign):
    noisy = [f"{sign}{word[:1]}{sign}{word[1:]}" for word in HEAD]
    assert set(find(sheet([noisy, ROW])).rows[0].cells) == {
        "number",
        "place",
        "text",
        "unit",
        "due",
    }


def test_header_noise_is_no_hindrance():
    noisy = ["序 号*", "村(社区)（必填）", "问 题 描 述：", "责任单位\n", "罚款(万元)", "整改期限"]
    table = find(sheet([noisy, [1, "甲", "乙", "丙", 3, "月底"]]))
    assert set(table.rows[0].cells) == {"number", "place", "text", "unit", "due"}
    assert table.rows[0].other == {"罚款(万元)": 3}


def test_what_a_person_explained_is_known():
    rows = [["序号", "村", "毛病", "谁管"], [1, "甲", "灯坏", "乙"]]
    table = find(sheet(rows), "issue", {"毛病": "text", "谁管": "unit"})
    assert table.rows[0].cells["text"] == "灯坏"
    assert table.rows[0].cells["unit"] == "乙"


def test_two_columns_for_one_field_are_named():
    told = refused("rivals", [["村", "问题描述", "存在问题"], ["甲", "a", "b"]])
    assert "B1" in told.sentence()
    assert "C1" in told.sentence()


def test_duplicate_headers_are_named():
    assert "C1" in refused("rivals", [["村", "问题描述", "问题描述"], ["甲", "a", "b"]]).sentence()


def test_tables_side_by_side_are_named():
    half = ["序号", "问题描述", "登记日期", "责任人"]
    row = [1, "路灯损坏", "2026-06-03", "c040"]
    told = refused("side-by-side", [[*half, *half], [*row, *row]])
    assert told.cell == "Sheet1!E1"
    apart = [*half, None, *half]
    assert refused("side-by-side", [apart, [*row, None, *row]]).cell == "Sheet1!F1"
    groups = [["群众反映", *[None] * 4, "自查", *[None] * 3], apart, [*row, None, *row]]
    assert refused("side-by-side", groups, [(0, 0, 0, 3), (0, 5, 0, 8)]).cell == "Sheet1!F2"
    refused("rivals", [[*half, "问题描述"], [*row, "井干"]])
    refused("rivals", [["问题描述", "登记日期", "问题描述"], ["灯坏", "2026-06-03", "井干"]])
    two = [["网格", "网格长", None, "网格员", None], [None, *["姓名", "联系电话"] * 2]]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
    refused("rivals", [*two, ["一", "c040", "1", "c041", "2"]], merged, kind="household")


def test_a_second_table_further_down_is_named():
    rows = [HEAD, ROW, [None] * 5, ["走访日期", "存在问题", "责任人", "完成时限", None], ROW]
    assert "A4" in refused("two-tables", rows, kind="issue").sentence()


def test_no_header_and_an_empty_sheet_are_named():
    refused("no-header", [[1, 2, 3], [4, 5, 6]])
    refused("no-header", [])


def test_a_header_of_which_too_little_is_known_is_named_with_what_is():
    rows = [["2026年台账"], ["站点", "群众心声", "想法", "备忘"], ["第一村", "路灯坏了", "", ""]]
    told = refused("few-headers", rows, kind="issue").sentence()
    assert "row 2" in told
    assert "of its 4 texts only these are known: 站点;" in told
    assert "such as 村, 问题描述, 登记日期, or explain them" in told
    assert "路灯坏了" not in told
    few = ["村", "问题描述", "登记日期"]
    known = [*few, *(f"指标{n}" for n in range(20))]
    words = refused("few-headers", [known, ROW]).args_said["words"].split(", ")
    assert not {*words} & {*few}


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_no_header_is_told_words_that_head_that_kind(kind):
    words = refused("no-header", [HEAD[:1], ROW[:1]], kind=kind).args_said["words"].split(", ")
    assert find(sheet([words, ["甲"] * len(words)]), kind).kind == kind
    assert len(words) > 1


def test_a_form_is_refused():
    rows = [
        ["督办单", None, None, None],
        ["问题编号", "3", "登记日期", "2026-03-05"],
        ["问题描述", "路灯损坏", None, None],
        ["责任单位", "经发办", "责任人", "c003"],
        ["整改时限", "月底", None, None],
    ]
    refused("form", rows)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("民情日记", ["走访日期", "走访对象", "走访内容", "反映问题"]),
        ("会议记录", ["会议名称", "地点", "参加人员", "议题"]),
        ("任务交办单", ["任务", "下发日期", "完成时限", "责任人"]),
    ],
)
def test_a_form_of_whatever_kind_is_refused(title, words):
    refused("form", [[title, None], *([word, "甲"] for word in words)])
    assert find(sheet([[title], words, *[["甲"] * 4] * 4])).header == (2, 2)


def test_tables_of_two_kinds_below_each_other_are_two():
    visits = [["走访日期", "村", "走访人", "走访内容"], ["2026-06-03", "第一村", "c003", "在家"]]
    meetings = [["类型", "日期", "名称", "主持人"], ["小结会", "2026-06-30", "月底", "c001"]]
    told = refused("two-tables", [*visits, [None], *meetings]).sentence()
    assert "!A4" in told


def test_what_stands_above_the_table_may_stand_again_on_each_page():
    page = [["五里镇问题台账", *[None] * 4], ["填报单位：榆舍片区", *[None] * 4], HEAD, ROW]
    table = find(sheet([*page, *page]))
    assert [row.number for row in table.rows] == [4, 8]
    assert {(row.number, row.why) for row in table.skipped} >= {
        (5, "header again"),
        (7, "header again"),
    }
    assert {row.number for row in table.skipped} == {5, 6, 7}


def test_a_header_may_stand_again_in_other_words():
    again = ["序 号", "村", "问题描述*", "责任单位（必填）", "整改\n时限"]
    table = find(sheet([HEAD, ROW, again, ROW]))
    assert [row.number for row in table.rows] == [2, 4]
    assert [one.why for one in table.skipped] == ["header again"]
    refused("two-tables", [HEAD, ROW, [again[0], again[2], again[1], *again[3:]], ROW])


def test_a_header_of_two_levels_may_stand_again_without_its_merged_cells():
    levels = [["序号", "情况", "", "", "备注"], ["", "村", "存在问题", "登记时间", ""]]
    row = [1, "第一村", "路灯损坏", "2026-03-05", "备注"]
    merged = [(0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 1, 4)]
    table = find(Sheet("Sheet1", [*levels, row, *levels, row], merged, [], []))
    assert [row.number for row in table.rows] == [3, 6]
    assert [(row.number, row.why) for row in table.skipped] == [
        (4, "header again"),
        (5, "header again"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["单位负责人（签字）：", None, None, "填表人：", "联系电话："],
        ["村党支部书记（签字）：", None, None, "填表日期：2026年6月25日", None],
        ["村负责人：c001", None, None, None, None],
        [None, None, None, "填报日期：2026年6月25日", None],
        [None, None, None, None, "2026年6月25日"],
        [None, None, None, "（盖章）", date(2026, 6, 25).isoformat()],
        [None, None, "第 1 页 共 2 页", None, None],
        [None, "——以下空白——", None, None, None],
        ["支部书记签字：", None, None, "2026年6月28日", None],
        [None, "主要负责人签字：", None, None, "填表人：c041"],
        ["党支部（盖章）", None, None, "日期", None],
        ["包村领导签字：", None, "村党支部书记签字：", None, "填表人："],
        ["站长签字：", "c038", "填表人：", "c041", "2026年6月28日"],
    ],
)
def test_who_signs_a_sheet_is_no_row_of_it(row):
    table = find(sheet([HEAD, ROW, row]))
    assert [one.number for one in table.rows] == [2]
    assert table.skipped[0].why == "note"


def test_a_list_of_villages_names_no_persons():
    head = ["序号", "乡镇", "村", "去年星级", "今年星级", "升降"]
    refused("no-station", [["星级表"], head, [1, "五里镇", "第一村", "三", "四", "升"]])


def test_rows_that_only_name_persons_are_no_households():
    row = [1, "马某甲", "一组", "13900000000", None]
    attended = [["第一村村民代表会议签到表"], ["序号", "姓名", "所属组别", "联系电话", "备注"], row]
    refused("no-household", attended)
    refused("no-household", [["驻村工作队员名册"], *attended[1:]])
    assert find(sheet(attended), "household").kind == "household"
    for title, head in (
        ("第一村农户名册", "备注"),  # whose rows they are says the title, or a column
        ("第一村名册", "包联干部"),
        ("第一村名册", "户号"),
    ):
        told = [[title], [*attended[1][:-1], head], row]
        assert find(sheet(told)).kind == "household"
    heads = [["序号", "户主", "所属组别", "联系电话", "备注"], row]
    assert find(sheet(heads)).kind == "household"


def test_whose_village_is_whose_is_no_list_of_stations():
    row = ["五里镇第一村", "c003", "13900000000"]
    whose = [["包村干部名单"], ["村名", "包村干部", "联系电话"], row]
    refused("no-station", whose)
    assert find(sheet(whose), "station").kind == "station"
    assert find(sheet([["村名", "户数", "联系电话"], ["第一村", 319, "8120"]])).kind == "station"
    assert find(sheet([["工作站一览表"], *whose[1:]])).kind == "station"


def test_a_note_goes_on_in_rows_of_its_own():
    notes = [["注：1.每月5日前报"], [None, "2.√表示已完成"], ["（3）一式两份"]]
    table = find(sheet([HEAD, ROW, *notes]))
    assert [one.why for one in table.skipped] == ["note"] * 3
    alone = [[None, None, "2.路灯损坏"], [None, None, "2026.6.25", "经发办"]]
    assert [row.number for row in find(sheet([HEAD, ROW, *alone])).rows] == [2, 3, 4]


def test_a_matter_that_begins_like_a_signature_is_a_row():
    row = ["要求公布村负责人：电话", "第一村", "2026-03-05", "c003", "经发办"]
    assert len(find(sheet([HEAD, ROW, row])).rows) == 2


@pytest.mark.parametrize(
    "row",
    [
        ["2026年6月28日", "村干部：有人要修路", None, None, None],
        ["站长：要修路", "第一村", "路灯损坏", "经发办", None],
        [None, None, "村干部：要求修路", None, None],
    ],
)
def test_a_row_that_only_has_a_word_of_who_signs_is_data(row):
    assert [one.number for one in find(sheet([HEAD, row, ROW])).rows] == [2, 3]


def test_a_table_of_no_certain_kind_asks_for_it():
    refused("which-kind", [["编号", "备注"], ["1", "x"]])
    assert find(sheet([["编号", "备注"], ["1", "x"]], name="任务清单")).kind == "task"
    assert find(sheet([["编号", "备注"], ["1", "x"]]), "visit").kind == "visit"


@pytest.mark.parametrize(
    "said", ["无", "零报告", "本月无", "本月无新增问题", "暂无问题", "没有群众诉求", "/"]
)
def test_a_place_that_reports_nothing_is_no_row_of_data(said):
    head = ["编号", "村", "问题描述", "登记日期", "责任单位", "整改时限", "备注"]
    rows = [head, ["A-1", "第一村", said, "2026.6.5", "经发办", None, "/"], [2, "第二村", "无水"]]
    table = find(sheet(rows))
    assert [(row.number, row.why) for row in table.skipped] == [(2, "nothing")]
    assert [row.number for row in table.rows] == [3]


def test_a_row_that_has_more_than_nothing_is_data():
    head = ["序号", "村", "问题描述", "整改时限", "办理情况"]
    rows = [head, [1, "第一村", "无", "月底前"], [2, "第二村", "无", None, "已修"], [3, "第三村"]]
    table = find(sheet(rows))
    assert table.skipped == []
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_a_row_whose_day_cannot_be_read_is_told_of_that_alone():
    rows = [
        ["五里镇2026年问题台账", None, None, None],
        ["村", "问题描述", "登记日期", "整改时限"],
        ["第一村", "路灯损坏", "6.5", "6.20前"],
    ]
    bad = sheet(rows)
    (row,) = values.of(find(bad), bad, date(2026, 6, 30), Limit(3, "day"))
    assert [fault.column for fault in row.faults] == ["opened"]


def test_the_name_and_number_of_a_cadre_are_not_those_of_the_household():
    rows = [
        ["户号", "户主", "村", "包联干部", None],
        [None, None, None, "姓名", "电话"],
        ["WL101-0003", "王丙三", "第一村", "c003", "000-0101-0009"],
    ]
    table = find(sheet(rows, [(0, at, 1, at) for at in range(3)] + [(0, 3, 0, 4)]))
    assert table.header == (1, 2)
    assert table.rows[0].cells["staff"] == "c003"
    assert "phone" not in table.rows[0].cells
    assert table.unknown == {4: "包联干部/电话"}


@pytest.mark.parametrize("merged", [[], [(1, 2, 1, 3)]])
def test_a_header_merged_over_columns_for_their_width_heads_one(merged):
    rows = [
        ["序号", "村", "问题描述", None, "登记日期"],
        [1, "第一村", "路灯损坏", None, "2026-03-05"],
        ["填表人：c003", None, None, "审核人：c001", None],
    ]
    table = find(sheet(rows, [(0, 2, 0, 3), *merged]))
    assert table.headers == {0: "序号", 1: "村", 2: "问题描述", 4: "登记日期"}
    assert table.rows[0].line == rows[1]
    refused("rivals", [rows[0], [*rows[1][:3], "灯", rows[1][4]]], [(0, 2, 0, 3)])


def test_what_goes_over_two_columns_of_a_row_is_said_in_the_first_alone():
    rows = [
        ["序号", "村", "问题描述", "办理情况", "办理结果"],
        [1, "第一村", "路灯损坏", "已换灯", None],
        [2, "第一村", "井干", "已清淤", None],
        [3, "第一村", "桥坏", None, None],
    ]
    found = cells(find(sheet(rows, [(1, 3, 1, 4), (2, 3, 3, 4)])))
    assert [row.get("progress") for row in found] == ["已换灯", "已清淤", "已清淤"]
    assert not any("result" in row for row in found)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["例", "第一村", "路灯损坏", "经发办", "2026.3.5"], "note"),
        (["示例：", "某某村", "路灯损坏", None, None], "note"),
        (["（填写示例）", "第一村", "路灯损坏", None, None], "note"),
        ([1, 2, 3, 4, 5], "numbered"),
        (["甲", "乙", "丙", "丁", "1"], "numbered"),
        (["栏次", "1", "2", "3", "4"], "numbered"),
        ([1, 2, 3, 4, 6], None),
        (["1", "例", "路灯损坏", None, None], None),
        (["甲", "第一村", "路灯损坏", None, None], None),
    ],
)
def test_rows_that_show_how_to_fill_a_sheet_in_are_no_data(row, why):
    table = find(sheet([HEAD, row, ROW]))
    assert [one.why for one in table.skipped] == ([why] if why else [])
    assert [one.number for one in table.rows] == ([3] if why else [2, 3])


def read_alone(**said):
    """What a row of issues says besides, and what other cells imply of a field without its own."""
    rows = [
        ["五里镇2026年问题台账", *[None] * (2 + len(said))],
        ["村", "问题描述", "登记日期", *said],
        ["第一村", "路灯损坏", "2026.6.3", *said.values()],
    ]
    made = sheet(rows)
    (row,) = values.of(find(made, "issue"), made, date(2026, 6, 30), Limit(3, "day"))
    return row


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"状态": "已销号（6.20）"}, "done", date(2026, 6, 20)),
        ({"状态": "6月20日已销号"}, "done", date(2026, 6, 20)),
        ({"状态": "已办结（6月20日）", "办结日期": "2026.6.18"}, "done", date(2026, 6, 18)),
        ({"状态": "已办结（6月20日）", "验收日期": "2026.6.18"}, "done", None),
        ({"状态": "办理中（6月20日）"}, "done", None),
        ({"是否销号": "是（6月20日）"}, "signed", date(2026, 6, 20)),
        ({"督办情况": "6月17日督办，责令月底前完成"}, "pressed", date(2026, 6, 17)),
        ({"督办意见": "（6.17）限期整改"}, "pressed", date(2026, 6, 17)),
        ({"督办情况": "6月17日督办", "督办日期": "6.18"}, "pressed", date(2026, 6, 18)),
        ({"督办情况": "6月3日、6月17日督办"}, "pressed", None),
        ({"督办情况": "6.5督办"}, "pressed", None),
        ({"督办情况": "已口头督办"}, "pressed", None),
        ({"状态": "已办结，群众满意"}, "satisfaction", "满意"),
        ({"状态": "办理中，群众不满意"}, "satisfaction", "不满意"),
        ({"状态": "已办结，群众满意", "满意度": "非常满意"}, "satisfaction", "非常满意"),
        ({"整改情况": "已整改（6月20日）"}, "done", date(2026, 6, 20)),
        ({"整改情况": "已整改（6.5）"}, "done", None),
    ],
)
def test_what_stands_beside_the_answer_counts_where_no_column_has_it(said, field, value):
    row = read_alone(**said)
    assert (row.faults, row.fields.get(field)) == ([], value)


@pytest.mark.parametrize("said", ["已销号（6.5）", "已办结，群众不太不满意"])
def test_what_stands_beside_the_answer_and_is_not_certain_is_told(said):
    assert [fault.cell for fault in read_alone(状态=said).faults] == ["Sheet1!D3"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"整改情况": "已整改"}, "closed"),
        ({"办理情况": "均已办结。"}, "closed"),
        ({"整改情况": "已整改（6月20日）"}, "closed"),
        ({"整改情况": "整改到位"}, "submitted"),
        ({"整改情况": "已整改", "状态": "/"}, "closed"),
        ({"整改情况": "已整改", "状态": "办理中"}, None),
        ({"整改情况": "已整改3处，其余正在办理"}, None),
        ({"整改情况": "1"}, None),
        ({"整改情况": "已整改（6.5）"}, None),
    ],
)
def test_a_progress_that_is_a_status_alone_implies_it(said, status):
    assert read_alone(**said).implied.get("status") == status


@pytest.mark.parametrize(
    ("dues", "faults"),
    [
        (["60日", "15日", "15日内", "15日前"], [0, 1, 0, 0]),
        (["15日", "15日内"], [0, 0]),
    ],
)
def test_a_day_of_the_month_among_lengths_of_time_is_asked(dues, faults):
    rows = [
        ["五里镇2026年问题台账", None, None, None],
        ["村", "问题描述", "登记日期", "整改时限"],
        *(["第一村", f"第{n}处路灯损坏", "2026.6.3", due] for n, due in enumerate(dues)),
    ]
    made = sheet(rows)
    read = values.of(find(made), made, date(2026, 6, 30), Limit(3, "day"))
    assert [len(row.faults) for row in read] == faults


PERSONS = ["序号", "户主", "组别", "人口", "家庭成员", "联系电话"]


def test_a_head_merged_over_rows_is_one_household():
    rows = [
        PERSONS,
        [1, "孙国一", "一组", 2, "孙国一", "13800012001"],
        [None, None, None, None, "李秀一", "13800012002"],
        [2, "孙国二", "一组", 1, "孙国二", None],
    ]
    table = find(sheet(rows, [(1, at, 2, at) for at in range(4)]))
    assert [row.number for row in table.rows] == [2, 4]
    assert [(one.number, one.why) for one in table.skipped] == [(3, "person")]
    left_behind = [*rows[:2], [2, "孙国三", "一组", 1, "孙国三", None]]
    assert len(find(sheet(left_behind, [(1, 1, 2, 1)])).rows) == 2


@pytest.mark.parametrize(
    ("relations", "numbers"), [(("户主", "妻子"), [2]), (("好", "差"), [2, 3])]
)
def test_a_relation_is_that_to_the_head_where_its_cells_say_so(relations, numbers):
    head = ["序号", "户主姓名", "姓名", "关系", "组别"]
    rows = [[n, "孙国一", f"孙国{n}", said, "一组"] for n, said in enumerate(relations, 1)]
    assert [row.number for row in find(sheet([head, *rows], name="农户")).rows] == numbers


@pytest.mark.parametrize(
    ("said", "is_text"),
    [
        ((2, 1, 0), False),
        (("2", "1.0", None), False),
        ((2, "已清运", 0), True),
        ((None,) * 3, True),
    ],
)
def test_a_column_of_counts_is_no_answer(said, is_text):
    head = ["村名", "走访日期", "走访干部", "收集的主要问题", "已解决"]
    rows = [["第一村", f"2026-06-{n}", "c041", "路灯", one] for n, one in enumerate(said, 16)]
    table = find(sheet([head, *rows]), "visit")
    assert [column.field for column in table.columns.values()].count("answer") == is_text
    assert list(table.unknown.values()) == ([] if is_text else ["已解决"])
    assert ("answer" in table.rows[0].cells) is is_text


@pytest.mark.parametrize(
    ("title", "above", "header", "yuan"),
    [
        ("慰问登记表", "", "慰问金（万元）", 20_000),
        ("慰问登记表", "", "慰问金(单位：万元)", 20_000),
        ("慰问登记表", "", "慰问金（万）", 20_000),
        ("慰问登记表", "", "慰问金（千元）", 2000),
        ("慰问登记表", "", "慰问金", 2),
        ("慰问登记表（单位：万元）", "", "慰问金", 20_000),
        ("慰问登记表（万元）", "", "慰问金", 20_000),
        ("慰问登记表", "填报单位：榆舍 金额单位：万元", "慰问金", 20_000),
        ("慰问登记表", "单位：户、万元", "慰问金", 20_000),
        ("慰问登记表（单位：万元）", "", "慰问金（元）", 2),
        ("慰问登记表", "填报单位：万元村", "慰问金", 2),
    ],
)
def test_money_is_in_what_its_header_or_its_table_says(title, above, header, yuan):
    head = ["村", "走访日期", "走访人", header]
    rows = [[title] * 4, [above, None, None, None], head, ["第一村", "2026-06-05", "c041", "2"]]
    one = sheet(rows, [(0, 0, 0, 3)])
    read = values.of(find(one, "visit"), one, date(2026, 6, 30), Limit(3, "day"))
    assert [row.fields["money"] for row in read] == [yuan]
