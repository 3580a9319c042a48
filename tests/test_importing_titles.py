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
