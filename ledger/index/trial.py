"""A dry look: what would be wrong if some files stood otherwise; nothing stays of it."""

import sqlite3
from collections.abc import Mapping

from ledger.index import build, checks, lookups, tables
from ledger.index.database import Index
from ledger.index.rows import read_many
from ledger.problems import Problem


def problems(index: Index, files: Mapping[str, bytes | None]) -> list[Problem]:
    """What these files would break, in themselves and across the ledger; None deletes a file.

    What is wrong already does not count, so a broken ledger can be mended step by step.
    """
    changed = [path for path in files if build.is_record(path)]
    if not changed:
        return []
    with index.changing():
        try:
            return _tried(index.db, changed, files)
        except sqlite3.OperationalError:  # a folder that may only be read
            copy = build.connect_memory()
            index.db.backup(copy)
            return _tried(copy, changed, files)


def _tried(
    db: sqlite3.Connection, changed: list[str], files: Mapping[str, bytes | None]
) -> list[Problem]:
    rows = read_many((path, body) for path in changed if (body := files[path]) is not None)
    db.execute("BEGIN")
    try:
        tables.put(db, changed, rows, (), tables.meta(db, "commit"))
        found = _wrong(db)
    finally:
        db.execute("ROLLBACK")
    return sorted(found - _wrong(db)) if found else []


def _wrong(db: sqlite3.Connection) -> set[Problem]:
    return {*lookups.problems(db), *checks.references(db)}
