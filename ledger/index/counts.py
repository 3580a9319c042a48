"""How many there are of everything, at HEAD or at an older commit."""

import sqlite3
from contextlib import closing

from ledger.index import build
from ledger.index.database import Index

_COUNTS = {
    "visits": "SELECT count(*) FROM visit",
    "activities": "SELECT count(*) FROM activity",
    "tasks": "SELECT count(*) FROM task",
    "households": "SELECT count(*) FROM household",
    "places": "SELECT count(*) FROM place",
}
_STATUSES = (
    "SELECT status, count(*) FROM period WHERE until = '9999-12-31' GROUP BY status ORDER BY status"
)


def counts(index: Index, commit: str) -> dict[str, int]:
    """Issues in all and by status, and each other kind of record, of a commit."""
    if commit == index.git.head():
        return _counted(index.db)
    with closing(build.connect_memory()) as db:
        build.fill(db, index.git, commit)
        return _counted(db)


def _counted(db: sqlite3.Connection) -> dict[str, int]:
    found = {"issues": db.execute("SELECT count(*) FROM issue").fetchone()[0]}
    found |= {f"issues {status}": count for status, count in db.execute(_STATUSES)}
    return found | {name: db.execute(query).fetchone()[0] for name, query in _COUNTS.items()}
