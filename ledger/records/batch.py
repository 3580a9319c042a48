"""What a spreadsheet brought: where it came from, and which row became which record."""

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic import StringConstraints as Chars

from ledger.records.base import (
    Code,
    Count,
    Day,
    Line,
    Moment,
    Sha256,
    StaffCode,
    Symbols,
    Value,
    none,
)
from ledger.records.sheet_kinds import SheetKind


class Batch(Value):
    """One import; `imports/<id>.yaml`."""

    folder: ClassVar[str] = "imports/"
    id: Symbols
    """The operation's id: what `tz undo` takes."""
    file: Line
    """The file's name."""
    sha256: Sha256
    """The digest of the file."""
    sheet: Line
    """The sheet's name."""
    kind: SheetKind
    """The kind of record that its rows are."""
    title: Line | None = None
    """The title above the table."""
    unit: Line | None = None
    """The unit that made it out, as it says."""
    as_of: Day | None = None
    """The day that it states."""
    part: bool = False
    """Whether these are rows that had been given back: no more than a part of their sheet."""
    at: Moment
    """When it was taken in."""
    by: StaffCode
    """Who took it in."""
    columns: dict[Line, Code] = Field(default_factory=dict)
    """Its header words and the fields that they were understood as."""
    new: Count = 0
    """How many records it brought."""
    changed: Count = 0
    """How many records it changed."""
    same: Count = 0
    """How many rows said nothing new."""
    refused: list[Count] = Field(default_factory=none)
    """The rows that were refused."""
    rows: Annotated[str, Chars(strict=True)] = ""
    """A line for each row taken in: its number, its record, the digests of its cells and of what
    names it, and each field kept against the sheet with the digest of what the sheet says."""
