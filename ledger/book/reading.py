"""The ledger as it is read: opened, and asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ledger import words
from ledger.book.record_reading import RecordReading
from ledger.errors import UnsoundRulesError, UsageError
from ledger.index import lookups, tables
from ledger.index.database import Index
from ledger.index.edits import Edits, is_small, look
from ledger.store.git import Git
from ledger.store.lock import is_held
from ledger.store.readiness import require_readable
from ledger.store.worktree import behind
from ledger.words import gettext as _
from ledger.words import ngettext

if TYPE_CHECKING:
    from ledger.book.desk.today import Today
    from ledger.book.duties import Asked, Duties
    from ledger.problems import Problem
    from ledger.rules.periods import Period

_QUOTED = frozenset({"unreadable", "log-breaks"})
"""Problems that quote a sentence: it is made anew, in the language now in force."""


class Reading(RecordReading):
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
        words.suggest(tables.meta(ledger.index.db, "language"))
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
        return tables.meta(self.index.db, "name")

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

    @cached_property
    def beginning(self) -> str:
        """The ledger's first commit, by which every copy of it is known."""
        from ledger.store import history

        return history.beginning(self.git)

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
        from ledger.book.desk import today

        day = on or self.today
        now = day >= self.today
        return today.look(self.index.db, self.rules, day, person, station, now=now)

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
            return self._by_hand(Edits(self._looking()))
        return self._by_hand(look(self.index, self.now, fully=fully))

    def _by_hand(self, found: Edits) -> Edits:
        """What a person edited; what a command left behind that was interrupted is told instead."""
        if not (late := behind(self.git)):
            return found
        said = ngettext(
            "a command was interrupted after its commit, and {n} file is not up to date; "
            "the next write, or “tz doctor --fix”, brings it up to date",
            "a command was interrupted after its commit, and {n} files are not up to date; "
            "the next write, or “tz doctor --fix”, brings them up to date",
            len(late),
        ).format(n=len(late))
        if said not in self.notices and not is_held(self.git.state):
            self.notices.append(said)
        return found._replace(files=[edit for edit in found.files if edit[1] not in late])

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


def names(values: str | None) -> list[str]:
    """The words of a list column of the index."""
    return list(json.loads(values)) if values else []
