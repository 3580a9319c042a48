"""One import while it is planned: what it is made from, and the files that it would write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing import doubles, identity, streams
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.known import Decided, Known
from ledger.book.importing.past import Known as KnownRow
from ledger.book.importing.past import Past
from ledger.book.importing.rows import Item, Row, Source
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.records.base import Value
from ledger.records.issue import Issue
from ledger.records.sheet_kinds import SheetKind
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.index.batch import Made, Rows


_NAMING = frozenset(
    [
        *("key", "reporter", "opened", "text", "title", "people", "household", "group"),
        *("period", "issuer"),
    ]
)
"""The columns by which rows are known again and that a sheet can do without."""


class Last(NamedTuple):
    """The last time that a record was taken in: its row's digest, when, and what named the row."""

    digest: str
    at: datetime
    key: str


class Making:
    """The circumstances of a plan; `op` names the import, `files` is what it would write.

    `entries` takes what the index will have of the records, where that is wanted; `made` is what
    other processes took so. `said` are records with what rows said of them before, where this sheet
    may be as old as those, `apart` records with the names that they have with other units,
    `numbered` those with numbers that ledgers of other streams gave them besides. `again` has what
    rows are that are known by what they are about, each by what names it now; `open` are the
    records that nobody can tell apart so.
    """

    def __init__(
        self,
        ledger: "Reading",
        source: Source,
        op: str,
        last: dict[str, Last],
        decided: Decided,
        past: Past,
    ) -> None:
        self.ledger = ledger
        self.source = source
        self.op = op
        self.last = last
        self.past = past
        self.known = Known(ledger, source, decided)
        self.today: date = ledger.today
        self.now: datetime = ledger.now
        self.who = ledger.require_who()
        self.files: dict[str, bytes | None] = {}
        self.tried = False
        self.entries: Rows | None = None
        self.made: Made | None = None
        self.said: set[tuple[str, str]] = set()
        self.apart: set[tuple[str, str]] = set()
        self.numbered: set[tuple[str, str]] = set()
        self.again: dict[str, KnownRow] = {}
        self.open: set[str] = set()
        self._taken: dict[str, str] = {}
        self._siblings = cache(lambda head: lookups.siblings(self.known.db, head))

    @cached_property
    def titles(self) -> doubles.Titles:
        """The issues that no sheet of this kind brought, by place and title."""
        return doubles.titles(self)

    @cached_property
    def secret(self) -> str:
        """What makes ids of rows differ from ledger to ledger: the ledger's first commit."""
        return self.ledger.beginning

    @cached_property
    def every_stream(self) -> Sequence[streams.Stream]:
        """The streams of the ledger."""
        found: Sequence[streams.Stream] = self.ledger.rules["streams"]
        return found

    @cached_property
    def titled(self) -> streams.Stream | None:
        """The stream that the title of the sheet names; without one new issues are of the first."""
        return streams.within(self.source.title, self.every_stream)

    def digest(self, cells: Iterable[tuple[str, Any]]) -> str:
        """What binds what a row says, in this ledger alone."""
        return identity.digest(self.secret, cells)

    def named(self, key: str) -> str:
        """The digest of what names a row, or named it when it came."""
        known = self.again.get(key) if self.again else None
        return known.name if known else self.digest([("key", key)])

    def keys(self, rows: Sequence[Row]) -> list[str]:
        """What names each row; those that share a name keep it while they say what they said."""
        stems = self.stems([self.placed(row.fields) for row in rows])
        return self.kept(stems, lambda at: self.digest(rows[at].fields.items()))

    def stems(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """What names each row, as it is; one that an earlier sheet had is named as it was there.

        What a column tells that the sheet did not have yet is no part of that name, and no full
        stop at the end of a text makes another matter of it.
        """
        found = identity.names(self.source.kind, rows)
        kind, before, here = self.source.kind, [found], {*found}
        unknown = [at for at, stem in enumerate(found) if self.last and not self.was_named(stem)]
        if not unknown:
            return found
        for columns in self.lacking:
            fewer = [{name: row[name] for name in row if name not in columns} for row in rows]
            before.append(identity.names(kind, fewer))
        for at in unknown:
            tried = (one for names in before for one in identity.respelt(kind, names[at]))
            known = (one for one in tried if one not in here and self.was_named(one))
            found[at] = next(known, found[at])
        return found

    @cached_property
    def lacking(self) -> Sequence[frozenset[str]]:
        """The columns by which rows are known again that earlier sheets did not have, and this has.

        Each set is of one of them, the latest first.
        """
        return self.past.lacking(_NAMING.intersection(self.source.columns.values()))

    @cached_property
    def missing(self) -> frozenset[str]:
        """The columns by which rows are known again that earlier sheets had and this has not."""
        had = self.past.had(_NAMING) if self.last else frozenset()
        return had.difference(self.source.columns.values())

    def was_named(self, stem: str) -> bool:
        """Whether a row had this name before, in a sheet of nobody else's numbers."""
        record = self.past.anywhere(self.named(stem))
        return record is not None and not self.is_apart(record, stem)

    def is_apart(self, record: str, key: str) -> bool:
        """Whether a record has a name that means another one here, since others count so."""
        named = (record, self.named(key))
        return named in (self.numbered if key.startswith(identity.NUMBER) else self.apart)

    def kept(self, stems: Sequence[str], said: Callable[[int], str]) -> list[str]:
        """As `identity.kept`, of what was taken in last."""
        past = (lambda key: self.past.said(self.named(key))) if self.last else (lambda _key: None)
        return identity.kept(stems, past, said)

    def placed(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a row says, its place as the ledger has it, however it is written.

        Where the row names none it is that of the sheet: villages have the same matters. A room is
        one of whoever the sheet is of.
        """
        said = fields.get("place") or fields.get("station")
        code = self.known.place(said).code if said else None
        if code is None:
            code = "\0".join(filter(None, (said, self.known.unit or self.known.entitled)))
        return {**fields, "place": code}

    def marks(self, row: Row, key: str) -> tuple[str, str]:
        """What a batch tells of a row: the digests of what it says and of what names it."""
        return self.digest(row.fields.items()), self.named(key)

    def was(
        self, row: Gathering, name: str, station: str, year: int, day: str = "date"
    ) -> str | None:
        """The record that a row of this source was; one that went elsewhere since is refused.

        The id of a record has its station and year, so that a second one would be made of it.
        `day` is the field that tells the year.
        """
        found = self.past.named(name)
        if found is None:
            return None
        stays = (ids.station_of(found), ids.year_of(found))
        if stays == (station, year):
            return found
        if not lookups.has(self.known.db, self.source.kind, found):
            return None
        row.fault(
            day if stays[0] == station else "place",
            _(
                "this was {id} when its sheet came before, and that stays of {station} and {year}; "
                "put this back, or give another matter a number of its own"
            ).format(id=found, station=stays[0], year=stays[1]),
        )
        return found

    def record(self, row: Row, key: str, station: str, year: int) -> str:
        """The id of a row's record: the one that it states, else one made of what names it."""
        said = ids.whole(str(row.fields.get("key") or ""))
        kind = self.source.kind
        if said and ids.checks_out(said) and lookups.has(self.known.db, kind, said):
            return said
        if key in self.again:
            return self.again[key].record
        return self.free(kind, key, station, year)

    def free(self, kind: SheetKind, key: str, station: str, year: int) -> str:
        """The id that is made of what names a record, which no other record has."""
        attempt = 0
        while True:
            found = f"{station}-{year % 100:02d}-{identity.half(self.secret, kind, key, attempt)}"
            owner = self._taken.setdefault(found, key)
            if owner == key and not self._anothers(found, key):
                return found
            attempt += 1

    def claims(self, record: str, key: str) -> bool:
        """Whether a row may have the id that another process gave it: no other row has it."""
        return self._taken.setdefault(record, key) == key

    def _anothers(self, record: str, key: str) -> bool:
        """Whether an id belongs to a record that another row, or a person, made."""
        if record in self.last:
            told = self.past.told(record, self.named(key))
            return told is None or self.is_apart(record, key)
        return record in self._siblings(record[: -lookups.HALF])

    def issue(self, record: str) -> Issue | None:
        """The issue of an id, where there is one; an id that this import gave has none yet."""
        if record in self._taken and record not in self.last:
            return None
        if not lookups.has(self.known.db, "issue", record):
            return None
        path = paths.issue(record)
        body = self.ledger.git.file(path)
        return form.read(Issue, body, path) if body else None

    def kind_of(self, row: Gathering) -> str | None:
        """The kind of the task or activity whose number a row states without naming its kind."""
        said = ids.whole(str(row.get("key") or "")) if row.get("kind") is None else None
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
