"""A spreadsheet on its way in: read, understood, and planned; at a terminal with questions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands import sheet_headers
from ledger.commands.asking import sheet_questions
from ledger.commands.context import Context
from ledger.commands.line.chinese import option
from ledger.errors import UsageError
from ledger.records.sheet_kinds import KIND_NAMES
from ledger.views.progress import Progress
from ledger.words import gettext as _
from ledger.words import settled

if TYPE_CHECKING:
    from ledger.book.importing.returning.carried import Back, Carried
    from ledger.book.importing.rows import Intake, Item, Row
    from ledger.records.sheet_map import SheetMap
    from ledger.rules.clocks import Limit
    from ledger.sheets.incoming import Incoming
    from ledger.sheets.reading.reader import File

_OF_OTHERS = ("kind", "of-kind", "map", "on", "place", "older")
"""What is asked for of sheets that did not go out from here."""


class Wanted(NamedTuple):
    """What the command line asks for."""

    file: Path
    kind: str | None
    sheet: str | None
    map: str | None
    on: date | None
    older: bool
    tried: bool
    fill: Sequence[str] = ()
    of_kind: str | None = None
    place: str | None = None


class Arrived(NamedTuple):
    """A sheet with its plan; `learnt` is what its words mean, None where nobody said anything.

    `explained` are its headers and the names in its rows that a person explained, now or before,
    with what they are; `again` makes the plan anew from the same answers, as the ledger stands by
    then.
    """

    incoming: "Incoming"
    rows: "list[Row]"
    intake: "Intake"
    map: str
    learnt: "SheetMap | None"
    explained: Mapping[str, str] = {}
    again: "Callable[[], Arrived] | None" = None

    def does_as(self, other: "Arrived") -> bool:
        """Whether another plan does the same with the same rows, to the same records."""
        return _done(self.intake) == _done(other.intake)

    @property
    def refused(self) -> "list[Item]":
        """The rows that are not taken in."""
        return [item for item in self.intake.items if item.act == "refused"]

    def release(self) -> "Arrived":
        """Let go of the cells, of which nothing more is needed: a large sheet takes much memory."""
        file, sheet, table, *_rest = self.incoming
        self.rows.clear()
        table.rows.clear()
        for one in (sheet, *file.sheets):
            one.rows.clear()
        return self._replace(again=None)

    def faults(self) -> dict[int, Sequence[tuple[str, str]]]:
        """By row, the fields at fault, each with a sentence."""
        return {item.number: item.faults for item in self.refused}

    def first_fault(self) -> tuple[str, str]:
        """The first cell that is at fault, and its sentence."""
        item = self.refused[0]
        field, sentence = next(iter(item.faults), ("", ""))
        return self.incoming.table.cell(item.number, field), sentence


def _done(intake: "Intake") -> object:
    """What a plan does; a record that is new may have been given another id."""
    return [i._replace(record="") if i.act == "new" else i for i in intake.items], intake.gone


def plan(here: Context, wanted: Wanted) -> Arrived:
    """Read the file, understand its table, and plan what becomes of its rows.

    Raises:
        SheetRefusedError: it cannot be read, or has no table that can be understood.
    """
    with settled():
        return _plan(here, wanted)


def _plan(here: Context, wanted: Wanted) -> Arrived:
    incoming, kept, learnt, back = _understood(here, wanted)
    incoming = incoming.told(wanted.on, _unit(here, wanted))
    incoming = _filled(incoming, wanted.fill, came_back=back is not None)
    rows = [came.row for came in back.rows] if back else incoming.rows(here.today, _at_once(here))
    sheet = _Sheet(incoming, rows, back)
    arrived = _planned(here, wanted, sheet, learnt, {})
    place, kind = (None, None) if back else sheet_questions.left_out(here, arrived.intake)
    if place or kind:
        wanted = wanted._replace(place=place or wanted.place, of_kind=kind or wanted.of_kind)
        sheet = sheet._replace(incoming=incoming.told(None, _unit(here, wanted)))
        arrived = _planned(here, wanted, sheet, learnt, {})
    declined: set[tuple[str, str]] = set()
    clashes: dict[str, str] = {}
    while here.interactive:
        said = sheet_questions.decided(here, arrived.intake.items, declined)
        learnt = learnt.model_copy(update={"names": sheet_questions.joined(learnt.names, said)})
        if not (sheet_questions.settle(arrived.intake.items, clashes) or said):
            break
        arrived = _planned(here, wanted, sheet, learnt, clashes)
    explained = sheet_headers.explained(incoming, learnt.headers)
    explained |= sheet_questions.answered(here, learnt.names, rows)
    planned = arrived._replace(learnt=learnt if learnt != kept else None, explained=explained)

    def again() -> Arrived:
        from ledger.book.importing import maps

        here.reopen()
        if maps.get(here.ledger, kept.kind, kept.name) != kept:  # others explained its words
            return planned
        with settled():
            now = _planned(here, wanted, sheet, learnt, clashes)
        return now._replace(learnt=planned.learnt, explained=explained, again=again)

    return planned._replace(again=again)


def _unit(here: Context, wanted: Wanted) -> str:
    """The place whose sheet it is said to be, by its name if no other has that.

    Raises:
        UnknownRecordError: the ledger has no such place.
    """
    if wanted.place is None:
        return ""
    code = here.ledger.place(wanted.place)
    names = {row["code"]: row["name"] for row in here.ledger.places()}
    alone = [*names.values()].count(names[code]) == 1
    return str(names[code]) if alone else code


def _filled(incoming: "Incoming", names: Sequence[str], *, came_back: bool) -> "Incoming":
    """The sheet with 6.3 as the day that it is, and with cells that take over what stands above.

    Raises:
        UsageError: it has no such column, or it is ours, where every row has its own cells.
    """
    from ledger.sheets import day_order, filling
    from ledger.sheets.incoming import line

    if not came_back:
        incoming = day_order.told(incoming)
    if not names:
        return incoming if came_back else filling.repeated(incoming)
    if came_back:
        raise UsageError(
            option("--fill-down"),
            _("this workbook went out from here with every cell filled; an empty one was emptied"),
        )
    table = incoming.table
    columns = {name: filling.column(table, name) for name in names}
    if unknown := [name for name, at in columns.items() if at is None]:
        raise UsageError(
            option("--fill-down"),
            _("“{name}” is no column of the sheet; its columns are {headers}").format(
                name=unknown[0], headers=_(", ").join(map(line, table.headers.values()))
            ),
        )
    filled = filling.down(incoming, {at for at in columns.values() if at is not None})
    return filling.repeated(filled)


def _at_once(here: Context) -> "Limit":
    """What 立行立改 means in this ledger."""
    from ledger.rules.clocks import Limit

    said = here.ledger.rules.get("at_once", {})
    return Limit(said.get("number", 3), said.get("unit", "day"))


class _Understood(NamedTuple):
    """A table; what the ledger keeps of its words, what is learnt besides, and what it carries."""

    incoming: "Incoming"
    kept: "SheetMap"
    learnt: "SheetMap"
    back: "Back | None" = None


def _understood(here: Context, wanted: Wanted) -> _Understood:
    """The table, and what is known of its words; unknown headers are asked at a terminal."""
    from ledger.sheets.reading import reader

    begun = reader.begin(wanted.file, wanted.sheet)  # it reads while the rest is being loaded
    from ledger.book.importing import maps, planning  # noqa: F401 - the plan will want it
    from ledger.sheets import incoming
    from ledger.sheets.writing.unseen import CARRIED

    with Progress(_("reading")) as bar:
        file = incoming.read(wanted.file, wanted.sheet, bar.at, begun)
    if file.stamped or CARRIED in file.names:
        from ledger.sheets import carried

        if sent := carried.of(file):
            return _come_back(here, wanted, file, sent)
    sheet = _sheet_of(file, wanted)
    known = sheet_headers.named(here, wanted.map, wanted.kind)
    kind = wanted.kind or (known.kind if known else None)
    found = sheet_headers.table(here, file, sheet, kind, known)
    kept = known or maps.get(here.ledger, found.kind, maps.name_of(found.source()))
    if kept.kind != found.kind:
        kept = maps.get(here.ledger, found.kind, kept.name)
    words = sheet_headers.of_streams(here, found) | sheet_headers.own_words(here, found)
    words |= kept.headers
    if words:
        found = found.again(words)
    said = sheet_questions.explained(found, kept.headers) if here.interactive else {}
    if said:
        found = found.again({**words, **said})
    learnt = kept.model_copy(update={"headers": {**kept.headers, **said}})
    return _Understood(found, kept, learnt)


def _sheet_of(file: "File", wanted: Wanted) -> str | None:
    """The name of the sheet that is asked for."""
    return None if wanted.sheet is None else file.sheets[0].name


def _come_back(here: Context, wanted: Wanted, file: "File", sent: "Carried") -> _Understood:
    """The table of a workbook that went out from this ledger, and what it carries.

    Raises:
        UsageError: it is asked for with an option that means nothing to it.
    """
    from ledger.book.importing import maps
    from ledger.book.importing.returning import sides
    from ledger.sheets import carried, incoming

    sides.require_ours(here.ledger, sent)
    for name in _OF_OTHERS:
        if getattr(wanted, name.replace("-", "_")) not in (None, False):
            why = _("means nothing for a workbook that went out from here; leave it out")
            raise UsageError(option(f"--{name}"), why)
    layout = sides.layout(here.ledger, sent)
    sheet, words = _sheet_of(file, wanted), carried.sent_words(sent.kind, layout)
    found = incoming.find(file, sheet, sent.kind, words, empty=True)
    found = carried.without_added(found, sent, layout)
    back = carried.back(found, sent, layout, here.today, _at_once(here))
    kept = maps.get(here.ledger, found.kind, maps.name_of(found.source()))
    return _Understood(found, kept, kept, back)


class _Sheet(NamedTuple):
    """A sheet with its rows; `back` where it went out from this ledger."""

    incoming: "Incoming"
    rows: "list[Row]"
    back: "Back | None"


def _kind_of_work(here: Context, wanted: Wanted, kind: str) -> str | None:
    """The kind of task or activity that rows are of which name none.

    Raises:
        UsageError: the rows are neither, or the ledger has no such kind.
    """
    if wanted.of_kind is None:
        return None
    if kind not in ("task", "activity"):
        why = _("means nothing for {what}; leave it out").format(what=_(KIND_NAMES[kind]))
        raise UsageError(option("--of-kind"), why)
    return here.ledger.term(f"{kind} kind", wanted.of_kind)


def _planned(
    here: Context,
    wanted: Wanted,
    sheet: _Sheet,
    learnt: "SheetMap",
    clashes: Mapping[str, str],
) -> Arrived:
    from ledger.book.importing import personal, planning

    incoming, rows, back = sheet
    of_kind = _kind_of_work(here, wanted, incoming.kind)
    source = incoming.source()._replace(of_kind=of_kind, place=_unit(here, wanted))
    watch = Progress(_("planning")).watching(len(rows))
    if back:
        from ledger.book.importing import returning
        from ledger.book.importing.rows import CLASH

        names = {**learnt.names, CLASH: clashes}
        intake = returning.plan(here.ledger, source, back, names, watch)
    else:
        intake = planning.plan(
            here.ledger,
            source,
            rows,
            learnt.names,
            older=wanted.older,
            tried=wanted.tried,
            watch=watch,
        )
    items = [personal.veiled(item, incoming.kind) for item in intake.items]
    intake = intake._replace(items=items)
    return Arrived(incoming, rows, intake, learnt.name, None)
