"""The work tree and git's index, brought to what was committed; a hand edit is never lost."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ledger.errors import GitFailedError, LedgerError
from ledger.store.damage import refusal
from ledger.store.failpoint import failpoint
from ledger.store.files import (
    OUTSIDE,
    is_safe,
    is_torn,
    prune,
    standing,
    sync_folder,
    write_beside,
    written_beside,
)
from ledger.store.git import NOTHING, Git, Step
from ledger.words import gettext as _

Bodies = Mapping[str | None, bytes | None]
"""The contents of blobs."""

_UNKNOWN: Bodies = {}

FEW = 64
"""Files up to which each is synced by itself; beyond, the whole disk is, once."""

ASIDE = ".hand-edited"
"""What is put behind the name of a file that someone edited while we wrote."""

WRITING = "writing"
"""The mark, in the state folder, of a write that has begun and not ended."""


def differing(git: Git, committed: Mapping[str, str | None]) -> list[str]:
    """Those of the paths whose file is not the blob that was committed: edited by hand."""
    found = standing(git.root, committed)
    return [path for path, blob in committed.items() if found[path] != blob]


def materialise(
    git: Git, new: str, changed: Sequence[Step], bodies: Bodies = _UNKNOWN
) -> list[str]:
    """Bring files and git's index to a commit by what changed; sentences on what is to be known.

    `bodies` spares git a question where the content of new blobs is at hand. The commit stands
    whatever happens here, and the next write goes on where this one stopped.
    """
    said: list[str] = []
    try:
        steps = _safe(changed, said)
        whole = _bring(git, steps, bodies, said)
        failpoint("after_files")
        _index(git, steps, new, whole=whole)
        failpoint("after_index")
        if whole:
            note(git, new)
            failpoint("after_materialised")
            if not any(git.locks()):  # one that our own git could not remove stops the next write
                (git.state / WRITING).unlink(missing_ok=True)
    except (OSError, LedgerError) as error:
        said.append(_unfinished(error))
    return list(dict.fromkeys(said))  # a full disk says the same of every file


def materialised(git: Git) -> str | None:
    """The commit that the work tree was last brought to; None if that was never noted."""
    try:
        return (git.state / "materialised").read_text("ascii").strip()
    except FileNotFoundError:
        return None


def interrupted(git: Git) -> bool:
    """Whether a write has begun and not ended: it was broken off, or goes on just now.

    Where nobody may look, nobody writes either.
    """
    try:
        return (git.state / WRITING).exists()
    except PermissionError:
        return False


def behind(git: Git) -> set[str]:
    """Files that such a write committed and has not brought up to date; nobody edited them."""
    if not interrupted(git):
        return set()
    head, before = git.head(), materialised(git)
    if before in (None, head) or (before and not git.exists(before)):
        return set()
    steps = git.steps(before or "", head)
    found = standing(git.root, (step.path for step in steps))
    return {step.path for step in steps if found[step.path] in (step.old, step.new, None)}


def note(git: Git, commit: str) -> None:
    """Remember the commit that the work tree stands at."""
    path = git.make_state() / "materialised"
    temporary = write_beside(path, f"{commit}\n".encode(), sync=True)
    temporary.replace(path)
    sync_folder(path.parent)


def _safe(steps: Sequence[Step], said: list[str]) -> list[Step]:
    """The steps that stay inside the work tree; the rest is told and left out."""
    outside = _("{path}: not a name for a file; left out")
    said += [outside.format(path=step.path) for step in steps if not is_safe(step.path)]
    return [step for step in steps if is_safe(step.path)]


def _bring(git: Git, steps: Sequence[Step], bodies: Bodies, said: list[str]) -> bool:
    """Bring the files: first those that go, then those that come; False if one could not be."""
    coming: list[Step] = []
    whole = True
    for group in ([s for s in steps if not s.new], [s for s in steps if s.new]):
        found = standing(git.root, (step.path for step in group))
        for step in group:
            if found[step.path] != step.new:
                cleared = _cleared(git.root, step, found[step.path], said)
                coming += [step] if cleared and step.new else []
                whole = whole and cleared
    return _write(git, coming, bodies, said) and whole


def _cleared(root: Path, step: Step, found: str | None, said: list[str]) -> bool:
    """Make way for the new file, or for none; what nobody committed is set aside."""
    path = root / step.path
    if found == OUTSIDE:
        linked = _("{path}: not written, since the way to it leads through a link; remove the link")
        said.append(linked.format(path=step.path))
        return False
    try:
        if found not in (step.old, None) and not is_torn(path):
            kept = _("{path}: edited by hand in the middle of a write; the edit is kept in {aside}")
            said.append(kept.format(path=step.path, aside=_set_aside(path)))
        elif step.new is None and found is not None:
            path.unlink()
        if step.new is None:
            prune(root, path.parent)
    except OSError as error:
        said.append(_unfinished(error))
        return False
    return True


def _set_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}{ASIDE}")
    while aside.exists():
        aside = aside.with_name(f"{aside.name}~")
    path.rename(aside)
    return aside.name


def _write(git: Git, coming: Sequence[Step], bodies: Bodies, said: list[str]) -> bool:
    """Write all files beside their places, then move each there at one stroke."""
    few = len(coming) <= FEW or not hasattr(os, "sync")
    contents = (bodies[s.new] for s in coming) if bodies else git.blobs(s.new or "" for s in coming)
    folders = {git.root / path for path in {step.path.rpartition("/")[0] for step in coming}}
    ready: list[tuple[str, str]] = []
    whole = True
    # Git reads a file again at each look while it seems as new as the index that names it.
    past = time.time() - 2
    for folder in folders:
        with suppress(OSError):  # the first file in it says what is wrong
            folder.mkdir(parents=True, exist_ok=True)
    try:
        for step, content in zip(coming, contents, strict=True):
            path = f"{git.root}/{step.path}"
            try:
                ready.append((written_beside(path, content or b"", sync=few), path))
                if not few:
                    os.utime(ready[-1][0], (past, past))
            except OSError as error:
                said.append(_unfinished(error))
                whole = False
        if not few:
            os.sync()
        while ready:
            whole = _moved(*ready.pop(), said) and whole
            failpoint("after_first_file")
    finally:
        for temporary, _path in ready:
            Path(temporary).unlink(missing_ok=True)
    _sync(folders, few=few)
    return whole


def _moved(temporary: str, path: str, said: list[str]) -> bool:
    try:
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:  # Windows: another program has the file open
        Path(temporary).unlink(missing_ok=True)
        said.append(_unfinished(error))
        return False
    return True


def _sync(folders: Iterable[Path], *, few: bool) -> None:
    if not few:
        os.sync()
        return
    for folder in folders:
        if folder.is_dir():
            sync_folder(folder)


def reindex(git: Git, commit: str) -> None:
    """Make git's index anew from a commit, whatever stood there; no file is touched."""
    git.write("read-tree", commit)
    _refresh(git)


