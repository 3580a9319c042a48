"""One command is one commit, and it either happened or did not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from store_world import AT, AUTHOR, FIRST, LAMP, WELL, assert_whole, ledger, plain, write

from ledger.errors import BusyError, CannotWriteError, GitFailedError, RefusedError
from ledger.store.commit import INCOMING, Author, Change, commit, commit_series
from ledger.store.git import Git
from ledger.store.init import create
from ledger.store.lock import lock
from ledger.store.recover import recover
from ledger.store.worktree import differing

WRITER = """
import sys
from pathlib import Path
from store_world import write
from ledger.store.git import Git
git = Git(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    write(git, {f"visits/WL/{sys.argv[2]}-{n}.yaml": b"a: 1\\n"})
"""


@pytest.fixture
def git(tmp_path):
    return ledger(tmp_path / "台账")


def test_the_first_commit_has_no_parent_and_fills_the_work_tree(git):
    assert plain(git, "rev-list", "--count", "HEAD").strip() == "1"
    assert {path: (git.root / path).read_bytes() for path in FIRST} == FIRST
    assert_whole(git)


def test_a_commit_adds_changes_and_deletes_at_once(git):
    write(git, {LAMP: b"b: 1\n", WELL: None, 'visits/WL/"a" 中 文.yaml': b"c: 1\n"})
    assert (git.root / LAMP).read_bytes() == b"b: 1\n"
    assert not (git.root / WELL).exists()
    assert git.file('visits/WL/"a" 中 文.yaml') == b"c: 1\n"
    assert plain(git, "rev-list", "--count", "HEAD").strip() == "2"


def test_a_folder_emptied_by_a_deletion_goes_too(git):
    write(git, {LAMP: None, WELL: None})
    assert sorted(path.name for path in git.root.iterdir()) == [".git", "ledger.yaml"]
    assert_whole(git)


def series(git, *steps):
    with lock(git.state, "tz test"):
        recover(git)
        commit_series(git, [(Change(files, "x"), AUTHOR) for files in steps], git.head())


def test_a_file_gives_way_to_a_folder_and_back(git):
    series(git, {LAMP: None, f"{LAMP}/a.yaml": b"a: 1\n"})
    assert_whole(git)
    series(git, {f"{LAMP}/a.yaml": None, LAMP: b"a: 2\n"})
    assert_whole(git)
    assert (git.root / LAMP).read_bytes() == b"a: 2\n"


def test_author_time_and_trailers_are_kept(git):
    odd = Author("c003 <x>\nFrom: y", "c003@ledger.invalid", AT)
    with lock(git.state, "tz test"):
        change = Change({LAMP: b"b: 1\n"}, "两\n行", {"Op": "K7Q2", "Command": "tz\nissue"})
        commit(git, change, odd, git.head())
    assert plain(git, "log", "-1", "--format=%an|%ae|%aI|%cI|%B") == (
        "c003 x From: y|c003@ledger.invalid|2026-11-05T09:12:33+08:00|2026-11-05T09:12:33+08:00|"
        "两 行\n\nOp: K7Q2\nCommand: tz issue\n\n"
    )


def test_bytes_stay_as_they_are(git):
    hostile = b"\xff\x00\r\n$Id$\ndone\ncommit refs/heads/main\n"
    write(git, {LAMP: hostile, WELL: b""})
    assert git.file(LAMP) == (git.root / LAMP).read_bytes() == hostile
    assert git.file(WELL) == b""
    assert_whole(git)


def test_a_branch_that_moved_meanwhile_refuses_the_write(git):
    base = git.head()
    write(git, {LAMP: b"b: 1\n"})
    moved = git.head()
    with lock(git.state, "tz test"), pytest.raises(BusyError):
        commit(git, Change({LAMP: b"c: 1\n"}, "late"), AUTHOR, base)
    assert git.head() == moved
    assert_whole(git)


def test_a_branch_moved_behind_our_back_is_not_overwritten(git, monkeypatch):
    base = git.head()
    plain(git, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-mx")
    moved = git.head()
    seen = iter([base, moved])
    monkeypatch.setattr(Git, "head", lambda _git: next(seen))
    with lock(git.state, "tz test"), pytest.raises(BusyError):
        commit(git, Change({LAMP: b"c: 1\n"}, "late"), AUTHOR, base)
    monkeypatch.undo()
    assert git.head() == moved
    assert not (git.dir / INCOMING).exists()
    write(git, {LAMP: b"d: 1\n"})
    assert_whole(git)


def test_a_refused_reference_leaves_everything_as_it_was(git):
    before = git.head()
    (git.dir / "refs/heads/main.lock").touch()
    with lock(git.state, "tz test"), pytest.raises(GitFailedError):
        commit(git, Change({LAMP: b"c: 1\n"}, "x"), AUTHOR, before)
    assert git.head() == before
    assert (git.root / LAMP).read_bytes() == FIRST[LAMP]
    (git.dir / "refs/heads/main.lock").unlink()
    write(git, {WELL: b"d: 1\n"})
    assert_whole(git)


class FailsLate(Git):
    """A git whose update of references fails when the branch has moved already."""

    def write(self, *args, stdin=None):
        said = super().write(*args, stdin=stdin)
        if args[:3] == ("update-ref", "-z", "--stdin"):
            raise GitFailedError(command="update-ref", said="no space left")
        return said


def test_a_failure_after_the_branch_has_moved_is_a_commit_all_the_same(git):
    late = FailsLate(git.root)
    with lock(late.state, "tz test"):
        recover(late)
        new = commit(late, Change({LAMP: b"c: 1\n"}, "x"), AUTHOR, late.head())
    assert git.head() == new
    assert (git.root / LAMP).read_bytes() == b"c: 1\n"
    assert_whole(git)


def test_edits_by_hand_block_the_paths_that_they_touch(git):
    new = "visits/WL/2026/11-05.yaml"
    (git.root / LAMP).write_text("by hand\n")
    (git.root / WELL).unlink()
    (git.root / new).parent.mkdir(parents=True)
    (git.root / new).write_text("a: 1\n")
    (git.root / "tasks").write_text("a file where a folder should be\n")
    (git.root / "imports").symlink_to(git.root / "visits")
    paths = [LAMP, WELL, new, "ledger.yaml", "tasks/a.yaml", "imports/a.yaml", "stations/WL.yaml"]
    edited = [LAMP, WELL, new, "tasks/a.yaml", "imports/a.yaml"]
    assert differing(git, git.ids(git.head(), paths)) == edited
    assert differing(git, git.ids("", ["stations/WL.yaml", LAMP])) == [LAMP]


@pytest.mark.parametrize("path", ["../a.yaml", "/a.yaml", ".git/config", "a/.GIT/x", "a//b", "C:a"])
def test_a_path_out_of_the_ledger_is_never_committed(git, path):
    with lock(git.state, "tz test"), pytest.raises(ValueError, match=r"/|:"):
        commit(git, Change({path: b"a: 1\n"}, "x"), AUTHOR, git.head())
    assert_whole(git)


def test_many_records_take_the_same_way(git):
    files = {f"visits/WL/2026/{n:04d}.yaml": b"n: %d\n" % n for n in range(2500)}
    write(git, files)
    assert_whole(git)
    assert (git.root / "visits/WL/2026/2499.yaml").read_bytes() == b"n: 2499\n"
    (git.root / LAMP).write_text("by hand\n")
    write(git, dict.fromkeys(files))
    assert not (git.root / "visits").exists()
    assert git.edited() == [(" M", LAMP)]


def test_what_fails_after_the_commit_point_is_told_and_mended_by_the_next_write(git):
    (git.dir / "index.lock").touch()
    said = write(git, {LAMP: b"b: 1\n"})
    assert len(said) == 1
    assert "index.lock" in said[0]
    assert git.file(LAMP) == b"b: 1\n"
    os.utime(git.dir / "index.lock", (0, 0))
    said = write(git, {WELL: b"c: 1\n"})
    assert any("index.lock" in sentence for sentence in said)
    assert_whole(git)


def test_two_processes_writing_at_once_lose_nothing(git):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, git.root, name, "6"], env=environment)
        for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert plain(git, "rev-list", "--count", "HEAD").strip() == "13"
    assert len(git.tree("HEAD")) == len(FIRST) + 12
    assert_whole(git)


@pytest.mark.skipif(sys.platform == "win32", reason="a full disk is made with ulimit")
def test_a_full_disk_refuses_the_write_and_leaves_no_trace(git):
    script = WRITER.replace('b"a: 1\\n"', 'b"a: 1\\n" * 100000')
    limited = f"ulimit -f 64; exec {sys.executable} -c '{script}' '{git.root}' a 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    before = git.head()
    done = subprocess.run(
        ["bash", "-c", limited], env=environment, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert git.head() == before
    write(git, {LAMP: b"b: 1\n"})
    assert_whole(git)


def test_a_new_ledger_is_pinned_to_what_we_rely_on(tmp_path):
    git = create(tmp_path / "a" / "b")
    config = plain(git, "config", "--local", "--list")
    assert "core.autocrlf=false" in config
    assert "core.worktree" not in config
    assert not (git.dir / "hooks").exists()
    assert plain(git, "rev-parse", "--show-object-format").strip() == "sha1"


def test_a_ledger_is_not_made_over_something(tmp_path, git):
    with pytest.raises(RefusedError, match="already holds"):
        create(git.root)
    with pytest.raises(RefusedError, match="not empty"):
        create(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="is a file"):
        create(tmp_path / "file")
    with pytest.raises(CannotWriteError):
        create(tmp_path / "file" / "below")


def test_a_series_of_commits_becomes_part_of_the_ledger_at_once(git):
    before = git.head()
    changes = [
        (Change({LAMP: b"n: %d\n" % n, f"visits/{n}.yaml": b"a: 1\n"}, f"第 {n}"), AUTHOR)
        for n in range(5)
    ]
    with lock(git.state, "tz test"):
        last = commit_series(git, iter(changes), before)
    assert last == git.head()
    assert plain(git, "log", "--format=%s", f"{before}..").split("\n")[0] == "第 4"
    assert plain(git, "rev-list", "--count", "HEAD").strip() == "6"
    assert git.file(LAMP, "HEAD~2") == b"n: 2\n"
    assert_whole(git)


def test_a_series_without_a_commit_changes_nothing(git):
    before = git.head()
    with lock(git.state, "tz test"):
        assert commit_series(git, [], before) == before
    assert_whole(git)


def test_a_series_with_a_wrong_path_leaves_no_part_of_it(git):
    before = git.head()
    good, bad = Change({LAMP: b"b: 1\n"}, "x"), Change({"../x": b"b: 1\n"}, "x")
    with lock(git.state, "tz test"), pytest.raises(ValueError, match="x"):
        commit_series(git, [(good, AUTHOR), (bad, AUTHOR)], before)
    assert git.head() == before
    assert_whole(git)
