"""The whole history, the oldest commit first, and git's own judgement of it."""

import os
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ledger.store.finding import Finding, ok, problem
from ledger.store.git import Git
from ledger.store.signing import Commit, commits
from ledger.words import gettext as _

_ID = re.compile(r"\b[0-9a-f]{40}\b")
_AT_ONCE = 500
_FILES = ("100644", "100755")
_NOISE = ("notice:", "dangling", "Checking", "Verifying")


class Made(NamedTuple):
    """A commit with the files that it made or changed: path and new blob."""

    commit: Commit
    files: list[tuple[str, str]]


def fsck(git: Git) -> Iterator[Finding]:
    """What git itself finds broken, with the records that it breaks."""
    status, said = git.tell("fsck", "--strict", "--no-dangling", "--no-progress")
    lines = [line for line in said.splitlines() if line and not line.startswith(_NOISE)]
    if status == 0 and not lines:
        yield ok("fsck", ".git/objects", _("every object is whole"))
        return
    stands = _stands(git)
    told = _("git finds it broken ({said}); make the ledger anew from a backup")
    for line in dict.fromkeys(lines or [str(status)]):
        named = [path for found in _ID.findall(line) for path in stands.get(found, [])]
        where = _(", ").join(named) or ".git/objects"
        yield problem("fsck", where, told.format(said=line))


def _stands(git: Git) -> dict[str, list[str]]:
    """The paths at which each blob stands now, where HEAD can be read."""
    status, listed = git.tell("ls-tree", "-r", "HEAD")
    found: dict[str, list[str]] = {}
    for line in listed.splitlines() if status == 0 else ():
        facts, _tab, path = line.partition("\t")
        found.setdefault(facts.split(" ")[-1], []).append(path)
    return found


def walk(git: Git, tell: Callable[[int, int], None]) -> Iterator[Made]:
    """Every commit of the history with its files; `tell` hears how far it is."""
    ids = git.ask("rev-list", "--topo-order", "--reverse", "HEAD").decode().split()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        tell(start, len(ids))
        files = _files(git, some)
        for commit in commits(git, some):
            yield Made(commit, files.get(commit.id, []))
    tell(len(ids), len(ids))


def _files(git: Git, ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    asked = "".join(f"{name}\n" for name in ids).encode()
    how = ("-r", "-z", "--root", "-m", "--no-renames", "--raw", "--no-abbrev")
    parts = iter(git.ask("diff-tree", "--stdin", *how, input=asked).split(b"\0"))
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for part in parts:
        if not part.startswith(b":"):
            name = part.decode().strip() or name
            continue
        path = os.fsdecode(next(parts))
        _old_mode, mode, _old, blob, letter = part.decode().split(" ")
        if letter != "D" and mode in _FILES:
            found.setdefault(name, []).append((path, blob))
    return found
