"""Bad input of every kind: one sentence, the right exit code, nothing changed, no traceback."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_world import ENVIRONMENT, Desk, assert_harmless, assert_one_sentence, call, process
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

PUMP = "WL1-26-KE2NX4G"
FILE = f"issues/WL1/2026/{PUMP}.yaml"
REGISTER = ("issue", "register", "--title", "路灯", "--place", "WL101")
READING = (["list"], ["overdue"], ["search", "水"], ["log"], ["show", "LPG7"], ["check"])


# Where there is no ledger, or no git


@pytest.mark.parametrize("argv", [*READING, list(REGISTER), ["whoami"], ["issue", "press", "KE2N"]])
def test_without_a_ledger_every_command_says_what_to_do(tmp_path: Path, argv: list[str]) -> None:
    result = call("-C", str(tmp_path), *argv)
    assert result.code == 3
    assert_one_sentence(result.err)
    assert f"{tmp_path}: no ledger here" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_no_ledger(tmp_path: Path) -> None:
    result = call("-C", str(tmp_path / "没有"), "list")
    assert result.code == 3
    assert_one_sentence(result.err)


def test_a_folder_that_is_a_file_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "笔记").write_text("")
    result = call("-C", str(tmp_path / "笔记"), "list")
    assert result.code == 3
    assert_one_sentence(result.err)


@pytest.mark.parametrize(
    "argv", [["list"], list(REGISTER), ["check"], ["log"], ["show", "KE2N"], ["init", "新账"]]
)
def test_without_git_every_command_says_so(desk: Desk, tmp_path: Path, argv: list[str]) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    with desk.unchanged():
        result = desk.process(*argv, PATH=str(empty), exits=7)
    assert_one_sentence(result.err)
    assert "git is not installed or not on the path; install git 2.34 or newer" in result.err
    assert not (desk.root / "新账").exists()


@pytest.mark.parametrize("argv", [list(REGISTER), ["issue", "press", "KE2N"], ["init", "新账"]])
def test_with_a_git_that_is_too_old_nothing_is_written(
    desk: Desk, tmp_path: Path, argv: list[str]
) -> None:
    old = tmp_path / "bin"
    old.mkdir()
    real = shutil.which("git")
    (old / "git").write_text(
        "#!/bin/sh\n"
        'case "$*" in *--version*) echo "git version 2.11.0";; '
        f'*) exec {real} "$@";; esac\n'
    )
    (old / "git").chmod(0o755)
    with desk.unchanged():
        result = desk.process(*argv, PATH=f"{old}:{os.environ['PATH']}", exits=7)
    assert_one_sentence(result.err)
    assert "git 2.11.0 is too old; install git 2.34 or newer" in result.err
    assert not (desk.root / "新账" / ".git").exists()


# Files that a hand has broken


BROKEN = {
    "a missing quote": ("title: 第二", 'title: "第二', None),
    "a duplicate key": ("place: WL101\n", "place: WL101\nplace: WL102\n", 5),
    "a tab": ("round: 1", "round:\n\t1", None),
    "two documents": ("round: 1\n", "round: 1\n---\nround: 2\n", None),
    "an alias bomb": ("round: 1", "round: &a [x,x]\nb: [*a,*a]", None),
    "an unknown key": ("round: 1\n", "round: 1\nrond: 2\n", 14),
    "a missing key": ("round: 1\n", "", None),
    "a wrong type": ("round: 1\n", "round: one\n", 13),
    "a day that is not": ("opened: 2026-05-20", "opened: 2026-02-30", 11),
    "an escape": ("level: 重要", 'level: "\\e[31m重要"', 8),
    "a direction mark": ("level: 重要", 'level: "\\u202e重要"', 8),
    "an unknown status": ("status: handling", "status: done", 12),
    "a wrong check symbol": (f"id: {PUMP}", "id: WL1-26-KE2NX4H", 1),
}


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_a_broken_record_is_named_with_its_line_and_all_else_goes_on(desk: Desk, how: str) -> None:
    old, new, line = BROKEN[how]
    desk.edit(FILE, old, new)
    said = desk.run("check", exits=1)
    assert FILE in said.out
    problems = desk.run("check", "--format", "json", exits=1).envelope["problems"]
    assert {p["path"] for p in problems} == {FILE}
    assert line is None or line in {p["line"] for p in problems}
    assert all(p["sentence"] for p in problems)
    assert_harmless(said.out + said.err)
    for argv in (["list"], ["overdue"], ["search", "便道"], ["show", "LPG7"], ["list", "visits"]):
        answered = desk.run(*argv)
        assert PUMP not in answered.out
        assert "1 file has problems and is not counted" in answered.err
        assert json.loads(desk.run(*argv, "--format", "json").out)["problems"][0]["path"] == FILE
    desk.run("issue", "press", "LPG7")
    desk.run(*REGISTER)


@pytest.mark.parametrize("how", ["a missing quote", "a duplicate key", "an unknown key"])
def test_a_broken_record_itself_is_refused_with_file_and_line(desk: Desk, how: str) -> None:
    old, new, _line = BROKEN[how]
    desk.edit(FILE, old, new)
    for argv in (["show", PUMP], ["issue", "press", PUMP], ["log", PUMP]):
        with desk.unchanged():
            result = call("-C", str(desk.root), *argv)
        assert "Traceback" not in result.err
        assert result.code in {0, 1, 4}
        if result.code == 1:
            assert f"{FILE}:" in result.err


def test_bytes_that_are_no_text_are_named(desk: Desk) -> None:
    (desk.root / FILE).write_bytes(b"title: \xff\xfe\n")
    desk.git("commit", "-qam", "by hand")
    assert FILE in desk.run("check", exits=1).out
    assert "1 file has problems" in desk.run("list").err


@pytest.mark.parametrize(
    "path", ["stations/WL1.yaml", "households/WL101.yaml", "visits/WL1/2026/05-20.yaml"]
)
def test_a_broken_file_of_any_kind_is_named_and_questions_go_on(desk: Desk, path: str) -> None:
    desk.commit(path, desk.read(path) + "oops: 1\n")
    problems = desk.run("check", "--format", "json", exits=1).envelope["problems"]
    assert path in {p["path"] for p in problems}
    for argv in (["list"], ["overdue"], ["list", "visits"], ["list", "staff"], ["list", "places"]):
        assert "not counted" in desk.run(*argv).err


@pytest.mark.parametrize("text", ["a: [", "format: 9\n", "", "- 1\n", "format: 1\nname: 甲\n"])
def test_broken_settings_are_named_and_no_command_falls_over(desk: Desk, text: str) -> None:
    desk.commit("ledger.yaml", text)
    said = desk.run("check", exits=1)
    assert "ledger.yaml" in said.out
    for argv in READING[:-1]:
        result = call("-C", str(desk.root), *argv)
        assert "Traceback" not in result.err
    with desk.unchanged():
        result = call("-C", str(desk.root), *REGISTER)
    assert result.code in {1, 4, 5}, result
    assert_one_sentence(result.err)


def test_a_record_that_breaks_a_rule_across_files_is_listed(desk: Desk) -> None:
    desk.edit(FILE, "reporter: WL101-0004", "reporter: WL101-0099")
    desk.edit("stations/WL1.yaml", "person: c002", "person: c092")
    problems = desk.run("check", "--format", "json", exits=1).envelope["problems"]
    found = {(p["path"], p["line"], p["code"]) for p in problems}
    assert (FILE, 9, "unknown-household") in found
    assert ("households/WL101.yaml", 13, "unknown-staff") in found
    assert PUMP in desk.run("list").out


def test_a_hand_that_changed_the_state_is_found_by_replay(desk: Desk) -> None:
    desk.edit(FILE, "status: handling", "status: closed")
    said = desk.run("check", "--format", "json", exits=1).envelope["problems"]
    assert [(p["code"], p["line"]) for p in said] == [("not-replayed", 12)]
    listed = desk.run("list")
    assert PUMP in listed.out
    assert "1 file contradicts itself" in listed.err


def test_a_file_that_is_no_record_is_named(desk: Desk) -> None:
    desk.commit("issues/WL1/2026/笔记.yaml", "a: 1\n")
    problems = desk.run("check", "--format", "json", exits=1).envelope["problems"]
    assert [p["code"] for p in problems] == ["unknown-file"]


def test_a_write_over_a_hand_edit_is_refused(desk: Desk) -> None:
    desk.write(FILE, desk.read(FILE) + "# 我的笔记\n")
    desk.refused("issue", "press", PUMP, exits=6, says="edited by hand")


# Names that nothing has


@pytest.mark.parametrize(
    ("argv", "exits", "says"),
    [
        (["list", "--station", "WL9"], 4, "no place “WL9”"),
        (["list", "--place", "月球"], 4, "no place “月球”"),
        (["list", "--category", "天气"], 4, "no category “天气”"),
        (["list", "--stream", "river"], 4, "no stream “river”"),
        (
            ["list", "--status", "done"],
            2,
            "--status: “done” is no status; there are: open, waiting",
        ),
        (["list", "weather"], 2, "weather: “weather” cannot be listed; there are: issues, visits"),
        (["list", "visits", "--person", "c099"], 4, "no member of staff “c099”"),
        (["list", "--household", "WL101-0099"], 4, "no household “WL101-0099”"),
        (["show", "WL101-0099"], 4, "“WL101-0099”"),
        (["show", "月球"], 4, "no record “月球” in this ledger"),
        (["show", "K"], 4, "no record “K”"),
        (["show", "WL1-26-7K3Q5M0"], 4, "WL1-26-7K3Q5M0"),
        (["log", "QQQQ"], 4, "no record “QQQQ”"),
        (["whoami", "c099"], 4, "no member of staff “c099”"),
        ([*REGISTER, "--reporter", "WL101-0099"], 4, "no household “WL101-0099”"),
        ([*REGISTER, "--place", "WL999"], 4, "no place “WL999” in this ledger; did you mean"),
        ([*REGISTER, "--station", "WL101"], 5, "WL101 keeps no ledger of its own"),
        ([*REGISTER, "--level", "极"], 4, "no level “极”"),
        ([*REGISTER, "--source", "听说"], 4, "no source “听说”"),
        ([*REGISTER, "--visit", "KE2N"], 4, "no visit “KE2N”"),
        (["issue", "assign", "KE2N", "--person", "c099"], 4, "no member of staff “c099”"),
        (["issue", "accept", "MJAU", "--checker", "c099"], 4, "no member of staff “c099”"),
        (["issue", "press", "L8RA"], 4, "no issue “L8RA”"),
        (["visit", "promote", "KE2N"], 4, "no visit “KE2N”"),
        (["issue", "merge", "KE2N", "--into", "QQQQ"], 4, "no issue “QQQQ”"),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_what_comes_close(
    reader: Desk, argv: list[str], exits: int, says: str
) -> None:
    reader.refused(*argv, exits=exits, says=says)


@pytest.mark.parametrize("typed", ["WL1-26-KE2NX4H", "wl126ke2nx4h", "KE2NX4H", "WL1-26-EK2NX4G"])
def test_a_mistyped_id_is_told_by_its_check_symbol(reader: Desk, typed: str) -> None:
    for argv in (["show", typed], ["issue", "press", typed], ["log", typed]):
        reader.refused(*argv, exits=4, says="the check symbol at the end does not fit")


def test_a_part_that_fits_more_than_one_record_lists_them(desk: Desk) -> None:
    lamp = desk.read("issues/WL1/2026/WL1-26-D5UWL68.yaml")
    from ledger.records.ids import check_symbol

    twin = "WL1-26-KE2NX1" + check_symbol("KE2NX1")
    desk.commit(
        f"issues/WL1/2026/{twin}.yaml",
        lamp.replace("WL1-26-D5UWL68", twin),
    )
    for argv in (["show", "ke2n"], ["issue", "press", "ＫＥ２ＮＸ"], ["log", "KE2"]):
        said = desk.refused(*argv, exits=4, says="fits more than one record")
        assert f"{twin}, {PUMP}" in said.err


# Days that are not, or not yet


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (
            ["list", "--as-of", "2026-02-30"],
            "--as-of: “2026-02-30” is not in the calendar: month 2",
        ),
        (["list", "--as-of", "2月30日"], "--as-of: “2月30日” is not in the calendar"),
        (
            ["list", "--since", "2026-13-01"],
            "--since: “2026-13-01” is not in the calendar: there is",
        ),
        (["list", "--until", "soon"], "--until: “soon” is not a date"),
        (["list", "--as-of", ""], "--as-of"),
        ([*REGISTER, "--on", "2026-02-30"], "--on: “2026-02-30” is not in the calendar"),
        ([*REGISTER, "--on", "0"], "--on: “0” is not a date"),
        (["issue", "extend", "KE2N", "--due", "11.31", "--reason", "雨"], "--due: “11.31” is not"),
        (
            ["issue", "pause", "KE2N", "--reason", "雨", "--review", "x"],
            "--review: “x” is not a date",
        ),
        (["visit", "add", "--place", "WL101", "--on", "99999-01-01"], "--on"),
        (["list", "--as-of", "0001-01-01"], "--as-of: 0001-01-01 is too far away"),
        (["today", "--as-of", "0001-06-01"], "--as-of: 0001-06-01 is too far away"),
        (["today", "--as-of", "9999-12-31"], "--as-of: 9999-12-31 is too far away"),
        (["duties", "--as-of", "9999-12-31"], "--as-of: 9999-12-31 is too far away"),
    ],
)
def test_a_day_that_is_not_is_refused_with_the_option(
    reader: Desk, argv: list[str], says: str
) -> None:
    reader.refused(*argv, exits=2, says=says)


@pytest.mark.parametrize(
    "argv",
    [
        [*REGISTER, "--on", "2026-11-22"],
        [*REGISTER, "--on", "明天"],
        ["issue", "press", "KE2N", "--on", "2027-01-01"],
        ["visit", "add", "--place", "WL101", "--on", "2026-11-22"],
        ["visit", "promote", "HMKR", "--on", "2026-11-22"],
    ],
)
def test_a_day_to_come_is_refused_where_none_can_be(reader: Desk, argv: list[str]) -> None:
    reader.refused(*argv, exits=5, says="has not come yet (today is 2026-11-21)")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["press", "KE2N", "--on", "2026-05-01"], "2026-05-01 is before the last entry"),
        (
            ["assign", "06N1", "--unit", "镇", "--due", "2026-01-01"],
            "the deadline 2026-01-01 is before 2026-11-21",
        ),
        (
            [
                *("extend", "KE2N", "--due", "2026-07-10", "--reason", "雨", "--on", "2026-07-01"),
                *("--approver", "c001"),
            ],
            "2026-07-10 is not later than the deadline 2026-07-10",
        ),
    ],
)
def test_days_out_of_order_are_refused(reader: Desk, argv: list[str], says: str) -> None:
    reader.refused("issue", *argv, exits=5, says=says)


# Text that deceives a terminal or a file


HOSTILE = {
    "escape": "\x1b[31m红\x1b[0m",
    "bell": "铃\x07",
    "nul-like": "甲\x01乙",
    "carriage return": "甲\r乙",
    "C1 control": "甲\x9b31m",
    "right-to-left override": "甲\u202e乙",
    "isolate": "甲\u2066乙",
    "zero width space": "甲\u200b乙",
    "byte order mark": "\ufeff甲",
    "line separator": "甲\u2028乙",
    "lone surrogate": "甲\udc80乙",
    "noncharacter": "甲\uffff",
    "tab": "甲\t乙",
    "two lines": "甲\n乙",
    "markup": "[bold]甲[/bold]",
    "link": "[link=http://a]甲[/link]",
    "style": "[/]",
    "format": "{0} %s {title}",
    "yaml": "- [x]: {a, b} # c",
    "formula": '=HYPERLINK("http://a")',
    "emoji": "👨‍👩‍👧 路灯",
    "too long": "长" * 5000,
    "empty": "",
    "blank": "   ",
}
TEXTS = {
    "--title": ("issue", "register", "--place", "WL101"),
    "--text": ("issue", "note", "KE2N"),
    "--measures": ("issue", "assign", "KE2N", "--person", "c002"),
    "--unit": ("issue", "assign", "KE2N"),
    "--co-unit": ("issue", "assign", "KE2N", "--person", "c002"),
    "--to": ("issue", "escalate", "KE2N", "--reason", "跨镇"),
    "--reason": ("issue", "pause", "KE2N"),
    "--basis": ("issue", "reopen", "D5UW", "--reason", "又坏"),
    "--opinion": ("visit", "add", "--place", "WL101"),
    "--answer": ("visit", "add", "--place", "WL101", "--opinion", "路"),
    "--policy": ("visit", "add", "--place", "WL101"),
    "--body": ("visit", "add", "--place", "WL101"),
    "--name": ("household", "add", "--place", "WL101"),
    "--address": ("household", "add", "--place", "WL101", "--name", "郑甲"),
    "--note": ("household", "add", "--place", "WL101", "--name", "郑甲"),
    "--alias": ("station", "add", "--code", "WL9", "--name", "九", "--type=area", "--parent=WL"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_hostile_text_is_refused_or_shown_harmlessly(desk: Desk, what: str) -> None:
    for option, argv in TEXTS.items():
        head = desk.git("rev-parse", "HEAD")
        result = call("-C", str(desk.root), *argv, option, HOSTILE[what])
        assert "Traceback" not in result.err
        assert_harmless(result.out + result.err)
        assert result.code in {0, 2, 4, 5}, (option, result)
        if result.code:
            assert_one_sentence(result.err)
            assert desk.git("rev-parse", "HEAD") == head
    assert desk.git("status", "--porcelain") == ""
    for shown in (["list"], ["show", "KE2N"], ["list", "visits"], ["log"], ["show", "WL101-0011"]):
        assert_harmless(call("-C", str(desk.root), *shown).out)


@pytest.mark.parametrize("what", ["escape", "right-to-left override", "lone surrogate", "markup"])
def test_hostile_text_is_harmless_wherever_it_is_repeated(reader: Desk, what: str) -> None:
    text = HOSTILE[what]
    for argv in (
        *(["show", text], ["list", "--place", text], ["list", text], ["list", "--status", text]),
        *(["search", text], ["issue", "press", text], [text], ["issue", text], ["whoami", text]),
        *(["list", "--as-of", text], ["list", "--limit", text], ["list", f"--{text}"]),
        *(["list", "--format", text], ["list", "--lang", text], ["list", "--owner", text]),
        *(["visit", "add", "--place", "WL101", "--aid", f"慰问金::{text}"], ["-C", text, "list"]),
    ):
        with reader.unchanged():
            result = call("-C", str(reader.root), *argv)
        assert "Traceback" not in result.err, argv
        assert_harmless(result.out.replace("\n", "") + result.err)


def test_bytes_that_are_no_text_on_the_command_line_are_refused(desk: Desk) -> None:
    with desk.unchanged():
        for text in (b"\xff\xfe", "路灯".encode("gbk")):
            for argv in (["issue", "note", PUMP, "--text"], ["show"], ["search"], ["whoami"]):
                result = desk.process(*argv, text, exits=2)
                assert_one_sentence(result.err)
                assert "half a character" in result.err


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    from book_world import example as copied

    return Desk(copied(tmp_path_factory.mktemp("scratch") / "账"))


ANYTHING = st.text(max_size=60) | st.sampled_from(
    [*HOSTILE.values(), "no", "1e3", "~", "2026-01-01"]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=ANYTHING, option=st.sampled_from(["--title", "--text", "--reason"]))
@example(text="--title", option="--title")
@example(text="a\n b\n", option="--text")
@example(text="\n", option="--reason")
def test_any_text_is_refused_in_one_sentence_or_comes_back_as_it_was(
    scratch: Desk, text: str, option: str
) -> None:
    argv = {
        "--title": ["issue", "register", "--place", "WL101"],
        "--text": ["issue", "note", PUMP],
        "--reason": ["issue", "correct", PUMP, "--field", "text", "--value", str(time.time_ns())],
    }[option]
    result = call("-C", str(scratch.root), *argv, f"{option}={text}", "--format", "json")
    if result.code:
        assert result.code in {2, 5}
        assert_one_sentence(result.err)
        assert result.envelope["error"]["exit"] == result.code
        return
    shown = call(
        "-C", str(scratch.root), "show", result.data["id"], "--full", "--format", "json"
    ).data
    kept = shown["title"] if option == "--title" else shown["log"][-1][option[2:]]
    assert kept.encode() == text.encode()


# The world around


def test_a_ledger_may_lie_anywhere(tmp_path: Path) -> None:
    from book_world import example as copied

    desk = Desk(copied(tmp_path / "我的 台账" / "-rf 'x\" $HOME;#&" / "五里\u3000镇"))
    desk.process("issue", "press", PUMP)
    assert desk.process("list", "--format", "json").ids
    assert PUMP in desk.run("overdue").out


@pytest.mark.parametrize("world", [{"LANG": "C"}, {"LC_ALL": "POSIX"}])
def test_in_a_plain_locale_chinese_still_goes_in_and_out(desk: Desk, world: dict[str, str]) -> None:
    said = desk.process(
        *("issue", "register", "--title", "路灯坏了", "--place", "五里镇第一村"),
        TAIZHANG_LANG="",
        **world,
    )
    assert said.out.startswith("Registered WL1-26-")
    assert "路灯坏了" in said.out
    assert "路灯坏了" in desk.process("list", TAIZHANG_LANG="", **world).out
    assert "路灯坏了" in desk.process("list", "--format", "csv", TAIZHANG_LANG="", **world).out


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_a_reader_that_leaves_early_is_no_error(reader: Desk, form: str) -> None:
    command = f"{sys.executable} -m ledger list --format {form} | head -1"
    ended = subprocess.run(
        ["sh", "-c", command],
        cwd=reader.root,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        check=True,
    )
    assert ended.stdout.count(b"\n") == 1
    assert ended.stderr == b""


def test_a_reader_that_has_left_already_is_no_error(reader: Desk) -> None:
    command = f"{sys.executable} -m ledger list | true"
    ended = subprocess.run(
        ["sh", "-c", command], cwd=reader.root, env={**os.environ, **ENVIRONMENT},
        capture_output=True, check=True,
    )  # fmt: skip
    assert b"Traceback" not in ended.stderr
    assert b"Broken" not in ended.stderr


def test_a_folder_that_may_only_be_read_can_be_asked_but_not_written(desk: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    shutil.rmtree(desk.root / ".git" / "taizhang")
    folders = [desk.root, *(p for p in desk.root.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert PUMP in desk.run("list").out
        result = call("-C", str(desk.root), *REGISTER)
        assert result.code in {2, 6, 7}
        assert_one_sentence(result.err)
    finally:
        for folder in folders:
            folder.chmod(0o755)


PROMPTS = {
    "title": (["issue", "register"], [("one line: ", "\x03")]),
    "place": (["issue", "register"], [("one line: ", "路灯\n"), ("Place: ", "\x03")]),
    "stream": (
        ["issue", "register", "--place", "WL101"],
        [("one line: ", "路灯\n"), ("Stream: ", "\x03")],
    ),
    "end of input": (["issue", "register"], [("one line: ", "\x04")]),
    "text": (["issue", "note", "KE2N"], [("In words: ", "\x03")]),
    "checker": (["issue", "accept", "MJAU"], [("Checker: ", "\x03")]),
    "deadline": (["issue", "extend", "KE2N"], [("Deadline: ", "\x03")]),
    "visit": (["visit", "add"], [("Place: ", "WL101\n"), ("none): ", "\x03")]),
    "diary": (["visit", "add"], [("Place: ", "WL102\n"), ("Diary: ", "\x03")]),
    "reporter": (
        ["issue", "register", "--place", "WL101", "--stream", "masses", "--category", "道路"],
        [("one line: ", "路灯\n"), ("Source: ", "1\n"), ("none): ", "\x03")],
    ),
    "kinds": (
        ["household", "add", "--place", "WL101"],
        [("household: ", "郑甲\n"), ("none): ", "\x03")],
    ),
    "village": (["household", "add"], [("Village: ", "\x03")]),
    "code": (["station", "add"], [("Code: ", "\x03")]),
    "phone": (
        ["household", "add", "--place", "WL101", "--name", "郑甲", "--phone", "-"],
        [("Telephone: ", "\x03")],
    ),
}


@pytest.mark.parametrize("prompt", sorted(PROMPTS))
def test_leaving_at_any_question_leaves_nothing(reader: Desk, prompt: str) -> None:
    argv, answers = PROMPTS[prompt]
    with reader.unchanged():
        heard = reader.talk(*argv, answers=answers, exits=130)
    assert "interrupted" in heard
    assert "Traceback" not in heard
    assert not list((reader.root / ".git" / "taizhang").glob("writing"))


def test_every_usage_error_in_json_is_an_envelope_too(reader: Desk) -> None:
    for argv in (["list", "--as-of", "2026-02-30"], ["show", "K"], ["issue", "press", "KE2NX4H"]):
        result = call("-C", str(reader.root), *argv, "--format", "json")
        assert set(result.envelope) == {"taizhang", "command", "data", "problems", "error"}
        assert result.envelope["data"] is None
        assert result.envelope["error"]["exit"] == result.code
        assert result.envelope["error"]["sentence"] in result.err
        assert_one_sentence(result.err)


def test_outside_any_ledger_an_error_in_json_is_an_envelope_too(tmp_path: Path) -> None:
    result = process("list", "--format", "json", folder=tmp_path)
    assert (result.code, result.envelope["error"]["code"]) == (3, "not-a-ledger")
