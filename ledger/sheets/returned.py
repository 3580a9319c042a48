"""Refused rows as a workbook of their own: the bad cells marked, and beside each row why.

It has the title, the header and all columns of the sheet that came, so that it can be corrected
and taken in; the column with the reasons says nothing of a record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.exporting.words import CELL
from ledger.book.importing import identity
from ledger.book.importing.rows import Row
from ledger.sheets import fitting
from ledger.sheets.cell_names import position
from ledger.sheets.incoming import Incoming
from ledger.sheets.reader import Cell
from ledger.sheets.table import RETURNED, filled
from ledger.sheets.unseen import CARRIED

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SUFFIX = "-退回"
"""What the name of the workbook has after the name of the file that came."""
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)
_DAY = 10
"""So many characters has a day without a time."""
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
_BAD = {**_FONT, "bg_color": "#FFC7CE", "text_wrap": True}
_FORMATS = {
    "above": {"font_name": "宋体", "font_size": 11},
    "header": {**_FONT, "bold": True, "bg_color": "#F2F2F2", "align": "center", "text_wrap": True},
    "plain": {**_FONT, "text_wrap": True},
    "subject": {**_FONT, "bold": True},
    "day": {**_FONT, "num_format": "yyyy-mm-dd"},
    "moment": {**_FONT, "num_format": "yyyy-mm-dd hh:mm:ss"},
    "bad": _BAD,
    "bad day": {**_BAD, "num_format": "yyyy-mm-dd"},
    "bad moment": {**_BAD, "num_format": "yyyy-mm-dd hh:mm:ss"},
}

_TABLE = frozenset({"header", "plain"})
"""The looks of rows that have a cell for each column."""

Faults = Mapping[int, Sequence[tuple[str, str]]]
"""By the number of a row: fields, each with a sentence."""


class _Line(NamedTuple):
    """A row of the workbook: its number in the sheet from 1, and its look."""

    number: int
    look: str


def path_of(file: Path) -> Path:
    """A name beside the file that nothing has yet."""
    stem = re.sub(rf"{SUFFIX}\d*$", "", file.stem)
    names = (f"{stem}{SUFFIX}{number or ''}.xlsx" for number in (0, *range(2, 10_000)))
    return next(path for name in names if not (path := file.with_name(name)).exists())


def write(file: Path, incoming: Incoming, rows: Sequence[Row], faults: Faults) -> None:
    """Write the workbook of the rows that have faults.

    Raises:
        OSError: the disk or the folder refuses.
    """
    from xlsxwriter.exceptions import FileCreateError

    try:
        _write(file, incoming, rows, faults)
    except FileCreateError as error:
        raise error.args[0] from None


def _write(file: Path, incoming: Incoming, rows: Sequence[Row], faults: Faults) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    grid = filled(incoming.sheet)
    drawn = [*_above(incoming), *_below(incoming, rows, faults)]
    table = (grid[line.number - 1] for line in drawn if line.look in _TABLE)
    widths = fitting.widths(table, max(map(len, grid)))
    with xlsxwriter.Workbook(str(file), options) as book:
        looks = {name: book.add_format(form) for name, form in _FORMATS.items()}
        sheet = book.add_worksheet(_name(incoming.sheet.name))
        for at, line in enumerate(drawn):
            told = faults.get(line.number, ())
            for column, (cell, sentences) in enumerate(_cells(incoming, grid, line, told)):
                _put(sheet, (at, column), cell, sentences, line.look, looks)
            reasons = "\n".join(dict.fromkeys(sentence for _field, sentence in told))
            if reasons:
                _text(sheet, at, len(widths), reasons, looks["bad"])
            cells = grid[line.number - 1]
            if line.look == "subject":
                _entitle(sheet, at, cells, looks)
            sheet.set_row(at, fitting.height(cells, widths if line.look in _TABLE else (), reasons))
        _finish(sheet, incoming, widths, looks)
        _carry(book, incoming)


def _above(incoming: Incoming) -> Iterator[_Line]:
    first, last = incoming.table.header
    for number in range(1, last + 1):
        yield _Line(number, "header" if number >= first else "above")


def _below(incoming: Incoming, rows: Sequence[Row], faults: Faults) -> Iterator[_Line]:
    """The refused rows, under their titles, with those that can only be told from them by order."""
    wanted = _with_twins(incoming.kind, rows, faults)
    titles = {one.number for one in incoming.table.skipped if one.why == "subject"}
    waiting = 0
    for number in sorted(wanted | titles):
        if number in titles:
            waiting = number
            continue
        if waiting:
            yield _Line(waiting, "subject")
            waiting = 0
        yield _Line(number, "plain")


def _with_twins(kind: str, rows: Sequence[Row], faults: Faults) -> set[int]:
    """The refused rows, and the rows above them that say the same and are counted before them."""
    keys = identity.keys(kind, [row.fields for row in rows])
    number_of = {key: row.number for key, row in zip(keys, rows, strict=True)}
    wanted = set(faults)
    for key, row in zip(keys, rows, strict=True):
        stem, _mark, count = key.rpartition("\0")
        if row.number in faults and stem in number_of and count.isdecimal():
            before = [stem, *(f"{stem}\0{n}" for n in range(2, int(count)))]
            wanted |= {number_of[one] for one in before if one in number_of}
    return wanted


def _cells(
    incoming: Incoming,
    grid: Sequence[Sequence[Cell]],
    line: _Line,
    faults: Sequence[tuple[str, str]],
) -> Iterator[tuple[Cell, list[str]]]:
    """The cells of a row, each with what is wrong with it."""
    fields = {at: column.field for at, column in incoming.table.columns.items()}
    missing = {position(cell) for cell in incoming.sheet.uncounted}
    for at, cell in enumerate(grid[line.number - 1]):
        sentences = [said for field, said in faults if at in fields and field == fields[at]]
        yield {"e": "="} if (line.number - 1, at) in missing else cell, sentences


def _entitle(
    sheet: "Worksheet", at: int, cells: Sequence[Cell], looks: "Mapping[str, Format]"
) -> None:
    """The title of a subject, over all columns."""
    said = next(cell for cell in cells if isinstance(cell, str) and cell.strip())
    if len(cells) > 1:
        sheet.merge_range(at, 0, at, len(cells) - 1, "", looks["subject"])
    _text(sheet, at, 0, said, looks["subject"])


def _put(
    sheet: "Worksheet",
    where: tuple[int, int],
    cell: Cell,
    sentences: Sequence[str],
    look: str,
    looks: "Mapping[str, Format]",
) -> None:
    plain = "bad" if sentences else look
    if sentences:
        said = _UNSEEN.sub("\ufffd", "\n".join(sentences))
        sheet.write_comment(*where, said, {"x_scale": 2})
    if isinstance(cell, dict) and "e" in cell:
        # An error stays one, or a row that nobody corrected would lose what stood there.
        sheet.write_formula(*where, "=NA()", looks[plain], "#N/A")
    elif isinstance(cell, dict):
        _day(sheet, where, cell["d"], plain, looks)
    elif isinstance(cell, bool):
        sheet.write_boolean(*where, cell, looks[plain])
    elif isinstance(cell, int | float):
        sheet.write_number(*where, cell, looks[plain])
    else:
        _text(sheet, *where, cell or "", looks[plain])


def _day(
    sheet: "Worksheet",
    where: tuple[int, int],
    said: str,
    look: str,
    looks: "Mapping[str, Format]",
) -> None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:  # a time of day, or a length of time
        _text(sheet, *where, said, looks[look])
        return
    kind = "day" if len(said) == _DAY else "moment"
    sheet.write_datetime(*where, moment, looks[f"bad {kind}" if look == "bad" else kind])


def _text(sheet: "Worksheet", row: int, column: int, said: str, look: "Format") -> None:
    if said:
        sheet.write_string(row, column, _UNSEEN.sub("\ufffd", said)[:CELL], look)
    else:
        sheet.write_blank(row, column, None, look)


def _name(name: str) -> str:
    kept = "".join("_" if c in "[]:*?/\\'" else c for c in _UNSEEN.sub("", name)).strip()
    return kept[:31] or "Sheet1"


def _finish(
    sheet: "Worksheet", incoming: Incoming, widths: Sequence[int], looks: "Mapping[str, Format]"
) -> None:
    """Merged cells of title and header, the header of the reasons, and how it is printed."""
    from xlsxwriter.exceptions import OverlappingRange

    first, last = incoming.table.header
    grid = filled(incoming.sheet)
    for top, left, bottom, right in incoming.sheet.merged:
        if bottom < last and (bottom, right) != (top, left):
            look = "header" if top >= first - 1 else "above"
            with suppress(OverlappingRange):
                sheet.merge_range(top, left, bottom, right, "", looks[look])
                _put(sheet, (top, left), grid[top][left], (), look, looks)
    sheet.write_string(last - 1, len(widths), RETURNED, looks["header"])
    fitting.fit(sheet, widths, first - 1, last - 1)


def _carry(book: "Workbook", incoming: Incoming) -> None:
    """What a workbook that went out from here carried unseen goes on with its refused rows."""
    for carried in incoming.file.sheets:
        if carried.name == CARRIED:
            sheet = book.add_worksheet(CARRIED)
            sheet.very_hidden()
            for at, row in enumerate(carried.rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, cell)
