"""Tables in text files: CSV and tab-separated, in the encodings that come from WPS and Excel."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from itertools import islice

from ledger.sheets.reading import bounds
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.refusals import Refusal

_SEPARATORS = ("\t", ",", ";")
_CHINESE_COMMA = "，"
"""Separates cells where nothing else does: most texts have some."""
_DECLARED = re.compile(r"sep=([^\s\"]|\t)\r?\n")
"""The line that tells Excel what separates cells, and shows nothing."""
_LOOKED = 10
"""So many rows tell what separates cells."""
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
"""What a cell shows that holds an error, and what a spreadsheet writes of it into a text file."""
_CHINESE = 3
"""So many Chinese characters in a line are no accident."""

GUARDED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
"""Before a text that begins with one of these goes an apostrophe, lest it become a formula: wide
signs do too, where programs are set to the languages that have them."""
_AS_TEXT = re.compile(r"'(\+?\d[\d ./:-]*[xX]?)|=\"([^\"]*)\"")
"""How systems write what a spreadsheet must not take for a number: '13800000000, ="0017"."""
PICTURES = ("=DISPIMG(", "=_xlfn.DISPIMG(")
"""How the formula begins by which WPS keeps a picture in a cell."""
Row = list[str | dict[str, str]]


def rows(body: bytes, name: str = "") -> list[Row]:
    """The cells of a text file; `name` is what it is called where a cell is named.

    Raises:
        Refusal: its encoding is not known or mixed, a quotation mark is wrong, or it is too large.
    """
    text = _decoded(body)
    if (at := text.find("\0")) >= 0:
        raise Refusal("nul", line=text.count("\n", 0, at) + 1)
    found: list[Row] = []
    bare = "'" not in text and '="' not in text
    widest = 1
    for row in _records(text):
        if len(row) > widest:
            if (width := _width(row)) > bounds.COLUMNS:
                cell = cell_name(len(found), width - 1)
                raise Refusal("columns", f"{name}!{cell}", most=bounds.COLUMNS)
            widest = min(len(row), bounds.COLUMNS)
        found.append([*row[: bounds.COLUMNS]] if bare else [*map(_bare, row[: bounds.COLUMNS])])
        if len(found) > min(bounds.ROWS, bounds.CELLS // widest):
            raise Refusal("cells", f"{name}!{cell_name(len(found) - 1, widest - 1)}")
    if any(error in text for error in ERRORS):
        return [[{"e": "#"} if cell in ERRORS else cell for cell in row] for row in found]
    return found


def without_pictures(rows: list[Row]) -> list[tuple[int, int]]:
    """Empty the cells in which WPS kept a picture; where they are."""
    found = [
        (number, at)
        for number, row in enumerate(rows)
        for at, cell in enumerate(row)
        if type(cell) is str and cell.startswith(PICTURES)
    ]
    for number, at in found:
        rows[number][at] = ""
    return found


def _records(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(bounds.FILE)
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    if declared:
        next(reader)
        yield []
    while True:
        began = reader.line_num + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "expected after" in str(error):
                raise Refusal("quoted", line=reader.line_num) from None
            raise Refusal("quotes", line=began) from None


def _separator(text: str) -> str:
    """What cuts the most of the first rows; of those that cut as many, what cuts them finest."""

    def cuts(mark: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        cut = [len(row) for row in islice(rows, _LOOKED) if len(row) > 1]
        return len(cut), sum(cut)

    found = max(_SEPARATORS, key=cuts)
    return found if cuts(found) >= (cuts(_CHINESE_COMMA)[0], 0) else _CHINESE_COMMA


def _bare(cell: str) -> str:
    """A text without what kept it from becoming a formula or a number."""
    if cell[:1] == "'" and cell[1:].startswith(GUARDED):
        return cell[1:]
    found = _AS_TEXT.fullmatch(cell)
    return found[found.lastindex or 0] if found else cell


def _width(row: list[str]) -> int:
    """How many columns a row has up to the last that says something."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0)


def _decoded(body: bytes) -> str:
    """The text: UTF-8 if it is that from end to end, else UTF-16 by its mark, else GB18030."""
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return body.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refusal("encoding", line=body.count(b"\n", 0, error.start) + 1) from None
    body = body.removeprefix(BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        _require_one_encoding(body)
    return body.decode("gb18030")


def _require_one_encoding(body: bytes) -> None:
    """Refuse lines that are in none, or in another than the lines above them.

    What is written in UTF-8 can mostly be read as GB18030 too, and makes no sense then.
    """
    above = ""
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.isascii():
            continue
        here = _encoding(line)
        if here is None:
            raise Refusal("encoding", line=number)
        if here and above not in ("", here):
            raise Refusal("mixed", line=number)
        above = here or above


def _encoding(line: bytes) -> str | None:
    """The encoding of a line, empty where it may be either, None where it is neither."""
    utf8, gb18030 = (_read(line, name) for name in ("utf-8", "gb18030"))
    if utf8 is None:
        return None if gb18030 is None else "gb18030"
    certain = gb18030 is None or sum("\u4e00" <= sign <= "\u9fff" for sign in utf8) >= _CHINESE
    return "utf-8" if certain else ""


def _read(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None
