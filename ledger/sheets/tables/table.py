"""The table within a sheet: its header, what is written around it, and its rows.

Sheets as people make them have a title over all columns, a line with unit and day, a header of one
to three rows somewhere in the first ten, and rows that are no data: sums, signatures, notes, the
header again on each page, a subject's title over the rows that belong to it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.records.sheet_kinds import KINDS
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import around, below, headers
from ledger.sheets.tables.around import Around
from ledger.sheets.tables.below import Row, Skipped
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.grid import filled, narrowed, seen
from ledger.sheets.tables.header_words import meant
from ledger.sheets.tables.headers import Header
from ledger.sheets.tables.levels import labels
from ledger.words import gettext as _

FIRST = 10
"""The header is looked for in so many rows."""
LEVELS = 3
"""The most rows that one header has."""
FEWEST = 2
"""The fewest headers that make a table."""
_ENOUGH = 4
"""So many that are known make a header, whatever else stands there."""
_FORM = 4
"""So many rows that begin with a header word make a form: one record, written down the page."""
_HINTS = {
    "issue": ("问题", "诉求", "隐患", "销号"),
    "visit": ("走访", "日记", "民情"),
    "household": ("户", "花名册"),
    "station": ("工作站", "站点"),
    "task": ("任务", "清单", "工作安排"),
    "activity": ("活动", "会议", "检查"),
}
"""Words of a title that tell the kind where headers leave it open."""
_SUCH = {
    "issue": ("村", "问题描述", "登记日期", "责任单位", "整改时限", "状态"),
    "visit": ("走访日期", "走访人", "走访对象", "村", "走访内容", "存在问题"),
    "household": ("户号", "户主", "村民小组", "户别", "人口", "联系电话"),
    "station": ("编码", "名称", "上级", "层级", "户数", "负责人"),
    "task": ("任务", "责任单位", "完成时限", "责任人", "要求", "完成情况"),
    "activity": ("日期", "主题", "参加人", "类型", "地点", "主持人"),
}
"""Headers of each kind, for who has none or too few."""
_FEW = 3
"""So many of them are told."""


class Table(NamedTuple):
    """A table found in a sheet; `columns`, `unknown` and `headers` are by column of it, from 0.

    `loose` are columns whose headers were taken for a field only since no other stands for it.
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
    best = _best(sheet, grid, (kind,) if kind else KINDS, known)
    first, last, match = best.first, best.last, best.match
    for ats in match.rivals.values():
        cells = " ".join(f"{sheet.name}!{cell_name(last, at)}" for at in ats)
        raise Refusal("rivals", cells, header=match.columns[ats[0]].header)
    heads = labels(sheet, grid, first, last)
    narrowed(sheet, grid, last)
    rows, skipped = below.rows(sheet, grid, best, heads)
    header = (first + 1, last + 1)
    named = {at: label for at, label in enumerate(heads) if label}
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
        match.loose,
    )


def _is_form(grid: Sequence[list[Cell]]) -> bool:
    """Whether header words stand down the page beside their values, as in a form of one record."""
    firsts = [next((text for cell in row if (text := seen(cell))), "") for row in grid[:30]]
    down = max(_known(kind, firsts) for kind in KINDS)
    rows = [[seen(cell) for cell in row] for row in grid[:FIRST]] if down >= _FORM else []
    return down >= _FORM and all(_known(kind, row) < _FORM for row in rows for kind in KINDS)


def _known(kind: str, texts: Sequence[str]) -> int:
    """How many texts are header words of a kind."""
    return sum(meant(kind, text) is not None for text in texts if text)


