"""What a person is asked about a spreadsheet: its headers, its names, and cells changed twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from ledger.commands.asking import ask
from ledger.commands.context import Context
from ledger.records.sheet_kinds import KIND_NAMES
from ledger.views.safe import cell as safe
from ledger.words import about
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.rows import Intake, Item, Row
    from ledger.commands.asking.choices import Choice
    from ledger.sheets.incoming import Incoming
    from ledger.sheets.tables.columns import Column
    from ledger.sheets.tables.heading import Heading

_SHOWN = 6
"""So many texts of a row are shown."""
_TOLD = 30
"""So many characters of a cell are shown."""
_NEITHER = "neither"
"""The answer by which neither side of a clash holds."""


def sheet(names: Sequence[str]) -> str:
    """The sheet that is meant, of those with a table."""
    shown = {safe(name): name for name in names}
    return shown[ask.choose(_("Which sheet is to be read"), [*map(_plain, shown)])]


def kind() -> str:
    """What the rows are."""
    kinds = [(name, _(called)) for name, called in KIND_NAMES.items()]
    return ask.choose(_("What is each row of the table"), kinds)


def left_out(here: Context, intake: "Intake") -> tuple[str | None, str | None]:
    """What a person at a terminal says of all rows, where none can be taken in for want of it.

    Whose sheet it is, and the kind of its activities; what it has a column for is not asked.
    """
    items = intake.items if here.interactive else ()
    lacking = [{name for name, _why in item.faults} for item in items]
    stated = {*intake.source.columns.values()}
    common = set.intersection(*lacking) - stated if lacking else set[str]()
    if not any(one <= {"place", "kind"} for one in lacking):
        return None, None  # a row lacks more than a sheet can say
    place = kind = None
    if "place" in common and "station" not in stated:
        place = _told(_("Whose sheet is it"), here.ledger.complete("place", ""))
    if "kind" in common and intake.source.kind == "activity":
        kinds = here.ledger.terms("activity kind").items()
        kind = _told(_("What kind of activity is each row"), [*kinds])
    return place, kind


def _told(question: str, choices: "Sequence[Choice]") -> str | None:
    none = _("none of them; refuse the rows")
    answer = ask.choose(question, [_plain(none), *choices])
    return answer if answer != none else None


def heading(may_head: "Sequence[Heading]", known: str | None) -> tuple[str, int, str] | None:
    """The sheet and row that head a table whose headers nobody knows, and what its rows are.

    None where no row does.
    """
    names = len({one.sheet for one in may_head}) > 1
    rows: dict[str, Heading] = {}
    for one in may_head:
        rows.setdefault(_row(one, named=names), one)
    none = _("none of them; refuse the sheet")
    typer.echo(
        _("No row of headers was found; say which it is, and its headers are asked about next:")
    )
    answer = ask.choose(_("Which row heads the columns"), [*map(_plain, (*rows, none))])
    if answer == none:
        return None
    return rows[answer].sheet, rows[answer].row, known or kind()


def _row(one: "Heading", *, named: bool) -> str:
    """A row by its first texts; its number would be taken for that of the choice."""
    texts = _(", ").join(safe(text) for text in one.texts[:_SHOWN])
    more = " …" if len(one.texts) > _SHOWN else ""
    return about(safe(one.sheet), texts + more) if named else texts + more


def explained(found: "Incoming", known: Mapping[str, str]) -> dict[str, str]:
    """What a person says of the headers that nobody knows: a field, or none."""
    from ledger.records.sheet_map import NOTHING
    from ledger.sheets.tables import columns
    from ledger.sheets.tables.header_words import plain

    taken = {column.field for column in found.table.columns.values()}
    said: dict[str, str] = {}
    strange = [*_strange(found, known)]
    for asked, (header, below) in enumerate(strange, 1):
        word = plain(header)
        left = {
            column.header: column
            for column in columns.of(found.kind)
            if column.field not in taken and column.reads != "skip"
        }
        likely = sorted(left, key=lambda name: -_alike(left[name], word))
        nothing, rest = _("pass it over"), _("pass over this one and all others")
        unknown = _(
            "The header “{header}” is not known here; “{cell}” is below it. It may stand for:"
        )
        typer.echo(unknown.format(header=safe(header), cell=safe(below)))
        label = _("Column “{header}”").format(header=safe(header))
        passes = (nothing, rest) if asked < len(strange) else (nothing,)
        answer = ask.choose(label, [*map(_plain, (*passes, *likely))], nothing)
        if answer == rest:
            return said | {plain(one): NOTHING for one, _cell in strange[asked - 1 :]}
        said[word] = left[answer].field if answer in left else NOTHING
        taken.add(said[word])
    return said


def _strange(found: "Incoming", known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The headers that nobody explained, each with the beginning of the first cell below it.

    One that may be a number of somebody's is not asked about: what is said of it is written down.
    """
    from ledger.book.importing.personal import hidden
    from ledger.sheets.tables.grid import seen
    from ledger.sheets.tables.header_words import plain

    for header in dict.fromkeys(found.table.unknown.values()):
        below = next((cell for row in found.table.rows if (cell := row.other.get(header))), None)
        word = plain(header)
        if below is not None and word not in known and word == hidden(word):
            yield header, seen(below)[:_TOLD]


