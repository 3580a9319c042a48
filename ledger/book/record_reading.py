"""What a ledger can be asked about its records: lists of them, a single one, and its past."""

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ledger import words
from ledger.book.place_reading import PlaceReading
from ledger.book.work_reading import WorkReading
from ledger.errors import AmbiguousIdError, CheckSymbolError, UnknownRecordError
from ledger.index import filed, lookups, queries, tree
from ledger.records import ids, paths
from ledger.words import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.book.auditing.history import Change
    from ledger.index.visits import VisitFilter
    from ledger.records.issue import Issue
    from ledger.records.visit import Visit


class RecordReading(PlaceReading, WorkReading):
    """The part of reading that is about single records, and how one is named and found."""

    def issues(self, asked: queries.IssueFilter, limit: int = 0) -> tuple[list[queries.Row], int]:
        """The issues asked for and how many there are in all; `limit` 0 gives all."""
        return queries.issues(self.index.db, asked, limit)

    def visits(self, asked: "VisitFilter", limit: int = 0) -> tuple[list[queries.Row], int]:
        """The visits asked for and how many there are in all; `limit` 0 gives all."""
        from ledger.index import visits

        return visits.visits(self.index.db, asked, limit)

    def search(self, phrases: list[str], limit: int) -> tuple[list[queries.Row], list[queries.Row]]:
        """The issues and the visits that hold all the phrases, the newest first."""
        from ledger.index import visits

        db = self.index.db
        return queries.search(db, phrases, limit), visits.search(db, phrases, limit)

    def copies(self, record: str) -> list[str]:
        """The issues that are merged into one."""
        return lookups.copies(self.index.db, record)

    def find(self, part: str, kinds: tuple[str, ...] = lookups.KINDS) -> tuple[str, str]:
        """The one record that an id or a part of its random half names: its kind and id.

        Raises:
            CheckSymbolError: a whole id whose check symbol does not fit.
            AmbiguousIdError: more than one record fits.
            UnknownRecordError: none does.
        """
        db = self.index.db
        asked = words.gettext(kinds[0]) if len(kinds) == 1 else _("record")
        if record := ids.whole(part):
            for kind in kinds:
                if lookups.has(db, kind, record):
                    return kind, record
            if not ids.checks_out(record):
                raise CheckSymbolError(record)
            raise UnknownRecordError(asked, record)
        half = ids.fold(part)
        if len(half) < 3 or set(half) - set(ids.ALPHABET):  # noqa: PLR2004 - of three or more symbols
            raise UnknownRecordError(asked, part)
        found = lookups.resolve(db, half, kinds)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousIdError(part, [record for _kind, record in found])
        if len(half) == ids.RANDOM_SYMBOLS + 1 and not ids.checks_out(half):
            raise CheckSymbolError(half)
        raise UnknownRecordError(asked, part)

    def issue(self, record: str, as_of: date | None = None) -> "Issue":
        """One issue, as it stands or as its log had it at the end of a day.

        Raises:
            UnknownRecordError: there is none, or there was none yet on that day.
        """
        from ledger.records.issue import Issue
        from ledger.rules import lifecycle

        issue = self._held(Issue, paths.issue(record), "issue", record)
        if as_of is None:
            return issue
        log = [event for event in issue.log if event.on <= as_of]
        if not log:
            raise UnknownRecordError(_("issue on {day}").format(day=as_of), record)
        return lifecycle.issue_of(lifecycle.replay(lifecycle.first_facts(issue), log)[-1], log)

    def visit(self, record: str) -> "tuple[date, Visit]":
        """One visit and its day."""
        from ledger.records.visit import Page
        from ledger.store import form

        station, day = lookups.visit_page(self.index.db, record)
        path = paths.page(station, date.fromisoformat(day))
        page = form.read_sound(Page, self.git.file(path) or b"", path)
        return page.date, next(visit for visit in page.visits if visit.id == record)

    def log(self, record: str | None = None, limit: int = 0) -> "Iterator[Change]":
        """What changed, the newest first: of one record field by field, or of the whole ledger.

        `limit` 0 gives all.
        """
        from ledger.book.auditing import history

        if record is None:
            return history.latest(self.git, limit)
        return islice(history.of_record(self.git, self.path_of(record), record), limit or None)

    def name_of(self, typed: str) -> str:
        """The record, household or place that a person means, by id, code or name of a place.

        Raises:
            UnknownRecordError: nothing has this name.
        """
        folded = half_width(typed)
        if lookups.household(self.index.db, folded.upper()):
            return folded.upper()
        if tree.place(self.index.db, folded):
            return self.place(folded)
        return self.find(typed)[1]

    def path_of(self, record: str) -> str:
        """The file that a record, a household or a place stands in."""
        db = self.index.db
        other = "household" if lookups.household(db, record) else "station"
        kind = next((kind for kind in lookups.KINDS if lookups.has(db, kind, record)), other)
        return filed.of(db, kind, [record])[record]


def half_width(typed: str) -> str:
    """What was typed, in half-width characters."""
    from unicodedata import normalize

    return normalize("NFKC", typed).strip()
