"""The table within a sheet: its header, what is written around it, and its rows.

Sheets as people make them have a title over all columns, a line with unit and day, a header of one
to three rows somewhere in the first ten, and rows that are no data: sums, signatures, notes, the
header again on each page, a subject's title over the rows that belong to it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from ledger.sheets import around, bounds, columns, headers
from ledger.sheets.around import Around
from ledger.sheets.cell_names import cell_name
from ledger.sheets.columns import Column
from ledger.sheets.headers import Match
from ledger.sheets.reader import Cell, Sheet
from ledger.sheets.refusals import Refusal

FIRST = 10
"""The header is looked for in so many rows."""
LEVELS = 3
"""The most rows that one header has."""
FEWEST = 2
"""The fewest headers that make a table."""
RETURNED = "退回原因"
"""The header under which a workbook of refused rows says why; it says nothing of a record."""
_HEADER = 40
"""A header has no more characters."""
_LABEL = 200
"""So many characters of a header are looked at."""
_FORM = 4
"""So many rows that begin with a header word make a form: one record, written down the page."""
_HINTS = {
    "issue": ("问题", "诉求", "隐患", "销号"),
    "visit": ("走访", "日记", "民情"),
    "household": ("户", "花名册"),
    "station": ("工作站", "站点"),
    "task": ("任务", "清单"),
    "activity": ("活动", "会议", "检查"),
}
"""Words of a title that tell the kind where headers leave it open."""
_SUM = re.compile(r"(合|小|总|共)\s*计(?P<rest>.*)")
_COUNTED = re.compile(r"[\s:]*(\(.*\))?[\s\d.,:;件户人次个条项名元万亩份处起宗%]*")
"""What follows the word of a sum."""
_NOTE = re.compile(
    r"(填表|制表|填报|审核|审批|复核|负责|联系)(人|单位|电话)?(\(签字\))?\s*:|(?P<free>[注备]注?|说明)\s*:"
)
_SUBJECT = re.compile(
    r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+\s*[、.:])\s*"
    r"(?:未分类|(?P<name>.+?)(?:方面|类)?)(?:\([共计]*\d+[件条项个]\))?"
)


class Row(NamedTuple):
    """One row of data: its number in the sheet from 1, its cells, and the title it stands under.

    `fields` and `others` are what the columns mean, the same for every row.
    """

    number: int
    line: list[Cell]
    fields: Mapping[int, str]
    others: Mapping[int, str]
    subject: str = ""

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by field."""
        return {field: self.line[at] for at, field in self.fields.items()}

    @property
    def other(self) -> dict[str, Cell]:
        """The cells under headers that say nothing to us."""
        return {label: self.line[at] for at, label in self.others.items()}


class Skipped(NamedTuple):
    """A row that is no data: its number, what it begins with, and why."""

    number: int
    text: str
    why: str


class Table(NamedTuple):
    """A table found in a sheet; `columns`, `unknown` and `headers` are by column of it, from 0."""

    sheet: str
    kind: str
    header: tuple[int, int]
    columns: dict[int, Column]
    unknown: dict[int, str]
    headers: dict[int, str]
    around: Around
    rows: list[Row]
    skipped: list[Skipped]

    def cell(self, row: int, field: str) -> str:
        """The name of the cell of a row and field, such as 问题!C7; or of the row alone."""
        at = next((at for at, column in self.columns.items() if column.field == field), None)
        return f"{self.sheet}!{cell_name(row - 1, at)}" if at is not None else f"{self.sheet}!{row}"


