"""What stands above a table: titles with days, units, and words that only look like them."""

from datetime import date

import pytest

from ledger.book.importing import titles
from ledger.sheets.tables import around
from ledger.sheets.tables.around import Around


def read(*lines):
    return around.read(lines)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("截至2026年3月31日", date(2026, 3, 31)),
        ("截止2026-3-31", date(2026, 3, 31)),
        ("统计日期:2026.3.31", date(2026, 3, 31)),
        ("截至3月31日", date(2026, 3, 31)),
        ("截止时间:3月31日", date(2026, 3, 31)),
        ("截至 3 月 31 日,共35件", date(2026, 3, 31)),
        ("截至3月底", date(2026, 3, 31)),
        ("截至2月", date(2026, 2, 28)),
        ("截至2025年12月份", date(2025, 12, 31)),
        ("截至20260331", date(2026, 3, 31)),
        ("统计时间:20260331", date(2026, 3, 31)),
        ("截至3.31", date(2026, 3, 31)),
        ("截至3月15", date(2026, 3, 15)),
        ("截至26年3月31日", date(2026, 3, 31)),
        ("截止2026年3月31日止", date(2026, 3, 31)),
        ("截至3月31日24时", date(2026, 3, 31)),
        ("截止2026-3-31 18:00", date(2026, 3, 31)),
        ("截至三月底", date(2026, 3, 31)),
        ("截至二〇二六年三月三十一日", date(2026, 3, 31)),
        ("截至2月30日", None),
        ("截至13月", None),
    ],
)
@pytest.mark.parametrize("title", ["五里镇2026年问题台账", "五里镇2026年问题台账({said})"])
def test_the_day_of_a_sheet_is_read_and_is_no_part_of_its_title(title, said, day):
    found = read(title.format(said=said), f"填报单位:榆舍片区 {said}")
    assert found == Around("五里镇2026年问题台账", "榆舍片区", day, 2026)


@pytest.mark.parametrize(
    "said",
    [
        "填报日期:2026年3月31日",
        "填报时间:2026.3.31",
        "填报日期:26年3月31日",
        "上报时间:2026-03-31",
        "日期:2026年3月31日",
        "制表日期:20260331",
        "填表日期:3月31日",
        "报送时间:二〇二六年三月三十一日",
        "更新至2026年3月31日",
        "报送:2026年3月31日",
    ],
)
@pytest.mark.parametrize("title", ["五里镇2026年问题台账", "五里镇2026年问题台账({said})"])
def test_the_day_on_which_a_sheet_was_made_out_is_its_own(title, said):
    found = read(title.format(said=said), f"填报单位:榆舍片区 {said}")
    assert found == Around("五里镇2026年问题台账", "榆舍片区", date(2026, 3, 31), 2026)
    assert around.is_around([said])


def test_the_day_up_to_which_a_sheet_counts_goes_before_that_on_which_it_was_made_out():
    found = read("五里镇2026年问题台账", "填报日期:2026年4月3日 截至2026年3月31日")
    assert found.as_of == date(2026, 3, 31)


@pytest.mark.parametrize(
    "said",
    [
        *("会议时间:2026年3月31日", "填报日期: 年 月 日", "填报时间", "时间"),
        "上报2026年3月31日前未办结的问题",
    ],
)
def test_other_days_and_empty_ones_are_not_that_of_the_sheet(said):
    assert read("五里镇2026年问题台账", said).as_of is None
    assert not around.is_around([said])


def test_a_day_without_a_year_is_of_none_where_no_title_has_one():
    assert read("问题台账(截至3月31日)") == Around("问题台账")


@pytest.mark.parametrize(
    "title",
    [
        "问题台账(截至目前,已办结3.5件)",
        "统计表 3月31日",
        "截至期满5个月的台账",
        "截止日期 3",
        "截至26.3.31",
    ],
)
def test_what_is_no_day_of_a_sheet_stays_in_its_title(title):
    assert read(title) == Around(title)


