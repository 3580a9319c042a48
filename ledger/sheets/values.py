"""The rows of a table as values, and what could not be read of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.rules.clocks import Limit
from ledger.sheets import cells
from ledger.sheets.cell_names import cell_name, position
from ledger.sheets.cells import CellFault, Circumstances
from ledger.sheets.columns import Column
from ledger.sheets.reader import Sheet
from ledger.sheets.table import Row, Table

_DAYS = ("opened", "date")
"""The fields that tell the day of a row, by which its other days and limits are read."""


class Fault(NamedTuple):
    """What is wrong with a cell: its name such as 问题!C7, its field, and a sentence."""

    cell: str
    field: str
    sentence: str


class Values(NamedTuple):
    """One row: its number in the sheet, its values by field, and what could not be read."""

    number: int
    fields: dict[str, Any]
    faults: list[Fault]
    subject: str = ""


def of(table: Table, sheet: Sheet, today: date, at_once: Limit) -> list[Values]:
    """The values of every row of a table.

    Args:
        table: the table.
        sheet: the sheet that it was found in, which knows cells without a value.
        today: the day on which it is read.
        at_once: what 立行立改 means.
    """
    missing = {position(cell) for cell in sheet.uncounted}
    where = Circumstances(today, table.around.year, table.around.as_of, at_once)
    columns = [pair for pair in table.columns.items() if pair[1].reads != "skip"]
    columns.sort(key=lambda pair: pair[1].field not in _DAYS)
    return [_row(table, columns, row, where, missing) for row in table.rows]


def _row(
    table: Table,
    columns: Sequence[tuple[int, Column]],
    row: Row,
    where: Circumstances,
    missing: set[tuple[int, int]],
) -> Values:
    found = Values(row.number, {}, [], row.subject)
    for at, column in columns:
        cell = row.line[at]
        if cell is None and not missing:
            continue
        if (row.number - 1, at) in missing:
            cell = cells.NO_VALUE
        try:
            value = cells.read(column.reads, cell, where)
        except CellFault as fault:
            name = cell_name(row.number - 1, at)
            told = Fault(f"{table.sheet}!{name}", column.field, fault.sentence())
            found.faults.append(told)
            continue
        if value not in (None, []):
            found.fields[column.field] = value
        if column.field in _DAYS and isinstance(value, date):
            where = where._replace(on=value)
    return found
