"""A workbook in the official look: its rows as they come, and what stands around them.

Rows are drawn by whoever reads their records and packed as they are taken, so that however many
there are none waits for another.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, NamedTuple, Protocol, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from ledger.sheets.writing import frame
from ledger.sheets.writing.frame import HEADER, SHEET, TYPES, Page
from ledger.sheets.writing.rows import AT, COUNT
from ledger.sheets.writing.unseen import Carried

_LARGE = 200_000
"""From so many records on a part may become larger than an old zip file knows of."""
_LEVEL = 4
"""How hard it is packed: half the work of the usual level, for a file a tenth larger."""
_PACKED = 100
"""So many rows are packed at a time."""
_DIGITS = "零一二三四五六七八九"
_SIZES = ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, ""))


class Grouped(Protocol):
    """A row, as far as it stands under a title."""

    @property
    def group(self) -> str:
        """The title."""


RowT = TypeVar("RowT", bound=Grouped)


class Drawn(NamedTuple):
    """A row: the title it stands under, and itself as `drawing` makes it."""

    group: str
    xml: bytes


class _Table:
    """The rows of a table on their way into a file."""

    def __init__(self, part: IO[bytes], first: int) -> None:
        self._part = part
        self._waiting: list[bytes] = []
        self.last = first

    def take(self, xml: bytes, count: int = 0) -> None:
        """Take the next row."""
        self.last += 1
        at = str(self.last).encode()
        self._waiting.append(xml.replace(AT, at).replace(COUNT, str(count).encode()))
        if len(self._waiting) == _PACKED:
            self.pack()

    def pack(self) -> None:
        """Put what waits into the file."""
        self._part.write(b"".join(self._waiting))
        self._waiting.clear()


def write(file: Path, page: Page, rows: Iterable[Drawn], carried: Carried | None) -> int:
    """Write a workbook and return how many rows it has.

    Args:
        file: the file to be made.
        page: what stands around the table, and its columns.
        rows: the rows in their order, those of a group together.
        carried: what goes with it unseen.
    """
    empty = carried._replace(rows=()) if carried else None
    begun = frame.parts(page, HEADER + 1, (), empty)
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as out:
        _put(out, TYPES, begun.pop(TYPES))
        with out.open(SHEET, "w", force_zip64=page.records > _LARGE) as part:
            part.write(frame.above(begun[SHEET]))
            table = _Table(part, HEADER + 1)
            count, titles = _fill(table, page, rows)
            made = frame.parts(page, table.last, titles, carried)
            part.write(frame.below(made[SHEET], table.last))
        for name in (name for name in begun if name != SHEET):
            _put(out, name, made[name])
    return count


def _put(out: ZipFile, name: str, body: bytes) -> None:
    """Put in a part, of no day: the same sheet is the same file."""
    with out.open(name, "w") as part:
        part.write(body)


def _fill(table: _Table, page: Page, rows: Iterable[Drawn]) -> tuple[int, list[int]]:
    """The rows, under a title for each group: how many there are, and which rows are titles."""
    count, titles = 0, []
    drawing = frame.drawing(page)
    for title, held in titled(page, rows):
        if title:
            titles.append(table.last)
            table.take(drawing.title(title))
        for count, one in enumerate(held, count + 1):  # noqa: B020 - it goes on counting
            table.take(one.xml, count)
    table.pack()
    return count, titles


def titled(page: Page, rows: Iterable[RowT]) -> Iterator[tuple[str, Iterable[RowT]]]:
    """The rows under their titles; one empty title where there are no groups."""
    if page.groups is None:
        yield "", rows
        return
    for place, (group, held) in enumerate(groupby(rows, key=attrgetter("group")), 1):
        yield f"{_chinese(place)}、{group}（{page.groups.get(group, 0)}{page.counted}）", held


def _chinese(number: int) -> str:
    """一, 十一, 二十, 一百零一: as headings count, and as they are known again."""
    said = ""
    for size, sign in _SIZES:
        digit, number = divmod(number, size)
        if digit:
            said += f"{_DIGITS[digit]}{sign}"
        elif said:
            said = f"{said.rstrip('零')}零"
    said = said.rstrip("零")
    return said[1:] if said.startswith("一十") else said
