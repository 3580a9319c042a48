"""A workbook of the binary kind (.xlsb), written record by record: nothing else here can."""

import struct
from collections.abc import Sequence
from pathlib import Path

from making import HEAD, ROW, sheet, zipped

_BOOK = (0x83, 0x84)
_SHEETS, _SHEET = (0x8F, 0x90), 0x9C
_PAGE, _DATA, _SIZE = (0x81, 0x82), (0x91, 0x92), 0x94
_LINE, _NUMBER, _TEXT = 0x00, 0x05, 0x06
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" '
    'ContentType="application/vnd.ms-excel.worksheet"/></Types>'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@sheet("二进制.xlsb")
def binary(path: Path) -> None:
    """The binary format of large workbooks, with a day as a serial number."""
    rows = [HEAD, ROW, [2, "五里镇第二村", "机井干了", "饮水", 46087, "镇水务站", "月底前", ""]]
    zipped(
        path,
        {
            "[Content_Types].xml": f"{_XML}{_TYPES}".encode(),
            "_rels/.rels": _related("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": _book("问题"),
            "xl/_rels/workbook.bin.rels": _related("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": _page(rows),
        },
    )


def _related(kind: str, target: str) -> bytes:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'.encode()


def _record(kind: int, body: bytes = b"") -> bytes:
    """A record: its kind and its length, seven bits in a byte, and its body."""
    return _short(kind) + _short(len(body)) + body


def _short(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80, *_short(high)]) if high else bytes([low])


def _text(said: str) -> bytes:
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def _book(name: str) -> bytes:
    one = _record(_SHEET, struct.pack("<II", 0, 1) + _text("rId1") + _text(name))
    sheets = _record(_SHEETS[0]) + one + _record(_SHEETS[1])
    return _record(_BOOK[0]) + sheets + _record(_BOOK[1])


def _page(rows: Sequence[Sequence[object]]) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    body = _record(_PAGE[0]) + _record(_SIZE, size) + _record(_DATA[0])
    for number, row in enumerate(rows):
        body += _record(_LINE, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        body += b"".join(_cell(at, cell) for at, cell in enumerate(row))
    return body + _record(_DATA[1]) + _record(_PAGE[1])


def _cell(at: int, cell: object) -> bytes:
    place = struct.pack("<II", at, 0)
    if isinstance(cell, int):
        return _record(_NUMBER, place + struct.pack("<d", cell))
    return _record(_TEXT, place + _text(str(cell)))
