"""The index of a commit that is still being made, filled beside the old one while git works."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ledger.index import build, tables
from ledger.store.files import TEMPORARY

if TYPE_CHECKING:
    from ledger.index.batch import Made

_OFTEN = 100_000
"""Steps of SQLite after which it is asked whether the commit is still awaited."""


@contextmanager
def ahead(
    file: Path, base: str, files: Mapping[str, bytes | None], made: "Made"
) -> Iterator[Callable[[str], Path]]:
    """Fill a copy of an index by a thread, while the caller makes the commit that it is for.

    What is given waits for the copy, names the commit in it and tells where it lies, to be moved
    into place. Where the caller breaks off, so does the thread, and the copy goes.

    Args:
        file: the index as of the commit before.
        base: that commit.
        files: what the commit writes, by path; None where a file goes.
        made: the rows of some of these files.
    """
    from concurrent.futures import ThreadPoolExecutor

    from ledger.store.unbroken import put_off

    aside = file.with_name(f"{TEMPORARY}{file.name}")  # swept up with all that a kill leaves
    stopped = Event()

    def filled(head: str) -> Path:
        filling.result()
        with closing(_unguarded(aside)) as db:
            tables.set_meta(db, commit=head)
        return aside

    try:
        with ThreadPoolExecutor(1) as thread:
            try:
                with put_off():
                    filling = thread.submit(_fill, file, aside, base, files, made, stopped)
                yield filled
            finally:
                stopped.set()
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _fill(
    file: Path,
    aside: Path,
    base: str,
    files: Mapping[str, bytes | None],
    made: "Made",
    stopped: Event,
) -> None:
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(build.connect(file)) as old, closing(_unguarded(aside)) as db:
        old.backup(db)
        if tables.meta(db, "commit") != base:
            raise build.IncompleteIndexError
        db.set_progress_handler(stopped.is_set, _OFTEN)
        build.follow(db, files, made, "")


def _unguarded(file: Path) -> sqlite3.Connection:
    """Open a file that is thrown away if anything happens to it."""
    db = build.connect(file)
    build.unguard(db)
    return db
