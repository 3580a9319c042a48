"""What a killed command left behind is mended before the next one writes."""

import time
from pathlib import Path

from ledger.store.commit import INCOMING
from ledger.store.failpoint import failpoint
from ledger.store.files import TEMPORARY
from ledger.store.git import INDEX, Git
from ledger.store.readiness import require_ready
from ledger.store.worktree import WRITING, interrupted, materialise, materialised, note, reindex
from ledger.words import gettext as _

OLD = 10.0
"""Seconds after which a lock of git is taken for left behind."""

PATIENCE = 2.0
"""The same after a crash of ours: all we started is dead, so only another's git could hold it."""

LEAVINGS = ("objects/pack/tmp_*", "objects/??/tmp_obj_*", "fast_import_crash_*")
"""What a git that was stopped leaves unfinished in its folder."""


def recover(git: Git) -> list[str]:
    """Mend what an interrupted write left undone; sentences on what was mended.

    Called under the lock, before anything else is written. Nothing is done to files when only
    git itself moved the branch: then git has brought the files along, and what differs is an
    edit by hand.
    """
    require_ready(git)
    git.make_state()
    broken_off = interrupted(git)
    said = _free(git, PATIENCE if broken_off else OLD, waits=broken_off)
    if broken_off:
        _sweep(git)
        failpoint("after_sweep")
    if (head := git.head()) and not (git.dir / INDEX).exists():
        reindex(git, head)
    said += _catch_up(git, broken_off=broken_off)
    return said


def _free(git: Git, limit: float, *, waits: bool) -> list[str]:
    """Move away the locks of git that nobody holds any more."""
    said = []
    for path in git.locks():
        while (age := _age(path)) is not None and age < limit and waits:
            time.sleep(0.05)
        if age is None or age < limit:
            continue
        stale = git.state / "stale"
        stale.mkdir(exist_ok=True)
        path.rename(stale / f"{path.name}-{time.time_ns()}")
        moved = _("{lock}: left behind by a git that was stopped; moved to {folder}")
        said.append(moved.format(lock=path.name, folder=".git/taizhang/stale"))
    return said


def _age(path: Path) -> float | None:
    """Seconds since the file was written; None if it is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return None


def _sweep(git: Git) -> None:
    """Remove unfinished objects, temporary files and the temporary reference."""
    folders = {git.state}
    before = materialised(git)
    if before is not None and (not before or git.exists(before)):
        folders |= {(git.root / path).parent for path, _ in git.changed(before, git.head())}
    ours = (path for folder in folders for path in folder.glob(f"{TEMPORARY}*"))
    for path in (*ours, *(path for glob in LEAVINGS for path in git.dir.glob(glob))):
        path.unlink(missing_ok=True)
    git.write("update-ref", "-d", INCOMING)


def _catch_up(git: Git, *, broken_off: bool) -> list[str]:
    head, before = git.head(), materialised(git)
    if before is None or (before and before != head and not git.exists(before)):
        return _adopt(git, head)
    said = []
    if before != head and broken_off:
        said = materialise(git, head, git.steps(before, head))
        if materialised(git) == head:
            said.append(_("an interrupted command was committed; its files are now up to date"))
    elif before != head:
        note(git, head)
    if broken_off and materialised(git) == head:
        (git.state / WRITING).unlink(missing_ok=True)
    return said


def _adopt(git: Git, head: str) -> list[str]:
    """Take the commit as the one that the files stand at: a clone, or a history made anew."""
    edited = git.edited() if head else []
    note(git, head)
    (git.state / WRITING).unlink(missing_ok=True)
    if not edited:
        return []
    found = _("files differ from the last commit and are taken as edited by hand: {paths}")
    return [found.format(paths=_(", ").join(path for _state, path in edited))]
