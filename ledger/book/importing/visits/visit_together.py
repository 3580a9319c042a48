"""The rows of a visit sheet together by visit: which visit each is, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import issue_rows
from ledger.book.importing.past import Told
from ledger.book.importing.rows import Row
from ledger.book.importing.visits import visit_rows
from ledger.book.importing.visits.pages import Where
from ledger.book.importing.visits.visit_rows import Sayings
from ledger.index import lookups
from ledger.records import ids
from ledger.rules import aid
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


_When = tuple[date | None, str | None]
"""The day and the place of a visit, as far as they can be read."""

_SINGLE = {"kind": "kind", "days": "days", "sign": "sign", "body": "household"}
"""What a visit has but one of, each with its column."""


@dataclass(slots=True)
class Rows:
    """A row, and others of its number: what they say, which visit that is, where that stands."""

    gathering: Gathering
    others: list[Gathering]
    key: str
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
    def pages(self) -> tuple[Where, ...]:
        """The pages that may change because of it."""
        if self.gathering.faults or self.is_same:
            return ()
        return tuple(dict.fromkeys((self.wanted, self.stands or self.wanted)))

    @property
    def promotes(self) -> bool:
        """Whether anything heard is to become an issue."""
        return any(one.get("promote") for one in (self.gathering, *self.others))

    @property
    def title(self) -> str:
        """What a person knows the row by: never who was met."""
        heard = self.fields.get("opinions")
        said = heard[0]["text"] if heard else str(self.fields.get("text", ""))
        said = said or aid.written(self.fields.get("aid", ()))
        most = issue_rows.TITLE
        return said if len(said) <= most else said[: most - 1] + "…"


def read(making: "Making", rows: list[Row]) -> list[Rows]:
    """What the rows of a sheet say, visit by visit."""
    said = visit_rows.sayings()
    visits = _together(making, rows)
    if making.past.last:
        from ledger.book.importing import restated

        making.meet(visits)
        restated.find(making, [(its[0], key) for key, its in visits.items()])
    found = [_read(making, said, key, its) for key, its in visits.items()]
    _identify(making, [row for row in found if row.station])
    return found


def _together(making: "Making", rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each visit: those that have one number, one day and one place are of one.

    A row whose day or place cannot be read is of a visit of its number that may be its own: nobody
    can tell what the others say without it.
    """
    found: dict[str, list[Row]] = {}
    numbered: dict[str, dict[_When, list[Row]]] = {}
    loose: list[tuple[str, _When, Row]] = []
    stems = identity.names("visit", [row.fields for row in rows])
    for row, stem, key in zip(rows, stems, making.keys(rows), strict=True):
        if not identity.is_number(key):
            found[key] = [row]
            continue
        known = numbered.setdefault(stem, {})
        one = (row.fields.get("date"), _place(making, row))
        if None in one:
            loose.append((stem, one, row))
        else:
            known.setdefault(one, []).append(row)
    for stem, (day, place), row in loose:
        fits = (
            its for (d, p), its in numbered[stem].items() if day in (None, d) and place in (None, p)
        )
        its = next(fits, None)
        (found.setdefault(f"{stem}\0?", []) if its is None else its).append(row)
    return found | _by_name(
        making, [(n, its) for n, one in numbered.items() for its in one.values()]
    )


def _by_name(making: "Making", visits: list[tuple[str, list[Row]]]) -> dict[str, list[Row]]:
    """Visits with a number by what names each: of one number those that say what they said keep it.

    Rows may be sorted anew, and the visit that came first be left out.
    """
    keys = making.kept(
        [number for number, _rows in visits],
        lambda at: _digest(making, visits[at][1]),
        lambda at: [row.fields for row in visits[at][1]],
    )
    return {key: rows for key, (_number, rows) in zip(keys, visits, strict=True)}


def _digest(making: "Making", rows: list[Row]) -> str:
    """What binds what all rows of a visit say."""
    digests = [making.digest(row.fields.items()) for row in rows]
    return making.digest([("rows", sorted(digests))]) if len(digests) > 1 else digests[0]


