"""One write: what is read under the lock, changed, and committed together or not at all."""

import secrets
from contextlib import ExitStack, suppress
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from ledger.book import signers
from ledger.errors import LedgerError, RefusedError
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.records.base import Value
from ledger.store import form
from ledger.store.clock import require_forward
from ledger.store.commit import Author, Change, commit
from ledger.store.lock import lock
from ledger.store.recover import recover
from ledger.store.unbroken import unbroken
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.records.settings import Settings

NAMED = 100
"""So many records a commit names; more are only counted."""

RecordT = TypeVar("RecordT", bound=Value)


class Writing:
    """A write to a ledger, used as a context: entering locks, recovers and looks at HEAD.

    Nothing reaches the repository before `commit`; leaving without it leaves all as it was. `op`
    names the write; `over` are the hand edits that it takes in, each with its blob.
    """

    def __init__(self, ledger: "Reading", command: str) -> None:
        self.ledger = ledger
        self.command = command
        self.who = ledger.require_who()
        self.op = ids.random_symbols(8, secrets.randbelow)
        self.files: dict[str, bytes | None] = {}
        self.over: dict[str, str | None] = {}
        self.trailers: dict[str, str] = {}
        self.base = ""
        self._held = ExitStack()

    def __enter__(self) -> Self:
        git = self.ledger.git
        if git.known:
            raise RefusedError(_("an older state is for looking at; write without --known-at"))
        git.make_state()
        self._held.enter_context(lock(git.state, self.command))
        try:
            self.ledger.notices += recover(git)
            self.base = git.head()
            vars(self.ledger).pop("rules", None)  # what ledger.yaml says now, under the lock
            require_forward(git, self.ledger.now)
            self._require_staff()
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind in (KeyboardInterrupt, SystemExit):  # what git has begun is cleared away at once
            with suppress(LedgerError, OSError), unbroken():
                recover(self.ledger.git)
        self._held.close()

    def _require_staff(self) -> None:
        if not lookups.is_staff(self.ledger.index.db, self.who):
            raise RefusedError(
                _(
                    "{who} is no member of staff at any station of this ledger; "
                    "say who you are with “tz whoami CODE”"
                ).format(who=self.who)
            )

    def settings(self) -> "Settings":
        """The settings as of HEAD."""
        from ledger.records.settings import Settings

        return self.read(Settings, paths.SETTINGS) or self._no_settings()

    def _no_settings(self) -> "Settings":
        raise RefusedError(_("ledger.yaml is not committed; commit it and try again"))

    def read(self, kind: type[RecordT], path: str) -> RecordT | None:
        """The record of a path as this write has it so far, or as HEAD has it."""
        body = self.text(path)
        return None if body is None else form.read(kind, body, path)

    def text(self, path: str) -> bytes | None:
        """The bytes of a path as this write has it so far, or as HEAD has it."""
        return self.files[path] if path in self.files else self.ledger.git.file(path)

    def put(self, path: str, record: Value) -> None:
        """Write a record anew in its canonical form."""
        self.files[path] = form.write(record)

    def revise(self, kind: type[RecordT], path: str, change: form.Change) -> RecordT:
        """Let a change be made to the data of a record; a hand-kept file keeps its comments."""
        changed, self.files[path] = form.revise(kind, self.text(path) or b"", path, change)
        return changed

    def free_id(self, station: str, day: date) -> str:
        """An id that no record has yet."""
        db = self.ledger.index.db
        while True:
            drawn = ids.new_id(station, day.year, secrets.randbelow)
            taken = any(lookups.has(db, kind, drawn) for kind in lookups.KINDS)
            if not taken and not any(drawn in path for path in self.files):
                return drawn

    def commit(self, verb: str, records: list[str]) -> str:
        """Make the write one commit and return its id; the records are named, never described.

        Raises:
            InTheWayError: a file to be written holds a hand edit; nothing was written.
        """
        git, ledger = self.ledger.git, self.ledger
        named = " ".join(records[:3]) + (" …" if len(records) > 3 else "")  # noqa: PLR2004
        trailers = {
            "Op": self.op,
            "Records": " ".join(records[:NAMED]),
            "Command": self.command,
            **self.trailers,
        }
        change = Change(self.files, f"{verb} {named}", trailers, self.over)
        key = signers.key_of(git, self.who)
        author = Author(self.who, f"{self.who}@ledger.invalid", ledger.now, key)
        return commit(git, change, author, self.base, ledger.notices.append, self._held)
