"""What each kind of record puts into the index; a kind is loaded when a file of it is read."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from ledger.index.batch import Rows
from ledger.records.base import Value


class Kind(NamedTuple):
    """A kind of file: its record's module and class, and what adds its rows, if anything does."""

    module: str
    name: str
    adder: str = ""


KINDS: dict[str, Kind] = {
    "settings": Kind("settings", "Settings", "settings:add"),
    "calendar": Kind("calendar", "CalendarYear", "calendars:add"),
    "station": Kind("station", "Station", "places:add_station"),
    "register": Kind("household", "Register", "places:add_register"),
    "issue": Kind("issue", "Issue", "issues:add"),
    "page": Kind("visit", "Page", "visits:add"),
    "activity": Kind("activity", "Activity", "work:add_activity"),
    "task": Kind("task", "Task", "work:add_task"),
    "layout": Kind("layout", "Layout"),
    "batch": Kind("batch", "Batch"),
    "map": Kind("sheet_map", "SheetMap"),
}
"""All kinds of file: a model takes longer to load than most writes to say."""


@cache
def model(kind: str) -> type[Value]:
    """The class of the records of a kind."""
    found = KINDS[kind]
    made: type[Value] = getattr(import_module(f"ledger.records.{found.module}"), found.name)
    return made


@cache
def adder(kind: str) -> Callable[[Rows, str, Any], None]:
    """What adds the rows of a record of a kind, and the problems within it."""
    module, _, name = KINDS[kind].adder.partition(":")
    if not module:
        return lambda _rows, _path, _record: None
    made: Callable[[Rows, str, Any], None] = getattr(
        import_module(f"ledger.index.entries.{module}"), name
    )
    return made
