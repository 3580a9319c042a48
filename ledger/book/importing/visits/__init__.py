"""Visits out of the rows of a sheet: pages of the diary, and opinions that become issues."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from ledger.book.exporting.words import UNSIGNED
from ledger.book.importing import blending, in_files, renumbered
from ledger.book.importing.blending import Fields
from ledger.book.importing.making import Making
from ledger.book.importing.renumbered import Matter
from ledger.book.importing.rows import Item, Row
from ledger.book.importing.visits import (
    pages,
    visit_homes,
    visit_opinions,
    visit_together,
)
from ledger.book.importing.visits.diary import Diary
from ledger.book.importing.visits.pages import Changes, Where
from ledger.book.importing.visits.visit_together import Rows
from ledger.errors import InvalidRecordError, LedgerError
from ledger.index.batch import Made
from ledger.index.batch import Rows as Entries
from ledger.records import paths
from ledger.records.visit import Visit
from ledger.store import form
from ledger.words import gettext as _

MANY = 3_000
"""From so many visits on their pages are made by further processes."""
_CELLS = {"opinions": "opinion", "households": "household", "body": "household"}
"""What a visit has of which column of its sheet, where it is called otherwise."""


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; each page of the diary goes into the plan as one file.

    Rows are planned page by page, so that pages can be made files while others are planned.
    """
    read = visit_together.read(making, rows)
    making.past.load(
        (row.told.op, paths.page(*row.stands))
        for row in read
        if row.told and row.stands and not row.is_same
    )
    touched = {row.key: row.pages for row in read}
    book = Diary(making, chain.from_iterable(touched.values()))
    many = sum(map(bool, touched.values())) >= MANY
    making.entries = Entries() if many else None
    made: list[Item] = []

    def complete() -> Iterator[Changes]:
        for row in sorted(read, key=lambda row: row.wanted):
            made.extend(_items(making, book, row))
            yield from book.complete(touched[row.key])

    packed: list[bytes] = []
    for written in pages.written(complete(), many=many):
        making.files |= written.files
        packed.append(written.packed)
        yield from made
        made.clear()
    yield from made
    if making.entries is not None:
        making.made = Made([making.entries.packed(), *packed], frozenset(making.files))


def _items(making: Making, book: Diary, row: Rows) -> Iterator[Item]:
    """What becomes of a row, and of the others that are of its visit."""
    item = _item(making, book, row)
    yield item
    for other in row.others:
        if item.act == "refused":
            if not other.faults:
                other.fault("key", _("another row of the same visit is refused"))
            yield making.refused(other, row.title)
        else:
            notes = () if row.is_same else other.notes
            yield item._replace(number=other.row.number, notes=notes, changes=())


def _item(making: Making, book: Diary, row: Rows) -> Item:
    gathering = row.gathering
    if gathering.faults:
        return making.refused(gathering, row.title)
    item = Item(
        gathering.row.number,
        "new",
        row.record,
        row.title,
        row.digest,
        row.name,
        notes=gathering.notes,
    )
    if row.is_same:
        return item._replace(act="same", notes=())
    try:
        ours = book.visit(row.stands, row.record) if row.stands else None
        if ours is not None:
            return _again(making, book, row, ours, item)
        visit = _new(making, row)
        if not gathering.faults:
            book.add(row.wanted, visit)
    except InvalidRecordError as error:
        gathering.faults += error.faults
    except LedgerError as error:
        gathering.fault("date", error.sentence())
    return making.refused(gathering, row.title) if gathering.faults else item


def _new(making: Making, row: Rows) -> dict[str, Any]:
    head = {"id": row.record, "at": making.now, "by": making.who}
    if not row.gathering.get("people"):
        row.gathering.note(
            _("no visitor is named; {who}, who brings the sheet in, stands for them").format(
                who=making.who
            )
        )
    given = {"kind": "visit", "people": [making.who], **row.fields, **head}
    del given["date"]
    visit = form.build(Visit, given)
    if row.promotes:
        given["opinions"] = (
            visit_opinions.promoted(making, row, visit)[0].plain().get("opinions", [])
        )
    return given


def _again(making: Making, book: Diary, row: Rows, ours: Fields, item: Item) -> Item:
    """A row whose visit stands on a page: nothing new, or what the sheet changed."""
    stands = row.stands or row.wanted
    path = paths.page(*stands)

    def within(body: bytes) -> Fields | None:
        held = in_files.on_page(body, path).get(row.record)
        return visit_opinions.stated(held) if held else None

    renumbered.refuse(row.gathering, row.record, _matter(ours), _matter(row.fields))
    said, held = visit_homes.stated(making, row, ours)
    sides = (visit_opinions.stated(ours), _said(making, row, ours, said))
    found = blending.again(making.past, (row.record, row.name), path, within, sides)
    blending.refuse(row.gathering, row.record, found, "visit", _CELLS)
    if row.gathering.faults:
        return making.refused(row.gathering, row.title)
    taken = found.taken
    if "opinions" in taken:
        on = _answered_on(making, taken.get("date") or ours["date"])
        known = ours.get("opinions", [])
        taken["opinions"] = visit_opinions.joined(row.gathering, known, taken["opinions"], on)
    visit_opinions.note_kept(row, ours)
    changes = found.changes(ours)
    visit = form.build(Visit, {n: v for n, v in {**ours, **taken}.items() if n != "date"})
    visit, made = visit_opinions.promoted(making, row, visit)
    if row.gathering.faults:
        return making.refused(row.gathering, row.title)
    if made:
        taken["opinions"] = visit.plain()["opinions"]
        changes += [("promote", "", issue) for issue in made]
    item = item._replace(kept={**found.kept, **held})
    if not taken:
        return item._replace(act="same")
    _rewrite(book, stands, visit, taken)
    return item._replace(act="changed", changes=changes)


def _said(making: Making, row: Rows, ours: Fields, said: dict[str, Any]) -> dict[str, Any]:
    """What a row says of a visit that is here, with what its empty cells say."""
    unsigned = any(one.get("sign") == UNSIGNED for one in (row.gathering, *row.others))
    if unsigned and "sign" not in said:
        said = {**said, "sign": None}
    if "opinions" in said and not making.past.views(row.record, row.name):
        heard = visit_opinions.answered(ours.get("opinions", ()), said["opinions"])
        said = {**said, "opinions": heard}
    return said


def _matter(visit: Mapping[str, Any]) -> Matter:
    heard = (one["text"] for one in visit.get("opinions", ()))
    return Matter(visit["date"], (visit.get("text"), *heard))


def _answered_on(making: Making, heard: date) -> date | None:
    """The day of an answer that a newer copy brings: the sheet's, where it is after the visit."""
    told = min(making.source.as_of or making.today, making.today)
    return told if told > heard else None


def _rewrite(book: Diary, stands: Where, visit: Visit, taken: dict[str, Any]) -> None:
    """Let a visit stand as it now is: on its page, or on that of another day."""
    day = taken.pop("date", stands[1])
    if day == stands[1]:
        book.change(stands, visit.id, taken)
        return
    book.take_off(stands, visit.id)
    book.add((stands[0], day), visit.plain())
