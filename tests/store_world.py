"""Small ledgers in real git for the tests of the store."""

import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ledger.store.commit import Author, Change, commit
from ledger.store.git import Git
from ledger.store.init import create
from ledger.store.lock import lock
from ledger.store.recover import recover

AT = datetime(2026, 11, 5, 9, 12, 33, tzinfo=timezone(timedelta(hours=8)))
AUTHOR = Author("c003", "c003@ledger.invalid", AT)
LAMP = "issues/WL/2026/WL-26-7K3Q5MX.yaml"
WELL = "issues/WL/2026/WL-26-2222222.yaml"
FIRST = {
    "ledger.yaml": b"language: zh\n",
    LAMP: "title: 村口路灯损坏\n".encode(),
    WELL: "title: 机井不出水\n".encode(),
}


def write(git: Git, files: Mapping[str, bytes | None], subject: str = "记一笔") -> list[str]:
    """One write command; what it had to say besides."""
    with lock(git.state, "tz test"):
        said = recover(git)
        trailers = {"Op": "K7Q2", "Records": "WL-26-7K3Q5MX", "Command": "tz test"}
        commit(git, Change(files, subject, trailers), AUTHOR, git.head(), said.append)
    return said


def ledger(folder: Path) -> Git:
    """A ledger with one commit."""
    git = create(folder)
    assert write(git, FIRST) == []
    return git


def plain(git: Git, *args: str) -> str:
    """What a person's own git says in the ledger."""
    done = subprocess.run(["git", *args], cwd=git.root, capture_output=True, check=True, text=True)
    return done.stdout + done.stderr


def assert_whole(git: Git) -> None:
    """Nothing torn, nothing left over, and plain git agrees."""
    assert "dangling" in (said := plain(git, "fsck", "--strict")) or not said
    assert plain(git, "status", "--porcelain", "--untracked-files=all") == ""
    assert list(git.root.glob("**/.tmp-*")) == []
    assert list(git.dir.glob("**/tmp_*")) == []
    assert not (git.dir / "refs/taizhang/incoming").exists()
    assert sorted(path.name for path in git.state.iterdir() if path.name != "stale") == [
        "lock",
        "materialised",
    ]
    assert (git.state / "materialised").read_text().strip() == git.head()
