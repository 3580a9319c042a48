"""The files of a commit, as the index has them: which there are, and their blobs."""

import json
import sqlite3
from collections.abc import Set as AbstractSet

_MANY = 3_000
"""So many files are worth reading all that lie between them."""


def within(db: sqlite3.Connection, folder: str) -> list[str]:
    """The files of a folder of records."""
    between = "SELECT path FROM file WHERE path BETWEEN ?1 || '/' AND ?1 || '0'"
    return [path for (path,) in db.execute(between, (folder,))]


def blobs(db: sqlite3.Connection, paths: AbstractSet[str]) -> dict[str, str]:
    """The blobs of some files; those that there are not are left out.

    To ask git for many by their paths takes longer: it reads a whole folder for each.
    """
    if len(paths) < _MANY:
        some = "path IN (SELECT value FROM json_each(?))"
        found = db.execute(f"SELECT path, blob FROM file WHERE {some}", (json.dumps([*paths]),))
    else:  # all that lie between the first and the last are read faster than these are looked up
        between = "SELECT path, blob FROM file WHERE path BETWEEN ? AND ?"
        found = db.execute(between, (min(paths), max(paths)))
    return {path: blob.hex() for path, blob in found if path in paths}
