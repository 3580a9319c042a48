"""HEAD or its branch, torn by a power cut, set again where the witnesses leave nothing to guess."""

import re
import time
from pathlib import Path

from ledger.store.files import sync_folder, write_beside
from ledger.store.git import Git
from ledger.store.worktree import materialised
from ledger.words import gettext as _

_LAST = re.compile(rb"[0-9a-f]{40} ([0-9a-f]{40}) [^\n]*\n\Z")
_PACKED = re.compile(rb"^([0-9a-f]{40}) (refs/heads/\S+)$", re.MULTILINE)


def restorable(git: Git) -> tuple[str, str] | None:
    """The branch that HEAD must name, and its commit; None where that would be a guess.

    HEAD is set again only to the one branch there is; a branch only to the commit that both git's
    log and the mark of our last write name.
    """
    branches = _branches(git)
    if len(branches) != 1:
        return None
    (branch, commit), seen = *branches.items(), _seen(git)
    if commit:
        return (branch, commit) if materialised(git) in (None, "", commit) else None
    return (branch, seen) if seen else None


def restore(git: Git) -> list[str]:
    """Set HEAD and its branch again; sentences on what was done."""
    found = restorable(git)
    if found is None:
        return []
    branch, commit = found
    head = git.dir / "HEAD"
    if not head.is_file() or head.read_bytes().strip() != f"ref: {branch}".encode():
        write_beside(head, f"ref: {branch}\n".encode(), sync=True).replace(head)
        sync_folder(git.dir)
    if git.head() != commit:
        _set_aside(git, git.dir / branch)
        git.write("update-ref", branch, f"{commit}^0")
    return [_("HEAD set again to {branch} at commit {id}").format(branch=branch, id=commit[:10])]


def _set_aside(git: Git, torn: Path) -> None:
    """Keep a torn reference out of git's way, and out of harm's."""
    if torn.exists():
        stale = git.make_state() / "stale"
        stale.mkdir(exist_ok=True)
        torn.replace(stale / f"{torn.name}-{time.time_ns()}")


def _branches(git: Git) -> dict[str, str]:
    """All branches with their commits, read without git, which needs HEAD; torn ones have none."""
    try:
        packed = (git.dir / "packed-refs").read_bytes()
    except OSError:
        packed = b""
    found = {
        name.decode("utf-8", "replace"): commit.decode() for commit, name in _PACKED.findall(packed)
    }
    for path in (git.dir / "refs" / "heads").rglob("*"):
        if path.is_file() and path.suffix != ".lock":
            said = path.read_bytes().strip()
            commit = said.decode() if re.fullmatch(rb"[0-9a-f]{40}", said) else ""
            found[path.relative_to(git.dir).as_posix()] = commit
    if not found and (git.dir / "HEAD").is_file():
        named = (
            (git.dir / "HEAD")
            .read_bytes()
            .strip()
            .removeprefix(b"ref: ")
            .decode("utf-8", "replace")
        )
        found = {named: ""} if named.startswith("refs/heads/") else {}
    return found


def _seen(git: Git) -> str:
    """The commit that two witnesses name as the last; empty where they differ."""
    try:
        line = _LAST.search((git.dir / "logs" / "HEAD").read_bytes())
    except OSError:
        return ""
    marked = materialised(git) or ""
    return marked if line and line[1].decode() == marked else ""
