"""Whether there are as many people, places, ties and members as ledger.yaml wants, on a day."""

import sqlite3
from collections.abc import Iterator

from ledger.index import blame
from ledger.index.blame import Check
from ledger.problems import Problem, problem

_ON = "coalesce({t}.since, '') <= :day AND coalesce({t}.until, '9999') >= :day"
_RULE = (
    "CASE {bounds}.most WHEN {bounds}.fewest THEN {bounds}.most "
    "ELSE {bounds}.fewest || coalesce('–' || {bounds}.most, '+') END"
)
_KINDS = (
    "WITH kind AS MATERIALIZED (SELECT json_extract(k.value, '$.code') AS code, "
    "json_extract(k.value, '$.name') AS name, json_extract(k.value, '$.at_least') AS fewest, "
    "json_extract(k.value, '$.at_most') AS most, w.value AS type, "
    "json_extract(k.value, '$.places_at_most') AS places FROM meta m, "
    "json_each(m.value, '$.bindings') k, json_each(k.value, '$.tiers') w WHERE m.key = 'rules') "
)
_HOLDER = "coalesce(b.person, b.unit, b.team)"
_SHARES = (
    "WITH share AS MATERIALIZED (SELECT json_extract(g.value, '$.code') AS kind, "
    "json_extract(s.value, '$.role') AS role, json_extract(s.value, '$.at_least') AS fewest, "
    "json_extract(s.value, '$.at_most') AS most FROM meta m, json_each(m.value, '$.groups') g, "
    "json_each(g.value, '$.made_of') s WHERE m.key = 'rules') "
)
_RUNS = (
    "(NOT EXISTS (SELECT 1 FROM team_member a WHERE a.team = t.code AND a.place = t.place) "
    "OR EXISTS (SELECT 1 FROM team_member a WHERE a.team = t.code AND a.place = t.place "
    f"AND {_ON.format(t='a')}))"
)
"""A group that all have left, or nobody has joined yet, is none on that day."""

_COMPOSITION = (
    Check(
        "staffing",
        "station",
        ("role", "count", "rule"),
        "SELECT p.code, r.name, count(DISTINCT s.person) AS n, "
        f"{_RULE.format(bounds='r')} FROM place p JOIN tier t ON t.type = p.type "
        "AND t.station JOIN role r ON coalesce(r.tier, p.type) = p.type "
        "LEFT JOIN staff s ON s.place = p.code AND s.role = r.code "
        f"AND {_ON.format(t='s')} WHERE {_ON.format(t='p')} "
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
    Check(
        "group-made",
        "station",
        ("value", "role", "count", "rule"),
        f"{_SHARES} SELECT t.place, t.code, r.name, count(DISTINCT a.person) AS n, "
        f"{_RULE.format(bounds='s')} FROM team t JOIN share s ON s.kind = t.kind "
        "JOIN role r ON r.code = s.role LEFT JOIN team_member a ON a.team = t.code "
        f"AND a.place = t.place AND a.role = s.role AND {_ON.format(t='a')} WHERE {_RUNS} "
        "GROUP BY t.place, t.code, s.role HAVING n < s.fewest OR n > coalesce(s.most, n)",
    ),
    Check(
        "group-stranger",
        "station",
        ("value", "person", "role"),
        f"{_SHARES} SELECT t.place, t.code, a.person, r.name FROM team t "
        "JOIN team_member a ON a.team = t.code AND a.place = t.place "
        f"JOIN role r ON r.code = a.role WHERE {_ON.format(t='a')} "
        "AND EXISTS (SELECT 1 FROM share s WHERE s.kind = t.kind) "
        "AND a.role NOT IN (SELECT s.role FROM share s WHERE s.kind = t.kind)",
    ),
    Check(
        "tied",
        "station",
        ("kind", "count", "rule"),
        f"{_KINDS} SELECT p.code, k.name, count(DISTINCT {_HOLDER}) AS n, "
        f"{_RULE.format(bounds='k')} FROM kind k JOIN place p ON p.type = k.type "
        f"LEFT JOIN binding b ON b.place = p.code AND b.kind = k.code AND {_ON.format(t='b')} "
        f"WHERE {_ON.format(t='p')} GROUP BY p.code, k.code "
        "HAVING n < k.fewest OR n > coalesce(k.most, n)",
    ),
    Check(
        "tied-often",
        "station",
        ("value", "count", "kind", "most"),
        f"{_KINDS} SELECT max(b.place), {_HOLDER} AS holder, count(DISTINCT b.place) AS n, "
        "k.name, k.places FROM (SELECT DISTINCT code, name, places FROM kind) k "
        f"JOIN binding b ON b.kind = k.code WHERE {_ON.format(t='b')} "
        "GROUP BY k.code, holder HAVING n > k.places",
    ),
)


def composition(db: sqlite3.Connection, day: str) -> Iterator[Problem]:
    """Places whose people, ties or parts are fewer or more than ledger.yaml allows, on a day."""
    files = blame.broken(db)
    for check in _COMPOSITION:
        for code, path, record, args in blame.found(check, db.execute(check.query, {"day": day})):
            if path not in files and not blame.excused(code, "", files):
                yield problem(code, path, 0, record, args)
