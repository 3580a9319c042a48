"""What a person should be told of a file whose table was found: what is unusual, or is not read."""

from collections.abc import Sequence

from ledger.sheets.reading.cell_names import cell_name, letters
from ledger.sheets.reading.reader import File, Sheet
from ledger.sheets.tables import blocks
from ledger.sheets.tables.levels import returned_in
from ledger.sheets.tables.table import Table
from ledger.sheets.writing.unseen import OURS
from ledger.words import gettext as _
from ledger.words import ngettext

_NAMED = 5
"""So many rows are named at most, and sheets of a workbook that has many more."""


def of(file: File, chosen: Sheet, table: Table, *, named: bool = False) -> list[str]:
    """All that is to be told of a file and of the sheet in it that is read, be it one `named`."""
    return [
        *_passed_over(file, chosen, named=named),
        *_odd(chosen),
        *_upon(chosen, table),
        *_unheaded(chosen, table),
    ]


def some(named: Sequence[str]) -> str:
    """The first of what is named; all, where there are hardly more."""
    most = len(named) if len(named) <= 2 * _NAMED else _NAMED
    return _(", ").join(named[:most]) + (" …" if len(named) > most else "")


def _passed_over(file: File, chosen: Sheet, *, named: bool) -> list[str]:
    """The other sheets, and why they are not read; where one was named, others may have a table."""
    said = []
    others = [s for s in file.sheets if s is not chosen and not s.name.startswith(OURS)]
    if hidden := [sheet.name for sheet in others if not sheet.visible and sheet.is_filled]:
        names = some(hidden)
        said.append(_("hidden sheets are not read: {names}").format(names=names))
    if shown := [sheet.name for sheet in others if sheet.visible and sheet.is_filled]:
        names = some(shown)
        told = (
            _("other sheets are not read: {names}")
            if named
            else _("sheets without a table are not read: {names}")
        )
        said.append(told.format(names=names))
    return said


def _odd(sheet: Sheet) -> list[str]:
    """What is unusual about the sheet: what is hidden, a false size, values that were not read."""
    said = []
    if hidden := [row for row in sheet.hidden if row <= len(sheet.rows)]:
        told = ngettext(
            "{n} row is hidden and is read all the same: {rows}",
            "{n} rows are hidden and are read all the same: {rows}",
            len(hidden),
        )
        said.append(told.format(n=len(hidden), rows=some([*map(str, hidden)])))
    if folded := [at for at in sheet.folded if _is_used(sheet, at)]:
        told = ngettext(
            "{n} column is hidden and is read all the same: {columns}",
            "{n} columns are hidden and are read all the same: {columns}",
            len(folded),
        )
        said.append(told.format(n=len(folded), columns=some([*map(letters, folded)])))
    if struck := [row for row in sheet.struck if row <= len(sheet.rows)]:
        told = ngettext(
            "{n} row has something struck through and is read all the same: {rows}",
            "{n} rows have something struck through and are read all the same: {rows}",
            len(struck),
        )
        said.append(told.format(n=len(struck), rows=some([*map(str, struck)])))
    width = max(map(len, sheet.rows), default=0)
    if sheet.said and (sheet.said[0] < len(sheet.rows) or sheet.said[1] < width):
        told = _("the sheet says that it ends at {cell}, and it goes on beyond; all of it was read")
        said.append(told.format(cell=cell_name(sheet.said[0] - 1, sheet.said[1] - 1)))
    read = sheet.read()
    if sheet.values is not None and sheet.values > read:
        told = _("the sheet holds {values} values, and {read} were read; look at it yourself")
        said.append(told.format(values=sheet.values, read=read))
    return said


def _is_used(sheet: Sheet, at: int) -> bool:
    """Whether anything stands in a column."""
    return any(at < len(row) and row[at] not in (None, "") for row in sheet.rows)


def _upon(sheet: Sheet, table: Table) -> list[str]:
    """Comments and pictures; comments in a workbook that we gave back are our own."""
    said = []
    if sheet.comments and not returned_in(sheet, table.header):
        told = ngettext(
            "{n} comment is not read: {cells}",
            "{n} comments are not read: {cells}",
            len(sheet.comments),
        )
        said.append(told.format(n=len(sheet.comments), cells=_cells(sheet.comments)))
    if sheet.pictures:
        told = ngettext(
            "{n} picture is not read: {cells}",
            "{n} pictures are not read: {cells}",
            len(sheet.pictures),
        )
        said.append(told.format(n=len(sheet.pictures), cells=_cells(sheet.pictures)))
    return said


def _cells(places: Sequence[tuple[int, int]]) -> str:
    return some([cell_name(*at) for at in sorted(places)])


def _unheaded(sheet: Sheet, table: Table) -> list[str]:
    """What stands in rows of data where no header is: nobody can tell what it means."""
    width = max((len(row.line) for row in table.rows), default=0)
    ours = returned_in(sheet, table.header)
    bare = [at for at in range(width) if at not in table.headers and at not in ours]
    found = [
        cell_name(row.number - 1, at)
        for row in (table.rows if bare else ())
        for at in bare
        if at < len(row.line) and not blocks.is_empty(row.line[at])
    ]
    told = _("cells under no header are not read: {cells}")
    return [told.format(cells=some(found))] if found else []
