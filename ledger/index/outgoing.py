"""What a sheet that goes out rests on: which records, and in which order."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ledger.index.queries import FOREVER, IssueFilter, issue_where
from ledger.index.visits import VisitFilter, visit_where

ISSUE_GROUPS = {
    "category": "p.category",
    "level": "p.level",
    "person": "p.person",
    "place": "l.name",
    "source": "p.source",
    "station": "s.name",
    "status": "p.status",
    "unit": "p.unit",
}
"""By what issues can be grouped, and where it stands."""
VISIT_GROUPS = {"date": "v.day", "kind": "v.kind", "place": "l.name", "station": "s.name"}
"""By what visits can be grouped, and where it stands."""


class Found(NamedTuple):
    """A record: its id, what it is grouped by, the last day of the clock that runs, and its place.

    `page` is the day of the diary page that a visit stands on.
    """

    record: str
    group: str | None = None
    turn: str | None = None
    place: str | None = None
    page: str = ""


def issues(db: sqlite3.Connection, asked: IssueFilter, group: str | None) -> list[Found]:
    """The issues asked for, the oldest first."""
    where = issue_where(asked)
    grouped = ISSUE_GROUPS.get(group or "", "NULL")
    # Of all there are, an index only makes SQLite read the rows out of their order.
    plain = "NOT INDEXED" if asked == IssueFilter(as_of=asked.as_of) else ""
    statement = (
        f"SELECT i.id, {grouped}, p.turn, p.place FROM period p {plain} "
        "JOIN issue i ON i.n = p.issue LEFT JOIN place s ON s.code = p.station "
        "LEFT JOIN place l ON l.code = p.place "
        f"WHERE {where.text()} ORDER BY p.opened, i.id"
    )
    return [Found(*row) for row in db.execute(statement, where.values)]


def visits(db: sqlite3.Connection, asked: VisitFilter, group: str | None) -> list[Found]:
    """The visits asked for, the oldest first."""
    where = visit_where(asked)
    grouped = VISIT_GROUPS.get(group or "", "NULL")
    statement = (
        f"SELECT v.id, {grouped}, NULL, NULL, v.station || ' ' || v.day FROM visit v "
        "LEFT JOIN place s ON s.code = v.station LEFT JOIN place l ON l.code = v.place "
        f"WHERE {where.text()} ORDER BY v.day, v.station, v.id"
    )
    return [Found(*row) for row in db.execute(statement, where.values)]


def homes(db: sqlite3.Connection) -> Iterator[Sequence[Any]]:
    """Every household: its id, its village, its head, its categories, whether it is kept secret."""
    yield from db.execute("SELECT id, place, name, categories, confidential FROM household")


def confidential(db: sqlite3.Connection) -> Iterator[str]:
    """The issues whose reporter is not to be named, and the visits on which they were heard."""
    for found in db.execute("SELECT id, visit FROM issue WHERE confidential"):
        yield from filter(None, found)


def became_confidential(db: sqlite3.Connection) -> Iterator[str]:
    """The visits of whose opinions one became an issue whose reporter is not to be named."""
    became = "json_each(v.issues) o JOIN issue i ON i.id = o.value"
    for (found,) in db.execute(f"SELECT v.id FROM visit v, {became} WHERE i.confidential"):
        yield str(found)


def registered_after(db: sqlite3.Connection, day: str) -> Iterator[str]:
    """The issues that were not yet registered at the end of a day."""
    later = "p.until = ? AND p.opened > ?"
    statement = f"SELECT i.id FROM period p JOIN issue i ON i.n = p.issue WHERE {later}"
    for (found,) in db.execute(statement, (FOREVER, day)):
        yield str(found)


def lines(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The places that each place lies in, from the first of all down to itself."""
    found = db.execute("SELECT code, line FROM place")
    return {code: (*(line or code).strip("/").split("/"),) for code, line in found}


def stations(db: sqlite3.Connection) -> frozenset[str]:
    """The places that have a station."""
    of_tier = "JOIN tier t ON t.type = p.type WHERE t.station"
    return frozenset(code for (code,) in db.execute(f"SELECT p.code FROM place p {of_tier}"))
