"""The times that titles of sheets name."""

from datetime import date

import pytest

from ledger.book.importing import titles

JUNE = date(2026, 6, 5)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("五里镇2026年6月份重点工作清单", "2026-06"),
        ("五里镇2026年第二季度任务清单", "2026Q2"),
        ("五里镇2026年二季度任务清单", "2026Q2"),
        ("五里镇2026年上半年任务清单", "2026H1"),
        ("五里镇2026年十二月任务清单", "2026-12"),
        ("六月份任务清单", "2026-06"),
        ("12月任务清单", "2025-12"),
        ("第二十六周任务清单（6月22日—6月28日）", "2026-W26"),
        ("2026年6月任务清单（6月1日至30日）", "2026-06"),
        ("2026年1—6月任务清单", None),
        ("2026年一、二季度任务清单", None),
        ("2026年6月第2周任务清单", None),
        ("2026年6月25日任务清单", None),
        ("2025—2026年度6月任务清单", None),
        ("2026年任务清单", None),
        ("建党105周年任务清单", None),
        ("3周内完成的任务清单", None),
    ],
)
def test_a_title_names_one_period_or_none(title, period):
    near = date(2026, 1, 5) if period == "2025-12" else JUNE
    assert titles.period(title, near) == period


def test_without_a_year_and_a_day_it_names_none():
    assert titles.period("6月任务清单", None) is None
    assert titles.period("2026年6月任务清单", None) == "2026-06"


@pytest.mark.parametrize(
    ("said", "period"),
    [
        *[(said, "2026-06") for said in ("6月", "6月份", "六月", "2026年6月", "2026-06", "2026-6")],
        *[(said, "2026-W26") for said in ("第26周", "2026年第二十六周", "2026-W26", "2026w26")],
        ("第26周（6月22日—28日）", "2026-W26"),
        ("2025年12月", "2025-12"),
        ("二季度", "2026Q2"),
        ("2026Q2", "2026Q2"),
        ("上半年", "2026H1"),
        *[(said, None) for said in ("全年", "1—6月", "2026-13", "长期", "26", "6月25日")],
    ],
)
def test_the_period_of_a_row_is_of_the_year_of_the_title(said, period):
    found = titles.meant(said, "五里镇2026年任务清单", date(2027, 1, 5))
    assert (found and found.name) == period


def test_the_period_of_a_row_under_no_year_is_the_nearest():
    found = titles.meant("12月", "任务清单", date(2026, 1, 5))
    assert found
    assert found.name == "2025-12"
    assert titles.meant("12月", "任务清单", None) is None


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("2026年6月走访问题台账", {6}),
        ("2026年六月份走访问题台账", {6}),
        ("2026年1—3月问题台账", {1, 2, 3}),
        ("2026年1月至3月问题台账", {1, 2, 3}),
        ("2026年十至十二月问题台账", {10, 11, 12}),
        ("2026年问题台账", set()),
    ],
)
def test_the_months_of_a_title(title, months):
    assert titles.months(title) == months


def test_the_twenty_sixth_week_is_no_sixth():
    assert titles.until("2026年第二十六周任务清单") == date(2026, 6, 28)
    assert titles.series("2026年第二十六周任务清单") == titles.series("2026年第5周任务清单")
