"""What the index is asked about visits; no record file is opened."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ledger.index.queries import Listed, Row, Where, first, page


class VisitFilter(NamedTuple):
    """Which visits: each field narrows, None leaves open."""

    station: str | None = None
    place: str | None = None
    kind: str | None = None
    person: str | None = None
    household: str | None = None
    since: str | None = None
    until: str | None = None


_VISITS = Listed(
    columns="v.id, v.day, v.kind, v.station, v.place, l.name AS place_name, v.people, "
    "v.households, v.body, v.opinions, v.issues, v.sign, v.excerpt",
    table="visit v",
    joined="LEFT JOIN place l ON l.code = v.place",
)
_NEWEST = "v.day DESC, v.id"


def visit_where(asked: VisitFilter) -> Where:
    """The conditions on visits (`v`) for the visits asked for."""
    where = Where()
    where.below("v.station", asked.station)
    where.below("v.place", asked.place)
    where.equal("v.kind", asked.kind)
    for column, value in (("people", asked.person), ("households", asked.household)):
        if value is not None:
            where.add(f"EXISTS (SELECT 1 FROM json_each(v.{column}) WHERE value = ?)", value)
    where.within("v.day", asked.since, asked.until)
    return where


def visits(db: sqlite3.Connection, asked: VisitFilter, limit: int) -> tuple[list[Row], int]:
    """The visits asked for, the newest first, and how many there are in all."""
    return page(db, _VISITS, visit_where(asked), _NEWEST, limit)


def search(db: sqlite3.Connection, words: Iterable[str], limit: int) -> list[Row]:
    """The visits that hold every one of the phrases, the newest first."""
    where = Where()
    where.holding("v.n", "visit_text", words)
    return first(db, _VISITS, where, _NEWEST, limit)
