"""A spreadsheet on its way in: understood, and planned; at a terminal with questions."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands import sheet_headers, understanding
from ledger.commands.asking import sheet_questions
from ledger.commands.context import Context
from ledger.commands.line.chinese import option
from ledger.commands.understanding import Wanted, at_once
from ledger.errors import UsageError
from ledger.records.sheet_kinds import KIND_NAMES
from ledger.views.progress import Progress
from ledger.words import gettext as _
from ledger.words import settled

if TYPE_CHECKING:
    from ledger.book.importing.returning.carried import Back
    from ledger.book.importing.rows import Intake, Item, Row
    from ledger.records.sheet_map import SheetMap
    from ledger.sheets.incoming import Incoming


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
    incoming, kept, learnt, back = understanding.understand(here, wanted)
    incoming = incoming.told(wanted.on, _unit(here, wanted))
    incoming = _filled(incoming, wanted.fill, came_back=back is not None)
    rows = [came.row for came in back.rows] if back else incoming.rows(here.today, at_once(here))
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
