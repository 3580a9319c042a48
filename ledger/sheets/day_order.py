"""Days such as 6.3 in columns that show that the month stands first: by 6.21, or by the title."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing import titles
from ledger.sheets.cells.cell_days import LONGEST, MONTHS, SHORTENED, month_and_day
from ledger.sheets.cells.cell_text import folded
from ledger.sheets.incoming import Incoming, line
from ledger.sheets.tables.grid import replaced
from ledger.words import ngettext

if TYPE_CHECKING:
    from ledger.sheets.reading.reader import Cell

_TEXT = "text"
"""The format in which a number that lost a zero is a text as any."""


class _Day(NamedTuple):
    """A cell with two numbers: where its row is among those of the table, what it says, and 前."""

    row: int
    said: str
    first: int
    second: int
    rest: str
    is_number: bool

    @property
    def is_open(self) -> bool:
        """Whether it may be month and day in two ways, and no other day that lost a zero."""
        lost = self.is_number and re.fullmatch(SHORTENED, self.said)
        return self.second <= MONTHS and self.first != self.second and not lost


def told(incoming: Incoming) -> Incoming:
    """The sheet with such days written out, and a word of it; no other day is touched."""
    table, sheet = incoming.table, incoming.sheet
    rows, grid, notices = [*table.rows], [*sheet.rows], list[str]()
    for at, column in table.columns.items():
        days = [*_days(incoming, at)] if column.reads in ("day", "deadline") else []
        is_so = bool(days) and _are_month_first(days, table.around.title)
        read = [day for day in days if day.is_open] if is_so else []
        for day in read:
            row = rows[day.row]
            taken: dict[int, Cell] = {at: f"{day.first}月{day.second}日{day.rest}"}
            rows[day.row] = row._replace(line=replaced(row.line, taken))
            grid[row.number - 1] = replaced(grid[row.number - 1], taken)
        if read:
            notices.append(_notice(line(table.headers[at]), [day.said for day in read]))
    if not notices:
        return incoming
    return incoming._replace(
        sheet=sheet._replace(rows=grid),
        table=table._replace(rows=rows),
        notices=[*incoming.notices, *notices],
    )


def _days(incoming: Incoming, at: int) -> Iterator[_Day]:
    """The cells of a column that have two numbers."""
    found = [
        (number, cell, read)
        for number, row in enumerate(incoming.table.rows)
        if (read := month_and_day(cell := row.line[at]))
    ]
    is_text = incoming.file.format == _TEXT
    keeps = any(isinstance(cell, str) and folded(cell).endswith("0") for _n, cell, _read in found)
    for number, cell, read in found:
        yield _Day(number, folded(cell), *read, isinstance(cell, float) or (is_text and not keeps))


def _are_month_first(days: Sequence[_Day], title: str) -> bool:
    """Whether days of a column can only have the month first, or are of the months of the title."""
    firsts, seconds = {day.first for day in days}, {day.second for day in days}
    if not (firsts <= {*range(1, MONTHS + 1)} and seconds <= {*range(1, LONGEST + 1)}):
        return False
    if any(second > MONTHS for second in seconds):
        return True
    months = titles.months(title)
    return firsts <= months and not seconds <= months


def _notice(header: str, said: Sequence[str]) -> str:
    return ngettext(
        "{column}: {n} day, {said}, is read with the month first, as the column or the title shows",
        "{column}: {n} days such as {said} are read with the month first, as the column or the "
        "title shows",
        len(said),
    ).format(column=header, n=len(said), said=said[0])
