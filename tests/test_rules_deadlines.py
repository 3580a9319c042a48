"""Every way of writing a deadline that plans and sheets were seen to use, and those refused."""

from datetime import date

import pytest

from ledger.rules.clocks import Limit
from ledger.rules.deadlines import read

ON = date(2026, 6, 10)  # a Wednesday
AT_ONCE = Limit(3, "day")


def meaning(text):
    return read(text, ON, ON, AT_ONCE)


@pytest.mark.parametrize(
    "text",
    [
        *("立行立改", "立查立改", "即知即改", "边查边改", "立即整改", "即日", "立 行 立 改"),
        *("立整立改", "现场整改", "当场整改", "即办", "立即办理", "马上解决", "立即", "即时处理"),
    ],
)
def test_words_for_at_once_give_the_limit_that_settings_name(text):
    assert meaning(text)[:3] == (None, AT_ONCE, False)
    assert meaning(text).word == text


@pytest.mark.parametrize(
    "text", ["长期坚持", "持续推进", "长期", "常态化", "坚持常态化", "常态化推进", "持续整改"]
)
def test_words_for_good_give_no_day(text):
    assert meaning(text)[:3] == (None, None, True)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("10个工作日内", Limit(10, "workday")),
        ("十五个工作日", Limit(15, "workday")),
        ("１０个工作日以内", Limit(10, "workday")),
        ("15日内", Limit(15, "day")),
        ("7日办结", Limit(7, "day")),
        ("限15日完成", Limit(15, "day")),
        ("3天", Limit(3, "day")),
        ("30个自然日", Limit(30, "day")),
        ("30自然日内", Limit(30, "day")),
        ("一个月内", Limit(1, "month")),
        ("两个月", Limit(2, "month")),
        ("半个月内", Limit(15, "day")),
        ("半年内", Limit(6, "month")),
        ("一年内", Limit(12, "month")),
        ("两周内", Limit(14, "day")),
        ("48小时内", Limit(2, "day")),
        ("一百二十日内", Limit(120, "day")),
        ("一百零五天", Limit(105, "day")),
        ("二十一日内", Limit(21, "day")),
        ("交办之日起15日内", Limit(15, "day")),
        ("收到后5个工作日内办结", Limit(5, "workday")),
        ("限10日内完成", Limit(10, "day")),
        ("60日", Limit(60, "day")),
        ("三十二日", Limit(32, "day")),
        ("交办后90日", Limit(90, "day")),
        ("接件后15个工作日", Limit(15, "workday")),
        ("自受理之日起15个工作日内", Limit(15, "workday")),
        ("登记之日起一个月内办结", Limit(1, "month")),
        ("1年", Limit(12, "month")),
        ("两年", Limit(24, "month")),
        ("限15日", Limit(15, "day")),
        ("限期7日", Limit(7, "day")),
        ("限期十五日", Limit(15, "day")),
        ("交办后15日", Limit(15, "day")),
        ("自受理之日起30日", Limit(30, "day")),
        ("收到工单后5个工作日内", Limit(5, "workday")),
        ("收到交办单之日起15日", Limit(15, "day")),
        ("5个工作日内反馈", Limit(5, "workday")),
        ("3日内答复", Limit(3, "day")),
        ("立行立改，3天内完成", Limit(3, "day")),
    ],
)
def test_a_number_of_units_is_a_limit(text, limit):
    assert meaning(text)[:3] == (None, limit, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("七一前", date(2026, 6, 30)),
        ("建党节之前", date(2026, 6, 30)),
        ("国庆节前", date(2026, 9, 30)),
        ("十一前完成", date(2026, 9, 30)),
        ("2027年国庆前", date(2027, 9, 30)),
        ("元旦前", date(2026, 12, 31)),
        ("2027年元旦前", date(2026, 12, 31)),
        ("明年五一前", date(2027, 4, 30)),
        ("五一前", date(2027, 4, 30)),
        ("次日", date(2026, 6, 11)),
        ("截至2026年6月30日", date(2026, 6, 30)),
        ("最迟6月底", date(2026, 6, 30)),
        ("不晚于6月30日", date(2026, 6, 30)),
    ],
)
def test_before_a_feast_and_at_the_latest_name_a_day(text, day):
    assert meaning(text)[:3] == (day, None, False)


def test_on_a_feast_the_next_one_is_meant():
    assert read("七一前", date(2026, 7, 1), date(2026, 7, 1), AT_ONCE).due == date(2027, 6, 30)
    assert read("元旦前", date(2026, 12, 31), ON, AT_ONCE).due == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["0001年元旦前", "0000年七一前", "次日", "七一前", "3月底", "后年底"]
)
def test_what_no_calendar_has_is_too_far_away(text):
    with pytest.raises(ValueError, match="too far away"):
        read(text, date.max, date.max, AT_ONCE)


