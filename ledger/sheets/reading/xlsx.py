"""What the reading library does not tell of an .xlsx sheet: errors, comments, what is hidden.

The parts are looked through as bytes, since a tree of two million cells would not fit.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from ledger.sheets.reading import bounds
from ledger.sheets.reading.cell_names import cell_name, column, position
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY

_SHARED = "xl/sharedStrings.xml"
_ERROR = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"')
_FORMULA = re.compile(
    rb'<c ([^>]*\br="([A-Z]+\d+)"[^>]*)>\s*<f\b[^>]*?'
    rb"(?:/>|>[^<]*(?:<!\[CDATA\[(?s:(?!\]\]>).)*\]\]>[^<]*)*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>"
)
"""A formula with nothing after it, or an empty value, which is one if it is of text."""
_HIDDEN = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_FOLDED = re.compile(rb'<col\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(?:min|max)="([1-9]\d{0,6})"')
_FAR = re.compile(rb'<c [^>]*\br="([A-Z]{3,})(\d+)"')
_MAYBE_FAR = re.compile(rb'r="[A-Z]{3}')
_LAST = re.compile(rb'<row [^>]*\br="(\d+)"')
_PREFIX = re.compile(rb"<(\w+):(?:worksheet|sst)\b")
_ODD = (b"<c>", b"<c\n", b"<c\r", b"<c\t")
"""How cells begin as hardly any program writes them."""
_HEAD = 4096
_EMPTY = re.compile(rb"<si\s*/>|<si>\s*(?:<t\b[^>]*/>|<t\b[^>]*></t>)\s*</si>")
_REFERS = re.compile(rb'<c [^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>')
"""A cell whose text stands among those that cells share, with its number."""
_LARGEST = 2**20
_PROPERTIES = "docProps/custom.xml"
_STAMP = re.compile(rb'<property\b[^>]*\bname="taizhang"')
_SAID = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_COMMENT = re.compile(rb'<(?:\w+:)?comment\s[^>]*\bref="([A-Z]+\d+)"')


Range = tuple[int, int, int, int]
"""The first row and column of merged cells, and the last ones, from 0."""


class Look(NamedTuple):
    """What was found in one sheet besides its values.

    `errors` are rows and columns from 0, `uncounted` cells as they are named, `hidden` rows from 1,
    `merged` ranges that the reading library does not know of, `folded` columns from 0 that are
    hidden, `comments` rows and columns from 0 of cells with a remark pinned to them.
    """

    errors: Sequence[tuple[int, int]] = ()
    uncounted: Sequence[str] = ()
    hidden: Sequence[int] = ()
    values: int | None = None
    said: tuple[int, int] | None = None
    merged: Sequence[Range] = ()
    folded: Sequence[int] = ()
    comments: Sequence[tuple[int, int]] = ()


def is_stamped(file: Path) -> bool:
    """Whether the properties of a workbook say that it went out from a ledger."""
    with suppress(KeyError, zipfile.BadZipFile, OSError), zipfile.ZipFile(file) as parts:
        if parts.getinfo(_PROPERTIES).file_size <= _LARGEST:
            return _STAMP.search(parts.read(_PROPERTIES)) is not None
    return False


def look(file: Path) -> dict[str, Look]:
    """What each sheet of a workbook holds besides its values.

    Raises:
        Refusal: a cell lies far beyond any table.
    """
    with zipfile.ZipFile(file) as parts:
        try:
            empty = _empty(parts)
            return {
                name: _of(_usual(_bare(parts.read(part))), name, empty)._replace(
                    comments=[
                        position(cell.decode())
                        for body in commented(parts, part)
                        for cell in _COMMENT.findall(body)
                    ]
                )
                for name, part in _sheets(parts).items()
            }
        except (*UNPACKED_BADLY, ET.ParseError):
            raise Refusal("broken") from None


def _sheets(parts: zipfile.ZipFile) -> dict[str, str]:
    """The name of each worksheet and its part."""
    # No part declares a document type (`sniff`), so nothing in them can swell or reach out.
    related = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in related
        if str(relation.get("Type")).endswith("/worksheet")
    }
    book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314
    found = {}
    for sheet in book.iterfind(".//{*}sheet"):  # of the usual namespace, or of the strict one
        relation = next((said for name, said in sheet.items() if name.endswith("}id")), None)
        if (target := targets.get(relation)) is not None:
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found[str(sheet.get("name"))] = part
    if len(found) > bounds.SHEETS:
        raise Refusal("sheets", n=len(found), most=bounds.SHEETS)
    return found


def commented(parts: zipfile.ZipFile, sheet: str) -> Iterator[bytes]:
    """The parts of a workbook with the comments on one of its sheets."""
    folder, name = posixpath.split(sheet)
    with suppress(KeyError):  # most sheets are related to nothing
        related = ET.fromstring(parts.read(f"{folder}/_rels/{name}.rels"))  # noqa: S314 - see `_sheets`
        for relation in related:
            if str(relation.get("Type")).endswith("/comments"):
                target = posixpath.join("/", folder, str(relation.get("Target")))
                yield parts.read(posixpath.normpath(target).lstrip("/"))


def _bare(body: bytes) -> bytes:
    """A part as most programs write it; some put a prefix before each of its elements."""
    found = _PREFIX.search(body, 0, _HEAD)
    return re.sub(rb"<(/?)%b:" % found[1], rb"<\1", body) if found else body


def _usual(body: bytes) -> bytes:
    """A sheet as most programs write it: its rows and cells say where they stand, and say it so."""
    told = body.count(b' r="')
    if told >= body.count(b"<c ") + body.count(b"<row ") and not any(odd in body for odd in _ODD):
        return body
    whole = ET.fromstring(body)  # noqa: S314 - see `_sheets`
    row = at = 0
    for element in whole.iter():
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row, at = int(element.get("r", row + 1)), 0
            element.set("r", str(row))
        elif name == "c":
            element.set("r", where := element.get("r", cell_name(row - 1, at)))
            at = position(where)[1] + 1
        element.tag = name
    return ET.tostring(whole)


def _empty(parts: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of shared texts that are empty: WPS writes cells with such a text."""
    if _SHARED not in parts.namelist():
        return frozenset()
    body = _bare(parts.read(_SHARED))
    found = set[bytes]()
    at = number = 0
    for one in _EMPTY.finditer(body):
        number += body.count(b"<si", at, one.start())
        at = one.start()
        found.add(b"%d" % number)
    return frozenset(found)