def find(sheet: Sheet, kind: str | None = None, known: dict[str, str] | None = None) -> Table:
    """The table of a sheet; the kind of its records is found by its headers where none is given.

    Args:
        sheet: the sheet as it was read.
        kind: the kind of record that the rows are, or None.
        known: header words that a person explained before, each with its field.

    Raises:
        Refusal: there is no table, or more than one, or a field has two columns.
    """
    grid = filled(sheet)
    if _is_form(grid):
        raise Refusal("form", sheet.name)
    best = _best(sheet, grid, (kind,) if kind else columns.KINDS, known)
    first, last, match = best.first, best.last, best.match
    for ats in match.rivals.values():
        cells = " ".join(f"{sheet.name}!{cell_name(last, at)}" for at in ats)
        raise Refusal("rivals", cells, header=match.columns[ats[0]].header)
    labels = _labels(sheet, grid, first, last)
    rows, skipped = _rows(sheet, grid, best, labels)
    header = (first + 1, last + 1)
    named = {at: label for at, label in enumerate(labels) if label}
    return Table(
        sheet.name,
        best.kind,
        header,
        match.columns,
        match.unknown,
        named,
        _around(grid[:first]),
        rows,
        skipped,
    )


class _Header(NamedTuple):
    """Rows, from 0, that may be the header of a table of a kind."""

    first: int
    last: int
    kind: str
    match: Match


def _text(cell: Cell) -> str:
    """A cell as text for looking at, on one line, its forms of letters folded."""
    if isinstance(cell, dict):
        cell = cell.get("d", "")
    if cell is None:
        return ""
    return " ".join(normalize("NFKC", cell if type(cell) is str else str(cell)).split())


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
        if any(cell != cells[0] and _text(cell) for cell in cells):
            continue
        for row in rows:
            row[left : right + 1] = cells[:1] * len(row[left : right + 1])
    return grid


def _is_form(grid: Sequence[list[Cell]]) -> bool:
    """Whether header words stand down the page beside their values, as in a form of one record."""
    firsts = [next((text for cell in row if (text := _text(cell))), "") for row in grid[:30]]
    down = sum(headers.meant("issue", text) is not None for text in firsts if text)
    across = max((_known(row) for row in grid[:FIRST]), default=0)
    return down >= _FORM and across < _FORM


def _known(row: Sequence[Cell]) -> int:
    return sum(headers.meant("issue", _text(cell)) is not None for cell in row)


def _best(
    sheet: Sheet, grid: Sequence[list[Cell]], kinds: Sequence[str], known: dict[str, str] | None
) -> _Header:
    """The header that says most; the first such row, and all its levels."""
    found = list(_headers(sheet, grid, kinds, known))
    if not found:
        raise Refusal("no-header", sheet.name)
    most = max(header.match.score() for header in found)
    found = [header for header in found if header.match.score() == most]
    title = " ".join(_text(cell) for row in grid[: found[0].first] for cell in row) + sheet.name
    hinted = [h for h in found if any(word in title for word in _HINTS[h.kind])]
    chosen = hinted or found
    if len({header.kind for header in chosen}) > 1:
        raise Refusal("which-kind", f"{sheet.name}!{chosen[0].first + 1}")
    return min(chosen, key=lambda header: (header.first, -header.last))


def _headers(
    sheet: Sheet, grid: Sequence[list[Cell]], kinds: Sequence[str], known: dict[str, str] | None
) -> Iterator[_Header]:
    """Rows that may be the header: at least half of what they say is known."""
    for first in range(min(FIRST, len(grid))):
        if len({text for cell in grid[first] if (text := _text(cell))}) < FEWEST:
            continue  # a title over all columns
        for last in range(first, min(first + LEVELS, len(grid))):
            if around.is_around([_text(cell) for cell in grid[last]]):
                break
            labels = _labels(sheet, grid, first, last)
            if len({label for label in labels if label}) < FEWEST:
                continue
            for kind in kinds:
                match = headers.match(kind, labels, known)
                if match.score() >= max(FEWEST, sum(map(bool, labels)) / 2):
                    yield _Header(first, last, kind, match)


