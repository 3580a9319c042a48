"""Periods as people write them."""

from datetime import date

import pytest

from ledger.rules import periods

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((text, "2026") for text in ("2026", "2026年", "今年", "本年", "２０２６")),
        *((text, "2025") for text in ("去年", "上年", "2025 年", "last year")),
        *((text, "2026Q2") for text in ("2026Q2", "2026q2", "2026-Q2", "Q2", "二季度", "2季度")),
        *((text, "2026Q2") for text in ("第二季度", "2026年第二季度", "本季度", "this quarter")),
        *((text, "2026Q1") for text in ("一季度", "上季度", "2026年一季度")),
        *((text, "2025Q3") for text in ("三季度", "去年三季度")),
        *((text, "2026H1") for text in ("上半年", "2026上半年", "今年上半年", "2026H1")),
        *((text, "2025H2") for text in ("下半年", "去年下半年")),
        *(
            (text, "2026-05")
            for text in ("2026-05", "2026.5", "2026/05", "2026年5月", "5月", "五月")
        ),
        *((text, "2026-05") for text in ("上月", "上个月", "last month", "2026年5月份")),
        *((text, "2026-06") for text in ("本月", "这个月", "this month")),
        *((text, "2025-12") for text in ("12月", "十二月", "2025年12月")),
        *((text, "2026-W20") for text in ("2026-W20", "2026w20", "W20", "第20周", "2026年第20周")),
        *((text, "2026-W27") for text in ("本周", "this week")),
        ("上周", "2026-W26"),
        *((text, "2026-W28") for text in ("下周", "next week")),
        *((text, "2026-07") for text in ("下月", "下个月", "next month")),
        *((text, "2026Q3") for text in ("下季度", "下个季度", "next quarter")),
        ("2026-05-03", "2026-05-03"),
        *(
            (text, "2026-03..2026-05")
            for text in ("2026-03..2026-05", "3月至5月", "2026年3月 ~ 5月")
        ),
    ],
)
def test_every_way_of_writing_a_period_is_read(written: str, name: str) -> None:
    assert periods.read(written, TODAY).name == name


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026Q1", "2026-01-01", "2026-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("下半年", "2025-07-01", "2025-12-31"),
        ("2026-03..2026Q2", "2026-03-01", "2026-06-30"),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(written, since, until) -> None:
    found = periods.read(written, TODAY)
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "..",
        "2026-13",
        "2026Q5",
        "2026H3",
        "2025-W53",
        "0001",
        "9999",
        "5月..3月",
        "2026-02-30",
    ],
)
def test_what_is_no_period_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        periods.read(written, TODAY)
