"""The program: exit codes, sentences instead of tracebacks, and what a start loads."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import throwaway
from book_world import example

from ledger import words
from ledger.main import main

TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def _quiet_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No language, no folder, a fixed day; Chinese without its catalogue, so that names show."""
    for name in ("TAIZHANG_LANG", "TAIZHANG_DIR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TAIZHANG_TODAY", "2026-11-05")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delitem(words._CATALOGUES, "zh")
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()
    words.choose(None)


Tz = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="tz")
def _tz(capsys: pytest.CaptureFixture[str]) -> Tz:
    def run(*arguments: str) -> tuple[int, str, str]:
        with throwaway.installed(), pytest.raises(SystemExit) as left:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return int(left.value.code), said.out, said.err

    return run


def process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(TESTS / "throwaway.py"), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_command_gets_its_values_and_its_circumstances(tz: Tz) -> None:
    code, out, err = tz(
        "wall", "paint", "７ｋ３ｑ", "--place", "ＷＬ０３", "--since", "周二", "--due", "周二",
        "--note", "白", "--limit", "１２",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "wall paint|table|.|2026-11-05",
        "7k3q|WL03|2026-11-05|2026-11-03|2026-11-10|False|12|白",
    ]


def test_commands_and_options_answer_to_their_chinese_names(tz: Tz) -> None:
    code, out, _err = tz("墙", "刷", "7K3Q", "--截至", "１１月４日", "--详细", "--备注=白")
    assert code == 0
    assert out.splitlines() == [
        "wall paint|table|.|2026-11-05",
        "7K3Q|None|2026-11-04|None|None|True|20|白",
    ]


def test_options_typed_with_full_width_dashes_are_understood(tz: Tz) -> None:
    code, out, _err = tz("墙", "whitewash", "7K3Q", "——备注", "——白", "－－as-of=昨天")
    assert code == 0
    assert "2026-11-04" in out
    assert out.endswith("——白\n")


@pytest.mark.parametrize(
    "line",
    [
        "--format json -C 甲 wall paint 1 --note 白",
        "wall --format json -C 甲 paint 1 --note 白",
        "wall paint 1 --note 白 --格式 JSON --目录 甲",
    ],
)
def test_the_options_of_every_command_stand_before_or_after_it(tz: Tz, line: str) -> None:
    assert tz(*line.split())[1].startswith("wall paint|json|甲|")


def test_the_folder_comes_from_the_environment(tz: Tz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_DIR", "/账")
    assert "|/账|" in tz("wall", "paint", "1", "--note", "白")[1]
    assert "|乙|" in tz("wall", "paint", "1", "--note", "白", "-C", "乙")[1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("isue", "isue: there is no such command; did you mean tz issue"),
        ("assign", "assign: there is no such command; did you mean tz issue assign?"),
        ("wall pant", "pant: there is no such command; did you mean tz wall paint"),
        ("wall 退回", "退回: there is no such command"),
        ("交办", "交办: there is no such command; did you mean tz issue assign?"),
        ("wall paint 1 --as-fo 2", "--as-fo: there is no such option; did you mean --as-of?"),
        ("wall paint 1 --截止 2", "--截止: there is no such option; did you mean --as-of"),
        ("wall paint", "ISSUE: is needed and was not given (see “tz wall paint --help”)"),
        ("wall paint 1 2 3", "2 3: is more than this command takes"),
        ("wall paint 1 --as-of", "--as-of: needs a value after it"),
        ("wall paint 1 --full=x", "--full: takes no value"),
        ("wall paint 1 --as-of 2026-02-30", "--as-of: “2026-02-30” is not in the calendar"),
        ("wall paint 1 --limit many", "--limit: “many” is not a number"),
        ("wall paint 1 --limit 0", "--limit: a number from 1 is needed"),
        ("wall paint 1 --format xml", "--format: “xml” is not a format; there are table, json"),
        ("wall paint 1 --lang fr", "--lang: “fr” is not a language"),
        ("wall paint 1", "--note: is needed; it is asked for only at a terminal"),
        ("completion bas", "“bas” is none of bash, zsh, fish, powershell; did you mean bash?"),
        ("-C 甲", "tz: a command is needed"),
    ],
)
def test_a_slip_on_the_command_line_gets_one_sentence(tz: Tz, line: str, said: str) -> None:
    code, out, err = tz(*line.split())
    assert (code, out) == (2, "")
    assert err.startswith("taizhang: ")
    assert err.count("\n") == 1
    assert said in err


