"""What the index is asked about activities and tasks; no record file is opened."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ledger.index.queries import Row, Where, rows
from ledger.rules import plans, tasks


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


class TaskFilter(NamedTuple):
    """Which tasks: each field narrows, None leaves open.

    `owner` is a unit or a staff code, of the task or of a village's part; `parent` takes in all
    below it; `since` and `until` bound the day it was given; `overdue_on` keeps those whose last
    day has passed on a day; `as_of` answers as things stood then.
    """

    station: str | None = None
    place: str | None = None
    kind: str | None = None
    owner: str | None = None
    period: str | None = None
    parent: str | None = None
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    overdue_on: str | None = None
    as_of: str | None = None


class _Wanted(NamedTuple):
    """What is read of some tables."""

    columns: str
    tables: str


_ACTIVITIES = _Wanted(
    columns="a.id, a.kind, k.name AS kind_name, a.title, a.day, a.until, a.station, a.place, "
    "l.name AS place_name, a.people, a.chair, a.places, a.bodies, a.expected, a.present, "
    "a.decisions, a.findings, a.issues",
    tables="activity a LEFT JOIN place l ON l.code = a.place "
    "LEFT JOIN term k ON k.kind = 'activity kind' AND k.value = a.kind",
)
_VILLAGES = "(SELECT {count} FROM task_part h WHERE h.task = t.n)"
_TASKS = _Wanted(
    columns="t.id, t.kind, k.name AS kind_name, t.title, t.station, s.name AS station_name, "
    "t.place, l.name AS place_name, t.issuer, t.period, t.parent, t.unit, t.person, t.opened, "
    "t.due, t.status, t.progress, t.consolidated, t.finished, "
    f"{_VILLAGES.format(count='count(*)')} AS villages, "
    f"{_VILLAGES.format(count='count(reported)')} AS reported, "
    f"{_VILLAGES.format(count='coalesce(sum(done), 0)')} AS settled",
    tables="task t LEFT JOIN place s ON s.code = t.station LEFT JOIN place l ON l.code = t.place "
    "LEFT JOIN term k ON k.kind = 'task kind' AND k.value = t.kind",
)
_BELOW = """
    WITH RECURSIVE below (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT t.id FROM task t JOIN below b ON t.parent = b.id)
    SELECT id FROM below
