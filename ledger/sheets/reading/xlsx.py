"""What the reading library does not tell of an .xlsx sheet: errors, pictures, what is hidden.

The parts are looked through as bytes, since a tree of two million cells would not fit.
"""

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from ledger.sheets.reading import bounds, pinned, styles
from ledger.sheets.reading.cell_names import cell_name, column, position
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.sniff import UNPACKED_BADLY
from ledger.sheets.reading.styles import Styles

_SHARED, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_ERROR = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"')
_FORMULA = re.compile(
    rb'<c ([^>]*\br="([A-Z]+\d+)"[^>]*)>\s*<f\b[^>]*?'
    rb"(?:/>|>[^<]*(?:<!\[CDATA\[(?s:(?!\]\]>).)*\]\]>[^<]*)*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>"
)
"""A formula with nothing after it, or an empty value, which is one if it is of text."""
_HIDDEN = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_FOLDED = re.compile(rb'<col\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(?:min|max)="([1-9]\d{0,6})"')
_FAR = re.compile(rb'<c (?=[^>]*\br="([A-Z]{3,})(\d+)")[^>]*[^/]>\s*<(?:v|is|f)\b')
"""A cell far to the right that says something; a format may go on to the edge of the sheet."""
_MAYBE_FAR = re.compile(rb'r="[A-Z]{3}')
_LAST = re.compile(rb'<row [^>]*\br="(\d+)"')
_NUMBER = re.compile(rb'^[^>]*\br="(\d+)"')
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
_IN_CELL = b"DISPIMG("
_PICTURE = re.compile(
    rb'<c (?=[^>]*\br="([A-Z]+\d+)")[^>]*>\s*(?:<f\b[^>]*>[^<]*</f>\s*)?'
    rb"(?:<v>|<is>\s*<t\b[^>]*>)=(?:_xlfn\.)?DISPIMG\("
)
"""A picture that WPS keeps in a cell, as a formula that other programs show as it is."""
_STYLED = rb'<c (?=[^>]*\bs="(?:%b)")[^>]*\br="([A-Z]+\d+)"[^>]*[^/]>\s*<(?:v|is|f)\b'
"""A cell of some styles with something in it."""
_SAYS = (b"<v>", b"<is>", b"<f")


Range = tuple[int, int, int, int]
"""The first row and column of merged cells, and the last ones, from 0."""


class Look(NamedTuple):
    """What was found in one sheet besides its values.

    `errors` are rows and columns from 0, `uncounted` cells as they are named, `hidden` rows from 1,
    `merged` ranges that the reading library does not know of, `folded` columns from 0 that are
    hidden, `comments` rows and columns from 0 of cells with a remark pinned to them; so are
    `months` and `shares` of cells that show no more than a month, or a share of a hundred,
    `pictures` of those that are one, and `drawn` of those at which one begins that lies above the
    cells; `struck` are rows from 1 with something struck through.
    """

    errors: Sequence[tuple[int, int]] = ()
    uncounted: Sequence[str] = ()
    hidden: Sequence[int] = ()
    values: int | None = None
    said: tuple[int, int] | None = None
    merged: Sequence[Range] = ()
    folded: Sequence[int] = ()
    comments: Sequence[tuple[int, int]] = ()
    months: Sequence[tuple[int, int]] = ()
    shares: Sequence[tuple[int, int]] = ()
    pictures: Sequence[tuple[int, int]] = ()
    drawn: Sequence[tuple[int, int]] = ()
    struck: Sequence[int] = ()


def is_stamped(file: Path) -> bool:
    """Whether the properties of a workbook say that it went out from a ledger."""
    with suppress(KeyError, zipfile.BadZipFile, OSError), zipfile.ZipFile(file) as parts:
        if parts.getinfo(_PROPERTIES).file_size <= _LARGEST:
            return _STAMP.search(parts.read(_PROPERTIES)) is not None
    return False


def look(file: Path, wanted: str | None) -> dict[str, Look]:
    """What each sheet of a workbook, or the one that is wanted, holds besides its values.

    Raises:
        Refusal: a cell lies far beyond any table.
    """
    with zipfile.ZipFile(file) as parts:
        try:
            empty, shown = _empty(parts), _styles(parts)
            return {
                name: _of(_usual(_bare(parts.read(part))), name, empty, shown)._replace(
                    comments=[
                        position(cell.decode())
                        for body in pinned.comments(parts, part)
                        for cell in _COMMENT.findall(body)
                    ],
                    drawn=[*pinned.pictures(parts, part)],
                )
                for name, part in _sheets(parts).items()
                if wanted in (None, name)
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


def _styles(parts: zipfile.ZipFile) -> Styles:
    return styles.read(parts.read(_STYLES)) if _STYLES in parts.namelist() else Styles()


def _of(body: bytes, name: str, empty: frozenset[bytes], shown: Styles) -> Look:
    _require_near(body, name)
    said = _SAID.search(body)
    wide = column(said[1].decode()) + 1 if said else 1
    pictures = [position(cell.decode()) for cell in _all(_PICTURE, _IN_CELL, body)]
    return Look(
        [position(cell.decode()) for cell in _all(_ERROR, b't="e"', body)],
        [
            cell.decode()
            for about, cell, value in _all(_FORMULA, b"<f", body)
            if not (value and b't="str"' in about)
        ],
        sorted({int(row) for row in _all(_HIDDEN, b'hidden="', body)}),
        _values(body, empty) - len(pictures),
        (int(said[2]), wide) if said else None,
        folded=spanned(_folded(body)),
        months=[*_styled(body, shown.months)],
        shares=[*_styled(body, shown.shares)],
        pictures=pictures,
        struck=sorted({row + 1 for row, _column in _styled(body, shown.struck)}),
    )


def _require_near(body: bytes, name: str) -> None:
    """Refuse values far from the table: many cells would be read, and hardly any say anything."""
    for letters, row in _FAR.findall(body) if _MAYBE_FAR.search(body) else ():
        if column(letters.decode()) >= bounds.COLUMNS:
            cell = f"{name}!{letters.decode()}{row.decode()}"
            raise Refusal("columns", cell, most=bounds.COLUMNS)
    rows = [int(row) for row in _LAST.findall(body)]
    if rows and max(rows) > (most := 2 * len(rows) + 10_000):
        last = max((row for row in _filled(body)), default=0)
        if last > most:
            raise Refusal("cells", f"{name}!A{last}")


def _filled(body: bytes) -> Iterator[int]:
    """The rows with something in them."""
    for row in body.split(b"<row ")[1:]:
        found = _NUMBER.search(row)
        if found and any(sign in row for sign in _SAYS):
            yield int(found[1])


def _styled(body: bytes, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where the cells of some styles stand that have something in them."""
    used = [number for number in (b"%d" % one for one in numbers) if b's="%b"' % number in body]
    for cell in re.findall(_STYLED % b"|".join(used), body) if used else ():
        yield position(cell.decode())


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


def _values(body: bytes, empty: frozenset[bytes]) -> int:
    """How many cells have something in them: a value that is not empty, or a text of their own."""
    values = body.count(b"<v>") - body.count(b"<v><")
    if empty:
        values -= sum(one[1] in empty for one in _REFERS.finditer(body))
    if texts := body.count(b"<is>"):
        values += texts - body.count(b"<is><t></t></is>") - body.count(b"<is><t/></is>")
    return values
