"""Yijun's rules are its ledger.yaml: another order of closing or other days are an edit of it."""

from datetime import timedelta

import pytest
from book_world import NOW, TODAY, opened
from cli_world import Desk

from ledger.book import creating, duties

ORDER = "closing: [{step: accept}, {step: sign}]"
FIFTEEN = 15
DAYS = "rhythm: {every: 15, unit: day, anchor: object}"


@pytest.fixture
def yijun(tmp_path):
    desk = Desk(tmp_path / "ledger")
    creating.create(desk.root, creating.profile("yijun"), "init", NOW)
    desk.run("whoami", "c041")
    return desk


def registered(desk):
    """A new issue."""
    place = ("--place", "WL101", "--category", "用电照明")
    return str(desk.json("issue", "register", "--title", "村口路灯不亮", *place)["id"])


def settled(desk):
    """A new issue that its owner says is settled."""
    record = registered(desk)
    given = ("--person", "c039", "--measures", "换灯头", "--due", "2026-12-05")
    desk.run("issue", "assign", record, *given)
    desk.run("issue", "submit", record, "--text", "换好了")
    return record


def status(desk, record):
    return opened(desk.root).issue(record).status


def first_press(desk, record):
    """The last day for pressing an issue the first time."""
    ledger = opened(desk.root)
    asked = duties.Asked(duty="press")
    seen = duties.look(ledger.index.db, ledger.rules, None, TODAY, asked)
    return min(i.outcome.window.until for i in seen.instances if i.thing.id == record)


def test_as_the_source_has_it_a_checker_accepts_before_the_head_signs(yijun):
    record = settled(yijun)
    assert status(yijun, record) == "submitted"
    yijun.run("issue", "sign", record, "--signer", "c038", exits=5)
    yijun.run("issue", "accept", record, "--checker", "c040")
    yijun.run("issue", "sign", record, "--signer", "c038")
    assert status(yijun, record) == "closed"


def test_the_other_order_is_an_edit_of_ledger_yaml_and_nothing_else(yijun):
    yijun.edit("ledger.yaml", ORDER, "closing: [{step: sign}, {step: accept}]")
    record = settled(yijun)
    assert status(yijun, record) == "to_sign"
    yijun.run("issue", "accept", record, "--checker", "c040", exits=5)
    yijun.run("issue", "sign", record, "--signer", "c038")
    yijun.run("issue", "accept", record, "--checker", "c040")
    assert status(yijun, record) == "closed"


@pytest.mark.parametrize("every", [FIFTEEN, 10])
def test_so_are_the_days_after_which_an_issue_is_pressed(yijun, every):
    if every != FIFTEEN:
        yijun.edit("ledger.yaml", DAYS, DAYS.replace(str(FIFTEEN), str(every)))
    assert first_press(yijun, registered(yijun)) == TODAY + timedelta(days=every)
