"""Where a rule across records is broken: on which line, and whether another fault explains it."""

import sqlite3
from collections.abc import Collection

from ledger.records import paths


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
            return paths.register(value.rpartition("-")[0]) in files
        case "unknown-record":
            pages = f"visits/{value.partition('-')[0]}/"
            own = {paths.issue(value), paths.activity(value), paths.task(value)}
            return not own.isdisjoint(files) or any(file.startswith(pages) for file in files)
        case "unknown-staff" | "children":
            return any(file.startswith("stations/") for file in files)
        case "unknown-setting":
            return paths.SETTINGS in files
    return False