"""
_OPEN = f"t.status IN ({', '.join(repr(status) for status in sorted(tasks.TASK_OPEN))})"


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
    return _counted(db, _ACTIVITIES, where, "a.day DESC, a.id", limit)


def activities_on(db: sqlite3.Connection, record: str) -> list[str]:
    """The activities that found an issue, or agreed on it or on a task."""
    named = (
        "SELECT DISTINCT a.id FROM activity a JOIN activity_ref r ON r.activity = a.n "
        "WHERE r.what IN ('issue', 'task') AND r.value = ? ORDER BY a.id"
    )
    return [str(found) for (found,) in db.execute(named, (record,))]


def task_rows(db: sqlite3.Connection, asked: TaskFilter, limit: int) -> tuple[list[Row], int]:
    """The tasks asked for and how many there are in all, the newest first, overdue ones by day.

    Each has how many `villages` have it, how many of them `reported`, in how many it is `settled`,
    and its progress `whole`, that of its parts counted up.
    """
    where = _task_where(asked)
    order = "t.due, t.id" if asked.overdue_on is not None else "t.opened DESC, t.due, t.id"
    if asked.as_of is None:
        found, total = _counted(db, _TASKS, where, order, limit)
    else:
        stood = _back(db, where, order, asked.as_of)
        kept = [row for row in stood if _is_asked(row, asked)]
        found, total = kept[: limit or None], len(kept)
    return _with_whole(db, found, asked.as_of), total


def _with_whole(db: sqlite3.Connection, found: list[Row], as_of: str | None) -> list[Row]:
    """Tasks with their progress, that of their parts counted up."""
    where = Where()
    where.add(f"t.id IN ({_BELOW})", json.dumps([row["id"] for row in found]))
    if as_of is None:
        family = _counted(db, _TASKS, where, "t.id", 0)[0]
    else:
        where.add("t.opened <= ?", as_of)
        family = _back(db, where, "t.id", as_of)
    whole = plans.summed(family)
    for row in found:
        row["whole"] = whole[row["id"]]
    return found


def _back(db: sqlite3.Connection, where: Where, order: str, as_of: str) -> list[Row]:
    """Tasks put back to how they stood at the end of a day."""
    found, _total = _counted(db, _TASKS, where, order, 0)
    states = _states(db, where, as_of)
    for row in found:
        _put_back(row, states[row["id"]])
    return found


def _task_where(asked: TaskFilter) -> Where:
    where = Where()
    where.below("t.station", asked.station)
    if asked.place is not None:
        here = Where()
        here.below("value", asked.place)
        named = "SELECT task FROM task_ref WHERE field IN ('place', 'parts.place')"
        where.add(f"t.n IN ({named} AND {here.text()})", *here.values)
    where.equal("t.kind", asked.kind)
    where.equal("t.period", asked.period)
    if asked.owner is not None:
        named = "SELECT task FROM task_ref WHERE field IN ('owner.person', 'parts.person')"
        where.add(f"(t.unit = ? OR t.n IN ({named} AND value = ?))", asked.owner, asked.owner)
    if asked.parent is not None:
        where.add(f"t.id IN ({_BELOW})", json.dumps([asked.parent]))
    if asked.since is not None:
        where.add("t.opened >= ?", asked.since)
    until = min(filter(None, (asked.until, asked.as_of)), default=None)
    if until is not None:
        where.add("t.opened <= ?", until)
    if asked.overdue_on is not None:
        where.add("t.due < ?", asked.overdue_on)
    if asked.as_of is None:
        _standing(where, asked)
    return where


def _standing(where: Where, asked: TaskFilter) -> None:
    """Narrow to how tasks stand now."""
    if asked.status:
        where.add(f"t.status IN ({', '.join('?' * len(asked.status))})", *asked.status)
    if asked.overdue_on is not None:
        where.add(_OPEN)


def _states(db: sqlite3.Connection, where: Where, day: str) -> dict[str, tasks.State]:
    """How tasks stood at the end of a day, from their steps."""
    found = db.execute(
        "SELECT t.id, h.verb, h.day, h.place, h.done, h.percent FROM task t "
        f"JOIN task_step h ON h.task = t.n WHERE {where.text()} AND h.day <= ? "
        "ORDER BY t.n, h.rowid",
        [*where.values, day],
    )
    return {
        record: tasks.replay(record, map(_step, steps))[-1]
        for record, steps in groupby(found, itemgetter(0))
    }


def _step(row: Sequence[Any]) -> tasks.Happened:
    _task, verb, day, place, done, percent = row
    on = date.fromisoformat(day)
    return tasks.Happened(verb, on, place, done=bool(done), percent=percent)


def _put_back(row: Row, state: tasks.State) -> None:
    row["status"], row["progress"] = state.status, state.progress
    for name in ("consolidated", "finished"):
        day = getattr(state, name)
        row[name] = day.isoformat() if day else None
    row["villages"] = len(state.parts)
    row["reported"] = sum(part.reported is not None for part in state.parts)
    row["settled"] = sum(part.done for part in state.parts)


def _is_asked(row: Row, asked: TaskFilter) -> bool:
    """Whether a task stood then as is asked."""
    if asked.status and row["status"] not in asked.status:
        return False
    return asked.overdue_on is None or row["status"] in tasks.TASK_OPEN


def open_below(db: sqlite3.Connection, task: str) -> list[str]:
    """The sub-tasks of a task that are still open, at every depth."""
    statement = f"SELECT t.id FROM task t WHERE t.id IN ({_BELOW}) AND t.id <> ? AND {_OPEN}"
    return [
        str(record)
        for (record,) in db.execute(f"{statement} ORDER BY t.id", (json.dumps([task]), task))
    ]


def search(db: sqlite3.Connection, words: Iterable[str], limit: int) -> tuple[list[Row], list[Row]]:
    """The activities and the tasks that hold every one of the phrases, the newest first."""
    from ledger.index.text import phrase

    asked = " AND ".join(phrase(word) for word in words)
    held, given = Where(), Where()
    held.add("a.n IN (SELECT rowid FROM activity_text WHERE activity_text MATCH ?)", asked)
    given.add("t.n IN (SELECT rowid FROM task_text WHERE task_text MATCH ?)", asked)
    done = _counted(db, _ACTIVITIES, held, "a.day DESC, a.id", limit)[0]
    found = _counted(db, _TASKS, given, "t.opened DESC, t.id", limit)[0]
    return done, _with_whole(db, found, None)


def villages(db: sqlite3.Connection, place: str, day: str) -> list[str]:
    """The places with a register below a place that has none itself, as of a day."""
    statement = (
        "SELECT b.code FROM place a JOIN tier o ON o.type = a.type JOIN place b ON b.line > a.line "
        "AND b.line < substr(a.line, 1, length(a.line) - 1) || '0' JOIN tier t ON t.type = b.type "
        "WHERE a.code = ? AND t.registers AND NOT o.registers "
        "AND ? BETWEEN coalesce(b.since, '') AND coalesce(b.until, '9999') ORDER BY b.code"
    )
    return [str(code) for (code,) in db.execute(statement, (place, day))]


def _counted(
    db: sqlite3.Connection, wanted: _Wanted, where: Where, order: str, limit: int
) -> tuple[list[Row], int]:
    """Some columns of some tables, and how many rows there are in all; `limit` 0 gives all."""
    within = f"FROM {wanted.tables} WHERE {where.text()}"
    values = [*where.values, limit or -1]
    found = rows(db, f"SELECT {wanted.columns} {within} ORDER BY {order} LIMIT ?", values)
    if limit and len(found) == limit:
        return found, int(db.execute(f"SELECT count(*) {within}", where.values).fetchone()[0])
    return found, len(found)
