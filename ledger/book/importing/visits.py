"""Visits out of the rows of a sheet: pages of the diary, and opinions that become issues."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.book.importing import blending, diary, identity, issue_rows, issues, visit_rows
from ledger.book.importing.diary import Diary, Where
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.past import Told
from ledger.book.importing.rows import Item, Row
from ledger.errors import InvalidRecordError, LedgerError
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.records.visit import Visit
from ledger.rules import demands
from ledger.store import form
from ledger.words import gettext as _

_HEARD = ("text", "answer")
"""What a sheet says of an opinion; its subject and its issue are the ledger's own."""


@dataclass
class _Row:
    """One row: what it says, the visit that it is, and where that stands."""

    gathering: Gathering
    name: str
    digest: str
    fields: dict[str, Any]
    station: str = ""
    record: str = ""
    told: Told | None = None
    stands: Where | None = None
    wanted: Where = field(default=("", date.min))

    @property
    def is_same(self) -> bool:
        """Whether it says what it said when it was last taken in."""
        return bool(self.stands and self.told and self.told.digest == self.digest)

    @property
    def title(self) -> str:
        """What a person knows the row by: never who was met."""
        heard = self.fields.get("opinions")
        said = heard[0]["text"] if heard else str(self.fields.get("text", ""))
        return said[: issue_rows.TITLE]


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; each page of the diary goes into the plan as one file."""
    keys = identity.keys("visit", [row.fields for row in rows])
    read = [_read(making, row, key) for row, key in zip(rows, keys, strict=True)]
    good = [row for row in read if not row.gathering.faults and not row.is_same]
    pages = {row.wanted for row in good} | {row.stands for row in good if row.stands}
    book = Diary(making, pages)
    making.past.load(
        (row.told.op, paths.page(*row.stands)) for row in good if row.told and row.stands
    )
    for row in read:
        yield _item(making, book, row)
    making.files |= book.files()


def _read(making: Making, row: Row, key: str) -> _Row:
    gathering = Gathering(row, making.known, making.today)
    name, digest = identity.digest([("key", key)]), identity.digest(row.fields.items())
    found = _Row(gathering, name, digest, visit_rows.fields(gathering))
    place, day = found.fields.get("place"), found.fields.get("date")
    station = making.known.station_above(place) if place else None
    if place and station is None:
        gathering.fault("place", _("no station looks after it"))
    if gathering.faults or station is None or day is None:
        return found
    named = making.past.named(name)
    if named is None or (ids.station_of(named), ids.year_of(named)) != (station, day.year):
        named = making.record(row, key, station, day.year)
    found.station, found.record, found.wanted = station, named, (station, day)
    found.told = making.past.told(named, name)
    if lookups.has(making.known.db, "visit", named):
        at, on = lookups.visit_page(making.known.db, named)
        found.stands = (at, date.fromisoformat(on))
        if at != station:
            gathering.fault(
                "place",
                _("{id} stands in the diary of {station}, not of {other}").format(
                    id=named, station=at, other=station
                ),
            )
    return found


def _item(making: Making, book: Diary, row: _Row) -> Item:
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
        if ours is None:
            book.add(row.wanted, _new(making, row))
        else:
            return _again(making, book, row, ours, item)
    except InvalidRecordError as error:
        gathering.faults += error.faults
    except LedgerError as error:
        gathering.fault("date", error.sentence())
    return making.refused(gathering, row.title) if gathering.faults else item


def _new(making: Making, row: _Row) -> Visit:
    head = {"id": row.record, "at": making.now, "by": making.who}
    given = {"kind": "visit", "people": [making.who], **row.fields, **head}
    given.pop("date")
    visit = form.build(Visit, given)
    if row.gathering.get("promote") and visit.opinions:
        return visit.model_copy(update={"opinions": _promoted(making, row, visit)})
    return visit


def _promoted(making: Making, row: _Row, visit: Visit) -> list[Any]:
    """The opinions of a visit, the first of them become an issue."""
    issue = _issue(making, row, visit)
    first = visit.opinions[0].model_copy(update={"issue": issue})
    return [first, *visit.opinions[1:]]


def _issue(making: Making, row: _Row, visit: Visit) -> str:
    """Register what was heard as an issue, and give its id."""
    opened = row.wanted[1]
    record = making.free("issue", f"visit\0{visit.id}", row.station, opened.year)
    title, text = issue_rows.titled(row.gathering.get("opinion") or visit.opinions[0].text)
    stream = making.ledger.rules["streams"][0]["code"]
    facts = {
        "title": title,
        "text": text,
        "station": row.station,
        "place": visit.place,
        "stream": stream,
        "category": visit.opinions[0].category,
        "source": next(iter(making.known.terms("source")), None),
        "reporter": visit.households[0] if visit.households else None,
        "visit": visit.id,
        "opened": opened,
    }
    rules = demands.stream(making.ledger.rules, stream)
    if "first_asked" in demands.demanded(rules, "register"):
        facts["first_asked"] = making.who
    making.put(paths.issue(record), issues.new(making, record, facts, []))
    return record


def _again(making: Making, book: Diary, row: _Row, ours: dict[str, Any], item: Item) -> Item:
    """A row whose visit stands on a page: nothing new, or what the sheet changed."""
    stands = row.stands or row.wanted
    path = paths.page(*stands)

    def within(body: bytes) -> dict[str, Any] | None:
        there = diary.on_page(body, path).get(row.record)
        return _as_heard(there) if there else None

    sides = (_as_heard(ours), row.fields)
    found = blending.again(making.past, row.told, path, within, sides)
    blending.refuse(row.gathering, row.record, found)
    if row.gathering.faults:
        return making.refused(row.gathering, row.title)
    taken, changes = dict(found.taken), found.changes(sides[0])
    if "opinions" in taken:
        taken["opinions"] = _with_links(ours.get("opinions", []), taken["opinions"])
    visit = form.build(Visit, {n: v for n, v in {**ours, **taken}.items() if n != "date"})
    first = next(iter(visit.opinions), None)
    if row.gathering.get("promote") and first and first.issue is None:
        visit = visit.model_copy(update={"opinions": _promoted(making, row, visit)})
        taken["opinions"] = visit.plain()["opinions"]
        changes.append(("promote", "", str(visit.opinions[0].issue)))
    if not taken:
        return item._replace(act="same", kept=found.kept)
    _rewrite(book, stands, visit, taken)
    return item._replace(act="changed", kept=found.kept, changes=changes)


def _rewrite(book: Diary, stands: Where, visit: Visit, taken: dict[str, Any]) -> None:
    """Let a visit stand as it now is: on its page, or on that of another day."""
    day = taken.pop("date", stands[1])
    if day == stands[1]:
        book.change(stands, visit.id, taken)
        return
    book.take_off(stands, visit.id)
    book.add((stands[0], day), visit)


def _as_heard(visit: dict[str, Any]) -> dict[str, Any]:
    """A visit with its opinions as a sheet would state them."""
    heard = [
        {name: opinion[name] for name in _HEARD if name in opinion}
        for opinion in visit.get("opinions", ())
    ]
    return {**visit, "opinions": heard}


def _with_links(ours: list[dict[str, Any]], heard: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Opinions as a sheet states them, with the subject and the issue that each has here."""
    known = [{k: v for k, v in opinion.items() if k not in _HEARD} for opinion in ours]
    return [{**opinion, **(known[n] if n < len(known) else {})} for n, opinion in enumerate(heard)]
