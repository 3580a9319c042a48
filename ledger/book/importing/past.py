"""What earlier imports said: each row that was taken in, and the records as they stood then."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing import identity
from ledger.records import paths
from ledger.store import history

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.records.batch import Batch


class Told(NamedTuple):
    """What a row said when an import, `op`, took it in.

    `digest` binds what it said and `key` what named it; `kept` are the fields in which the record
    differed from the sheet even then, each with the digest of what the sheet said.
    """

    record: str
    digest: str
    key: str
    op: str
    at: datetime
    kept: Mapping[str, str]


class Brought(NamedTuple):
    """A record, the digest of what named its row when it came, and the columns of that sheet."""

    record: str
    name: str
    columns: frozenset[str]


class Past:
    """The earlier imports of one kind of sheet; those of the same source tell what names a row.

    `secret` is what the digests of rows are keyed with; `rows` has what each import took in, `last`
    what was said of each record when it was taken in last.
    """

    def __init__(
        self, ledger: "Reading", batches: Sequence["Batch"], mine: Sequence["Batch"]
    ) -> None:
        self._git = ledger.git
        self._batches, self._mine = batches, mine
        self.secret = ledger.beginning
        self._bodies: dict[tuple[str, str], bytes | None] = {}
        self._commits: dict[str, str] = {}
        self.rows = {batch.id: [*rows(batch)] for batch in batches}
        every = [told for rows in self.rows.values() for told in rows]
        self.last = {told.record: told for told in every}
        self._named = {told.key: told for told in every}
        ours = [told for batch in mine for told in self.rows[batch.id]]
        self._ours = {told.key: told.record for told in ours}
        self._told = _began(every) | _began(ours)

    def told(self, record: str, key: str) -> Told | None:
        """What a row said of a record when it began to say what it said last.

        Where it stood in this source before, what another source said meanwhile is none of its own.
        """
        return self._told.get((record, key))

    def views(self, record: str, key: str) -> Sequence[tuple[Collection[str], Told]]:
        """The same of each set of columns that a sheet had, the latest first."""
        if self._is_various:
            return [*reversed(self._views.get((record, key), {}).items())]
        told = self.told(record, key)
        return [(_fields(self._batches[0]), told)] if told else []

    @cached_property
    def _is_various(self) -> bool:
        return len({frozenset(_fields(batch)) for batch in self._batches}) > 1

    @cached_property
    def _views(self) -> dict[tuple[str, str], dict[frozenset[str], Told]]:
        return self._viewed(self._batches) | self._viewed(self._mine)

    def _viewed(
        self, batches: Iterable["Batch"]
    ) -> dict[tuple[str, str], dict[frozenset[str], Told]]:
        found: dict[tuple[str, str], dict[frozenset[str], Told]] = {}
        for batch in batches:
            columns = frozenset(_fields(batch))
            for told in self.rows[batch.id]:
                views = found.setdefault((told.record, told.key), {})
                before = (views.get(columns), next(reversed(views.values()), None))
                views.pop(columns, None)
                alike = (one for one in before if one and one.digest == told.digest)
                views[columns] = next(alike, told)
        return found

    def said(self, key: str) -> str | None:
        """The digest of what a row of this name said last."""
        return self._named[key].digest if key in self._named else None

    def anywhere(self, key: str) -> str | None:
        """The record that a row of this name was when it came last, of whichever source."""
        return self._named[key].record if key in self._named else None

    def named(self, key: str) -> str | None:
        """The record that a row of this source was."""
        return self._ours.get(key)

    @cached_property
    def ours(self) -> Mapping[str, Brought]:
        """The records that this source brought, each as its row came last."""
        return {
            told.record: Brought(told.record, told.key, frozenset(_fields(batch)))
            for batch in self._mine
            for told in self.rows[batch.id]
        }

    def was_said(self, record: str, digest: str) -> bool:
        """Whether any row ever said this of a record."""
        return (record, digest) in self._ever

    @cached_property
    def _ever(self) -> frozenset[tuple[str, str]]:
        return frozenset(told[:2] for rows in self.rows.values() for told in rows)

    def lacking(self, columns: Collection[str]) -> list[frozenset[str]]:
        """Those of some fields that earlier sheets had no columns for, the latest sheet first."""
        wanted = frozenset(columns)
        lacks = [wanted - {*_fields(one)} for one in reversed(self._batches) if one.columns]
        return [*dict.fromkeys(filter(None, lacks))]

    def brought(self, records: Collection[str], columns: Collection[str]) -> Iterator[Brought]:
        """Some records, as their rows came in sheets that had a column for one of some fields."""
        for batch in self._batches:
            has = frozenset(_fields(batch))
            if not has.isdisjoint(columns):
                rows = (told for told in self.rows[batch.id] if told.record in records)
                yield from (Brought(told.record, told.key, has) for told in rows)

    def had(self, columns: Collection[str]) -> frozenset[str]:
        """Those of some fields that an earlier sheet had a column for."""
        return frozenset(columns).intersection(n for one in self._batches for n in _fields(one))

    def is_after(self, record: str, columns: Collection[str], at: datetime, drawn: str) -> bool:
        """Whether something was done after a sheet began to say of a record what it said last.

        Args:
            record: the record.
            columns: fields, one of which the sheet must have had a column for.
            at: when it was done; what the sheet did itself is never after it.
            drawn: the id of that step.
        """
        since, last = None, ""
        for batch, digest in self._lines.get(record, ()):
            if batch.at == at and drawn in identity.drawn(record, batch.id):
                return False
            if digest != last and not (batch.columns and {*columns}.isdisjoint(_fields(batch))):
                since, last = batch.at, digest
        return since is not None and since <= at

    @cached_property
    def _lines(self) -> dict[str, list[tuple["Batch", str]]]:
        """By record, what this source said of it and when; where it is new, what any did.

        What names a record by our own number comes of a workbook that went out from here: whoever
        edited that knew what stands here.
        """
        found: dict[str, list[tuple[Batch, str]]] = {}
        for batch in self._mine or self._batches:
            for told in self.rows[batch.id]:
                if self._mine or told.key != self._number(told.record):
                    found.setdefault(told.record, []).append((batch, told.digest))
        return found

    def _number(self, record: str) -> str:
        return identity.digest(self.secret, [("key", identity.number(record))])

    def load(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read files as they stood after imports, each named by import and path, all at once."""
        by_op: dict[str, list[str]] = {}
        for op, path in dict.fromkeys(wanted):
            if (op, path) not in self._bodies:
                by_op.setdefault(op, []).append(path)
        for op, files in by_op.items():
            commit = self._commit(op)
            found = self._git.files(commit, files) if commit else dict.fromkeys(files)
            self._bodies |= {(op, path): body for path, body in found.items()}

    def body(self, op: str, path: str) -> bytes | None:
        """A file as it stood after an import."""
        self.load([(op, path)])
        return self._bodies[op, path]

    def _commit(self, op: str) -> str:
        if op not in self._commits:
            self._commits[op] = history.added(self._git, paths.batch(op))
        return self._commits[op]


def _fields(batch: "Batch") -> Collection[str]:
    return batch.columns.values()


def _began(rows: Iterable[Told]) -> dict[tuple[str, str], Told]:
    """By record and name, the first of the rows since which they have said the same."""
    found: dict[tuple[str, str], Told] = {}
    for told in rows:
        known = found.setdefault((told.record, told.key), told)
        if known.digest != told.digest:
            found[told.record, told.key] = told
    return found


def rows(batch: "Batch") -> Iterator[Told]:
    """What a batch took in; `Item.line` wrote it."""
    for line in batch.rows.splitlines():
        _number, record, digest, key, *kept = line.split(" ")
        pairs = dict(one.split(":") for one in kept) if kept else {}
        yield Told(record, digest, key, batch.id, batch.at, pairs)
