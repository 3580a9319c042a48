"""How the plan of an import looks: what was understood, what becomes of the rows, what is wrong."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing.personal import hidden, hidden_in, masked
from ledger.commands.arriving import Arrived
from ledger.commands.showing import plancells
from ledger.labels import label
from ledger.rules.statuses import VERB_NAMES
from ledger.rules.tasks import TASK_VERB_NAMES
from ledger.sheets.tables import parts
from ledger.sheets.tables.table import field_of
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.words import gettext as _
from ledger.words import mark, ngettext

if TYPE_CHECKING:
    from ledger.book.importing.rows import Item, Row

ACTS = {
    "new": mark("new"),
    "changed": mark("changed"),
    "same": mark("the same"),
    "refused": mark("not taken in"),
}
"""What becomes of a row, as people read it."""
WHY = {
    "sum": mark("a sum"),
    "note": mark("a note or a signature"),
    "header again": mark("the header again"),
    "subject": mark("a title of the rows below"),
    "numbered": mark("a number and nothing else"),
    "person": mark("a person of a household, not its head"),
    "nothing": mark("a report of nothing"),
}
"""Why a row is no data."""
_VERBS = {
    "issue": VERB_NAMES,
    "task": TASK_VERB_NAMES,
    "visit": {"promote": mark("promote opinion")},
}
"""What a newer copy of a sheet makes happen, by kind of record; else it changes fields."""
_FIRST = 5
"""So many rows are shown, of the good ones and of each kind of notice."""
_REFUSED = 12
"""So many refusals are shown."""
_STYLES = {"new": "green", "changed": "yellow", "same": "dim", "refused": "bold red"}


def detail(arrived: Arrived, *, dry_run: bool, whole: bool) -> Detail:
    """The plan as a person reads it; with every row for a script only where it is `whole`."""
    incoming, intake = arrived.incoming, arrived.intake
    title = _("Plan for {file}, sheet {sheet}").format(
        file=incoming.file.path.name, sheet=incoming.sheet.name
    )
    parts: list[Section | Listing] = [
        Section("", list(_understood(arrived))),
        Section(_("What becomes of the rows"), list(_counts(arrived))),
    ]
    if any(item.act != "refused" for item in intake.items):
        parts += [_first_row(arrived), _rows(arrived)]
    if arrived.refused:
        parts.append(_refusals(arrived))
    told = data(arrived, dry_run=dry_run) if whole else {}
    shown = [*map(_without_numbers, parts)]
    return Detail(hidden(title), shown, told, footer=[*map(hidden, _footer(arrived))])


def _without_numbers(part: Section | Listing) -> Section | Listing:
    """A part of the plan that repeats no number of an identity card."""
    if isinstance(part, Listing):
        return part._replace(rows=[*map(hidden_in, part.rows)])
    return part._replace(
        fields=[line._replace(value=hidden_in(line.value)) for line in part.fields]
    )


def data(arrived: Arrived, *, dry_run: bool) -> dict[str, Any]:
    """The plan for a script, whole; of identity cards it repeats no number."""
    incoming, intake = arrived.incoming, arrived.intake
    table, source = incoming.table, intake.source
    read = {row.number: row for row in arrived.rows}
    told = {
        "file": source.file,
        "format": incoming.file.format,
        "sheet": incoming.sheet.name,
        "kind": source.kind,
        "title": source.title,
        "unit": source.unit,
        "unit_in_title": intake.entitled,
        "as_of": source.as_of,
        "map": arrived.map,
        "header": list(table.header),
        "columns": dict(source.columns),
        "passed_over": sorted(set(table.unknown.values())),
        "skipped": [one._asdict() for one in table.skipped],
        "explained": dict(arrived.explained),
        "notices": incoming.notices,
        "counts": {act: intake.count(act) for act in ACTS},  # type: ignore[arg-type]
        "rows": [_row(arrived, item, read[item.number]) for item in intake.items],
        "gone": list(intake.gone),
        "dry_run": dry_run,
        "op": None,
        "returned": None,
    }
    return {name: hidden_in(value) for name, value in told.items()}


def _row(arrived: Arrived, item: "Item", row: "Row") -> dict[str, Any]:
    table = arrived.incoming.table
    told: dict[str, Any] = {"row": item.number, "becomes": item.act, "record": item.record}
    kind = arrived.incoming.kind
    told["title"] = plancells.title(kind, item.title)
    told["read"] = {
        field: plancells.plain(kind, field, value) for field, value in row.fields.items()
    }
    if row.subject:
        told["under"] = row.subject
    if item.faults:
        told["faults"] = [
            {"cell": table.cell(item.number, name), "field": field_of(name), "sentence": sentence}
            for name, sentence in item.faults
        ]
    if item.asked:
        told["asked"] = {field: [*map(list, near)] for field, near in item.asked.items()}
    if item.notes:
        told["notes"] = list(item.notes)
    if item.changes:
        told["changes"] = [list(plancells.change(kind, change)) for change in item.changes]
    return masked(told, item.title) if kind == "household" else told


def _understood(arrived: Arrived) -> Iterator[Field]:
    table, source = arrived.incoming.table, arrived.intake.source
    yield Field(_("kind of record"), _(source.kind))
    for title, value in (
        (_("title"), source.title),
        (_("unit"), source.unit),
        (_("unit, by the title"), arrived.intake.entitled),
        (_("as of"), source.as_of),
    ):
        if value:
            yield Field(title, value)
    first, last = table.header
    rows = str(first) if first == last else f"{first}–{last}"
    yield Field(_("header in row"), rows)
    if loose := [
        f"{table.headers[at]} → {column.header}"
        for at, column in sorted(table.columns.items())
        if at in table.loose and column.reads != "skip"
    ]:
        yield Field(_("headers taken for"), loose)
    if table.unknown:
        yield Field(_("columns passed over"), list(dict.fromkeys(table.unknown.values())))
    if arrived.explained:
        some = [f"{said} → {called}" for said, called in arrived.explained.items()]
        yield Field(_("as it was explained"), some)
    for notice in arrived.incoming.notices:
        yield Field(_("note"), notice, "yellow")


def _counts(arrived: Arrived) -> Iterator[Field]:
    intake = arrived.intake
    for act, name in ACTS.items():
        if n := intake.count(act):  # type: ignore[arg-type]
            yield Field(_(name), n, _STYLES[act])
    if intake.gone:
        yield Field(_("gone, and kept here"), len(intake.gone))
    skipped: dict[str, list[int]] = {}
    for one in arrived.incoming.table.skipped:
        skipped.setdefault(one.why, []).append(one.number)
    for why, numbers in skipped.items():
        some = _some(numbers)
        yield Field(_("skipped"), _("{why}: row {rows}").format(why=_(WHY[why]), rows=some))


def _some(numbers: Sequence[int]) -> str:
    """The first of some rows."""
    more = " …" if len(numbers) > _FIRST else ""
    return _(", ").join(map(str, numbers[:_FIRST])) + more


def _first_row(arrived: Arrived) -> Listing:
    """The first good row, cell by cell: what stands there, and what was read."""
    item = next(item for item in arrived.intake.items if item.act != "refused")
    table, kind = arrived.incoming.table, arrived.incoming.kind
    raw = next(row for row in table.rows if row.number == item.number)
    read = next(row for row in arrived.rows if row.number == item.number)
    rows = [
        {
            "cell": table.cell(item.number, table.name(at)),
            "header": table.headers[at],
            "raw": stands,
            "field": column.header,
            "read": parts.joined(None, table.parts[at], stands)
            if at in table.parts and column.shape
            else plancells.read(kind, column, read.fields.get(column.field)),
        }
        for at, column in sorted(table.columns.items())
        if column.reads != "skip" and (stands := plancells.raw(kind, column.field, raw.line[at]))
    ]
    if kind == "household":
        rows = masked(rows, item.title)
    columns = [
        Column("cell", _("Cell")),
        Column("header", _("Header"), flexible=True),
        Column("raw", _("As it stands"), flexible=True),
        Column("field", _("Understood as"), rank=1),
        Column("read", _("Read as"), flexible=True),
    ]
    return Listing(_("The first row, cell by cell"), columns, rows)


def _rows(arrived: Arrived) -> Listing:
    """The first good rows."""
    kind = arrived.incoming.kind
    good = [item for item in arrived.intake.items if item.act != "refused"]
    order = {"changed": 0, "new": 1, "same": 2}
    first = sorted(good, key=lambda item: order[item.act])[:_FIRST]
    rows = [
        {
            "row": item.number,
            "becomes": item.act,
            "record": item.record,
            "title": plancells.title(kind, item.title),
            "changes": _("; ").join(_change(kind, change) for change in item.changes),
        }
        for item in first
    ]
    columns = [
        Column("row", _("Row"), align="right"),
        Column("becomes", _("Becomes"), show=lambda act: _(ACTS[act])),
        Column("record", _("Record")),
        Column("title", _("What it is about"), flexible=True),
    ]
    if any(row["changes"] for row in rows):
        columns.append(Column("changes", _("Changes"), flexible=True, wrap=True))
    return Listing(_("The first rows"), columns, rows, total=len(good))


def _change(kind: str, change: tuple[str, str, str]) -> str:
    what, *sides = plancells.change(kind, change)
    old, new = (plancells.named(kind, what, one) for one in sides)
    said = _(verbs[what]) if what in (verbs := _VERBS.get(kind, {})) else label(what)
    return f"{said} {old} → {new}" if old else f"{said} {new}".strip()


def _refusals(arrived: Arrived) -> Listing:
    """The first cells at fault, each with its sentence."""
    table = arrived.incoming.table
    rows = [
        {"cell": table.cell(item.number, name), "sentence": sentence}
        for item in arrived.refused
        for name, sentence in item.faults
    ]
    columns = [
        Column("cell", _("Cell"), flexible=True, least=10),
        Column("sentence", _("What is wrong"), flexible=True, least=24, wrap=True),
    ]
    return Listing(_("Refused"), columns, rows[:_REFUSED], total=len(rows))


def _footer(arrived: Arrived) -> list[str]:
    """What is left out or taken otherwise, each sentence once with how often and in which rows."""
    told: dict[str, list[int]] = {}
    for item in arrived.intake.items:
        for note in item.notes:
            told.setdefault(note, []).append(item.number)
    most = sorted(told.items(), key=lambda one: -len(one[1]))[:_FIRST]
    said = [
        ngettext("{n} row ({rows}): {note}", "{n} rows ({rows}): {note}", len(rows)).format(
            n=len(rows), rows=_some(rows), note=note
        )
        for note, rows in most
    ]
    if rest := len(told) - len(said):
        said.append(_("… and {n} more such remarks; --format json has all").format(n=rest))
    return said
