"""What lies about in a repository: locks, unfinished objects, half-done work, lost references."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from ledger.errors import GitFailedError, LedgerError
from ledger.store import maintenance
from ledger.store.finding import Finding, ok, problem, remark
from ledger.store.git import FOLDERS, INDEX, Git
from ledger.store.lost_head import restorable
from ledger.store.readiness import broken_head, under_way
from ledger.store.recover import LEAVINGS, OLD
from ledger.store.worktree import ASIDE, interrupted, materialised
from ledger.words import gettext as _

_GIVEN_UP = 3600.0
"""Seconds after which an unfinished object is nobody's work any more."""

_OVERLAYS = ("info/grafts", "objects/info/alternates", "info/attributes", "info/sparse-checkout")
_SKIPPED = "S"
"""How git marks a file of its index that it skips; small letters: taken as unchanged."""


def examine(git: Git, attributes: bytes) -> Iterator[Finding]:
    """What is said about HEAD, the work tree and what lies about; `attributes` are a ledger's."""
    yield from _head(git)
    yield from _locks(git)
    yield from _leavings(git)
    yield from _objects(git)
    yield from _overlays(git, attributes)
    yield from _work_tree(git)


def is_whole(git: Git) -> bool:
    """Whether HEAD names a commit that can be read."""
    try:
        return bool(git.head()) and bool(git.ask("ls-tree", "HEAD"))
    except LedgerError:
        return False


def _head(git: Git) -> Iterator[Finding]:
    if not git.head():
        if why := broken_head(git):
            said = _("{why}; --fix sets it again to the commit it was seen at last")
            lost = _("{why}; make the ledger anew from a backup with “tz rescue BACKUP DIR”")
            mends = restorable(git) is not None
            yield problem(
                "head", ".git/HEAD", (said if mends else lost).format(why=why), mends=mends
            )
    elif not is_whole(git):
        said = _(
            "the commit {commit} cannot be read; make the ledger anew from a backup with "
            "“tz rescue BACKUP DIR”, and leave this folder as it is"
        )
        yield problem("head", ".git/HEAD", said.format(commit=git.head()[:10]))
    else:
        yield from _standing(git)


def _standing(git: Git) -> Iterator[Finding]:
    if why := under_way(git):
        yield problem("under-way", ".git", why)
        return
    try:
        git.branch()
    except GitFailedError as error:
        yield problem("detached", ".git/HEAD", error.sentence())
    if (git.dir / "shallow").exists():
        said = _(
            "this copy begins in the middle of the history: log and undo do not reach further, "
            "and no backup can be made; “git fetch --unshallow” brings the rest"
        )
        yield remark("shallow", ".git/shallow", said)
    if interrupted(git):
        said = _("a command was interrupted; the next write, or --fix, finishes or drops it")
        yield remark("interrupted", ".git/taizhang/writing", said, mends=True)
    elif materialised(git) not in (None, git.head()):
        said = _("git moved the ledger since the last write; the next write takes it as it is")
        yield remark("moved", ".git/taizhang/materialised", said, mends=True)
    else:
        yield ok("head", ".git/HEAD", _("at commit {id}").format(id=git.head()[:10]))


def _locks(git: Git) -> Iterator[Finding]:
    stale = [path for path in git.locks() if time.time() - path.stat().st_mtime > OLD]
    for path in stale:
        said = _("left behind by a git that was stopped; --fix moves it to .git/taizhang/stale")
        yield problem("lock", path.relative_to(git.root).as_posix(), said, mends=True)
    if not stale:
        yield ok("lock", ".git", _("no lock left behind"))


def unfinished(git: Git) -> list[Path]:
    """Objects that a git began to write and nobody will finish."""
    found = [path for glob in LEAVINGS for path in git.dir.glob(glob)]
    return [path for path in found if time.time() - path.stat().st_mtime > _GIVEN_UP]


