"""What the index is asked about activities; no record file is opened."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ledger.index.queries import Listed, Row, Where, first, page


class ActivityFilter(NamedTuple):
    """Which activities: each field narrows, None leaves open.

    `station` and `place` are codes and take in everything below them, `place` also the places
    covered; `person` had a part in it; `since` and `until` are days that it touches.
    """

    station: str | None = None
    place: str | None = None
    kind: str | None = None
    person: str | None = None
    household: str | None = None
    since: str | None = None
    until: str | None = None


_ACTIVITIES = Listed(
    columns="a.id, a.kind, k.name AS kind_name, a.title, a.day, a.until, a.station, a.place, "
    "l.name AS place_name, a.people, a.chair, a.places, a.bodies, a.expected, a.present, "
    "a.decisions, a.findings, a.issues",
    table="activity a",
    joined="LEFT JOIN place l ON l.code = a.place "
    "LEFT JOIN term k ON k.kind = 'activity kind' AND k.value = a.kind",
)
_NEWEST = "a.day DESC, a.id"


def activities(db: sqlite3.Connection, asked: ActivityFilter, limit: int) -> tuple[list[Row], int]:
    """The activities asked for, the newest first, and how many there are in all."""
    where = Where()
    where.below("a.station", asked.station)
    if asked.place is not None:
        here = Where()
        here.below("value", asked.place)
        where.add(
            "a.n IN (SELECT activity FROM activity_ref WHERE field IN ('place', 'places') "
            f"AND {here.text()})",
            *here.values,
        )
    where.equal("a.kind", asked.kind)
    for what, value in (("staff", asked.person), ("household", asked.household)):
        if value is not None:
            named = "SELECT activity FROM activity_ref WHERE what = ? AND value = ?"
            where.add(f"a.n IN ({named} AND field <> 'by')", what, value)
    if asked.since is not None:
        where.add("a.until >= ?", asked.since)
    if asked.until is not None:
        where.add("a.day <= ?", asked.until)
    return page(db, _ACTIVITIES, where, _NEWEST, limit)


def activities_on(db: sqlite3.Connection, record: str) -> list[str]:
    """The activities that found an issue, or agreed on it or on a task."""
    named = (
        "SELECT DISTINCT a.id FROM activity a JOIN activity_ref r ON r.activity = a.n "
        "WHERE r.what IN ('issue', 'task') AND r.value = ? ORDER BY a.id"
    )
    return [str(found) for (found,) in db.execute(named, (record,))]


def search(db: sqlite3.Connection, words: Iterable[str], limit: int) -> list[Row]:
    """The activities that hold every one of the phrases, the newest first."""
    held = Where()
    held.holding("a.n", "activity_text", words)
    return first(db, _ACTIVITIES, held, _NEWEST, limit)
