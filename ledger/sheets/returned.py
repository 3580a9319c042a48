"""Refused rows as a workbook of their own: the bad cells marked, and beside each row why.

It has the title, the header and all columns of the sheet that came, so that it can be corrected
and taken in; the column with the reasons says nothing of a record.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing import identity
from ledger.book.importing.rows import GIVEN_BACK, Row
from ledger.sheets.incoming import Incoming
from ledger.sheets.reading.cell_names import position
from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables.grid import filled, seen
from ledger.sheets.tables.levels import RETURNED
from ledger.sheets.writing import fitting, marking
from ledger.sheets.writing.rows import AS_TYPED
from ledger.sheets.writing.unseen import CARRIED, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_AT_HAND = 1_000_000
"""So many cells are packed in memory; what is not may be left in another folder by a kill."""
_LONGEST = 255
"""The most bytes of the name of a file."""
_TABLE = frozenset({"header", "plain"})
"""The looks of rows that have a cell for each column."""

Faults = Mapping[int, Sequence[tuple[str, str]]]
"""By the number of a row: fields, each with a sentence."""


class _Line(NamedTuple):
    """A row of the workbook: its number in the sheet from 1, and its look."""

    number: int
    look: str


class _Drawing(NamedTuple):
    """The sheet that rows are drawn from: with its cells as a person sees them.

    `uncounted` are the rows and columns, from 0, of formulas without a value.
    """

    incoming: Incoming
    grid: Sequence[Sequence[Cell]]
    uncounted: frozenset[tuple[int, int]]


def path_of(file: Path) -> Path:
    """A name beside the file that nothing has yet."""
    stem = re.sub(rf"{GIVEN_BACK}\d*$", "", file.stem)
    endings = (f"{GIVEN_BACK}{number or ''}.xlsx" for number in (0, *range(2, 10_000)))
    names = (_shortened(stem, ending) for ending in endings)
    return next(path for name in names if not (path := file.with_name(name)).exists())


def _shortened(stem: str, ending: str) -> str:
    """A name with this ending that a disk can hold."""
    room = _LONGEST - len(os.fsencode(ending))
    said = os.fsencode(stem)
    return (stem if len(said) <= room else said[:room].decode(errors="ignore")) + ending


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

    grid = filled(incoming.sheet)
    drawing = _Drawing(incoming, grid, frozenset(map(position, incoming.sheet.uncounted)))
    drawn = [*_above(incoming), *_below(incoming, rows, faults)]
    table = (grid[line.number - 1] for line in drawn if line.look in _TABLE)
    widths = fitting.widths(table, max(map(len, grid)))
    in_memory = len(drawn) * len(widths) <= _AT_HAND
    options = {"in_memory": in_memory, **AS_TYPED}
    with xlsxwriter.Workbook(str(file), options) as book:
        looks = {name: book.add_format(form) for name, form in marking.FORMATS.items()}
        sheet = book.add_worksheet(sheet_name(marking.UNSEEN.sub("", incoming.sheet.name)))
        for at, line in enumerate(drawn):
            told = faults.get(line.number, ())
            for column, (cell, sentences) in enumerate(_cells(drawing, line, told)):
                marking.put(sheet, (at, column), cell, sentences, line.look, looks)
            reasons = "\n".join(dict.fromkeys(sentence for _field, sentence in told))
            if reasons:
                marking.text(sheet, at, len(widths), reasons, looks["bad"])
            cells = grid[line.number - 1]
            if line.look == "subject":
                _entitle(sheet, at, cells, looks)
            sheet.set_row(at, fitting.height(cells, widths if line.look in _TABLE else (), reasons))
        _finish(sheet, drawing, widths, looks)
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
    drawing: _Drawing, line: _Line, faults: Sequence[tuple[str, str]]
) -> Iterator[tuple[Cell, list[str]]]:
    """The cells of a row, each with what is wrong with it."""
    told = [(drawing.incoming.table.at_fault(name), sentence) for name, sentence in faults]
    row = line.number - 1
    for at, cell in enumerate(drawing.grid[row]):
        sentences = [sentence for columns, sentence in told if at in columns]
        yield {"e": "="} if (row, at) in drawing.uncounted else cell, sentences


def _entitle(
    sheet: "Worksheet", at: int, cells: Sequence[Cell], looks: "Mapping[str, Format]"
) -> None:
    """The title of a subject, over all columns; its number may have a cell of its own."""
    said = " ".join(dict.fromkeys(str(cell).strip() for cell in cells if seen(cell)))
    if len(cells) > 1:
        sheet.merge_range(at, 0, at, len(cells) - 1, "", looks["subject"])
    marking.text(sheet, at, 0, said, looks["subject"])


def _finish(
    sheet: "Worksheet", drawing: _Drawing, widths: Sequence[int], looks: "Mapping[str, Format]"
) -> None:
    """Merged cells of title and header, the header of the reasons, and how it is printed."""
    from xlsxwriter.exceptions import OverlappingRange

    first, last = drawing.incoming.table.header
    for top, left, bottom, right in drawing.incoming.sheet.merged:
        if bottom < last and (bottom, right) != (top, left):
            look = "header" if top >= first - 1 else "above"
            with suppress(OverlappingRange):
                sheet.merge_range(top, left, bottom, right, "", looks[look])
                marking.put(sheet, (top, left), drawing.grid[top][left], (), look, looks)
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
