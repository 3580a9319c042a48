"""A sheet of issues that comes back as plain text, known by its numbers, moves none of them."""

from datetime import date

import pytest
from book_world import opened
from import_world import Sheet, acts
from test_exporting_and_back import as_read, shown

OPENED = date(2026, 11, 2)
UP = date(2026, 11, 9)


def given(root, due):
    """An issue that somebody was given a week after it was registered."""
    ledger = opened(root)
    issue = ledger.register(OPENED, title="饮水管冻裂", place="WL101").id
    owner = {"unit": "镇水利站", "person": "c003", "measures": "换管"}
    ledger.advance(issue, "assign", UP, **owner, due=due)
    return issue


def again(root):
    return Sheet(root, "issue").planned(*as_read("issue", shown(root, "issue")))


@pytest.mark.parametrize("due", ["一个月内", "5个工作日内"])
def test_a_limit_counts_from_the_day_it_was_given_not_from_registration(root, due):
    given(root, due)
    assert {*acts(again(root))} == {"same"}


def test_what_came_back_from_above_is_not_handed_up_again(root):
    issue = given(root, date(2026, 12, 20))
    opened(root).advance(issue, "escalate", UP, to="镇党委", reason="站里定不了")
    assert {*acts(again(root))} == {"same"}
    opened(root).advance(issue, "return", UP, text="由站里办")
    assert {*acts(again(root))} == {"same"}
