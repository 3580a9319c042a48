"""Cells read as their columns demand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.records.sheet_kinds import KINDS
from ledger.rules.clocks import Limit
from ledger.sheets import cells
from ledger.sheets.cells import cell_words, read
from ledger.sheets.cells.cell_answers import day_beside
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.tables import columns

HERE = Circumstances(today=date(2026, 6, 30), year=2017, on=date(2017, 3, 6))
FIFTH = date(2017, 3, 5)


def fault(reads, cell, code, here=HERE):
    with pytest.raises(CellFault) as told:
        read(reads, cell, here)
    assert told.value.code == code
    assert told.value.sentence()


@pytest.mark.parametrize(
    "cell",
    [
        "2017.3.5",
        "2017-3-5",
        "2017/3/5",
        "20170305",
        20170305,
        "2017年3月5日",
        "2017年3月5日前",
        "二〇一七年三月五日",
        "２０１７．３．５",
        "２０１７／３／５",
        "2017-03-05 9:32:09",
        "2017-03-05T09:32:09",
        "2017年3月5日09:32",
        "2017年3月5日（星期日）上午9时30分",
        "3月5日 周日 下午3点",
        "2017.3.5晚",
        "2017.3.5 9:00-11:30",
        "3月5日 14:00-15:30",
        "2017年3月5日\n15:00—16:00",
        "2017年3月5日上午9:00—下午5:30",
        "3月5日9时至11时30分",
        "2017-03-05 9:00～11:00",
        "2017-03-05 00:00:00.0",
        "2017-03-05T09:32:09.000",
        "42799",
        "４２７９９",
        "20170305.0",
        {"d": "2017-03-05"},
        {"d": "2017-03-05T09:32:09"},
        42799,
        42799.4,
        "3月5日",
        "３月５号",
        "三月五日",
        "二○一七年三月五日",
        "二O一七年三月五日",
        "2017.3.5日",
        "2017.3.5.",
        "2017、3、5",
        "2017，3，5日",
    ],
)
def test_every_way_of_writing_a_day_is_that_day(cell):
    assert read("day", cell, HERE) == FIFTH


def test_the_name_of_a_day_alone_is_no_day():
    for said in ("下周五", "星期五", "上午", "2017年3月 9时", "3月5日 22:00-3月6日 6:00"):
        with pytest.raises(CellFault):
            read("day", said, HERE)


def test_a_serial_number_is_the_day_that_spreadsheets_mean():
    assert read("day", 43101, HERE) == date(2018, 1, 1)  # 1 January 2018 in every spreadsheet


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2017.1, "doubtful"),
        (2017.12, "doubtful"),
        ("2017.3", "month"),
        ("2017年3月", "month"),
        ("2017年3月份", "month"),
        ("3-5", "unclear"),
        ("1.2", "unclear"),
        ("2017.3.5-3.8", "day"),
        ("2017.3.5、3.6", "day"),
        ("２／３", "unclear"),
        ("2017-02-30", "day"),
        (20221340, "day"),
        ("昨天", "day"),
        ("已完成", "day"),
        (7, "day"),
        (99999, "day"),
        (3.5, "unclear"),
        (3.3, "unclear"),
        ("20.6", "day"),
        ("13.45", "day"),
        ("2.30", "day"),
        ("1000天以前", "day"),
        (True, "day"),
        ("1026-03-05", "day"),
        ({"d": "36:00:00"}, "day"),
        ({"d": "09:32:00"}, "day"),
        ({"e": "#"}, "error"),
    ],
)
def test_what_is_no_certain_day_is_refused(cell, code):
    fault("day", cell, code)


@pytest.mark.parametrize("cell", [20173, 20265, "20173", "20265"])
def test_a_month_that_lost_its_mark_is_no_serial_number(cell):
    fault("day", cell, "day")
    fault("deadline", cell, "day")


def test_a_day_without_a_year_is_of_the_year_of_its_row_where_no_title_has_one():
    told = HERE._replace(year=None, own=True)
    assert read("day", "3月5日", told) == FIFTH


@pytest.mark.parametrize(
    "cell",
    [
        "2017年4月10日 星期一",
        "2017-04-10（周一）",
        "2017年4月10日（周一）上午前",
        "4月10日下午5点前",
        "2017.4.10 17:00前",
        "2017.4.10 9:00-17:00",
        "四月十日之前",
    ],
)
def test_the_weekday_and_the_time_of_a_last_day_are_no_part_of_it(cell):
    assert read("deadline", cell, HERE).due == date(2017, 4, 10)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("已销号（6.20）", date(2017, 6, 20)),
        ("已办结（6月5日）", date(2017, 6, 5)),
        ("已完成(2016.6.12)。", date(2016, 6, 12)),
        ("6月20日已销号", date(2017, 6, 20)),
        ("已销号", None),
        ("100%", None),
        (True, None),
    ],
)
def test_a_day_beside_an_answer_is_read(cell, day):
    assert day_beside(cell, HERE) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [("已销号（6.5）", "unclear"), ("已销号（2.30）", "day"), ("已办结（6月）", "day")],
)
def test_a_day_beside_an_answer_that_is_not_certain_is_refused(cell, code):
    with pytest.raises(CellFault) as told:
        day_beside(cell, HERE)
    assert told.value.code == code


@pytest.mark.parametrize("reads", ["day", "deadline"])
@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("17.4.10", date(2017, 4, 10)),
        ("17年4月10日", date(2017, 4, 10)),
        ("16/12/5", date(2016, 12, 5)),
        ("18-1-5前", date(2018, 1, 5)),
        ("10.4.17", None),
        ("17.4.17", date(2017, 4, 17)),
        ("16.4.17", None),  # 2016-04-17 or 2017-04-16
        ("16年4月17日", date(2016, 4, 17)),
        ("19.4.10", None),
        ("17.13.10", None),
    ],
)
def test_a_year_without_its_century_is_one_about_that_of_the_title(reads, cell, day):
    if day is None:
        fault(reads, cell, "day")
    else:
        found = read(reads, cell, HERE)
        assert (found if reads == "day" else found.due) == day


@pytest.mark.parametrize("reads", ["day", "deadline"])
@pytest.mark.parametrize(
    "cell", ["'2017-04-10", "2017-04-10。", "2017.4.10；", "2017·4·10", "2017\\4\\10", "`20170410"]
)
def test_slips_around_and_within_a_day_are_no_part_of_it(reads, cell):
    found = read(reads, cell, HERE)
    assert (found if reads == "day" else found.due) == date(2017, 4, 10)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张甲一 13800000001", ["张甲一"]),
        ("张甲一13800000001", ["张甲一"]),
        ("张甲一（13800000001）", ["张甲一"]),
        ("张甲一-13800000001、李乙二：0911-2180000", ["张甲一", "李乙二"]),
        ("张甲一/138 0000 0001", ["张甲一"]),
        ("张甲一（联系电话：138-0000-0001）", ["张甲一"]),
        ("张甲一 138****0001", ["张甲一"]),
        ("13800000001", []),
        ("WL101-0003", ["WL101-0003"]),
        ("张甲一 000-0101-0001", ["张甲一"]),
        ("0101-0001", ["0101-0001"]),
        ("12345热线", ["12345热线"]),
        ("20260101", ["20260101"]),
        ("张甲一(组长)", ["张甲一(组长)"]),
    ],
)
@pytest.mark.parametrize("reads", ["people", "words"])
def test_a_number_beside_a_name_is_no_part_of_it(reads, cell, names):
    assert read(reads, cell, HERE) == names


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("均已办结", "closed"),
        ("已全部整改完成。", "closed"),
        ("现已完成", "closed"),
        ("已经办结（2017.4.5）", "closed"),
        ("办结销号", "closed"),
        ("已化解", "closed"),
        ("已落实到位", "submitted"),
        ("均未解决", "handling"),
        ("正在调处", "handling"),
        ("逾期未办结", "handling"),
        ("部分完成", "handling"),
        ("没有", "handling"),
        ("取得阶段性成效", "handling"),
        ("达到序时进度", "handling"),
        ("正在落实中", "handling"),
        ("处置中", "handling"),
        ("已闭环", "closed"),
        ("自办结", "closed"),
        ("当场办结", "closed"),
        ("即时办结", "closed"),
        ("立行立改已完成", "closed"),
        ("100%", "closed"),
        ("（已办结）", "closed"),
        ("已办结，群众满意", "closed"),
        ("办理中,群众不满意", "handling"),
        ("6月20日已销号", "closed"),
        ("2017.4.5 办理中", "handling"),
        ("已销号2017年4月5日", "closed"),
        ("已整改，长期坚持", "longterm"),
        ("持续坚持", "longterm"),
        ("未启动", "registered"),
        ("已完成并长期坚持", "longterm"),
    ],
)
def test_what_many_say_of_how_a_matter_stands_is_known(cell, status):
    assert read("status", cell, HERE) == status


@pytest.mark.parametrize(
    "cell",
    [
        "基本完成",
        "80%",
        "6月20日-6月25日",
        "6.20",
        "办结了,群众满意",
        "已办结（待验收）",
        "不属实",
        "已移交",
        "全部",
    ],
)
def test_what_may_mean_several_statuses_is_asked(cell):
    fault("status", cell, "status")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *[(said, True) for said in ("是的", "均已完成。", "全部完成", "100%", "已经办结")],
        *[(said, False) for said in ("尚未完成", "目前未完成", "均未完成", "部分完成")],
    ],
)
def test_yes_and_no_are_known_in_the_words_of_many(cell, value):
    assert read("yes", cell, HERE) is value


def test_why_somebody_was_missing_is_kept_with_its_numbers():
    said = "c004（请假：家里有事138****5678）"
    assert read("absent", said, HERE) == [said]


@pytest.mark.parametrize("cell", ["19.4.10", "25年4月10日", "2017-04-31"])
def test_a_last_day_that_is_none_is_told_as_any_day(cell):
    fault("deadline", cell, "day")


@pytest.mark.parametrize(
    ("on", "own", "cell", "due"),
    [
        (date(2016, 12, 20), True, "9月底", date(2017, 9, 30)),  # the plan of the next year
        (date(2016, 12, 20), True, "下半年", "which-year"),
        (date(2016, 12, 20), True, "12月底", "which-year"),
        (date(2016, 12, 20), True, "月底", date(2016, 12, 31)),
        (date(2016, 12, 20), True, "今年年底", date(2016, 12, 31)),
        (date(2017, 12, 20), True, "1月10日", date(2018, 1, 10)),
        (date(2017, 12, 20), True, "9月底", "next-year"),
        (date(2017, 12, 31), False, "1月10日", "next-year"),  # only the sheet has a day
        (date(2017, 12, 31), False, "一季度", "next-year"),
        (date(2017, 12, 31), False, "上半年", "next-year"),
        (date(2017, 12, 31), False, "年底前", date(2017, 12, 31)),
        (date(2017, 12, 31), False, "明年6月底", date(2018, 6, 30)),
    ],
)
def test_a_last_day_without_a_year_is_of_the_titles_or_is_asked(on, own, cell, due):
    here = HERE._replace(on=on, own=own)
    if isinstance(due, str):
        fault("deadline", cell, due, here)
    else:
        assert read("deadline", cell, here).due == due


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("6月26日", date(2017, 6, 26)),
        ("6.26", date(2017, 6, 26)),
        ("6月底", date(2017, 6, 30)),
        ("上半年", date(2017, 6, 30)),
        ("2016年6月26日", date(2016, 6, 26)),
        ("7月5日", date(2017, 7, 5)),
        ("5月31日", "next-year"),
        ("2月30日", "deadline"),
    ],
)
def test_a_last_day_within_the_time_of_the_row_is_of_its_year(cell, due):
    june = date(2017, 6, 1), date(2017, 6, 30)
    for on, own in ((date(2017, 6, 28), False), (date(2017, 6, 28), True)):
        here = HERE._replace(on=on, own=own, within=june)
        if isinstance(due, str):
            fault("deadline", cell, due, here)
        else:
            assert read("deadline", cell, here).due == due


@pytest.mark.parametrize(
    ("cell", "of_the_sheet", "of_a_row"),
    [
        ("26日前", date(2017, 6, 26), date(2017, 7, 26)),
        ("30号", date(2017, 6, 30), date(2017, 6, 30)),
        ("5日之前", date(2017, 6, 5), date(2017, 7, 5)),
        ("31日前", date(2017, 7, 31), date(2017, 7, 31)),
    ],
)
def test_a_day_alone_is_of_the_month_of_the_title_unless_it_was_given_later(
    cell, of_the_sheet, of_a_row
):
    here = HERE._replace(on=date(2017, 6, 28), within=(date(2017, 6, 1), date(2017, 6, 30)))
    assert read("deadline", cell, here).due == of_the_sheet
    assert read("deadline", cell, here._replace(own=True)).due == of_a_row
    assert read("deadline", cell, here._replace(within=None)).due >= here.on


def test_a_week_about_new_year_has_days_of_two_years():
    week = date(2025, 12, 29), date(2026, 1, 4)
    here = HERE._replace(year=2026, on=date(2026, 1, 12), within=week)
    assert read("deadline", "12月31日", here).due == date(2025, 12, 31)
    assert read("deadline", "1月2日", here).due == date(2026, 1, 2)


def test_a_day_without_a_year_needs_one_above_the_table():
    fault("day", "3月5日", "no-year", HERE._replace(year=None))


@pytest.mark.parametrize(
    ("cell", "due"), [("明年3月底", date(2018, 3, 31)), ("2017.4.10.", date(2017, 4, 10))]
)
def test_a_last_day_with_a_year_does_not_lack_one(cell, due):
    assert read("deadline", cell, HERE).due == due


@pytest.mark.parametrize("cell", ["没有", "暂时没有", " 没有 "])
@pytest.mark.parametrize("reads", ["text", "line", "name", "people", "day", "count", "phone"])
def test_to_have_nothing_is_nothing_where_no_answer_is_asked(reads, cell):
    assert not read(reads, cell, HERE)


def test_to_have_nothing_is_no_term():
    assert read("word", "没有", HERE) == "没有"
    fault("satisfaction", "没有", "satisfaction")


@pytest.mark.parametrize("cell", [None, "", " ", "/", "—", "无", "待定", "　"])
@pytest.mark.parametrize(
    "reads", sorted(set(cells._READERS) - {"yes", "away", "promote", "words", "people", "absent"})
)
def test_what_says_nothing_is_nothing(cell, reads):
    if reads in ("sign", "found") and cell == "无":
        pytest.skip("无 is an answer there")
    assert read(reads, cell, HERE) is None


@pytest.mark.parametrize(
    ("cell", "due", "limit", "long"),
    [
        ("2017.3.20", date(2017, 3, 20), None, False),
        ("3月底", date(2017, 3, 31), None, False),
        ("2017年3月", date(2017, 3, 31), None, False),
        ("10个工作日内", None, Limit(10, "workday"), False),
        ("15日内", None, Limit(15, "day"), False),
        ("一个月内", None, Limit(1, "month"), False),
        (10, None, Limit(10, "day"), False),
        (10.0, None, Limit(10, "day"), False),
        ("10", None, Limit(10, "day"), False),
        ("10.0", None, Limit(10, "day"), False),
        ("１５", None, Limit(15, "day"), False),
        ("立行立改", None, Limit(3, "day"), False),
        ("长期坚持", None, None, True),
        ("2017年底前，并长期坚持", date(2017, 12, 31), None, True),
        ({"d": "2017-03-20"}, date(2017, 3, 20), None, False),
        (42799, FIFTH, None, False),
        ("42799", FIFTH, None, False),
        (3.15, date(2017, 3, 15), None, False),
        ("3.15", date(2017, 3, 15), None, False),
        ("3.20日前", date(2017, 3, 20), None, False),
        ("7日办结", None, Limit(7, "day"), False),
    ],
)
def test_deadlines_keep_what_they_say(cell, due, limit, long):
    meant = read("deadline", cell, HERE)
    assert (meant.due, meant.limit, meant.long_term) == (due, limit, long)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3-5", "unclear"),
        (10.5, "unclear"),
        (3.12, "unclear"),
        (0.5, "day"),
        (3.2, "unclear"),
        ("20.6", "day"),
        ("3.5前", "unclear"),
        (15.125, "day"),
        (True, "deadline"),
        ("0", "deadline"),
        ("367", "deadline"),
        (2017.1, "doubtful"),
        ("已完成", "deadline"),
        ("尽快", "deadline"),
    ],
)
def test_deadlines_that_leave_it_open_are_refused(cell, code):
    fault("deadline", cell, code)


@pytest.mark.parametrize(
    ("reads", "cell", "value"),
    [
        ("code", 7.0, "7.0"),
        ("code", 17, "17"),
        ("code", "0017", "0017"),
        ("phone", 13800000000, "13800000000"),
        ("phone", 13800000000.0, "13800000000"),
        ("phone", "13800000000.0", "13800000000"),
        ("code", "610222100201.0", "610222100201"),
        ("code", "1.0", "1.0"),
        ("phone", "13800000000/0914-5280001", "13800000000、0914-5280001"),
        ("phone", "０９１９－５２８０００１", "0919-5280001"),
        ("contact", "０９１９－５２８０００１", "0919-5280001"),
        ("contact", "0919—5280001（村委会２楼）", "0919-5280001（村委会2楼）"),
        ("count", "３户", 3),
        ("count", 4.0, 4),
        ("yes", "√", True),
        ("yes", "已销号", True),
        ("yes", "×", False),
        ("yes", "推进中", False),
        ("yes", True, True),
        ("yes", "TRUE", True),
        ("sign", True, "given"),
        ("sign", "FALSE", "none"),
        ("status", "TRUE", "closed"),
        ("status", False, "handling"),
        ("status", "正在办理", "handling"),
        ("status", "已 销 号", "closed"),
        ("status", "已上报上级协调解决", "escalated"),
        ("satisfaction", "基本满意", "基本满意"),
        ("visit_kind", "入户", "visit"),
        ("sign", "代签", "proxy"),
        ("people", "张三、李四", ["张三", "李四"]),
        ("people", "c003/c004\nc005", ["c003", "c004", "c005"]),
        ("words", "经发办，农办", ["经发办", "农办"]),
        ("line", "井\n 干了", "井 干了"),
        ("text", "1.换灯\r\n2.检修", "1.换灯\n2.检修"),
        ("text", "㎡①：", "㎡①："),
        ("text", 0.1 + 0.2, "0.3"),
        ("text", 1234.5, "1234.5"),
        ("text", True, "TRUE"),
        ("word", False, "FALSE"),
        ("text", {"d": "2017-03-05"}, "2017-03-05"),
        ("text", {"d": "2017-03-05T09:32:09.999000"}, "2017-03-05 09:32:09"),
        ("text", {"d": "36:00:00"}, "36:00:00"),
        ("upper", "县水务局", "县水务局"),
        ("phone", "（0911）1234567", "0911-1234567"),
        ("phone", "0911—1234567", "0911-1234567"),
        ("code", "WL101—0131", "WL101-0131"),
        ("code", "镇〔2026〕5号—1", "镇〔2026〕5号—1"),
        ("phone", "不详", None),
        ("phone", "停机", None),
        ("phone", "没有电话", None),
        ("phone", "13800008004（儿子）", "13800008004(儿子)"),
        ("phone", "13800008004（儿子）、0911-2180000", "13800008004(儿子)、0911-2180000"),
        ("count", "4口人", 4),
        ("yes", "待销号", False),
        ("yes", "╳", False),
        ("status", "处理中", "handling"),
        ("status", "已完结", "closed"),
        ("status", "已回复", "submitted"),
        ("count", "3口", 3),
        ("count", "五人", 5),
        ("count", "3天", 3),
        ("found", "暂无 ", "无"),
        ("found", "/", None),
        ("found", "门窗破损", "门窗破损"),
        ("count", "十二口人", 12),
        ("count", "第二轮", 2),
        ("count", "35000元", 35_000),
        ("count", "1,200户", 1_200),
        ("count", "１，２３４，５６７", 1_234_567),
        ("count", "两口", 2),
        ("satisfaction", "满意。", "满意"),
        ("status", "已销号。", "closed"),
        ("status", "正在协调", "handling"),
        ("status", "协调中", "handling"),
        ("secret", "不公开", True),
        ("yes", "没有", False),
        ("secret", "没有", False),
        ("up", "没有", False),
        ("upper", "没有", None),
        ("promote", "没有", False),
        ("sign", "没有", "none"),
        ("text", "没有。", "没有。"),
        ("sign", "家属签字", "proxy"),
        ("sign", "儿子代签", "proxy"),
        ("sign", "张甲一之妻代签字", "proxy"),
        ("sign", "（指印）", "given"),
        ("sign", "已确认", "given"),
        ("upper", "是", "上级"),
        ("upper", "否", None),
        ("upper", "不 需要", None),
        ("upper", False, None),
        ("yes", False, False),
    ],
)
def test_values_are_read_and_text_is_kept(reads, cell, value):
    assert read(reads, cell, HERE) == value


@pytest.mark.parametrize(
    ("reads", "meaning", "said"),
    [
        ("status", "registered", "未签收 待处置 已建账"),
        ("status", "handling", "验收不通过退回 返工 重办 派单 接单 超期未结案 专办中 ✗ N"),
        ("status", "submitted", "回单 审核中 待复核"),
        ("status", "to_sign", "验收合格"),
        ("status", "closed", "直接销号（立行立改） 按期结案 超期结案 登记归档 办理完毕 ✔ Y"),
        ("status", "longterm", "长期推进"),
        ("satisfaction", "非常不满意", "很不满意"),
        ("satisfaction", "未评价", "拒绝评价 未接通"),
        ("visit_kind", "stay", "蹲点调研 驻村蹲点调研"),
        ("visit_kind", "reception", "接访 驻点接待 接待来访"),
        ("visit_kind", "phone", "电话回访"),
        ("sign", "given", "按手印 本人签"),
        ("sign", "proxy", "家属代签"),
        ("sign", "none", "未取得签字"),
        ("promote", True, "是 需要 已转台账 √"),
        ("promote", False, "否 不需要 无需 未转 /"),
        ("away", True, "外出务工 在外"),
        ("away", False, "在村"),
        ("yes", True, "已落实 已解决"),
        ("yes", False, "未整改 整改中 持续推进"),
    ],
)
def test_the_words_of_other_systems_and_places_are_understood(reads, meaning, said):
    assert {read(reads, word, HERE) for word in said.split()} == {meaning}


@pytest.mark.parametrize(
    "words", [cell_words.STATUS, cell_words.SATISFACTION, cell_words.VISITS, cell_words.SIGNS]
)
def test_no_word_has_two_meanings_in_one_column(words):
    said = [word for several in words.values() for word in several.split()]
    assert len(said) == len(set(said))
    assert not cell_words.YES & cell_words.NO


@pytest.mark.parametrize(
    ("reads", "cell", "code"),
    [
        ("code", 6.10222199001011e17, "spoiled"),
        ("code", "1.23457E+17", "spoiled"),
        ("code", "610222199001011000", "spoiled"),
        ("code", "610222199001011000.0", "spoiled"),
        ("code", 610222199001011000, "spoiled"),
        ("code", {"d": "2026-03-05"}, "dated"),
        ("phone", 1.38e16, "spoiled"),
        ("phone", "电话", "phone"),
        ("phone", "138****1234", "masked"),
        ("phone", "13800008004（1380000）", "phone"),
        ("phone", "（儿子）", "phone"),
        ("sign", "未代签", "sign"),
        ("sign", "代为转达", "sign"),
        ("count", "约30", "count"),
        ("count", "1,20", "count"),
        ("count", "1,2,3", "count"),
        ("count", "1200,300", "count"),
        ("count", -1, "count"),
        ("count", True, "count"),
        ("phone", True, "phone"),
        ("phone", {"d": "2026-06-20"}, "phone"),
        ("yes", "可能", "yes"),
        ("status", "很好", "status"),
        ("satisfaction", "很好", "satisfaction"),
        ("word", "字" * 41, "long"),
        ("text", "a\u202eb", "control"),
        ("text", "a\x07b", "control"),
        ("day", "\u200b2026-03-05", "control"),
        ("deadline", "\ufeff3月底", "control"),
        ("count", "5\u200b", "control"),
        ("status", "\u200e办理中", "control"),
    ],
)
def test_what_is_spoiled_or_unknown_is_refused(reads, cell, code):
    fault(reads, cell, code)


@pytest.mark.parametrize(
    ("times", "cell", "yuan"),
    [
        ("", "35000元", 35_000),
        ("", "￥1,200.00", 1200),
        ("", "12万元", 120_000),
        ("", "1.2万", 12_000),
        ("", "十万元整", 100_000),
        ("", 300.0, 300),
        ("", "无", None),
        ("万", 35, 350_000),
        ("万", 0.35, 3500),
        ("万", "3.5", 35_000),
        ("万", 0.1 + 0.2, 3000),
        ("万", "300元", 300),
        ("千", 2.5, 2500),
        ("百", 3, 300),
        ("", 0.35, "money"),
        ("", "99.5元", "money"),
        ("万", "0.00005", "money"),
        ("万", "约2", "money"),
        ("", "300元/户", "money"),
        ("", "两千张", "money"),
    ],
)
def test_sums_are_whole_yuan_whatever_they_are_counted_in(times, cell, yuan):
    here = HERE._replace(times=times)
    if yuan == "money":
        fault("money", cell, "money", here)
    else:
        assert read("money", cell, here) == yuan


def test_numbers_alone_among_what_was_handed_over_are_in_what_its_column_counts():
    said = "慰问金：0.2；米2袋\n0.5"
    assert read("aid", said, HERE) == said
    assert read("aid", said, HERE._replace(times="万")) == "慰问金：0.2万元；米2袋\n0.5万元"


@pytest.mark.parametrize("reads", ["count", "yes", "status", "sign", "satisfaction", "phone"])
def test_a_day_where_none_belongs_is_told_as_a_person_sees_it(reads):
    with pytest.raises(CellFault) as refused:
        read(reads, {"d": "2026-06-20"}, HERE)
    assert "“2026-06-20”" in refused.value.sentence()


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from(["2017.3.5", "3月底", "是", "13800000000", "1.23457E+17", "立行立改"]),
    st.dates().map(lambda day: {"d": day.isoformat()}),
    st.times().map(lambda moment: {"d": moment.isoformat()}),
    st.just({"e": "#"}),
)


@given(reads=st.sampled_from(sorted(cells._READERS)), cell=CELLS)
def test_every_cell_is_read_or_refused_in_a_sentence(reads, cell):
    told = None
    try:
        read(reads, cell, HERE)
    except CellFault as refused:
        told = refused.sentence()
    assert told is None or told


def test_every_column_is_read_in_a_known_way():
    for kind in KINDS:
        assert {column.reads for column in columns.of(kind)} <= set(cells._READERS)


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("√", True), ("匿名", True), ("实名", False), ("否", False)]
)
def test_whether_somebody_is_kept_from_others_is_said_in_words_of_its_own(cell, value):
    assert read("secret", cell, HERE) is value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("很满意", "满意"),
        ("非常满意", "非常满意"),
        ("比较满意", "基本满意"),
        ("是", "满意"),
        ("√", "满意"),
        (True, "满意"),
        ("否", "不满意"),
        ("×", "不满意"),
    ],
)
def test_satisfaction_is_said_in_many_words(cell, value):
    assert read("satisfaction", cell, HERE) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("√", "已签"),
        (True, "已签"),
        ("代签", "代签"),
        ("否", None),
        ("/", None),
        ("满意", "满意"),
        ("张三", "张三"),
    ],
)
def test_where_those_who_asked_sign_nothing_is_refused(cell, value):
    assert read("witness", cell, HERE) == value


@pytest.mark.parametrize("cell", ["6.20", "6-20", "６／２０", "6.20日", "6.20前", "六月二十日"])
def test_a_month_and_a_day_that_can_be_read_in_one_way_are_of_the_year_of_the_sheet(cell):
    assert read("day", cell, HERE) == date(2017, 6, 20)
    fault("day", cell, "no-year", HERE._replace(year=None))


def test_a_month_and_a_day_in_one_number_are_read_so_where_no_zero_can_be_lost():
    assert read("day", 6.25, HERE) == date(2017, 6, 25)
    assert read("day", "6.6", HERE) == date(2017, 6, 6)
    fault("day", 6.2, "unclear")
    fault("deadline", "6.20", "next-year", HERE._replace(on=date(2017, 6, 25)))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("举家外出", True),
        ("全家 外出", True),
        ("外出", True),
        ("是", True),
        ("在家", False),
        ("/", False),
    ],
)
def test_whether_a_household_is_away_is_said_in_the_words_of_its_column(cell, value):
    (reads,) = {one.reads for one in columns.of("household") if one.field == "away"}
    assert read(reads, cell, HERE) is value
    fault("yes", "举家外出", "yes")
