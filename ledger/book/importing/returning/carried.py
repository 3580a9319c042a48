"""What a workbook that went out carries when it comes back, and the rows that it then holds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.book.exporting.known import Level
from ledger.book.importing.rows import Row
from ledger.records.sheet_kinds import SheetKind

Value = str | int | float | bool | date | None
"""What a cell holds as it stands, before its column says what it means."""


class Line(NamedTuple):
    """A row as it went out: its number, its record, which of the record's rows, its digest."""

    number: int
    record: str
    place: int
    digest: str


class Carried(NamedTuple):
    """The circumstances of the export, and its rows."""

    ledger: str
    commit: str
    kind: SheetKind
    level: Level
    layout: str
    as_of: date
    lines: Sequence[Line]


class Came(NamedTuple):
    """A row as it came back: its 序号, the number of its record, its cells as they stand.

    `row` holds the same cells as they were read.
    """

    row: Row
    number: int | None
    key: str
    values: Mapping[str, Value]


class Back(NamedTuple):
    """A workbook that came back.

    `fields` are those of its columns that went out, in the order of the layout; `whole` tells
    whether all of them are still there, `keyless` whether the one with the numbers of records went
    out and is gone; `read` reads what stands in a cell as its column says.
    """

    carried: Carried
    fields: Sequence[str]
    rows: Sequence[Came]
    read: Callable[[str, Value], Any]
    whole: bool = True
    keyless: bool = False
