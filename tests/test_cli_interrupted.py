"""Ctrl-C while a sheet is read, planned and written: nothing is left of it; so with other signals.

The signal goes to the whole group of processes, as a terminal sends it, SIGTERM to one alone. Each
stage is waited for by what can be seen of it: the process that reads, the mark of a write, the
branch.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import odd_files
import pytest
from book_world import opened
from cli_world import ENVIRONMENT, Desk
from test_book_ledger import contents, rebuilt

from ledger.book.importing.rows import MANY
from ledger.store.beside import WORKERS

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")

ENDS = (signal.SIGTERM, signal.SIGHUP)
PATIENCE = 60
"""Seconds after which a stage that does not come is a fault."""
ROWS = 1500
LARGE = MANY + 100
"""So many rows that their index is filled while git writes."""
BAD = ["", "五里镇第一村", "桥栏断裂", "2026.3", "", ""]


def _hear() -> None:
    """Let a program hear what ends it, though the tests may have been started not to."""
    for number in ENDS:
        signal.signal(number, signal.SIG_DFL)


class Import:
    """`tz import` of a sheet in a group of processes of its own."""

    def __init__(self, desk: Desk, sheet: Path, *options: str, before: Sequence[str] = ()) -> None:
        self.desk = desk
        command = ["-m", "ledger", "-C", str(desk.root), "import", str(sheet), *options]
        self.process = subprocess.Popen(
            [*before, sys.executable, *command],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_hear,  # noqa: PLW1509 - it asks nothing of the threads of the tests
            text=True,
        )

    def group(self) -> dict[int, str]:
        """The processes that are alive, each with its command line."""
        found = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    facts = (folder / "stat").read_text().rpartition(")")[2].split()
                    words = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                except OSError:  # it has ended meanwhile
                    continue
                if int(facts[2]) == self.process.pid and facts[0] != "Z":
                    found[int(folder.name)] = words.decode()
        return found

    def reads(self) -> bool:
        """Whether the process that reads the file is alive."""
        return any("ledger.sheets.reading.child" in command for command in self.group().values())

    def shares(self) -> bool:
        """Whether the processes that plan with it have been begun."""
        return sum("multiprocessing.spawn" in line for line in self.group().values()) == WORKERS

    def writes(self) -> bool:
        """Whether git has been given what is to be written."""
        return (self.desk.root / ".git/taizhang/writing").exists()

    def fills(self) -> bool:
        """Whether an index is being filled beside the old one."""
        return (self.desk.root / ".git/taizhang/.tmp-index.sqlite3").exists()

    def until(self, stage) -> None:
        """Wait for a stage."""
        end = time.monotonic() + PATIENCE
        while not stage():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end
            time.sleep(0.001)

    def interrupt(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """How it ends on Ctrl-C or another signal, and what it says."""
        (os.kill if number == signal.SIGTERM else os.killpg)(self.process.pid, number)
        _out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, err

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=PATIENCE)

    def gone(self) -> bool:
        """Whether the last of its processes has ended, a little later than itself."""
        end = time.monotonic() + PATIENCE
        while left := self.group():
            if time.monotonic() > end:
                raise AssertionError(left)
            time.sleep(0.01)
        return True


def received(folder, count):
    """A sheet of so many rows, and one that is refused."""
    path = folder / "台账.xlsx"
    rows = [["", *odd_files.ROW[1:2], f"路灯损坏{n}", *odd_files.ROW[3:]] for n in range(count)]
    odd_files.table(path, odd_files.HEAD, *rows, BAD)
    return path


@pytest.fixture(scope="module", name="sheet")
def _sheet(tmp_path_factory):
    """A sheet that takes a while at every stage."""
    return received(tmp_path_factory.mktemp("收到"), ROWS)


@pytest.fixture(scope="module", name="large")
def _large(tmp_path_factory):
    return received(tmp_path_factory.mktemp("大表"), LARGE)


def assert_nothing_is_left(desk, sheet, run, ended, expected=(130, "\ntaizhang: interrupted\n")):
    assert ended == expected
    assert run.gone()
    assert [file.name for file in sheet.parent.iterdir()] == [sheet.name]
    assert not run.writes()
    assert not run.fills()
    assert not [*desk.root.joinpath(".git").rglob("*.lock")]
    assert not [*desk.root.joinpath(".git").rglob("tmp_*")]
    assert desk.git("for-each-ref", "refs/taizhang") == ""
    desk.run("visit", "add", "--place", "WL101", "--text", "一切照旧")


def test_ctrl_c_while_the_file_is_read_leaves_nothing(desk, sheet):
    with desk.unchanged():
        run = Import(desk, sheet, "--skip-bad")
        run.until(run.reads)
        ended = run.interrupt()
    assert_nothing_is_left(desk, sheet, run, ended)


def test_ctrl_c_while_it_is_planned_leaves_nothing(desk, sheet):
    with desk.unchanged():
        run = Import(desk, sheet, "--skip-bad")
        run.until(run.reads)
        run.until(lambda: not run.reads())
        assert not run.writes()
        ended = run.interrupt()
    assert_nothing_is_left(desk, sheet, run, ended)


@pytest.mark.parametrize("later", [0, 0.05, 0.1])
def test_ctrl_c_while_helping_processes_load_leaves_nothing(desk, large, later):
    with desk.unchanged():
        run = Import(desk, large, "--skip-bad")
        run.until(run.shares)
        time.sleep(later)
        ended = run.interrupt()
    assert_nothing_is_left(desk, large, run, ended)


def test_ctrl_c_while_git_writes_leaves_nothing(desk, sheet):
    with desk.unchanged():
        run = Import(desk, sheet, "--skip-bad")
        run.until(run.writes)
        ended = run.interrupt()
    assert_nothing_is_left(desk, sheet, run, ended)


def test_ctrl_c_while_the_index_is_filled_leaves_nothing(desk, large):
    with desk.unchanged():
        run = Import(desk, large, "--skip-bad")
        run.until(run.fills)
        ended = run.interrupt()
    assert_nothing_is_left(desk, large, run, ended)


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("stage", ["reads", "plans", "shares", "writes", "fills"])
def test_a_signal_that_ends_a_program_leaves_nothing_before_the_commit(
    desk, sheet, large, number, stage
):
    of_many = stage in ("shares", "fills")
    path = large if of_many else sheet
    with desk.unchanged():
        run = Import(desk, path, "--skip-bad")
        if stage == "plans":
            run.until(run.reads)
            run.until(lambda: not run.reads())
        else:
            run.until(getattr(run, stage))
        ended = run.interrupt(number)
    assert_nothing_is_left(desk, path, run, ended, (128 + number, ""))


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_that_ends_a_program_comes_too_late_once_the_commit_stands(desk, sheet, number):
    before = desk.git("rev-parse", "HEAD")
    run = Import(desk, sheet, "--skip-bad")
    branch = desk.root / ".git" / desk.git("symbolic-ref", "HEAD").strip()
    run.until(lambda: branch.read_text() != before)
    assert run.interrupt(number) == (0, "")
    assert desk.git("status", "--porcelain") == ""
    (sheet.parent / "台账-退回.xlsx").unlink()


def test_a_command_that_is_started_to_outlive_its_terminal_does(desk, sheet):
    run = Import(desk, sheet, "--skip-bad", before=["nohup"])
    run.until(run.writes)
    assert run.interrupt(signal.SIGHUP)[0] == 0
    assert desk.git("status", "--porcelain") == ""
    (sheet.parent / "台账-退回.xlsx").unlink()


@pytest.mark.parametrize("stands", [False, True], ids=["before", "after"])
def test_a_kill_while_the_index_is_filled_is_mended_by_the_next_command(desk, large, stands):
    before = desk.git("rev-parse", "HEAD")
    had = desk.json("list", "--limit", "1")["total"]
    branch = desk.root / ".git" / desk.git("symbolic-ref", "HEAD").strip()
    run = Import(desk, large, "--skip-bad")
    run.until((lambda: branch.read_text() != before) if stands else run.writes)
    assert run.fills()
    run.kill()
    desk.run("visit", "add", "--place", "WL101", "--text", "一切照旧")
    assert desk.json("list", "--limit", "1")["total"] == had + (LARGE if stands else 0)
    assert desk.git("status", "--porcelain") == ""
    assert not run.writes()
    assert not run.fills()
    ledger = opened(desk.root)
    assert contents(ledger.index.db) == rebuilt(ledger)


def test_ctrl_c_once_the_commit_stands_comes_too_late(desk, sheet):
    before = desk.git("rev-parse", "HEAD")
    run = Import(desk, sheet, "--skip-bad")
    branch = desk.root / ".git" / desk.git("symbolic-ref", "HEAD").strip()
    run.until(lambda: branch.read_text() != before)
    code, err = run.interrupt()
    assert (code, err) == (0, "")
    assert run.gone()
    assert desk.git("status", "--porcelain") == ""
    assert (sheet.parent / "台账-退回.xlsx").exists()
    (sheet.parent / "台账-退回.xlsx").unlink()
    assert desk.json("list", "--limit", "1")["total"] > ROWS


def test_ctrl_c_where_nothing_can_be_raised_is_raised_before_anything_is_done():
    from ledger.store.unbroken import UNHEARD, unbroken

    UNHEARD.set()
    with pytest.raises(KeyboardInterrupt), unbroken():
        raise AssertionError
    before = signal.getsignal(signal.SIGINT)
    with unbroken():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_that_is_put_off_comes_when_all_is_done_and_not_to_who_hears_nothing():
    from ledger.store.unbroken import put_off, unbroken

    done = []

    def put_off_till_done():
        with put_off():
            signal.raise_signal(signal.SIGINT)
            done.append("all")

    with pytest.raises(KeyboardInterrupt):
        put_off_till_done()
    assert done == ["all"]
    with unbroken(), put_off():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
