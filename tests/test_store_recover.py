"""A killed command leaves nothing that the next one does not mend."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_world import AUTHOR, FIRST, LAMP, WELL, assert_whole, ledger, plain, write

from ledger import store
from ledger.errors import InTheWayError
from ledger.store.commit import INCOMING, Change, commit_series
from ledger.store.failpoint import VARIABLE
from ledger.store.git import Git
from ledger.store.lock import lock
from ledger.store.recover import recover
from ledger.store.worktree import differing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")

NEW = "visits/WL/2026/11-05.yaml"
SECOND = {LAMP: b"b: 1\n", WELL: None, NEW: b"c: 1\n"}
WRITER = """
import sys
from pathlib import Path
from store_world import write
from test_store_recover import SECOND
from ledger.store.git import Git
from ledger.store.lock import lock
git = Git(Path(sys.argv[1]))
print("begun", flush=True)
write(git, SECOND)
print("acknowledged", git.head(), flush=True)
"""
BEFORE_COMMIT_POINT = {"after_stream", "after_fast_import", "after_sweep"}


def _failpoints():
    source = Path(store.__file__).parent
    texts = (path.read_text("utf-8") for path in sorted(source.glob("*.py")))
    names = [name for text in texts for name in re.findall(r'failpoint\("(\w+)"\)', text)]
    return [name for name in names if name != "after_signing"]  # in the torture of one who signs


def _writer(git, failpoint="", **options):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), VARIABLE: failpoint}
    command = [sys.executable, "-c", WRITER, str(git.root)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options
    )


def _killed(git, failpoint):
    with _writer(git, failpoint) as process:
        process.communicate()
    assert process.returncode == -signal.SIGKILL, failpoint


@pytest.fixture
def git(tmp_path):
    return ledger(tmp_path / "台账")


def _assert_all_or_nothing(git, before):
    files = {path: git.file(path) for path in SECOND}
    assert files == ({path: FIRST.get(path) for path in SECOND} if git.head() == before else SECOND)


def test_every_step_of_the_write_path_has_a_failpoint():
    assert len(_failpoints()) == len(set(_failpoints())) >= 9


@pytest.mark.parametrize("name", _failpoints())
def test_a_kill_at_any_step_is_mended_by_the_next_write(git, name):
    before = git.head()
    if name == "after_sweep":
        _killed(git, "after_fast_import")
    _killed(git, name)
    assert (git.head() == before) == (name in BEFORE_COMMIT_POINT)
    _assert_all_or_nothing(git, before)
    assert write(git, {"ledger.yaml": b"language: en\n"}) is not None
    _assert_all_or_nothing(git, git.head() if git.file(NEW) is None else before)
    assert_whole(git)
    assert differing(git, git.ids(git.head(), SECOND)) == []


@pytest.mark.parametrize("delay", [0.0, 0.004, 0.012, 0.02, 0.03])
def test_a_kill_of_the_whole_group_at_any_moment_is_mended(git, delay):
    before = git.head()
    with _writer(git, start_new_session=True) as process:
        assert process.stdout.readline() == b"begun\n"
        time.sleep(0.08 + delay)
        os.killpg(process.pid, signal.SIGKILL)
        said = process.communicate()[0].decode().split()
    if said:
        assert said == ["acknowledged", git.head()]
    _assert_all_or_nothing(git, before)
    write(git, {"ledger.yaml": b"language: en\n"})
    assert_whole(git)


def test_a_clean_ledger_needs_nothing(git):
    assert recover(git) == []
    assert_whole(git)


def test_an_edit_made_while_a_command_lay_dead_is_kept_beside(git):
    _killed(git, "after_update_ref")
    (git.root / LAMP).write_text("by hand\n")
    (git.root / WELL).write_text("by hand too\n")
    said = recover(git)
    assert (git.root / LAMP).read_bytes() == SECOND[LAMP]
    assert (git.root / f"{LAMP}.hand-edited").read_text() == "by hand\n"
    assert (git.root / f"{WELL}.hand-edited").read_text() == "by hand too\n"
    assert not (git.root / WELL).exists()
    assert len([sentence for sentence in said if "hand-edited" in sentence]) == 2
    assert git.edited() == [("??", f"{WELL}.hand-edited"), ("??", f"{LAMP}.hand-edited")]


def test_an_edit_is_never_written_over_by_an_older_one_kept_beside(git):
    (git.root / f"{LAMP}.hand-edited").write_text("older\n")
    _killed(git, "after_update_ref")
    (git.root / LAMP).write_text("newer\n")
    recover(git)
    assert (git.root / f"{LAMP}.hand-edited").read_text() == "older\n"
    assert (git.root / f"{LAMP}.hand-edited~").read_text() == "newer\n"


def test_a_file_emptied_by_a_power_cut_is_written_anew(git):
    _killed(git, "after_update_ref")
    (git.root / LAMP).write_bytes(b"\0" * 4096)
    recover(git)
    assert_whole(git)


def test_a_clone_is_taken_as_it_stands(git, tmp_path):
    plain(git, "clone", "-q", str(git.root), str(tmp_path / "clone"))
    clone = Git(tmp_path / "clone")
    assert recover(clone) == []
    write(clone, {LAMP: b"b: 1\n"})
    assert_whole(clone)


def test_edits_in_a_clone_are_told_and_left_alone(git, tmp_path):
    plain(git, "clone", "-q", str(git.root), str(tmp_path / "clone"))
    clone = Git(tmp_path / "clone")
    (clone.root / LAMP).write_text("by hand\n")
    (said,) = recover(clone)
    assert LAMP in said
    assert (clone.root / LAMP).read_text() == "by hand\n"
    assert differing(clone, clone.ids(clone.head(), [LAMP])) == [LAMP]
    assert recover(clone) == []


def test_edits_made_after_a_plain_git_commit_are_left_alone(git):
    (git.root / LAMP).write_text("committed by git\n")
    plain(git, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qam", "by hand")
    (git.root / LAMP).write_text("edited again\n")
    assert recover(git) == []
    assert (git.root / LAMP).read_text() == "edited again\n"
    assert git.edited() == [(" M", LAMP)]


def test_a_history_made_anew_is_adopted(git):
    (git.state / "materialised").write_text("1" * 40 + "\n")
    assert recover(git) == []
    assert_whole(git)


def test_leavings_of_git_are_swept_after_a_crash(git):
    _killed(git, "after_fast_import")
    assert (git.dir / INCOMING).exists()
    for name in ("objects/pack/tmp_pack_x", "objects/pack/tmp_idx_x", "fast_import_crash_12"):
        (git.dir / name).touch()
    folder = next((git.dir / "objects").glob("??"))
    (folder / "tmp_obj_x").touch()
    (git.state / ".tmp-x").touch()
    recover(git)
    assert_whole(git)
    assert not (git.dir / "fast_import_crash_12").exists()


@pytest.mark.parametrize(
    "name",
    ["index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "refs/heads/main.lock"],
)
def test_a_lock_that_git_left_behind_is_moved_away(git, name):
    (git.dir / name).touch()
    assert recover(git) == []
    assert (git.dir / name).exists()
    os.utime(git.dir / name, (0, 0))
    (said,) = recover(git)
    assert said.startswith(Path(name).name)
    assert len(list((git.state / "stale").iterdir())) == 1
    write(git, {LAMP: b"b: 1\n"})
    assert_whole(git)


def test_after_a_crash_a_fresh_lock_is_waited_for(git):
    _killed(git, "after_files")
    (git.dir / "index.lock").touch()
    os.utime(git.dir / "index.lock", (time.time() - 1.8,) * 2)
    said = write(git, {"ledger.yaml": b"language: en\n"})
    assert any("index.lock" in sentence for sentence in said)
    assert_whole(git)


def test_nothing_is_written_through_a_link(git, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "WL").mkdir()
    (outside / "WL/a.yaml").write_text("mine\n")
    (git.root / "visits").symlink_to(outside)
    coming = {"visits/WL/a.yaml": b"a: 1\n", "visits/b.yaml": b"b: 1\n"}
    with pytest.raises(InTheWayError):
        write(git, coming)
    said = []
    with lock(git.state, "tz test"):
        commit_series(git, [(Change(coming, "x"), AUTHOR)], git.head(), said.append)
    assert len(said) == 2
    assert sorted(path.name for path in outside.rglob("*")) == ["WL", "a.yaml"]
    assert (outside / "WL/a.yaml").read_text() == "mine\n"
    (git.root / "visits").unlink()
    write(git, {"ledger.yaml": b"language: en\n"})
    assert_whole(git)


def test_a_hostile_path_in_a_commit_writes_nothing_outside(git, tmp_path):
    blob = git.tree("HEAD")[0][1]
    inner = git.write("mktree", "-z", stdin=f"100644 blob {blob}\tout.yaml\0".encode()).decode()
    tree = git.write("mktree", "-z", stdin=f"040000 tree {inner.strip()}\t..\0".encode()).decode()
    who = ("-c", "user.name=x", "-c", "user.email=x@y")
    commit = plain(git, *who, "commit-tree", tree.strip(), "-p", "HEAD", "-m", "x").strip()
    (git.state / "writing").touch()
    plain(git, "update-ref", "refs/heads/main", commit)
    said = recover(git)
    assert not (tmp_path / "out.yaml").exists()
    assert any("../out.yaml" in sentence for sentence in said)
    assert (git.state / "materialised").read_text().strip() == commit


TORN = [None, b"", b"DIRC\0\0\0\x02\0\0\0\x03" + b"x" * 200, b"x" * 200]
"""What may be left of git's index: nothing, or something that git cannot read."""


def _tear(git, left):
    index = git.dir / "index"
    index.unlink() if left is None else index.write_bytes(left)


@pytest.mark.parametrize("left", TORN, ids=["missing", "empty", "torn", "foreign"])
def test_a_write_makes_a_lost_index_of_git_anew(git, left):
    _tear(git, left)
    assert write(git, {NEW: b"c: 1\n"}) == []
    assert_whole(git)


def test_a_lost_index_of_git_is_made_anew_though_nothing_is_to_be_written(git):
    _tear(git, None)
    assert recover(git) == []
    assert_whole(git)


def test_a_hand_edit_is_still_one_after_a_lost_index_was_made_anew(git):
    (git.root / LAMP).write_text("by hand\n")
    _tear(git, None)
    write(git, {NEW: b"c: 1\n"})
    assert git.edited() == [(" M", LAMP)]
    assert plain(git, "diff", "--cached", "--name-only") == ""
