"""What a clerk sees: the tables of the example ledger on three screens, in both languages."""

import re

import pytest
from book_world import example
from cli_world import Desk

from ledger import words

SEEN = {
    "list": ["list"],
    "list-visits": ["list", "visits", "--limit", "8"],
    "list-places": ["list", "places"],
    "overdue": ["overdue"],
    "show-issue": ["show", "WL1-26-N8JU7KB"],
    "show-visit": ["show", "WL1-26-L8RA3Y5"],
    "show-household": ["show", "WL101-0001"],
    "log": ["log"],
    "log-issue": ["log", "WL1-26-KE2NX4G"],
    "search": ["search", "水泵"],
    "check": ["check"],
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The example, with a few writes and, committed by hand, a few faults."""
    return Desk(example(tmp_path_factory.mktemp("golden") / "台账"))


@pytest.fixture
def told(story: Desk) -> Desk:
    if "note" in story.json("log")["rows"][0]["command"]:
        return story
    pump = "WL1-26-KE2NX4G"
    # Its deadline has passed, so that it is assigned anew and not extended.
    owner = ("--unit", "五里镇水利站", "--person", "c002")
    story.run("issue", "assign", pump, *owner, "--due", "2026-12-05")
    story.run("issue", "correct", pump, "--field", "level", "--value", "紧急", "--reason", "停水")
    story.run("issue", "submit", pump, "--text", "电机已更换，连续三日正常供水")
    story.run("issue", "note", pump, "--text", "群众来电致谢")
    return story


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(example(tmp_path_factory.mktemp("broken") / "台账"))


@pytest.fixture
def faulty(broken: Desk) -> Desk:
    if "不" in broken.git("log", "-1", "--format=%s"):
        return broken
    folder = "issues/WL1/2026"
    broken.edit(f"{folder}/WL1-26-KE2NX4G.yaml", "round: 1\n", "round: one\nround: 2\n")
    broken.edit(f"{folder}/WL1-26-LPG7K0Q.yaml", "place: WL102", "place: WL999")
    broken.edit(f"{folder}/WL1-26-D5UWL68.yaml", "status: closed", "status: handling")
    broken.edit("households/WL101.yaml", "size: 4", "size: 400")
    broken.edit("visits/WL3/2026/03-27.yaml", "people: [c009, c010]", "people: [c009, c099]")
    broken.git("commit", "-q", "--allow-empty", "-m", "手改，不走命令")
    broken.write(f"{folder}/WL1-26-5P0HPHL.yaml", "")
    return broken


def masked(text: str) -> str:
    """The text without the ids of commits, which differ with every change of the schemas."""
    return re.sub(r"\b[0-9a-f]{8}\b", "········", text)


@pytest.mark.parametrize("columns", [80, 100, 160])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("what", sorted(SEEN))
def test_what_a_clerk_sees(
    told: Desk, faulty: Desk, golden, monkeypatch, what: str, language: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    desk, exits = (faulty, 1) if what == "check" else (told, 0)
    said = desk.run(*SEEN[what], "--lang", language, exits=exits)
    text = masked(said.out + said.err)
    assert all(words.width(line) <= columns for line in text.splitlines())
    golden(f"cli-{what}-{language}-{columns}.txt", text)
