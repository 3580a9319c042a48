"""Completion answers the shells, and never with a message."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from book_world import example

from ledger.commands.line import registry

PROGRAM = Path(sys.executable).parent / "tz"
BASH = shutil.which("bash")


def run(*arguments: str, program: str = "tz", **environment: str) -> str:
    ended = subprocess.run(
        [str(PROGRAM.with_name(program)), *arguments],
        env={**os.environ, "TAIZHANG_LANG": "en", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stderr == ""
    return ended.stdout


def bash(line: str, program: str = "tz") -> list[str]:
    """What bash would offer after this line, whose last word is being typed."""
    words = line.split(" ")
    return run(
        program=program,
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
        **{f"_{program.upper()}_COMPLETE": "complete_bash"},
    ).split()


@pytest.mark.parametrize("program", ["tz", "taizhang"])
def test_commands_are_offered_under_both_names_of_the_program(program: str) -> None:
    assert bash(f"{program} iss", program) == ["issue"]
    assert {"assign", "accept"} <= set(bash(f"{program} issue a", program))


def test_chinese_names_are_understood_on_the_way() -> None:
    assert bash("tz 问题 assi") == ["assign"]


def test_options_and_their_values_are_offered() -> None:
    assert "--format" in bash("tz completion --f")
    assert bash("tz completion --format j") == ["json"]
    assert bash("tz completion p") == ["powershell"]


def test_without_a_ledger_nothing_is_said(tmp_path: Path) -> None:
    assert bash(f"tz -C {tmp_path} completion --") != []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_serves_both_programs(shell: str) -> None:
    script = run("completion", shell)
    assert "_TZ_COMPLETE" in script
    assert "_TAIZHANG_COMPLETE" in script


def test_zsh_and_fish_get_the_sentence_of_a_command_too() -> None:
    offered = run(_TZ_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="tz over")
    assert '"overdue":"What is past its time limit."' in offered
    offered = run(
        _TZ_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="tz over",
    )
    assert offered == "overdue\tWhat is past its time limit.\n"


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_bash_takes_the_script() -> None:
    code = 'eval "$(tz completion bash)"; complete -p tz taizhang'
    ended = subprocess.run(
        [str(BASH), "--norc", "-c", code],
        env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout.count("_completion") == 2


def test_commands_of_every_kind_can_be_completed() -> None:
    for words, _entry in registry.leaves()[::6]:
        assert "--lang" in bash(f"tz {' '.join(words)} --lan")


def test_what_the_ledger_holds_is_offered(tmp_path: Path) -> None:
    run("init", "ledger", "-C", str(tmp_path))
    offered = bash(f"tz -C {tmp_path / 'ledger'} list --place W")
    assert offered
    assert all(code.startswith("W") for code in offered)


def test_an_id_is_offered_whole_or_by_its_random_half(tmp_path: Path) -> None:
    ledger = example(tmp_path / "ledger")
    assert bash(f"tz -C {ledger} show WL1-26-KE") == ["WL1-26-KE2NX4G"]
    assert bash(f"tz -C {ledger} show KE") == ["KE2NX4G"]
    assert bash(f"tz -C {ledger} visit promote l8") == ["l8RA3Y5"]
    assert bash(f"tz -C {ledger} issue merge KE2 --into w2") == ["w20MFPK"]
