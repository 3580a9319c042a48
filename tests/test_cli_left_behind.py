"""What a command left that was killed after its commit is told as such, and mended by the next."""

import signal
import sys

import pytest
from odd_files import HEAD, ROW, table

from ledger.store.failpoint import VARIABLE
from ledger.store.git import Git
from ledger.store.lock import lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")

STEPS = ("after_update_ref", "after_first_file", "after_files", "after_index", "after_materialised")


@pytest.fixture(name="sheet")
def _sheet(tmp_path):
    path = tmp_path / "台账.xlsx"
    table(path, HEAD, ROW)
    return path


@pytest.fixture(name="killed")
def _killed(desk, sheet):
    """What kills an import at a step of the write path."""

    def at(step):
        desk.process("import", str(sheet), exits=-signal.SIGKILL, **{VARIABLE: step})

    return at


def assert_whole(desk):
    assert desk.git("status", "--porcelain") == ""
    assert not (desk.root / ".git/taizhang/writing").exists()
    assert "Nothing is wrong." in desk.run("check").out


@pytest.mark.parametrize("step", STEPS)
def test_the_same_import_again_finds_nothing_new_and_brings_the_files(desk, sheet, killed, step):
    killed(step)
    assert "Nothing new." in desk.run("import", str(sheet)).out
    assert_whole(desk)


def test_adopting_finds_no_edit_and_brings_the_files(desk, killed):
    killed("after_update_ref")
    told = desk.run("adopt")
    assert "No hand edits to take in." in told.out
    assert "interrupted command was committed" in told.err
    assert_whole(desk)


@pytest.mark.parametrize("step", ["after_update_ref", "after_first_file", "after_files"])
def test_an_interruption_is_told_in_one_sentence_and_not_as_hand_edits(desk, killed, step):
    killed(step)
    assert desk.git("status", "--porcelain") != ""
    for words in (("check",), ("check", "--deep"), ("status",), ("list",)):
        told = desk.run(*words)
        assert " ".join(told.err.split()).count("interrupted after its commit") == 1
        assert "tz doctor --fix" in " ".join(told.err.split())
        assert "by hand" not in told.out + told.err
    assert desk.json("status")["rows"] == desk.json("check")["rows"] == []
    desk.run("doctor", "--fix")
    assert_whole(desk)


def test_what_was_edited_since_is_a_hand_edit_still(desk, killed):
    killed("after_update_ref")
    path = min(desk.root.glob("issues/*/*/*.yaml"))
    path.write_text(path.read_text("utf-8") + "# seen\n", encoding="utf-8")
    (row,) = desk.json("status")["rows"]
    assert row["path"] == path.relative_to(desk.root).as_posix()


def test_a_writer_at_work_is_no_interruption(desk, killed):
    killed("after_update_ref")
    with lock(Git(desk.root).state, "test"):
        told = desk.run("status")
    assert told.err == ""
    assert "No hand edits" in told.out


def test_where_nothing_may_be_written_the_import_still_answers(desk, sheet, killed):
    killed("after_update_ref")
    lock_file = desk.root / ".git/taizhang/lock"
    lock_file.unlink()
    lock_file.mkdir()  # refused to root too
    told = desk.run("import", str(sheet))
    assert "Nothing new." in told.out
    assert "Is a directory" in told.err
