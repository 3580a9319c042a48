"""What one file of a ledger puts into the index: text in, rows and problems out."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from ledger.index import entries
from ledger.index.batch import MANY, Rows
from ledger.problems import Problem, problem
from ledger.records import ids, paths
from ledger.records.base import Value
from ledger.records.faults import faults
from ledger.records.salvage import LISTS, salvaged
from ledger.store import yaml

__all__ = ["MANY", "Rows", "misplaced", "problems_of", "read", "read_many"]


def problems_of(files: Mapping[str, bytes | None]) -> list[Problem]:
    """What is wrong with some files, in the language in force."""
    rows = read_many((path, body) for path, body in files.items() if body is not None)
    return [
        problem(code, path, line, record, json.loads(args))
        for path, line, code, record, args in rows.problem
    ]


def read_many(files: Iterable[tuple[str, bytes]]) -> Rows:
    """The rows of many files."""
    rows = Rows()
    for path, body in files:
        read(rows, path, body)
    return rows


def read(rows: Rows, path: str, body: bytes) -> None:
    """Add the rows of one file; a file that breaks a rule adds its problems instead."""
    place = paths.read(path)
    if place is None:
        rows.blame(path, "unknown-file")
        return
    try:
        data = yaml.parse(body, path)
    except yaml.YamlError as error:
        rows.blame(path, "unreadable", error.line, why=error.why)
        return
    known = len(rows.problem)
    record = _record(rows, place, path, data)
    rows.locate(known, body)
    if record is None:
        return
    if found := misplaced(place, record):
        rows.blame(path, "misplaced", found=found)
        return
    known = len(rows.problem)
    entries.adder(place.kind)(rows, path, record)
    rows.locate(known, body)


def _record(rows: Rows, place: paths.Place, path: str, data: Any) -> Value | None:  # noqa: ANN401
    """What a file says as a record; faults become problems, the sound records of a list stay."""
    kind = entries.model(place.kind)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for fault in islice(faults(error), MANY):
            rows.blame(path, "field", fault.loc, _named(data, fault.loc), **fault.args)
        return salvaged(kind, data, error)


def _named(data: Any, loc: tuple[str | int, ...]) -> str:  # noqa: ANN401 - as it was parsed
    """The id of the record of a list in which a fault lies, where it has one."""
    if len(loc) < 2 or loc[0] not in LISTS.values():  # noqa: PLR2004 - key and number
        return ""
    try:
        return str(data[loc[0]][loc[1]]["id"])
    except (KeyError, TypeError, IndexError):
        return ""


def misplaced(place: paths.Place, record: Any) -> str | None:  # noqa: ANN401 - of the path's kind
    """What a record calls itself where that is not what its path says."""
    named: str
    parts: tuple[str, ...]
    match place.kind:
        case "station":
            named, parts = record.code, (record.code,)
        case "register":
            named, parts = record.place, (record.place,)
        case "batch":
            named, parts = record.id, (record.id,)
        case "calendar":
            named, parts = str(record.year), (str(record.year),)
        case "issue" | "activity" | "task":
            year = str(ids.year_of(record.id))
            named, parts = record.id, (ids.station_of(record.id), year, record.id)
            if record.station != parts[0]:
                return str(record.station)
        case "page":
            named = f"{record.station} {record.date}"
            parts = (record.station, f"{record.date:%Y}", f"{record.date:%m-%d}")
        case _:
            return None
    return None if parts == place.parts else named