def _alike(column: "Column", header: str) -> float:
    """How much a header has in common with that of the words for a column that it is most like."""
    return max(
        len({*word} & {*header}) / len({*word, *header}) for word in (column.header, *column.words)
    )


def _plain(said: str) -> "Choice":
    """A choice that stands for itself."""
    return said, said


def decided(
    here: Context, items: "Sequence[Item]", declined: set[tuple[str, str]]
) -> dict[str, dict[str, str]]:
    """What a person says of the names that are not certain, each asked once."""
    from ledger.book.importing.rows import CLASH

    said: dict[str, dict[str, str]] = {}
    for item in items:
        for field, near in item.asked.items():
            kind, written = item.doubted[field]
            if kind == CLASH or (kind, written) in declined or written in said.get(kind, ()):
                continue
            if answer := _one_of(here, kind, written, near):
                said.setdefault(kind, {})[written] = answer
            else:
                declined.add((kind, written))
    return said


def _one_of(here: Context, kind: str, written: str, near: Sequence[tuple[str, str]]) -> str | None:
    """What a name stands for: one of those near it, any other that there is, or nothing."""
    from ledger.book.importing.known import SPARED
    from ledger.records.sheet_map import NOTHING

    label = _("Which one is “{said}”").format(said=safe(written))
    other, none = _("another one"), _("none of them; refuse the rows")
    if spared := kind in SPARED:
        none = _("none of them; leave it out")
    more = [other] if here.ledger.complete(kind, "") else []
    answer = ask.choose(label, [*near, *map(_plain, [*more, none])])
    if answer == other:
        answer = ask.choose(label, [_plain(none), *here.ledger.complete(kind, "")])
    return answer if answer != none else NOTHING if spared else None


def joined(
    known: Mapping[str, Mapping[str, str]], said: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """What was known of names, with what was said of further ones."""
    return {kind: {**known.get(kind, {}), **said.get(kind, {})} for kind in sorted({*known, *said})}


def answered(
    here: Context, names: Mapping[str, Mapping[str, str]], rows: "Sequence[Row]"
) -> dict[str, str]:
    """The names in rows that a person explained, now or before, each with what it stands for."""
    from ledger.records.sheet_map import NOTHING

    wanted = {written for said in names.values() for written in said}
    stated = wanted.intersection(_texts(rows)) if wanted else set[str]()
    found = {}
    for kind, said in names.items():
        called = {NOTHING: _("left out"), **dict(here.ledger.complete(kind, ""))}
        for written in sorted(said.keys() & stated):
            found[written] = called.get(said[written]) or said[written]
    return found


def _texts(rows: "Sequence[Row]") -> Iterator[str]:
    """What stands in the cells of rows, each name of several apart."""
    for row in rows:
        for value in row.fields.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, list):
                yield from value


def settle(items: "Sequence[Item]", settled: dict[str, str]) -> bool:
    """Ask which value holds where a cell was changed on both sides; whether anything was said."""
    from ledger.book.importing.rows import CLASH, LEDGER, SHEET

    before = len(settled)
    for item in items:
        for field, near in item.asked.items():
            kind, question = item.doubted[field]
            if kind == CLASH and question not in settled:
                told = dict(item.faults)[field]
                names = {
                    SHEET: _("the sheet: {said}"),
                    LEDGER: _("the ledger: {said}"),
                }
                sides = {names[code].format(said=safe(said)): code for code, said in near}
                neither = _("neither; refuse the row")
                typer.echo(safe(told))
                answer = ask.choose(_("Which one holds"), [*map(_plain, (*sides, neither))])
                settled[question] = sides.get(answer, _NEITHER)
    return len(settled) > before
