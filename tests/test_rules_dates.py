"""Dates are read in every form that people write, and nonsense is refused."""

from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.dates import read

TODAY = date(2026, 11, 5)  # a Thursday
FULL_WIDTH = str.maketrans("0123456789-./", "０１２３４５６７８９－．／")
DIGITS = "〇一二三四五六七八九"
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    )


def full_forms(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    plain = [
        day.isoformat(),
        f"{year}.{month}.{number}",
        f"{year}/{month:02}/{number:02}",
        f"{year}。{month}。{number}",
        f"{day:%Y%m%d}",
        f"{year}年{month}月{number}日",
        f"{year}年{month}月{number}号",
        f"{year} 年 {month} 月 {number} 日",
    ]
    spelt = "".join(DIGITS[int(c)] for c in str(year))
    return [
        *plain,
        *(form.translate(FULL_WIDTH) for form in plain),
        f"{spelt}年{chinese(month)}月{chinese(number)}日",
        f" {day.isoformat()}\t",
    ]


def short_forms(day: date) -> list[str]:
    month, number = day.month, day.day
    return [
        f"{month}.{number}",
        f"{month:02}-{number:02}",
        f"{month}/{number}",
        f"{month}月{number}日",
        f"{month}月{number}",
        f"{chinese(month)}月{chinese(number)}日",
        f"{month}。{number}".translate(FULL_WIDTH),
    ]


@given(day=days, today=days, toward=st.sampled_from(["past", "future"]))
def test_every_full_form_of_a_date_reads_back(
    day: date, today: date, toward: Literal["past", "future"]
) -> None:
    for form in full_forms(day):
        assert read(form, today, toward) == day, form


@given(today=days, away=st.integers(0, 364))
def test_a_form_without_a_year_means_the_nearest_such_day_on_the_side_asked_for(
    today: date, away: int
) -> None:
    before, after = today - timedelta(days=away), today + timedelta(days=away)
    for form in short_forms(before):
        assert read(form, today, "past") == before
    for form in short_forms(after):
        assert read(form, today, "future") == after


@given(today=days, away=st.integers(0, 27))
def test_a_day_alone_means_the_nearest_such_day(today: date, away: int) -> None:
    before, after = today - timedelta(days=away), today + timedelta(days=away)
    assert read(f"{before.day}日", today, "past") == before
    assert read(f"{chinese(after.day)}号", today, "future") == after


@given(today=days, away=st.integers(0, 6))
def test_a_weekday_means_the_nearest_one_and_today_counts(today: date, away: int) -> None:
    before, after = today - timedelta(days=away), today + timedelta(days=away)
    for word in ("周", "星期", "礼拜"):
        assert read(word + "一二三四五六日"[before.weekday()], today, "past") == before
        assert read(word + "一二三四五六天"[after.weekday()], today, "future") == after
    assert read(f"{before:%A}", today, "past") == before
    assert read(f"{after:%a}".upper(), today, "future") == after


@given(today=days, weekday=st.integers(0, 6))
def test_the_weeks_before_and_after_are_calendar_weeks(today: date, weekday: int) -> None:
    monday = today - timedelta(days=today.weekday())
    name = "周" + "一二三四五六日"[weekday]
    for words, weeks in (("上", -1), ("本", 0), ("这", 0), ("下", 1), ("上上", -2)):
        expected = monday + timedelta(days=weekday + 7 * weeks)
        assert read(words + name, today, "past") == expected


@given(today=days, number=st.integers(0, 99))
def test_days_ago_and_ahead_are_counted_from_today(today: date, number: int) -> None:
    assert read(f"{number}天前", today, "future") == today - timedelta(days=number)
    assert read(f"{number}天后", today, "past") == today + timedelta(days=number)
    assert read(f"{number} days ago", today, "past") == today - timedelta(days=number)
    if number:
        assert read(f"{chinese(number)}天后", today, "past") == today + timedelta(days=number)


@given(today=days, away=st.integers(-182, 182))
def test_looking_either_way_the_nearest_day_is_meant(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        for form in short_forms(day):
            assert read(form, today, "near") == day, form
    for form in full_forms(day):
        assert read(form, today, "near") == day, form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月1日", "2026-12-01"),
        ("10.31", "2026-10-31"),
        ("1月1日", "2027-01-01"),
        ("5月6日", "2027-05-06"),  # 182 days ahead, 183 days back
        ("5月7日", "2026-05-07"),  # 183 days ahead, 182 days back
        ("周一", "2026-11-02"),
        ("周六", "2026-11-07"),
        ("10号", "2026-11-10"),
        ("30号", "2026-10-30"),
        ("月底", "2026-10-31"),
        ("2月29日", "2028-02-29"),
        ("昨天", "2026-11-04"),
    ],
)
def test_the_nearest_day_is_taken_before_or_after(text: str, expected: str) -> None:
    assert read(text, TODAY, "near").isoformat() == expected


