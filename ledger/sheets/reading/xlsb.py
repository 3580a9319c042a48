"""What the reading library does not tell of a binary workbook: errors, months, what is hidden."""

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ledger.sheets.reading import pinned, styles
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY
from ledger.sheets.reading.styles import Styles
from ledger.sheets.reading.xlsx import Look, Range, spanned

_ROW, _ERROR, _FORMULA, _COLUMNS, _SHEET, _MERGED, _COMMENT = 0, 3, 11, 60, 156, 176, 635
_FONT, _FORMAT, _STYLE, _STYLES = 43, 44, 47, 617
_STRIKES = 0x08
_CELLS = range(2, 12)
"""Cells with something in them; each begins with its column and its style."""
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
            shown = _styles(parts)
            return [
                _look(parts.read(name), shown)._replace(
                    comments=[*_comments(parts, name)], drawn=[*pinned.pictures(parts, name)]
                )
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
    for body in pinned.comments(parts, sheet):
        for kind, at, _end in _records(body):
            if kind == _COMMENT:
                row, _last, column = struct.unpack_from("<III", body, at + 4)
                yield row, column


def _styles(parts: ZipFile) -> Styles:
    if "xl/styles.bin" not in parts.namelist():
        return Styles()
    body = parts.read("xl/styles.bin")
    fonts: list[bool] = []
    formats: dict[int, str] = {}
    cells: list[tuple[int, int]] = []
    for kind, at, _end in _records(body):
        if kind == _FONT:
            fonts.append(bool(body[at + 2] & _STRIKES))
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HI", body, at)
            formats[number] = body[at + 6 : at + 6 + 2 * length].decode("utf-16-le", "replace")
        elif kind == _STYLES:
            cells = []  # those before are of named styles
        elif kind == _STYLE:
            _parent, number, font = struct.unpack_from("<HHH", body, at)
            cells.append((number, font))
    struck = {n for n, strikes in enumerate(fonts) if strikes}
    return styles.of(formats, ((number, font in struck) for number, font in cells))


def _look(body: bytes, shown: Styles) -> Look:
    row = 0
    errors: list[tuple[int, int]] = []
    merged: list[Range] = []
    hidden: list[int] = []
    folded: set[tuple[int, int]] = set()
    styled: list[tuple[int, int, int]] = []
    for kind, at, _end in _records(body):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body, at)
            if body[at + _FLAGS] & _UNSEEN:
                hidden.append(row + 1)
        elif kind in _CELLS:
            at_column, style = struct.unpack_from("<II", body, at)
            styled.append((row, at_column, style & 0xFFFFFF))
            if kind in {_ERROR, _FORMULA}:
                errors.append((row, at_column))
        elif kind == _COLUMNS and body[at + _SHOWN_AS] & 1:
            first, last = struct.unpack_from("<II", body, at)
            folded.add((first, last))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body, at)
            merged.append((top, left, bottom, right))
    return Look(
        errors,
        hidden=hidden,
        merged=merged,
        folded=spanned(folded),
        months=[(row, at) for row, at, style in styled if style in shown.months],
        shares=[(row, at) for row, at, style in styled if style in shown.shares],
        struck=sorted({row + 1 for row, _at, style in styled if style in shown.struck}),
    )
