"""A rule across records, and where it is broken: on which line, and what else may explain it."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from ledger.records import paths


class Check(NamedTuple):
    """One rule: its code, and the question whose every row (owner, key, args…) breaks it.

    `owner` says which file the row belongs to: an issue's id, a page's `station day`, a code.
    """

    code: str
    kind: str
    names: tuple[str, ...]
    query: str


_FILES: dict[str, Callable[[str], str]] = {
    "issue": paths.issue,
    "activity": paths.activity,
    "task": paths.task,
    "station": paths.station,
    "register": paths.register,
    "calendar": lambda year: paths.calendar(int(year)),
}
_OF_ONE = frozenset({"issue", "activity", "task"})
"""The kinds whose rows belong to the record they name."""


def found(check: Check, cursor: sqlite3.Cursor) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each row that breaks a rule: code, path, record, and what its sentence is made with."""
    for owner, *values in cursor:
        args = dict(zip(check.names, values, strict=True))
        record = str(args.pop("record", owner if check.kind in _OF_ONE else ""))
        yield check.code, _path(check.kind, owner), record, args


def _path(kind: str, owner: str) -> str:
    if kind == "page":
        station, day = owner.split()
        return f"visits/{station}/{day.replace('-', '/', 1)}.yaml"
    return _FILES[kind](owner) if kind in _FILES else paths.SETTINGS


def line(body: bytes | None, record: str, value: str) -> int:
    """The line, from 1, on which a value first stands at or after a record; 0 if on none."""
    begun = False
    for number, text in enumerate((body or b"").decode("utf-8", "replace").split("\n"), start=1):
        begun = begun or record in text
        if begun and value and value in text:
            return number
    return 0


def broken(db: sqlite3.Connection) -> set[str]:
    """The files whose records are not in the index since something is wrong with them."""
    statement = "SELECT DISTINCT path FROM problem WHERE code NOT LIKE 'rule-%'"
    return {str(path) for (path,) in db.execute(statement)}


def excused(code: str, value: str, files: Collection[str]) -> bool:
    """Whether what is named stands in a broken file: one fault is told once."""
    match code:
        case "unknown-place":
            return paths.station(value) in files
        case "unknown-household":
            return paths.household(value) in files
        case "unknown-record":
            pages = f"visits/{value.partition('-')[0]}/"
            own = {paths.issue(value), paths.activity(value), paths.task(value)}
            return not own.isdisjoint(files) or any(file.startswith(pages) for file in files)
        case "unknown-staff" | "unknown-group" | "children":
            return any(file.startswith("stations/") for file in files)
        case "unknown-setting":
            return paths.SETTINGS in files
    return False
