"""The index of a ledger: opened beside the repository, brought to HEAD, asked."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ledger.index import build, tables
from ledger.index.ahead import ahead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ledger.index.batch import Made
    from ledger.store.git import Git

FILE = "index.sqlite3"
KNOWN = "known.sqlite3"
"""The index of the older commit that was last asked about; the next one is reached from it."""
STAMP = ".stamp"
"""The ending of the file that tells the size and time the index had when we last wrote it."""

_JOURNAL = "-journal"

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


class Index:
    """The index of one ledger.

    It stands for one commit. Where it cannot be kept on disk, as in a folder that may only be
    read, it is made in memory for the one command that asks.
    """

    def __init__(self, git: "Git") -> None:
        self.git = git
        self.file: Path = git.state / (KNOWN if git.known else FILE)
        self._db: sqlite3.Connection | None = None
        self._head: str | None = None

    @property
    def db(self) -> sqlite3.Connection:
        """The index as of HEAD; the first use brings it there."""
        head = self.git.head()
        if self._db is None or self._head != head:
            self._db = self._at(head)
            self._head = head
        return self._db

    @contextmanager
    def following(
        self, base: str, files: "Mapping[str, bytes | None]", made: "Made | None"
    ) -> Iterator[None]:
        """Around a commit: the index is brought to it by what it writes, if its rows are at hand.

        Where they are most of what there is, a copy is filled while git works. Where it stands
        elsewhere, or something goes wrong, the next question brings it there.
        """
        db = self._at_base(base) if made else None
        if db is None or made is None:
            yield
        elif build.is_most(db, made):
            with ahead(self.file, base, files, made) as filled:
                yield
                with self._giving_up():
                    self._replace(filled(self.git.head()))
        else:
            yield
            with self._giving_up(), self.changing():
                build.follow(db, files, made, self.git.head())

    def _at_base(self, base: str) -> sqlite3.Connection | None:
        with self._giving_up():
            db = self._opened()
            if tables.meta(db, "commit") == base:
                return db
        return None

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """Leave the index to the next question where it cannot be brought there now."""
        try:
            yield
        except (sqlite3.Error, build.IncompleteIndexError, OSError, ValueError):
            self.close()

    def _replace(self, aside: "Path") -> None:
        """Let a new file take the place of the index."""
        self.close()
        with self.changing():
            if self.file.with_name(f"{self.file.name}{_JOURNAL}").exists():
                self._remove()
            aside.replace(self.file)

    def throw_away(self) -> None:
        """Remove the file: the next command makes it anew from the ledger's own."""
        self.close()
        with suppress(OSError):
            self._remove()

    def _remove(self) -> None:
        """The file first, since without its journal it may be half of something.

        The journal goes too: SQLite would play it back into the next file of that name.
        """
        self.file.unlink(missing_ok=True)
        self.file.with_name(f"{self.file.name}{_JOURNAL}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around every change of the file: its stamp goes first and comes back last.

        A change that is cut off leaves no stamp, and SQLite's own journal keeps the file whole. A
        stamp that does not fit tells of a change that was not ours.
        """
        stamp = self.file.with_suffix(STAMP)
        with suppress(OSError):
            stamp.unlink(missing_ok=True)
        yield
        with suppress(OSError):
            stamp.write_text(_stamp(self.file), encoding="ascii")

    def _at(self, head: str) -> sqlite3.Connection:
        with suppress(sqlite3.Error, build.IncompleteIndexError, OSError, ValueError):
            db = self._opened()
            if tables.meta(db, "commit") == head:
                return db
            if tables.meta(db, "commit"):
                with self.changing():
                    build.update(db, self.git, head)
                return db
        self.close()
        try:
            self.git.make_state()
            with self.changing():
                if self.file.with_name(f"{self.file.name}{_JOURNAL}").exists():
                    self._remove()
                build.rebuild(self.file, self.git, head)
            return self._opened()
        except (OSError, sqlite3.Error, build.IncompleteIndexError):
            db = build.connect_memory()
            build.fill(db, self.git, head)
            return db

    def _opened(self) -> sqlite3.Connection:
        """The file as it is, if it is ours, whole and of this version."""
        if self._db is None:
            if not self.file.exists() or not self._untouched():
                raise build.IncompleteIndexError
            self._db = build.connect(self.file)
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version != build.VERSION:
                raise build.IncompleteIndexError
        return self._db

    def _untouched(self) -> bool:
        """Whether nobody but us changed the file; another of our commands may be at it just now."""
        stamp = self.file.with_suffix(STAMP)
        for _try in range(4):
            try:
                if stamp.read_text(encoding="ascii") == _stamp(self.file):
                    return True
            except FileNotFoundError:
                return True
            time.sleep(0.05)
        return False


def _stamp(file: "Path") -> str:
    found = file.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def is_damage(error: Exception) -> bool:
    """Whether an error tells that the index cannot be read."""
    rotten = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else 0
    # Python's own complaint of a text that is none has no code.
    code: int = getattr(error, "sqlite_errorcode", rotten)
    return isinstance(error, sqlite3.DatabaseError) and code & 0xFF in _DAMAGE
