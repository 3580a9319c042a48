"""The rows of a table as values, and what could not be read of them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from ledger.book.importing import titles
from ledger.book.importing.matching import in_village
from ledger.rules.clocks import Limit
from ledger.rules.periods import Period
from ledger.sheets import cells
from ledger.sheets.cells import cell_people
from ledger.sheets.cells.cell_days import Circumstances, counts
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.cells.cell_text import folded
from ledger.sheets.cells.cell_words import SIGNED
from ledger.sheets.reading.cell_names import cell_name, position
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.tables import beside_answers, parts
from ledger.sheets.tables.below import Row
from ledger.sheets.tables.table import Table

_DAYS = ("opened", "date")
"""The fields that tell the day of a row, by which its other days and limits are read."""
_TIME = "period"
"""The field that tells the time that a row is about, in which days without a year lie."""
_TELLING = frozenset({*_DAYS, _TIME})
_PRINT = r"\([按捺盖]?[指手]?印\)$"
"""What is noted beside the name of whoever signed with a finger: 张甲一（指印）."""


class Fault(NamedTuple):
    """What is wrong with a cell: its name such as 问题!C7, that of its column, and a sentence."""

    cell: str
    column: str
    sentence: str


class Values(NamedTuple):
    """One row: its number in the sheet, its values by field, and what could not be read.

    `implied` are fields that no cell of theirs tells, each with what another cell says of it.
    """

    number: int
    fields: dict[str, Any]
    faults: list[Fault]
    subject: str = ""
    implied: Mapping[str, Any] = MappingProxyType({})


def of(table: Table, sheet: Sheet, today: date, at_once: Limit) -> list[Values]:
    """The values of every row of a table.

    Args:
        table: the table.
        sheet: the sheet that it was found in, which knows cells without a value.
        today: the day on which it is read.
        at_once: what 立行立改 means.
    """
    missing = {position(cell) for cell in sheet.uncounted}
    where = circumstances(table, today, at_once)
    columns = [
        (at, column.field, column.reads)
        for at, column in table.columns.items()
        if column.reads != "skip"
    ]
    columns.sort(key=lambda column: (column[1] not in _DAYS, column[1] != _TIME))
    return [_row(table, columns, row, where, missing) for row in table.rows]


def circumstances(table: Table, today: date, at_once: Limit) -> Circumstances:
    """By what the cells of a table are read where they leave something out."""
    around, counted = table.around, _counts(table)
    on, time = around.as_of, titles.stretch(around.title, around.as_of)
    if table.kind != "task":
        return Circumstances(today, around.year, on, at_once, counts=counted, within=_within(time))
    on = around.given or on
    if around.period:
        time = titles.meant(around.period, around.title, on)
    is_own = around.given is not None
    within = _within(time)
    return Circumstances(today, around.year, on, at_once, is_own, counted, within=within)


def _within(time: Period | None) -> tuple[date, date] | None:
    return time and (time.since, time.until)


def _counts(table: Table) -> bool:
    """Whether a number of 日 is a length of time in the deadlines of a table."""
    deadlines = [at for at, column in table.columns.items() if column.reads == "deadline"]
    return any(counts(row.line[at]) for at in deadlines for row in table.rows)


def _row(
    table: Table,
    columns: Sequence[tuple[int, str, str]],
    row: Row,
    where: Circumstances,
    missing: set[tuple[int, int]],
) -> Values:
    line = row.line
    fields: dict[str, Any] = {}
    faults: list[Fault] = []
    beside: dict[str, Any] = {}
    for at, field, reads in columns:
        cell = line[at]
        if missing and (row.number - 1, at) in missing:
            cell = cells.NO_VALUE
        elif cell is None:
            continue
        try:
            value = _value(table, (at, field, reads), cell, fields, where)
            if field in beside_answers.ANSWERS:
                beside |= beside_answers.of_answer(table.kind, field, value, cell, where)
        except CellFault as fault:
            name = cell_name(row.number - 1, at)
            faults.append(Fault(f"{table.sheet}!{name}", table.name(at), fault.sentence()))
            if field in _DAYS and where.year:  # other days are not held against today
                where = where._replace(on=date(where.year, 1, 1), own=True)
            continue
        if value is not None and value != []:
            fields[field] = value
        if reads == "name" and isinstance(cell, str) and (number := cell_people.number(cell)):
            beside |= {"phone": cells.read("phone", number, where)}
        if field in _TELLING:
            where = _further(table, field, value, where)
    implied, more = beside_answers.of_progress(table.kind, fields, where)
    fields = beside_answers.untold(more | beside, fields) | fields
    return Values(row.number, _placed(table.kind, fields), faults, row.subject, implied)


def _further(
    table: Table,
    field: str,
    value: Any,  # noqa: ANN401 - of any field
    where: Circumstances,
) -> Circumstances:
    """By what the cells of a row are read after one that may tell its day, or its time."""
    if field in _DAYS and isinstance(value, date):
        return where._replace(on=value, own=True)
    if field == _TIME and isinstance(value, str):
        time = titles.meant(value, table.around.title, where.on)
        return where._replace(within=_within(time))
    return where


def _value(
    table: Table,
    column: tuple[int, str, str],
    cell: Cell,
    fields: Mapping[str, Any],
    where: Circumstances,
) -> Any:  # noqa: ANN401 - of any field
    """What a cell says, together with what the parts of its column before it say.

    Raises:
        CellFault: it cannot be read.
    """
    at, field, reads = column
    if reads == "sign" and _is_of(cell, fields.get("household", ())):
        return SIGNED
    if at in table.times:
        where = where._replace(times=table.times[at])
    value = cells.read(reads, cell, where)
    if not (value and at in table.parts):
        return value
    value = parts.joined(fields.get(field), table.parts[at], value)
    return value if isinstance(value, list) else cells.read(reads, value, where)


def _is_of(cell: Cell, names: Sequence[str]) -> bool:
    """Whether a cell has a name of those that were called on: who signs writes it, or prints it."""
    said = re.sub(_PRINT, "", folded(cell))
    return bool(said) and any(said == folded(name).removesuffix("户") for name in names)


def _placed(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the place as it lies in its township; villages of several have one name.

    A row that names the township alone may be of it, as one that names its station alone. What a
    register says of a place may end in the group of the household.
    """
    if kind == "household" and "group" not in fields:
        village, group = in_village(fields.get("place", ""))
        if group:
            del fields["place"]
            fields |= {"group": group} | ({"place": village} if village else {})
    if town := fields.pop("town", None):
        if "place" in fields:
            fields["place"] = f"{town}/{fields['place']}"
        else:
            fields.setdefault("station", town)
    return fields
