"""The one door to git."""

import os
import stat
import subprocess
import sys

import pytest
from store_world import FIRST, LAMP, WELL, ledger, plain, write

from ledger.errors import GitFailedError, GitMissingError, NotALedgerError, NotReadyError
from ledger.store import git as store_git
from ledger.store import runner
from ledger.store.files import blob_id
from ledger.store.git import Git
from ledger.store.init import create


@pytest.fixture
def git(tmp_path):
    return ledger(tmp_path / "五里 台账")


def test_a_ledger_is_found_from_a_folder_below(git):
    assert Git.find(git.root / "issues/WL").root == git.root


def test_a_folder_outside_is_not_a_ledger(tmp_path):
    with pytest.raises(NotALedgerError):
        Git.find(tmp_path)


def test_a_ledger_file_without_a_repository_is_not_a_ledger(tmp_path):
    (tmp_path / "ledger.yaml").write_text("a: 1\n")
    with pytest.raises(NotALedgerError):
        Git.find(tmp_path)


def test_reading_makes_no_state_folder(tmp_path):
    plain(Git(tmp_path), "init", "-q")
    git = Git(tmp_path)
    assert git.head() == ""
    assert git.edited() == []
    assert not git.state.exists()


def test_the_head_is_that_of_git(git):
    assert git.head() == plain(git, "rev-parse", "HEAD").strip()


def test_the_head_is_found_among_packed_references(git):
    before = git.head()
    plain(git, "pack-refs", "--all")
    assert not (git.dir / "refs/heads/main").exists()
    assert git.head() == before
    write(git, {LAMP: b"b: 1\n"})
    assert git.head() == plain(git, "rev-parse", "HEAD").strip()


def test_many_blobs_are_found_as_few_are(git, monkeypatch):
    odd = 'visits/WL/"a" 中 文.yaml'
    write(git, {odd: b"a: 1\n", WELL: None})
    paths = [LAMP, odd, WELL, "issues/WL", "issues/WL/无.yaml"]
    few = git.ids(git.head(), paths)
    assert few == {path: blob_id(git.file(path)) for path in paths}
    assert [path for path, blob in few.items() if blob] == [LAMP, odd]
    monkeypatch.setattr(store_git, "_MANY", 1)
    assert git.ids(git.head(), paths) == few
    assert list(git.ids(git.head(), paths)) == paths
    assert git.ids("", paths) == dict.fromkeys(paths)


def test_a_detached_head_can_be_read_but_has_no_branch(git):
    head = git.head()
    plain(git, "checkout", "-q", "--detach")
    assert git.head() == head
    with pytest.raises(GitFailedError, match="git switch main"):
        git.branch()


def test_a_new_repository_has_a_branch_and_no_head(tmp_path):
    git = create(tmp_path / "new")
    assert (git.head(), git.branch(), git.tree("")) == ("", "refs/heads/main", [])


def test_files_are_read_as_committed(git):
    (git.root / LAMP).write_text("by hand\n")
    assert git.file(LAMP) == FIRST[LAMP]
    assert git.file("issues/none.yaml") is None
    assert git.file("issues") is None
    assert git.files("HEAD", [WELL, "x"]) == {WELL: FIRST[WELL], "x": None}


def test_blobs_come_in_the_order_asked_for(git):
    blobs = dict(git.tree("HEAD"))
    ids = [blobs[LAMP], blobs[WELL]] * 3000
    assert list(git.blobs(ids)) == [FIRST[LAMP], FIRST[WELL]] * 3000
    assert list(git.blobs([])) == []


def test_a_missing_blob_is_an_error(git):
    with pytest.raises(GitFailedError, match="missing"):
        list(git.blobs(["1" * 40]))


def test_reading_some_of_many_blobs_leaves_no_process(git):
    blob = git.tree("HEAD")[0][1]
    some = git.blobs([blob] * 50000)
    assert next(some)
    some.close()


def test_changes_between_commits_name_path_and_blob(git):
    first = git.head()
    write(git, {LAMP: b"b: 1\n", WELL: None, "visits/中 文.yaml": b"c: 1\n"})
    changed = dict(git.changed(first, "HEAD"))
    assert changed.keys() == {LAMP, WELL, "visits/中 文.yaml"}
    assert changed[WELL] is None
    assert git.changed("", first) == git.tree(first)


def test_only_commits_exist(git):
    assert git.exists(git.head())
    assert not git.exists("")
    assert not git.exists("1" * 40)
    assert not git.exists(git.tree("HEAD")[0][1])


