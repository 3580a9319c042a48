"""By when: limits of ledger.yaml, deadlines in words, and clocks that stand still."""

import pytest
from cli_world import Desk

LIMITS = "limits:\n"
MONDAY = "2026-11-02"


def registered(desk: Desk, *more: str) -> str:
    lamp = ("issue", "register", "--title", "路灯", "--place", "WL101", "--on", MONDAY)
    return str(desk.json(*lamp, *more)["id"])


def assigned(desk: Desk, *more: str) -> str:
    issue = registered(desk, "--stream", "found")
    desk.run("issue", "assign", issue, "--person", "c002", "--on", MONDAY, *more)
    return issue


def shown(desk: Desk, issue: str, *more: str) -> dict:
    return desk.json("show", issue, "--full", *more)


def due(desk: Desk, issue: str) -> str:
    return str(shown(desk, issue)["deadline"]["date"])


def test_each_step_starts_its_clock_and_writes_its_last_day_down(desk: Desk) -> None:
    issue = registered(desk)
    assert shown(desk, issue)["answer_by"] == "2026-11-05"
    desk.run("issue", "assign", issue, "--person", "c002", "--due", "11.20", "--on", "11.3")
    assert "answer_by" not in shown(desk, issue)
    up = ("--to", "五里镇党委", "--reason", "跨镇", "--on", "11.4")
    said = desk.run("issue", "escalate", issue, *up).out
    assert said == f"{issue} 路灯: handed up; to be answered by 2026-11-25\n"
    desk.run("issue", "submit", issue, "--text", "上级已办", "--on", "11.9")
    assert shown(desk, issue)["answer_by"] == "2026-11-16"
    assert [event.get("due") for event in shown(desk, issue)["log"]] == [
        *("2026-11-05", "2026-11-20", "2026-11-25", "2026-11-16"),
    ]
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_a_changed_table_holds_for_what_starts_afterwards(desk: Desk) -> None:
    before, after = assigned(desk), registered(desk, "--stream", "found")
    row = "{clock: handle, stream: found, number: 15, unit: workday}"
    desk.edit("ledger.yaml", row, row.replace("15", "5"))
    desk.run("issue", "assign", after, "--person", "c002", "--on", MONDAY)
    assert (due(desk, before), due(desk, after)) == ("2026-11-23", "2026-11-09")


def test_a_limit_may_run_from_the_registration(desk: Desk) -> None:
    issue = registered(desk, "--stream", "errand")
    desk.run("issue", "assign", issue, "--person", "c002", "--on", "11.5")
    assert due(desk, issue) == "2026-11-09"


def test_a_deadline_that_is_given_wins_over_the_table_and_that_is_said(desk: Desk) -> None:
    issue = registered(desk, "--stream", "found")
    given = ("--person", "c002", "--due", "11.30", "--on", MONDAY)
    said = desk.run("issue", "assign", issue, *given).err
    assert said == "ledger.yaml would give 2026-11-23; the deadline you gave holds\n"
    assert shown(desk, issue)["deadline"] == {"date": "2026-11-30"}
    desk.run("issue", "assign", issue, "--person", "c003", "--on", "11.3")
    assert shown(desk, issue)["deadline"] == {"date": "2026-11-30"}


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("10个工作日内", {"date": "2026-11-16", "limit": 10, "count": "workday"}),
        ("一个月内", {"date": "2026-12-02", "limit": 1, "count": "month"}),
        ("立行立改", {"date": "2026-11-05", "limit": 3, "count": "day"}),
        ("月底", {"date": "2026-11-30"}),
        ("年底前", {"date": "2026-12-31"}),
        ("中旬", {"date": "2026-11-20"}),
    ],
)
def test_a_deadline_may_be_given_in_words_which_are_kept(
    desk: Desk, words: str, deadline: dict
) -> None:
    issue = assigned(desk, "--due", words)
    if "limit" in deadline:
        deadline = {**deadline, "start": MONDAY}
    assert shown(desk, issue)["deadline"] == {**deadline, "word": words}
    assert words in desk.run("show", issue).out


def test_what_is_to_be_kept_up_for_good_has_no_deadline_and_is_never_overdue(desk: Desk) -> None:
    issue = assigned(desk, "--due", "长期坚持")
    record = shown(desk, issue)
    assert (record["long_term"], record.get("deadline"), record.get("turn")) == (True, None, None)
    dated = assigned(desk, "--due", "11月10日前，并长期坚持")
    assert due(desk, dated) == "2026-11-10"
    assert dated in desk.run("overdue", "--format", "json").ids
    desk.run("issue", "keep", dated, "--reason", "日常管护", "--review", "2027-03-31")
    assert shown(desk, dated)["status"] == "longterm"
    assert not {issue, dated} & set(desk.run("overdue", "--format", "json").ids)
    assert {dated} <= set(desk.run("list", "--status", "longterm", "--format", "json").ids)


@pytest.mark.parametrize("words", ["尽快", "2月30日", "三五天内", "已完成"])
def test_words_that_leave_the_day_open_are_refused(desk: Desk, words: str) -> None:
    issue = registered(desk)
    assign = ("issue", "assign", issue, "--person", "c002", "--on", MONDAY)
    desk.refused(*assign, "--due", words, exits=2, says="--due: ")


