"""Rules across records, each a question to the index: who names what does not exist."""

import sqlite3
from collections.abc import Iterator

from ledger.index import blame
from ledger.index.blame import Check
from ledger.index.named import NAMED
from ledger.index.tied import TIED
from ledger.problems import Problem, problem
from ledger.store.git import Git

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
        "calendar",
        ("field", "value"),
        "SELECT DISTINCT year, 'local.place', place FROM calendar_day WHERE place NOT NULL "
        "AND place NOT IN (SELECT code FROM place)",
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
"""Every rule across records but those on people tied to places; what depends on a day is in
`composition`."""


def references(db: sqlite3.Connection, git: Git | None = None) -> Iterator[Problem]:
    """What names something that does not exist; with the repository also on which line."""
    seen = [
        one
        for check in (*CHECKS, *NAMED, *TIED)
        for one in blame.found(check, db.execute(check.query))
    ]
    files = blame.broken(db) if seen else set()
    seen = [one for one in seen if not blame.excused(one[0], str(one[3].get("value")), files)]
    bodies = git.files("HEAD", {path for _code, path, *_rest in seen}) if git else {}
    for code, path, record, args in seen:
        line = blame.line(bodies.get(path), record, str(args.get("value", "")))
        yield problem(code, path, line, record, args)
