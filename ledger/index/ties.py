"""What the index knows of ties: who signs, who is tied to which place, who belongs to which group.

Every question takes the day on which it is asked; without one it takes in what is no more.
"""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from ledger.index.queries import Row, rows

_ON = "(coalesce({t}.since, '') <= :on AND coalesce({t}.until, '9999') >= :on)"
_BELOW = "(:below IS NULL OR instr(p.line, (SELECT line FROM place WHERE code = :below)) = 1)"


class TieFilter(NamedTuple):
    """Which bindings or groups: each field narrows, None leaves open.

    `below` is a place and takes in all below it; `person` is tied or belongs to the group; `on` is
    a day.
    """

    below: str | None = None
    person: str | None = None
    kind: str | None = None
    on: str | None = None


def signers(db: sqlite3.Connection, station: str, roles: Collection[str], on: str) -> set[str]:
    """Who may sign for a station on a day: holders of these roles or of any that signs, delegates.

    A role that is named may be held at the station or at a place above it.
    """
    holding = "SELECT s.person, s.role FROM people s LEFT JOIN role r ON r.code = s.role WHERE "
    where = "s.place = :station AND r.signs"
    if roles:
        where = (
            "s.place IN (SELECT a.code FROM place p JOIN place a ON instr(p.line, a.line) = 1 "
            "WHERE p.code = :station UNION SELECT :station)"
        )
    given = {"station": station, "on": on}
    held = db.execute(f"{holding}{where} AND {_ON.format(t='s')}", given).fetchall()
    standing_in = db.execute(
        f"SELECT d.person FROM delegate d WHERE d.place = :station AND {_ON.format(t='d')}", given
    )
    found = {str(person) for person, role in held if not roles or role in roles}
    return found | {str(person) for (person,) in standing_in}


def posts(db: sqlite3.Connection, asked: TieFilter) -> list[Row]:
    """Who is in which post or group."""
    return rows(
        db,
        "SELECT s.person, s.place, p.name AS place_name, s.role, r.name AS role_name, r.signs, "
        "s.team, s.since, s.until FROM people s LEFT JOIN place p ON p.code = s.place "
        "LEFT JOIN role r ON r.code = s.role "
        f"WHERE (:on IS NULL OR {_ON.format(t='s')}) AND {_BELOW} "
        "AND (:person IS NULL OR s.person = :person) ORDER BY s.person, s.since",
        asked._asdict(),
    )


def bindings(db: sqlite3.Connection, asked: TieFilter) -> list[Row]:
    """Who is tied to which place: a person, a unit or a group; a person also by his groups."""
    tied = (
        ":person IS NULL OR b.person = :person OR b.team IN (SELECT team FROM team_member m "
        f"WHERE m.person = :person AND (:on IS NULL OR {_ON.format(t='m')}))"
    )
    return rows(
        db,
        "SELECT b.place, p.name AS place_name, b.kind, t.name AS kind_name, b.person, b.unit, "
        'b.team AS "group", b.since, b.until FROM binding b '
        "LEFT JOIN place p ON p.code = b.place "
        "LEFT JOIN term t ON t.kind = 'binding' AND t.value = b.kind "
        f"WHERE (:on IS NULL OR {_ON.format(t='b')}) AND {_BELOW} AND ({tied}) "
        "AND (:kind IS NULL OR b.kind = :kind) ORDER BY p.line, t.position, b.since",
        asked._asdict(),
    )


def groups(db: sqlite3.Connection, asked: TieFilter) -> list[Row]:
    """The groups, each with those who belong to it (on the day) and its area, as JSON lists."""
    belonging = (
        "SELECT {what} FROM team_member m LEFT JOIN role r ON r.code = m.role "
        f"WHERE m.team = g.code AND m.place = g.place AND (:on IS NULL OR {_ON.format(t='m')})"
    )
    members = belonging.format(what="json_group_array(m.person || ' ' || coalesce(r.name, m.role))")
    return rows(
        db,
        "SELECT g.code, g.kind, t.name AS kind_name, g.place, p.name AS place_name, g.area, "
        f"({members}) AS members FROM team g LEFT JOIN place p ON p.code = g.place "
        "LEFT JOIN term t ON t.kind = 'group' AND t.value = g.kind "
        f"WHERE {_BELOW} AND (:kind IS NULL OR g.kind = :kind) AND (:person IS NULL OR EXISTS "
        f"({belonging.format(what='1')} AND m.person = :person)) ORDER BY p.line, g.code",
        asked._asdict(),
    )


def group(db: sqlite3.Connection, code: str) -> str | None:
    """The place on whose file a group stands, if there is such a group."""
    found = db.execute("SELECT place FROM team WHERE code = ?", (code,)).fetchone()
    return str(found[0]) if found else None


def group_codes(db: sqlite3.Connection) -> list[str]:
    """The codes of all groups."""
    return [str(code) for (code,) in db.execute("SELECT DISTINCT code FROM team ORDER BY code")]
