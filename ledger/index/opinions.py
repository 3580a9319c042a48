"""What the index is asked about opinions: on which visits, how many, what became of them."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ledger.index.queries import FOREVER, Row, Where, rows
from ledger.index.visits import VisitFilter, visit_where

_REGISTERED = "(SELECT min(p.since) FROM issue i JOIN period p ON p.issue = i.n WHERE i.id = {id})"
_LATER = (
    "(coalesce(v.answered, '') > ? OR EXISTS (SELECT 1 FROM json_each(v.issues) o "
    f"WHERE {_REGISTERED.format(id='o.value')} > ?))"
)
"""On which visits an opinion was answered, or became an issue, after a day."""


class OpinionFilter(NamedTuple):
    """On which visits opinions were heard: each field narrows, None leaves open.

    `waiting` keeps the visits with an opinion that was neither answered nor became an issue. With
    `as_of` what came of it later does not count, and `until` is to be no later than that day.
    """

    station: str | None = None
    place: str | None = None
    person: str | None = None
    household: str | None = None
    since: str | None = None
    until: str | None = None
    waiting: bool = False
    as_of: str | None = None


def counts(db: sqlite3.Connection, asked: OpinionFilter) -> dict[str, int]:
    """How many opinions were heard, and how many of them wait, became issues, were answered.

    With `as_of` those of visits on which something came later are left out; see `later`.
    """
    where = _where(asked._replace(waiting=False))
    if asked.as_of is not None:
        where.add(f"NOT {_LATER}", asked.as_of, asked.as_of)
    heard, waiting, promoted = db.execute(
        "SELECT coalesce(sum(v.opinions), 0), coalesce(sum(v.waiting), 0), "
        "coalesce(sum(json_array_length(v.issues)), 0) FROM visit v WHERE " + where.text(),
        where.values,
    ).fetchone()
    answered = heard - waiting - promoted
    return {"heard": heard, "answered": answered, "promoted": promoted, "waiting": waiting}


def visits(db: sqlite3.Connection, asked: OpinionFilter) -> list[Row]:
    """The visits on which opinions were heard, the newest first, with their pages."""
    return _visits(db, _where(asked))


def later(db: sqlite3.Connection, asked: OpinionFilter, on: str) -> list[Row]:
    """Of these visits those of which an opinion was answered, or became an issue, after a day."""
    where = _where(asked._replace(waiting=False))
    where.add(_LATER, on, on)
    return _visits(db, where)


def _visits(db: sqlite3.Connection, where: Where) -> list[Row]:
    return rows(
        db,
        "SELECT v.id, v.station, v.day, v.place, l.name AS place_name, v.kind FROM visit v "
        f"LEFT JOIN place l ON l.code = v.place WHERE {where.text()} ORDER BY v.day DESC, v.id",
        where.values,
    )


def _where(asked: OpinionFilter) -> Where:
    where = visit_where(
        VisitFilter(
            station=asked.station,
            place=asked.place,
            person=asked.person,
            household=asked.household,
            since=asked.since,
            until=asked.until,
        )
    )
    where.add("v.opinions")
    if asked.waiting and asked.as_of is not None:
        where.add(f"(v.waiting OR {_LATER})", asked.as_of, asked.as_of)
    elif asked.waiting:
        where.add("v.waiting")
    return where


def registered(db: sqlite3.Connection, issues: Iterable[str]) -> dict[str, str]:
    """The days on which some issues were registered; an unknown one is left out."""
    statement = f"SELECT {_REGISTERED.format(id='?')}"
    found = ((issue, db.execute(statement, (issue,)).fetchone()[0]) for issue in issues)
    return {issue: str(day) for issue, day in found if day}


def issue_statuses(
    db: sqlite3.Connection, issues: Iterable[str], as_of: str | None = None
) -> dict[str, str]:
    """Where some issues stood at the end of a day, or where they stand now."""
    stood = f"p.until = '{FOREVER}'" if as_of is None else "p.since <= ?2 AND p.until > ?2"
    statement = (
        f"SELECT p.status FROM issue i JOIN period p ON p.issue = i.n WHERE i.id = ?1 AND {stood}"
    )
    given = (as_of,) if as_of else ()
    found = ((issue, db.execute(statement, (issue, *given)).fetchone()) for issue in issues)
    return {issue: str(row[0]) for issue, row in found if row}
