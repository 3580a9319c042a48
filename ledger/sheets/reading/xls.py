"""What the reading library does not tell of an old workbook: errors, months, what is hidden."""

import re
import struct
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ledger.sheets.reading import styles
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.styles import Styles
from ledger.sheets.reading.xlsx import Look, spanned

_BEGIN, _END, _SHEET, _ERROR, _FORMULA = 0x809, 0x0A, 0x85, 0x205, 0x06
_SIGN = re.compile(rb"(?s)\x05\x02\x08\0.{7}\x01|\x06\0.{8}\x02.{5}\xff\xff")
"""What stands somewhere in every stream with such a cell, and seldom elsewhere."""
_HIDDEN = re.compile(rb"(?s)\x08\x02\x10\0.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]")
"""The same for rows that are hidden."""
_FOLDED = re.compile(rb"(?s)\x7d\0[\x0a-\x0c]\0.{8}[%b]" % re.escape(bytes(range(1, 256, 2))))
"""The same for columns."""
_PINNED = re.compile(rb"(?s)\x1c\0.\0.{4}[\0\x02]\0")
"""The same for comments."""
_ROW, _FLAGS, _UNSEEN = 0x208, 12, 0x20
_COLUMNS, _SHOWN_AS = 0x7D, 8
_COMMENT = 0x1C
_FONT, _FORMAT, _STYLE = 0x31, 0x41E, 0xE0
_STRIKES = 0x08
_OF_97 = b"\0\x06"
"""The version of workbooks whose texts tell how wide they are."""
_SKIPPED = 4
"""No font has this number: those from there on count one more."""
_CELLS = frozenset({_FORMULA, 0x203, 0x27E, 0xFD, 0x204})
"""Formulas, numbers in two ways, texts in two ways: each begins with row, column and style."""
_MANY = 0xBD
"""Numbers in cells side by side, each with its style."""
_LAST = 0xFFFFFFFA
"""From this number on, the number of a sector is none but a mark."""
_SMALL = 64
"""The size of the sectors of short streams."""
_ENTRY = 128
_ROOT = 5