def _best(
    sheet: Sheet, grid: Sequence[list[Cell]], kinds: Sequence[str], known: dict[str, str] | None
) -> Header:
    """The header that says most; the first such row, and all its levels."""
    tried = list(_tried(sheet, grid, kinds, known))
    every = [header for header in tried if _suffices(header.match)]
    if not every:
        raise _headless(sheet, grid, tried, kinds[0])
    found = [header for header in every if not _is_lower(sheet, header.first)] or every
    found = _deepest(found)
    most = max(header.match.score() for header in found)
    found = [header for header in found if header.match.score() == most]
    title = " ".join(seen(cell) for row in grid[: found[0].first] for cell in row) + sheet.name
    hinted = [h for h in found if any(word in title for word in _HINTS[h.kind])]
    found = hinted or found
    certain = max(header.match.certain() for header in found)
    chosen = [header for header in found if header.match.certain() == certain]
    if len({header.kind for header in chosen}) > 1:
        top = chosen[0]
        fit = {header.kind for header in chosen if header.first == top.first}
        if other := next((header for header in chosen if header.kind not in fit), None):
            cell = f"{sheet.name}!{cell_name(other.first, 0)}"
            raise Refusal("two-tables", cell, first=top.first + 1)
        raise Refusal("which-kind", f"{sheet.name}!{top.first + 1}")
    return min(chosen, key=lambda header: (header.first, -header.last))


def _headless(
    sheet: Sheet, grid: Sequence[list[Cell]], tried: Sequence[Header], kind: str
) -> Refusal:
    """The refusal of a sheet without a header: the row that comes nearest, words that would do."""
    best = max(tried, key=lambda header: (header.match.score(), -header.last), default=None)
    if best is None or not best.match.columns:
        return Refusal("no-header", sheet.name, words=_(", ").join(_SUCH[kind][:_FEW]))
    heads = labels(sheet, grid, best.first, best.last)
    said = {column.field for column in best.match.columns.values()}
    words = [w for w in _SUCH[best.kind] if (one := meant(best.kind, w)) and one.field not in said]
    return Refusal(
        "few-headers",
        sheet.name,
        row=best.last + 1,
        n=len(best.match.columns) + len(best.match.unknown),
        known=_(", ").join(heads[at] for at in best.match.columns),
        words=_(", ").join(words[:_FEW]),
    )


def _deepest(found: Sequence[Header]) -> list[Header]:
    """Of the levels that a header may have those that say most; of such the more."""
    best: dict[tuple[int, str], Header] = {}
    for header in sorted(found, key=lambda header: (header.match.score()[0], header.last)):
        best[header.first, header.kind] = header
    return [*best.values()]


def _is_lower(sheet: Sheet, row: int) -> bool:
    """Whether merged cells come down into a row from above: it is a lower level of a header."""
    return any(top < row <= bottom for top, _left, bottom, _right in sheet.merged)


def _suffices(match: headers.Match) -> bool:
    """Whether at least half of what a row says is known, or enough of it."""
    half = (len(match.columns) + len(match.unknown)) / 2
    return len(match.columns) >= max(FEWEST, min(_ENOUGH, half))


def _tried(
    sheet: Sheet, grid: Sequence[list[Cell]], kinds: Sequence[str], known: dict[str, str] | None
) -> Iterator[Header]:
    """What each row would be as the header of each kind.

    Below one that is known whole no row is held against what headers may mean besides.
    """
    whole = False
    for first in range(min(FIRST, len(grid))):
        if len({text for cell in grid[first] if (text := seen(cell))}) < FEWEST:
            continue  # a title over all columns
        found = False
        for last in range(first, min(first + LEVELS, len(grid))):
            if around.is_around([seen(cell) for cell in grid[last]]):
                break
            heads = labels(sheet, grid, first, last)
            if len({head for head in heads if head}) < FEWEST:
                continue
            for kind in kinds:
                match = headers.match(kind, heads, known, strict=whole)
                yield Header(first, last, kind, match)
                found |= len(match.columns) >= _ENOUGH and match.is_whole()
        whole |= found


def _around(grid: Sequence[list[Cell]]) -> Around:
    """What the rows above the header say, each text once in its row."""
    lines = [" ".join(dict.fromkeys(t for cell in row if (t := seen(cell)))) for row in grid]
    return around.read([line for line in lines if line])
