"""What a file is, by what it holds; its name tells nothing."""

import re
import zipfile
import zlib
from pathlib import Path

from ledger.sheets.reading import bounds
from ledger.sheets.reading.refusals import Refusal

_ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHERS = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf"),
    *(b"Rar!", b"7z\xbc\xaf", b"PK\x05\x06", b"\x1f\x8b", b"\xfd7zXZ\0"),
    *(b"MZ\x90\0", b"\x7fELF", b"SQLite format 3\0"),
)
"""How pictures, pages and letters begin, packed files, programs and databases."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "content.xml": "ods",
}
_MARKUP = re.compile(rb"(?i)\s*(<[!?a-z]|mime-version\s*:)")
_COMMENTS = re.compile(rb"(?s)<!--.*?(-->|\Z)")
_ROOT = re.compile(rb"<[^!?]")
UNPACKED_BADLY = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError),
    *(OSError, EOFError, ValueError, KeyError),
)
"""What goes wrong with a zipped file that is cut off or damaged."""
_PROLOG = 4096
"""The first element of a part begins within so many bytes."""
_NAMED = 60
"""So many characters of the name of a part are told."""
_BOOK = rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})"
"""How the stream of an old workbook begins, of 97 and of 95."""
_LOCKED = re.compile(rb"(?s)" + _BOOK + rb"(?:\x86\0\0\0)?\x2f\0")
_SECTOR, _DIRECTORY = slice(30, 32), slice(48, 52)
"""Where the head of a compound file tells the size of its sectors, and that of its directory."""


def kind(file: Path) -> str:
    """The format of a file: xlsx, xlsb, ods, xls or text.

    Raises:
        Refusal: it is none of them, or not to be trusted.
    """
    size = file.stat().st_size
    if size == 0:
        raise Refusal("empty")
    if size > bounds.FILE:
        raise Refusal("too-large", size=f"{size >> 20}", most=f"{bounds.FILE >> 20}")
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
    except PermissionError:
        raise Refusal("closed") from None
    if head.startswith(_ZIP):
        return _zipped(file)
    if head.startswith(_COMPOUND):
        return _compound(file)
    if head.startswith(_OTHERS):
        raise Refusal("unknown")
    text = head.decode("utf-16", "replace").encode() if head.startswith(_UTF16) else head
    if _MARKUP.match(text.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")):
        raise Refusal("markup")
    return "text"


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            found = next((kind for part, kind in _KINDS.items() if part in names), None)
            if found is None:
                raise Refusal("unknown")
            _measure(infos)
            if found == "ods":
                _require_sheets(parts)
            _require_no_entities(parts, infos)
    except UNPACKED_BADLY:
        raise Refusal("broken") from None
    except RuntimeError:  # a part that wants a password
        raise Refusal("locked") from None
    return found


def _measure(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what grows beyond measure when it is unzipped."""
    total = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > 2**20 and info.file_size > bounds.RATIO * max(info.compress_size, 1)
        for info in infos
    )
    if total > bounds.UNZIPPED or swollen or len(infos) > bounds.PARTS:
        raise Refusal("bomb")


def _require_sheets(parts: zipfile.ZipFile) -> None:
    """An open document is one of sheets, not of text or slides, and without a password."""
    if b"spreadsheet" not in parts.read("mimetype"):
        raise Refusal("unknown")
    if b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise Refusal("locked")


def _require_no_entities(parts: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    """No part of a workbook declares a document type: one that does wants to swell or to reach.

    Nor does any begin with so much that a declaration could stand behind it.
    """
    for info in infos:
        if info.filename.casefold().endswith((".xml", ".rels")):
            with parts.open(info) as part:
                head = part.read(_PROLOG)
            plain = _COMMENTS.sub(b"", head.replace(b"\0", b""))
            late = len(head) == _PROLOG and not _ROOT.search(plain)
            if late or b"<!DOCTYPE" in plain.upper():
                raise Refusal("entities", part=info.filename[:_NAMED])


def _compound(file: Path) -> str:
    """A compound file is an old workbook, or a new one behind a password, or another document."""
    body = file.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in body or _LOCKED.search(body):
        raise Refusal("locked")
    if any(name.encode("utf-16-le") in body for name in ("Workbook", "Book")):
        return "xls"
    sector = 1 << int.from_bytes(body[_SECTOR], "little")
    if (int.from_bytes(body[_DIRECTORY], "little") + 1) * sector >= len(body):
        raise Refusal("broken")
    raise Refusal("unknown")
