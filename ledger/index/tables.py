"""The tables of the index: rows put in and taken out, and what the index keeps about itself."""

import re
import sqlite3
from collections.abc import Collection, Iterable
from itertools import chain
from typing import TYPE_CHECKING

from ledger.index.text import spaced
from ledger.records import paths

if TYPE_CHECKING:
    from ledger.index.batch import Row, Rows

_OWN = {
    "settings": "DELETE FROM {table}",
    "calendar": "DELETE FROM {table} WHERE year = CAST(?1 AS INTEGER)",
    "station": "DELETE FROM {table} WHERE place = ?1",
    "register": "DELETE FROM {table} WHERE place = ?1",
    "page": "DELETE FROM {table} WHERE station = ?1 AND day = ?2 || '-' || ?3",
    "activity": "DELETE FROM {table} WHERE activity = (SELECT n FROM activity WHERE id = ?3)",
    "issue": "DELETE FROM {table} WHERE issue = (SELECT n FROM issue WHERE id = ?3)",
    "task": "DELETE FROM {table} WHERE task = (SELECT n FROM task WHERE id = ?3)",
}
"""How the rows of each kind of file are found by the parts of its path."""
_TABLES = {
    "settings": ("tier", "role", "term"),
    "calendar": ("calendar_year", "calendar_day"),
    "station": ("staff", "delegate", "binding", "team", "team_member"),
    "register": ("household",),
    "page": ("visit",),
    "activity": ("activity_ref",),
    "issue": ("period", "press"),
    "task": ("task_part", "task_step", "task_ref"),
}
_LAST = {
    "settings": "DELETE FROM meta WHERE key IN ('name', 'language', 'rules')",
    "station": "DELETE FROM place WHERE code = ?1",
    "issue": "DELETE FROM issue WHERE id = ?3",
    "activity": "DELETE FROM activity WHERE id = ?3",
    "task": "DELETE FROM task WHERE id = ?3",
}


class transaction:  # noqa: N801 - reads as the statement it stands for
    """One SQLite transaction: all of it, or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self.db.execute("ROLLBACK" if kind else "COMMIT")


def meta(db: sqlite3.Connection, key: str) -> str:
    """A word that the index keeps about itself; empty where it has none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(db: sqlite3.Connection, **words: str) -> None:
    """Keep words about the index itself."""
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(words.items()))


def put(
    db: sqlite3.Connection,
    gone: Collection[str],
    rows: "Rows",
    blobs: Iterable[tuple[str, str]],
    head: str,
) -> None:
    """Put rows in the place of all that some files had put in, within the caller's transaction."""
    _remove(db, gone)
    insert(db, rows)
    add(db, "file", ((p, bytes.fromhex(b)) for p, b in blobs))
    finish(db, head, places=any(p.startswith(("stations/", "ledger")) for p in gone))


def drop_indexes(db: sqlite3.Connection) -> list[str]:
    """Take the plain indexes away while rows stream in: sorted at the end they cost a third."""
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")
    made = found.fetchall()
    for name, _sql in made:
        db.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in made]


def _remove(db: sqlite3.Connection, gone: Iterable[str]) -> None:
    """Take out all that some files had put in."""
    for path in gone:
        db.execute("DELETE FROM file WHERE path = ?", (path,))
        db.execute("DELETE FROM problem WHERE path = ?", (path,))
        place = paths.read(path)
        if place is None:
            continue
        statements = [_OWN[place.kind].format(table=table) for table in _TABLES.get(place.kind, ())]
        for statement in (*statements, _LAST.get(place.kind, "")):
            parts = place.parts[
                : max((int(n) for n in re.findall(r"\?(\d)", statement)), default=0)
            ]
            db.execute(statement, parts)


def add(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Put whole rows into a table; one of the same key is replaced."""
    rows = iter(rows)
    first = next(rows, None)
    if first is not None:
        marks = ", ".join("?" * len(first))
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", chain([first], rows))


def insert(db: sqlite3.Connection, rows: "Rows") -> None:
    """Put rows in; a visit that stands on two pages keeps its first and is named as a twin."""
    for table, found in rows.plain.items():
        add(db, table, found)
    n = int(meta(db, "next") or 1)
    visits = _without_twins(db, rows)
    numbered = ("issue", rows.issues), ("activity", rows.activities), ("task", rows.tasks)
    for table, found in numbered:
        _numbered(db, table, found, n)
        n += len(found)
    seen = list(enumerate(visits, n))
    add(db, "visit", ((i, *head) for i, (head, _words) in seen))
    _words(db, "visit_text", ((i, words) for i, (_head, words) in seen))
    add(db, "problem", rows.problem)
    set_meta(db, next=str(n + len(visits)))


def _numbered(
    db: sqlite3.Connection,
    table: str,
    records: "list[tuple[Row, dict[str, list[Row]], str]]",
    n: int,
) -> None:
    """Put records in under numbers of their own, with the rows that hang on them."""
    numbered = list(enumerate(records, n))
    add(db, table, ((i, *head) for i, (head, _hung, _words) in numbered))
    for hung in records[0][1] if records else ():
        add(db, hung, ((i, *row) for i, (_head, held, _words) in numbered for row in held[hung]))
    _words(db, f"{table}_text", ((i, words) for i, (_head, _hung, words) in numbered))


def _words(db: sqlite3.Connection, table: str, texts: Iterable[tuple[int, str]]) -> None:
    statement = f"INSERT INTO {table} (rowid, body) VALUES (?, ?)"
    db.executemany(statement, ((n, spaced(words)) for n, words in texts))


def _without_twins(db: sqlite3.Connection, rows: "Rows") -> list[tuple[tuple[object, ...], str]]:
    """The visits whose id is not taken; the others become problems of their page."""
    kept: dict[object, tuple[tuple[object, ...], str]] = {}
    for head, words in rows.visits:
        record, station, day = head[0], str(head[1]), str(head[2])
        other = db.execute("SELECT station, day FROM visit WHERE id = ?", (record,)).fetchone()
        if record in kept or other:
            where = other or kept[record][0][1:3]
            first = f"visits/{where[0]}/{str(where[1]).replace('-', '/', 1)}.yaml"
            path = f"visits/{station}/{day.replace('-', '/', 1)}.yaml"
            rows.blame(path, "twin", record=str(record), other=first)
        else:
            kept[record] = (head, words)
    return list(kept.values())


def finish(db: sqlite3.Connection, head: str, *, places: bool) -> None:
    """What follows from the rows as a whole: each place's line of descent, and the stamp."""
    if places:
        db.execute("UPDATE place SET line = NULL")
        db.execute(
            """
            WITH RECURSIVE descent (code, line) AS (
                SELECT code, code || '/' FROM place WHERE parent IS NULL
                UNION ALL
                SELECT p.code, d.line || p.code || '/' FROM place p JOIN descent d
                ON p.parent = d.code WHERE length(d.line) < 400)
            UPDATE place SET line = descent.line FROM descent WHERE place.code = descent.code
            """
        )
    files = db.execute("SELECT count(*) FROM file").fetchone()[0]
    set_meta(db, commit=head, files=str(files))
