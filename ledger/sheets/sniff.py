"""What a file is, by what it holds; its name tells nothing."""

import re
import zipfile
from pathlib import Path

from ledger.sheets import bounds
from ledger.sheets.refusals import Refusal

_ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
"""How pictures, pages, packed files and letters begin."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "content.xml": "ods",
}
_MARKUP = re.compile(rb"(?i)\s*<(!doctype|html|\?xml|table|meta|head|body|workbook)\b")


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
    with file.open("rb") as opened:
        head = opened.read(4096)
    if head.startswith(_ZIP):
        return _zipped(file)
    if head.startswith(_COMPOUND):
        return _compound(file)
    if head.startswith(_OTHERS):
        raise Refusal("unknown")
    text = head.decode("utf-16", "replace").encode() if head.startswith(_UTF16) else head
    if _MARKUP.match(text.removeprefix(b"\xef\xbb\xbf")):
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
            if found == "ods" and b"encryption-data" in parts.read("META-INF/manifest.xml"):
                raise Refusal("locked")
            _require_no_entities(parts, infos)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, KeyError, EOFError):
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


def _require_no_entities(parts: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    """No part of a workbook declares a document type: one that does wants to swell or to reach."""
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            with parts.open(info) as part:
                if b"<!DOCTYPE" in part.read(4096).replace(b"\0", b"").upper():
                    raise Refusal("entities", part=info.filename)


def _compound(file: Path) -> str:
    """A compound file is an old workbook, or a new one behind a password, or another document."""
    body = file.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise Refusal("locked")
    if any(name.encode("utf-16-le") in body for name in ("Workbook", "Book")):
        return "xls"
    raise Refusal("unknown")