def test_a_pause_takes_its_working_days_out_of_a_limit(desk: Desk) -> None:
    """Fifteen working days from 2 November; of 5 to 9 November three are working days."""
    issue = assigned(desk)
    assert due(desk, issue) == "2026-11-23"
    desk.run("issue", "pause", issue, "--reason", "等材料", "--on", "11.5")
    assert issue in desk.run("list", "--status", "paused", "--format", "json").ids
    assert "turn" not in shown(desk, issue)
    desk.run("issue", "resume", issue, "--on", "11.10")
    assert due(desk, issue) == "2026-11-26"
    desk.run("issue", "pause", issue, "--reason", "又等", "--on", "11.14")
    desk.run("issue", "resume", issue, "--on", "11.16")
    assert due(desk, issue) == "2026-11-26"
    assert shown(desk, issue)["deadline"]["limit"] == 15


def test_a_deadline_by_date_moves_by_the_days_of_a_pause(desk: Desk) -> None:
    issue = registered(desk)
    desk.run("issue", "assign", issue, "--person", "c002", "--due", "11.6", "--on", MONDAY)
    desk.run("issue", "pause", issue, "--reason", "等", "--on", "11.9")
    desk.run("issue", "resume", issue, "--on", "11.14")
    assert due(desk, issue) == "2026-11-11"
    assert desk.run("overdue", "--as-of", "11.14", "--format", "json").data["rows"][-1]["days"] > 0


def test_a_return_leaves_what_was_left_of_the_limit(desk: Desk) -> None:
    issue = assigned(desk)
    up = ("--to", "五里镇党委", "--reason", "跨镇", "--on", "11.4")
    desk.run("issue", "escalate", issue, *up)
    desk.run("issue", "pause", issue, "--reason", "上级也等", "--on", "11.6")
    desk.run("issue", "resume", issue, "--on", "11.9")
    assert shown(desk, issue)["answer_by"] == "2026-11-26"
    desk.run("issue", "return", issue, "--text", "由站内办理", "--on", "11.11")
    assert due(desk, issue) == "2026-11-30"
    assert shown(desk, issue)["waits"] == "handler"


def test_an_issue_without_an_owner_keeps_its_clock_when_it_comes_back(desk: Desk) -> None:
    issue = registered(desk)
    up = ("--to", "五里镇党委", "--reason", "跨镇", "--on", "11.3")
    desk.run("issue", "escalate", issue, *up)
    desk.run("issue", "return", issue, "--text", "由站内办理", "--on", "11.10")
    assert shown(desk, issue)["turn"] == "2026-11-12"


def test_an_assignment_is_objected_to_in_time_and_once(desk: Desk) -> None:
    issue, late = assigned(desk), assigned(desk)
    no = ("--reason", "不属本单位职责", "--on")
    said = desk.refused("issue", "object", late, *no, "11.10", exits=5, says="until 2026-11-09").err
    assert "(limits: object)" in said
    desk.run("issue", "object", issue, *no, "11.9")
    assert shown(desk, issue)["turn"] == "2026-11-12"
    assert "owner" not in shown(desk, issue)
    desk.run("issue", "assign", issue, "--unit", "县水利局", "--on", "11.10")
    assert due(desk, issue) == "2026-12-01"
    desk.refused("issue", "object", issue, *no, "11.11", exits=5, says="a second time")


def test_overdue_says_whose_clock_it_is_and_how_late(desk: Desk) -> None:
    station, handler, checker, upper = (registered(desk) for _n in range(4))
    for issue in (handler, checker, upper):
        desk.run("issue", "assign", issue, "--person", "c002", "--due", "11.5", "--on", MONDAY)
    desk.run("issue", "submit", checker, "--text", "好了", "--on", "11.4")
    up = ("--to", "五里镇党委", "--reason", "跨镇", "--on", "11.4")
    desk.run("issue", "escalate", upper, *up)
    rows = {row["id"]: row for row in desk.json("overdue", "--as-of", "2026-11-20")["rows"]}
    told = {issue: rows[issue] for issue in (station, handler, checker)}
    assert [(row["waits"], row["turn"], row["days"], row["light"]) for row in told.values()] == [
        ("station", "2026-11-05", 15, "grave"),
        ("handler", "2026-11-05", 15, "grave"),
        ("checker", "2026-11-11", 9, "late"),
    ]
    assert upper not in rows
    assert desk.run("overdue", "--waits", "checker", "--format", "json").ids == [checker]
    grave = desk.run("overdue", "--light", "grave", "--waits", "handler", "--format", "json").ids
    assert handler in grave
    assert checker not in grave
    near = desk.run("list", "--light", "near", "--format", "json")
    assert near.ids == [upper]
    assert near.data["rows"][0]["light"] == "near"


@pytest.mark.parametrize("day", ["2026-11-05", "2026-11-18", "2026-11-25"])
def test_the_lights_part_all_running_clocks(desk: Desk, day: str) -> None:
    desk.edit("ledger.yaml", "lights: {near: 3, unit: workday", "lights: {near: 3, unit: day")
    for limit in range(1, 15):
        assigned(desk, "--due", f"{limit}天")
    asked = ("--as-of", day, "--format", "json") if day < "2026-11-21" else ("--format", "json")
    every = desk.run("list", *asked).data["rows"]
    for light in ("normal", "near", "late", "grave"):
        found = desk.run("list", "--light", light, *asked).ids
        assert sorted(found) == sorted(row["id"] for row in every if row["light"] == light)
