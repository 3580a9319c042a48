"""What the index is asked: plain questions, rows as answers; no record file is opened."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

FOREVER = "9999-12-31"

Row = dict[str, Any]


class IssueFilter(NamedTuple):
    """Which issues: each field narrows, None leaves open. Days are written 2026-11-05.

    `station` and `place` are codes and take in everything below them; `category` takes in its finer
    ones; `owner` is a unit or a staff code; `reporter` is a household; `since` and `until` bound
    the day of registration, `turn_since` and `turn_until` the last day of the clock that runs;
    at the places of `turn_later` and below them what ends by its days is not past the bound;
    `changed` asks for those changed after they were signed off.
    """

    station: str | None = None
    place: str | None = None
    status: tuple[str, ...] = ()
    owner: str | None = None
    category: str | None = None
    stream: str | None = None
    source: str | None = None
    reporter: str | None = None
    since: str | None = None
    until: str | None = None
    overdue_on: str | None = None
    turn_since: str | None = None
    turn_until: str | None = None
    turn_later: tuple[tuple[str, str], ...] = ()
    changed: bool = False
    as_of: str | None = None


class Where:
    """The conditions of a question and their values, always bound, never spelled into the text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, part: str, *values: object) -> None:
        """One more condition, with the values of its question marks."""
        self.parts.append(part)
        self.values += values

    def equal(self, column: str, value: str | None) -> None:
        """Narrow to a value; None leaves open."""
        if value is not None:
            self.add(f"{column} = ?", value)

    def within(self, column: str, since: str | None, until: str | None) -> None:
        """Narrow to the days from one to another, both taken in; None leaves open."""
        if since is not None:
            self.add(f"{column} >= ?", since)
        if until is not None:
            self.add(f"{column} <= ?", until)

    def below(self, column: str, code: str | None) -> None:
        """Narrow to a node of the place tree and all under it ('/' sorts just before '0')."""
        if code is not None:
            self.add(
                f"{column} IN (SELECT b.code FROM place a JOIN place b ON b.line >= a.line "
                "AND b.line < substr(a.line, 1, length(a.line) - 1) || '0' WHERE a.code = ?)",
                code,
            )

    def holding(self, column: str, texts: str, words: Iterable[str]) -> None:
        """Narrow to what holds every one of the phrases in its texts."""
        from ledger.index.text import phrase

        said = " AND ".join(phrase(word) for word in words)
        self.add(f"{column} IN (SELECT rowid FROM {texts} WHERE {texts} MATCH ?)", said)

    def text(self) -> str:
        """All conditions together."""
        return " AND ".join(self.parts) or "1"


class Listed(NamedTuple):
    """What a list has: columns of a table, and of what is joined to each of its rows."""

    columns: str
    table: str
    joined: str


_ISSUES = Listed(
    columns="i.id, p.title, p.status, p.round, p.station, s.name AS station_name, p.place, "
    "l.name AS place_name, p.stream, p.category, p.source, p.level, p.unit, p.person, p.due, "
    "p.turn, p.opened, i.presses, i.pressed, i.last, i.confidential, i.changed",
    table="period p",
    joined="JOIN issue i ON i.n = p.issue "
    "LEFT JOIN place s ON s.code = p.station LEFT JOIN place l ON l.code = p.place",
)
_NEWEST = "p.opened DESC, i.id"


def issue_where(asked: IssueFilter) -> Where:
    """The conditions on periods (`p`) for the issues asked for."""
    where = Where()
    if asked.as_of is None:
        where.add(f"p.until = '{FOREVER}'")
    else:
        where.add("p.since <= ? AND p.until > ?", asked.as_of, asked.as_of)
    if asked.overdue_on is not None:
        where.add("p.turn < ?", asked.overdue_on)
    _turn(where, asked)
    where.within("p.opened", asked.since, asked.until)
    if asked.changed:
        where.add("p.issue IN (SELECT n FROM issue WHERE changed)")
    if asked.status:
        where.add(f"p.status IN ({', '.join('?' * len(asked.status))})", *asked.status)
    if asked.owner is not None:
        where.add("(p.unit = ? OR p.person = ?)", asked.owner, asked.owner)
    if asked.category is not None:
        where.add(
            "(p.category = ? OR substr(p.category, 1, ?) = ?)",
            asked.category,
            len(asked.category) + 1,
            asked.category + "/",
        )
    where.below("p.station", asked.station)
    where.below("p.place", asked.place)
    where.equal("p.stream", asked.stream)
    where.equal("p.source", asked.source)
    if asked.reporter is not None:
        where.add("p.issue IN (SELECT n FROM issue WHERE reporter = ?)", asked.reporter)
    return where


