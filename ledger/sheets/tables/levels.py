"""The levels of a header: rows tied by merged cells, or by what the lower ones leave open."""

from collections.abc import Iterator, Sequence

from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.tables.grid import seen

RETURNED = "退回原因"
"""The header under which a workbook of refused rows says why; it says nothing of a record."""
_LABEL = 200
"""So many characters of a header are looked at."""
Texts = list[list[str]]
"""The cells of some rows as they are seen."""


def returned_in(sheet: Sheet, header: tuple[int, int]) -> set[int]:
    """The columns in which we said why rows came back; none in a sheet that did not go out so.

    `header` are the first and the last row of the headers, from 1.
    """
    first, last = header
    heads = sheet.rows[first - 1 : last]
    return {at for row in heads for at, cell in enumerate(row) if cell == RETURNED}


def labels(sheet: Sheet, grid: Sequence[list[Cell]], first: int, last: int) -> list[str]:
    """The headers of the columns, levels joined by a slash; none where rows are no levels."""
    rows = [[_head(cell) for cell in row] for row in grid[first : last + 1]]
    if last > first:
        below = (cell for row in grid[first + 1 : last + 1] for cell in row)
        if not all(cell is None or isinstance(cell, str) for cell in below):
            return []
        rows = rows if _is_tied(sheet, first, last) else _spread(rows)
    found = []
    for at in range(len(grid[first]) if rows else 0):
        steps: list[str] = []
        for row in rows:
            if row[at] and row[at] not in steps[-1:]:
                steps.append(row[at])
        found.append("/".join(steps)[:_LABEL])
    for at in _wide(sheet, first, last) if any(found) else ():
        found[at] = ""
    return found


def _wide(sheet: Sheet, first: int, last: int) -> Iterator[int]:
    """The columns that only make one wider: merged with it at the head, and no row fills both."""
    for top, left, bottom, right in sheet.merged:
        if first <= top and bottom == last:
            for at in range(left + 1, right + 1):
                below = (row for row in sheet.rows[last + 1 :] if at < len(row))
                if not any(seen(row[at]) and seen(row[left]) for row in below):
                    yield at


def _head(cell: Cell) -> str:
    text = seen(cell)
    return "" if text == RETURNED else text


def _is_tied(sheet: Sheet, first: int, last: int) -> bool:
    """Whether merged cells of the first row make the others its levels."""
    return any(
        top == first and bottom <= last and (bottom > top or right > left)
        for top, left, bottom, right in sheet.merged
    )


def _spread(rows: Texts) -> Texts:
    """Levels that lost their merged cells, as in a text file, each text over all its columns.

    What stands below it shows how far a text goes. Where a column has a text of its own on both
    levels, as each has that is no group, the lower row is none of the header.
    """
    spread = [[*row] for row in rows]
    for level, row in enumerate(spread[:-1]):
        below = [any(texts) for texts in zip(*rows[level + 1 :], strict=True)]
        for at in range(1, len(row)):
            apart = any(upper[at] != upper[at - 1] for upper in spread[:level])
            if not row[at] and below[at] and below[at - 1] and not apart:
                row[at] = row[at - 1]
    return spread if _are_levels(rows, spread[0]) else []


def _are_levels(rows: Texts, top: Sequence[str]) -> bool:
    """Whether the first row has columns of its own and groups, and the others stand below these."""
    below = [any(texts) for texts in zip(*rows[1:], strict=True)]
    grouped = [
        text != "" and text in (*top[max(at - 1, 0) : at], *top[at + 1 : at + 2])
        for at, text in enumerate(top)
    ]
    own = any(text and not lower for text, lower in zip(top, below, strict=True))
    within = all(group for group, lower in zip(grouped, below, strict=True) if lower)
    return own and within and all(map(any, rows))
