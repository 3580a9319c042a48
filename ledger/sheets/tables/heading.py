"""Which rows of a sheet head its table: those that say most, or those that a person names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import around, headers
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.header_words import meant, plain
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
_OWN = {
    "household": ("no-household", {"size", "categories", "staff", "card"}, ("户",)),
    "station": (
        "no-station",
        {"code", "type", "parent", "region", "households", "since"},
        ("工作站", "站点", "村情", "基本情况", "一览"),
    ),
}
"""The fields of households and stations that rosters and lists of who came have not, words of a
title that say what the rows are, too, and why a sheet with neither is refused."""


class Heading(NamedTuple):
    """A row of a sheet, from 1, that may head a table, and its texts."""

    sheet: str
    row: int
    texts: tuple[str, ...]


def may_head(sheet: Sheet) -> list[Heading]:
    """The first rows with texts enough that say nothing of the sheet itself; something is below.

    Rows with numbers or days are data, so they are among them only where there are no others.
    """
    rows = [
        Heading(sheet.name, number, tuple(dict.fromkeys(text for c in row if (text := seen(c)))))
        for number, row in enumerate(sheet.rows[:-1][:FIRST], 1)
    ]
    rows = [one for one in rows if len(one.texts) >= FEWEST and not around.is_around(one.texts)]
    return [one for one in rows if not any(map(_is_counted, one.texts))] or rows


def _is_counted(text: str) -> bool:
    """Whether a cell holds a number or a day, as no header does."""
    return re.fullmatch(r"\d+(?:[./:-]\d+)*", text) is not None


def hints(kind: str, title: str) -> bool:
    """Whether a title has a word that tells this kind."""
    return any(word in title for word in _HINTS[kind])


def named(
    sheet: Sheet,
    grid: Sequence[list[Cell]],
    kinds: Sequence[str],
    known: dict[str, str] | None,
    header: int,
) -> Header:
    """The header that ends in the row that a person named, and begins where its cells do."""
    first = last = header - 1
    while last - first + 1 < LEVELS and _is_lower(sheet, first):
        first -= 1
    if not (heads := labels(sheet, grid, first, last)):  # what is merged with it are no levels
        first, heads = last, labels(sheet, grid, last, last)
    tried = (Header(first, last, kind, headers.match(kind, heads, known)) for kind in kinds)
    return max(tried, key=lambda one: one.match.score())


def best(
    sheet: Sheet, grid: Sequence[list[Cell]], kinds: Sequence[str], known: dict[str, str] | None
) -> Header:
    """The header that says most; the first such row, and all its levels."""
    tried = list(_tried(sheet, grid, kinds, known))
    every = [header for header in tried if _suffices(header.match, known or {})]
    if not every:
        raise _headless(sheet, grid, tried, kinds[0])
    found = [header for header in every if not _is_lower(sheet, header.first)] or every
    found = _deepest(found)
    most = max(header.match.score() for header in found)
    found = [header for header in found if header.match.score() == most]
    title = " ".join(seen(cell) for row in grid[: found[0].first] for cell in row) + sheet.name
    hinted = [h for h in found if hints(h.kind, title)]
    found = hinted or found
    certain = max(header.match.certain() for header in found)
    chosen = [header for header in found if header.match.certain() == certain]
    if doubted := next((h for h in chosen if len(kinds) > 1 and _only_names(h, title)), None):
        names = any(column.field == "name" for column in doubted.match.columns.values())
        of_kind = doubted.kind if names else "station"  # of households it names their places alone
        raise Refusal(_OWN[of_kind][0], f"{sheet.name}!{doubted.last + 1}")
    if len({header.kind for header in chosen}) > 1:
        top = chosen[0]
        fit = {header.kind for header in chosen if header.first == top.first}
        if other := next((header for header in chosen if header.kind not in fit), None):
            cell = f"{sheet.name}!{cell_name(other.first, 0)}"
            raise Refusal("two-tables", cell, first=top.first + 1)
        raise Refusal("which-kind", f"{sheet.name}!{top.first + 1}")
    return min(chosen, key=lambda header: (header.first, -header.last))


def _only_names(header: Header, title: str) -> bool:
    """Whether rows only name persons or places: a roster, who signed in, whose village is whose."""
    is_sure = header.match.is_for and header.kind != "station"  # 村名 heads any list of villages
    if is_sure or header.kind not in _OWN:
        return False
    _code, own, words = _OWN[header.kind]
    said = {one.field for one in header.match.columns.values()}
    return own.isdisjoint(said) and not any(word in title for word in words)


def _headless(
    sheet: Sheet, grid: Sequence[list[Cell]], tried: Sequence[Header], kind: str
) -> Refusal:
    """The refusal of a sheet without a header: the row that comes nearest, words that would do."""
    nearest = max(tried, key=lambda header: (header.match.score(), -header.last), default=None)
    if nearest is None or not nearest.match.columns:
        return Refusal("no-header", sheet.name, words=_(", ").join(_SUCH[kind][:_FEW]))
    heads = labels(sheet, grid, nearest.first, nearest.last)
    said = {column.field for column in nearest.match.columns.values()}
    kind = nearest.kind
    words = [w for w in _SUCH[kind] if (one := meant(kind, w)) and one.field not in said]
    return Refusal(
        "few-headers",
        sheet.name,
        row=nearest.last + 1,
        n=len(nearest.match.columns) + len(nearest.match.unknown),
        known=_(", ").join(heads[at] for at in nearest.match.columns),
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


def _suffices(match: headers.Match, known: Mapping[str, str]) -> bool:
    """Whether at least half of what a row says is known, or enough of it.

    What a person wants to be passed over is neither known nor unknown.
    """
    unknown = sum(plain(header) not in known for header in match.unknown.values())
    half = (len(match.columns) + unknown) / 2
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
