"""Whether the ledger can be read and written as it stands: HEAD, branch, owner, other git work."""

import os
from pathlib import Path

from ledger.errors import DamagedError, NotReadyError
from ledger.store.git import Git
from ledger.words import gettext as _

_UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply/applying": "am",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What plain git leaves in its folder while it is in the middle of something."""

_MOVING = "update-ref"


def require_readable(git: Git) -> None:
    """Refuse to answer where HEAD names no commit: the ledger would look empty.

    Raises:
        DamagedError: HEAD or its branch cannot be read.
    """
    if not git.head() and (why := broken_head(git)):
        raise DamagedError(_MOVING, why)


def require_ready(git: Git) -> None:
    """Refuse to write in the middle of another's work.

    Raises:
        NotReadyError: plain git is at work here, or the folder belongs to another user.
        DamagedError: HEAD cannot be read.
    """
    require_readable(git)
    if why := foreign(git.dir) or under_way(git):
        raise NotReadyError(_MOVING, why)


def broken_head(git: Git) -> str:
    """What is wrong with HEAD, in a few words; empty for a repository before its first commit."""
    try:
        head = (git.dir / "HEAD").read_bytes().strip()
    except OSError:
        return _(".git/HEAD is missing")
    if not head.startswith(b"ref: refs/heads/"):
        return _(".git/HEAD is empty or names no branch")
    if written_before(git):
        return _("the branch of .git/HEAD names no commit")
    return ""


def written_before(git: Git) -> bool:
    """Whether there ever was a commit here."""
    marks = (git.state / "materialised", git.dir / "logs" / "HEAD", git.dir / "packed-refs")
    return any(mark.is_file() and mark.read_bytes().strip() for mark in marks)


def busy(git: Git) -> str:
    """The command that plain git is in the middle of; empty where it is in none."""
    found = (command for name, command in _UNDER_WAY.items() if (git.dir / name).exists())
    return next(found, "")


def under_way(git: Git) -> str:
    """What plain git is in the middle of, with what to do; empty where it is not."""
    if not (command := busy(git)):
        return ""
    return _(
        "plain git is in the middle of “git {command}” here, so nothing was written; "
        "finish it with “git {command} --continue” or drop it with “git {command} "
        "--abort”, then try again"
    ).format(command=command)


def foreign(folder: Path) -> str:
    """Whose the folder is where it is not ours, with what to do; empty where it is."""
    if os.name != "posix" or (owner := folder.stat().st_uid) == os.geteuid():
        return ""
    return _(
        "{folder} belongs to another user of this computer (number {owner}), so nothing was "
        "written; work as that user, or make a ledger of your own from a backup with "
        "“tz rescue BACKUP DIR”"
    ).format(folder=folder, owner=owner)
