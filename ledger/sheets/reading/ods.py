"""What the reading library does not tell of an open document: errors, comments, what is hidden."""

from collections.abc import Iterable, Iterator
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
    depth = number = wide = 0
    errors: list[tuple[int, int]] = []
    merged: list[Range] = []
    hidden: list[int] = []
    folded: list[tuple[int, int]] = []
    comments: list[tuple[int, int]] = []
    for event, element in events:
        if element.tag == _SHEET:
            depth += 1 if event == "start" else -1
            if depth == 0:
                yield Look(
                    errors,
                    hidden=hidden,
                    merged=merged,
                    folded=spanned(folded),
                    comments=comments,
                )
                errors, merged, hidden, folded, comments, number, wide = [], [], [], [], [], 0, 0
        elif element.tag == _COLUMN and event == "end" and depth == 1:
            times = _times(element, "columns-repeated")
            if _is_unseen(element):
                folded.append((wide, wide + times - 1))
            wide += times
        elif element.tag == _ROW and event == "end" and depth == 1:
            cells = [*_cells(element)]
            columns = [n for cell, at, end in cells if _is_error(cell) for n in range(at, end)]
            times = _times(element, "rows-repeated")
            errors += [(row, at) for row in range(number, number + times) for at in columns]
            merged += [place for cell, at, _end in cells if (place := _merged(cell, number, at))]
            comments += [
                (number, at) for cell, at, _end in cells if cell.find(_COMMENT) is not None
            ]
            if _is_unseen(element):
                hidden += range(number + 1, number + times + 1)
            number += times
            element.clear()


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


def _times(element: ET.Element, what: str) -> int:
    return max(1, min(int(element.get(f"{_TABLE}number-{what}", "1")), _MOST))