def test_suggestions_are_made_in_the_language_in_force(tz: Tz) -> None:
    assert "did you mean tz 问题 交办?" in tz("交办", "--lang", "zh")[2]
    assert "did you mean --截至" in tz("墙", "刷", "1", "--截止", "2", "--lang=zh")[2]
    assert "--备注: is needed" in tz("墙", "刷", "1", "--语言", "zh")[2]


def test_a_bad_clock_names_the_variable(tz: Tz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_TODAY", "soon")
    code, _out, err = tz("wall", "count")
    assert code == 2
    assert "TAIZHANG_TODAY: “soon” is not a date" in err


def test_an_expected_error_is_a_sentence_and_its_exit_code(tz: Tz) -> None:
    assert tz("wall", "refuse") == (5, "", "taizhang: 墙已经刷过了\n")


@pytest.mark.parametrize("line", ["wall refuse --format json", "--格式=json wall refuse"])
def test_an_error_is_an_envelope_where_json_was_asked_for(tz: Tz, line: str) -> None:
    code, out, _err = tz(*line.split())
    envelope = json.loads(out)
    assert code == 5
    assert envelope["command"] == "wall refuse"
    assert envelope["error"]["code"] == "refused"
    assert "墙已经刷过了" in out


def test_a_usage_error_is_an_envelope_too(tz: Tz) -> None:
    envelope = json.loads(tz("wall", "paint", "--format", "json")[1])
    assert envelope["command"] == "wall paint"
    assert envelope["error"]["code"] == "usage"


def test_a_command_may_leave_with_an_exit_code(tz: Tz) -> None:
    assert tz("wall", "count", "1") == (1, "第0行\n", "")


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    ended = process("wall", "fault")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Traceback (most recent call last)")
    assert ended.stderr.rstrip().endswith("ZeroDivisionError")


def test_memory_that_does_not_suffice_is_told_in_one_sentence(tz: Tz) -> None:
    code, out, err = tz("wall", "hoard")
    assert (code, out) == (6, "")
    assert err.startswith("taizhang: the system has too little left for this (Cannot allocate")
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX")
def test_too_few_files_are_told_in_one_sentence(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9));"
    run = "from ledger.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", f"{limited} {run}", "-C", example(tmp_path / "台账"), "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (6, "")
    assert "Too many open files" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, str(TESTS / "throwaway.py"), "wall", "count", "100000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().decode() == "第0行\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=20) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_an_interrupt_ends_with_130_and_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, str(TESTS / "throwaway.py"), "wall", "count", "100000000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        assert running.stderr.read().decode().strip() == "taizhang: interrupted"
        assert running.wait(timeout=20) == 130


def test_an_old_locale_spells_chinese_in_utf8() -> None:
    ended = process("wall", "count", "1", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.stdout == "第0行\n"


def test_half_a_character_is_refused_with_the_option() -> None:
    ended = process("wall", "paint", "1", "--note", "\udcff", TAIZHANG_TODAY="2026-11-05")
    assert ended.returncode == 2
    assert "--note: holds half a character; is the terminal set to UTF-8?" in ended.stderr


def test_the_version_is_that_of_the_distribution(tz: Tz) -> None:
    code, out, _err = tz("--version")
    assert code == 0
    assert out.startswith("taizhang ")


HEAVY = {"pydantic", "rich", "git", "ruamel", "ryaml", "pypinyin", "sqlite3", "click", "asyncio"}


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ledger.main import main\ntry:\n    main(['--help'])\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = ended.stderr.split()
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    ours = {name for name in loaded if name.startswith("ledger")}
    assert not ours & {"ledger.book", "ledger.index", "ledger.store", "ledger.views"}
    assert "ledger.commands.asking.ask" not in ours
    assert "ledger.commands.line.options" not in ours
