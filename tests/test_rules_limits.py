"""Which row of the limits holds: the first that fits."""

from datetime import date

import pytest

from ledger.rules import limits
from ledger.rules.clocks import Limit

ROWS = [
    {"clock": "accept", "number": 1, "unit": "workday"},
    {"clock": "handle", "level": "紧急", "number": 3, "unit": "day", "roll": False},
    {"clock": "handle", "category": "基础设施建设/道路", "number": 3, "unit": "month"},
    {"clock": "handle", "category": "基础设施建设", "number": 2, "unit": "month"},
    {"clock": "handle", "stream": "errand", "source": "入户走访", "number": 5, "unit": "workday"},
    {"clock": "handle", "number": 30, "unit": "day", "until": "2026-06-30"},
    {
        "clock": "handle",
        "number": 15,
        "unit": "workday",
        "since": date(2026, 7, 1),
        "start": "register",
    },
]


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({}, 5),
        ({"level": "紧急", "category": "基础设施建设"}, 1),
        ({"category": "基础设施建设/道路/通村路"}, 2),
        ({"category": "基础设施建设/道路"}, 2),
        ({"category": "基础设施建设/道路灯"}, 3),
        ({"category": "基础设施建设"}, 3),
        ({"category": "基础设施建设改造"}, 5),
        ({"stream": "errand", "source": "入户走访"}, 4),
        ({"stream": "errand"}, 5),
    ],
)
def test_the_first_row_that_fits_holds_and_a_category_takes_the_finer_ones(facts, row):
    assert limits.row(ROWS, "handle", facts, date(2026, 6, 30)) == row


def test_a_row_holds_from_its_first_day_to_its_last():
    assert limits.row(ROWS, "handle", {}, date(2026, 7, 1)) == 6
    assert limits.choose(ROWS, "handle", {}, date(2026, 7, 1)) == Limit(15, "workday")
    assert limits.start(ROWS[6]) == "register"
    assert limits.start(ROWS[5]) == "assign"


def test_a_clock_without_a_row_has_no_limit():
    assert limits.choose(ROWS, "verify", {}, date(2026, 7, 1)) is None
    assert limits.choose(ROWS, "accept", {}, date(2026, 7, 1)) == Limit(1, "workday")
    assert limits.limit(ROWS[1]) == Limit(3, "day", roll=False)
