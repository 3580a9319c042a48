"""`tz task`: lists that go down twice and come up twice, key works, plans, changes of rules."""

import re

import pytest
from book_world import example
from cli_world import Desk

WEEKLY = ("task", "add", "--kind", "weekly", "--station", "WL1", "--period", "2026-W47")
FULL = (
    *(
        "task",
        "add",
        "--kind",
        "废改立",
        "--title",
        "修订考评办法",
        "--text",
        "按新规修订。\n二稿。",
    ),
    *("--issuer", "县委组织部", "--period", "2026", "--due", "12月31日", "--place", "WL101"),
    *("--station", "WL1", "--unit", "五里镇党建办", "--person", "Ｃ００２", "--action", "revise"),
    *("--on", "11.2", "--to", "WL102"),
)


def given(desk: Desk, *more: str) -> str:
    """The id of a weekly list just given."""
    return str(desk.json(*WEEKLY, "--title", "清理沟渠", "--due", "11.27", *more)["id"])


def shown(desk: Desk, record: str, *more: str) -> dict:
    return desk.json("show", record, "--full", *more)


def test_every_field_of_a_task_can_be_given_and_comes_back(desk: Desk) -> None:
    record = desk.json(*FULL)["id"]
    told = shown(desk, record)
    log = told.pop("log")
    assert told == {
        "id": record,
        "kind": "rule",
        "title": "修订考评办法",
        "text": "按新规修订。\n二稿。",
        "station": "WL1",
        "place": "WL101",
        "issuer": "县委组织部",
        "period": "2026",
        "owner": {"unit": "五里镇党建办", "person": "c002"},
        "action": "revise",
        "opened": "2026-11-02",
        "due": "2026-12-31",
        "status": "passed",
        "parts": [{"place": "WL102", "passed": "2026-11-02"}],
    }
    assert [(step["do"], step["on"], step["by"]) for step in log] == [
        ("issue", "2026-11-02", "c001"),
        ("pass", "2026-11-02", "c001"),
    ]
    assert desk.run("check").out == "Nothing is wrong.\n"
    assert desk.git("log", "-1", "--format=%s").strip() == f"give task {record}"
    assert desk.git("ls-files", "tasks").strip() == f"tasks/WL1/2026/{record}.yaml"


def test_two_down_two_up(desk: Desk) -> None:
    task = given(desk, "--on", "11.16")
    said = desk.run("task", "pass", task, "--to", "WL101", "--to", "五里镇第二村", "--on", "11.17",
                    "--due", "11.19", "--person", "c003", "--text", "清主渠").out  # fmt: skip
    assert said.endswith("清理沟渠: passed on; still to report: WL101, WL102\n")
    desk.run("task", "report", task[-7:], "--place", "WL101", "--text", "已清", "--on", "11.19")
    said = desk.run("task", "report", task, "--place", "WL102", "--not-done", "--on", "11.20").out
    assert said.endswith("清理沟渠: villages reported\n")
    said = desk.run("task", "consolidate", task, "--text", "一村完成").out
    assert said.endswith("清理沟渠: reported up\n")
    told = desk.run("show", task).out
    for line in (
        "Down 1: given to the station +2026-11-16",
        "Down 2: passed on to villages +2026-11-17",
        r"Up 1: villages reported +2026-11-19 – 2026-11-20 \(2/2\)",
        "Up 2: reported up by the station +2026-11-21",
        "WL101 五里镇第一村 +c003 +清主渠 +2026-11-19 +2026-11-17 +2026-11-19 +yes",
        "WL102 五里镇第二村 +c003 +清主渠 +2026-11-19 +2026-11-17 +2026-11-20 +no",
    ):
        assert re.search(f"^{line} *$", told, re.MULTILINE), line
    then = shown(desk, task, "--as-of", "2026-11-19")
    assert (then["status"], len(then["log"])) == ("passed", 4)
    row = desk.json("list", "tasks", "--period", "2026-W47")["rows"][0]
    assert (row["villages"], row["reported"], row["settled"], row["whole"]) == (2, 2, 1, 50)
    row = desk.json("list", "tasks", "--as-of", "2026-11-16")["rows"][0]
    assert (row["villages"], row["status"]) == (0, "issued")


