"""Cells that take over what stands above: where a person says so, and where 同上 stands."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ledger.records import ids
from ledger.sheets import cells
from ledger.sheets.cells.cell_text import says_above
from ledger.sheets.incoming import Incoming, line
from ledger.sheets.reading.cell_names import position
from ledger.sheets.tables.below import Row
from ledger.sheets.tables.blocks import begun, is_empty
from ledger.sheets.tables.grid import replaced
from ledger.sheets.tables.header_words import bare, leaf, meant, plain
from ledger.sheets.tables.table import Table
from ledger.words import ngettext

if TYPE_CHECKING:
    from ledger.sheets.reading.reader import Cell


def column(table: Table, name: str) -> int | None:
    """The column that a person names: by its header, by our own word for it, or by its field."""
    wanted = plain(name)
    for at, header in table.headers.items():
        if wanted in {plain(header), bare(header), plain(leaf(header))}:
            return at
    known = meant(table.kind, name)
    fields = {name, known.field if known else name}
    return next((at for at, one in table.columns.items() if one.field in fields), None)


def down(incoming: Incoming, columns: Collection[int]) -> Incoming:
    """The sheet with the empty cells of some columns filled by the nearest above, and a word of it.

    Nothing is taken over from one block into the next.
    """
    return _taken_over(incoming, columns, _is_left_empty, _filled)


def repeated(incoming: Incoming) -> Incoming:
    """The sheet with what stands above in each cell that only says 同上, and a word of it.

    Where its block has nothing above, a person must write it out. Rows that have our numbers went
    out from here, each cell written out.
    """
    table = incoming.table
    if not any(says_above(cell) for row in table.rows for cell in row.line):
        return incoming
    columns = {at for at, column in table.columns.items() if column.reads != "skip"}
    made = _taken_over(incoming, columns, _repeats, _repeated)
    rows = []
    for row in made.table.rows:
        left = {at: cells.NOTHING_ABOVE for at in columns if _repeats(row, at)}
        rows.append(row._replace(line=replaced(row.line, left)))
    return made._replace(table=made.table._replace(rows=rows))


def _is_left_empty(row: Row, at: int) -> bool:
    return is_empty(row.line[at])


def _repeats(row: Row, at: int) -> bool:
    return says_above(row.line[at]) and not ids.stated(row.cells.get("key"))


def _taken_over(
    incoming: Incoming,
    columns: Collection[int],
    asks: Callable[[Row, int], bool],
    told: Callable[[int], str],
) -> Incoming:
    """The sheet with what stands above in those cells of some columns that ask for it."""
    sheet = incoming.sheet
    missing = {position(cell) for cell in sheet.uncounted}
    grid, rows, filled = [*sheet.rows], list[Row](), Counter[int]()
    above: dict[int, Cell] = {}
    for row, is_first in begun(incoming.table):
        above = {} if is_first else above
        asking = [at for at in columns if asks(row, at)]
        taken = {
            at: above[at]
            for at in asking
            if not is_empty(above.get(at)) and (row.number - 1, at) not in missing
        }
        above |= {at: row.line[at] for at in columns if at not in asking}
        grid[row.number - 1] = replaced(grid[row.number - 1], taken)
        rows.append(row._replace(line=replaced(row.line, taken)))
        filled.update(taken.keys())
    headers = incoming.table.headers
    notices = [told(n).format(column=line(headers[at]), n=n) for at, n in sorted(filled.items())]
    return incoming._replace(
        sheet=sheet._replace(rows=grid),
        table=incoming.table._replace(rows=rows),
        notices=[*incoming.notices, *notices],
    )


def _filled(n: int) -> str:
    return ngettext(
        "{column}: {n} empty cell takes over what stands above",
        "{column}: {n} empty cells take over what stands above",
        n,
    )


def _repeated(n: int) -> str:
    return ngettext(
        "{column}: {n} cell that says 同上 takes over what stands above",
        "{column}: {n} cells that say 同上 take over what stands above",
        n,
    )
