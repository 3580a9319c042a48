"""Empty cells filled with what stands above, in the columns that a person names."""

from collections import Counter
from collections.abc import Collection, Iterator

from ledger.sheets.incoming import Incoming, line
from ledger.sheets.reading.cell_names import position
from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables.below import Row
from ledger.sheets.tables.blocks import begun, is_empty
from ledger.sheets.tables.header_words import bare, meant, plain
from ledger.sheets.tables.table import Table
from ledger.words import ngettext


def column(table: Table, name: str) -> int | None:
    """The column that a person names: by its header, by our own word for it, or by its field."""
    wanted = plain(name)
    for at, header in table.headers.items():
        if wanted in {plain(header), bare(header), plain(_leaf(header))}:
            return at
    known = meant(table.kind, name)
    fields = {name, known.field if known else name}
    return next((at for at, one in table.columns.items() if one.field in fields), None)


def down(incoming: Incoming, columns: Collection[int]) -> Incoming:
    """The sheet with the empty cells of some columns filled by the nearest above, and a word of it.

    Nothing is taken over from one block into the next.
    """
    sheet = incoming.sheet
    missing = {position(cell) for cell in sheet.uncounted}
    grid, rows, filled = [*sheet.rows], list[Row](), Counter[int]()
    above: dict[int, Cell] = {}
    for row, is_first in begun(incoming.table):
        above = {} if is_first else above
        empty = [at for at in columns if is_empty(row.line[at])]
        taken = {
            at: above[at] for at in empty if at in above and (row.number - 1, at) not in missing
        }
        above |= {at: row.line[at] for at in columns if at not in empty}
        grid[row.number - 1] = _with(grid[row.number - 1], taken)
        rows.append(row._replace(line=_with(row.line, taken)))
        filled.update(taken.keys())
    return incoming._replace(
        sheet=sheet._replace(rows=grid),
        table=incoming.table._replace(rows=rows),
        notices=[*incoming.notices, *_told(incoming.table, filled)],
    )


def _with(cells: list[Cell], taken: dict[int, Cell]) -> list[Cell]:
    if not taken:
        return cells
    made = [*cells, *[None] * (max(taken) + 1 - len(cells))]
    for at, cell in taken.items():
        made[at] = cell
    return made


def _told(table: Table, filled: Counter[int]) -> Iterator[str]:
    for at, n in sorted(filled.items()):
        said = ngettext(
            "{column}: {n} empty cell takes over what stands above",
            "{column}: {n} empty cells take over what stands above",
            n,
        )
        yield said.format(column=line(table.headers[at]), n=n)


def _leaf(header: str) -> str:
    return header.rsplit("/", 1)[-1]
