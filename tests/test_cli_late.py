"""Entries written down long after their day are flagged (补录)."""

from datetime import timedelta

import pytest
from book_world import TODAY

DAY = (TODAY - timedelta(days=4)).isoformat()
IN_TIME = (TODAY - timedelta(days=3)).isoformat()


def shown(desk, *argv):
    made = desk.json(*argv)
    return desk.run("show", made["id"]).out


REGISTER = ("issue", "register", "--place", "WL101", "--title", "水渠堵塞")
VISIT = ("visit", "add", "--place", "WL101", "--text", "了解水渠")


@pytest.mark.parametrize("what", [REGISTER, VISIT])
def test_an_entry_four_days_old_is_flagged_and_one_of_three_is_not(desk, what):
    assert f"entered late, on {TODAY}" in shown(desk, *what, "--on", DAY)
    assert "entered late" not in shown(desk, *what, "--on", IN_TIME)


def test_how_late_is_late_is_a_line_of_the_settings(desk):
    desk.edit("ledger.yaml", "late_entry: 3", "late_entry: 4")
    assert "entered late" not in shown(desk, *REGISTER, "--on", DAY)
