"""The doctor names what a ledger stands on, and mends what it says, nothing else."""

import os
import shutil
import stat
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
from book_world import NOW, example
from cli_world import Desk
from store_world import plain

from ledger.book.mending import doctor
from ledger.store import configuration, surroundings
from ledger.store.git import Git


@pytest.fixture
def git(tmp_path):
    root = example(tmp_path / "五里 台账")
    root.chmod(0o700)
    return Git(root)


def found(git, code, severity="problem"):
    return [f for f in doctor.examine(git, NOW) if f.code == code and f.severity == severity]


def graver(git):
    return [f for f in doctor.examine(git, NOW) if f.severity != "ok"]


def mended(git):
    done = doctor.mend(git, doctor.examine(git, NOW))
    assert graver(git) == []
    return done


def test_a_sound_ledger_is_in_order(git):
    assert graver(git) == []
    assert doctor.mend(git, doctor.examine(git, NOW)) == []


@pytest.mark.parametrize(
    "key",
    [
        *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.hooksPath"),
        *("alias.st", "filter.x.clean", "diff.external", "diff.x.textconv", "merge.x.driver"),
        *("gpg.program", "gpg.ssh.program", "credential.helper", "include.path", "core.worktree"),
        *("includeIf.gitdir:/.path", "url.ext::x.insteadOf", "protocol.ext.allow"),
        *("remote.x.uploadpack", "uploadpack.packObjectsHook", "core.attributesFile"),
    ],
)
def test_a_setting_that_runs_something_is_named_with_its_line(git, key):
    plain(git, "config", key, "/no/such/thing")
    lines = (git.dir / "config").read_text().splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "/no/such/thing" in text)
    (finding,) = found(git, "config-runs")
    assert finding.where == f".git/config:{line}"
    assert key.rpartition(".")[2].lower() in finding.sentence
    assert not finding.mends


@pytest.mark.parametrize(
    ("address", "grave"),
    [
        *(("https://a.example/x", False), ("ssh://a@b/x", False), ("a@b:x", False)),
        *(("../other", False), ("ext::sh -c id", True), ("-oProxyCommand=id", True)),
        *(("fd::17", True), ("ssh://-oProxyCommand=id/x", True)),
    ],
)
def test_an_address_that_could_run_something_is_named(git, address, grave):
    plain(git, "config", "remote.Upper.url", address)
    assert bool(found(git, "config-runs")) is grave


def test_settings_that_hide_or_are_strange_are_told_apart(git):
    plain(git, "config", "fsck.skipList", "x")
    plain(git, "config", "some.thing", "x")
    assert "fsck.skiplist" in found(git, "config-hides")[0].sentence
    assert "some.thing" in found(git, "config-strange", "remark")[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "[core] pager = evil\n",
        '[core]\n\tpager = a \\\n  b\n[alias "x"]\n',
        "[CORE]PAGER=evil",
        "[core]\r\n  pager = evil\r\n",
    ],
)
def test_a_setting_is_found_however_it_is_written(git, text):
    with (git.dir / "config").open("a", encoding="utf-8", newline="") as config:
        config.write(text)
    keys = [s.key for s in configuration.settings(git, git.dir / "config")]
    assert "core.pager" in keys
    assert found(git, "config-runs")


def test_a_configuration_that_git_cannot_read_is_a_finding_and_no_crash(git):
    (git.dir / "config").write_text("[core\nnonsense")
    assert found(git, "config-unreadable")


def test_hooks_are_named(git):
    (git.dir / "hooks").mkdir(exist_ok=True)
    (git.dir / "hooks/pre-commit").write_text("#!/bin/sh\n")
    (git.dir / "hooks/pre-push.sample").write_text("#!/bin/sh\n")
    assert [f.where for f in found(git, "hook")] == [".git/hooks/pre-commit"]


