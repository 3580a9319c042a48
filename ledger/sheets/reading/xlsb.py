"""What the reading library does not tell of a binary workbook: errors, comments, what is hidden."""

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY
from ledger.sheets.reading.xlsx import Look, Range, commented, spanned

_ROW, _ERROR, _FORMULA, _COLUMNS, _SHEET, _MERGED, _COMMENT = 0, 3, 11, 60, 156, 176, 635
_FLAGS, _UNSEEN = 11, 0x10
"""Where a row tells how it is shown, and what it tells there if it is hidden."""
_SHOWN_AS = 16
"""Where columns tell it: they are hidden if it is odd."""


def looks(file: Path) -> list[Look]:
    """What each sheet holds besides its values, in the order of the workbook.

    Raises:
        Refusal: the file is damaged.
    """
    try:
        with ZipFile(file) as parts:
            related = ET.fromstring(parts.read("xl/_rels/workbook.bin.rels"))  # noqa: S314 - `sniff`
            targets = {one.get("Id"): str(one.get("Target")) for one in related}
            names = [
                name[1:] if name.startswith("/") else f"xl/{name}"
                for name in (targets[said] for said in _sheets(parts.read("xl/workbook.bin")))
            ]
            return [
                _look(parts.read(name))._replace(comments=[*_comments(parts, name)])
                for name in names
            ]
    except (*UNPACKED_BADLY, struct.error, IndexError, ET.ParseError):
        raise Refusal("broken") from None


def _records(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record: its kind, and where its body begins and ends."""
    at = 0
    while at < len(body):
        kind, at = body[at], at + 1
        if kind > 0x7F:  # noqa: PLR2004 - seven bits in a byte
            kind, at = (kind & 0x7F) | body[at] << 7, at + 1
        size = shift = 0
        while shift < 28:  # noqa: PLR2004 - four bytes at most
            size |= (body[at] & 0x7F) << shift
            shift += 7 if body[at] > 0x7F else 28  # noqa: PLR2004
            at += 1
        yield kind, at, at + size
        at += size


def _sheets(body: bytes) -> Iterator[str]:
    """The relations by which the sheets are found."""
    for kind, at, _end in _records(body):
        if kind == _SHEET:
            (length,) = struct.unpack_from("<I", body, at + 8)
            yield body[at + 12 : at + 12 + 2 * length].decode("utf-16-le", "replace")


def _comments(parts: ZipFile, sheet: str) -> Iterator[tuple[int, int]]:
    for body in commented(parts, sheet):
        for kind, at, _end in _records(body):
            if kind == _COMMENT:
                row, _last, column = struct.unpack_from("<III", body, at + 4)
                yield row, column


def _look(body: bytes) -> Look:
    row = 0
    errors: list[tuple[int, int]] = []
    merged: list[Range] = []
    hidden: list[int] = []
    folded: set[tuple[int, int]] = set()
    for kind, at, _end in _records(body):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body, at)
            if body[at + _FLAGS] & _UNSEEN:
                hidden.append(row + 1)
        elif kind in {_ERROR, _FORMULA}:
            errors.append((row, *struct.unpack_from("<I", body, at)))
        elif kind == _COLUMNS and body[at + _SHOWN_AS] & 1:
            first, last = struct.unpack_from("<II", body, at)
            folded.add((first, last))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body, at)
            merged.append((top, left, bottom, right))
    return Look(errors, hidden=hidden, merged=merged, folded=spanned(folded))
