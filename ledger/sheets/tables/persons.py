"""Rows of a register that are persons of a household, and not its head."""

import re
from collections.abc import Callable, Iterator, Sequence

from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.header_words import leaf, plain
from ledger.sheets.tables.headers import Header

_RELATION = re.compile(r"与?[户家]主的?关系|(?:家庭|成员|家庭成员)关系")
"""The header of a list of persons that tells what each is to the head of the household."""
_OPEN = "关系"
"""A header that says so where its cells do."""
_HEAD = re.compile(r"[户家]主(?:本人)?|本人(?:或?户主)?|本人/户主|")
"""What stands below it in the row of the head."""


def of(sheet: Sheet, grid: Sequence[list[Cell]], header: Header) -> Callable[[int], bool]:
    """What tells whether a row is a person: by the relation, else by a head merged over rows."""
    if header.kind != "household":
        return lambda _at: False
    if relations := [*_relations(grid, header)]:
        return lambda at: not all(_HEAD.fullmatch(seen(grid[at][column])) for column in relations)
    return {*_members(sheet, grid, header)}.__contains__


def _relations(grid: Sequence[list[Cell]], header: Header) -> Iterator[int]:
    """The columns that tell who in a household a person is."""
    for at, label in header.match.unknown.items():
        below = (seen(row[at]) for row in grid[header.last + 1 :])
        said = plain(leaf(label))
        if _RELATION.fullmatch(plain(label)) or (
            said == _OPEN and any(text and _HEAD.fullmatch(text) for text in below)
        ):
            yield at


def _members(sheet: Sheet, grid: Sequence[list[Cell]], header: Header) -> Iterator[int]:
    """The rows below the first of those over which the cell of a head is merged."""
    names = {at for at, one in header.match.columns.items() if one.field == "name"}
    for top, left, bottom, right in sheet.merged:
        if top > header.last and not names.isdisjoint(range(left, right + 1)):
            for at in range(top + 1, min(bottom + 1, len(grid))):
                bare = sheet.rows[at][left : left + 1]
                if seen(grid[at][left]) and not any(map(seen, bare)):
                    yield at
