"""The sheets that go along unseen."""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OURS = "_"
"""With this begin the names of the sheets that we send along unseen."""
WORDS = "_词表"
"""Lists to choose from."""
CARRIED = "_台账"
"""What a workbook carries so that it is known again when it comes back."""
CHECKSUM = "checksum"
"""The fact that binds the others and the lines."""
_LINES = 500
"""So many lines of what goes unseen share a cell."""


_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_RESERVED = "history"
"""A name that Excel keeps for itself."""
_LONGEST = 31


def sheet_name(name: str) -> str:
    """The name of a sheet that is seen: one that every program takes, and none of ours."""
    kept = _FORBIDDEN.sub("_", name).strip().lstrip(OURS).strip()[:_LONGEST]
    return f"{kept}_" if kept.casefold() == _RESERVED else kept or "台账"


class Carried(NamedTuple):
    """What the workbook carries unseen, so that it is known again when it comes back.

    `rows` are one line for each row of the table: its number, its record, and its digest, none of
    which holds a blank.
    """

    facts: Mapping[str, str]
    rows: Iterable[tuple[int, str, str]]


class Checksum:
    """What binds all that a workbook carries: its facts first, then line by line."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        said = (f"{key} {facts[key]}\n" for key in sorted({*facts} - {CHECKSUM}))
        self._total = sha256("".join(said).encode())

    def add(self, line: str) -> None:
        """Bind a line too."""
        self._total.update(f"{line}\n".encode())

    def made(self) -> str:
        """What stands in the workbook."""
        return self._total.hexdigest()


def carry(sheet: "Worksheet", carried: Carried) -> None:
    """What goes unseen: facts, an empty row, then a line for each row of the table.

    Many lines share a cell, since a cell costs far more than a line.
    """
    sheet.very_hidden()
    for row, (key, value) in enumerate(carried.facts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    row = len(carried.facts) + 1
    lines = (f"{number} {record} {digest}" for number, record, digest in carried.rows)
    while some := list(islice(lines, _LINES)):
        sheet.write_string(row, 0, "\n".join(some))
        row += 1
