"""Each threat that a ledger on one computer meets, by its number, with its test."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from book_world import NOW, TODAY, opened
from canary import plant, session
from cli_world import ENVIRONMENT, Desk, assert_harmless, assert_one_sentence, call
from keys import key, needs_ssh, public

import ledger
from ledger.book import Ledger
from ledger.commands.line import registry
from ledger.errors import BusyError, CannotWriteError, GitFailedError, RefusedError
from ledger.records import ids, paths
from ledger.store import lock as locking
from ledger.store.git import Git

SOURCE = Path(ledger.__file__).parent


def note(issue: str, text: str = "记一笔") -> tuple[str, ...]:
    return ("issue", "note", issue, "--text", text)


def program(desk: Desk, *argv: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ledger", *argv],
        cwd=desk.root,
        env={**os.environ, **ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("name", ["after_fast_import", "after_update_ref", "after_first_file"])
def test_t1_a_kill_in_the_middle_of_a_write_needs_no_mending(desk: Desk, issue: str, name: str):
    killed = program(desk, *note(issue), TAIZHANG_FAILPOINT=name)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    desk.run(*note(issue, "再记"))
    assert desk.git("status", "--porcelain") == ""
    assert "error" not in desk.git("fsck", "--strict")


def test_t2_a_stale_lock_of_git_is_moved_and_told(desk: Desk, issue: str):
    for name in ("index", "HEAD", "refs/heads/main", "packed-refs", "config"):
        lock = desk.root / f".git/{name}.lock"
        lock.touch()
        os.utime(lock, (0, 0))
        assert lock.name in desk.run(*note(issue)).err
        assert not lock.exists()


def test_t3_clerks_who_write_at_once_lose_nothing(desk: Desk, issue: str):
    before = int(desk.git("rev-list", "--count", "HEAD"))
    running = [program(desk, *note(issue, f"第{n}")) for n in range(6)]
    codes = [(p.communicate(), p.returncode)[1] for p in running]
    assert codes == [0] * 6
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 6
    assert all(f"第{n}" in desk.read(paths.issue(issue)) for n in range(6))


def test_t4_nothing_that_a_copied_folder_carries_ever_runs(desk: Desk, issue: str):
    rows = desk.json("list")["rows"]
    visit = str(desk.json("list", "visits")["rows"][0]["id"])
    elsewhere = desk.root.parent / "elsewhere"
    elsewhere.mkdir()
    seen = plant(desk)
    calls = session(issue, str(rows[1]["id"]), visit, elsewhere)
    assert set(calls) == {" ".join(words) for words, _entry in registry.leaves()}
    codes = {}
    for words, more in calls.items():
        if words in ("restore", "adopt"):
            name = more[0]
            desk.write(name, desk.read(name) + "# by hand\n")
        result = call("-C", str(desk.root), *words.split(), *more)
        assert not seen.exists(), (words, seen.read_text())
        assert "Traceback" not in result.err, words
        codes[words] = result.code
    assert {words for words, code in codes.items() if code == 7} == set()
    assert sum(code == 0 for code in codes.values()) > 30, codes
    assert {
        w for w in ("issue note", "undo", "maintenance", "backup", "rescue") if codes[w]
    } == set()
    with suppress(subprocess.SubprocessError):  # the plants are alive: a plain git runs them
        subprocess.run(
            ["git", "status"], cwd=desk.root, capture_output=True, timeout=20, check=False
        )
    assert seen.exists()


def test_t4_a_lost_object_is_not_fetched_by_a_planted_command(desk: Desk, issue: str):
    desk.run(*note(issue))
    blob = desk.git("rev-parse", f"HEAD:{paths.issue(issue)}").strip()
    seen = plant(desk)
    (desk.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert_one_sentence(desk.run("show", issue, exits=7).err)
    assert_one_sentence(desk.run(*note(issue), exits=7).err)
    desk.run("check", "--deep", exits=1)
    assert not seen.exists(), seen.read_text()


REMOTE = {"fetch", "push", "pull", "clone", "ls-remote", "remote", "submodule", "fetch-pack"}


def _strings(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_t5_t17_t20_no_command_opens_a_remote(desk: Desk):
    for file in (SOURCE / "store").rglob("*.py"):
        assert not _strings(file) & REMOTE, file
    for address in (
        "ext::sh -c id",
        "file:///",
        "https://github.com/x/y",
        "ssh://-oProxyCommand=x/",
    ):
        with pytest.raises(GitFailedError):
            Git(desk.root).ask("ls-remote", "--end-of-options", address)
    names = {name for words, _entry in registry.leaves() for name in words}
    assert not names & {"sync", "push", "pull", "fetch", "remote"}


def _tree(desk: Desk, lines: str) -> str:
    made = subprocess.run(
        ["git", "mktree", "-z"],
        input=lines,
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


def test_t6_a_hostile_tree_leads_nowhere(desk: Desk, issue: str, tmp_path: Path):
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        input=str(tmp_path),
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    listed = desk.git("ls-tree", "-z", "HEAD").split("\0")[:-1]
    kept = [line for line in listed if not line.endswith("\tvisits")]
    hostile = [
        f"120000 blob {blob}\tvisits",
        f"100644 blob {blob}\t.gitmodules",
        f"160000 commit {desk.git('rev-parse', 'HEAD').strip()}\tsub",
        f"100644 blob {blob}\tissues:x",
        f"100644 blob {blob}\tgit~1",
    ]
    tree = _tree(desk, "".join(f"{line}\0" for line in sorted([*kept, *hostile], key=_name)))
    parent = desk.git("rev-parse", "HEAD").strip()
    commit = desk.git("commit-tree", tree, "-p", parent, "-m", "hostile").strip()
    desk.git("update-ref", "refs/heads/main", commit)
    outside = {p.name for p in tmp_path.iterdir()}
    desk.run("list")
    desk.run("check", exits=1)
    desk.run(*note(issue))
    assert desk.run("visit", "add", "--place", "WL101", "--text", "春耕").code == 0
    assert {p.name for p in tmp_path.iterdir()} == outside
    assert not (desk.root / "visits").is_symlink()


def _name(line: str) -> str:
    return line.partition("\t")[2]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: *a\n",
        "id: !!python/object/apply:os.system [id]\n",
        "[" * 20_000,
        "id: x\nid: y\n",
        "a: 1\n---\nb: 2\n",
        "\x00",
        "a: \x1b[2J\n",
    ],
)
def test_t7_a_hostile_record_is_named_and_stops_nothing(desk: Desk, issue: str, text: str):
    desk.commit(paths.issue(issue), text)
    said = desk.run("check", exits=1)
    assert issue in said.out
    assert_harmless(said.out)
    assert desk.json("list")["total"] > 0
    assert_one_sentence(desk.run(*note(issue), exits=4).err)


def _sheet(tmp_path: Path, *cells: object) -> Path:
    """A workbook of issues with one row."""
    file = tmp_path / "台账.xlsx"
    book = xlsxwriter.Workbook(str(file))
    page = book.add_worksheet("问题")
    page.write_row(0, 0, ["问题编号", "村", "问题描述", "登记日期"])
    page.write_row(1, 0, cells)
    book.close()
    return file


def test_t8_a_workbook_that_would_swell_is_refused_and_nothing_dies(desk: Desk, tmp_path: Path):
    file = _sheet(tmp_path, "A-1", "WL101", "路灯", "2026-03-05")
    with ZipFile(file, "a", ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet2.xml", b" " * (64 * 2**20))
    desk.refused("import", str(file), exits=8, says="unpacked")


def test_t9_a_number_that_lost_its_last_digits_is_refused(desk: Desk, tmp_path: Path):
    file = _sheet(tmp_path, 610222199001011234, "WL101", "路灯", "2026-03-05")
    with desk.unchanged():
        said = desk.run("import", str(file), exits=8)
    assert "问题!A2" in said.out + said.err


def test_t10_a_page_that_calls_itself_a_sheet_is_named(desk: Desk, tmp_path: Path):
    file = tmp_path / "台账.xls"
    file.write_text("<html><table><tr><td>1</td></tr></table></html>", "utf-8")
    desk.refused("import", str(file), exits=8, says="web page")


def test_t14_nothing_that_is_written_is_a_page_that_could_run(desk: Desk, tmp_path: Path):
    for ending in ("html", "htm", "docx", "xlsm"):
        desk.refused("export", str(tmp_path / f"台账.{ending}"), exits=2, says=ending)


def test_t11_a_cell_that_begins_like_a_formula_is_disarmed(desk: Desk):
    told = ("--title", "=HYPERLINK(1)", "--place", "WL101", "--category", "用电照明")
    desk.run("issue", "register", *told)
    result = desk.run("list", "--format", "csv")
    assert "'=HYPERLINK(1)" in result.out
    assert "formula" in result.err


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\u202e", "\u200b", "\ufeff", "\x9b2J"])
def test_t12_t13_control_marks_come_neither_in_nor_out(desk: Desk, issue: str, bad: str):
    assert_harmless(desk.run(*note(issue, f"灯{bad}亮"), exits=5).err)
    desk.git("commit", "-q", "--allow-empty", "-m", f"x{bad}y")
    for argv in (("log",), ("ops",), ("check", "--deep")):
        result = desk.run(*argv)
        assert_harmless(result.out)
        assert_harmless(result.err)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "CON", "a/b", "WL1-26-../../x", "ＷＬ１／..", "%2e%2e", "issues/x", "x:y"],
)
def test_t15_a_name_is_no_path(desk: Desk, name: str):
    for argv in (("show", name), ("log", name), note(name)):
        assert_one_sentence(desk.run(*argv, exits=4).err)


@needs_ssh
def test_t16_a_commit_signed_by_another_is_flagged(desk: Desk, issue: str, tmp_path: Path):
    mine = key(tmp_path / "mine")
    who = str(desk.json("whoami", "--key", str(mine))["who"])
    desk.run(*note(issue))
    assert desk.json("log", "--limit", "1")["rows"][0]["signature"] == "good"
    boss = ["-c", "user.name=c009", "-c", "user.email=c009@ledger.invalid", "-c", "gpg.format=ssh"]
    signed = [*boss, "-c", f"user.signingkey={mine}", "commit", "-S", "-q", "--allow-empty"]
    subprocess.run(["git", *signed, "-m", "x"], cwd=desk.root, check=True)
    assert who != "c009"
    assert desk.json("log", "--limit", "1")["rows"][0]["signature"] == "other"
    assert "another's key" in desk.run("log").out
    assert "signature-other" in json.dumps(
        desk.run("check", "--deep", "--format", "json", exits=1).data
    )
    assert "signs for" in desk.run("signer", "add", "c009", public(mine), exits=5).err


def test_t18_an_edit_by_hand_is_shown_and_never_lost(desk: Desk, issue: str):
    edited = desk.read(paths.issue(issue)).replace("title: ", "title: 手改", 1)
    desk.write(paths.issue(issue), edited)
    assert issue in desk.run("status").out
    result = desk.run(*note(issue), exits=6)
    assert_one_sentence(result.err)
    assert desk.read(paths.issue(issue)) == edited


def test_t19_personal_data_stays_in_the_registers(desk: Desk, issue: str):
    phone, name = "13912345678", "欧阳无双"
    desk.run("household", "add", "--place", "WL101", "--name", name, "--phone", phone)
    said = [desk.git("log", "--format=%B%an%ae"), desk.git("ls-files")]
    said += [desk.run(*argv).out for argv in (("log",), ("ops",), ("doctor",), ("checkpoint",))]
    state = [p for p in (desk.root / ".git/taizhang").rglob("*") if p.is_file()]
    said += [p.read_text("utf-8", "replace") for p in state if p.suffix != ".sqlite3"]
    said += [desk.run("list").out, desk.run("show", issue).out]
    assert not [text for text in said if phone in text or name in text]
    assert (desk.root / ".git/taizhang").stat().st_mode & 0o077 == 0
    assert (desk.root / ".git/taizhang/index.sqlite3").stat().st_mode & 0o077 == 0


def test_t21_an_id_that_is_taken_is_drawn_again(desk: Desk, issue: str, monkeypatch):
    drawn = iter([issue, issue, "WL1-26-7K3Q5MX"])
    monkeypatch.setattr(ids, "new_id", lambda *_args: next(drawn))
    clerk = opened(desk.root)
    with clerk.writing("issue register") as writing:
        assert writing.free_id("WL1", TODAY) == "WL1-26-7K3Q5MX"


def test_t22_a_wrong_clock_reads_and_does_not_write(desk: Desk, issue: str):
    desk.run(*note(issue))
    for now in (NOW - timedelta(days=3), NOW.replace(year=2000)):
        clerk = Ledger.open(desk.root, today=now.date(), now=now)
        assert clerk.name
        with pytest.raises(RefusedError, match="clock"), clerk.writing("issue note"):
            pass
    later = NOW + timedelta(days=3)
    with Ledger.open(desk.root, today=later.date(), now=later).writing("issue note"):
        pass


def test_t22_a_commit_made_by_a_wrong_clock_can_be_overruled(desk: Desk, issue: str):
    ahead = NOW + timedelta(days=400)
    Ledger.open(desk.root, today=ahead.date(), now=ahead).advance(
        issue, "note", TODAY, text="明年的钟"
    )
    assert "clock" in desk.run(*note(issue), exits=5).err
    desk.run("doctor", "--fix")
    desk.run(*note(issue))


def test_t23_a_synchronised_folder_is_named_and_a_disk_without_locks_refuses(
    desk: Desk, issue: str, monkeypatch
):
    (desk.root.parent / ".nutstore").mkdir()
    assert "tz backup" in " ".join(desk.run("doctor", exits=1).out.split())

    def no_locks(*_args):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", no_locks)
    assert_one_sentence(desk.run(*note(issue), exits=6).err)
    with pytest.raises((CannotWriteError, BusyError)), locking.lock(Git(desk.root).state, "x"):
        pass


STEERING = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES"),
    *("GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_CONFIG", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"),
    *("GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_EDITOR", "GIT_PAGER", "GIT_ASKPASS"),
    *("GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
    *("GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_ATTR_SOURCE"),
    *("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE_SETUP", "GIT_AUTHOR_NAME", "GIT_AUTHOR_DATE"),
    *("GIT_PYTHON_GIT_EXECUTABLE", "GIT_PYTHON_TRACE", "GIT_DEFAULT_HASH", "GIT_QUARANTINE_PATH"),
    *("PAGER", "EDITOR", "VISUAL", "LESSOPEN", "SSH_ASKPASS", "BROWSER"),
)


def test_t24_the_environment_does_not_steer(desk: Desk, issue: str):
    seen = desk.root.parent / "canary"
    planted = desk.root.parent / "plant"
    planted.write_text(f'#!/bin/sh\necho ran >> "{seen}"\n')
    planted.chmod(0o755)
    before = int(desk.git("rev-list", "--count", "HEAD"))
    every = dict.fromkeys(STEERING, str(planted))
    for argv in (("list",), note(issue), ("log",), ("check", "--deep"), ("undo",)):
        result = desk.process(*argv, **every)
        assert "plant" not in result.out + result.err
    assert not seen.exists()
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 2
    assert "error" not in desk.git("fsck", "--strict")


def test_t24_what_else_is_installed_has_no_say_in_records(desk: Desk, issue: str):
    other, seen = desk.root.parent / "other", desk.root.parent / "asked"
    about = other / "other-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pydantic]\nother = other_plugin:plugin\n")
    (other / "other_plugin.py").write_text(f"open({str(seen)!r}, 'w').close()\nplugin = None\n")
    assert desk.process(*note(issue), PYTHONPATH=str(other)).code == 0
    assert not seen.exists()


def test_t25_what_the_program_needs_is_pinned_from_below():
    file = SOURCE.parent / "pyproject.toml"
    needs = tomllib.loads(file.read_text("utf-8"))["project"]["dependencies"]
    assert all(re.match(r"[a-z.\-]+>=\d", need) for need in needs)
    (gitpython,) = [need for need in needs if need.startswith("gitpython")]
    assert gitpython == "gitpython>=3.2.1,<4"
