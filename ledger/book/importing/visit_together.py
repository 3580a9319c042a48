"""The rows of a visit sheet together by visit: which visit each is, and where it stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity, issue_rows, visit_rows
from ledger.book.importing.diary import Where
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.past import Told
from ledger.book.importing.rows import Row
from ledger.index import lookups
from ledger.records import ids
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


@dataclass
class Rows:
    """A row, and others of its number: what they say, which visit that is, where that stands."""

    gathering: Gathering
    others: list[Gathering]
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


def read(making: "Making", rows: list[Row]) -> list[Rows]:
    """What the rows of a sheet say, visit by visit."""
    return [_read(making, key, together) for key, together in _together(rows).items()]


def _together(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each visit: those that have one number, one day and one place are of one."""
    found: dict[str, list[Row]] = {}
    for row, key in zip(rows, identity.names("visit", [row.fields for row in rows]), strict=True):
        stem, count = key, 1
        while key in found and not (stem.startswith("#") and _is_one(found[key][0], row)):
            count += 1
            key = f"{stem}\0{count}"  # noqa: PLW2901
        found.setdefault(key, []).append(row)
    return found


def _is_one(one: Row, other: Row) -> bool:
    return all(one.fields.get(name) == other.fields.get(name) for name in ("date", "place"))


def _read(making: "Making", key: str, rows: list[Row]) -> Rows:
    row, *others = rows
    gathering = Gathering(row, making.known, making.today)
    found = Rows(
        gathering,
        [Gathering(other, making.known, making.today) for other in others],
        making.named(key),
        making.digest(row.fields.items()),
        visit_rows.fields(gathering),
    )
    if others:
        _join(making, found)
    _identify(making, found, key)
    return found


def _join(making: "Making", row: Rows) -> None:
    """Let a visit of several rows have all that was heard, and all households, of any of them."""
    digests = [row.digest]
    for other in row.others:
        said = visit_rows.fields(other)
        row.gathering.faults += other.faults
        digests.append(making.digest(other.row.fields.items()))
        for name in ("opinions", "households"):
            if told := [one for one in said.get(name, ()) if one not in row.fields.get(name, ())]:
                row.fields[name] = [*row.fields.get(name, ()), *told]
        if (text := said.get("text")) and text not in row.fields.get("text", ""):
            row.fields["text"] = "\n".join(filter(None, (row.fields.get("text"), text)))
    row.digest = making.digest([("rows", sorted(digests))])


def _identify(making: "Making", found: Rows, key: str) -> None:
    """Find out which visit the row is, and where it stands already."""
    gathering, name = found.gathering, found.name
    place, day = found.fields.get("place"), found.fields.get("date")
    station = making.known.station_above(place) if place else None
    if place and station is None:
        gathering.fault("place", _("no station looks after it"))
    if gathering.faults or station is None or day is None:
        return
    named = making.past.named(name)
    if named is None or (ids.station_of(named), ids.year_of(named)) != (station, day.year):
        named = making.record(gathering.row, key, station, day.year)
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
