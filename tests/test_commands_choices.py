"""What an answer means among choices, and what is remembered of it."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.commands.asking.choices import matches, spells
from ledger.commands.memory import Memory

PEOPLE = [("c003", "张国强"), ("c017", "李重山"), ("c020", "张国庆"), ("c103", "乐小满")]


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("2", ["c017"]),
        ("２", ["c017"]),
        ("2。", ["c017"]),
        ("２、", ["c017"]),
        ("2)", ["c017"]),
        ("c020", ["c020"]),
        ("Ｃ０２０", ["c020"]),
        ("李重山", ["c017"]),
        ("国", ["c003", "c020"]),
        ("小满", ["c103"]),
        ("zgq", ["c003", "c020"]),
        ("lzs", ["c017"]),
        ("lcs", ["c017"]),
        ("yxm", ["c103"]),
        ("lxm", ["c103"]),
        ("GQ", ["c003", "c020"]),
        ("9", []),
        ("10", []),
        ("１７", []),
        ("017", ["c017"]),
        ("y", []),
        ("q", []),
        ("0", ["c003", "c017", "c020", "c103"]),
        ("qqq", []),
        ("王", []),
    ],
)
def test_an_answer_names_a_choice_in_many_ways(answer: str, values: list[str]) -> None:
    assert [value for value, _text in matches(answer, PEOPLE)] == values


def test_yes_is_no_part_of_another_answer() -> None:
    choices = [("none", "都不是，退回这些行"), ("WL101", "五里镇第一村")]
    assert matches("是", choices) == []
    assert matches("不是", choices) == [choices[0]]


def test_a_value_goes_before_a_number() -> None:
    limits = [("5", "五天"), ("1", "一天")]
    assert matches("1", limits) == [("1", "一天")]
    assert matches("2", limits) == [("1", "一天")]


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_every_choice_answers_to_its_own_value(values: list[str], data: st.DataObject) -> None:
    choices = [(value, "") for value in values]
    wanted = data.draw(st.sampled_from(choices))
    assert wanted in matches(wanted[0], choices)


def test_initials_spell_a_run_of_the_text() -> None:
    assert spells("czb", "五里镇村镇办") or spells("czb", "村镇办")
    assert spells("a1", "A1".lower())
    assert not spells("wuli", "五里")


def ledger(folder: Path) -> Path:
    (folder / ".git").mkdir()
    (folder / "stations").mkdir()
    return folder


def test_answers_are_kept_for_the_next_time(tmp_path: Path) -> None:
    memory = Memory.of(ledger(tmp_path) / "stations")
    memory.note("--place", "WL03")
    memory.note("--title", "张三丰家漏雨")
    memory.note("--reporter", "WL03-0127")
    memory.save()
    kept = tmp_path / ".git" / "taizhang" / "last.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == {"--place": "WL03"}
    assert Memory.of(tmp_path).last("--place") == "WL03"
    assert list(kept.parent.iterdir()) == [kept]
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "[]", "{", '{"--place": 3, "--x": "y"}', "\xff"])
def test_a_spoilt_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    kept = ledger(tmp_path) / ".git" / "taizhang" / "last.json"
    kept.parent.mkdir()
    kept.write_text(text, encoding="latin-1")
    assert Memory.of(tmp_path).answers == {}


def test_without_a_ledger_nothing_is_kept(tmp_path: Path) -> None:
    memory = Memory(None)
    memory.note("--place", "WL03")
    memory.save()
    assert list(tmp_path.iterdir()) == []