def test_edits_by_hand_are_seen_whatever_their_names(git):
    (git.root / LAMP).write_text("by hand\n")
    (git.root / WELL).unlink()
    (git.root / "visits").mkdir()
    (git.root / "visits/十一月 五日 “x”.yaml").write_text("a: 1\n")
    (git.root / "visits/.tmp-1234").write_text("ours\n")
    (git.root / "notes.txt").write_text("not of the ledger\n")
    assert sorted(git.edited()) == [
        (" D", WELL),
        (" M", LAMP),
        ("??", "visits/十一月 五日 “x”.yaml"),
    ]


def test_a_file_that_the_index_of_git_has_lost_is_told_once_and_only_if_it_was_edited(git):
    (git.dir / "index").unlink()
    assert git.edited() == []
    (git.root / LAMP).write_text("by hand\n")
    (git.root / WELL).unlink()
    (git.root / "issues/WL/new.yaml").write_text("a: 1\n")
    assert git.edited() == [(" M", LAMP), ("D ", WELL), ("??", "issues/WL/new.yaml")]


def test_an_index_of_git_that_cannot_be_read_is_no_lost_history(git):
    (git.dir / "index").write_bytes(b"x" * 200)
    with pytest.raises(NotReadyError, match="doctor --fix"):
        git.edited()


def test_a_failing_git_says_why(git):
    with pytest.raises(GitFailedError, match="cat-file") as failed:
        git.ask("cat-file", "blob", "nonsense")
    assert "nonsense" in failed.value.said


def test_without_git_the_sentence_names_what_to_install(git, monkeypatch):
    monkeypatch.setenv("PATH", str(git.root))
    for call in (git.ask, Git(git.root).write):
        with pytest.raises(GitMissingError) as missing:
            call("rev-parse", "HEAD")
        assert missing.value.found is None


def test_an_old_git_reads_but_does_not_write(git, monkeypatch):
    monkeypatch.setattr(runner, "NEEDED", (99, 0))
    assert git.ask("rev-parse", "HEAD")
    with pytest.raises(GitMissingError) as missing:
        git.write("update-ref", "refs/heads/x", "HEAD")
    assert missing.value.found == git.version()


def test_variables_of_the_caller_do_not_steer_git(git, tmp_path, monkeypatch):
    other = ledger(tmp_path / "other")
    before = other.head()
    for name, value in {
        "GIT_DIR": str(other.dir),
        "GIT_WORK_TREE": str(other.root),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(other.dir / "objects"),
        "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=false'",
        "GIT_PYTHON_GIT_EXECUTABLE": "/bin/false",
        "GIT_COMMITTER_NAME": "someone else",
    }.items():
        monkeypatch.setenv(name, value)
    write(git, {LAMP: b"b: 1\n"})
    assert os.environ["GIT_DIR"] == str(other.dir)
    assert other.head() == before
    assert git.file(LAMP) == b"b: 1\n"
    assert git.edited() == []


def test_programs_planted_in_the_repository_do_not_run(git, tmp_path):
    canary = tmp_path / "canary"
    script = tmp_path / "plant"
    script.write_text(f"#!/bin/sh\necho $0 $* >> {canary}\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    hooks = git.dir / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("reference-transaction", "post-index-change", "pre-commit", "post-commit"):
        (hooks / hook).symlink_to(script)
    for key in ("core.fsmonitor", "filter.a.clean", "filter.a.smudge", "filter.b.process"):
        plain(git, "config", key, str(script))
    plain(git, "config", "filter.b.required", "true")
    plain(git, "config", "core.worktree", str(tmp_path))
    (git.dir / "info").mkdir(exist_ok=True)
    (git.dir / "info/attributes").write_text("issues/** filter=a\n*.txt filter=b\n")
    git = Git(git.root)
    (git.root / WELL).write_bytes(b"x" * len(FIRST[WELL]))
    assert git.edited() == [(" M", WELL)]
    write(git, {LAMP: b"b: 1\n", "visits/x.yaml": b"c: 1\n", "visits/x.txt": b"c: 1\n"})
    assert git.edited() == [(" M", WELL)]
    assert not canary.exists(), canary.read_text()


def test_reading_loads_no_gitpython(git):
    code = (
        "import sys; from pathlib import Path; from ledger.store.git import Git;"
        "g = Git.find(Path(sys.argv[1])); g.head(); g.tree('HEAD'); g.edited();"
        "print([m for m in sys.modules if m in ('git', 'gitdb', 'ruamel.yaml', 'pydantic')])"
    )
    said = subprocess.check_output([sys.executable, "-c", code, str(git.root)], text=True)
    assert said == "[]\n"
