"""`list`, `show`, `overdue`, `search`, `log`, `whoami`, `check`: questions, and no trace left."""

import pytest
from cli_world import Desk, call

from ledger.commands.line.registry import LISTED
from ledger.commands.list import OF_EACH

LAMP = "WL1-26-D5UWL68"
PUMP = "WL1-26-KE2NX4G"
PATH = "WL1-26-LPG7K0Q"
PENSION = "WL1-26-N8JU7KB"
COPY = "WL1-26-5P0HPHL"
OF_WL1 = {LAMP, PUMP, PATH, PENSION, COPY}


def found(desk: Desk, *argv: str) -> set[str]:
    return set(desk.run("list", *argv, "--format", "json").ids)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["--station", "WL1"], OF_WL1),
        (["--station", "榆舍"], OF_WL1),
        (["--station", "ｗｌ１"], OF_WL1),
        (["--place", "WL1"], OF_WL1),
        (["--place", "WL102"], {PATH}),
        (["--place", "五里镇第二村"], {PATH}),
        (["--station", "WL1", "--status", "handling"], {PUMP, PATH}),
        (["--station", "WL1", "--status", "open"], {PUMP, PATH}),
        (["--station", "WL1", "--status", "merged,signed off"], {COPY, LAMP, PENSION}),
        (["--station", "WL1", "--status", "merged，closed"], {COPY, LAMP, PENSION}),
        (["--owner", "五里镇水利站"], {PUMP}),
        (["--owner", "c002", "--station", "WL1"], {LAMP, PUMP, PATH}),
        (["--person", "Ｃ００２", "--station", "WL1"], {LAMP, PUMP, PATH}),
        (["--category", "基础设施建设", "--station", "WL1"], {LAMP, PUMP, PATH, COPY}),
        (["--category", "基础设施建设/道路", "--station", "WL1"], {PATH}),
        (["--category", "道路", "--station", "WL1"], {PATH}),
        (["--stream", "errand", "--station", "WL1"], {PENSION}),
        (["--stream", "群众事项代办", "--station", "WL1"], {PENSION}),
        (["--source", "集中便民日", "--station", "WL1"], {PATH}),
        (["--household", "WL101-0004"], {PUMP}),
        (["--station", "WL1", "--since", "2026-05-20"], {PUMP, COPY}),
        (["--station", "WL1", "--since", "2026-03-11", "--until", "2026-03-18"], {LAMP, PENSION}),
        (["--station", "WL1", "--until", "3月11日"], {LAMP}),
        (["--status", "void", "--station", "WL1"], set()),
    ],
)
def test_issues_are_narrowed_by_each_filter(
    reader: Desk, given: list[str], expected: set[str]
) -> None:
    assert found(reader, *given) == expected


def test_a_place_takes_in_all_below_it_but_not_its_namesakes(desk: Desk) -> None:
    assert len(found(desk, "--place", "YJ")) == 13
    assert found(desk, "--station", "WL") == found(desk, "--place", "YJ")
    desk.run(
        "station", "add", "--code", "WL10", "--name", "十片", "--type", "area", "--parent", "WL"
    )
    made = desk.json("issue", "add", "--title", "路灯", "--place", "WL10")["id"]
    assert found(desk, "--place", "WL10") == {made}
    assert found(desk, "--station", "WL1") == OF_WL1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["--station", "WL2"], 2),
        (["--place", "WL101"], 5),
        (["--person", "c003"], 5),
        (["--household", "WL101-0004"], 2),
        (["--since", "2026-05-20", "--until", "2026-05-22"], 2),
        (["--as-of", "2026-03-31"], 3),
        (["--until", "2026-04-10", "--as-of", "2026-03-31"], 3),
    ],
)
def test_visits_are_narrowed_by_each_filter(reader: Desk, given: list[str], expected: int) -> None:
    envelope = reader.run("list", "visits", *given, "--format", "json")
    assert envelope.data["total"] == len(envelope.ids) == expected


@pytest.mark.parametrize(
    ("what", "total"),
    [("stations", 3), ("places", 14), ("households", 10), ("staff", 10), ("visits", 11)],
)
def test_every_kind_can_be_listed_by_all_its_names(reader: Desk, what: str, total: int) -> None:
    for word in (what, *LISTED[what]):
        assert reader.run("list", word, "--format", "json").data["total"] == total


@pytest.mark.parametrize("kind", ["visits", "places", "staff"])
def test_a_filter_that_narrows_nothing_is_refused(reader: Desk, kind: str) -> None:
    values = {"limit": "3", "since": "2026-01-01", "until": "2026-01-01"}
    values |= {"waits": "handler", "light": "late"}
    for name in sorted(OF_EACH["issues"] - OF_EACH.get(kind, frozenset())):
        value = [] if name == "changed" else [values.get(name, "c003")]
        reader.refused(
            *("list", kind, f"--{name}", *value),
            exits=2,
            says=f"--{name}: does not narrow {kind}",
        )


def test_the_newest_issue_comes_first_and_the_longest_overdue(reader: Desk) -> None:
    opened = [row["opened"] for row in reader.json("list")["rows"]]
    assert opened == sorted(opened, reverse=True)
    due = [row["due"] for row in reader.json("overdue")["rows"]]
    assert due == sorted(due)


