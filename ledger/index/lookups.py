"""What the index knows by name: records, staff, households and the terms of ledger.yaml."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from ledger.index import tree
from ledger.index.queries import Row, rows
from ledger.problems import MILD, Problem, problem
from ledger.rules.calendar import Calendar, Calendars

KINDS = ("issue", "visit", "activity", "task")
"""The kinds of record that have an id of their own, each a table of its own."""

HALF = 7
"""So many symbols has the random half of an id."""


def resolve(db: sqlite3.Connection, part: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """The ids of these kinds that hold a part of the random half: (kind, id), at most ten."""
    found: list[tuple[str, str]] = []
    for kind in kinds if len(part) <= HALF else ():
        statement = (
            f"SELECT id FROM {kind} WHERE id LIKE ? "
            "AND instr(substr(id, -7), ?) ORDER BY id LIMIT 10"
        )
        found += [(kind, row[0]) for row in db.execute(statement, (f"%{part}%", part))]
    return found


def has(db: sqlite3.Connection, kind: str, record: str) -> bool:
    """Whether there is such a record."""
    statement = f"SELECT 1 FROM {kind} WHERE id = ?"
    return db.execute(statement, (record,)).fetchone() is not None


def headline(db: sqlite3.Connection, issue: str) -> tuple[str, str] | None:
    """The title of an issue and the stream that it is in; None where there is none."""
    found = db.execute(
        "SELECT p.title, p.stream FROM issue i JOIN period p ON p.issue = i.n "
        "AND p.until = '9999-12-31' WHERE i.id = ?",
        (issue,),
    ).fetchone()
    return (str(found[0]), str(found[1])) if found else None


def kind_of(db: sqlite3.Connection, kind: str, record: str) -> str | None:
    """Of which kind of ledger.yaml a task or an activity is; None where there is none."""
    found = db.execute(f"SELECT kind FROM {kind} WHERE id = ?", (record,)).fetchone()
    return str(found[0]) if found else None


def opened(db: sqlite3.Connection, task: str) -> date | None:
    """The day on which a task was given; None where there is none."""
    found = db.execute("SELECT opened FROM task WHERE id = ?", (task,)).fetchone()
    return date.fromisoformat(found[0]) if found else None


def siblings(db: sqlite3.Connection, head: str) -> frozenset[str]:
    """The ids of records of any kind that begin so: with a station, a year and a dash."""
    each = " UNION ALL ".join(
        f"SELECT id FROM {kind} WHERE id >= ?1 AND id < ?1 || '~'" for kind in KINDS
    )
    return frozenset(str(record) for (record,) in db.execute(each, (head,)))


def given(db: sqlite3.Connection, records: Sequence[str]) -> set[str]:
    """Those of some ids, numbers of households and codes of places that anything here has."""
    named = [*((kind, "id") for kind in (*KINDS, "household")), ("place", "code")]
    of_kind = (f"EXISTS (SELECT 1 FROM {kind} WHERE {name} = value)" for kind, name in named)
    statement = f"SELECT value FROM json_each(?) WHERE {' OR '.join(of_kind)}"
    return {str(record) for (record,) in db.execute(statement, (json.dumps(records),))}


def tasks_called(db: sqlite3.Connection, station: str, title: str) -> list[str]:
    """The tasks of a station that have a title."""
    found = db.execute("SELECT id FROM task WHERE station = ? AND title = ?", (station, title))
    return [str(record) for (record,) in found]


def tasks_of(
    db: sqlite3.Connection, station: str, title: str, period: str, place: str
) -> list[str]:
    """The tasks of a station that have a title and a period, at a place or passed on to it."""
    found = db.execute(
        "SELECT id FROM task t WHERE station = ? AND title = ? AND period = ? AND status <> 'void' "
        "AND ?4 IN (SELECT t.place UNION ALL SELECT place FROM task_part WHERE task = t.n)",
        (station, title, period, place),
    )
    return [str(record) for (record,) in found]


def copies(db: sqlite3.Connection, record: str) -> list[str]:
    """The issues that are merged into one."""
    found = db.execute("SELECT id FROM issue WHERE into_ = ? ORDER BY id", (record,))
    return [str(copy) for (copy,) in found]


def visit_page(db: sqlite3.Connection, record: str) -> tuple[str, str]:
    """The station and day of the diary page that a visit stands on."""
    found = db.execute("SELECT station, day FROM visit WHERE id = ?", (record,)).fetchone()
    return str(found[0]), str(found[1])


def visit_pages(db: sqlite3.Connection, records: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The station and day of the diary pages that some visits stand on; unknown ones are left out.

    They are asked for all at once.
    """
    statement = (
        "SELECT v.id, v.station, v.day FROM json_each(?) JOIN visit v ON v.id = json_each.value"
    )
    return {str(r): (str(s), str(d)) for r, s, d in db.execute(statement, (json.dumps(records),))}


