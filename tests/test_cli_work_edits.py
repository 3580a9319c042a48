"""Activities and tasks edited by hand: what is taken in, what is refused, what `check` says."""

import pytest
from cli_world import Desk


@pytest.fixture
def meeting(desk: Desk) -> str:
    """The path of an activity."""
    record = desk.json(
        *("activity", "add", "--kind", "summary", "--place", "WL101", "--chair", "c001"),
        *("--decision", "清渠", "--person", "c002", "--household", "WL101-0002"),
    )["id"]  # fmt: skip
    return f"activities/WL1/2026/{record}.yaml"


@pytest.fixture
def task(desk: Desk) -> str:
    """The path of a task that one village has."""
    record = desk.json(
        *("task", "add", "--kind", "weekly", "--title", "清渠", "--station", "WL1"),
        *("--period", "2026-W47", "--due", "2026-11-27", "--to", "WL101", "--person", "c002"),
    )["id"]  # fmt: skip
    return f"tasks/WL1/2026/{record}.yaml"


def edit(desk: Desk, path: str, old: str, new: str) -> None:
    assert old in desk.read(path)
    desk.write(path, desk.read(path).replace(old, new, 1))


def test_an_activity_is_put_right_by_hand(desk: Desk, meeting: str) -> None:
    edit(desk, meeting, "text: 清渠", "text: 清理主干渠")
    record = meeting[-19:-5]
    assert desk.json("show", record)["decisions"][0]["text"] == "清渠"
    assert record in desk.run("status").out
    desk.run("adopt", record)
    assert desk.json("show", record)["decisions"][0]["text"] == "清理主干渠"
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_an_activity_written_by_hand_is_taken_in(desk: Desk, meeting: str) -> None:
    body = desk.read(meeting)
    old = meeting[-19:-5]
    new = "WL1-26-0000000"
    path = f"activities/WL1/2026/{new}.yaml"
    desk.write(path, body.replace(old, new))
    desk.run("adopt", path)
    assert {row["id"] for row in desk.json("list", "activities")["rows"]} == {old, new}


def test_the_facts_of_a_task_are_put_right_by_hand(desk: Desk, task: str) -> None:
    edit(desk, task, "due: 2026-11-27", "due: 2026-11-30")
    edit(desk, task, "title: 清渠", "title: 清理沟渠")
    desk.run("adopt", task)
    told = desk.json("show", task[-19:-5])
    assert (told["due"], told["title"]) == ("2026-11-30", "清理沟渠")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "status: passed",
            "status: done",
            "comes from the log; put passed back, then use “tz task",
        ),
        ("- {place: WL101", "- {done: true, place: WL101", "villages (parts) was edited"),
        ("opened: 2026-11-21", "opened: 2026-11-20", "never changes; put 2026-11-21 back, or void"),
        ("do: pass, place: WL101", "do: pass, place: WL102", "the log was edited"),
        ("log:\n", "finished: 2026-11-21\nlog:\n", "“tz task finish”"),
        ("kind: weekly", "kind: dance", "“dance” is not in ledger.yaml"),
        ("due: 2026-11-27", "parent: WL1-26-0000000\ndue: 2026-11-27", "no record “WL1-26-000000"),
        ("person: c002", "person: c999", "no member of staff “c999”"),
        ("due: 2026-11-27", "due: 2026-11-31", "there is no such day"),
        ("title: 清渠", "colour: red", "is not a field of this record"),
    ],
)
def test_what_no_hand_may_change_of_a_task_is_refused(
    desk: Desk, task: str, old: str, new: str, says: str
) -> None:
    edit(desk, task, old, new)
    desk.refused("adopt", task, exits=5, says=says)
    desk.run("restore", task, "--yes")
    assert desk.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("place: WL101", "place: WL999", "no station or place “WL999”"),
        ("chair: c001", "chair: c999", "no member of staff “c999”"),
        ("[c002]", "[c999]", "no member of staff “c999”"),
        ("[WL101-0002]", "[WL101-9999]", "no household “WL101-9999”"),
        ("kind: summary", "kind: dance", "“dance” is not in ledger.yaml"),
        ("text: 清渠", "text: 清渠, task: WL1-26-0000000", "no record “WL1-26-0000000”"),
        ("text: 清渠", "text: 清渠, issue: WL1-26-0000000", "no record “WL1-26-0000000”"),
        ("date: 2026-11-21", "date: 2026-11-21\nuntil: 2026-11-20", "before it begins on"),
        ("station: WL1\n", "station: WL2\n", "belongs in another file"),
    ],
)
def test_an_edit_of_an_activity_that_breaks_a_rule_is_refused(
    desk: Desk, meeting: str, old: str, new: str, says: str
) -> None:
    edit(desk, meeting, old, new)
    desk.refused("adopt", meeting, exits=5, says=says)