def test_a_limit_says_how_many_there_are(reader: Desk) -> None:
    said = reader.run("list", "--limit", "2").out
    assert "2 of 13 shown" in said
    assert reader.json("list", "--limit", "2")["total"] == 13


@pytest.mark.parametrize(
    ("day", "status", "overdue"),
    [
        ("2026-05-05", None, False),
        ("2026-05-06", "registered", False),
        ("2026-05-07", "handling", False),
        ("2026-06-05", "handling", False),
        ("2026-06-06", "handling", True),
        ("今天", "handling", True),
    ],
)
def test_list_show_and_overdue_answer_as_the_log_had_it_on_that_day(
    reader: Desk, day: str, status: str | None, overdue: bool
) -> None:
    rows = reader.json("list", "--station", "WL1", "--as-of", day)["rows"]
    assert {row["id"]: row["status"] for row in rows}.get(PATH) == status
    late = reader.json("overdue", "--as-of", day)["rows"]
    assert (PATH in [row["id"] for row in late]) is overdue
    if status is None:
        reader.refused("show", PATH, "--as-of", day, exits=4, says=f"no issue on {day} “{PATH}”")
    else:
        assert reader.json("show", PATH, "--as-of", day)["status"] == status


def test_as_of_tells_owner_deadline_and_round_of_that_day(reader: Desk) -> None:
    then = reader.json("show", PENSION, "--as-of", "2026-03-18")
    assert (then["status"], then["round"]) == ("registered", 1)
    assert "owner" not in then
    assert reader.json("show", PENSION, "--as-of", "2026-04-01")["closed"] == "2026-03-31"
    now = reader.json("show", PENSION)
    assert (now["round"], now["deadline"]) == (2, {"date": "2026-05-15"})
    assert reader.json("show", PUMP, "--as-of", "2026-06-01")["deadline"] == {"date": "2026-06-10"}


def test_a_status_is_asked_of_the_day_not_of_today(reader: Desk) -> None:
    assert LAMP in found(reader, "--status", "handling", "--as-of", "2026-03-20")
    assert LAMP not in found(reader, "--status", "closed", "--as-of", "2026-03-25")


WORK = ("task", "add", "--kind", "重点工作", "--title", "x", "--place", "WL1")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["list", "--since", "6.1", "--until", "12.5"], "2025-12-05 or 2026-12-05"),
        (["overdue", "--as-of", "11.22"], "2025-11-22 or 2026-11-22"),
        (["visit", "add", "--place", "WL101", "--on", "11月22日"], "2025-11-22 or 2026-11-22"),
        ([*WORK, "--due", "11.1"], "2026-11-01 or 2027-11-01"),
        (["list", "--since", "6.30", "--until", "6.1"], "2026-06-01 lies before 2026-06-30"),
        (["list", "--until", "6.1", "--since", "6.30"], "2026-06-01 lies before 2026-06-30"),
        (["list", "visits", "--since", "6.30", "--until", "6.1"], "lies before"),
    ],
)
def test_no_other_year_is_guessed_where_the_day_of_this_one_is_nearer(
    reader: Desk, argv: list[str], says: str
) -> None:
    reader.refused(*argv, exits=2, says=says)


def test_a_day_of_this_year_or_the_nearest_needs_no_year(reader: Desk) -> None:
    assert "2026-01-05" in reader.run("overdue", "--as-of", "1.5").out
    assert reader.run("list", "--since", "1.5", "--until", "11.21").code == 0


@pytest.mark.parametrize("argv", [["list"], ["overdue"], ["show", PUMP]])
def test_nothing_is_asked_of_a_day_to_come_without_saying_so(reader: Desk, argv: list[str]) -> None:
    assert reader.run(*argv, "--as-of", "2027-01-01").code == 0


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("KE2NX4G", PUMP),
        ("ke2n", PUMP),
        ("ＫＥ２", PUMP),
        ("wl126ke2nx4g", PUMP),
        ("WL1 26 KE2NX4G", PUMP),
        ("L8RA3Y5", "WL1-26-L8RA3Y5"),
        ("wl101-0001", "WL101-0001"),
        ("WL1", "WL1 榆舍片区"),
        ("榆舍", "WL1 榆舍片区"),
    ],
)
def test_a_record_is_named_by_any_unique_part(reader: Desk, typed: str, title: str) -> None:
    assert reader.run("show", typed).out.splitlines()[0] == title


def test_names_are_masked_unless_all_is_asked_for(reader: Desk) -> None:
    for argv in (["show", "WL101-0001"], ["list", "households"], ["show", PUMP], ["show", "L8RA"]):
        for form in ("table", "json", "csv", "md"):
            masked = reader.run(*argv, "--format", form).out
            assert "张甲一" not in masked
            assert "赵丁四" not in masked
            assert "000-0101-0001" not in masked
    assert "张甲一" in reader.run("show", "WL101-0001", "--full").out
    assert "张甲一" in reader.run("list", "households", "--full").out
    assert "赵丁四" in reader.run("show", PUMP, "--full").out


