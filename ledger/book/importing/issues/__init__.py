"""Issues out of the rows of a sheet: new ones, and what a newer copy of a sheet changes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from ledger.book.importing import doubles, streams
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_rows
from ledger.book.importing.issues.issue_making import new, put
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.making import Making
from ledger.book.importing.rows import Item, Row
from ledger.errors import LedgerError
from ledger.records import ids, paths
from ledger.rules.statuses import NEXT
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.issue import Issue
    from ledger.rules.calendar import Calendar

__all__ = ["Named", "each", "items", "new", "put", "untouched"]

Named = tuple[Row, str]
"""A row and what names it."""

_AT_ONCE = 1_000
"""Of so many rows the records that they may be are read at a time."""


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; the files go into the plan."""
    left: list[Named] = []
    yield from untouched(making, rows, left)
    yield from each(making, left)


def untouched(making: Making, rows: list[Row], left: list[Named]) -> Iterator[Item]:
    """The items of rows that say what they said when they came before; the others are left."""
    keys = making.keys(rows)
    named = zip(rows, keys, strict=True)
    if not making.past.last:
        left += named
        return
    from ledger.book.importing.issues import issue_untouched

    for row, key in named:
        if item := issue_untouched.again(making, row, key):
            yield item
        else:
            left.append((row, key))
    if left:
        from ledger.book.importing import restated

        making.meet(keys)
        restated.find(making, left)


def each(making: Making, rows: Iterable[Named]) -> Iterator[Item]:
    """What becomes of rows, each with what names it, one after the other.

    Files are read for many at a time, as they stand and as earlier copies of the rows left them.
    """
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        likely = [(one, key) for row, key in some for one in making.likely(row, key) if one]
        making.read_ahead(record for record, _key in likely)
        told = (making.past.told(record, making.named(key)) for record, key in likely)
        making.past.load((one.op, paths.issue(one.record)) for one in told if one)
        for row, key in some:
            gathering = Gathering(row, making.known, making.today)
            yield _stated(making, gathering, key) or _item(making, gathering, key)


def _stated(making: Making, row: Gathering, key: str) -> Item | None:
    """The item of a row that has our number, and that nobody touched."""
    ours = ids.stated(row.get("key"))
    if not ours:
        return None
    from ledger.book.importing.issues import issue_untouched

    return issue_untouched.same(making, row, key, ours)


def _item(making: Making, gathering: Gathering, key: str) -> Item:
    row = gathering.row
    facts = issue_rows.facts(gathering, making.source.as_of)
    facts["stream"] = streams.meant(gathering, making.every_stream)
    if facts["station"] is None and facts["place"]:
        gathering.fault("place", _("no station looks after it"))
    title = str(facts["title"] or "")
    if gathering.faults:
        return making.refused(gathering, title)
    record = _record(making, gathering, key, facts)
    if gathering.faults:
        return making.refused(gathering, title)
    before = making.issue(record)
    _date(making, gathering, before, facts)
    opened: date = facts["opened"]
    usual = making.titled or making.every_stream[0]
    facts["stream"] = facts["stream"] or (before.stream if before else usual["code"])
    if (order := _closing(making, before, facts["stream"])) is not None:
        gathering.closing = order
    deeds = list[Deed]()
    is_merged = before and before.status == "merged" == gathering.get("status")  # known into which
    if not (is_merged or gathering.faults):
        deeds += _deeds(making, gathering, opened, making.known.calendars.at(facts["place"]))
    if gathering.faults:
        return making.refused(gathering, title)
    # Where it is only tried, no batch will tell of the row.
    digest, name = ("", "") if making.tried and before is None else making.marks(row, key)
    streams.tell(gathering, making, before.stream if before else None)
    try:
        if before is None:
            made = _new(making, gathering, record, facts, deeds)
            return made._replace(digest=digest, key=name) if made.record else made
        from ledger.book.importing.issues import issue_again

        return issue_again.again(making, gathering, before, facts, deeds, digest, name)._replace(
            key=name
        )
    except LedgerError as error:
        gathering.fault("title", error.sentence())
        return making.refused(gathering, title)


def _new(
    making: Making, row: Gathering, record: str, facts: dict[str, Any], deeds: list[Deed]
) -> Item:
    """A new issue, if its row tells all that its stream demands."""
    title = str(facts["title"])
    demanded.first_asked(making, facts, deeds)
    made, states = new(making, record, facts, deeds)
    demanded.ask(making.ledger.rules, row, made, states)
    if row.faults:
        return making.refused(row, title)
    doubles.tell(making, row, (made.place, made.title, made.opened))
    _tell_owner(row, deeds)
    if states[-1].spared:
        row.note(_("its last day had passed before it is taken in, and is held against nobody"))
    put(making, made, states)
    return Item(row.row.number, "new", record, title, notes=row.notes)


def _tell_owner(row: Gathering, deeds: list[Deed]) -> None:
    """Tell who has a new issue in hand where its row names nobody."""
    given = next((deed.fields for deed in deeds if deed.verb == "assign"), None)
    if given and not (given.get("person") or row.get("unit") or row.get("co_units")):
        told = _("nobody is named who has it in hand, so {unit} stands for that")
        row.note(told.format(unit=given["unit"]))


def _closing(making: Making, before: "Issue | None", stream: str) -> Sequence[str] | None:
    """The sign-offs that an issue needs; what waits for them needs those of when it was reported.

    They may be others in ledger.yaml since. None stands for the usual ones.
    """
    if before and before.status in NEXT.values():
        reported = next(event for event in reversed(before.log) if event.do == "submit")
        return reported.closing
    return making.closing(stream)


def _date(making: Making, row: Gathering, before: "Issue | None", facts: dict[str, Any]) -> None:
    """Let an issue keep its day where the row tells none; of a new one tell what stands for it."""
    if row.get("opened") is not None:
        return
    if before:
        facts["opened"] = before.opened
        row.row = row.row._replace(fields={**row.row.fields, "opened": before.opened})
        return
    said = (
        _("no day of registration is told, so that of the sheet stands for it, {day}")
        if facts["opened"] == making.source.as_of
        else _("no day of registration is told, so the earliest day in the row stands for it")
    )
    row.note(said.format(day=facts["opened"]))


def _record(making: Making, row: Gathering, key: str, facts: dict[str, Any]) -> str:
    """The issue of a row; one that came before is that again, in whichever year it comes."""
    station, year = facts["station"], facts["opened"].year
    if making.past.last and row.get("opened") is None:
        before = making.past.anywhere(making.named(key))
        if before and not making.is_apart(before, key):
            year = ids.year_of(before)
    return making.record(row, key, station, year, day="opened")


def _deeds(
    making: Making, gathering: Gathering, opened: date, calendar: "Calendar"
) -> Iterator[Deed]:
    as_of = min(making.source.as_of or making.today, making.today)
    unit = making.source.unit or making.known.name_of(making.known.unit) or _("the station")
    yield from issue_rows.deeds(gathering, opened, max(as_of, opened), calendar, unit)
