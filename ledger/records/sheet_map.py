"""What the words of a unit's sheets mean here: explained once by a person, then known."""

from typing import Annotated

from pydantic import Field
from pydantic import StringConstraints as Chars

from ledger.records.base import Code, Line, Value, Word
from ledger.records.sheet_kinds import SheetKind

NOTHING = "none"
"""What a header stands for whose column is to be passed over."""


class SheetMap(Value):
    """The headers and the names of one kind of sheet; `maps/<digest of kind and name>.yaml`."""

    name: Line
    """What it is called: as a person says with `--map`, else after the sheet's title and unit."""
    kind: SheetKind
    """The kind of record that the rows are."""
    headers: dict[Annotated[str, Chars(strict=True, max_length=200)], Code] = Field(
        default_factory=dict
    )
    """Header words, without blanks, and the fields that they stand for; none for no field."""
    names: dict[Word, dict[Line, Line]] = Field(default_factory=dict)
    """By kind of name (place, task kind …): names as they are written, and what they stand for."""
