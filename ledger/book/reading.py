"""The ledger as it is read: opened, and asked."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ledger import words
from ledger.book.work_reading import WorkReading
from ledger.errors import (
    AmbiguousIdError,
    BeyondCalendarError,
    CheckSymbolError,
    UnknownRecordError,
    UnsoundRulesError,
    UsageError,
)
from ledger.index import build, lookups, queries, ties
from ledger.index.database import Index
from ledger.index.edits import Edits, is_small, look
from ledger.records import ids, paths
from ledger.store.git import Git
from ledger.store.readiness import require_readable
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.duties import Asked, Duties
    from ledger.book.history import Change
    from ledger.book.today import Today
    from ledger.problems import Problem
    from ledger.records.calendar import CalendarYear
    from ledger.records.household import Household
    from ledger.records.issue import Issue
    from ledger.records.station import Station
    from ledger.records.visit import Visit
    from ledger.rules.calendar import Calendar
    from ledger.rules.periods import Period

_QUOTED = frozenset({"unreadable", "log-breaks"})
"""Problems that quote a sentence: it is made anew, in the language now in force."""


class Reading(WorkReading):
    """One ledger on disk, on a stated day, and all that it can be asked.

    Asking goes through the index and takes no lock. `notices` collects what a person should be told
    besides the answer.
    """

    def __init__(self, git: Git, *, today: date, now: datetime, who: str | None = None) -> None:
        self.git = git
        self.today = today
        self.now = now.replace(microsecond=0)
        self.notices: list[str] = []
        self._who = who
        self.index = Index(git)
        self._looking: Callable[[], list[tuple[str, str]]] | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        today: date,
        now: datetime,
        who: str | None = None,
        known_at: str | None = None,
    ) -> Self:
        """Open the ledger that holds a folder.

        Args:
            path: the ledger's folder or one within it.
            today: the day on which questions are answered and nothing later may happen.
            now: the moment that entries are written down at, with its zone.
            who: the staff code of the person who writes; by default the one of `whoami`.
            known_at: a day or a commit: only what had been written down by then counts, and
                nothing can be written.

        Raises:
            NotALedgerError: there is no ledger here or above.
            DamagedError: its history cannot be read.
            RefusedError: nothing had been written down by `known_at`.
        """
        git = Git.find(path)
        require_readable(git)
        if known_at:
            from ledger.book import known

            now = known.pin(git, known_at, now)
            today = min(today, now.date())
        ledger = cls(git, today=today, now=now, who=who)
        words.suggest(build.meta(ledger.index.db, "language"))
        return ledger

    # Who writes

    @cached_property
    def who(self) -> str | None:
        """The staff code of the person who writes, if it is known."""
        if self._who:
            return self._who
        file = self.git.state / "whoami"
        return file.read_text(encoding="utf-8").strip() if file.exists() else None

    def require_who(self) -> str:
        """The staff code of the person who writes; an error where nobody said."""
        if self.who is None:
            raise UsageError(option=_("whoami"), why=_("say who you are first: “tz whoami CODE”"))
        return self.who

    def be(self, person: str) -> None:
        """Remember who writes in this copy of the ledger."""
        from ledger.book import references

        references.staff(self.index.db, person)
        self.git.make_state()
        (self.git.state / "whoami").write_text(person + "\n", encoding="utf-8")
        self.__dict__.pop("who", None)

    # Asking

    @property
    def name(self) -> str:
        """The ledger's title."""
        return build.meta(self.index.db, "name")

    @cached_property
    def rules(self) -> "dict[str, Any]":
        """All that ledger.yaml holds, as plain data: days are text.

        Raises:
            UnsoundRulesError: it contradicts itself, so nothing that rests on it is answered.
        """
        if wrong := lookups.contradiction(self.index.db):
            raise UnsoundRulesError(str(wrong))
        return self.written_rules

    @cached_property
    def written_rules(self) -> "dict[str, Any]":
        """The same as it is written, for what only shows records: nothing is refused."""
        return lookups.rules(self.index.db)

    def calendar(self, place: str | None = None) -> "Calendar":
        """The working days of the years known, with the local rests that hold at a place."""
        return lookups.calendar(self.index.db, place)

    def calendar_year(self, year: int) -> "CalendarYear":
        """The calendar of one year as its file has it.

        Raises:
            BeyondCalendarError: there is none.
        """
        from ledger.records.calendar import CalendarYear
        from ledger.store import form

        path = paths.calendar(year)
        body = self.git.file(path)
        if body is None:
            raise BeyondCalendarError(year, max(self.calendar().years, default=None))
        return form.read(CalendarYear, body, path)

    @property
    def beginning(self) -> str:
        """The ledger's first commit, by which every copy of it is known."""
        from ledger.store import history

        return history.beginning(self.git)

    def issues(self, asked: queries.IssueFilter, limit: int = 0) -> tuple[list[queries.Row], int]:
        """The issues asked for and how many there are in all; `limit` 0 gives all."""
        return queries.issues(self.index.db, asked, limit)

    def visits(self, asked: queries.VisitFilter, limit: int = 0) -> tuple[list[queries.Row], int]:
        """The visits asked for and how many there are in all; `limit` 0 gives all."""
        return queries.visits(self.index.db, asked, limit)

    def search(self, phrases: list[str], limit: int) -> tuple[list[queries.Row], list[queries.Row]]:
        """The issues and the visits that hold all the phrases, the newest first."""
        return queries.search(self.index.db, phrases, limit)

    def duties(
        self, period: "Period | None" = None, on: date | None = None, asked: "Asked | None" = None
    ) -> "Duties":
        """What was owed in a period and what became of it, as of a day, by default today.

        Without a period: this month, and all that still runs.
        """
        from ledger.book import duties

        wanted = asked or duties.Asked()
        return duties.look(self.index.db, self.rules, period, on or self.today, wanted)

    def desk(
        self, on: date | None = None, person: str | None = None, station: str | None = None
    ) -> "Today":
        """What a person owes on a day and in its week; where none is named, a station or all."""
        from ledger.book import today

        day = on or self.today
        now = day >= self.today
        return today.look(self.index.db, self.rules, day, person, station, now=now)

    def places(self) -> list[queries.Row]:
        """All nodes of the place tree."""
        return lookups.places(self.index.db)

    def place(self, named: str) -> str:
        """The code of the place that a code, a name or an alias stands for."""
        from ledger.book import references

        return references.place(self.index.db, named)

    def households(self, place: str | None = None) -> list[queries.Row]:
        """The households of the registers, or those of a place and all below it."""
        return lookups.households(self.index.db, place)

    def staff(self, on: date | None = None) -> list[queries.Row]:
        """Members of staff and their posts; with a day, those in post on it."""
        return lookups.staff(self.index.db, on.isoformat() if on else None)

    def signers(
        self, station: str, roles: Collection[str] = (), on: date | None = None
    ) -> set[str]:
        """Who may sign for a station on a day, by default today: one place decides.

        Those in a post that signs, or in one of the roles named, and the delegates of that day.
        """
        return ties.signers(self.index.db, station, roles, (on or self.today).isoformat())

    def is_staff(self, person: str) -> bool:
        """Whether this is the code of somebody with a post or a place in a group, now or before."""
        return lookups.is_staff(self.index.db, person.lower())

    def posts(self, asked: ties.TieFilter) -> list[queries.Row]:
        """Who is in which post or group."""
        return ties.posts(self.index.db, asked)

    def bindings(self, asked: ties.TieFilter) -> list[queries.Row]:
        """Who is tied to which place."""
        return ties.bindings(self.index.db, asked)

    def groups(self, asked: ties.TieFilter) -> list[queries.Row]:
        """The groups, with those who belong to them."""
        return ties.groups(self.index.db, asked)

    def copies(self, record: str) -> list[str]:
        """The issues that are merged into one."""
        return lookups.copies(self.index.db, record)

    def terms(self, kind: str) -> dict[str, str]:
        """The terms of one kind in ledger.yaml: value to name."""
        return lookups.terms(self.index.db, kind)

    def term(self, kind: str, said: str | None) -> str | None:
        """The term of ledger.yaml that a value, a name, or a category's last level stands for."""
        from ledger.book import references

        return references.term(self.index.db, kind, said)

    def known(self, *, person: str | None = None, household: str | None = None) -> None:
        """Refuse a member of staff or a household that nobody has written down."""
        from ledger.book import references

        references.staff(self.index.db, person)
        references.household(self.index.db, household)

    def complete(self, kind: str, prefix: str) -> list[tuple[str, str]]:
        """What begins with a prefix, for completion."""
        if kind == "staff":
            prefix = prefix.lower()
        elif kind in (*lookups.KINDS, "station", "place", "village", "household"):
            prefix = prefix.upper()
        return lookups.complete(self.index.db, kind, prefix)

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
        from ledger.store import form

        path = paths.issue(record)
        body = self.git.file(path)
        if body is None:
            raise UnknownRecordError(kind="issue", name=record)
        issue = form.read(Issue, body, path)
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

    def station(self, code: str) -> "Station":
        """One node of the place tree."""
        from ledger.records.station import Station
        from ledger.store import form

        body = self.git.file(paths.station(code))
        if body is None:
            raise UnknownRecordError(kind="place", name=code)
        return form.read(Station, body, paths.station(code))

    def household(self, record: str) -> "Household":
        """One household of a register."""
        from ledger.records.household import Register
        from ledger.store import form

        path = paths.register(record.rpartition("-")[0])
        body = self.git.file(path)
        homes = form.read_sound(Register, body, path).households if body else []
        for home in homes:
            if home.id == record:
                return home
        raise UnknownRecordError(kind="household", name=record)

    def log(self, record: str | None = None, limit: int = 0) -> "Iterator[Change]":
        """What changed, the newest first: of one record field by field, or of the whole ledger.

        `limit` 0 gives all.
        """
        from ledger.book import history

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
        if lookups.place(self.index.db, folded):
            return self.place(folded)
        return self.find(typed)[1]

    def path_of(self, record: str) -> str:
        """The file that a record, a household or a place stands in."""
        db = self.index.db
        if lookups.has(db, "issue", record):
            return paths.issue(record)
        if lookups.has(db, "activity", record):
            return paths.activity(record)
        if lookups.has(db, "task", record):
            return paths.task(record)
        if lookups.has(db, "visit", record):
            station, day = lookups.visit_page(db, record)
            return paths.page(station, date.fromisoformat(day))
        if lookups.household(db, record):
            return paths.register(record.rpartition("-")[0])
        return paths.station(record)

    def problems(self) -> "list[Problem]":
        """What is wrong with single files, as found when they were read."""
        return list(lookups.problems(self.index.db))

    def problem_files(self) -> int:
        """How many files have something wrong."""
        return lookups.problem_files(self.index.db)

    def check(self) -> "list[Problem]":
        """All that is wrong, in files and across them, in the order of path and line."""
        from ledger.index import checks, signed
        from ledger.index.composition import composition

        single = self.problems()
        if quoted := {one.path for one in single if one.code in _QUOTED}:
            from ledger.index.rows import problems_of

            again = problems_of(self.git.files("HEAD", sorted(quoted)))
            single = [*(one for one in single if one.path not in quoted), *again]
        db = self.index.db
        day = self.today.isoformat()
        across = [*checks.references(db, self.git), *composition(db, day)]
        return sorted([*single, *across, *signed.changed(db, self.git)])

    def edits(self, *, fully: bool = False) -> Edits:
        """What was edited by hand and is not part of the ledger yet; nothing of an older state."""
        if self.git.known:
            return Edits([])
        if self._looking is not None:
            return Edits(self._looking())
        return look(self.index, self.now, fully=fully)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Let git look for hand edits while an answer is made; `edits` then fetches what it saw."""
        if self.git.known or not is_small(self.index):
            yield
            return
        with self.git.look() as found:
            self._looking = cache(found)
            try:
                yield
            finally:
                self._looking = None


def half_width(typed: str) -> str:
    """What was typed, in half-width characters."""
    from unicodedata import normalize

    return normalize("NFKC", typed).strip()


def names(values: str | None) -> list[str]:
    """The words of a list column of the index."""
    return list(json.loads(values)) if values else []
