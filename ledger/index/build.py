"""Bringing the index to a commit: only what changed, or the whole anew beside the old one."""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.index import tables
from ledger.records import paths
from ledger.store.files import blob_id
from ledger.store.git import Git

if TYPE_CHECKING:
    from ledger.index.batch import Made, Rows

VERSION = 7
"""The version of the schema; an index of another one is rebuilt."""
PARALLEL_FROM = 5_000
"""From so many files up a rebuild reads with processes beside this one."""
_BATCH = 1_000
_ABANDONED = 600
"""Seconds after which an unfinished rebuild is one that was killed."""


class IncompleteIndexError(Exception):
    """The index cannot be brought up step by step and must be rebuilt."""


class _Connection(sqlite3.Connection):
    """A connection that nobody need close: the one who opened a ledger only lets go of it."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # the thread that opened it has closed it
            self.close()


def connect_memory() -> sqlite3.Connection:
    """Open an empty database that ends with the one who asks."""
    return sqlite3.connect(":memory:", isolation_level=None, factory=_Connection)


def connect(path: Path) -> sqlite3.Connection:
    """Open an index file with the settings that keep it safe: a rollback journal, no memory map."""
    db = sqlite3.connect(path, isolation_level=None, timeout=10, factory=_Connection)
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


def is_record(path: str) -> bool:
    """Whether a path of the tree belongs to the ledger's records."""
    return path == paths.SETTINGS or (
        path.split("/", 1)[0] in paths.FOLDERS and path.endswith(".yaml")
    )


def update(db: sqlite3.Connection, git: Git, head: str) -> None:
    """Bring an index to a commit by what changed since its own; IncompleteIndexError on doubt."""
    old = tables.meta(db, "commit")
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
    with tables.transaction(db):
        tables.put(db, gone, rows, new, head)
        if db.execute("SELECT 1 FROM problem WHERE code = 'twin'").fetchone():
            raise IncompleteIndexError


def is_most(db: sqlite3.Connection, made: "Made") -> bool:
    """Whether rows are made of more files than the index holds so far."""
    return len(made.paths) > int(tables.meta(db, "files") or 0)


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
    with tables.transaction(db):
        gone = [p for p in held if p not in made.paths or db.execute(known, (p,)).fetchone()]
        tables.put(db, gone, read_many(others), blobs, head)
        files_now = int(tables.meta(db, "files"))
        indexes = tables.drop_indexes(db) if len(made.paths) * 2 > files_now else []
        for some in made.packed:
            tables.insert(db, Rows.unpacked(some))
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
    with tables.transaction(db):
        indexes = tables.drop_indexes(db)
        for rows in _read(git, files):
            tables.insert(db, rows)
        tables.add(db, "file", ((p, bytes.fromhex(b)) for p, b in files))
        for statement in indexes:
            db.execute(statement)
        tables.finish(db, head, places=True)
    db.execute("PRAGMA synchronous = NORMAL")


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
