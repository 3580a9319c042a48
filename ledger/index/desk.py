"""What lies on somebody's desk on a day: open issues, closed ones, tasks, presses; plain rows."""

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from ledger.index.queries import FOREVER, Row, rows


class Desk(NamedTuple):
    """Whose desk: the records of these stations, and those in the charge of a person.

    Stations None: of all. `now`: the day is the last that the index knows, so that only what
    stands at the end is read.
    """

    on: str
    now: bool
    person: str | None
    stations: Collection[str] | None

    @property
    def values(self) -> dict[str, object]:
        """What the statements are given."""
        stations = None if self.stations is None else json.dumps(sorted(self.stations))
        return {"on": self.on, "person": self.person, "stations": stations}

    def here(self, table: str) -> str:
        """Whose records they are; each side has an index of its own."""
        if self.stations is None:
            return "1"
        stations = f"{table}.station IN (SELECT value FROM json_each(:stations))"
        return f"({stations} OR {table}.person = :person)"

    @property
    def standing(self) -> str:
        """Which periods of issues stood on the day."""
        return f"p.until = '{FOREVER}'" if self.now else "p.since <= :on AND p.until > :on"


_ENDED = "('closed', 'declined', 'merged', 'void')"


def open_issues(db: sqlite3.Connection, desk: Desk) -> list[Row]:
    """The open issues, those that wait longest past their day first."""
    return rows(
        db,
        "SELECT p.issue AS number, i.id, p.title, p.status, p.station, p.place, p.stream, p.unit, "
        "p.person, p.turn, p.opened, p.round FROM period p JOIN issue i ON i.n = p.issue "
        f"WHERE {desk.standing} AND p.status NOT IN {_ENDED} AND {desk.here('p')} "
        "ORDER BY p.turn IS NULL, p.turn, i.id",
        desk.values,
    )


def to_review(db: sqlite3.Connection, desk: Desk) -> list[Row]:
    """What is paused or kept up and has a day to be looked at again, the first one first."""
    return rows(
        db,
        "SELECT i.id, p.title, p.status, p.station, p.place, p.person, p.review, p.reviewer "
        "FROM period p JOIN issue i ON i.n = p.issue WHERE p.review NOT NULL "
        f"AND {desk.standing} AND ({desk.here('p')} OR p.reviewer = :person) "
        "ORDER BY p.review, i.id",
        desk.values,
    )


def closed_issues(db: sqlite3.Connection, desk: Desk, since: str) -> list[Row]:
    """The issues closed from a day on, and what has followed."""
    return rows(
        db,
        "SELECT i.id, p.title, p.station, p.place, p.stream, p.person, min(p.since) AS closed, "
        f"i.followed FROM period p JOIN issue i ON i.n = p.issue WHERE p.status IN {_ENDED} "
        "AND p.status = 'closed' AND p.since BETWEEN :since AND :on AND p.until > :on "
        f"AND {desk.here('p')} GROUP BY p.issue ORDER BY 7, i.id",
        desk.values | {"since": since},
    )


def presses(db: sqlite3.Connection, issues: Collection[int], on: str) -> dict[int, list[str]]:
    """The days on which each of some issues was pressed."""
    found: dict[int, list[str]] = {}
    statement = (
        "SELECT issue, day FROM press WHERE issue IN (SELECT value FROM json_each(?)) "
        "AND day <= ? ORDER BY day"
    )
    for issue, day in db.execute(statement, (json.dumps(list(issues)), on)):
        found.setdefault(issue, []).append(day)
    return found


def open_tasks(db: sqlite3.Connection, desk: Desk) -> list[Row]:
    """The tasks that were not finished on the day, the next due first."""
    return rows(
        db,
        "SELECT t.n AS number, t.id, t.kind, t.title, t.station, t.place, t.unit, t.person, "
        "t.due, t.opened, CASE WHEN t.consolidated <= :on THEN t.consolidated END AS consolidated, "
        "(SELECT count(*) FROM task_part h WHERE h.task = t.n AND h.passed <= :on) AS parts, "
        "(SELECT count(*) FROM task_part h WHERE h.task = t.n AND h.reported <= :on) AS reported "
        "FROM task t WHERE t.opened <= :on AND (t.status NOT IN ('done', 'void') OR NOT EXISTS "
        "(SELECT 1 FROM task_step s WHERE s.task = t.n AND s.verb IN ('finish', 'void') "
        f"AND s.day <= :on)) AND {desk.here('t')} "
        "ORDER BY t.due IS NULL, t.due, t.id",
        desk.values,
    )


def village_parts(db: sqlite3.Connection, desk: Desk, places: Collection[str] | None) -> list[Row]:
    """What villages have not reported yet, of tasks that are open; in no order of days."""
    return rows(
        db,
        "SELECT t.id, t.title, t.station, h.place, h.person, coalesce(h.due, t.due) AS due "
        "FROM task_part h JOIN task t ON t.n = h.task WHERE h.passed <= :on "
        "AND (h.reported IS NULL OR h.reported > :on) AND t.status NOT IN ('done', 'void') "
        "AND (h.person = :person OR :places IS NULL OR h.place IN "
        "(SELECT value FROM json_each(:places))) ORDER BY t.id, h.place",
        desk.values | {"places": None if places is None else json.dumps(sorted(places))},
    )
