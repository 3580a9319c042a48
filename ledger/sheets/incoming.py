"""From a file that came from outside to rows that the ledger can plan with."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from ledger.book.importing.personal import hidden
from ledger.book.importing.rows import Row, Source
from ledger.errors import SheetRefusedError
from ledger.records.base import UNSEEN
from ledger.records.sheet_kinds import SheetKind
from ledger.rules.clocks import Limit
from ledger.sheets import notices, standing
from ledger.sheets.reading import reader
from ledger.sheets.reading.reader import Begun, File, Sheet, Watch
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import blocks, heading, values
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.heading import Heading
from ledger.sheets.tables.levels import returned_in
from ledger.sheets.tables.table import Table
from ledger.sheets.tables.table import find as find_table
from ledger.sheets.writing.unseen import CARRIED, OURS, WORDS

_UNSEEN = re.compile(rf"[{UNSEEN}\u200d\ud800-\udfff]+")
_LINE = 200
_UNNAMED = "?"
"""What a file or a sheet is called in a record whose name is nothing that can be seen."""


class Incoming(NamedTuple):
    """A sheet that can be taken in: its table, and what a person should be told of the file.

    `header` is the row, from 1, that a person says heads the columns; 0 where nobody had to.
    """

    file: File
    sheet: Sheet
    table: Table
    notices: list[str]
    header: int = 0

    @property
    def kind(self) -> SheetKind:
        """The kind of record that its rows are."""
        kind: SheetKind = self.table.kind  # type: ignore[assignment]
        return kind

    @property
    def returned(self) -> bool:
        """Whether these are rows that we gave back: no more than a part of their sheet."""
        return bool(returned_in(self.sheet, self.table.header))

    def again(self, known: Mapping[str, str]) -> "Incoming":
        """The same table, by what is known of its headers besides."""
        return find(self.file, self.sheet.name, self.kind, known, header=self.header)

    def told(self, on: date | None, unit: str) -> "Incoming":
        """The same table with the day and the unit of its sheet that a person tells."""
        return self._replace(table=self.table._replace(around=self.table.around.told(on, unit)))

    def source(self) -> Source:
        """Where the rows come from."""
        table, around = self.table, self.table.around
        read = {line(table.headers[at]): c.field for at, c in table.columns.items()}
        return Source(
            self.kind,
            line(self.file.path.name) or _UNNAMED,
            self.file.sha256,
            line(self.sheet.name) or _UNNAMED,
            line(around.title),
            line(around.unit),
            around.as_of,
            {header: field for header, field in read.items() if header},
            self.returned,
            passed=[line(table.headers[at]) for at in table.unknown if _is_filled(table, at)],
        )

    def rows(self, today: date, at_once: Limit) -> list[Row]:
        """The rows as values, those that cannot be read with a sentence for each fault."""
        read = values.of(self.table, self.sheet, today, at_once)
        rows = [
            Row(
                row.number,
                row.fields,
                row.subject,
                [(fault.column, fault.sentence) for fault in row.faults],
                above,
                implied=row.implied,
            )
            for row, above in zip(read, blocks.above(self.table, read), strict=True)
        ]
        return standing.filled(self.table, rows, values.circumstances(self.table, today, at_once))


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
        names = notices.some(file.names)
        raise reader.error(path, Refusal("no-sheet", sheet, names=names))
    return reader.read(path, meant[0], watch)


def find(
    file: File,
    sheet: str | None = None,
    kind: str | None = None,
    known: Mapping[str, str] | None = None,
    *,
    header: int = 0,
    empty: bool = False,
) -> Incoming:
    """The table of a file: in the sheet that is named, else in the only one that has one.

    Args:
        file: the file.
        sheet: the name of the sheet, or None.
        kind: the kind of record that its rows are, or None.
        known: header words that a person explained before, each with its field.
        header: the row, from 1, that a person says heads the columns of that sheet.
        empty: whether the table may have no rows.

    Raises:
        SheetRefusedError: there is no table, or more than one, or it cannot be understood.
    """
    sheets = _meant(file, sheet)
    if not sheets:
        raise reader.error(file.path, _nothing(file))
    tried = [(one, _tried(one, kind, known, header)) for one in sheets]
    tables = [(one, found) for one, found in tried if not _is_none(found)]
    if len(tables) > 1:
        names = notices.some([one.name for one, _found in tables])
        which = Refusal("which-sheet", names)
        raise reader.error(file.path, which) from which
    chosen, table = max(tables or tried, key=_comes_near)
    if isinstance(table, Refusal):
        raise reader.error(file.path, table) from table
    if not table.rows and not empty:
        raise reader.error(file.path, Refusal("no-rows", chosen.name))
    told = notices.of(file, chosen, table, named=sheet is not None)
    return Incoming(file, chosen, table, told, header)


def with_tables(file: File, kind: str | None, known: Mapping[str, str]) -> list[str]:
    """The names of the sheets that have a table, or what was meant for one."""
    shown = _meant(file, None)
    return [one.name for one in shown if not _is_none(_tried(one, kind, known, header=0))]


def may_head(file: File, sheet: str | None = None) -> Iterator[Heading]:
    """The rows that may head a table: of the sheet that is named, else of all that are shown."""
    for one in _meant(file, sheet):
        yield from heading.may_head(one)


def titles(file: File, sheet: str | None = None) -> Iterator[str]:
    """What stands alone in the first rows: of the sheet that is named, else of all shown."""
    for one in _meant(file, sheet):
        for row in one.rows[: heading.FIRST]:
            said = {text for cell in row if (text := seen(cell))}
            if len(said) == 1:
                yield said.pop()


def _meant(file: File, sheet: str | None) -> list[Sheet]:
    """The sheet that is named; without a name all that are shown and have something."""
    return [
        one
        for one in file.sheets
        if (one.name == sheet if sheet is not None else _is_shown(one) and one.is_filled)
    ]


def _nothing(file: File) -> Refusal:
    """Why no sheet is read: none has anything, or those that have are hidden."""
    ours = (WORDS, CARRIED)
    unseen = [one.name for one in file.sheets if one.name not in ours and one.is_filled]
    return Refusal("unseen", notices.some(unseen)) if unseen else Refusal("empty")


def line(text: str) -> str:
    """A text of the file as one line that a record can hold, which is no number of a card."""
    return hidden(" ".join(_UNSEEN.sub(" ", text).split()))[:_LINE].strip()


def _plain(name: str) -> str:
    return normalize("NFKC", name).strip().casefold()


def _is_filled(table: Table, at: int) -> bool:
    return any(not blocks.is_empty(row.line[at]) for row in table.rows)


def _is_shown(sheet: Sheet) -> bool:
    return sheet.visible and not sheet.name.startswith(OURS)


def _tried(
    sheet: Sheet, kind: str | None, known: Mapping[str, str] | None, header: int
) -> Table | Refusal:
    try:
        return find_table(sheet, kind, dict(known or {}), header)
    except Refusal as refusal:
        return refusal


def refusal(error: SheetRefusedError) -> Refusal | None:
    """Why no table was found in a file that could be read."""
    cause = error.__cause__
    return cause if isinstance(cause, Refusal) else None


def _comes_near(found: tuple[Sheet, Table | Refusal]) -> bool:
    """Whether a sheet has no table, but a row that could be a header: its refusal helps most."""
    return isinstance(found[1], Refusal) and found[1].code == "few-headers"


def _is_none(found: Table | Refusal) -> bool:
    """Whether a sheet is a cover, an explanation or a form: no table at all."""
    return isinstance(found, Refusal) and (found.is_headless or found.code == "form")
