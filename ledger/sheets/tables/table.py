"""The table within a sheet: its header, what is written around it, and its rows.

Sheets as people make them have a title over all columns, a line with unit and day, a header of one
to three rows somewhere in the first ten, and rows that are no data: sums, signatures, notes, the
header again on each page, a subject's title over the rows that belong to it.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from ledger.records.sheet_kinds import KINDS
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import around, below, counted, heading, ticked
from ledger.sheets.tables.around import Around
from ledger.sheets.tables.below import Row, Skipped
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.grid import filled, narrowed, seen, texts
from ledger.sheets.tables.header_words import leaf, meant, plain
from ledger.sheets.tables.headers import rivals
from ledger.sheets.tables.levels import labels

_FORM = 4
"""So many rows that begin with a header word make a form: one record, written down the page."""


_WITHIN = {"unit": "owner", "person": "owner", "pressed": "pressing"}
"""The columns that tell a field with another."""
_OF_MONEY = frozenset({"money", "aid"})
"""How cells are read that tell sums."""


class Table(NamedTuple):
    """A table found in a sheet; `columns`, `unknown` and `headers` are by column of it, from 0.

    `loose` are columns whose headers were taken for a field only since no other stands for it,
    `parts` those that are parts of one, each with what tells it apart, `times` those of money that
    is counted in more than 元, each with what stands before that.
    """

    sheet: str
    kind: str
    header: tuple[int, int]
    columns: dict[int, Column]
    unknown: dict[int, str]
    headers: dict[int, str]
    around: Around
    rows: list[Row]
    skipped: list[Skipped]
    loose: frozenset[int] = frozenset()
    parts: Mapping[int, str] = MappingProxyType({})
    times: Mapping[int, str] = MappingProxyType({})

    def name(self, at: int) -> str:
        """What a fault calls a column: its field, and which part of it where several are one."""
        field = self.columns[at].field
        return f"{field} {self.parts[at]}" if at in self.parts else field

    def at_fault(self, name: str) -> list[int]:
        """The columns that a fault names: the part, or all of the field; none where none has it.

        What a column of unit and person says of either is wrong in that.
        """
        every = [*self.columns]
        return (
            [at for at in every if self.name(at) == name]
            or [at for at in every if self.columns[at].field == name]
            or [at for at in every if self.columns[at].field == _WITHIN.get(name)]
        )

    def cell(self, row: int, name: str) -> str:
        """The name of the cell of a row and column, such as 问题!C7; or of the row alone."""
        at = next(iter(self.at_fault(name)), None)
        return f"{self.sheet}!{cell_name(row - 1, at)}" if at is not None else f"{self.sheet}!{row}"


def field_of(name: str) -> str:
    """The field of a column that a fault names."""
    return name.partition(" ")[0]


def find(
    sheet: Sheet,
    kind: str | None = None,
    known: dict[str, str] | None = None,
    header: int = 0,
) -> Table:
    """The table of a sheet; the kind of its records is found by its headers where none is given.

    Args:
        sheet: the sheet as it was read.
        kind: the kind of record that the rows are, or None.
        known: header words that a person explained before, each with its field.
        header: the row, from 1, that a person says heads the columns; 0 for the one that says most.

    Raises:
        Refusal: there is no table, or more than one, or a field has two columns.
    """
    grid = filled(sheet)
    kinds = (kind,) if kind else KINDS
    if header:
        best = heading.named(sheet, grid, kinds, known, header)
    elif _is_form(grid):
        raise Refusal("form", sheet.name)
    else:
        best = heading.best(sheet, grid, kinds, known)
    first, last, match = best.first, best.last, best.match
    heads = labels(sheet, grid, first, last)
    narrowed(sheet, grid, last)
    rows, skipped = below.rows(sheet, grid, best, heads)
    named = {at: label for at, label in enumerate(heads) if label}
    beside = _around(grid[:first])
    counted_in = {at: _times(one, heads[at], beside) for at, one in match.columns.items()}
    table = Table(
        sheet.name,
        best.kind,
        (first + 1, last + 1),
        match.columns,
        match.unknown,
        named,
        beside,
        rows,
        skipped,
        match.loose,
        match.parts,
        {at: said for at, said in counted_in.items() if said},
    )
    table = counted.told(ticked.told(table, sheet.uncounted))
    if claims := [*rivals(table.columns, table.parts).values()]:
        raise _rivalled(table, claims)
    return table


def _times(column: Column, header: str, beside: Around) -> str:
    """What stands before 元 in what a column of money is counted in, by its header or its table."""
    if column.reads not in _OF_MONEY:
        return ""
    said = (around.times(plain(step)) for step in reversed(header.split("/")))
    return next((one for one in said if one is not None), beside.times)


def _rivalled(table: Table, claims: Sequence[list[int]]) -> Refusal:
    """The refusal of a table with several columns for each of some fields.

    Where its headers from the first on stand again to the right, these are tables side by side.
    """
    heads = {at: plain(leaf(label)) for at, label in table.headers.items()}
    start = min(heads)
    for step in {ats[1] - ats[0] for ats in claims}:
        again = [at for at in heads if heads.get(at + step) == heads[at]]
        if start in again and again[1:]:
            cell = cell_name(table.header[1] - 1, start + step)
            return Refusal("side-by-side", f"{table.sheet}!{cell}")
    names = [f"{table.sheet}!{cell_name(table.header[1] - 1, at)}" for at in claims[0]]
    return Refusal("rivals", " ".join(names), header=table.columns[claims[0][0]].header)


def _is_form(grid: Sequence[list[Cell]]) -> bool:
    """Whether header words stand down the page beside their values, as in a form of one record."""
    firsts = [next((text for cell in row if (text := seen(cell))), "") for row in grid[:30]]
    down = max(_known(kind, firsts) for kind in KINDS)
    rows = [[seen(cell) for cell in row] for row in grid[: heading.FIRST]] if down >= _FORM else []
    return down >= _FORM and all(_known(kind, row) < _FORM for row in rows for kind in KINDS)


def _known(kind: str, texts: Sequence[str]) -> int:
    """How many texts are header words of a kind."""
    return sum(meant(kind, text) is not None for text in texts if text)


def _around(grid: Sequence[list[Cell]]) -> Around:
    """What the rows above the header say, each text once in its row."""
    rows = [[*dict.fromkeys(texts(row))] for row in grid]
    return around.read([" ".join(row) for row in rows if row], [*chain.from_iterable(rows)])
