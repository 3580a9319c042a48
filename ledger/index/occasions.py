"""What a duty is owed to or follows: issues while they were open, closings, tasks, activities."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ledger.index.evidence import PEOPLE
from ledger.index.queries import FOREVER
from ledger.rules.matching import Record
from ledger.rules.statuses import ENDED

_ENDED = ", ".join(f"'{status}'" for status in sorted(ENDED))


class Matter(NamedTuple):
    """A round of an issue, from its registration or reopening to the day before its end.

    `stops` are its pauses, `[from, to)`.
    """

    number: int
    id: str
    title: str
    station: str
    place: str
    stream: str
    person: str | None
    since: date
    until: date | None
    stops: tuple[tuple[date, date], ...] = ()


class Event(NamedTuple):
    """Something that a duty follows: the day it happened, and where."""

    number: int
    id: str
    title: str
    station: str
    place: str
    day: date
    person: str | None = None
    parts: tuple[str, ...] = ()
    until: date | None = None


def matters(
    db: sqlite3.Connection, since: date, on: date, streams: Sequence[str]
) -> Iterator[Matter]:
    """The rounds of issues that were open at some time from a day to another.

    What happened after `on` is not known yet.
    """
    values = {
        "since": since.isoformat(),
        "on": on.isoformat(),
        "streams": json.dumps(list(streams)),
    }
    found = db.execute(_ROUNDS, values).fetchall()
    stops = _pauses(db, [row[0] for row in found if row[2]], values["on"])
    for number, round_, _paused, first, last, *head, person in found:
        end = date.fromisoformat(last) - timedelta(days=1) if last <= values["on"] else None
        known = tuple(stops.get((number, round_), ()))
        yield Matter._make((number, *head, person or None, date.fromisoformat(first), end, known))


_OPEN_SINCE = (
    "issue IN (SELECT issue FROM period WHERE until = '9999-12-31' AND "
    f"status NOT IN ({_ENDED}) UNION SELECT issue FROM period WHERE status IN ({_ENDED}) "
    "AND since >= :since)"
)
# What stood last in a round, as of the day: days are ten signs long, so the latest sorts last.
_LATEST = ", ".join(
    f"substr(max(p.since || coalesce(p.{name}, '')), 11)"
    for name in ("title", "station", "place", "stream", "person")
)
_ROUNDS = (
    "SELECT p.issue, p.round, max(p.status = 'paused'), min(p.since), max(p.until), i.id, "
    f"{_LATEST} FROM period p JOIN issue i ON i.n = p.issue WHERE p.{_OPEN_SINCE} "
    f"AND p.status NOT IN ({_ENDED}) AND p.since <= :on AND "
    "(:streams = '[]' OR p.stream IN (SELECT value FROM json_each(:streams))) "
    "GROUP BY p.issue, p.round HAVING max(p.until) >= :since"
)


def _pauses(
    db: sqlite3.Connection, issues: Sequence[int], on: str
) -> dict[tuple[int, int], list[tuple[date, date]]]:
    statement = (
        "SELECT issue, round, since, until FROM period WHERE status = 'paused' AND since <= ? "
        "AND issue IN (SELECT value FROM json_each(?)) ORDER BY since"
    )
    found: dict[tuple[int, int], list[tuple[date, date]]] = {}
    for number, round_, since, until in db.execute(statement, (on, json.dumps(issues))):
        # A pause that still ran on the day holds that day too: how it goes on was not known.
        known = FOREVER if until > on else until
        stop = date.fromisoformat(since), date.fromisoformat(known)
        found.setdefault((number, round_), []).append(stop)
    return found


def closings(
    db: sqlite3.Connection, since: date, until: date, streams: Sequence[str]
) -> Iterator[Event]:
    """The issues closed from a day to another; `until` is the last day before a reopening."""
    statement = (
        "SELECT p.issue, i.id, p.title, p.station, p.place, min(p.since), p.person, max(p.until) "
        "FROM period p JOIN issue i ON i.n = p.issue WHERE p.status = 'closed' "
        f"AND p.status IN ({_ENDED}) AND p.since BETWEEN ? AND ? "
        "AND (?3 = '[]' OR p.stream IN (SELECT value FROM json_each(?3))) "
        "GROUP BY p.issue, p.round"
    )
    values = since.isoformat(), until.isoformat(), json.dumps(list(streams))
    for *head, day, person, end in db.execute(statement, values):
        last = date.fromisoformat(end) - timedelta(days=1) if end < FOREVER else None
        yield Event._make((*head, date.fromisoformat(day), person, (), last))


def tasks(
    db: sqlite3.Connection, since: date, until: date, kinds: Sequence[str]
) -> Iterator[Event]:
    """The tasks given from a day to another, and the villages they were passed on to."""
    statement = (
        "SELECT n, id, title, station, place, opened, person, (SELECT json_group_array(place) "
        "FROM task_part WHERE task = n) FROM task WHERE opened BETWEEN ? AND ? "
        "AND status <> 'void' AND (?3 = '[]' OR kind IN (SELECT value FROM json_each(?3)))"
    )
    values = since.isoformat(), until.isoformat(), json.dumps(list(kinds))
    for *head, day, person, parts in db.execute(statement, values):
        yield Event._make((*head, date.fromisoformat(day), person, (*json.loads(parts),), None))


def held(
    db: sqlite3.Connection, since: date, until: date, kinds: Sequence[str]
) -> Iterator[Record]:
    """The activities that ended from a day to another."""
    statement = (
        f"SELECT until, until, id, place, station, places, {PEOPLE}, "
        "NULL, NULL FROM activity WHERE until BETWEEN ?1 AND ?2 AND day >= date(?1, '-366 days') "
        "AND (?3 = '[]' OR kind IN (SELECT value FROM json_each(?3)))"
    )
    values = since.isoformat(), until.isoformat(), json.dumps(list(kinds))
    yield from map(Record._make, db.execute(statement, values))