@pytest.mark.parametrize("said", ["2026年3月1日至3月31日", "2026年3月1日—2026年3月31日"])
def test_a_sheet_about_a_time_is_of_its_last_day_and_keeps_the_time_in_its_title(said):
    title = f"走访统计(统计时间:{said})"
    assert read(title) == Around(title, "", date(2026, 3, 31), 2026)
    assert titles.until(title) == date(2026, 3, 31)
    later = title.replace("3月", "4月").replace("31", "30")
    assert (titles.stem(title) != titles.stem(later), titles.series(title)) == (
        True,
        titles.series(later),
    )


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("填报单位:五里镇第一村", "五里镇第一村"),
        ("填报单位:五里镇第一村(盖章)", "五里镇第一村"),
        ("单位名称(公章):五里镇第一村 联系人:c003", "五里镇第一村"),
        ("填报单位:五里镇第一村截至2026年6月30日", "五里镇第一村"),
        ("填报单位:      截至2026年6月30日", ""),
        ("填报单位:      填报时间:2026年6月", ""),
        ("填报单位:(盖章)  2026年6月30日", ""),
        ("填报单位:", ""),
        ("单位:万元", ""),
        ("计量单位:户、人", ""),
        ("走访统计(单位:件)", ""),
        ("单位:户 填报单位:五里镇第一村", "五里镇第一村"),
        ("村(社区):五里镇第一村 登记时间:2026年6月", "五里镇第一村"),
        ("行政村名称:五里镇第一村", "五里镇第一村"),
        ("乡镇:五里镇 村:第一村", "五里镇第一村"),
        ("所属镇:五里镇 村:五里镇第一村", "五里镇第一村"),
        ("嘎查:乌兰嘎查", "乌兰嘎查"),
        ("填报单位:五里镇 村:第一村", "五里镇"),
        ("村:第一村 填报单位:五里镇", "五里镇"),
        ("村(社区): 登记时间:2026年6月", ""),
        ("软弱涣散村:第一村", ""),
        ("乡镇:五里镇", ""),
    ],
)
def test_a_unit_is_what_stands_there_and_not_what_follows_an_empty_one(said, unit):
    assert read("2026年问题台账", said, "第一村问题").unit == unit


@pytest.mark.parametrize(
    ("text", "heads_nothing"),
    [
        ("截至2026年3月31日", True),
        ("截至20260331", True),
        ("填报单位:榆舍片区", True),
        ("村(社区):第一村", True),
        ("村(社区)", False),
        ("填报单位: 填报时间:6月", True),
        ("截至3月底进展情况", False),
        ("投入资金(单位:万元)", False),
        ("(填报单位:榆舍片区)", True),
    ],
)
def test_a_row_with_a_day_or_a_unit_heads_no_columns(text, heads_nothing):
    assert around.is_around(["序号", text]) is heads_nothing


@pytest.mark.parametrize(
    "above",
    [
        ["附件1", "{}"],
        ["附件:", "{}"],
        ["附件 2-1 {}"],
        ["附表三:{}"],
        ["表3", "{}"],
        ["填报单位:榆舍片区", "{}"],
        ["村:第一村", "{}"],
        ["乡镇:五里镇 村:第一村", "{}"],
        ["截至2026年3月31日", "{}"],
    ],
)
def test_what_stands_above_a_title_is_no_part_of_it(above):
    title = "五里镇2026年问题台账"
    assert read(*(line.format(title) for line in above)).title == title


@pytest.mark.parametrize("title", ["附件管理问题台账", "表彰活动登记", "附件2026年问题台账"])
def test_a_title_may_begin_like_the_number_of_an_annex(title):
    assert read(title).title == title


def test_a_sheet_without_a_title_is_known_by_its_unit():
    unit = "填报单位:榆舍片区"
    assert read(unit).title == read("附件1", unit).title == unit
    assert read("附件1").title == ""


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2026年问题台账", 2026),
        ("二〇二六年问题台账", 2026),
        ("二零二六年问题台账", 2026),
        ("问题台账 填报时间:2026.3.31", 2026),
        ("问题台账 2026-03-31", 2026),
        ("2026年问题台账(截至2027年1月31日)", 2026),
        ("2026年1月—2026年3月问题台账", 2026),
        ("问题台账2026-3", None),
        ("2025-2026年度问题台账", None),
        ("2025年12月至2026年1月走访记录", None),
        ("走访统计(统计时间:2025年12月26日—2026年1月25日)", None),
        ("走访统计 2025.12.26-2026.1.25", None),
    ],
)
def test_the_year_of_a_sheet_is_one(said, year):
    assert read(said).year == year
