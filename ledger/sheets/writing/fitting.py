"""How refused rows fit their sheet and their paper: widths, heights, print set-up."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ledger.sheets.reading.reader import Cell
from ledger.sheets.writing import rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

REASON = 48
"""How wide the column is that says why a row is refused."""
_A4 = 9
_NARROWEST, _WIDEST = 8, 30
_DAY, _MOMENT, _OTHER = 12, 20, 8


def widths(table: Iterable[Sequence[Cell]], columns: int) -> list[int]:
    """How wide each column must be, within reason."""
    found = [_NARROWEST] * columns
    for row in table:
        for at, cell in enumerate(row):
            found[at] = max(found[at], _wide(cell))
    return [min(width, _WIDEST) for width in found]


def height(row: Sequence[Cell], columns: Sequence[int], reasons: str) -> float:
    """How high a row must be; without columns its text runs on over the cells beside it."""
    said = [cell if isinstance(cell, str) else "" for cell in row]
    if not columns:
        return rows.height(1 + max((text.count("\n") for text in said), default=0))
    said += [""] * (len(columns) - len(said))
    return rows.height(rows.lines([*columns, REASON], [*said, reasons]))


def fit(sheet: "Worksheet", columns: Sequence[int], first: int, last: int) -> None:
    """Set the widths, and print it on A4 across, with the header on every page.

    Args:
        sheet: the sheet.
        columns: how wide each column must be.
        first: the first row of the header.
        last: its last row.
    """
    for at, width in enumerate([*columns, REASON]):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(last + 1, 0)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first, last)


def _wide(cell: Cell) -> int:
    if isinstance(cell, str):
        # A character of Chinese is two wide and has three bytes: half of both together.
        parts = cell.split("\n")
        return max((len(p) + len(p.encode("utf-8", "replace"))) // 2 for p in parts) + 2
    if isinstance(cell, dict) and "d" in cell:
        return _DAY if len(cell["d"]) < _DAY else _MOMENT
    return _OTHER if cell is None else max(_OTHER, len(str(cell)) + 2)