def _place(making: "Making", row: Row) -> str | None:
    """The place of a row, however it is written; None where that is not certain."""
    known = making.known
    said = row.fields.get("place") or row.fields.get("station")
    return known.place(said).code if said else known.unit


def _read(making: "Making", sayings: Sayings, key: str, rows: list[Row]) -> Rows:
    row, *others = rows
    gathering = Gathering(row, making.known, making.today)
    found = Rows(
        gathering,
        [Gathering(other, making.known, making.today) for other in others],
        key,
        making.named(key),
        _digest(making, rows),
        visit_rows.fields(gathering, sayings),
    )
    if others:
        _join(sayings, found)
    _station(making, found)
    return found


def _join(sayings: Sayings, row: Rows) -> None:
    """Let a visit of several rows have all that any of them says; of what differs the first counts.

    Whoever went, all households, and all that was heard and done are put together.
    """
    single = _single(row.gathering, row.fields)
    for other in row.others:
        said = visit_rows.fields(other, sayings)
        others = {*said.get("households", ())} - {*row.fields.get("households", ())}
        for name in ("people", "opinions", "households", "aid"):
            ours = row.fields.get(name, ())
            own = name == "aid" and others  # as much may be handed over to another household
            if told := [one for one in said.get(name, ()) if own or one not in ours]:
                row.fields[name] = [*ours, *told]
        text = row.fields.get("text", "")
        known = text.split("\n")
        if lines := [line for line in said.get("text", "").split("\n") if line not in known]:
            row.fields["text"] = "\n".join(filter(None, (text, *lines)))
        for name, value in _single(other, said).items():
            if single.setdefault(name, value) != value:
                other.note(
                    _("{column}: the rows of this visit differ, and the first counts").format(
                        column=other.called(_SINGLE[name])
                    )
                )
            elif name in said:
                row.fields[name] = value
    if any(other.faults for other in row.others) and not row.gathering.faults:
        row.gathering.fault("key", _("another row of the same visit is refused"))


def _single(row: Gathering, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of what a visit has but one of; that nobody signed is said too."""
    said = {name: row.get(name) for name in ("kind", "days", "sign")}
    said["body"] = fields.get("body")
    return {name: value for name, value in said.items() if value is not None}


def _station(making: "Making", found: Rows) -> None:
    """Find the station and the day of the page that a visit belongs on."""
    place, day = found.fields.get("place"), found.fields.get("date")
    station = making.known.station_above(place) if place else None
    if place and station is None:
        found.gathering.fault("place", _("no station looks after it"))
    if station and day and not found.gathering.faults:
        found.station, found.wanted = station, (station, day)


def _identify(making: "Making", found: list[Rows]) -> None:
    """Find out which visits the rows are, and where they stand already; all are asked for at once.

    An id that is made of what names a row is mostly nobody's yet.
    """
    named = {
        row.key: making.stands(row.gathering, row.key, row.station, row.wanted[1].year)
        for row in found
    }
    first = {row.key: _first(making, row) for row in found if not named[row.key]}
    given = lookups.given(making.known.db, list(first.values()))
    known = []
    for row in found:
        if said := named[row.key]:
            row.record = said
        elif (made := first[row.key]) in given or not making.claims(made, row.key):
            row.record = making.record(row.gathering, row.key, row.station, row.wanted[1].year)
        else:
            row.record = made
            continue
        known.append(row)
    pages = lookups.visit_pages(making.known.db, [row.record for row in known])
    for row in known:
        row.told = making.past.told(row.record, row.name)
        if row.record in pages and not row.gathering.faults:
            _stands(row, *pages[row.record])


def _first(making: "Making", row: Rows) -> str:
    """The id that what names a row gives, whether it is free or not."""
    half = identity.half(making.secret, "visit", row.key)
    return ids.of(row.station, row.wanted[1].year, half)


def _stands(row: Rows, station: str, day: str) -> None:
    row.stands = (station, date.fromisoformat(day))
    if station != row.station:
        row.gathering.fault(
            "place",
            _("{id} stands in the diary of {station}, not of {other}").format(
                id=row.record, station=station, other=row.station
            ),
        )
