"""What a workbook carries unseen, read again when it comes back: `_台账` and its own properties."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from ledger.book.exporting.known import LEVELS
from ledger.book.importing.returning import likeness
from ledger.book.importing.returning.carried import Back, Came, Carried, Line, Value
from ledger.book.importing.rows import Row
from ledger.errors import SheetRefusedError
from ledger.records.layout import FIELDS
from ledger.records.sheet_kinds import SheetKind
from ledger.rules.clocks import Limit
from ledger.sheets import cells
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.cells.cell_text import says_above
from ledger.sheets.incoming import Incoming
from ledger.sheets.reading import reader
from ledger.sheets.reading.reader import Cell, File
from ledger.sheets.tables import columns, values
from ledger.sheets.tables.header_words import meant, plain
from ledger.sheets.writing.unseen import CARRIED, CHECKSUM, Checksum
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.layout import Layout

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LINE = re.compile(r"(\d+) ([A-Z0-9-]{2,32}) ([0-9a-f]{8})")


def of(file: File) -> Carried | None:
    """What a workbook carries; None where it never went out from a ledger.

    Raises:
        SheetRefusedError: it went out, and what it carried is gone or was changed.
    """
    sheet = next((one for one in file.sheets if one.name == CARRIED), None)
    if sheet is None and CARRIED in file.names:
        file.sheets.extend(reader.read(file.path, CARRIED).sheets)
        sheet = next((one for one in file.sheets if one.name == CARRIED), None)
    if sheet is None:
        if file.stamped:
            raise SheetRefusedError(
                file.path.name,
                _(
                    "it was exported from a ledger, but the hidden sheet {name} that tells its "
                    "rows apart is gone; export it anew, or copy what is new into a new workbook"
                ).format(name=CARRIED),
            )
        return None
    try:
        return _carried(sheet.rows)
    except (KeyError, ValueError, IndexError):
        raise SheetRefusedError(
            file.path.name,
            _(
                "the hidden sheet {name} that tells its rows apart was changed; export it anew, "
                "or copy what is new into a new workbook"
            ).format(name=CARRIED),
        ) from None


def _carried(rows: Sequence[Sequence[Cell]]) -> Carried:
    """The facts and lines of the sheet; ValueError where they are not as they were written."""
    texts = [[cell for cell in row if isinstance(cell, str)] for row in rows]
    facts = {row[0]: row[1] for row in texts if len(row) > 1}
    lines = [line for row in texts if len(row) == 1 for line in row[0].split("\n") if line]
    total = Checksum(facts)
    for line in lines:
        total.add(line.strip())
    kind, level = facts["kind"], facts["level"]
    sound = (
        total.made() == facts[CHECKSUM]
        and kind in get_args(SheetKind)
        and level in LEVELS
        and _COMMIT.fullmatch(facts["commit"])
    )
    if not sound:
        raise ValueError(facts)
    return Carried(
        facts["ledger"],
        facts["commit"],
        kind,  # type: ignore[arg-type]
        level,  # type: ignore[arg-type]
        facts["layout"],
        date.fromisoformat(facts["as_of"]),
        list(_lines(lines)),
    )


def _lines(said: Sequence[str]) -> Iterator[Line]:
    counted: dict[str, int] = {}
    for one in said:
        found = _LINE.fullmatch(one.strip())
        if found is None:
            raise ValueError(one)
        number, record, digest = found.groups()
        place = counted.get(record, 0)
        counted[record] = place + 1
        yield Line(int(number), record, place, digest)


def header_words(layout: "Layout | None") -> dict[str, str]:
    """The header words of a layout's own, each with its field, as headers are understood."""
    return {
        plain(column.header): column.field
        for column in (layout.columns if layout else ())
        if column.header
    }


def sent_words(kind: SheetKind, layout: "Layout | None") -> dict[str, str]:
    """The headers under which columns go out, each with its field, in their order."""
    own = {column.field: column.header for column in columns.of(kind)}
    shown = {column.field: column.header for column in layout.columns} if layout else {}
    return {plain(shown.get(field) or own[field]): field for field in _sent(kind, layout)}