def _leavings(git: Git) -> Iterator[Finding]:
    if left := unfinished(git):
        size = sum(path.stat().st_size for path in left) // 1_000
        said = _("{n} unfinished objects of {size} kB; --fix removes them")
        yield remark("leavings", ".git/objects", said.format(n=len(left), size=size), mends=True)


def _objects(git: Git) -> Iterator[Finding]:
    count = maintenance.loose(git)
    said = _("{n} loose objects").format(n=count)
    if count > maintenance.DUE:
        due = _("{said}; “tz maintenance” packs them")
        yield remark("loose", ".git/objects", due.format(said=said))
    else:
        yield ok("loose", ".git/objects", said)


def _overlays(git: Git, attributes: bytes) -> Iterator[Finding]:
    for name in _OVERLAYS:
        if (git.dir / name).exists():
            said = _("no part of a ledger's repository; remove it unless you put it there")
            yield problem("overlay", f".git/{name}", said)
    if (git.dir / "refs" / "replace").is_dir() and any((git.dir / "refs" / "replace").iterdir()):
        said = _("shows a plain git other commits than there are; this program pays it no heed")
        yield problem("overlay", ".git/refs/replace", said)
    exclude = git.dir / "info" / "exclude"
    for path in (exclude, git.root / ".gitignore"):
        if path.is_file() and _rules(path):
            said = _("hides new files from the look for hand edits; remove the lines in it")
            yield remark("ignored", path.relative_to(git.root).as_posix(), said)
    yield from _attributes(git, attributes)


def _rules(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line and not line.startswith(b"#")]


def _attributes(git: Git, attributes: bytes) -> Iterator[Finding]:
    own = git.root / ".gitattributes"
    if not own.is_file() or own.read_bytes() != attributes:
        said = _("not the one of a ledger: a plain git may merge or filter records; put it back")
        yield problem("attributes", ".gitattributes", said)
    for folder in FOLDERS:
        for path in (git.root / folder).rglob(".gitattributes"):
            said = _("a plain git follows it and may filter records; remove it")
            yield problem("attributes", path.relative_to(git.root).as_posix(), said)


def _work_tree(git: Git) -> Iterator[Finding]:
    for folder in FOLDERS:
        for path in _links(git.root / folder):
            said = _("a link, which may lead out of the ledger; nothing is written through it")
            yield problem("link", path.relative_to(git.root).as_posix(), said)
        for path in (git.root / folder).rglob(f"*{ASIDE}*"):
            said = _("an edit by hand, kept from being lost; take from it what counts, then delete")
            yield remark("kept", path.relative_to(git.root).as_posix(), said)
    if git.head() and (why := _broken_index(git)):
        yield problem("git-index", f".git/{INDEX}", why, mends=True)
    for name in _unseen(git):
        said = _(
            "git was told not to look at this file, so hand edits of it do not show; "
            "“git update-index --no-assume-unchanged --no-skip-worktree FILE” lets it look"
        )
        yield problem("unseen", name, said)


def _links(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        yield folder
        return
    for here, folders, files in os.walk(folder):
        yield from (p for name in (*folders, *files) if (p := Path(here, name)).is_symlink())


def _broken_index(git: Git) -> str:
    """What is wrong with git's own index, with what to do; empty where nothing is."""
    if not (git.dir / INDEX).exists():
        return _("missing, so a plain git would commit that all is deleted; --fix makes it anew")
    try:
        git.ask("ls-files", "-z", "--", INDEX)
    except LedgerError:
        return _("cannot be read; --fix makes it anew, and no record is lost")
    return ""


def _unseen(git: Git) -> list[str]:
    try:
        lines = git.ask("ls-files", "-v", "-z").split(b"\0")[:-1]
    except LedgerError:
        return []
    marked = [os.fsdecode(line) for line in lines]
    return [line[2:] for line in marked if line[0].islower() or line[0] == _SKIPPED]


def remove_unfinished(git: Git) -> list[str]:
    """Remove objects that nobody will finish; sentences on what was done."""
    left = unfinished(git)
    for path in left:
        path.unlink(missing_ok=True)
    return [_("{n} unfinished objects removed").format(n=len(left))] if left else []