@pytest.mark.parametrize(
    "lock",
    [
        *("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "refs/heads/main.lock"),
        "objects/info/commit-graphs/commit-graph-chain.lock",
    ],
)
def test_a_stale_lock_is_moved_away_and_kept(git, lock):
    path = git.dir / lock
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert not found(git, "lock")  # fresh: somebody may be at work
    os.utime(path, (0, 0))
    assert found(git, "lock")[0].where == f".git/{lock}"
    assert any(path.name in sentence for sentence in mended(git))
    assert not path.exists()
    assert list((git.state / "stale").iterdir())


def test_unfinished_objects_are_removed_once_they_are_old(git):
    left = [git.dir / "objects/pack/tmp_pack_x", git.dir / "objects/aa/tmp_obj_x"]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 5000)
    assert not found(git, "leavings", "remark")
    for path in left:
        os.utime(path, (time.time() - 7200,) * 2)
    assert "2" in found(git, "leavings", "remark")[0].sentence
    assert mended(git)
    assert not any(path.exists() for path in left)


@pytest.mark.parametrize("left", [None, b"x" * 200], ids=["missing", "torn"])
def test_an_index_of_git_that_is_lost_is_named_and_made_anew(git, left):
    index = git.dir / "index"
    index.unlink() if left is None else index.write_bytes(left)
    assert found(git, "git-index")[0].where == ".git/index"
    assert mended(git)
    assert plain(git, "status", "--porcelain") == ""


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_what_others_can_read_is_closed(git):
    index = git.state / "index.sqlite3"
    git.state.chmod(0o755)
    index.chmod(0o644)
    assert len(found(git, "open")) == 2
    assert len(mended(git)) == 2
    assert stat.S_IMODE(git.state.stat().st_mode) == 0o700
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    git.root.chmod(0o755)
    assert found(git, "open-ledger", "remark")


def test_a_clock_behind_the_last_commit_is_named_and_can_be_overruled(git):
    early = NOW - timedelta(days=3)
    (finding,) = [f for f in doctor.examine(git, early) if f.code == "clock"]
    assert finding.severity == "problem"
    assert doctor.mend(git, [finding])
    assert all(f.severity == "ok" for f in doctor.examine(git, early) if f.code == "clock")
    assert any(
        f.severity == "problem" and not f.mends
        for f in doctor.examine(git, NOW.replace(year=2000))
        if f.code == "clock"
    )


@pytest.mark.parametrize("mark", [".dropbox", ".nutstore", ".stfolder"])
def test_a_mark_of_a_cloud_folder_is_named(git, mark):
    (git.root.parent / mark).mkdir()
    assert mark in found(git, "cloud")[0].sentence


@pytest.mark.parametrize("name", ["OneDrive - 五里镇", "Dropbox", "我的坚果云", "Nutstore"])
def test_a_folder_of_a_cloud_is_known_by_its_name(git, name):
    folder = git.root.parent / name
    folder.mkdir()
    shutil.copytree(git.root, folder / "账")
    assert found(Git(folder / "账"), "cloud")


@pytest.mark.parametrize(
    ("kind", "far"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)]
)
def test_a_disk_of_another_machine_is_named(git, tmp_path, kind, far):
    mounts = tmp_path / "mounts"
    place = str(git.root.parent).replace(" ", "\\040")
    mounts.write_text(f"none / ext4 rw 0 0\nserver:/x {place} {kind} rw 0 0\nx /far nfs rw 0 0\n")
    codes = [f.code for f in surroundings.examine(git, NOW, mounts)]
    assert ("network" in codes) is far


def test_little_room_on_the_disk_is_said(git, monkeypatch):
    for free, severity in ((10_000, "problem"), (500_000_000, "remark")):
        usage = shutil.disk_usage(git.root)._replace(free=free)
        monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda _path, u=usage: u)
        assert found(git, "disk", severity)