def own_words(incoming: Incoming, layouts: Iterable["Layout"]) -> dict[str, str]:
    """The headers that the ledger's own layouts explain, each with its field.

    A sheet that begins with all columns of a layout, in their order, went out in it: there each
    header means what it means in the layout. Elsewhere a layout explains only headers that nobody
    else knows, for fields that the sheet lacks.
    """
    table = incoming.table
    headers = [
        plain(header)
        for at, header in sorted(table.headers.items())
        if at not in table.columns or table.columns[at].field != "number"
    ]
    sent = [sent_words(incoming.kind, layout) for layout in layouts]
    whole = [words for words in sent if headers[: len(words)] == [*words]]
    if whole:
        return max(whole, key=len)
    strange = {at for at, header in table.headers.items() if not meant(table.kind, header)}
    unknown = {plain(table.headers[at]) for at in strange}
    taken = {column.field for at, column in table.columns.items() if at not in strange}
    return {
        word: field
        for words in sent
        for word, field in words.items()
        if word in unknown and field not in taken
    }


def without_added(incoming: Incoming, carried: Carried, layout: "Layout | None") -> Incoming:
    """The table without columns that did not go out: what somebody added is passed over and told.

    Args:
        incoming: the table as it came back.
        carried: what it carries.
        layout: the layout that it went out in, where that is known.
    """
    sent = {"number", *_sent(carried.kind, layout)}
    table = incoming.table
    added = [at for at, column in table.columns.items() if column.field not in sent]
    kept = {at: column for at, column in table.columns.items() if at not in added}
    passed = table.unknown | {at: table.headers[at] for at in added}
    return incoming._replace(table=table._replace(columns=kept, unknown=passed))


def _sent(kind: SheetKind, layout: "Layout | None") -> Sequence[str]:
    """The fields of the columns that go out."""
    return [column.field for column in layout.columns] if layout else FIELDS[kind]


def back(
    incoming: Incoming, carried: Carried, layout: "Layout | None", today: date, at_once: Limit
) -> Back:
    """The rows of a workbook that came back, as they stand and as they were read.

    Args:
        incoming: its table.
        carried: what it carries.
        layout: the layout that it went out in, where that is known.
        today: the day on which it is read.
        at_once: what 立行立改 means.
    """
    table = incoming.table._replace(times={})  # money goes out in yuan, whatever its header says
    sent = _sent(carried.kind, layout)
    here = {column.field for column in table.columns.values()}
    read = {row.number: row for row in values.of(table, incoming.sheet, today, at_once)}
    grouped = layout is not None and layout.group == "category"
    came, repeats = [], _("repeats the cell above, which an edited workbook cannot; write it out")
    for row in table.rows:
        said = read[row.number]
        stands = {name: _value(cell) for name, cell in row.cells.items() if name in sent}
        above = {name: repeats for name, cell in stands.items() if says_above(cell)}
        faults = [(one.column, one.sentence) for one in said.faults if one.column not in above]
        faults += above.items()
        fields = {name: value for name, value in said.fields.items() if name in sent}
        number = _value(row.cells.get("number"))
        came.append(
            Came(
                Row(row.number, fields, row.subject if grouped else "", faults),
                int(number) if isinstance(number, int | float) else None,
                str(stands.get("key") or stands.get("code") or "").strip().upper(),
                stands,
            )
        )
    where = Circumstances(today, carried.as_of.year, carried.as_of, at_once)
    left = [name for name in sent if name in here]
    keyless = not {*likeness.KEYS}.isdisjoint({*sent} - here)
    whole = len(left) == len(sent)
    return Back(carried, left, came, reading(carried.kind, where), whole, keyless)


def _value(cell: Cell) -> Value:
    """A cell as an export would have written it."""
    if isinstance(cell, dict):
        with suppress(KeyError, ValueError):
            return date.fromisoformat(cell["d"])
        return str(cell.get("d", "#"))
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("_x000D_\n", "\n").strip() or None
    found: Value = cell
    return found


def reading(kind: str, where: Circumstances) -> Callable[[str, Value], Any]:
    """What reads a value as its column says; one that cannot be read stands for itself."""
    reads = {column.field: column.reads for column in columns.of(kind)}

    def read(field: str, value: Value) -> Any:  # noqa: ANN401 - of any field
        cell = {"d": value.isoformat()} if isinstance(value, date) else value
        try:
            return cells.read(reads[field], cell, where)
        except CellFault:
            return value

    return read
