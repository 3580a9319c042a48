"""From a file that came from outside to rows that the ledger can plan with."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from ledger.book.importing.personal import hidden
from ledger.book.importing.rows import Row, Source
from ledger.errors import SheetRefusedError
from ledger.records.sheet_kinds import SheetKind
from ledger.rules.clocks import Limit
from ledger.sheets.reading import reader
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.reader import Begun, File, Sheet, Watch
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import blocks, values
from ledger.sheets.tables.levels import RETURNED
from ledger.sheets.tables.table import Table
from ledger.sheets.tables.table import find as find_table
from ledger.sheets.writing.unseen import CARRIED, OURS, WORDS
from ledger.words import gettext as _
from ledger.words import ngettext

_UNSEEN = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufffe\uffff]+"
)
_LINE = 200
_UNNAMED = "?"
"""What a file or a sheet is called in a record whose name is nothing that can be seen."""
_NAMED = 5
"""So many rows are named at most, and sheets of a workbook that has many more."""


class Incoming(NamedTuple):
    """A sheet that can be taken in: its table, and what a person should be told of the file."""

    file: File
    sheet: Sheet
    table: Table
    notices: list[str]

    @property
    def kind(self) -> SheetKind:
        """The kind of record that its rows are."""
        kind: SheetKind = self.table.kind  # type: ignore[assignment]
        return kind

    @property
    def returned(self) -> bool:
        """Whether these are rows that we gave back: no more than a part of their sheet."""
        first, last = self.table.header
        return any(RETURNED in row for row in self.sheet.rows[first - 1 : last])

    def source(self, on: date | None = None) -> Source:
        """Where the rows come from; `on` is its day where the sheet does not say."""
        around = self.table.around
        read = {line(self.table.headers[at]): c.field for at, c in self.table.columns.items()}
        return Source(
            self.kind,
            line(self.file.path.name) or _UNNAMED,
            self.file.sha256,
            line(self.sheet.name) or _UNNAMED,
            line(around.title),
            line(around.unit),
            around.as_of or on,
            {header: field for header, field in read.items() if header},
            self.returned,
        )

    def rows(self, today: date, at_once: Limit) -> list[Row]:
        """The rows as values, those that cannot be read with a sentence for each fault."""
        read = values.of(self.table, self.sheet, today, at_once)
        return [
            Row(
                row.number,
                row.fields,
                row.subject,
                [(fault.field, fault.sentence) for fault in row.faults],
                above,
            )
            for row, above in zip(read, blocks.above(self.table, read), strict=True)
        ]


def read(
    path: Path,
    sheet: str | None = None,
    watch: Watch | None = None,
    begun: Begun | None = None,
) -> File:
    """The file with its sheets, or with the one that is named.

    Raises:
        SheetRefusedError: it cannot be read, or has no sheet of this name.
    """
    file = reader.read(path, sheet, watch, begun)
    if sheet is None or any(_plain(one.name) == _plain(sheet) for one in file.sheets):
        return file  # of text there is but one, whichever was asked for
    meant = [name for name in file.names if _plain(name) == _plain(sheet)]
    if len(meant) != 1:
        names = _some(file.names)
        raise reader.error(path, Refusal("no-sheet", sheet, names=names))
    return reader.read(path, meant[0], watch)


def find(
    file: File,
    sheet: str | None = None,
    kind: str | None = None,
    known: Mapping[str, str] | None = None,
    *,
    empty: bool = False,
) -> Incoming:
    """The table of a file: in the sheet that is named, else in the only one that has one.

    Args:
        file: the file.
        sheet: the name of the sheet, or None.
        kind: the kind of record that its rows are, or None.
        known: header words that a person explained before, each with its field.
        empty: whether the table may have no rows.

    Raises:
        SheetRefusedError: there is no table, or more than one, or it cannot be understood.
    """
    sheets = [
        one
        for one in file.sheets
        if (one.name == sheet if sheet is not None else _is_shown(one) and _says(one))
    ]
    if not sheets:
        raise reader.error(file.path, _nothing(file))
    tried = [(one, _tried(one, kind, known)) for one in sheets]
    tables = [(one, found) for one, found in tried if not _is_none(found)]
    if len(tables) > 1:
        names = _some([one.name for one, _found in tables])
        raise reader.error(file.path, Refusal("which-sheet", names))
    chosen, table = max(tables or tried, key=_comes_near)
    if isinstance(table, Refusal):
        raise reader.error(file.path, table) from table
    if not table.rows and not empty:
        raise reader.error(file.path, Refusal("no-rows", chosen.name))
    told = [*_passed_over(file, chosen), *_odd(chosen), *_unheaded(chosen, table)]
    return Incoming(file, chosen, table, told)


def _nothing(file: File) -> Refusal:
    """Why no sheet is read: none has anything, or those that have are hidden."""
    ours = (WORDS, CARRIED)
    unseen = [one.name for one in file.sheets if one.name not in ours and _says(one)]
    return Refusal("unseen", _some(unseen)) if unseen else Refusal("empty")


def line(text: str) -> str:
    """A text of the file as one line that a record can hold, which is no number of a card."""
    return hidden(" ".join(_UNSEEN.sub(" ", text).split()))[:_LINE].strip()


def _some(named: Sequence[str]) -> str:
    """The first of what is named; all, where there are hardly more."""
    most = len(named) if len(named) <= 2 * _NAMED else _NAMED
    return _(", ").join(named[:most]) + (" …" if len(named) > most else "")


def _plain(name: str) -> str:
    return normalize("NFKC", name).strip().casefold()


def _is_shown(sheet: Sheet) -> bool:
    return sheet.visible and not sheet.name.startswith(OURS)


def _says(sheet: Sheet) -> bool:
    return any(cell not in (None, "") for row in sheet.rows for cell in row)


def _tried(sheet: Sheet, kind: str | None, known: Mapping[str, str] | None) -> Table | Refusal:
    try:
        return find_table(sheet, kind, dict(known or {}))
    except Refusal as refusal:
        return refusal


def is_no_table(error: SheetRefusedError) -> bool:
    """Whether nothing was found in a file that may be the header of a table."""
    cause = error.__cause__
    return isinstance(cause, Refusal) and cause.is_headless


def _comes_near(found: tuple[Sheet, Table | Refusal]) -> bool:
    """Whether a sheet has no table, but a row that could be a header: its refusal helps most."""
    return isinstance(found[1], Refusal) and found[1].code == "few-headers"


def _is_none(found: Table | Refusal) -> bool:
    """Whether a sheet is a cover, an explanation or a form: no table at all."""
    return isinstance(found, Refusal) and (found.is_headless or found.code == "form")


def _passed_over(file: File, chosen: Sheet) -> list[str]:
    """The other sheets, and why they are not read."""
    said = []
    others = [s for s in file.sheets if s is not chosen and not s.name.startswith(OURS)]
    if hidden := [sheet.name for sheet in others if not sheet.visible and _says(sheet)]:
        names = _some(hidden)
        said.append(_("hidden sheets are not read: {names}").format(names=names))
    if shown := [sheet.name for sheet in others if sheet.visible and _says(sheet)]:
        names = _some(shown)
        said.append(_("sheets without a table are not read: {names}").format(names=names))
    return said


def _odd(sheet: Sheet) -> list[str]:
    """What is unusual about the sheet: hidden rows, a false size, values that were not read."""
    said = []
    if hidden := [row for row in sheet.hidden if row <= len(sheet.rows)]:
        some = _some([*map(str, hidden)])
        told = ngettext(
            "{n} row is hidden and is read all the same: {rows}",
            "{n} rows are hidden and are read all the same: {rows}",
            len(hidden),
        )
        said.append(told.format(n=len(hidden), rows=some))
    width = max(map(len, sheet.rows), default=0)
    if sheet.said and (sheet.said[0] < len(sheet.rows) or sheet.said[1] < width):
        told = _("the sheet says that it ends at {cell}, and it goes on beyond; all of it was read")
        said.append(told.format(cell=cell_name(sheet.said[0] - 1, sheet.said[1] - 1)))
    read = sheet.read()
    if sheet.values is not None and sheet.values > read:
        told = _("the sheet holds {values} values, and {read} were read; look at it yourself")
        said.append(told.format(values=sheet.values, read=read))
    return said


def _unheaded(sheet: Sheet, table: Table) -> list[str]:
    """What stands in rows of data where no header is: nobody can tell what it means."""
    first, last = table.header
    width = max((len(row.line) for row in table.rows), default=0)
    heads = sheet.rows[first - 1 : last]
    ours = {at for row in heads for at, cell in enumerate(row) if cell == RETURNED}
    bare = [at for at in range(width) if at not in table.headers and at not in ours]
    found = [
        cell_name(row.number - 1, at)
        for row in (table.rows if bare else ())
        for at in bare
        if at < len(row.line) and not blocks.is_empty(row.line[at])
    ]
    told = _("cells under no header are not read: {cells}")
    return [told.format(cells=_some(found))] if found else []