def _labels(sheet: Sheet, grid: Sequence[list[Cell]], first: int, last: int) -> list[str]:
    """The headers of the columns, levels joined by a slash; none where rows are no levels."""
    if last > first and not _levels(sheet, grid, first, last):
        return []
    found = []
    for at in range(len(grid[first])):
        steps: list[str] = []
        for row in range(first, last + 1):
            step = _text(grid[row][at])
            if step and step not in steps[-1:]:
                steps.append(step)
        label = "/".join(steps)[:_LABEL]
        found.append("" if label == RETURNED else label)
    return found


def _levels(sheet: Sheet, grid: Sequence[list[Cell]], first: int, last: int) -> bool:
    """Whether rows are levels of one header: tied by merged cells of the first, and all text."""
    tied = any(
        top == first and bottom <= last and (bottom > top or right > left)
        for top, left, bottom, right in sheet.merged
    )
    below = [cell for row in grid[first + 1 : last + 1] for cell in row]
    return tied and all(cell is None or isinstance(cell, str) for cell in below)


def _rows(
    sheet: Sheet, grid: Sequence[list[Cell]], header: _Header, labels: Sequence[str]
) -> tuple[list[Row], list[Skipped]]:
    """The rows below the header that are data, and those that are not."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    subject = ""
    fields = {at: column.field for at, column in header.match.columns.items()}
    levels = [[_text(cell) for cell in grid[n]] for n in range(header.first, header.last + 1)]
    levels.append([*labels])
    for at in range(header.last + 1, len(grid)):
        said = [*islice(_said(grid[at]), FEWEST)]
        if not said:
            continue
        number, first = at + 1, said[0]
        if why := _no_data(first, grid[at], levels):
            skipped.append(Skipped(number, first, why))
        elif said[-1] == first and (found := _title(first, grid[at])):
            subject = found["name"] or ""
            skipped.append(Skipped(number, first, "subject"))
        else:
            _require_same_table(sheet, at, grid[at], header)
            rows.append(Row(number, grid[at], fields, header.match.unknown, subject))
    return rows, skipped


def _said(row: Sequence[Cell]) -> Iterator[str]:
    """The texts of a row, those that are empty left out, each folded when it is asked for.

    Most rows are known for data by the first two or three.
    """
    return (text for cell in row if cell is not None and (text := _text(cell)))


def _no_data(first: str, row: Sequence[Cell], levels: Sequence[list[str]]) -> str:
    """Why a row is no data, by its first text; empty where it is.

    A text may begin like a sum or a note; then more stands in the row than beside either.
    """
    if found := _SUM.match(first):
        return "sum" if _COUNTED.fullmatch(found["rest"]) or _is_short(row) else ""
    if found := _NOTE.match(first):
        return "note" if not found["free"] or _is_short(row) else ""
    again = any(first in level for level in levels) and [_text(cell) for cell in row] in levels
    return "header again" if again else ""


def _is_short(row: Sequence[Cell]) -> bool:
    return len({*_said(row)}) <= FEWEST


def _title(first: str, row: Sequence[Cell]) -> re.Match[str] | None:
    """The title of the rows below, where a row has one text over all its columns."""
    return _SUBJECT.fullmatch(first) if all(text == first for text in _said(row)) else None


def _require_same_table(sheet: Sheet, at: int, row: Sequence[Cell], header: _Header) -> None:
    """Refuse a second header of other words further down: another table begins there."""
    known = strange = 0
    for cell in row:
        if not (text := _text(cell)):
            continue
        if type(cell) is str and len(text) <= _HEADER and headers.meant(header.kind, text):
            known += 1
        elif strange:
            return
        else:
            strange = 1
    if known > FEWEST:
        raise Refusal("two-tables", f"{sheet.name}!{cell_name(at, 0)}", first=header.first + 1)


def _around(grid: Sequence[list[Cell]]) -> Around:
    """What the rows above the header say, each text once in its row."""
    lines = [" ".join(dict.fromkeys(t for cell in row if (t := _text(cell)))) for row in grid]
    return around.read([line for line in lines if line])