@pytest.mark.parametrize("text", ["春节前", "中秋节前", "两节前", "七一", "秋收前"])
def test_a_feast_without_a_day_of_its_own_is_no_deadline(text):
    with pytest.raises(ValueError, match=text):
        meaning(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("月底", "2026-06-30"),
        ("下月底", "2026-07-31"),
        ("本月内", "2026-06-30"),
        ("本周内", "2026-06-14"),
        ("下周完成", "2026-06-21"),
        ("7月底前", "2026-07-31"),
        ("7月份", "2026-07-31"),
        ("十一月", "2026-11-30"),
        ("2月底", "2027-02-28"),
        ("2028年2月", "2028-02-29"),
        ("2017.3", "2017-03-31"),
        ("2017年3月", "2017-03-31"),
        ("2024年12月底前完成", "2024-12-31"),
        ("上旬", "2026-06-10"),
        ("中旬", "2026-06-20"),
        ("下旬", "2026-06-30"),
        ("6月上旬", "2026-06-10"),
        ("5月中旬", "2027-05-20"),
        ("下月中旬", "2026-07-20"),
        ("2026年2月下旬", "2026-02-28"),
        ("一季度", "2027-03-31"),
        ("二季度", "2026-06-30"),
        ("第三季度末", "2026-09-30"),
        ("下季度", "2026-09-30"),
        ("2025年4季度", "2025-12-31"),
        ("上半年", "2026-06-30"),
        ("下半年", "2026-12-31"),
        ("明年上半年", "2027-06-30"),
        ("年底", "2026-12-31"),
        ("年底前", "2026-12-31"),
        ("2024年底前", "2024-12-31"),
        ("2024年年底", "2024-12-31"),
        ("二〇二七年底", "2027-12-31"),
        ("今年内", "2026-12-31"),
        ("2026年6月20日前", "2026-06-20"),
        ("２０２６．６．２０", "2026-06-20"),
        ("20日前", "2026-06-20"),
        ("7月5日前办结", "2026-07-05"),
        ("3天后", "2026-06-13"),
        ("下周五", "2026-06-19"),
        ("当天", "2026-06-10"),
        ("11.5", "2026-11-05"),
        ("15日", "2026-06-15"),
        ("限15日前", "2026-06-15"),
        ("限于15日", "2026-06-15"),
        ("2026年7月底前完成整改", "2026-07-31"),
        ("6月30日前完成整改。", "2026-06-30"),
        ("立行立改，6月底前完成", "2026-06-30"),
        ("6月底前完成、立行立改", "2026-06-30"),
    ],
)
def test_an_end_or_a_date_gives_its_day(text, day):
    assert meaning(text)[:3] == (date.fromisoformat(day), None, False)


def test_the_fifth_of_three_is_read_as_clerks_type_dates():
    assert meaning("7-5").due == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("text", "day", "limit"),
    [
        ("2024年底前，并长期坚持", date(2024, 12, 31), None),
        ("立行立改，长期坚持", None, AT_ONCE),
        ("立行立改并长期坚持", None, AT_ONCE),
        ("一个月内完成，持续推进", None, Limit(1, "month")),
    ],
)
def test_a_dated_part_may_be_kept_up_for_good_afterwards(text, day, limit):
    assert meaning(text)[:3] == (day, limit, True)


@pytest.mark.parametrize("text", ["待定", "/", "—", "无", " "])
def test_some_words_leave_the_deadline_open(text):
    assert meaning(text)[:3] == (None, None, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3-5天", "leaves the last day open"),
        ("3至5日", "leaves the last day open"),
        ("三五天", "leaves the last day open"),
        ("3—5个工作日内", "leaves the last day open"),
        ("7月至8月", "leaves the last day open"),
        ("10天左右", "leaves the last day open"),
        ("尽快", "leaves the last day open"),
        ("3天前", "leaves the last day open"),
        ("3月内", "leaves the last day open"),
        ("7月前", "before it begins or before it ends"),
        ("7月中旬前", "before it begins or before it ends"),
        ("一季度前", "before it begins or before it ends"),
        ("2024年前", "no deadline"),
        ("36小时内", "no deadline"),
        ("0天内", "no deadline"),
        ("5000天内", "no deadline"),
        ("胡说", "no deadline"),
        ("2026年6月30日前取得阶段性成效", "no deadline"),
        ("立行立改，加强管理", "no deadline"),
        ("2月30日", "not in the calendar"),
        ("已完成", "how it stands"),
        ("√", "how it stands"),
    ],
)
def test_what_names_no_single_day_is_refused_in_a_sentence(text, why):
    with pytest.raises(ValueError, match=why):
        meaning(text)


def test_an_end_is_counted_from_the_event_and_tomorrow_from_today():
    on, today = date(2026, 3, 20), date(2026, 4, 2)
    assert read("3月底", on, today, AT_ONCE).due == date(2026, 3, 31)
    assert read("明天", on, today, AT_ONCE).due == date(2026, 4, 3)