def _turn(where: Where, asked: IssueFilter) -> None:
    """Narrow to the clocks that end between two days, of which one is later at some places."""
    where.within("p.turn", asked.turn_since, None if asked.turn_later else asked.turn_until)
    near = Where()
    for place, day in asked.turn_later:
        here = Where()
        here.below("p.place", place)
        near.add(f"(p.turn <= ? AND {here.text()})", day, *here.values)
    if near.parts and asked.turn_until is not None:
        near.add("p.turn <= ?", asked.turn_until)
        where.add(f"({' OR '.join(near.parts)})", *near.values)
    elif near.parts:
        where.add(f"NOT ({' OR '.join(near.parts)})", *near.values)


def issues(db: sqlite3.Connection, asked: IssueFilter, limit: int) -> tuple[list[Row], int]:
    """The issues asked for and how many there are in all; `limit` 0 gives all.

    Overdue ones come with the longest overdue first, others with the newest first.
    """
    where = issue_where(asked)
    order = "p.turn, i.id" if asked.overdue_on is not None else _NEWEST
    return page(db, _ISSUES, where, order, limit)


_VILLAGE = (
    "SELECT a.line FROM place p JOIN place a ON instr(p.line, a.line) = 1 JOIN tier t "
    "ON t.type = a.type AND t.registers WHERE p.code = ?1 ORDER BY length(a.line) DESC LIMIT 1"
)


def nearby(db: sqlite3.Connection, place: str, since: str) -> list[Row]:
    """The issues of a place and of its whole village that are open or were closed since a day."""
    return rows(
        db,
        f"SELECT i.id, p.title, p.status FROM period p JOIN issue i ON i.n = p.issue "
        f"WHERE p.until = '{FOREVER}' AND p.status NOT IN ('void', 'merged', 'declined') "
        "AND (p.status <> 'closed' OR p.since >= ?2) AND p.place IN "
        f"(SELECT code FROM place WHERE code = ?1 OR instr(line, ({_VILLAGE})) = 1)",
        (place, since),
    )


def search(db: sqlite3.Connection, words: Iterable[str], limit: int) -> list[Row]:
    """The issues that hold every one of the phrases, the newest first."""
    where = Where()
    where.add(f"p.until = '{FOREVER}'")
    where.holding("p.issue", "issue_text", words)
    return first(db, _ISSUES, where, _NEWEST, limit)


def first(
    db: sqlite3.Connection, listed: Listed, where: Where, order: str, limit: int = 0
) -> list[Row]:
    """The first rows of a list; `limit` 0 gives all."""
    return rows(
        db,
        f"SELECT {listed.columns} FROM {listed.table} {listed.joined} "
        f"WHERE {where.text()} ORDER BY {order} LIMIT ?",
        [*where.values, limit or -1],
    )


def page(
    db: sqlite3.Connection, listed: Listed, where: Where, order: str, limit: int
) -> tuple[list[Row], int]:
    """The first rows of a list, and how many there are in all."""
    found = first(db, listed, where, order, limit)
    if limit and len(found) == limit:
        count = f"SELECT count(*) FROM {listed.table} WHERE {where.text()}"
        return found, int(db.execute(count, where.values).fetchone()[0])
    return found, len(found)


def rows(
    db: sqlite3.Connection, statement: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[Row]:
    """The answer to a statement, a mapping a row; values go by place or by name."""
    cursor = db.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
