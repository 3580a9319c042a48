"""What rows said when they went out, and what they say now: read only where a row was edited."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, cached_property
from typing import Any

from ledger.book.exporting import layouts
from ledger.book.exporting.extract import Asked, Extract
from ledger.book.exporting.known import Level
from ledger.book.exporting.reader import digest, known_as
from ledger.book.importing.returning.carried import Carried, Line
from ledger.book.reading import Reading
from ledger.errors import RefusedError, UnknownRecordError
from ledger.records.layout import FIELDS, Layout
from ledger.records.sheet_kinds import SheetKind
from ledger.store.git import Git
from ledger.words import gettext as _

Said = Mapping[str, Any]
"""A row by field, as an export writes it."""


class Side:
    """The rows of some records in one state of the ledger: as shown at a level, and in full."""

    def __init__(
        self,
        ledger: Reading,
        asked: tuple[SheetKind, Level, date],
        records: Collection[str],
    ) -> None:
        kind, level, as_of = asked
        self._fields = FIELDS[kind]
        self.shown = self._read(ledger, Asked(kind, as_of, level, records=records))
        self.full = self.shown
        if level != "internal":
            self.full = self._read(ledger, Asked(kind, as_of, "internal", records=records))

    def _read(self, ledger: Reading, asked: Asked) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for line in Extract(ledger, asked, self._fields).lines():
            row = dict(zip(self._fields, line.values, strict=True))
            found.setdefault(line.record, []).append(row)
        return found


class Sides:
    """Both states of the records whose rows were edited."""

    def __init__(
        self, ledger: Reading, carried: Carried, fields: Collection[str], lines: Collection[Line]
    ) -> None:
        self._ledger = ledger
        self._secret = ledger.beginning
        self._carried = carried
        self._fields = tuple(fields)
        self._lines = lines
        records = {line.record for line in lines}
        self._stands = cache(self._stands_still)
        self._now = Side(ledger, (carried.kind, carried.level, ledger.today), records)

    def now(self, line: Line) -> Said | None:
        """What the record of a line says now; None where it has no such row any more."""
        return _row(self._now.full, line)

    def then(self, line: Line) -> tuple[Said, Said] | None:
        """What a line said when it went out: as it was shown, and in full."""
        side = self._now if self._stands(line) else self._then
        shown, full = _row(side.shown, line), _row(side.full, line)
        return (shown, full) if shown is not None and full is not None else None

    def _stands_still(self, line: Line) -> bool:
        """Whether the record says still what it said then."""
        row = _row(self._now.shown, line)
        if row is None:
            return False
        said = [row[name] for name in self._fields]
        return line.digest == digest(self._secret, self._fields, said)

    @cached_property
    def _then(self) -> Side:
        carried = self._carried
        records = {line.record for line in self._lines if not self._stands(line)}
        asked = (carried.kind, carried.level, carried.as_of)
        return Side(pinned(self._ledger, carried.commit), asked, records)


def require_ours(ledger: Reading, carried: Carried) -> None:
    """Refuse a workbook of another ledger, or of a commit that is not in this copy.

    Raises:
        RefusedError: it cannot be merged here.
    """
    if carried.ledger != known_as(ledger.beginning):
        raise RefusedError(
            _(
                "this workbook was exported from another ledger, so its rows cannot be merged "
                "here; if they are to be new records, copy them into a new workbook"
            )
        )
    if not ledger.git.exists(carried.commit):
        raise RefusedError(
            _(
                "this workbook was exported at commit {commit}, which this copy of the ledger does "
                "not have; bring the copy up to date first"
            ).format(commit=carried.commit[:10])
        )


def layout(ledger: Reading, carried: Carried) -> Layout | None:
    """The layout that a workbook went out in, as it was then; None where it is not known now."""
    with suppress(UnknownRecordError):
        return layouts.find(pinned(ledger, carried.commit), carried.layout)
    return None


def pinned(ledger: Reading, commit: str) -> Reading:
    """The ledger as it stood at a commit, for looking only."""
    git = Git(ledger.git.root)
    git.known = commit
    return Reading(git, today=ledger.today, now=ledger.now, who=ledger.who)


def _row(rows: Mapping[str, list[Said]], line: Line) -> Said | None:
    of_record = rows.get(line.record, [])
    return of_record[line.place] if line.place < len(of_record) else None