def _of(body: bytes, name: str, empty: frozenset[bytes]) -> Look:
    for letters, row in _FAR.findall(body) if _MAYBE_FAR.search(body) else ():
        if column(letters.decode()) >= bounds.COLUMNS:
            cell = f"{name}!{letters.decode()}{row.decode()}"
            raise Refusal("columns", cell, most=bounds.COLUMNS)
    rows = [int(row) for row in _LAST.findall(body)]
    said = _SAID.search(body)
    wide = column(said[1].decode()) + 1 if said else 1
    if rows and max(rows) > 2 * len(rows) + 10_000:
        raise Refusal("cells", f"{name}!A{max(rows)}")
    return Look(
        [position(cell.decode()) for cell in _all(_ERROR, b't="e"', body)],
        [
            cell.decode()
            for about, cell, value in _all(_FORMULA, b"<f", body)
            if not (value and b't="str"' in about)
        ],
        sorted({int(row) for row in _all(_HIDDEN, b'hidden="', body)}),
        _values(body) - (sum(one[1] in empty for one in _REFERS.finditer(body)) if empty else 0),
        (int(said[2]), wide) if said else None,
        folded=spanned(_folded(body)),
    )


def _folded(body: bytes) -> Iterator[tuple[int, int]]:
    """The first and the last, from 0, of columns that are hidden."""
    for told in _all(_FOLDED, b'hidden="', body):
        if ends := sorted(int(end) - 1 for end in _SPAN.findall(told)):
            yield ends[0], ends[-1]


def spanned(spans: Iterable[tuple[int, int]]) -> list[int]:
    """The columns between pairs of them, as far as columns are read, each once."""
    within = {(first, min(last, bounds.COLUMNS - 1)) for first, last in spans}
    return sorted({at for first, last in within for at in range(first, last + 1)})


def _all(pattern: re.Pattern[bytes], sign: bytes, body: bytes) -> list[Any]:
    """All that a pattern finds; it looks at each cell, and most sheets have no such sign at all."""
    return pattern.findall(body) if sign in body else []


def _values(body: bytes) -> int:
    """How many cells have something in them: a value that is not empty, or a text of their own."""
    values = body.count(b"<v>") - body.count(b"<v><")
    if texts := body.count(b"<is>"):
        values += texts - body.count(b"<is><t></t></is>") - body.count(b"<is><t/></is>")
    return values
