"""`tz list opinions` and `tz visit answer`: what people asked for, and what became of it."""

import pytest
from book_world import example
from cli_world import Desk


def heard(desk: Desk, *asked: str) -> list[str]:
    return [row["text"] for row in desk.json("list", "opinions", *asked)["rows"]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger with three more opinions, only read: one answered, one promoted, one open."""
    desk = Desk(example(tmp_path_factory.mktemp("asked") / "台账"))
    desk.run(
        *("visit", "add", "--place", "WL102", "--on", "11.18", "--household", "WL101-0004"),
        *("--opinion", "路灯不亮", "--opinion", "电话13800138000", "--opinion", "井水浑"),
        *("--answer", "已修", "--promote", "2", "--category", "用电照明", "--person", "c003"),
    )  # fmt: skip
    return desk


def test_opinions_are_read_from_the_diary_the_newest_first(asked: Desk) -> None:
    data = asked.json("list", "opinions")
    assert data["counts"] == {"heard": 10, "answered": 4, "promoted": 5, "waiting": 1}
    assert data["total"] == 10
    first = data["rows"][0]
    issue = data["rows"][1]["issue"]
    assert {name: first[name] for name in ("number", "day", "place", "answer", "state")} == {
        "number": 1,
        "day": "2026-11-18",
        "place": "WL102",
        "answer": "已修",
        "state": "answered",
    }
    assert (data["rows"][1]["state"], data["rows"][1]["status"]) == ("promoted", "registered")
    assert issue in asked.run("list").out
    days = [row["day"] for row in data["rows"]]
    assert days == sorted(days, reverse=True)


def test_a_number_that_tells_who_somebody_is_stays_hidden(asked: Desk) -> None:
    assert "13800138000" not in asked.run("list", "opinions", "--format", "json").out
    assert "电话13800138000" in heard(asked, "--full")


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (["--open"], 1),
        (["--station", "WL1"], 8),
        (["--place", "WL102"], 3),
        (["--person", "C003", "--since", "2026-11-01"], 3),
        (["--household", "WL101-0004", "--since", "2026-11-01"], 3),
        (["--until", "2026-11-17"], 7),
        (["--as-of", "2026-03-31"], 3),
        (["--limit", "2"], 2),
        (["--limit", "5"], 5),
    ],
)
def test_opinions_are_narrowed_by_each_filter(
    asked: Desk, narrowed: list[str], expected: int
) -> None:
    assert len(heard(asked, *narrowed)) == expected


def test_opinions_are_listed_in_every_format(asked: Desk) -> None:
    said = asked.run("list", "opinions", "--open").out
    assert said.startswith("Opinions up to 2026-11-21\nVisit ")
    assert "10 opinions: 4 answered, 5 became issues, 1 open\n" in said
    assert asked.run("list", "opinions", "--format", "csv").table[2]["Opinion"] == "井水浑"
    assert "| 井水浑 |" in asked.run("列表", "意见", "--未答复", "--format", "md").out
    none = asked.run("list", "opinions", "--station", "WL3", "--open").out
    assert "No opinion was heard." in none


@pytest.mark.parametrize(
    ("narrowed", "exits", "says"),
    [
        (["--kind", "visit"], 2, "--kind: does not narrow opinions"),
        (["--tree"], 2, "--tree: does not narrow opinions"),
        (["--person", "c099"], 4, "no member of staff “c099”"),
    ],
)
def test_what_does_not_narrow_opinions_is_refused(
    asked: Desk, narrowed: list[str], exits: int, says: str
) -> None:
    asked.refused("list", "opinions", *narrowed, exits=exits, says=says)


def test_an_opinion_is_answered_afterwards_once(desk: Desk) -> None:
    visit = desk.json(
        *("visit", "add", "--place", "WL101", "--opinion", "修路", "--opinion", "补灯")
    )["id"]
    said = desk.run("visit", "answer", visit[-6:], "--opinion", "2", "--text", "已报电力所").out
    assert said == f"Opinion 2 of {visit} is answered\n"
    told = desk.json("show", visit)["opinions"]
    assert [one.get("answer") for one in told] == [None, "已报电力所"]
    assert heard(desk, "--open") == ["修路"]
    again = ("visit", "answer", visit, "--opinion", "2", "--text", "再答")
    desk.refused(*again, exits=5, says=f"opinion 2 of {visit} was answered already")
    third = ("visit", "answer", visit, "--opinion", "3", "--text", "答")
    desk.refused(*third, exits=5, says=f"{visit} has 2 opinions; there is no number 3")
    desk.refused("visit", "answer", visit, exits=2, says="--text: is needed")
    desk.refused("visit", "answer", "ZZZZ", "--text", "答", exits=4, says="no visit “ZZZZ”")
    desk.run("走访", "答复", visit, "--内容", "列入计划")
    assert heard(desk, "--open") == []
    desk.run("undo")
    assert heard(desk, "--open") == ["修路"]


def test_a_page_kept_by_hand_keeps_its_comments(desk: Desk) -> None:
    visit = desk.json("visit", "add", "--place", "WL101", "--opinion", "修路", "--on", "11.5")["id"]
    path = "visits/WL1/2026/11-05.yaml"
    desk.commit(path, "# 手写\n" + desk.read(path))
    desk.run("visit", "answer", visit, "--text", "列入计划")
    assert desk.read(path).startswith("# 手写\n")
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_opinions_of_a_day_that_is_over_are_told_as_they_stood(desk: Desk) -> None:
    visit = desk.json("visit", "add", "--place", "WL101", "--opinion", "修路", "--on", "11.5")["id"]
    desk.run("走访", "答复", visit, "--内容", "列入计划", "--日期", "11.10")
    assert "answered: 2026-11-10" in desk.read("visits/WL1/2026/11-05.yaml")
    before = desk.json("list", "opinions", "--since", "11.5", "--as-of", "11.9")
    assert before["counts"] == {"heard": 1, "answered": 0, "promoted": 0, "waiting": 1}
    assert (before["rows"][0]["state"], before["rows"][0]["answer"]) == ("open", None)
    assert heard(desk, "--open", "--as-of", "11.9", "--since", "11.5") == ["修路"]
    assert heard(desk, "--open", "--as-of", "11.10", "--since", "11.5") == []
    early = ("visit", "answer", visit, "--text", "答", "--on", "11.4")
    desk.refused(*early, exits=5, says="cannot be answered on 2026-11-04, before it")
    assert desk.run("check").out == "Nothing is wrong.\n"
