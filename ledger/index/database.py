"""The index of a ledger: opened beside the repository, brought to HEAD, asked."""

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from ledger.index import build
from ledger.store.git import Git

if TYPE_CHECKING:
    from pathlib import Path

FILE = "index.sqlite3"


class Index:
    """The index of one ledger.

    It stands for one commit. Where it cannot be kept on disk, as in a folder that may only be
    read, it is made in memory for the one command that asks.
    """

    def __init__(self, git: Git) -> None:
        self.git = git
        self.file: Path = git.state / FILE
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

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _at(self, head: str) -> sqlite3.Connection:
        with suppress(sqlite3.Error, build.IncompleteIndexError, OSError):
            db = self._opened()
            if build.meta(db, "commit") == head:
                return db
            if build.meta(db, "commit"):
                build.update(db, self.git, head)
                return db
        self.close()
        try:
            self.git.make_state()
            build.rebuild(self.file, self.git, head)
            return self._opened()
        except (OSError, sqlite3.Error):
            db = sqlite3.connect(":memory:", isolation_level=None)
            build.fill(db, self.git, head)
            return db

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            if not self.file.exists():
                raise FileNotFoundError(self.file)
            self._db = build.connect(self.file)
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version != build.VERSION:
            raise build.IncompleteIndexError
        return self._db
