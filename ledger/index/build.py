"""Bringing the index to a commit: only what changed, or the whole anew beside the old one."""

import os
import re
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.index.text import spaced
from ledger.records import paths
from ledger.store.files import blob_id
from ledger.store.git import Git

if TYPE_CHECKING:
    from ledger.index.batch import Made, Row, Rows

VERSION = 5
"""The version of the schema; an index of another one is rebuilt."""
PARALLEL_FROM = 5_000
"""From so many files up a rebuild reads with processes beside this one."""
_BATCH = 1_000
_ABANDONED = 600
"""Seconds after which an unfinished rebuild is one that was killed."""


class IncompleteIndexError(Exception):
    """The index cannot be brought up step by step and must be rebuilt."""


def connect(path: Path) -> sqlite3.Connection:
    """Open an index file with the settings that keep it safe: a rollback journal, no memory map."""
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA mmap_size = 0")
    return db


def unguard(db: sqlite3.Connection) -> None:
    """Let a file that is not in its place yet go without a journal, and be synced by the system."""
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA journal_mode = OFF")


def create(db: sqlite3.Connection) -> None:
    """Lay out an empty index."""
    db.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
    db.execute(f"PRAGMA user_version = {VERSION}")


def meta(db: sqlite3.Connection, key: str) -> str:
    """A word that the index keeps about itself; empty where it has none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(db: sqlite3.Connection, **words: str) -> None:
    """Keep words about the index itself."""
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(words.items()))


def is_record(path: str) -> bool:
    """Whether a path of the tree belongs to the ledger's records."""
    return path == paths.SETTINGS or (
        path.split("/", 1)[0] in paths.FOLDERS and path.endswith(".yaml")
    )


def update(db: sqlite3.Connection, git: Git, head: str) -> None:
    """Bring an index to a commit by what changed since its own; IncompleteIndexError on doubt."""
    old = meta(db, "commit")
    if git.exists(old):
        changed = [(p, b) for p, b in git.changed(old, head) if is_record(p)]
    else:
        changed = list(_differences(db, git, head))
    twins = db.execute("SELECT 1 FROM problem WHERE code = 'twin'").fetchone()
    if len(changed) > PARALLEL_FROM or (changed and twins):
        raise IncompleteIndexError
    gone = [path for path, _blob in changed]
    new = [(path, blob) for path, blob in changed if blob]
    rows = _rows_of(git.root, new)
    with transaction(db):
        put(db, gone, rows, new, head)
        if db.execute("SELECT 1 FROM problem WHERE code = 'twin'").fetchone():
            raise IncompleteIndexError


def put(
    db: sqlite3.Connection,
    gone: Collection[str],
    rows: "Rows",
    blobs: Iterable[tuple[str, str]],
    head: str,
) -> None:
    """Put rows in the place of all that some files had put in, within the caller's transaction."""
    _remove(db, gone)
    _insert(db, rows)
    _rows(db, "file", ((p, bytes.fromhex(b)) for p, b in blobs))
    _finish(db, head, places=any(p.startswith(("stations/", "ledger")) for p in gone))


def is_most(db: sqlite3.Connection, made: "Made") -> bool:
    """Whether rows are made of more files than the index holds so far."""
    return len(made.paths) > int(meta(db, "files") or 0)


def follow(
    db: sqlite3.Connection,
    files: Mapping[str, bytes | None],
    made: "Made",
    head: str,
) -> None:
    """Bring an index to a commit whose files are at hand, and the rows of many of them made.

    Args:
        db: the index as of the commit before.
        files: what the commit wrote, by path; None where a file went.
        made: the rows of some of these files.
        head: the commit.
    """
    from ledger.index.batch import Rows
    from ledger.index.rows import read_many

    held = {path: body for path, body in files.items() if is_record(path)}
    others = [(path, body) for path, body in held.items() if body and path not in made.paths]
    blobs = [(path, blob) for path, body in held.items() if (blob := blob_id(body))]
    known = "SELECT 1 FROM file WHERE path = ?"
    with transaction(db):
        gone = [p for p in held if p not in made.paths or db.execute(known, (p,)).fetchone()]
        put(db, gone, read_many(others), blobs, head)
        files_now = int(meta(db, "files"))
        indexes = _drop_indexes(db) if len(made.paths) * 2 > files_now else []
        for some in made.packed:
            _insert(db, Rows.unpacked(some))
        for statement in indexes:
            db.execute(statement)
        if db.execute("SELECT 1 FROM problem WHERE code = 'twin'").fetchone():
            raise IncompleteIndexError


