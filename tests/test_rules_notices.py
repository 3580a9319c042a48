"""The State Council's notices of many years, as published, and lists that do not hold together."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday

from ledger.rules.calendar import Calendar, days_between
from ledger.rules.notices import read

NOTICES = {
    2009: """关于2009年部分节假日安排的通知
一、元旦：1月1日至3日放假，共3天。其中，1月1日（星期四、新年）为法定节假日，1月3日（星期六）为公休日，1月4日（星期日）公休日调至1月2日（星期五），1月4日（星期日）上班。
二、春节：1月25日至31日放假，共7天。其中，1月25日（星期日、农历除夕）、1月26日（星期一、农历正月初一）、1月27日（星期二、农历正月初二）为法定节假日，1月31日（星期六）照常公休；1月25日（星期日）公休日调至1月28日（星期三），1月24日（星期六）、2月1日（星期日）两个公休日调至1月29日（星期四）、1月30日（星期五）。1月24日（星期六）、2月1日（星期日）上班。
三、清明节：4月4日至6日放假，共3天。
四、劳动节：5月1日至3日放假，共3天。
五、端午节：5月28日至30日放假，共3天。5月31日（星期日）上班。
六、国庆节、中秋节：10月1日至8日放假，共8天。9月27日（星期日）、10月10日（星期六）上班。""",
    2012: """国务院办公厅关于2012年部分节假日安排的通知
一、元旦：2012年1月1日至3日放假调休，共3天。2011年12月31日（星期六）上班。
二、春节：1月22日至28日放假调休，共7天。1月21日（星期六）、1月29日（星期日）上班。
三、清明节：4月2日至4日放假调休，共3天。3月31日（星期六）、4月1日（星期日）上班。
四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。
五、端午节：6月22日至24日放假公休，共3天。
六、中秋节、国庆节：9月30日至10月7日放假调休，共8天。9月29日（星期六）上班。""",
    2023: """国务院办公厅关于2023年部分节假日安排的通知
经国务院批准，现将2023年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2022年12月8日""",
    2024: """国务院办公厅关于2024年部分节假日安排的通知
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """国务院办公厅关于2025年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假
调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日
（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日""",
}


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_as_published_gives_the_working_days_of_its_year(year):
    decree = read(NOTICES[year])
    assert (decree.year, decree.faults) == (year, ())
    rest = {
        day: one.name
        for one in decree.days
        for day in days_between(one.since, one.until + timedelta(1))
        if one.kind == "rest"
    }
    work = {one.since for one in decree.days if one.kind == "work"}
    assert rest.keys().isdisjoint(work)
    calendar = Calendar(rest, work, {year})
    wrong = [
        day
        for day in days_between(date(year, 1, 1), date(year, 12, 30))
        if calendar.works(day) != is_workday(day)
    ]
    assert wrong == []


def test_names_and_title_are_kept_as_they_stand():
    decree = read(NOTICES[2023])
    assert decree.title == "国务院办公厅关于2023年部分节假日安排的通知"
    assert [one.name for one in decree.days if one.kind == "rest"] == [
        "元旦", "春节", "清明节", "劳动节", "端午节", "中秋节、国庆节",
    ]  # fmt: skip
    assert decree.days[0].since == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("1月1日（周四）", "1月1日（周五）", 8, "2026-01-01 is a Thursday, not 周五"),
        ("共9天", "共8天", 10, "9 days are listed, but the text says 8天"),
        ("6月19日（周五）", "6月31日（周五）", 13, "no such day: 2026-6-31"),
        ("放假调休，共5天", "共5天", 12, "2026-05-01: the text does not say"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", 6, "清明节 is named"),
        ("10月10日（周六）", "10月10日（星期日）", 15, "2026-10-10 is a Saturday, not 星期日"),
        (
            "4月4日（周六）至6日（周一）",
            "4月4日（周六）至3日（周五）",
            11,
            "2026-04-03 lies before",
        ),
    ],
)
def test_what_does_not_fit_is_a_fault_of_its_line(old, new, line, said):
    faults = read(NOTICES[2026].replace(old, new)).faults
    assert [found[0] for found in faults][:1] == [line]
    assert said in faults[0][1]


def test_a_year_that_is_not_the_text_s_own_is_a_fault():
    faults = read(NOTICES[2026], 2027).faults
    assert "the text is of 2026" in faults[0][1]


def test_a_notice_without_a_title_needs_the_year():
    bare = "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。"
    assert read(bare).year is None
    days = read(bare, 2027).days
    assert [(one.kind, one.since.isoformat(), one.until.isoformat()) for one in days] == [
        ("rest", "2027-01-01", "2027-01-03"),
        ("work", "2027-01-04", "2027-01-04"),
    ]
    assert read(bare, 2026).faults != ()


LINES = """\
# 2027 年，自编
2027-01-01~2027-01-03 休 元旦
2027年2月5日（周五） 至 2027年2月6日 休 春节

2027.2.7，休，春节
２０２７-０２-２０ 班
2027/1/10 上班   # 周日
"""


def test_plain_lines_are_read_in_many_hands():
    decree = read(LINES)
    assert (decree.year, decree.faults) == (2027, ())
    assert [(one.kind, one.name, str(one.since), str(one.until)) for one in decree.days] == [
        ("rest", "元旦", "2027-01-01", "2027-01-03"),
        ("work", "", "2027-01-10", "2027-01-10"),
        ("rest", "春节", "2027-02-05", "2027-02-07"),
        ("work", "", "2027-02-20", "2027-02-20"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2027-01-32 休 元旦", "no such day"),
        ("2027-01-01（周六） 休 元旦", "is a Friday, not 周六"),
        ("2027-01-03~2027-01-01 休 元旦", "lies before"),
        ("元旦三天", "cannot be read"),
        ("1月1日 休 元旦", "cannot be read"),
    ],
)
def test_a_plain_line_that_does_not_fit_is_named(line, said):
    (found,) = read("2027-05-01 休 劳动节\n" + line).faults
    assert found[0] == 2
    assert said in found[1]


def test_plain_lines_without_a_year_take_the_one_that_is_said():
    assert read("1月1日 休 元旦", 2027).days[0].since == date(2027, 1, 1)
