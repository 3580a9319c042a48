"""What was edited by hand in the work tree and is not part of the ledger yet."""

import os
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ledger.index.database import Index
from ledger.index.tables import meta, set_meta, transaction
from ledger.records.paths import FOLDERS

LOOK_AT_ALL_UP_TO = 20_000
"""Up to so many files git is asked for all (40 ms); beyond, folders are looked at (1 ms)."""


class Edits(NamedTuple):
    """Hand edits: (state, path), with git's letters for new, changed and deleted.

    `looked` is when all files were last looked at, where this time only folders were: an edit
    made within a file, not by replacing it, does not show in its folder.
    """

    files: list[tuple[str, str]]
    looked: str | None = None


def is_small(index: Index) -> bool:
    """Whether git is asked for all files each time."""
    return int(meta(index.db, "files") or 0) <= LOOK_AT_ALL_UP_TO


def look(index: Index, now: datetime, *, fully: bool = False) -> Edits:
    """Look for hand edits: at every file, or in a large ledger at the folders that changed."""
    if is_small(index):
        return Edits(index.git.edited())
    db, root = index.db, index.git.root
    known = dict(db.execute("SELECT path, mtime FROM folder"))
    if known and not fully and known == _stamps(root, list(known)):
        return Edits([], meta(db, "looked"))
    stamps = _stamps(root, _folders(db, root))
    edited = index.git.edited()
    dirty = {path.rpartition("/")[0] for _state, path in edited}
    with suppress(sqlite3.Error), index.changing(), transaction(db):
        db.execute("DELETE FROM folder")
        rows = [(path, 0 if path in dirty else at) for path, at in stamps.items()]
        db.executemany("INSERT INTO folder VALUES (?, ?)", rows)
        set_meta(db, looked=now.isoformat(timespec="minutes"))
    return Edits(edited)


def _folders(db: sqlite3.Connection, root: Path) -> list[str]:
    """Every folder of records, down from the top ones: a new folder shows in the one above it."""
    found = {path.rpartition("/")[0] for (path,) in db.execute("SELECT path FROM file")}
    above = {path.rpartition("/")[0] for path in found} | set(FOLDERS)
    return [path for path in found | above if path and (root / path).is_dir()]


def _stamps(root: Path, folders: list[str]) -> dict[str, int]:
    """When each folder last changed, in nanoseconds; a folder that is gone counts as changed."""
    stamps = {}
    above = f"{root}{os.sep}"
    for path in folders:
        try:
            stamps[path] = os.stat(above + path).st_mtime_ns  # noqa: PTH116 - hot: no Path objects
        except OSError:
            stamps[path] = 0
    return stamps
