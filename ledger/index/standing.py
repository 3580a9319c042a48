"""Which matters stand in a ledger, for whoever brings more of them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ledger.index.queries import FOREVER


def issues(db: sqlite3.Connection, place: str) -> Iterator[tuple[str, str, str, str]]:
    """The issues of a place that count: the id, the title, the status and the day of each."""
    yield from db.execute(
        "SELECT i.id, p.title, p.status, p.opened FROM period p JOIN issue i ON i.n = p.issue "
        f"WHERE p.place = ? AND p.until = '{FOREVER}' "
        "AND p.status NOT IN ('void', 'merged', 'declined')",
        (place,),
    )


class Standing(NamedTuple):
    """A record: its place and day, its title, and the people and households that it names."""

    record: str
    place: str | None
    day: str
    title: str
    people: frozenset[str]
    households: frozenset[str]


_ISSUES = f"period p JOIN issue i ON i.n = p.issue AND p.until = '{FOREVER}'"
_COLUMNS = {
    "issue": (_ISSUES, "i.id", "p.place", "p.opened", "p.title", "NULL", "NULL"),
    "task": ("task r", "r.id", "r.place", "r.opened", "r.title", "NULL", "NULL"),
    "activity": ("activity r", "r.id", "r.place", "r.day", "r.title", "NULL", "NULL"),
    "visit": ("visit r", "r.id", "r.place", "r.day", "r.excerpt", "r.people", "r.households"),
}
"""By kind, the table and the columns of what `Standing` has."""


def called(db: sqlite3.Connection, kind: str, records: Iterable[str]) -> list[Standing]:
    """Some records of a kind."""
    table, record, *more = _COLUMNS[kind]
    asked = f"SELECT {record}, {', '.join(more)} FROM {table} JOIN json_each(?) ON value = {record}"
    return [_read(row) for row in db.execute(asked, (json.dumps([*records]),))]


def of_days(db: sqlite3.Connection, kind: str, wanted: Iterable[tuple[str, str]]) -> list[Standing]:
    """The records of a kind of some places, each on a day."""
    table, record, place, day, *more = _COLUMNS[kind]
    asked = (
        f"SELECT {record}, {place}, {day}, {', '.join(more)} FROM json_each(?) CROSS JOIN {table} "
        f"ON {place} = value->>0 AND {day} = value->>1"
    )
    return [_read(row) for row in db.execute(asked, (json.dumps([*wanted]),))]


def _read(row: Sequence[Any]) -> Standing:
    record, place, day, title, *named = row
    people, households = (frozenset(json.loads(said or "[]")) for said in named)
    return Standing(record, place, day, title or "", people, households)
