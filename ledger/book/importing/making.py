"""One import while it is planned: what it is made from, and the files that it would write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ledger.book.importing import doubles, identity, streams
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.known import Decided
from ledger.book.importing.naming import Naming
from ledger.book.importing.past import Past
from ledger.book.importing.rows import Item, Row, Source
from ledger.errors import CheckSymbolError
from ledger.index import filed, lookups
from ledger.records import ids, paths
from ledger.records.base import Value
from ledger.records.issue import Issue
from ledger.records.sheet_kinds import SheetKind
from ledger.rules import demands
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.book.exporting.known import Known as Shown
    from ledger.book.reading import Reading
    from ledger.index.batch import Made, Rows


class Making(Naming):
    """The circumstances of a plan; `op` names the import, `files` is what it would write.

    `revised` are records whose files are written once all rows have changed them; `entries` takes
    what the index will have of the records, where that is wanted; `made` is what other processes
    took so. `is_newest` tells whether this sheet is newer than what came before of it; `closing`
    has the sign-offs of a stream, None for the usual ones.
    """

    def __init__(
        self,
        ledger: "Reading",
        source: Source,
        op: str,
        decided: Decided,
        past: Past,
    ) -> None:
        super().__init__(ledger, source, decided, past)
        self.op = op
        self.today: date = ledger.today
        self.now: datetime = ledger.now
        self.who = ledger.require_who()
        self.files: dict[str, bytes | None] = {}
        self.revised: dict[str, form.Revision[Any]] = {}
        self.tried = False
        self.entries: Rows | None = None
        self.made: Made | None = None
        self.is_newest = False
        self._taken: dict[str, str] = {}
        self._standing: dict[str, bytes | None] = {}
        self.closing = cache(lambda code: demands.closing(demands.stream(ledger.rules, code)))
        self.titles = cache(lambda place: doubles.titles(self, place))
        self._siblings = cache(lambda head: lookups.siblings(self.known.db, head))

    @cached_property
    def shown(self) -> "Shown":
        """The names that an export of this ledger has."""
        from ledger.book.exporting import known

        return known.gather(self.ledger, "internal", None)

    @cached_property
    def every_stream(self) -> Sequence[streams.Stream]:
        """The streams of the ledger."""
        found: Sequence[streams.Stream] = self.ledger.rules["streams"]
        return found

    @cached_property
    def titled(self) -> streams.Stream | None:
        """The stream that the title of the sheet names; without one new issues are of the first."""
        return streams.within(self.source.title, self.every_stream)

    @cached_property
    def kinds(self) -> Mapping[str, streams.Stream]:
        """The kinds of task or activity of the ledger, by their codes."""
        every = self.ledger.rules.get(f"{self.source.kind}_kinds", ())
        return {kind["code"]: kind for kind in every}

    @cached_property
    def titled_kind(self) -> streams.Stream | None:
        """The kind of task or activity that the title of the sheet names."""
        return streams.within(self.source.title, [*self.kinds.values()])

    def unnamed_kind(self, row: Gathering) -> str | None:
        """The kind of a task or activity whose row names none: as asked for, else by the title."""
        if row.get("kind") is not None:
            return None
        if self.source.of_kind is None and (named := self.titled_kind):
            row.note(
                _("the title names the kind “{kind}”, so it is of that").format(kind=named["name"])
            )
            return str(named["code"])
        return self.source.of_kind

    def stands(
        self, row: Gathering, key: str, station: str, year: int, day: str = "date"
    ) -> str | None:
        """The record of the ledger that a row is; None where it is new.

        A row is refused whose record is another row too, or is not certain, and one that went
        elsewhere since: the id has station and year, so that a second record would be made of it.
        `day` is the field that tells the year.
        """
        if key in self.unsure:
            row.fault("key", self._doubt(row, self.unsure[key]))
            return None
        found = self._standing_as(row.row, key)
        if found is None:
            self._refuse_mistyped(row)
            return None
        stays = (ids.station_of(found), ids.year_of(found))
        is_here = stays[0] == station or self._is_at(found, row.row)
        if is_here and (row.get(day) is None or stays[1] == year):
            return self._held(row, found, key)
        if not lookups.has(self.known.db, self.source.kind, found):
            return None
        row.fault(
            day if is_here else "place",
            self._stays(found, key).format(id=found, station=stays[0], year=stays[1]),
        )
        return found

    def _standing_as(self, row: Row, key: str) -> str | None:
        """What a row of this source was, or states that it is, or is known again as."""
        if self.past.last and (found := self.past.named(self.named(key))):
            return found
        said = ids.stated(row.fields.get("key"))
        if said and lookups.has(self.known.db, self.source.kind, said):
            return said
        return self.again[key].record if key in self.again else None

    def _refuse_mistyped(self, row: Gathering) -> None:
        """Refuse a row whose number is written as an id of a station here, but for its check."""
        said = str(row.get("key") or "").strip().upper()
        if said != ids.whole(said) or ids.checks_out(said):
            return
        station = ids.station_of(said)
        if self.known.station_above(station) == station:
            row.fault("key", CheckSymbolError(said).sentence())

    def _is_at(self, record: str, row: Row) -> bool:
        """Whether a record stands at the place of a row: a station may have one of elsewhere."""
        place = self.placed(row.fields)["place"]
        there = lookups.at_places(self.known.db, self.source.kind, [place])
        return any(record == one for one, _place, _day in there)

    def _stays(self, record: str, key: str) -> str:
        """Why a row cannot be of another station or year than its record."""
        if self.past.named(self.named(key)) == record:
            return _(
                "this was {id} when its sheet came before, and that stays of {station} and {year}; "
                "put this back, or give another matter a number of its own"
            )
        return _(
            "this is {id}, and that stays of {station} and {year}; put this back, or empty the "
            "number if it is another matter"
        )

    def _doubt(self, row: Gathering, records: Iterable[str]) -> str:
        """Why nobody can tell which record of its name a row is."""
        return _(
            "this has the words of {records}, and nothing tells which it is; write its number into "
            "a column “{column}”, or, if it is another one, word it otherwise"
        ).format(records=_(", ").join(records), column=row.called("key"))

    def record(self, row: Gathering, key: str, station: str, year: int, day: str = "date") -> str:
        """The id of a row's record: of the one that stands, else one made of what names it."""
        if found := self.stands(row, key, station, year, day):
            return found
        return self._held(row, self.free(self.source.kind, key, station, year), key)

    def _held(self, row: Gathering, record: str, key: str) -> str:
        """The record that a row is to be; a second row that is it is refused."""
        if not self.claims(record, key):
            row.fault("key", _("another row of this sheet is {id} too").format(id=record))
        return record

    def free(self, kind: SheetKind, key: str, station: str, year: int) -> str:
        """The id that is made of what names a record, which no other record has."""
        attempt = 0
        while True:
            half = identity.half(self.secret, kind, key, attempt)
            found = ids.of(station, year, half)
            is_free = not self._anothers(found, key)
            if is_free and (found in self.past.last or self.claims(found, key)):
                return found
            attempt += 1

    def claims(self, record: str, key: str) -> bool:
        """Whether a row may be a record: no other row of the sheet is."""
        return self._taken.setdefault(record, key) == key

    def _anothers(self, record: str, key: str) -> bool:
        """Whether an id belongs to a record that another row, or a person, made."""
        if record in self.past.last:
            told = self.past.told(record, self.named(key))
            return told is None or self.is_apart(record, key)
        return self._is_there(record)

    def _is_there(self, record: str) -> bool:
        """Whether any record of the ledger has an id; those of its station and year are at hand."""
        return record in self._siblings(record[: -lookups.HALF])

    def issue(self, record: str) -> Issue | None:
        """The issue of an id, where there is one; most of those that a sheet gives are new."""
        if not self._is_there(record):
            return None
        if not lookups.has(self.known.db, "issue", record):
            return None
        path = paths.issue(record)
        body = self.text(path)
        return form.read(Issue, body, path) if body else None

    def text(self, path: str) -> bytes | None:
        """A file as HEAD has it."""
        if path not in self._standing:
            self._standing[path] = self.ledger.git.file(path)
        return self._standing[path]

    def read_ahead(self, records: Iterable[str | None]) -> None:
        """Have the files of some records at hand, and those of no others any more.

        To ask git for one takes longer than to plan its row.
        """
        db = self.known.db
        files = {*filed.of(db, self.source.kind, {*filter(None, records)}).values()}
        blobs = filed.blobs(db, files)
        found = zip(blobs, self.ledger.git.blobs(blobs.values()), strict=True)
        self._standing = {**dict.fromkeys(files), **dict(found)}

    def likely(self, row: Row, key: str) -> Iterator[str | None]:
        """The records that a row may be: it states an id, or was one when it came before."""
        yield ids.stated(row.fields.get("key"))
        if self.past.last:
            name = self.named(key)
            yield from (self.past.named(name), self.past.anywhere(name))

    def kind_of(self, row: Gathering) -> str | None:
        """The kind of the task or activity whose number a row states without naming its kind."""
        said = ids.stated(row.get("key")) if row.get("kind") is None else None
        return lookups.kind_of(self.known.db, self.source.kind, said) if said else None

    def put(self, path: str, record: Value) -> None:
        """Let the import write a record; where it is only tried, nothing is written out."""
        self.files[path] = b"" if self.tried else form.write(record)

    def refused(self, gathering: Gathering, title: str) -> Item:
        """A row that is not taken in, and why."""
        return Item(
            gathering.row.number,
            "refused",
            "",
            title,
            faults=gathering.faults,
            asked=gathering.asked,
            doubted=gathering.doubted,
            notes=gathering.notes,
        )
