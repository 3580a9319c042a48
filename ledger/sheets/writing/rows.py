"""Rows of a worksheet as its XML, so that they can be made beside the process that writes them.

XlsxWriter spends most of its time on the cells. Here a row is made in one go wherever its record is
read, with the sign `AT` where its number goes, and a workbook takes it as it is.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ledger.book.exporting.words import CELL

AT = b"\0"
"""Stands for the number of a row."""
COUNT = b"\1"
"""Stands for what the first column counts."""
_AT, _COUNT = AT.decode(), COUNT.decode()
_EPOCH = date(1899, 12, 30).toordinal()
"""The day that spreadsheets count days from."""
_LINE, SPARE, _HIGHEST = 14.5, 6, 409
"""How high a line of a cell is, what stays free around the lines, and how high a row can be."""
_KEPT = 4_000
"""So many cells of a column are kept."""
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPECIAL = re.compile(
    r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$|\n"
)
_CODED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")

AS_TYPED = dict.fromkeys(
    ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"),
    False,
)
"""How XlsxWriter makes nothing of a text but a text."""

Value = str | int | date | None


def height(lines: float) -> float:
    """How high a row of so many lines is."""
    return min(lines * _LINE + SPARE, _HIGHEST)


def lines(widths: Sequence[int], values: Sequence[object]) -> int:
    """How many lines the fullest cell of a row has.

    Programs that open a sheet do not all make rows as high as their text, and none does in print.
    """
    return max(map(_lines, widths, values), default=1)


def _lines(width: int, value: object) -> int:
    """How many lines a cell has in a column of this width."""
    room = max(1, (width - 1) // 2)  # characters of Chinese in a line, between the borders
    if not isinstance(value, str) or (len(value) <= room and "\n" not in value):
        return 1
    # A character of Chinese is two wide and has three bytes: half of both together.
    parts = (len(part) + len(part.encode("utf-8", "replace")) for part in value.split("\n"))
    return sum(max(1, -(-wide // (4 * room))) for wide in parts)


class Styles(NamedTuple):
    """The numbers of the formats in the workbook: of counts, days, titles, each column's text."""

    number: int
    day: int
    title: int
    columns: tuple[int, ...]


class Column(dict[Value, tuple[str, int]]):
    """What makes cells of one column: each its XML and its lines, kept for when it comes again."""

    def __init__(self, at: int, width: int, style: int, styles: Styles) -> None:
        super().__init__()
        self._width = width
        name = xl_col_to_name(at)
        self._empty = f'<c r="{name}{_AT}" s="{style}"/>'
        self._text = f'<c r="{name}{_AT}" s="{style}" t="inlineStr"><is>'
        self._day = f'<c r="{name}{_AT}" s="{styles.day}"><v>'
        self._number = f'<c r="{name}{_AT}" s="{styles.number}"><v>'

    def __missing__(self, value: Value) -> tuple[str, int]:
        if isinstance(value, str) and value:
            made = (f"{self._text}{inline(value)}</is></c>", _lines(self._width, value))
        elif isinstance(value, date):
            made = (f"{self._day}{value.toordinal() - _EPOCH}</v></c>", 1)
        else:
            made = (f"{self._number}{value}</v></c>" if value or value == 0 else self._empty, 1)
        if len(self) < _KEPT:
            self[value] = made
        return made


class Drawing:
    """What makes rows of one sheet out of values."""

    def __init__(self, styles: Styles, widths: Sequence[int]) -> None:
        pairs = zip(widths, styles.columns, strict=True)
        self._columns = [Column(at, *pair, styles) for at, pair in enumerate(pairs, 1)]
        self._title = styles.title
        self._first = f'<c r="A{_AT}" s="{styles.number}"><v>{_COUNT}</v></c>'

    def row(self, values: Sequence[Value]) -> bytes:
        """A row."""
        drawn = [column[value] for column, value in zip(self._columns, values, strict=True)]
        most = max([tall for _cell, tall in drawn])
        high = f' ht="{height(most)}" customHeight="1"' if most > 1 else ""
        cells = "".join([cell for cell, _tall in drawn])
        return f'<row r="{_AT}"{high}>{self._first}{cells}</row>'.encode()

    def title(self, said: str) -> bytes:
        """A title over all columns."""
        names = [xl_col_to_name(at) for at in range(len(self._columns) + 1)]
        first, *rest = [f'<c r="{name}{_AT}" s="{self._title}"' for name in names]
        cells = f'{first} t="inlineStr"><is>{inline(said)}</is></c>{"/>".join([*rest, ""])}'
        return f'<row r="{_AT}">{cells}</row>'.encode()


def inline(said: str) -> str:
    """A text as the element of a cell: whatever it holds, it is text."""
    if len(said) * 2 > CELL:
        units = said.encode("utf-16-le", "surrogatepass")[: CELL * 2]
        said = units.decode("utf-16-le", "ignore")
    if not _SPECIAL.search(said):
        return f"<t>{said}</t>"
    plain = _CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", said).translate(_MARKUP)
    return f'<t xml:space="preserve">{plain}</t>'
