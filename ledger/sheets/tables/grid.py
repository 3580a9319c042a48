"""The cells of a sheet as a person sees them: merged ranges filled, texts folded."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from ledger.sheets.reading import bounds
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal


def seen(cell: Cell) -> str:
    """A cell as text for looking at, on one line, its forms of letters folded."""
    if isinstance(cell, dict):
        cell = cell.get("d", "")
    if cell is None:
        return ""
    return " ".join(normalize("NFKC", cell if type(cell) is str else str(cell)).split())


def texts(row: Sequence[Cell]) -> Iterator[str]:
    """The texts of a row, those that are empty left out, each folded when it is asked for.

    Most rows are known for data by the first two or three.
    """
    return (text for cell in row if cell is not None and (text := seen(cell)))


def filled(sheet: Sheet) -> list[list[Cell]]:
    """The cells with every merged range filled by its first; rows of one width.

    A range that holds something else than its first cell is passed over: programs that delete rows
    leave merged ranges behind, over rows of data.
    """
    width = max(map(len, sheet.rows), default=0)
    heights = [
        max(0, min(bottom + 1, len(sheet.rows)) - top) for top, _l, bottom, _r in sheet.merged
    ]
    if sum(heights) * max(width, 1) > bounds.CELLS:
        raise Refusal("cells", sheet.name)
    touched = {
        row
        for (top, *_rest), height in zip(sheet.merged, heights, strict=True)
        for row in range(top, top + height)
    }
    grid = [
        row if len(row) == width and n not in touched else [*row, *[None] * (width - len(row))]
        for n, row in enumerate(sheet.rows)
    ]
    for top, left, bottom, right in sheet.merged:
        rows = grid[top : bottom + 1]
        cells = [cell for row in rows for cell in row[left : right + 1]]
        if any(cell != cells[0] and seen(cell) for cell in cells):
            continue
        for row in rows:
            row[left : right + 1] = cells[:1] * len(row[left : right + 1])
    return grid


def narrowed(sheet: Sheet, grid: list[list[Cell]], last: int) -> None:
    """Below the header, let what goes over several columns stand in the first of them alone.

    Whoever merges two cells of a row says something once; a range downwards says it in each row.
    """
    for top, left, bottom, right in sheet.merged:
        for number in range(max(top, last + 1), min(bottom + 1, len(grid))) if right > left else ():
            bare, row = sheet.rows[number], grid[number]
            for at in range(left + 1, min(right + 1, len(row))):
                if at >= len(bare) or not seen(bare[at]):
                    row[at] = None


def replaced(row: list[Cell], taken: Mapping[int, Cell]) -> list[Cell]:
    """A row with other cells in some of its columns."""
    if not taken:
        return row
    made = [*row, *[None] * (max(taken) + 1 - len(row))]
    for at, cell in taken.items():
        made[at] = cell
    return made
