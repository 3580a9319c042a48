"""What stands above a table of all its rows: who went, on which day it was, and what it is for."""

from collections.abc import Iterator, Sequence
from typing import Any

from ledger.book.importing.rows import Row
from ledger.sheets import cells
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.tables.around import Around
from ledger.sheets.tables.table import Table
from ledger.words import gettext as _

_WENT = {"visit": "people"}
_ON = {"visit": "date", "activity": "date", "issue": "opened"}
"""By kind of record, the field that a row has of it."""


def filled(table: Table, rows: Sequence[Row], where: Circumstances) -> list[Row]:
    """The rows, each with that where it says nothing of it, and a note.

    An empty cell below one that is filled may as well repeat that one.
    """
    said = [*_said(table, where)]
    return [_filled(row, said) for row in rows] if said else [*rows]


def _said(table: Table, where: Circumstances) -> Iterator[tuple[str, Any, str]]:
    """The fields, each with its value and what is to be told of it."""
    people, held = table.around.people, table.around.held
    if table.kind in _WENT and (names := cells.read("people", people, where)):
        told = _("the row names no visitor; who went is named above the table")
        yield _WENT[table.kind], names, told
    if held and table.kind in _ON:
        told = _("the row has no day; it is {day}, which stands above the table").format(day=held)
        yield _ON[table.kind], held, told
    if table.kind == "task":
        yield from _of_tasks(table.around)


def _of_tasks(around: Around) -> Iterator[tuple[str, Any, str]]:
    if day := around.given:
        told = _("the row has no day; it is {day}, which stands above the table").format(day=day)
        yield "opened", day, told
    if period := around.period:
        told = _("the row names no period; it is {period}, which stands above the table")
        yield "period", period, told.format(period=period)


def _filled(row: Row, said: Sequence[tuple[str, Any, str]]) -> Row:
    known = row.fields.keys() | row.above.keys() | {name for name, _sentence in row.faults}
    new = [one for one in said if one[0] not in known]
    if not new:
        return row
    fields = {name: value for name, value, _told in new}
    return row._replace(fields={**row.fields, **fields}, notes=[told for *_rest, told in new])
