"""What the headers of a sheet mean in this ledger: by a map, by its layouts, by what one says."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from ledger.commands.asking import sheet_questions
from ledger.commands.context import Context
from ledger.commands.line.chinese import option
from ledger.errors import SheetRefusedError, UsageError
from ledger.records.sheet_kinds import KINDS
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.sheet_map import SheetMap
    from ledger.sheets.incoming import Incoming
    from ledger.sheets.reading.reader import File
    from ledger.sheets.tables.heading import Heading

_CHANNEL = "渠道"
"""The header of a stream, and of any other way by which something was heard."""
_OF_VISITS = frozenset({"people", "household", "household_category", "kind", "promote", "sign"})
"""The columns whose own words no sheet of activities has: 走访人, 走访对象."""
_STREAM = "台账类别"
"""Our own header of a stream, under which nothing else stands."""


def named(here: Context, name: str | None, kind: str | None) -> "SheetMap | None":
    """The map that a person names, of the kind of sheet that has it."""
    if name is None:
        return None
    from ledger.book.importing import maps
    from ledger.sheets import incoming

    if not name or incoming.line(name) != name:
        raise UsageError(
            option("--map"), _("must be a name of one line, with 200 characters at most")
        )
    kinds = [kind] if kind else KINDS
    found = [maps.get(here.ledger, one, name) for one in kinds]  # type: ignore[arg-type]
    return next((one for one in found if one.headers or one.names), found[0])


def table(
    here: Context, file: "File", sheet: str | None, kind: str | None, known: "SheetMap | None"
) -> "Incoming":
    """The table by headers that all know, or that are known here; else by what a person says.

    Args:
        here: the circumstances of the command.
        file: the file.
        sheet: the name of the sheet that is wanted, or None.
        kind: the kind of record that its rows are, or None.
        known: the map that a person named, or None.

    Raises:
        SheetRefusedError: there is no table, or more than one, or it cannot be understood.
    """
    from ledger.sheets import incoming

    words = known.headers if known else {}
    try:
        return incoming.find(file, sheet, kind, words)
    except SheetRefusedError as error:
        why = incoming.refusal(error)
        if here.interactive and why and why.code == "which-sheet":
            sheet = sheet_questions.sheet(incoming.with_tables(file, kind, words))
            return table(here, file, sheet, kind, known)
        if here.interactive and why and why.is_of_no_kind:
            return table(here, file, sheet, sheet_questions.kind(), known)
        if not (why and (why.is_headless or why.is_of_no_kind)):
            raise
        if why.is_headless and (found := _by_learnt_words(here, file, sheet, kind, known)):
            return found
        if kind is None and not here.interactive and _is_entitled(here, file, sheet):
            return incoming.find(file, sheet, "activity", words)
        if why.is_of_no_kind:
            raise
        may_head = _may_head(here, file, sheet) if here.interactive else []
        told = sheet_questions.heading(may_head, kind) if may_head else None
        if told is None:
            raise
        name, row, of = told
        return incoming.find(file, name, of, words, header=row)


def entitled(here: Context, found: "Incoming") -> "Incoming":
    """The table; of activities where its title names a kind of them and no header is a visit's own.

    A day, a place and who was there are told of both alike, and what was done by either's words.
    """
    from ledger.book.importing import streams
    from ledger.sheets import incoming
    from ledger.sheets.tables import heading

    table = found.table
    title = table.around.title
    kinds = here.ledger.rules.get("activity_kinds", ()) if found.kind == "visit" else ()
    named = streams.within(title, kinds)
    certain = {column.field for at, column in table.columns.items() if at not in table.loose}
    if (
        not named
        or certain & _OF_VISITS
        or heading.hints("visit", title.replace(named["name"], ""))
    ):
        return found
    with suppress(SheetRefusedError):
        other = incoming.find(found.file, found.sheet.name, "activity")
        if any(column.field == "date" for column in other.table.columns.values()):
            return other
    return found


def _is_entitled(here: Context, file: "File", sheet: str | None) -> bool:
    """Whether a title over a sheet without headers names a kind of activity."""
    from ledger.book.importing import streams
    from ledger.sheets import incoming

    kinds = here.ledger.rules.get("activity_kinds", ())
    titles = incoming.titles(file, sheet)
    return any(streams.within(title, kinds) is not None for title in titles)


def require_visitor(here: Context, found: "Incoming", known: "SheetMap") -> None:
    """Refuse visits of which a column that nobody understands may say who went.

    Whoever brings the sheet in would stand for them. What a person said of a column holds.

    Raises:
        SheetRefusedError: a column holds nothing but members of staff, and none says who went.
    """
    from ledger.book.importing.matching import plain as spelt
    from ledger.index import lookups
    from ledger.rules import names
    from ledger.sheets.reading import reader
    from ledger.sheets.reading.cell_names import cell_name
    from ledger.sheets.reading.refusals import Refusal
    from ledger.sheets.tables.grid import seen
    from ledger.sheets.tables.header_words import plain

    table = found.table
    told = {column.field for column in table.columns.values()}
    if found.kind != "visit" or "people" in told or table.around.people:
        return
    staff = {row["person"] for row in lookups.staff(here.ledger.index.db)}
    staff |= known.names.get("staff", {}).keys()
    for at, header in table.unknown.items():
        said = names.apart("、".join(filter(None, (seen(row.line[at]) for row in table.rows))))
        if said and plain(header) not in known.headers and staff.issuperset(map(spelt, said)):
            cell = f"{table.sheet}!{cell_name(table.header[1] - 1, at)}"
            raise reader.error(found.file.path, Refusal("who-went", cell, header=header))


def _may_head(here: Context, file: "File", sheet: str | None) -> "list[Heading]":
    """The rows that may head a table: one that names the head of a household is data.

    What is taken for a header is written down, and that is no place for names.
    """
    from ledger.sheets import incoming

    heads = {row["name"] for row in here.ledger.households()}
    return [one for one in incoming.may_head(file, sheet) if heads.isdisjoint(one.texts)]


def _by_learnt_words(
    here: Context, file: "File", sheet: str | None, kind: str | None, known: "SheetMap | None"
) -> "Incoming | None":
    """The table by the headers of our own layouts, or by what a person explained of such a sheet.

    Which sheets are such the name of a map tells, unless a person named one.
    """
    from ledger.book.exporting import layouts
    from ledger.book.importing import maps
    from ledger.sheets import carried, incoming

    words = known.headers if known else {}
    for one in KINDS if kind is None else (kind,):
        for layout in layouts.own(here.ledger, one):  # type: ignore[arg-type]
            with suppress(SheetRefusedError):
                return incoming.find(file, sheet, one, {**carried.header_words(layout), **words})
    for learnt in () if known else maps.every(here.ledger):
        if kind in (None, learnt.kind):
            with suppress(SheetRefusedError):
                found = incoming.find(file, sheet, learnt.kind, learnt.headers)
                if maps.name_of(found.source()) == learnt.name:
                    return found
    return None


def explained(found: "Incoming", known: Mapping[str, str]) -> dict[str, str]:
    """The headers that a person explained, now or before, each with what it stands for."""
    from ledger.sheets.incoming import line
    from ledger.sheets.tables.header_words import plain

    table = found.table
    said = {at: header for at, header in table.headers.items() if plain(header) in known}
    return {
        line(header): table.columns[at].header if at in table.columns else _("passed over")
        for at, header in said.items()
    }


def own_words(here: Context, found: "Incoming") -> dict[str, str]:
    """The headers that the layouts of this ledger explain."""
    from ledger.index import filed

    if not filed.within(here.ledger.index.db, "layouts"):
        return {}  # what reads them takes a while to load
    from ledger.book.exporting import layouts
    from ledger.sheets import carried

    return carried.own_words(found, layouts.own(here.ledger, found.kind))


def of_streams(here: Context, found: "Incoming") -> dict[str, str]:
    """What headers of a sheet of issues stand for that may be of streams, by what is below them.

    渠道 is one where all cells are streams. 所属台账 and its like are none where no cell names one:
    many write the kind of sheet there.
    """
    from ledger.sheets.tables.header_words import plain

    table = found.table
    if found.kind != "issue":
        return {}
    of = {at for at, column in table.columns.items() if column.field == "stream"}
    channels = [h for h in table.unknown.values() if plain(h) == _CHANNEL]
    if not of and len(channels) != 1:
        return {}
    from ledger.book.importing import streams
    from ledger.records.sheet_map import NOTHING

    known = here.ledger.rules["streams"]
    if not of:
        said = [cell for row in table.rows if (cell := row.other.get(channels[0]))]
        return {_CHANNEL: "stream"} if streams.are_all(map(str, said), known) else {}
    said = [str(row.line[at]) for row in table.rows for at in of if row.line[at]]
    named = {plain(table.headers[at]) for at in of} - {_STREAM}
    return {} if streams.is_any(said, known) else dict.fromkeys(named, NOTHING)
