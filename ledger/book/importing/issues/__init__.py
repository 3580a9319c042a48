"""Issues out of the rows of a sheet: new ones, and what a newer copy of a sheet changes."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_again, issue_rows
from ledger.book.importing.issues.issue_making import new, put
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.making import Making
from ledger.book.importing.rows import Item, Row
from ledger.errors import LedgerError
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar

__all__ = ["each", "items", "new", "put"]


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; the files go into the plan."""
    return each(making, zip(rows, making.keys(rows), strict=True))


def each(making: Making, rows: Iterable[tuple[Row, str]]) -> Iterator[Item]:
    """What becomes of rows, each with what names it, one after the other."""
    return (_item(making, row, key) for row, key in rows)


def _item(making: Making, row: Row, key: str) -> Item:
    gathering = Gathering(row, making.known, making.today)
    facts = issue_rows.facts(gathering, making.source.as_of)
    facts.setdefault("stream", making.ledger.rules["streams"][0]["code"])
    if facts["station"] is None and facts["place"]:
        gathering.fault("place", _("no station looks after it"))
    title = str(facts["title"] or "")
    if gathering.faults:
        return making.refused(gathering, title)
    opened: date = facts["opened"]
    record = making.record(row, key, facts["station"], opened.year)
    before = making.issue(record)
    deeds = list[Deed]()
    if not (before and before.status == "merged" == gathering.get("status")):  # into which is known
        deeds += _deeds(making, gathering, opened, making.known.calendars.at(facts["place"]))
    if gathering.faults:
        return making.refused(gathering, title)
    # Where it is only tried, no batch will tell of the row.
    digest, name = ("", "") if making.tried and before is None else making.marks(row, key)
    try:
        if before is None:
            demanded.first_asked(making, facts, deeds)
            made, states = new(making, record, facts, deeds)
            demanded.ask(making.ledger.rules, gathering, made, states)
            if gathering.faults:
                return making.refused(gathering, title)
            put(making, made, states)
            return Item(row.number, "new", record, title, digest, name, notes=gathering.notes)
        return issue_again.again(making, gathering, before, facts, deeds, digest, name)._replace(
            key=name
        )
    except LedgerError as error:
        gathering.fault("title", error.sentence())
        return making.refused(gathering, title)


def _deeds(
    making: Making, gathering: Gathering, opened: date, calendar: "Calendar"
) -> Iterator[Deed]:
    as_of = min(making.source.as_of or making.today, making.today)
    unit = making.source.unit or making.known.name_of(making.known.unit) or _("the station")
    yield from issue_rows.deeds(gathering, opened, max(as_of, opened), calendar, unit)