@pytest.mark.parametrize(("version", "severity"), [("2.34.1", "problem"), ("2.37.0", "remark")])
def test_an_old_git_is_told_what_it_costs(git, monkeypatch, version, severity):
    monkeypatch.setattr(Git, "version", lambda _git: version)
    assert version in found(git, "git-old", severity)[0].sentence


def test_attributes_and_ignored_files_that_are_not_ours_are_named(git):
    (git.root / ".gitattributes").write_text("*.yaml filter=x\n")
    (git.root / "issues/.gitattributes").write_text("*.yaml filter=x\n")
    (git.root / ".gitignore").write_text("issues/\n")
    for name in ("info/attributes", "info/grafts", "objects/info/alternates"):
        (git.dir / name).parent.mkdir(exist_ok=True)
        (git.dir / name).write_text("\n")
    assert len(found(git, "attributes")) == 2
    assert len(found(git, "overlay")) == 3
    assert found(git, "ignored", "remark")[0].where == ".gitignore"


def test_links_in_the_work_tree_are_named(git, tmp_path):
    (git.root / "issues/away").symlink_to(tmp_path)
    assert found(git, "link")[0].where == "issues/away"
    shutil.rmtree(git.root / "visits")
    (git.root / "visits").symlink_to(tmp_path)
    assert "visits" in [f.where for f in found(git, "link")]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_was_told_not_to_look_at_is_named(git, flag):
    plain(git, "update-index", flag, "ledger.yaml")
    assert [f.where for f in found(git, "unseen")] == ["ledger.yaml"]


def test_edits_kept_aside_are_remembered(git):
    (git.root / "ledger.yaml.hand-edited").write_text("x")
    kept = git.root / "issues/WL-26-x.yaml.hand-edited"
    kept.write_text("x")
    assert "issues/WL-26-x.yaml.hand-edited" in [f.where for f in found(git, "kept", "remark")]


def test_a_rotten_index_is_made_anew(git):
    index = git.state / "index.sqlite3"
    index.write_bytes(index.read_bytes()[:5000])
    assert found(git, "index")
    assert mended(git)


def test_an_index_that_names_other_files_is_made_anew(git):
    import sqlite3

    with sqlite3.connect(git.state / "index.sqlite3") as db:
        db.execute("DELETE FROM file WHERE path = 'ledger.yaml'")
    db.close()
    assert found(git, "index")
    assert mended(git)


def test_an_interrupted_write_is_finished(git):
    (git.state / "writing").touch()
    assert found(git, "interrupted", "remark")
    doctor.mend(git, doctor.examine(git, NOW))
    assert graver(git) == []


def test_a_branch_that_git_moved_is_remarked_and_taken_as_it_is(git):
    plain(git, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm", "x")
    assert found(git, "moved", "remark")


def test_the_command_shows_mends_and_ends_with_its_code(desk: Desk):
    (desk.root / ".git/taizhang").chmod(0o755)
    said = desk.run("doctor", exits=1)
    assert "--fix closes it" in " ".join(said.out.split())
    data = desk.run("doctor", "--fix", "--format", "json").data
    assert data["mended"] == [".git/taizhang: closed to other users"]
    assert all(row["severity"] != "problem" for row in data["rows"])
    assert "nothing to mend" in desk.run("doctor", "--fix").out


def test_the_doctor_needs_no_head(desk: Desk):
    (desk.root / ".git/HEAD").write_text("")
    (desk.root / ".git/refs/heads/main").unlink()
    (desk.root / ".git/logs/HEAD").unlink()
    rows = desk.run("doctor", "--format", "json", exits=1).data["rows"]
    assert "tz rescue" in next(r["sentence"] for r in rows if r["code"] == "head")
    assert desk.run("doctor", "--fix", exits=1)


def test_without_a_ledger_it_says_so(tmp_path: Path):
    ended = subprocess.run(
        ["git", "init", "-q", str(tmp_path / "x")], check=True, capture_output=True
    )
    assert ended.returncode == 0
    assert Desk(tmp_path / "x").run("doctor", exits=3)
