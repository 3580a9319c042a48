"""Cells of an open document that show an error: the reading library gives nothing for them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ledger.sheets.reading.plain_text import ERRORS
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY

_NAMES = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TABLE = _NAMES.format("table")
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_MOST = 16_384
"""What is repeated more often goes on to the edge of the sheet."""


def errors(file: Path) -> list[list[tuple[int, int]]]:
    """By sheet, in the order of the workbook, the rows and columns from 0 that show an error.

    Raises:
        Refusal: the file is damaged.
    """
    try:
        with ZipFile(file) as parts, parts.open("content.xml") as part:
            return [*_sheets(ET.iterparse(part, ("start", "end")))]  # noqa: S314 - see `sniff`
    except (*UNPACKED_BADLY, ET.ParseError):
        raise Refusal("broken") from None


def _sheets(events: Iterable[tuple[str, ET.Element]]) -> Iterator[list[tuple[int, int]]]:
    """The cells of each sheet; a table within a cell of another is none."""
    depth = number = 0
    found: list[tuple[int, int]] = []
    for event, element in events:
        if element.tag == _SHEET:
            depth += 1 if event == "start" else -1
            if depth == 0:
                yield found
                found, number = [], 0
        elif element.tag == _ROW and event == "end" and depth == 1:
            columns = [*_erring(element)]
            times = _times(element, "rows")
            found += [(row, at) for row in range(number, number + times) for at in columns]
            number += times
            element.clear()


def _erring(row: ET.Element) -> Iterator[int]:
    """The columns of a row that show an error."""
    at = 0
    for cell in row:
        times = _times(cell, "columns")
        if cell.tag in _CELLS and _is_error(cell):
            yield from range(at, at + times)
        at += times


def _is_error(cell: ET.Element) -> bool:
    """Whether a cell says that it is an error, or a formula came to the text of one."""
    counted = cell.get(f"{_TABLE}formula") is not None
    return cell.get(_KIND) == "error" or (counted and "".join(cell.itertext()) in ERRORS)


def _times(element: ET.Element, what: str) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), _MOST)
