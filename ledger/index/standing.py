"""Which matters stand in a ledger, for whoever brings more of them."""

import sqlite3
from collections.abc import Iterator

from ledger.index.queries import FOREVER


def issues(db: sqlite3.Connection, place: str) -> Iterator[tuple[str, str, str, str]]:
    """The issues of a place that count: the id, the title, the status and the day of each."""
    yield from db.execute(
        "SELECT i.id, p.title, p.status, p.opened FROM period p JOIN issue i ON i.n = p.issue "
        f"WHERE p.place = ? AND p.until = '{FOREVER}' "
        "AND p.status NOT IN ('void', 'merged', 'declined')",
        (place,),
    )