def test_a_confidential_household_is_kept_from_lists_and_reports(desk: Desk) -> None:
    said = desk.run("list", "households").out + desk.run("show", "WL101-0005").out
    assert "confidential" in said
    assert "刘" not in said
    issue = desk.json(
        *("issue", "add", "--title", "低保", "--place", "WL101", "--reporter", "WL101-0005"),
        "--confidential",
    )["id"]
    shown = desk.run("show", issue, "--format", "json")
    assert "WL101-0005" not in shown.out
    assert "reporter" not in shown.data


def test_words_are_sought_in_issues_and_visits(reader: Desk) -> None:
    data = reader.json("search", "水泵")
    assert [row["id"] for row in data["issues"]] == [PUMP]
    assert [row["id"] for row in data["visits"]] == ["WL1-26-L8RA3Y5"]
    nothing = {"issues": [], "visits": [], "activities": [], "tasks": []}
    assert reader.json("search", "水泵", "路灯") == nothing
    assert "No issue holds these words." in reader.run("search", "火星").out


@pytest.mark.parametrize("odd", ['"', "*", "NEAR(", "水 OR 灯", "'; DROP", "%", "\\", "-", "^水"])
def test_odd_words_are_sought_as_they_are(reader: Desk, odd: str) -> None:
    assert reader.run("search", "--", odd).code == 0


def test_history_tells_who_when_what_command_and_commit(desk: Desk) -> None:
    issue = "WL2-26-06N1UKY"
    desk.run("issue", "assign", issue, "--unit", "五里镇政务大厅", "--due", "11.30")
    desk.run("issue", "extend", issue, "--due", "12.5", "--reason", "雨天", "--approver", "c001")
    commit = desk.git("rev-parse", "HEAD").strip()
    row = desk.json("log", issue)["rows"][0]
    assert (row["who"], row["command"], row["commit"]) == ("c001", "issue extend", commit)
    assert ["deadline.date", "2026-11-30", "2026-12-05"] in row["changes"]
    assert ["extend.reason", None, "雨天"] in row["changes"]
    said = desk.run("log", issue).out
    assert "2026-11-30 → 2026-12-05" in said
    assert commit[:8] in said


def test_the_history_of_a_visit_a_household_and_a_place_is_its_own(desk: Desk) -> None:
    desk.run("visit", "add", "--place", "WL101", "--text", "又访", "--on", "2026-05-20")
    desk.run("household", "add", "--place", "WL101", "--name", "郑甲")
    assert len(desk.json("log", "L8RA3Y5")["rows"]) == 1
    assert len(desk.json("log", "WL101-0001")["rows"]) == 1
    assert desk.json("log", "WL101-0011")["rows"][0]["command"] == "household add"
    assert desk.json("log", "WL1")["rows"][0]["record"]


def test_the_history_of_all_is_cut_to_what_is_asked(desk: Desk) -> None:
    for text in ("一", "二", "三"):
        desk.run("issue", "note", PUMP, "--text", text)
    rows = desk.json("log", "--limit", "2")["rows"]
    assert [row["command"] for row in rows] == ["issue note", "issue note"]
    assert len(desk.json("log")["rows"]) == 4
    assert len(desk.json("log", PUMP, "--limit", "1")["rows"]) == 1
    assert "only the latest 3 are shown" in desk.run("log", "--limit", "3").out
    assert "only the latest" not in desk.run("log").out


def test_a_clerk_says_who_they_are(desk: Desk) -> None:
    assert desk.run("whoami").out == "You are c001: 站长 of WL1 榆舍片区\n"
    assert desk.run("whoami", "Ｃ００３").out == "You are c003: 专职党务工作者 of WL1 榆舍片区\n"
    issue = desk.json("issue", "add", "--title", "路灯", "--place", "WL101")
    assert issue["log"][0]["by"] == "c003"
    assert desk.run("whoami", "c010").out == "You are c010: no post today\n"


def test_whoever_writes_can_be_named_by_the_environment(desk: Desk) -> None:
    said = desk.process("whoami", TAIZHANG_WHO="c002").out
    assert said.startswith("You are c002")


def test_the_ledger_is_found_from_a_folder_within_it(desk: Desk) -> None:
    assert call("-C", str(desk.root / "issues" / "WL1"), "list").code == 0


def test_asking_leaves_commit_and_work_tree_as_they_are(reader: Desk) -> None:
    with reader.unchanged():
        for argv in (["list"], ["overdue"], ["show", PUMP], ["log"], ["search", "水"], ["check"]):
            reader.run(*argv)


def test_a_hand_edit_is_said_and_not_counted(desk: Desk) -> None:
    path = f"issues/WL1/2026/{PUMP}.yaml"
    desk.write(path, desk.read(path).replace("水泵老化", "水泵坏了"))
    listed = desk.run("list", "--station", "WL1")
    assert "水泵坏了" not in listed.out
    assert "1 file was edited by hand" in listed.err
    assert path in desk.run("check", exits=1).out
    problems = desk.run("list", "--format", "json").envelope["problems"]
    assert [(p["path"], p["code"]) for p in problems] == [(path, "not-committed")]