def test_a_station_stands_for_all_its_villages(desk: Desk) -> None:
    said = desk.run(*WEEKLY, "--title", "禁烧", "--due", "11.27", "--to", "榆舍").out
    assert said.endswith("禁烧; passed on to WL101, WL102, WL103\n")
    task = desk.json("list", "tasks")["rows"][0]["id"]
    said = desk.run("task", "report", task, "--place", "WL101", "--place", "WL103").out
    assert said.endswith("passed on; still to report: WL102\n")


def test_work_moves_on_and_is_finished(desk: Desk) -> None:
    task = given(desk)
    said = desk.run("task", "progress", task, "--percent", "40").out
    assert said.endswith("given out; 40% done\n")
    desk.run("task", "progress", task, "--text", "进场施工")
    desk.run("task", "finish", task, "--text", "全部完成")
    told = shown(desk, task)
    assert (told["status"], told["progress"], told["finished"]) == ("done", 100, "2026-11-21")
    desk.refused("task", "progress", task, "--percent", "50", exits=5, says="it allows: nothing")
    desk.refused("task", "void", task, "--reason", "误", exits=5, says="is “done”, which does not")
    struck = given(desk)
    desk.run("task", "void", struck, "--reason", "重复下发")
    assert shown(desk, struck)["log"][-1]["reason"] == "重复下发"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger with a plan of three levels and two weekly lists, only read."""
    desk = Desk(example(tmp_path_factory.mktemp("planned") / "台账"))
    add = ("task", "add", "--on", "11.2")
    plan = desk.json(
        *add, "--kind", "plan", "--title", "总方案", "--place", "WL1", "--issuer", "县委"
    )
    field = desk.json(*add, "--parent", plan["id"], "--title", "专项", "--unit", "县住建局")
    for title, due, person in (("摸底", "11.10", "c002"), ("清退", "12.20", "c003")):
        leaf = (*add, "--parent", field["id"], "--title", title, "--person", person, "--due", due)
        desk.run(*leaf)
    rows = {row["title"]: row["id"] for row in desk.json("list", "tasks")["rows"]}
    desk.run("task", "progress", rows["摸底"], "--percent", "50", "--on", "11.6")
    desk.run("task", "finish", rows["清退"], "--on", "11.9")
    list_ = ("task", "add", "--kind", "weekly", "--title", "周任务", "--period")
    desk.run(
        *list_, "2026-W46", "--station", "WL1", "--due", "11.14", "--on", "11.9", "--to", "WL1"
    )
    desk.run(*list_, "2026-W47", "--station", "WL2", "--due", "11.21", "--on", "11.16")
    return desk


def test_the_parts_of_a_plan_show_as_a_tree_with_owner_deadline_and_progress(planned: Desk) -> None:
    plan = planned.json("list", "tasks", "--kind", "plan", "--tree")["rows"]
    assert [(row["depth"], row["title"].strip("　└ ")) for row in plan] == [
        (0, "总方案"),
        (1, "专项"),
        (2, "摸底"),
        (2, "清退"),
    ]
    assert [row["whole"] for row in plan] == [75, 75, 50, 100]
    said = planned.run("show", plan[0]["id"]).out
    assert re.search(r"^Done +75%$", said, re.MULTILINE)
    assert re.search(r"  　└ 摸底 .* c002 +2026-11-10 +given out +50% +11 *$", said, re.MULTILINE)
    assert planned.run("show", plan[1]["id"]).out.count("总方案") == 0
    then = planned.json("list", "tasks", "--kind", "plan", "--tree", "--as-of", "2026-11-07")[
        "rows"
    ]
    assert [row["whole"] for row in then] == [25, 25, 50, None]
    tree = planned.run("list", "tasks", "--tree", "--format", "csv").table
    assert [row["Task"] for row in tree][-3:] == ["└ 专项", "　└ 摸底", "　└ 清退"]


def titles(desk: Desk, *asked: str) -> list[str]:
    return sorted(row["title"] for row in desk.json("list", "tasks", *asked)["rows"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["--kind", "weekly"], ["周任务", "周任务"]),
        (["--kind", "计划"], ["专项", "总方案", "摸底", "清退"]),
        (["--period", "2026-W46"], ["周任务"]),
        (["--period", "第46周"], ["周任务"]),
        (["--period", "11月"], []),
        (["--station", "WL2"], ["周任务"]),
        (["--place", "WL102"], ["周任务"]),
        (["--owner", "县住建局"], ["专项"]),
        (["--owner", "c003"], ["清退"]),
        (["--person", "C002"], ["摸底"]),
        (["--status", "done"], ["清退"]),
        (["--status", "given out,passed on", "--kind", "weekly"], ["周任务", "周任务"]),
        (["--status", "open", "--kind", "plan"], ["专项", "总方案", "摸底"]),
        (["--status", "overdue"], ["周任务", "摸底"]),
        (["--status", "overdue", "--as-of", "2026-11-12"], ["摸底"]),
        (["--since", "2026-11-09"], ["周任务", "周任务"]),
        (["--until", "2026-11-03"], ["专项", "总方案", "摸底", "清退"]),
        (["--as-of", "2026-11-01"], []),
        (["--as-of", "2026-11-08", "--status", "done"], []),
    ],
)
def test_tasks_are_narrowed_by_each_filter(
    planned: Desk, asked: list[str], expected: list[str]
) -> None:
    assert titles(planned, *asked) == expected


def test_a_period_is_kept_and_found_by_the_name_that_all_have_it_by(desk: Desk) -> None:
    add = ("task", "add", "--kind", "weekly", "--place", "WL1", "--due", "12.31")
    given = {"下周": "2026-W47", "12月": "2026-12", "一季度": "2027Q1", "百日攻坚": "百日攻坚"}
    for said, name in given.items():
        made = desk.run(*add, "--title", said, "--period", said, "--on", "2026-11-10")
        told = made.out.endswith(f"{said}; its period is {name}\n")
        assert told == (said != name)
        assert titles(desk, "--period", name) == [said]
    assert titles(desk, "--period", "上周") == []
    assert titles(desk, "--period", "十二月份") == ["12月"]
    assert titles(desk, "--period", "百日攻坚") == ["百日攻坚"]


def test_a_part_of_a_plan_is_asked_for_with_all_below_it(planned: Desk) -> None:
    field = next(
        row["id"] for row in planned.json("list", "tasks")["rows"] if row["title"] == "专项"
    )
    assert titles(planned, "--parent", field[-6:]) == ["专项", "摸底", "清退"]
    planned.refused("list", "tasks", "--parent", "ZZZZ", exits=4, says="no task “ZZZZ”")


@pytest.mark.parametrize(
    ("asked", "exits", "says"),
    [
        (["--household", "WL101-0001"], 2, "--household: does not narrow tasks"),
        (["--open"], 2, "--open: does not narrow tasks"),
        (["--status", "handling"], 2, "“handling” is no status; there are: open, given out,"),
        (["--kind", "dance"], 4, "no kind of task “dance” in this ledger; did you mean weekly"),
        (["--person", "c099"], 4, "no member of staff “c099”"),
        (["--person", "c002", "--owner", "县住建局"], 2, "--person: an owner is named already"),
    ],
)
def test_what_does_not_narrow_tasks_is_refused(
    planned: Desk, asked: list[str], exits: int, says: str
) -> None:
    planned.refused("list", "tasks", *asked, exits=exits, says=says)


def test_tasks_are_listed_in_every_format_and_found_by_words(planned: Desk) -> None:
    said = planned.run("list", "tasks", "--kind", "weekly").out
    assert said.startswith("Tasks on 2026-11-21\nId ")
    assert re.search("passed on +0/3 +0% +7", said)
    assert planned.run("list", "tasks", "--format", "csv").table[0]["Period"] == "2026-W47"
    assert "| 周任务 |" in planned.run("list", "tasks", "--format", "md").out
    assert planned.json("list", "tasks", "--limit", "2")["total"] == 6
    assert planned.run("list", "tasks", "--kind", "rule").out.endswith("No such task.\n")
    assert [row["title"] for row in planned.json("search", "摸底")["tasks"]] == ["摸底"]
    assert "Tasks with “摸底”" in planned.run("search", "摸底").out


@pytest.mark.parametrize(
    ("more", "exits", "says"),
    [
        (["--title", "清渠"], 5, "“每周任务清单” needs deadline (due): ledger.yaml demands it"),
        (["--due", "12.1"], 2, "--title: is needed; it is asked for only at a terminal"),
        (["--title", "清渠", "--due", "改天"], 2, "--due: “改天”"),
        (["--title", "清渠", "--due", "2026-11-01"], 5, "the deadline 2026-11-01 is before"),
        (["--title", "清渠", "--due", "12.1", "--kind", "舞"], 4, "kind of task"),
        (["--title", "清渠", "--due", "12.1", "--kind", "rule"], 5, "needs what becomes of it"),
        (["--title", "清渠", "--due", "12.1", "--action", "mend"], 2, "--action: “mend” is"),
        (["--title", "清渠", "--due", "12.1", "--to", "WL205"], 5, "WL205 does not belong to WL1"),
        (["--title", "清渠", "--due", "12.1", "--to", "月球"], 4, "no place “月球”"),
        (["--title", "清渠", "--due", "12.1", "--person", "c099"], 4, "no member of staff “c099”"),
        (["--title", "清渠", "--due", "12.1", "--parent", "ZZZZ"], 4, "no task “ZZZZ”"),
        (["--due", "12.1", "--from", "ZZZZ"], 4, "no activity “ZZZZ”"),
        (["--title", "清渠", "--due", "12.1", "--on", "2027-01-01"], 5, "has not come yet"),
        (["--title", " ", "--due", "12.1"], 5, "title"),
        (["--title", "x" * 201, "--due", "12.1"], 5, "too long"),
        (["--title", "清渠", "--due", "12.1", "--issuer", "县" * 41], 5, "given by"),
        (["--title", "清渠", "--due", "12.1", "--station", "WL"], 5, "keeps no ledger of its own"),
    ],
)  # fmt: skip
def test_a_task_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, more: list[str], exits: int, says: str
) -> None:
    reader.refused(*WEEKLY, *more, exits=exits, says=says)


def test_in_a_pipe_kind_and_place_must_be_given(reader: Desk) -> None:
    add = ("task", "add", "--title", "清渠")
    reader.refused(*add, "--place", "WL1", exits=2, says="--kind: is needed; it is asked for only")
    reader.refused(*add, "--kind", "plan", exits=2, says="--place: is needed")


@pytest.mark.parametrize(
    ("step", "exits", "says"),
    [
        (["pass"], 2, "--to: is needed"),
        (["pass", "--to", "WL101"], 5, "was passed on to WL101 already"),
        (["pass", "--to", "WL205"], 5, "does not belong to WL1"),
        (["pass", "--to", "WL102", "--due", "2026-11-01"], 5, "the deadline 2026-11-01 is before"),
        (["pass", "--to", "WL102", "--person", "c099"], 4, "no member of staff “c099”"),
        (["report"], 2, "--place: is needed"),
        (["report", "--place", "WL102"], 5, "was not passed on to WL102, so there is nothing"),
        (["report", "--place", "WL999"], 4, "no place “WL999”"),
        (["report", "--place", "WL101", "--on", "2026-11-14"], 5, "before the last entry"),
        (["report", "--place", "WL101", "--on", "2027-01-01"], 5, "has not come yet"),
        (["consolidate", "--text", " 空"], 5, "text: has characters that cannot be seen, or"),
        (["progress"], 2, "--percent: is needed, or --text, or both"),
        (["progress", "--percent", "101"], 2, "--percent: a number from 0 to 100 is needed"),
        (["progress", "--percent", "半"], 2, "--percent: “半” is not a number"),
        (["void"], 2, "--reason: is needed"),
        (["finish", "--colour"], 2, "--colour: there is no such option"),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_one_sentence(
    stepping: tuple[Desk, str], step: list[str], exits: int, says: str
) -> None:
    desk, task = stepping
    desk.refused("task", step[0], task, *step[1:], exits=exits, says=says)


@pytest.fixture(scope="module")
def stepping(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """A ledger with a list that one village has, only read."""
    desk = Desk(example(tmp_path_factory.mktemp("stepping") / "台账"))
    return desk, given(desk, "--to", "WL101", "--on", "11.16")


def test_another_record_is_no_task(reader: Desk) -> None:
    reader.refused("task", "finish", "LPG7", exits=4, says="no task “LPG7” in this ledger")


def test_the_chinese_names_do_the_same(desk: Desk) -> None:
    desk.run(
        *("任务", "下发", "--种类", "每周任务清单", "--标题", "清渠", "--工作站", "榆舍片区"),
        *("--期次", "2026-W47", "--到期", "11月27日", "--下发单位", "五里镇党委"),
    )  # fmt: skip
    task = desk.json("列表", "任务")["rows"][0]["id"]
    desk.run("任务", "分解", task, "--交给", "WL101", "--人员", "c003")
    desk.run("任务", "上报", task, "--地点", "WL101", "--未完成", "--内容", "尚缺一处")
    desk.run("任务", "进展", task, "--完成百分比", "80")
    desk.run("任务", "汇总", task)
    desk.run("任务", "完成", task)
    told = shown(desk, task)
    assert [step["do"] for step in told["log"]] == [
        *("issue", "pass", "report", "progress", "consolidate", "finish"),
    ]
    assert told["parts"][0] == {
        "place": "WL101",
        "person": "c003",
        "passed": "2026-11-21",
        "reported": "2026-11-21",
    }
    assert desk.run("列表", "任务", "--树状", "--lang", "zh").code == 0


def test_its_history_names_steps_as_those_of_a_task(desk: Desk) -> None:
    task = given(desk, "--to", "WL101")
    desk.run("task", "report", task, "--place", "WL101", "--text", "已清")
    said = desk.run("log", task, "--format", "md").out
    assert "village's report: 已清" in said
    assert "status: passed on → villages reported" in said
    assert "每周任务清单" in said


def test_any_step_is_taken_back(desk: Desk) -> None:
    task = given(desk, "--to", "WL101")
    before = shown(desk, task)
    desk.run("task", "report", task, "--place", "WL101")
    desk.run("undo")
    assert shown(desk, task) == before
    desk.run("redo")
    assert shown(desk, task)["status"] == "reported"


def test_a_task_is_made_of_a_decision(desk: Desk) -> None:
    meeting = desk.json(
        *("activity", "add", "--kind", "summary", "--place", "WL1", "--chair", "c001"),
        *("--decision", "清渠", "--decision", "补路灯"),
    )["id"]  # fmt: skip
    task = desk.json("task", "add", "--kind", "plan", "--from", meeting, "--decision", "2")
    assert (task["title"], task["place"]) == ("补路灯", "WL1")
    assert re.search(f"^Decided on +{meeting}$", desk.run("show", task["id"]).out, re.MULTILINE)
    assert task["id"] in desk.run("show", meeting).out
