"""Rules across records, each a question to the index: who names what does not exist."""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from ledger.index import blame
from ledger.problems import Problem, problem
from ledger.records import paths
from ledger.store.git import Git


class Check(NamedTuple):
    """One rule: its code, and the question whose every row (owner, key, args…) breaks it.

    `owner` says which file the row belongs to: an issue's id, a page's `station day`, a code.
    """

    code: str
    kind: str
    names: tuple[str, ...]
    query: str


_NOW = "p.until = '9999-12-31'"
_ISSUE = "FROM period p JOIN issue i ON i.n = p.issue WHERE " + _NOW
_OPENED = "SELECT i.id, '{field}', p.{column} " + _ISSUE + " AND p.{column} NOT NULL AND "
_TERM = (
    "p.{column} NOT IN (SELECT value FROM term WHERE kind = '{kind}') "
    "AND EXISTS (SELECT 1 FROM term WHERE kind = '{kind}')"
)
_VISIT = (
    "SELECT v.station || ' ' || v.day, '{field}', j.value, v.id "
    "FROM visit v, json_each(v.{column}) j WHERE "
)


def _issue(field: str, column: str, condition: str) -> str:
    return _OPENED.format(field=field, column=column) + condition


CHECKS: tuple[Check, ...] = (
    Check(
        "unknown-place",
        "issue",
        ("field", "value"),
        _issue("station", "station", "p.station NOT IN (SELECT code FROM place)"),
    ),
    Check(
        "unknown-place",
        "issue",
        ("field", "value"),
        _issue("place", "place", "p.place NOT IN (SELECT code FROM place)"),
    ),
    Check(
        "unknown-staff",
        "issue",
        ("field", "value"),
        _issue("owner.person", "person", "p.person NOT IN (SELECT person FROM people)"),
    ),
    *(
        Check(
            "unknown-setting",
            "issue",
            ("field", "value"),
            _issue(name, name, _TERM.format(column=name, kind=name)),
        )
        for name in ("stream", "category", "source", "level")
    ),
    Check(
        "unknown-household",
        "issue",
        ("field", "value"),
        "SELECT id, 'reporter', reporter FROM issue WHERE reporter NOT NULL "
        "AND reporter NOT IN (SELECT id FROM household)",
    ),
    Check(
        "unknown-record",
        "issue",
        ("field", "value"),
        "SELECT id, 'visit', visit FROM issue WHERE visit NOT NULL "
        "AND visit NOT IN (SELECT id FROM visit)",
    ),
    Check(
        "unknown-record",
        "issue",
        ("field", "value"),
        "SELECT id, 'into', into_ FROM issue WHERE into_ NOT NULL "
        "AND into_ NOT IN (SELECT id FROM issue)",
    ),
    Check(
        "unknown-place",
        "page",
        ("field", "value", "record"),
        "SELECT station || ' ' || day, 'place', place, id FROM visit "
        "WHERE place NOT IN (SELECT code FROM place)",
    ),
    Check(
        "unknown-place",
        "page",
        ("field", "value"),
        "SELECT DISTINCT station || ' ' || day, 'station', station FROM visit "
        "WHERE station NOT IN (SELECT code FROM place)",
    ),
    Check(
        "unknown-staff",
        "page",
        ("field", "value", "record"),
        _VISIT.format(field="people", column="people")
        + "j.value NOT IN (SELECT person FROM people)",
    ),
    Check(
        "unknown-household",
        "page",
        ("field", "value", "record"),
        _VISIT.format(field="households", column="households")
        + "j.value NOT IN (SELECT id FROM household)",
    ),
    Check(
        "unknown-record",
        "page",
        ("field", "value", "record"),
        _VISIT.format(field="opinions.issue", column="issues")
        + "j.value NOT IN (SELECT id FROM issue)",
    ),
    Check(
        "unknown-place",
        "station",
        ("field", "value"),
        "SELECT code, 'parent', parent FROM place WHERE parent NOT NULL "
        "AND parent NOT IN (SELECT code FROM place)",
    ),
    Check(
        "unknown-setting",
        "station",
        ("field", "value"),
        "SELECT code, 'type', type FROM place WHERE type NOT IN (SELECT type FROM tier)",
    ),
    Check(
        "unknown-setting",
        "station",
        ("field", "value"),
        "SELECT place, 'staff.role', role FROM staff WHERE role NOT IN (SELECT code FROM role)",
    ),
    Check(
        "place-circle",
        "station",
        ("value",),
        "SELECT code, code FROM place WHERE line IS NULL AND parent IN (SELECT code FROM place)",
    ),
    Check(
        "no-root",
        "settings",
        ("count",),
        "SELECT '', count(*) FROM place WHERE parent IS NULL HAVING count(*) > 1",
    ),
    Check(
        "unknown-place",
        "settings",
        ("field", "value"),
        "SELECT '', 'owed_by.within', w.value FROM meta m, json_each(m.value, '$.duties') d, "
        "json_each(d.value, '$.owed_by.within') w WHERE m.key = 'rules' "
        "AND w.value NOT IN (SELECT code FROM place)",
    ),
    Check(
        "unknown-staff",
        "register",
        ("field", "value", "record"),
        "SELECT place, 'staff', person, id FROM household WHERE person NOT NULL "
        "AND person NOT IN (SELECT person FROM people)",
    ),
    Check(
        "unknown-place",
        "register",
        ("field", "value"),
        "SELECT DISTINCT place, 'place', place FROM household "
        "WHERE place NOT IN (SELECT code FROM place)",
    ),
    Check(
        "unknown-setting",
        "register",
        ("field", "value", "record"),
        "SELECT h.place, 'categories', j.value, h.id FROM household h, json_each(h.categories) j "
        "WHERE EXISTS (SELECT 1 FROM term WHERE kind = 'household category') AND j.value NOT IN "
        "(SELECT value FROM term WHERE kind = 'household category')",
    ),
)
"""Every rule across records; bounds that depend on a day are in `composition`."""

