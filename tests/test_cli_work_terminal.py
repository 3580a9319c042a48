"""Activities and tasks at a terminal: what is left out and what the kind demands is asked for."""

import pytest
from cli_world import Desk

pytest.importorskip("pty", reason="terminals are POSIX")


def test_an_activity_is_written_down_by_answering_questions(desk: Desk) -> None:
    heard = desk.talk(
        *("activity", "add", "--on", "１１．１８"),
        answers=[
            ("Kind of activity: ", "跳舞\n"),
            ("fits nothing", ""),
            ("Kind of activity: ", "ydxjh\n"),
            ("What it was about [月底小结会]: ", "\n"),
            ("Place: ", "ysp\n"),
            ("Who presided: ", "c001\n"),
            ("What was agreed: ", "\n"),
            ("Something is needed", ""),
            ("What was agreed: ", "清理主干渠\n"),
        ],
    )
    assert "is on the ledger: 月底小结会" in heard
    row = desk.json("list", "activities")["rows"][0]
    assert (row["kind"], row["place"], row["day"]) == ("summary", "WL1", "2026-11-18")
    told = desk.json("show", row["id"])
    assert (told["chair"], told["decisions"]) == ("c001", [{"text": "清理主干渠"}])


def test_only_what_the_kind_demands_is_asked_for(desk: Desk) -> None:
    leave = ("activity", "add", "--kind", "请假", "--station", "WL1", "--person", "c002")
    heard = desk.talk(*leave, answers=[("The last day: ", "１１．２５\n")])
    assert "is on the ledger: 请假" in heard
    assert desk.json("list", "activities")["rows"][0]["until"] == "2026-11-25"
    training = ("activity", "add", "--kind", "training", "--place", "WL101")
    assert "is on the ledger: 集中培训" in desk.talk(*training, answers=[])


def test_a_task_is_given_by_answering_questions(desk: Desk) -> None:
    heard = desk.talk(
        *("task", "add"),
        answers=[
            ("Kind of task: ", "1\n"),
            ("The task in one line: ", "秸秆禁烧\n"),
            ("Place: ", "WL1\n"),
            ("The period it is for [2026-W47]: ", "\n"),
            ("The last day: ", "昨个\n"),
            ("The last day: ", "11月27日\n"),
        ],
    )
    assert "is on the ledger: 秸秆禁烧" in heard
    told = desk.json("list", "tasks")["rows"][0]
    assert (told["period"], told["due"]) == ("2026-W47", "2026-11-27")


def test_a_change_of_an_institution_asks_what_becomes_of_it(desk: Desk) -> None:
    rule = ("task", "add", "--kind", "rule", "--title", "考评办法", "--station", "WL1")
    desk.talk(*rule, answers=[("What becomes of the institution: ", "2\n")])
    record = desk.json("list", "tasks")["rows"][0]["id"]
    assert desk.json("show", record)["action"] == "revise"


def test_the_village_that_reports_is_chosen_from_those_that_have_the_task(desk: Desk) -> None:
    task = desk.json(
        *("task", "add", "--kind", "plan", "--title", "清渠", "--station", "WL1", "--to", "WL102")
    )["id"]
    desk.talk("task", "pass", task, answers=[("Village: ", "五里镇第三村\n")])
    heard = desk.talk("task", "report", task, answers=[("Village: ", "2\n")])
    assert "1  五里镇第二村 (WL102)" in heard
    assert "still to report: WL102" in heard
    heard = desk.talk("task", "progress", task, answers=[("In words: ", "已进场\n")])
    assert "passed on" in heard
    heard = desk.talk("task", "void", task, answers=[("Why: ", "重复\n")])
    assert "void" in heard


def test_ctrl_c_at_any_question_writes_nothing(desk: Desk) -> None:
    head = desk.git("rev-parse", "HEAD")
    asked = [("Kind of activity: ", "1\n"), ("What it was about", "\x03")]
    desk.talk("activity", "add", answers=asked, exits=130)
    assert desk.git("rev-parse", "HEAD") == head


def test_an_answer_is_asked_for(desk: Desk) -> None:
    visit = desk.json("visit", "add", "--place", "WL101", "--opinion", "修路")["id"]
    desk.talk("visit", "answer", visit, answers=[("In words: ", "已列入计划\n")])
    assert desk.json("show", visit)["opinions"][0]["answer"] == "已列入计划"