def _differences(db: sqlite3.Connection, git: Git, head: str) -> Iterator[tuple[str, str | None]]:
    """The paths whose content is not what the index holds, found without the old commit."""
    known = dict(db.execute("SELECT path, lower(hex(blob)) FROM file"))
    for path, blob in git.tree(head):
        if is_record(path) and known.pop(path, None) != blob:
            yield path, blob
    yield from ((path, None) for path in known)


def rebuild(file: Path, git: Git, head: str) -> None:
    """Make an index of a commit beside the old one and move it into place."""
    aside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    for left in file.parent.glob(f"{file.name}.*.tmp*"):
        with suppress(OSError):
            if left == aside or time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)
    try:
        with closing(connect(aside)) as db:
            fill(db, git, head)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, git: Git, head: str) -> None:
    """Fill a new index from all the files of a commit."""
    unguard(db)
    create(db)
    files = [(path, blob) for path, blob in git.tree(head) if is_record(path)] if head else []
    with transaction(db):
        indexes = _drop_indexes(db)
        for rows in _read(git, files):
            _insert(db, rows)
        _rows(db, "file", ((p, bytes.fromhex(b)) for p, b in files))
        for statement in indexes:
            db.execute(statement)
        _finish(db, head, places=True)
    db.execute("PRAGMA synchronous = NORMAL")


def _drop_indexes(db: sqlite3.Connection) -> list[str]:
    """Take the plain indexes away while rows stream in: sorted at the end they cost a third."""
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")
    made = found.fetchall()
    for name, _sql in made:
        db.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in made]


def _rows_of(root: Path, files: list[tuple[str, str]]) -> "Rows":
    """The rows of some files of the repository, given as paths and blobs."""
    from ledger.index.rows import read_many

    bodies = Git(root).blobs([blob for _path, blob in files])
    return read_many(zip((path for path, _blob in files), bodies, strict=True))


def _read(git: Git, files: list[tuple[str, str]]) -> Iterator["Rows"]:
    """The rows of all files, in batches; where it pays other processes read ahead."""
    chunks = (files[n : n + _BATCH] for n in range(0, len(files), _BATCH))
    if len(files) < PARALLEL_FROM:
        return (_rows_of(git.root, chunk) for chunk in chunks)
    from ledger.store.beside import beside

    return beside(partial(_rows_of, git.root), chunks)


class transaction:  # noqa: N801 - reads as the statement it stands for
    """One SQLite transaction: all of it, or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self.db.execute("ROLLBACK" if kind else "COMMIT")


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


def _rows(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is not None:
        marks = ", ".join("?" * len(first))
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", chain([first], rows))


def _insert(db: sqlite3.Connection, rows: "Rows") -> None:
    """Put rows in; a visit that stands on two pages keeps its first and is named as a twin."""
    for table, found in rows.plain.items():
        _rows(db, table, found)
    n = int(meta(db, "next") or 1)
    visits = _without_twins(db, rows)
    numbered = ("issue", rows.issues), ("activity", rows.activities), ("task", rows.tasks)
    for table, found in numbered:
        _numbered(db, table, found, n)
        n += len(found)
    seen = list(enumerate(visits, n))
    _rows(db, "visit", ((i, *head) for i, (head, _words) in seen))
    _words(db, "visit_text", ((i, words) for i, (_head, words) in seen))
    _rows(db, "problem", rows.problem)
    set_meta(db, next=str(n + len(visits)))


def _numbered(
    db: sqlite3.Connection,
    table: str,
    records: "list[tuple[Row, dict[str, list[Row]], str]]",
    n: int,
) -> None:
    """Put records in under numbers of their own, with the rows that hang on them."""
    numbered = list(enumerate(records, n))
    _rows(db, table, ((i, *head) for i, (head, _hung, _words) in numbered))
    for hung in records[0][1] if records else ():
        _rows(db, hung, ((i, *row) for i, (_head, held, _words) in numbered for row in held[hung]))
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


def _finish(db: sqlite3.Connection, head: str, *, places: bool) -> None:
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