_RULE = (
    "CASE {bounds}.most WHEN {bounds}.fewest THEN {bounds}.most "
    "ELSE {bounds}.fewest || coalesce('–' || {bounds}.most, '+') END"
)
_COMPOSITION = (
    Check(
        "staffing",
        "station",
        ("role", "count", "rule"),
        "SELECT p.code, r.name, count(DISTINCT s.person) AS n, "
        f"{_RULE.format(bounds='r')} FROM place p JOIN tier t ON t.type = p.type "
        "AND t.station JOIN role r LEFT JOIN staff s ON s.place = p.code AND s.role = r.code "
        "AND coalesce(s.since, '') <= :day AND coalesce(s.until, '9999') >= :day "
        "WHERE coalesce(p.since, '') <= :day AND coalesce(p.until, '9999') >= :day "
        "GROUP BY p.code, r.code HAVING n < r.fewest OR n > coalesce(r.most, n)",
    ),
    Check(
        "children",
        "station",
        ("count", "rule"),
        f"SELECT p.code, count(c.code) AS n, {_RULE.format(bounds='t')} FROM place p "
        "JOIN tier t ON t.type = p.type LEFT JOIN place c ON c.parent = p.code "
        "AND coalesce(c.until, '9999') >= :day WHERE coalesce(p.until, '9999') >= :day "
        "GROUP BY p.code HAVING n < t.fewest OR n > coalesce(t.most, n)",
    ),
)


def references(db: sqlite3.Connection, git: Git | None = None) -> Iterator[Problem]:
    """What names something that does not exist; with the repository also on which line."""
    found = [one for check in CHECKS for one in _found(check, db.execute(check.query))]
    files = blame.broken(db) if found else set()
    found = [one for one in found if not blame.excused(one[0], str(one[3].get("value")), files)]
    bodies = git.files("HEAD", {path for _code, path, *_rest in found}) if git else {}
    for code, path, record, args in found:
        line = blame.line(bodies.get(path), record, str(args.get("value", "")))
        yield problem(code, path, line, record, args)


def composition(db: sqlite3.Connection, day: str) -> Iterator[Problem]:
    """Stations whose staff or places are fewer or more than ledger.yaml allows, on a day."""
    files = blame.broken(db)
    for check in _COMPOSITION:
        for code, path, record, args in _found(check, db.execute(check.query, {"day": day})):
            if path not in files and not blame.excused(code, "", files):
                yield problem(code, path, 0, record, args)


def _found(check: Check, cursor: sqlite3.Cursor) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each row that breaks a rule: code, path, record, and what its sentence is made with."""
    for owner, *values in cursor:
        args = dict(zip(check.names, values, strict=True))
        record = str(args.pop("record", owner if check.kind == "issue" else ""))
        yield check.code, _path(check.kind, owner), record, args


def _path(kind: str, owner: str) -> str:
    match kind:
        case "issue":
            return paths.issue(owner)
        case "page":
            station, day = owner.split()
            return f"visits/{station}/{day.replace('-', '/', 1)}.yaml"
        case "station":
            return paths.station(owner)
        case "register":
            return paths.register(owner)
        case _:
            return paths.SETTINGS