def _index(git: Git, steps: Sequence[Step], new: str, *, whole: bool) -> None:
    """Make git's own index agree, so that a plain `git status` shows hand edits and no more."""
    try:
        _enter(git, steps, new, whole=whole)
    except GitFailedError:  # so it is with an index that cannot be read
        reindex(git, new)


def _enter(git: Git, steps: Sequence[Step], new: str, *, whole: bool) -> None:
    """Bring git's index from where it stands to what was committed."""
    if len(steps) > FEW:
        git.write("read-tree", "--reset", new)
        _refresh(git)
        return
    # What goes makes way first: a folder may become a file of its name.
    named = [f"0 {NOTHING}\t{step.path}\0" for step in steps if not step.new]
    coming = [step for step in steps if step.new]
    if not whole:
        named += [f"100644 {step.new}\t{step.path}\0" for step in coming]
    if named:
        git.write("update-index", "-z", "--index-info", stdin=os.fsencode("".join(named)))
    if whole and coming:
        lines = "".join(f"{step.path}\0" for step in coming)
        git.write("update-index", "--add", "-z", "--stdin", stdin=os.fsencode(lines))


def _refresh(git: Git) -> None:
    """Let git note the times of the files; it complains of those edited by hand, rightly."""
    with suppress(GitFailedError):
        git.write("update-index", "-q", "--refresh")


def _unfinished(error: OSError | LedgerError) -> str:
    why = _("committed, but the files are not all up to date: {reason}; the next write mends it")
    if isinstance(error, GitFailedError):
        return why.format(reason=error.said)
    said = (isinstance(error, OSError) and error.strerror) or str(error)
    return why.format(reason=refusal(said) or said)