def test_deleted_activities_and_tasks_are_wanted_back(desk: Desk, meeting: str, task: str) -> None:
    for path, says in ((meeting, "an activity stays readable"), (task, "use “tz task void”")):
        (desk.root / path).unlink()
        desk.refused("adopt", path, exits=5, says=says)
        desk.run("restore", path, "--yes")


def committed(desk: Desk, path: str, old: str, new: str) -> list[tuple[str, int]]:
    """What `check` finds after an edit that went past every command."""
    desk.edit(path, old, new)
    rows = desk.run("check", "--format", "json", exits=1).data["rows"]
    wheres = [(row["code"], row["where"].partition(":")) for row in rows]
    return [(code, int(line or 0)) for code, (file, _colon, line) in wheres if file == path]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("status: passed", "status: done", "not-replayed"),
        ("do: pass, place: WL101", "do: report, place: WL101", "log-breaks"),
        ("place: WL1\n", "place: WL999\n", "unknown-place"),
        ("person: c002", "person: c999", "unknown-staff"),
        ("kind: weekly", "kind: dance", "unknown-setting"),
        ("period: 2026-W47", "period: 2026-W47\nparent: WL1-26-0000000", "unknown-record"),
    ],
)
def test_check_finds_what_is_wrong_with_a_task_and_on_which_line(
    desk: Desk, task: str, old: str, new: str, code: str
) -> None:
    found = committed(desk, task, old, new)
    assert [name for name, _line in found] == [code]
    assert found[0][1] > 0


def test_check_finds_tasks_that_are_part_of_each_other_and_parts_left_open(desk: Desk) -> None:
    add = ("task", "add", "--kind", "plan", "--station", "WL1")
    plan = desk.json(*add, "--title", "总方案")["id"]
    part = desk.json(*add, "--title", "专项", "--parent", plan)["id"]
    path = f"tasks/WL1/2026/{plan}.yaml"
    found = committed(desk, path, "place: WL1\n", f"place: WL1\nparent: {part}\n")
    assert [name for name, _line in found] == ["task-circle"]
    assert plan in desk.run("list", "tasks", "--tree").out
    desk.edit(path, f"parent: {part}\n", "")
    log = "do: issue}\n- {id: 0001, on: 2026-11-21, at: 2026-11-21T09:00:00+08:00, by: c001, "
    body = desk.read(path).replace("do: issue}", log + "do: finish}")
    body = body.replace("status: issued", "status: done\nfinished: 2026-11-21")
    desk.commit(path, body)
    said = desk.run("check", exits=1).out
    assert "is done, but" in said
    assert part in said


def test_the_deep_check_knows_who_wrote_each_step(desk: Desk, task: str) -> None:
    assert "not-the-writer" not in desk.run("check", "--deep").out
    step = "- {id: 0001, on: 2026-11-21, at: 2026-11-21T09:00:00+08:00, by: c002, do: progress}\n"
    desk.commit(task, desk.read(task) + step)
    assert "0001" in desk.run("check", "--deep", exits=1).out


def test_no_subject_and_no_path_tells_of_a_person(desk: Desk, meeting: str, task: str) -> None:
    said = desk.git("log", "--format=%B", "--name-only", "-3")
    assert not [word for word in ("清渠", "李乙二", "WL101-0002") if word in said]
    assert meeting in said
    assert task in said
