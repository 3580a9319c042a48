"""The rows of a table in blocks, and the cells left empty below the one that they would repeat.

People write a village or a day in the first row of a block alone. An empty cell may as well mean
that there is nothing to say; what it means is for a person to tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables.below import Row
from ledger.sheets.tables.table import Table
from ledger.sheets.tables.values import Values

_TOLD = frozenset({"place", "station", "opened", "date"})
"""The fields without which a row is refused, or something else would stand for them."""
_WITHIN = frozenset({"header again", "numbered"})
"""Why rows are skipped that may stand within a block."""
_NOTHING: Mapping[str, Any] = {}


def is_empty(cell: Cell) -> bool:
    """Whether a cell has nothing in it; 无 and a dash are something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def begun(table: Table) -> Iterator[tuple[Row, bool]]:
    """The rows, each with whether a block begins with it.

    A title of the rows below, a sum and a note end a block; what is in `_WITHIN` does not.
    """
    ends = [one.number for one in table.skipped if one.why not in _WITHIN]
    before = 0
    for row in table.rows:
        passed = before
        while before < len(ends) and ends[before] < row.number:
            before += 1
        yield row, before > passed


def above(table: Table, read: Sequence[Values]) -> Iterator[Mapping[str, Any]]:
    """For each row, the fields that it leaves empty, with what the nearest row above says."""
    watched = [(at, one.field) for at, one in table.columns.items() if one.field in _TOLD]
    last: dict[str, Any] = {}
    for (row, is_first), said in zip(begun(table), read, strict=True):
        if is_first:
            last = {}
        found = _NOTHING
        for at, field in watched:
            if field in said.fields:
                last[field] = said.fields[field]
            elif field in last and is_empty(row.line[at]):
                found = {**found, field: last[field]}
        yield found