def looks(file: Path) -> list[Look]:
    """What each sheet holds besides its values, in the order of the workbook.

    Raises:
        Refusal: the file is damaged.
    """
    try:
        stream = _workbook(file.read_bytes())
        starts, shown = [*_starts(stream)], _styles(stream)
        found, hidden, folded, pinned = (
            sign.search(stream) is not None for sign in (_SIGN, _HIDDEN, _FOLDED, _PINNED)
        )
        return [
            Look(
                [*_erring(stream, start)] if found else [],
                hidden=[*_unseen(stream, start)] if hidden else [],
                folded=spanned(_folded(stream, start)) if folded else [],
                comments=[*_commented(stream, start)] if pinned else [],
                months=[*_styled(stream, start, shown.months)],
                shares=[*_styled(stream, start, shown.shares)],
                struck=sorted({row + 1 for row, _at in _styled(stream, start, shown.struck)}),
            )
            for start in starts
        ]
    except (struct.error, IndexError, StopIteration, ValueError):
        raise Refusal("broken") from None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Each record up to the end of the part that begins here: its kind and its body."""
    depth = 0
    while True:
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if not depth:
            return
        if depth == 1:  # what is deeper belongs to a chart within the sheet
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _starts(stream: bytes) -> Iterator[int]:
    """Where each sheet begins."""
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            yield int.from_bytes(body[:4], "little")


def _erring(stream: bytes, start: int) -> Iterator[tuple[int, int]]:
    for kind, body in _records(stream, start):
        typed = kind == _ERROR and body[7] == 1
        counted = kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff"  # noqa: PLR2004
        if typed or counted:
            row, column = struct.unpack_from("<HH", body)
            yield row, column


def _unseen(stream: bytes, start: int) -> Iterator[int]:
    """The rows, from 1, that are hidden."""
    for kind, body in _records(stream, start):
        if kind == _ROW and body[_FLAGS] & _UNSEEN:
            yield int.from_bytes(body[:2], "little") + 1


def _folded(stream: bytes, start: int) -> Iterator[tuple[int, int]]:
    """The first and the last, from 0, of columns that are hidden."""
    for kind, body in _records(stream, start):
        if kind == _COLUMNS and body[_SHOWN_AS] & 1:
            first, last = struct.unpack_from("<HH", body)
            yield first, last


def _commented(stream: bytes, start: int) -> Iterator[tuple[int, int]]:
    for kind, body in _records(stream, start):
        if kind == _COMMENT:
            row, column = struct.unpack_from("<HH", body)
            yield row, column


def _styles(stream: bytes) -> Styles:
    fonts: list[bool] = []
    formats: dict[int, str] = {}
    cells: list[tuple[int, int]] = []
    text = 0
    for kind, body in _records(stream, 0):
        if kind == _BEGIN:
            text = 5 if body[:2] == _OF_97 else 3
        elif kind == _FONT:
            fonts.append(bool(body[2] & _STRIKES))
        elif kind == _FORMAT:
            wide = text == 5 and body[4] & 1  # noqa: PLR2004 - before that stand length and kind
            code = body[text:].decode("utf-16-le" if wide else "latin-1", "replace")
            formats[int.from_bytes(body[:2], "little")] = code
        elif kind == _STYLE:
            font, number = struct.unpack_from("<HH", body)
            cells.append((number, font))
    struck = {n if n < _SKIPPED else n + 1 for n, strikes in enumerate(fonts) if strikes}
    return styles.of(formats, ((number, font in struck) for number, font in cells))


def _styled(stream: bytes, start: int, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where the cells of some styles stand that have something in them."""
    for kind, body in _records(stream, start) if numbers else ():
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in numbers:
                yield row, column
        elif kind == _MANY:
            row, first = struct.unpack_from("<HH", body)
            for n, (style, _number) in enumerate(struct.iter_unpack("<HI", body[4:-2])):
                if style in numbers:
                    yield row, first + n


def _workbook(body: bytes) -> bytes:
    """The stream of a compound file that holds the workbook."""
    size = 1 << struct.unpack_from("<H", body, 30)[0]
    directory, least, small, more = (
        struct.unpack_from("<I", body, at)[0] for at in (48, 56, 60, 68)
    )
    heads = _numbers(body[76:512])
    while more < _LAST and len(heads) * size <= len(body):
        *block, more = _numbers(_sector(body, size, more))
        heads += block
    table = [n for head in heads if head < _LAST for n in _numbers(_sector(body, size, head))]
    listed = _chain(body, size, table, directory)
    entries = [listed[at : at + _ENTRY] for at in range(0, len(listed), _ENTRY)]
    start, length = next(_place(one) for one in entries if _name(one) in {"workbook", "book"})
    if length >= least:
        return _chain(body, size, table, start)[:length]
    root = next(_place(one)[0] for one in entries if one[66] == _ROOT)
    short = b"\0" * _SMALL + _chain(body, size, table, root)  # no head precedes its sectors
    numbers = _numbers(_chain(body, size, table, small))
    return _chain(short, _SMALL, numbers, start)[:length]


def _chain(body: bytes, size: int, table: Sequence[int], at: int) -> bytes:
    """The sectors that follow each other from one on."""
    found: list[bytes] = []
    while at < _LAST and len(found) <= len(table):
        found.append(_sector(body, size, at))
        at = table[at]
    return b"".join(found)


def _sector(body: bytes, size: int, number: int) -> bytes:
    return body[(number + 1) * size : (number + 2) * size]


def _numbers(body: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", body[: len(body) // 4 * 4])]


def _place(entry: bytes) -> tuple[int, int]:
    """Where a stream begins, and its length."""
    start, length = struct.unpack_from("<II", entry, 116)
    return start, length


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
