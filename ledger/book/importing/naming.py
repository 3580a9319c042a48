"""What names the rows of an import, and which of them came before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity
from ledger.book.importing.known import Decided, Known
from ledger.book.importing.past import Brought, Past
from ledger.book.importing.rows import Row, Source

if TYPE_CHECKING:
    from ledger.book.importing.namesakes import Cells
    from ledger.book.reading import Reading

_NAMING = frozenset(
    [
        *("key", "reporter", "opened", "text", "title", "people", "household", "group"),
        *("period", "issuer"),
    ]
)
"""The columns by which rows are known again and that a sheet can do without."""


class Naming:
    """The names of the rows of one import, held against those of the imports before it.

    `apart` are records with the names that they have with other units, `numbered` those with
    numbers that ledgers of other streams gave them besides. `again` has what rows are that are
    known by what they are about, each by what names it now; `unsure` are the records that a row
    may be, by its new name; `open` are all that nobody can tell apart, `here` those that rows are
    that came before.
    """

    def __init__(
        self,
        ledger: "Reading",
        source: Source,
        decided: Decided,
        past: Past,
    ) -> None:
        self.ledger = ledger
        self.source = source
        self.past = past
        self.known = Known(ledger, source, decided)
        self.apart: set[tuple[str, str]] = set()
        self.numbered: set[tuple[str, str]] = set()
        self.again: dict[str, Brought] = {}
        self.unsure: dict[str, list[str]] = {}
        self.open: set[str] = set()
        self.here: set[str] = set()
        self._kept: tuple[Sequence[str], list[str]] = ((), [])

    @cached_property
    def secret(self) -> str:
        """What makes ids of rows differ from ledger to ledger: the ledger's first commit."""
        return self.ledger.beginning

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
        return self.kept(
            stems, lambda at: self.digest(rows[at].fields.items()), lambda at: [rows[at].fields]
        )

    def stems(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """What names each row, as it is; one that an earlier sheet had is named as it was there.

        What a column tells that the sheet did not have yet is no part of that name, and no full
        stop at the end of a text makes another matter of it.
        """
        kind = self.source.kind
        found = identity.names(kind, rows)
        if not self.past.last:
            return found
        before, here = [found], {*found}
        unknown = [at for at, stem in enumerate(found) if not self.was_named(stem)]
        for columns in self.lacking if unknown else ():
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
        had = self.past.had(_NAMING) if self.past.last else frozenset()
        return had.difference(self.source.columns.values())

    def was_named(self, stem: str) -> bool:
        """Whether a row had this name before, in a sheet of nobody else's numbers."""
        record = self.past.anywhere(self.named(stem))
        return record is not None and not self.is_apart(record, stem)

    def meet(self, keys: Iterable[str]) -> None:
        """Have it known which records rows are, by what names them."""
        known = (self.past.anywhere(self.named(key)) for key in keys)
        self.here.update(filter(None, known))

    def is_apart(self, record: str, key: str) -> bool:
        """Whether a record has a name that means another one here, since others count so."""
        named = (record, self.named(key))
        return named in (self.numbered if identity.is_number(key) else self.apart)

    def kept(self, stems: Sequence[str], said: Callable[[int], str], cells: "Cells") -> list[str]:
        """As `identity.kept`, of what was taken in last; `cells` are those of the row at a place.

        Rows that may be a record, and are not certain to be it, are written down as `unsure`. What
        was found out of some names stays so, whatever is known of them later on.
        """
        if stems == self._kept[0]:
            return self._kept[1]
        if not self.past.last:  # nothing is to be looked up
            return identity.kept(stems, lambda _key: None, said, lambda _ats, _named: {})
        from ledger.book.importing.namesakes import Namesakes

        namesakes = Namesakes(self, stems, cells)
        keys = identity.kept(
            stems, lambda key: self.past.said(self.named(key)), said, namesakes.chosen
        )
        self.unsure |= {keys[at]: records for at, records in namesakes.unsure.items()}
        self.open.update(*namesakes.unsure.values())
        self._kept = (stems, keys)
        return keys

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
