"""A damaged or unready repository is recovered, or named with what to do; nothing is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest
from book_world import example
from cli_world import Desk, assert_one_sentence

from ledger.errors import DamagedError, DiskRefusedError, GitFailedError
from ledger.store.damage import failure
from ledger.store.git import Git
from ledger.store.readiness import foreign

NOTE = ("issue", "note", "--text", "记一笔")


def head(desk: Desk) -> str:
    return desk.git("rev-parse", "HEAD").strip()


def loose(desk: Desk, name: str) -> Path:
    """The file of an object, unpacked if it stands in a pack."""
    objects = desk.root / ".git/objects"
    for pack in list((objects / "pack").glob("*.pack")):
        aside = desk.root.parent / pack.name
        shutil.move(pack, aside)
        pack.with_suffix(".idx").unlink()
        with aside.open("rb") as packed:
            done = ["git", "unpack-objects", "-q"]
            subprocess.run(done, cwd=desk.root, stdin=packed, check=True)
    full = desk.git("rev-parse", name).strip()
    return objects / full[:2] / full[2:]


def empty(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"")


def asked(desk: Desk, *argv: str) -> None:
    """A command that cannot read the history says so in one sentence and names the way out."""
    result = desk.run(*argv, exits=7)
    assert_one_sentence(result.err)
    assert "tz rescue" in result.err
    assert "tz doctor" in result.err


@pytest.mark.parametrize("content", ["", "\0" * 41, "nonsense\n", None])
def test_a_torn_head_is_named_and_set_again_on_request(desk: Desk, issue: str, content: str | None):
    before, file = head(desk), desk.root / ".git/HEAD"
    file.unlink() if content is None else file.write_text(content)
    for argv in (("list",), ("check",), ("log",), (*NOTE[:2], issue, *NOTE[2:])):
        asked(desk, *argv)
    assert "set again" in desk.run("doctor", "--fix").out
    assert head(desk) == before
    desk.run(*NOTE[:2], issue, *NOTE[2:])


@pytest.mark.parametrize("content", ["", "\0" * 41, None])
def test_a_torn_branch_is_named_and_set_again_on_request(
    desk: Desk, issue: str, content: str | None
):
    before, file = head(desk), desk.root / ".git/refs/heads/main"
    file.unlink() if content is None else file.write_text(content)
    asked(desk, "list")
    asked(desk, *NOTE[:2], issue, *NOTE[2:])
    assert "set again" in desk.run("doctor", "--fix").out
    assert head(desk) == before
    assert desk.git("status", "--porcelain") == ""
    desk.run(*NOTE[:2], issue, *NOTE[2:])


def test_a_branch_is_not_set_again_where_the_witnesses_differ(desk: Desk):
    (desk.root / ".git/taizhang/materialised").write_text("1" * 40)
    (desk.root / ".git/refs/heads/main").write_text("")
    assert "tz rescue" in desk.run("doctor", "--fix", exits=1).out.replace("\n", " ")
    assert (desk.root / ".git/refs/heads/main").read_text() == ""


def test_head_is_not_set_again_to_one_of_two_branches(desk: Desk):
    desk.git("branch", "other")
    (desk.root / ".git/HEAD").write_text("")
    desk.run("doctor", "--fix", exits=1)
    assert (desk.root / ".git/HEAD").read_text() == ""


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "emptied"])
@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "HEAD:issues"])
def test_a_lost_commit_or_tree_is_named_by_whatever_needs_it(
    desk: Desk, issue: str, name: str, gone: bool
):
    file = loose(desk, name)
    file.unlink() if gone else empty(file)
    asked(desk, *NOTE[:2], issue, *NOTE[2:])
    assert "tz rescue" in " ".join(desk.run("doctor", exits=1).out.split())


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "emptied"])
def test_a_lost_record_is_named_and_no_other_suffers(desk: Desk, issue: str, gone: bool):
    others = [row["id"] for row in desk.json("list")["rows"] if row["id"] != issue]
    path = desk.json("show", issue)["id"]
    file = loose(desk, f"HEAD:issues/{path.split('-')[0]}/20{path.split('-')[1]}/{path}.yaml")
    file.unlink() if gone else empty(file)
    asked(desk, "show", issue)
    asked(desk, *NOTE[:2], issue, *NOTE[2:])
    desk.run("show", others[0])
    desk.run(*NOTE[:2], others[0], *NOTE[2:])
    said = " ".join(desk.run("check", "--deep", exits=1).out.split())
    assert issue in said
    assert "from a backup" in said


@pytest.mark.parametrize(
    ("begin", "end", "name"),
    [
        (("merge", "--no-commit", "--no-ff", "side"), ("merge", "--abort"), "git merge"),
        (("cherry-pick", "side"), ("cherry-pick", "--abort"), "git cherry-pick"),
        (("rebase", "side"), ("rebase", "--abort"), "git rebase"),
        (("revert", "--no-commit", "HEAD~1"), ("revert", "--abort"), "git revert"),
    ],
)
def test_plain_git_in_the_middle_of_something_is_left_alone(
    desk: Desk, issue: str, begin: tuple[str, ...], end: tuple[str, ...], name: str
):
    desk.git("switch", "-qc", "side")
    desk.commit("ledger.yaml", desk.read("ledger.yaml") + "# side\n")
    desk.git("switch", "-q", "main")
    desk.commit("ledger.yaml", desk.read("ledger.yaml") + "# main\n")
    desk.commit("households/WL101.yaml", desk.read("households/WL101.yaml") + "# main\n")
    who = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", *who, *begin], cwd=desk.root, capture_output=True, check=False)
    result = desk.run(*NOTE[:2], issue, *NOTE[2:], exits=7)
    assert_one_sentence(result.err)
    assert f"{name} --abort" in result.err
    desk.run("list")
    assert name in " ".join(desk.run("doctor", exits=1).out.split())
    desk.git(*end)
    desk.run(*NOTE[:2], issue, *NOTE[2:])


def test_a_detached_head_is_read_and_not_written_to(desk: Desk, issue: str):
    desk.git("switch", "-q", "--detach")
    desk.run("list")
    result = desk.run(*NOTE[:2], issue, *NOTE[2:], exits=7)
    assert_one_sentence(result.err)
    assert "git switch main" in result.err
    assert "git switch main" in " ".join(desk.run("doctor", exits=1).out.split())
    desk.git("switch", "-q", "main")
    desk.run(*NOTE[:2], issue, *NOTE[2:])


def test_a_shallow_copy_works_and_says_what_it_lacks(desk: Desk, issue: str, tmp_path: Path):
    desk.run(*NOTE[:2], issue, *NOTE[2:])
    copy = tmp_path / "copy"
    command = ["git", "clone", "-q", "--depth=1", desk.root.as_uri(), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    shallow = Desk(copy)
    shallow.run("whoami", str(desk.json("whoami")["who"]))
    shallow.run(*NOTE[:2], issue, *NOTE[2:])
    shallow.run("log", issue)
    assert "--unshallow" in " ".join(shallow.run("doctor").out.split())
    result = shallow.run("backup", str(tmp_path / "x.bundle"), exits=5)
    assert "whole history" in result.err


def test_a_repository_before_its_first_commit_is_not_taken_for_a_damaged_one(tmp_path: Path):
    root = example(tmp_path / "old")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main", str(fresh)], check=True)
    shutil.copy(root / "ledger.yaml", fresh / "ledger.yaml")
    Desk(fresh).run("list")


def test_anothers_folder_is_known_by_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    git = Git(example(tmp_path / "x"))
    assert foreign(git.dir) == ""
    monkeypatch.setattr("ledger.store.readiness.os.geteuid", lambda: 12345)
    assert "another user" in foreign(git.dir)


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("fatal: cannot lock ref: Unable to create 'x': No space left on device", "disk", "full"),
        ("fatal: sha1 file 'x' write error. Out of diskspace", "disk", "full"),
        ("fatal: fsync error on 'x': Disk quota exceeded", "disk", "your share"),
        ("fatal: fsync error on 'x': Input/output error", "disk", "fails"),
        ("error: cannot create 'x': Read-only file system", "disk", "may only be read"),
        ("fatal: commit: couldn't set 'refs/heads/main'", "disk", "look at the disk"),
        ("error: could not read 'x': Input/output error", "damaged", "rescue"),
        ("error: index file x/objects/pack/pack-1.idx is too small; corrupt", "damaged", "rescue"),
        ("fatal: Unable to create 'x/index.lock': File exists.", "git", "File exists"),
    ],
)
def test_what_git_says_of_the_disk_is_told_plainly(said: str, kind: str, told: str):
    error = failure("update-ref", said)
    kinds = {"disk": DiskRefusedError, "damaged": DamagedError, "git": GitFailedError}
    assert type(error) is kinds[kind]
    assert told in error.sentence()
    assert "nothing was written" in error.sentence()
    assert (kind == "disk") == ("fatal" not in error.sentence() and error.exit_code == 6)
