"""The files of a commit, as the index has them: which there are, whose, and their blobs."""

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from ledger.index import lookups
from ledger.records import paths

FILES: Mapping[str, Callable[[str], str]] = {
    "issue": paths.issue,
    "activity": paths.activity,
    "task": paths.task,
    "household": paths.household,
    "station": paths.station,
}
"""The file of a record of each kind whose id tells it."""
_MANY = 3_000
"""So many files are worth reading all that lie between them."""


def within(db: sqlite3.Connection, folder: str) -> list[str]:
    """The files of a folder of records."""
    between = "SELECT path FROM file WHERE path BETWEEN ?1 || '/' AND ?1 || '0'"
    return [path for (path,) in db.execute(between, (folder,))]


def of(db: sqlite3.Connection, kind: str, records: Collection[str]) -> dict[str, str]:
    """The file of each of some records of a kind; a visit that there is not has none."""
    if kind != "visit":
        return {one: FILES[kind](one) for one in records}
    pages = lookups.visit_pages(db, [*records]).items()
    return {one: paths.page(station, date.fromisoformat(day)) for one, (station, day) in pages}


def blobs(db: sqlite3.Connection, files: AbstractSet[str]) -> dict[str, str]:
    """The blobs of some files; those that there are not are left out.

    To ask git for many by their paths takes longer: it reads a whole folder for each.
    """
    if len(files) < _MANY:
        some = "path IN (SELECT value FROM json_each(?))"
        found = db.execute(f"SELECT path, blob FROM file WHERE {some}", (json.dumps([*files]),))
    else:  # all that lie between the first and the last are read faster than these are looked up
        between = "SELECT path, blob FROM file WHERE path BETWEEN ? AND ?"
        found = db.execute(between, (min(files), max(files)))
    return {path: blob.hex() for path, blob in found if path in files}
