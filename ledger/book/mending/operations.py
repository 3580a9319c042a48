"""Operations: what each commit did, in words, and which of them later ones took back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ledger.book.mending import undo
from ledger.book.writing import NAMED
from ledger.errors import AmbiguousIdError, UnknownRecordError
from ledger.records import ids
from ledger.store.history import Entry, entries, whole
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.store.git import Git

_ASKED_FOR = 100
_UNDOES = "^Undoes: "
_CHANGES_NOTHING = "export"
"""The command that is only written down, so that nothing of it can be taken back."""
_OF_A_COMMIT = 7
"""So many symbols of a commit's own id name the operation too."""
_COMMIT = 40
"""So many symbols has that id; no name of an operation is longer."""


@dataclass(frozen=True)
class Operation:
    """One commit, as a person thinks of it: who did what, when, to how many records.

    `id` is the operation's own, or the beginning of the commit's where plain git made it; then
    `command` is empty. `undoes` names the operation that it took back.
    """

    id: str
    commit: str
    parents: tuple[str, ...]
    who: str
    at: datetime
    command: str
    subject: str
    records: tuple[str, ...]
    count: int
    undoes: str = ""
    undone: bool = False


def latest(git: "Git", limit: int, *, counted: bool = True) -> list[Operation]:
    """The latest operations, the newest first; `limit` 0 gives all."""
    told = entries(git, None, limit or -1, named=counted)
    return _standing(_operation(entry) for entry in told)


def last_of(git: "Git", paths: Iterable[str]) -> dict[str, Operation]:
    """The last operation on each of some files; one question to git for the first hundred."""
    wanted = list(dict.fromkeys(paths))[:_ASKED_FOR]
    told = entries(git, wanted, -1) if wanted else []
    found: dict[str, Operation] = {}
    for entry in told:
        for path in entry.files:
            found.setdefault(path, _operation(entry))
    return found


def _operation(entry: Entry) -> Operation:
    records = entry.records or tuple(dict.fromkeys(map(undo.record_of, entry.files)))
    return Operation(
        id=entry.op or entry.commit[:10],
        commit=entry.commit,
        parents=entry.parents,
        who=entry.author,
        at=entry.at,
        command=entry.command,
        subject=entry.subject,
        records=records,
        count=size(records, len(entry.files)),
        undoes=entry.undoes,
    )


def size(records: Sequence[str], files: int) -> int:
    """How many records an operation is of: of very many a message names only the first."""
    return len(records) if len(records) < NAMED else max(NAMED, files)


def _standing(operations: Iterable[Operation]) -> list[Operation]:
    """The operations with what later ones took back marked as undone."""
    found: list[Operation] = []
    back: set[str] = set()
    for operation in operations:
        undone = operation.id in back
        if operation.undoes and not undone:
            back.add(operation.undoes)
        found.append(replace(operation, undone=undone))
    return found


def named(git: "Git", typed: str) -> tuple[Operation, Operation | None]:
    """The one operation that a name stands for, and the one that took it back, if one did.

    The name is its id, a unique part of it, or the beginning of a commit's id.

    Raises:
        UnknownRecordError: there is none.
        AmbiguousIdError: there is more than one.
    """
    part = ids.fold(typed)
    could_be = part.isascii() and part.isalnum() and len(part) <= _COMMIT
    told = _told(git, part) if could_be else []
    found = [o for o in told if part == o.id.upper()]
    if not found and len(part) >= 3:  # noqa: PLR2004 - of three or more symbols
        found = [o for o in told if part in o.id.upper() or _begins(o, part)]
    if not found:
        raise UnknownRecordError(kind=mark("operation"), name=typed)
    if len(found) > 1:
        raise AmbiguousIdError(typed, [operation.id for operation in found[:10]])
    by = next((o for o in told if o.undoes == found[0].id and not o.undone), None)
    return found[0], by


def _told(git: "Git", part: str) -> list[Operation]:
    """The operations that a name may mean, with all that took something back."""
    told = entries(git, None, -1, named=False, saying=f"^Op: .*{part}|{_UNDOES}")
    commit = whole(git, part.lower())
    if commit and commit not in {entry.commit for entry in told}:
        told += entries(git, None, 1, named=False, start=commit)
    return _standing(_operation(entry) for entry in told)


def _begins(operation: Operation, part: str) -> bool:
    return len(part) >= _OF_A_COMMIT and operation.commit.upper().startswith(part)


def undoings(git: "Git") -> list[Operation]:
    """The operations that took others back, the newest first."""
    told = entries(git, None, -1, named=False, saying=_UNDOES)
    return _standing(_operation(entry) for entry in told)


def of_commit(git: "Git", commit: str) -> Operation:
    """The operation that a commit is."""
    (entry,) = entries(git, None, 1, named=False, start=commit)
    return _operation(entry)


def last(operations: Sequence[Operation], who: str) -> Operation | None:
    """The last operation of a person that stands and took nothing back itself."""
    own = (o for o in operations if o.who == who and not o.undone and not o.undoes)
    return next((o for o in own if o.command != _CHANGES_NOTHING), None)


def last_undo(operations: Sequence[Operation], who: str) -> Operation | None:
    """The last operation of a person that stands and by which something is taken back now."""
    back = {operation.id: operation.undoes for operation in operations}
    own = (o for o in operations if o.who == who and not o.undone)
    return next((o for o in own if _depth(o.id, back) % 2), None)


def _depth(operation: str, back: dict[str, str]) -> int:
    """How many steps of taking back lead to an entry: 1 for an undo, 2 for a redo."""
    depth = 0
    while (operation := back.get(operation, "")) and depth < len(back):
        depth += 1
    return depth
