"""The place tree: its nodes by code and by name, and what lies above them."""

import json
import sqlite3

from ledger.index.queries import Row, rows


def line(db: sqlite3.Connection, code: str) -> list[str]:
    """The codes of a place and of those it lies in, itself first."""
    found = db.execute("SELECT line FROM place WHERE code = ?", (code,)).fetchone()
    return (found[0] or code).strip("/").split("/")[::-1] if found else []


_IS_THERE = "?1 IS NULL OR ?1 BETWEEN coalesce(since, '') AND coalesce(until, '9999')"
"""Of a place or a post: it is there on a day; without a day all are."""


def places(db: sqlite3.Connection, on: str | None = None) -> list[Row]:
    """All nodes of the place tree, a parent before its children.

    With a day, what each covers and the staff of each are counted as of that day.
    """
    return rows(
        db,
        "SELECT p.code, p.name, p.type, t.name AS tier, p.parent, p.households, p.line, p.since, "
        "p.until, t.station, t.registers, p.aliases, "
        "coalesce(c.children, 0) AS children, coalesce(s.people, 0) AS people "
        "FROM place p LEFT JOIN tier t ON t.type = p.type "
        "LEFT JOIN (SELECT parent, count(*) AS children FROM place "
        f"WHERE {_IS_THERE} GROUP BY parent) c ON c.parent = p.code "
        "LEFT JOIN (SELECT place, count(DISTINCT person) AS people FROM people "
        f"WHERE {_IS_THERE} GROUP BY place) s ON s.place = p.code ORDER BY p.line, p.code",
        (on,),
    )


def former_names(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Names that places had before, each with the code of its place."""
    found = db.execute("SELECT f.value, p.code FROM place p, json_each(p.formerly) f ORDER BY 2, 1")
    return [(str(name), str(code)) for name, code in found]


def place_name(db: sqlite3.Connection, code: str) -> str | None:
    """The name of the place of a code."""
    row = db.execute("SELECT name FROM place WHERE code = ?", (code,)).fetchone()
    return str(row[0]) if row else None


def place(db: sqlite3.Connection, named: str) -> list[Row]:
    """The nodes that a code, name or alias stands for; else those that were called so before."""
    now = (
        "p.code = upper(?1) OR p.name = ?1 OR EXISTS "
        "(SELECT 1 FROM json_each(p.aliases) WHERE value = ?1)"
    )
    before = "EXISTS (SELECT 1 FROM json_each(p.formerly) WHERE value = ?1)"
    return _nodes(db, now, named) or _nodes(db, before, named)


def _nodes(db: sqlite3.Connection, which: str, named: str) -> list[Row]:
    return rows(
        db,
        "SELECT p.code, p.name, p.type, p.line, p.parent, t.station, t.registers FROM place p "
        f"LEFT JOIN tier t ON t.type = p.type WHERE {which} "
        "ORDER BY p.code <> upper(?1), p.line",
        (named,),
    )


def station_above(db: sqlite3.Connection, code: str) -> str | None:
    """The nearest node, the place itself or one above it, that keeps a ledger of its own."""
    found = db.execute(
        "SELECT code FROM place JOIN tier USING (type) WHERE station AND code IN "
        "(SELECT value FROM json_each(?)) ORDER BY length(line) DESC LIMIT 1",
        (json.dumps(line(db, code)),),
    ).fetchone()
    return str(found[0]) if found else None


def villages(db: sqlite3.Connection, place: str, day: str) -> list[str]:
    """The places with a register below a place that has none itself, as of a day."""
    statement = (
        "SELECT b.code FROM place a JOIN tier o ON o.type = a.type JOIN place b ON b.line > a.line "
        "AND b.line < substr(a.line, 1, length(a.line) - 1) || '0' JOIN tier t ON t.type = b.type "
        "WHERE a.code = ? AND t.registers AND NOT o.registers "
        "AND ? BETWEEN coalesce(b.since, '') AND coalesce(b.until, '9999') ORDER BY b.code"
    )
    return [str(code) for (code,) in db.execute(statement, (place, day))]