@given(today=days, first=days, away=st.integers(0, 364))
def test_what_ends_is_meant_from_its_beginning_on(today: date, first: date, away: int) -> None:
    last = first + timedelta(days=away)
    for form in short_forms(last):
        assert read(form, today, "near", first) == last, form
    for form in full_forms(last):
        assert read(form, today, "near", first) == last, form
    assert read("昨天", today, "near", first) == today - timedelta(days=1)
    assert read(f"{away}天后", today, "near", first) == today + timedelta(days=away)


@given(text=st.text(max_size=12), today=st.dates())
def test_any_text_is_a_date_or_refused_with_a_sentence(text: str, today: date) -> None:
    try:
        said = read(text, today, "past").isoformat()
        assert read(text, today, "near", today)
    except ValueError as error:
        said = str(error)
    assert "“" in said or date.fromisoformat(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天", "2026-11-05"),
        ("昨天", "2026-11-04"),
        ("前天", "2026-11-03"),
        ("明天", "2026-11-06"),
        ("后天", "2026-11-07"),
        ("Today", "2026-11-05"),
        ("yesterday", "2026-11-04"),
        ("tomorrow", "2026-11-06"),
        ("last monday", "2026-10-26"),
        ("next monday", "2026-11-09"),
        ("月底", "2026-10-31"),
        ("本月底", "2026-11-30"),
        ("上个月底", "2026-10-31"),
        ("去年3月5日", "2025-03-05"),
        ("两周前", "2026-10-22"),
        ("二○二六年三月廿一日", "2026-03-21"),
        ("2.29", "2024-02-29"),
        ("31号", "2026-10-31"),
    ],
)
def test_words_for_days_are_read_looking_back(text: str, expected: str) -> None:
    assert read(text, TODAY, "past").isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("2.29", "2028-02-29"),
        ("31号", "2026-12-31"),
        ("11.5", "2026-11-05"),
        ("11.4", "2027-11-04"),
    ],
)
def test_words_for_days_are_read_looking_ahead(text: str, expected: str) -> None:
    assert read(text, TODAY, "future").isoformat() == expected


def test_a_leap_day_is_today_one_year_and_the_nearest_another() -> None:
    leap = date(2028, 2, 29)
    assert read("2.29", leap, "past") == leap
    assert read("月底", leap, "past") == leap
    assert read("去年2月28日", leap, "past") == date(2027, 2, 28)
    assert read("2.29", date(1904, 2, 28), "past") == date(1896, 2, 29)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-02-30", "month 2 of 2026 has 28 days"),
        ("2026-13-01", "no month 13"),
        ("2.30", "month 2 of 2026 has 28 days"),
        ("13.1", "no month 13"),
        ("1月0日", "month 1 of 2026 has 31 days"),
        ("32号", "month 11 of 2026 has 30 days"),
        ("去年2月29日", "month 2 of 2025 has 28 days"),
        ("0000-01-01", "too far away"),
        ("2026", "not a date"),
        ("11.5.3", "not a date"),
        ("十二十日", "not a date"),
        ("٥日", "not a date"),
        ("下月", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(text, TODAY, "past")
