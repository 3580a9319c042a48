"""What the words of a sheet mean: found by a name, or by title and unit, and kept by a write."""

import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from ledger.book.importing import identity
from ledger.book.importing.rows import Source
from ledger.errors import BrokenFileError
from ledger.index import filed
from ledger.records import paths
from ledger.records.sheet_kinds import SheetKind
from ledger.records.sheet_map import SheetMap
from ledger.store import form

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.book.writing import Writing

_PERIOD = re.compile(
    r"[(（第]*[0-9〇零一二三四五六七八九十]+(年度?|月份?|日(?!期)|周|季度|期|号)[)）]*|[0-9._-]{4,}"
)
_SYMBOLS = 8
"""The name of the file of a map has so many."""


def name_of(source: Source) -> str:
    """What the map of a sheet is called where nobody names it: title and unit, no year or month."""
    said = f"{source.title} {source.unit}".strip() or source.file.rpartition(".")[0] or source.file
    plain = re.sub(r"\s+", " ", _PERIOD.sub("", normalize("NFKC", said))).strip()
    return (plain or said)[:200].strip()


def every(ledger: "Reading") -> Iterator[SheetMap]:
    """All maps of the ledger, but for those that break a rule."""
    for path in filed.within(ledger.index.db, "maps"):
        with suppress(BrokenFileError):
            yield form.read(SheetMap, ledger.git.file(path) or b"", path)


def get(ledger: "Reading", kind: SheetKind, name: str) -> SheetMap:
    """The map of this name, empty where there is none yet."""
    path = _path(kind, name)
    body = ledger.git.file(path) if path in filed.within(ledger.index.db, "maps") else None
    return form.read(SheetMap, body, path) if body else SheetMap(name=name, kind=kind)


def put(writing: "Writing", learnt: SheetMap) -> None:
    """Write a map within a write."""
    writing.put(_path(learnt.kind, learnt.name), learnt)


def _path(kind: str, name: str) -> str:
    number = int.from_bytes(sha256(f"{kind}\0{normalize('NFKC', name)}".encode()).digest())
    return paths.sheet_map(identity.symbols(number, _SYMBOLS))
