"""Which matters stand in a ledger, for whoever brings more of them."""

import sqlite3
from collections.abc import Iterator

from ledger.index.queries import FOREVER


def issues(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, str, str]]:
    """All issues that count: the id, the place, the title, the status and the day of each."""
    yield from db.execute(
        "SELECT i.id, p.place, p.title, p.status, p.opened FROM period p "
        f"JOIN issue i ON i.n = p.issue WHERE p.until = '{FOREVER}' "
        "AND p.status NOT IN ('void', 'merged', 'declined')"
    )