def at_places(
    db: sqlite3.Connection, kind: str, places: Iterable[str]
) -> list[tuple[str, str, str]]:
    """The records of a kind at some places, each with its place and its day."""
    of_issues = (
        "SELECT i.id, p.place, p.opened FROM json_each(?) JOIN period p ON p.place = value "
        "AND p.until = '9999-12-31' JOIN issue i ON i.n = p.issue"
    )
    day = "opened" if kind == "task" else "day"
    of_others = f"SELECT r.id, place, {day} FROM json_each(?) JOIN {kind} r ON place = value"
    asked = (json.dumps([*places]),)
    return db.execute(of_issues if kind == "issue" else of_others, asked).fetchall()


def rules(db: sqlite3.Connection) -> dict[str, Any]:
    """All that ledger.yaml holds, as plain data: days are text, what is left out is its default."""
    found = db.execute("SELECT value FROM meta WHERE key = 'rules'").fetchone()
    return dict(json.loads(found[0])) if found else {}


def calendars(db: sqlite3.Connection) -> Calendars:
    """The working days of all years that have a calendar, at each place."""
    years = frozenset(year for (year,) in db.execute("SELECT year FROM calendar_year"))
    rest: dict[date, str] = {}
    local: dict[str, dict[date, str]] = {}
    work: set[date] = set()
    for text, kind, name, place in db.execute("SELECT day, kind, name, place FROM calendar_day"):
        day = date.fromisoformat(text)
        if kind == "work":
            work.add(day)
        else:
            (local.setdefault(place, {}) if place else rest)[day] = name
    return Calendars(Calendar(rest, work, years), local, partial(tree.line, db))


def calendar(db: sqlite3.Connection, place: str | None = None) -> Calendar:
    """The working days of all years that have a calendar.

    With a place, the rests of that place and of those above it are rest days too.
    """
    return calendars(db).at(place)


def contradiction(db: sqlite3.Connection) -> Problem | None:
    """The first thing wrong with ledger.yaml that leaves its rules not to be relied on."""
    return next((p for p in problems(db, "ledger.yaml") if p.code not in MILD), None)


def staff(db: sqlite3.Connection, on: str | None = None) -> list[Row]:
    """Members of staff, by post and by group; with a day, only those in post on it."""
    return rows(
        db,
        "SELECT s.person, s.place, p.name AS place_name, s.role, r.name AS role_name, r.signs, "
        "s.team, s.since, s.until FROM people s LEFT JOIN place p ON p.code = s.place "
        "LEFT JOIN role r ON r.code = s.role WHERE ?1 IS NULL OR "
        "(coalesce(s.since, '') <= ?1 AND coalesce(s.until, '9999') >= ?1) "
        "ORDER BY s.person, s.since",
        (on,),
    )


def is_staff(db: sqlite3.Connection, person: str) -> bool:
    """Whether anybody has this staff code, now or before."""
    return db.execute("SELECT 1 FROM people WHERE person = ?", (person,)).fetchone() is not None


def household(db: sqlite3.Connection, record: str) -> Row | None:
    """One household of the registers."""
    found = rows(db, "SELECT * FROM household WHERE id = ?", (record,))
    return found[0] if found else None


def households(db: sqlite3.Connection, place: str | None = None) -> list[Row]:
    """The households of the registers; with a place, those of it and all places below it."""
    return rows(
        db,
        "SELECT h.id, h.place, p.name AS place_name, h.name, h.categories, h.circle, h.person, "
        "h.confidential, h.away FROM household h LEFT JOIN place p ON p.code = h.place "
        "WHERE ?1 IS NULL OR instr(p.line, (SELECT line FROM place WHERE code = ?1)) = 1 "
        "ORDER BY h.id",
        (place,),
    )


