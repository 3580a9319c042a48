"""What the reading library does not tell of an open document: errors, months, what is hidden."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ledger.sheets.reading.plain_text import ERRORS
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY
from ledger.sheets.reading.xlsx import Look, Range, spanned

_NAMES = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TABLE = _NAMES.format("table")
_COMMENT = _NAMES.format("office") + "annotation"
_SHEET, _ROW, _COLUMN = (f"{_TABLE}{name}" for name in ("table", "table-row", "table-column"))
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TYPE = _NAMES.format("office") + "value-type"
_MONTH = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*月?")
"""How a day is shown of which no more than the month was meant."""
_HIDDEN = frozenset({"collapse", "filter"})
"""How a row or column is shown that is not."""
_MOST = 16_384
"""What is repeated more often goes on to the edge of the sheet."""


def looks(file: Path) -> list[Look]:
    """What each sheet holds besides its values, in the order of the workbook.

    Raises:
        Refusal: the file is damaged.
    """
    try:
        with ZipFile(file) as parts, parts.open("content.xml") as part:
            return [*_sheets(ET.iterparse(part, ("start", "end")))]  # noqa: S314 - see `sniff`
    except (*UNPACKED_BADLY, ET.ParseError):
        raise Refusal("broken") from None


def _sheets(events: Iterable[tuple[str, ET.Element]]) -> Iterator[Look]:
    """Each sheet; a table within a cell of another is none."""
    depth, found = 0, _Found()
    for event, element in events:
        if element.tag == _SHEET:
            depth += 1 if event == "start" else -1
            if depth == 0:
                yield found.look()
                found = _Found()
        elif event == "end" and depth == 1:
            if element.tag == _COLUMN:
                found.column(element)
            elif element.tag == _ROW:
                found.row(element)
                element.clear()


@dataclass
class _Found:
    """What was found so far in a sheet of so many rows and columns."""

    high: int = 0
    wide: int = 0
    merged: list[Range] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    folded: list[tuple[int, int]] = field(default_factory=list)
    cells: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: {n: [] for n in _SORTS})

    def column(self, element: ET.Element) -> None:
        times = _times(element, "columns-repeated")
        if _is_unseen(element):
            self.folded.append((self.wide, self.wide + times - 1))
        self.wide += times

    def row(self, element: ET.Element) -> None:
        times = _times(element, "rows-repeated")
        rows = range(self.high, self.high + times)
        for cell, at, end in _cells(element):
            for name, is_such in _SORTS.items():
                if is_such(cell):
                    self.cells[name] += [(row, n) for row in rows for n in range(at, end)]
            if place := _merged(cell, self.high, at):
                self.merged.append(place)
        if _is_unseen(element):
            self.hidden += [row + 1 for row in rows]
        self.high += times

    def look(self) -> Look:
        return Look(
            hidden=self.hidden,
            merged=self.merged,
            folded=spanned(self.folded),
            errors=self.cells["errors"],
            comments=self.cells["comments"],
            months=self.cells["months"],
            shares=self.cells["shares"],
        )


def _cells(row: ET.Element) -> Iterator[tuple[ET.Element, int, int]]:
    """The cells of a row, each with its column and where the next one begins."""
    at = 0
    for cell in row:
        end = at + _times(cell, "columns-repeated")
        if cell.tag in _CELLS:
            yield cell, at, end
        at = end


def _merged(cell: ET.Element, row: int, at: int) -> Range | None:
    """The range that a cell goes over, if it does over more than itself."""
    high, wide = _times(cell, "rows-spanned"), _times(cell, "columns-spanned")
    return (row, at, row + high - 1, at + wide - 1) if (high, wide) > (1, 1) else None


def _is_unseen(element: ET.Element) -> bool:
    return element.get(f"{_TABLE}visibility") in _HIDDEN


def _is_error(cell: ET.Element) -> bool:
    """Whether a cell says that it is an error, or a formula came to the text of one."""
    counted = cell.get(f"{_TABLE}formula") is not None
    return cell.get(_KIND) == "error" or (counted and "".join(cell.itertext()) in ERRORS)


def _is_commented(cell: ET.Element) -> bool:
    return cell.find(_COMMENT) is not None


def _is_month(cell: ET.Element) -> bool:
    return cell.get(_TYPE) == "date" and _MONTH.fullmatch("".join(cell.itertext())) is not None


def _is_share(cell: ET.Element) -> bool:
    return cell.get(_TYPE) == "percentage"


_SORTS: dict[str, Callable[[ET.Element], bool]] = {
    "errors": _is_error,
    "comments": _is_commented,
    "months": _is_month,
    "shares": _is_share,
}
"""What a look tells of cells, and how each is known."""


def _times(element: ET.Element, what: str) -> int:
    return max(1, min(int(element.get(f"{_TABLE}number-{what}", "1")), _MOST))
