"""What the index is asked about tasks; no record file is opened."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ledger.index.queries import Listed, Row, Where, first, page
from ledger.rules import plans
from ledger.rules.tasks import TASK_OPEN, Happened, State, replay


class TaskFilter(NamedTuple):
    """Which tasks: each field narrows, None leaves open.

    `owner` is a unit or a staff code, of the task or of a village's part; `periods` are names of
    one period; `parent` takes in all below it; `since` and `until` bound the day it was given;
    `overdue_on` keeps those whose last day has passed on a day; `as_of` answers as things stood
    then.
    """

    station: str | None = None
    place: str | None = None
    kind: str | None = None
    owner: str | None = None
    periods: tuple[str, ...] = ()
    parent: str | None = None
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    overdue_on: str | None = None
    as_of: str | None = None


_VILLAGES = "(SELECT {count} FROM task_part h WHERE h.task = t.n)"
_TASKS = Listed(
    columns="t.id, t.kind, k.name AS kind_name, t.title, t.station, s.name AS station_name, "
    "t.place, l.name AS place_name, t.issuer, t.period, t.parent, t.unit, t.person, t.opened, "
    "t.due, t.status, t.progress, t.consolidated, t.finished, "
    f"{_VILLAGES.format(count='count(*)')} AS villages, "
    f"{_VILLAGES.format(count='count(reported)')} AS reported, "
    f"{_VILLAGES.format(count='coalesce(sum(done), 0)')} AS settled",
    table="task t",
    joined="LEFT JOIN place s ON s.code = t.station LEFT JOIN place l ON l.code = t.place "
    "LEFT JOIN term k ON k.kind = 'task kind' AND k.value = t.kind",
)
_BELOW = """
    WITH RECURSIVE below (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT t.id FROM task t JOIN below b ON t.parent = b.id)
    SELECT id FROM below
"""
_OPEN = f"t.status IN ({', '.join(repr(status) for status in sorted(TASK_OPEN))})"


def tasks(db: sqlite3.Connection, asked: TaskFilter, limit: int) -> tuple[list[Row], int]:
    """The tasks asked for and how many there are in all, the newest first, overdue ones by day.

    Each has how many `villages` have it, how many of them `reported`, in how many it is `settled`,
    and its progress `whole`, that of its parts counted up.
    """
    where = _task_where(asked)
    order = "t.due, t.id" if asked.overdue_on is not None else "t.opened DESC, t.due, t.id"
    if asked.as_of is None:
        found, total = page(db, _TASKS, where, order, limit)
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
        family = first(db, _TASKS, where, "t.id")
    else:
        where.add("t.opened <= ?", as_of)
        family = _back(db, where, "t.id", as_of)
    whole = plans.summed(family)
    for row in found:
        row["whole"] = whole[row["id"]]
    return found


def _back(db: sqlite3.Connection, where: Where, order: str, as_of: str) -> list[Row]:
    """Tasks put back to how they stood at the end of a day."""
    found = first(db, _TASKS, where, order)
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
    if asked.periods:
        where.add(f"t.period IN ({', '.join('?' * len(asked.periods))})", *asked.periods)
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


def _states(db: sqlite3.Connection, where: Where, day: str) -> dict[str, State]:
    """How tasks stood at the end of a day, from their steps."""
    found = db.execute(
        "SELECT t.id, h.verb, h.day, h.place, h.done, h.percent FROM task t "
        f"JOIN task_step h ON h.task = t.n WHERE {where.text()} AND h.day <= ? "
        "ORDER BY t.n, h.rowid",
        [*where.values, day],
    )
    return {
        record: replay(record, map(_step, steps))[-1]
        for record, steps in groupby(found, itemgetter(0))
    }


def _step(row: Sequence[Any]) -> Happened:
    _task, verb, day, place, done, percent = row
    on = date.fromisoformat(day)
    return Happened(verb, on, place, done=bool(done), percent=percent)


def _put_back(row: Row, state: State) -> None:
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
    return asked.overdue_on is None or row["status"] in TASK_OPEN


def open_below(db: sqlite3.Connection, task: str) -> list[str]:
    """The sub-tasks of a task that are still open, at every depth."""
    statement = f"SELECT t.id FROM task t WHERE t.id IN ({_BELOW}) AND t.id <> ? AND {_OPEN}"
    return [
        str(record)
        for (record,) in db.execute(f"{statement} ORDER BY t.id", (json.dumps([task]), task))
    ]


def search(db: sqlite3.Connection, words: Iterable[str], limit: int) -> list[Row]:
    """The tasks that hold every one of the phrases, the newest first."""
    given = Where()
    given.holding("t.n", "task_text", words)
    found = first(db, _TASKS, given, "t.opened DESC, t.id", limit)
    return _with_whole(db, found, None)
