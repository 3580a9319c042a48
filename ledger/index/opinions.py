"""What the index is asked about opinions: on which visits, how many, what became of them."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ledger.index.queries import Row, Where, rows


class OpinionFilter(NamedTuple):
    """On which visits opinions were heard: each field narrows, None leaves open.

    `waiting` keeps the visits with an opinion that was neither answered nor became an issue.
    """

    station: str | None = None
    place: str | None = None
    person: str | None = None
    household: str | None = None
    since: str | None = None
    until: str | None = None
    waiting: bool = False


def counts(db: sqlite3.Connection, asked: OpinionFilter) -> dict[str, int]:
    """How many opinions were heard, and how many of them wait, became issues, were answered."""
    where = _where(asked._replace(waiting=False))
    heard, waiting, promoted = db.execute(
        "SELECT coalesce(sum(v.opinions), 0), coalesce(sum(v.waiting), 0), "
        "coalesce(sum(json_array_length(v.issues)), 0) FROM visit v WHERE " + where.text(),
        where.values,
    ).fetchone()
    answered = heard - waiting - promoted
    return {"heard": heard, "answered": answered, "promoted": promoted, "waiting": waiting}


def visits(db: sqlite3.Connection, asked: OpinionFilter) -> list[Row]:
    """The visits on which opinions were heard, the newest first, with their pages."""
    where = _where(asked)
    return rows(
        db,
        "SELECT v.id, v.station, v.day, v.place, l.name AS place_name, v.kind FROM visit v "
        f"LEFT JOIN place l ON l.code = v.place WHERE {where.text()} ORDER BY v.day DESC, v.id",
        where.values,
    )


def _where(asked: OpinionFilter) -> Where:
    where = Where()
    where.add("v.waiting" if asked.waiting else "v.opinions")
    where.below("v.station", asked.station)
    where.below("v.place", asked.place)
    for column, value in (("people", asked.person), ("households", asked.household)):
        if value is not None:
            where.add(f"EXISTS (SELECT 1 FROM json_each(v.{column}) WHERE value = ?)", value)
    if asked.since is not None:
        where.add("v.day >= ?", asked.since)
    if asked.until is not None:
        where.add("v.day <= ?", asked.until)
    return where


def issue_statuses(db: sqlite3.Connection, issues: Iterable[str]) -> dict[str, str]:
    """Where some issues stand now."""
    statement = (
        "SELECT p.status FROM issue i JOIN period p ON p.issue = i.n "
        "WHERE i.id = ? AND p.until = '9999-12-31'"
    )
    found = ((issue, db.execute(statement, (issue,)).fetchone()) for issue in issues)
    return {issue: str(row[0]) for issue, row in found if row}