def terms(db: sqlite3.Connection, kind: str) -> dict[str, str]:
    """The terms of one kind in ledger.yaml: value to name, in the file's order."""
    if kind == "role":
        return dict(db.execute("SELECT code, name FROM role"))
    if kind == "tier":
        return dict(db.execute("SELECT type, name FROM tier ORDER BY rank"))
    statement = "SELECT value, name FROM term WHERE kind = ? ORDER BY position"
    return dict(db.execute(statement, (kind,)))


_PREFIX = "LIKE ?1 || '%'"
_WHOLE = f"id {_PREFIX}"
_HALF = f"substr(id, -7) {_PREFIX}"
_TYPED = f"CASE WHEN {_WHOLE} THEN id ELSE substr(id, -7) END"
"""An id is offered whole, or by its random half where that is what was begun."""
_OFFERS = {
    "issue": f"SELECT {_TYPED}, title FROM issue JOIN period ON issue = n "
    f"WHERE until = '9999-12-31' AND ({_WHOLE} OR {_HALF}) ORDER BY opened DESC",
    "visit": f"SELECT {_TYPED}, excerpt FROM visit WHERE {_WHOLE} OR {_HALF} ORDER BY day DESC",
    "activity": f"SELECT {_TYPED}, title FROM activity WHERE {_WHOLE} OR {_HALF} ORDER BY day DESC",
    "task": f"SELECT {_TYPED}, title FROM task WHERE {_WHOLE} OR {_HALF} ORDER BY opened DESC",
    "station": "SELECT p.code, p.name FROM place p JOIN tier t ON t.type = p.type "
    f"WHERE t.station AND p.code {_PREFIX} ORDER BY p.code",
    "village": "SELECT p.code, p.name FROM place p JOIN tier t ON t.type = p.type "
    f"WHERE t.registers AND p.code {_PREFIX} ORDER BY p.code",
    "place": f"SELECT code, name FROM place WHERE code {_PREFIX} ORDER BY code",
    "staff": "SELECT s.person, min(p.name || coalesce(r.name, s.role)) FROM people s "
    "LEFT JOIN place p ON p.code = s.place LEFT JOIN role r ON r.code = s.role "
    f"WHERE s.person {_PREFIX} GROUP BY s.person ORDER BY s.person",
    "role": f"SELECT code, name FROM role WHERE code {_PREFIX} ORDER BY code",
    "team": "SELECT t.code, p.name FROM team t LEFT JOIN place p ON p.code = t.place "
    f"WHERE t.code {_PREFIX} ORDER BY t.code",
    "household": f"SELECT id, circle FROM household WHERE id {_PREFIX} ORDER BY id",
    "tier": f"SELECT type, name FROM tier WHERE type {_PREFIX} ORDER BY rank",
    "issuer": f"SELECT issuer, '' FROM task WHERE issuer {_PREFIX} "
    "GROUP BY issuer ORDER BY count(*) DESC",
    "period": f"SELECT period, '' FROM task WHERE period {_PREFIX} "
    "GROUP BY period ORDER BY max(opened) DESC",
    "unit": f"SELECT unit, '' FROM period WHERE unit {_PREFIX} "
    "GROUP BY unit ORDER BY count(*) DESC",
}
_TERMS = f"SELECT value, name FROM term WHERE kind = ?2 AND value {_PREFIX} ORDER BY position"


def complete(db: sqlite3.Connection, kind: str, prefix: str) -> list[tuple[str, str]]:
    """What begins with a prefix, for completion: (value, what it is), at most a thousand."""
    offered = _OFFERS.get(kind)
    values = (prefix,) if offered else (prefix, kind)
    rows = db.execute((offered or _TERMS) + " LIMIT 1000", values)
    return [(str(value), str(name or "")) for value, name in rows]


def problems(db: sqlite3.Connection, only: str | None = None) -> Iterator[Problem]:
    """What was found wrong when files were read, or one of them, in the order of path and line."""
    statement = (
        "SELECT path, line, code, record, args FROM problem WHERE ?1 IS NULL OR path = ?1 "
        "ORDER BY path, line, code"
    )
    for path, line, code, record, args in db.execute(statement, (only,)):
        yield problem(code, path, line, record, json.loads(args))


def problem_files(db: sqlite3.Connection) -> int:
    """How many files have something wrong."""
    return int(db.execute("SELECT count(DISTINCT path) FROM problem").fetchone()[0])
