"""The clock against the history: years before the program, and ledgers that were played in them."""

from datetime import datetime, timedelta, timezone

import pytest
from book_world import opened
from cli_world import ENVIRONMENT, call

from ledger.book import creating
from ledger.errors import RefusedError
from ledger.store.clock import require_forward

ZONE = timezone(timedelta(hours=8))
THEN = datetime(2014, 7, 1, 9, tzinfo=ZONE)
NOW = datetime(2026, 11, 21, 9, tzinfo=ZONE)
NEVER_SET = datetime(2000, 1, 1, tzinfo=ZONE)


def ledger(folder, now):
    return creating.create(folder, creating.profile("yijun"), "init", now)


def test_a_campaign_of_the_past_is_played_in_its_own_years(tmp_path):
    git = ledger(tmp_path / "ledger", THEN)
    require_forward(git, THEN + timedelta(days=20))
    require_forward(git, NOW)
    with pytest.raises(RefusedError, match="clock"):
        require_forward(git, NEVER_SET)


def test_a_ledger_of_today_is_not_written_to_by_a_clock_that_was_never_set(tmp_path):
    git = ledger(tmp_path / "ledger", NOW)
    for moment in (NEVER_SET, THEN):
        with pytest.raises(RefusedError, match="cannot be"):
            require_forward(git, moment)
    assert opened(tmp_path / "ledger").git.head() == git.head()


def test_no_ledger_begins_by_a_clock_that_was_never_set(tmp_path, monkeypatch):
    monkeypatch.setitem(ENVIRONMENT, "TAIZHANG_TODAY", "2000-01-01")
    refused = call("init", str(tmp_path / "ledger"))
    assert refused.code == 5
    assert "cannot be" in refused.err
    assert not (tmp_path / "ledger").exists()
