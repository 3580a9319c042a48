"""Hand edits: found, taken into the ledger, or put back."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.book import issues
from ledger.book.mending.edited import judge
from ledger.book.mending.undo import record_of
from ledger.book.writing import Writing
from ledger.errors import LedgerError, RefusedError
from ledger.index import trial
from ledger.problems import Problem, problem
from ledger.store.files import OUTSIDE, blob_id, standing
from ledger.store.restored import put_back
from ledger.store.worktree import ASIDE
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_SHOWN = 3
_MADE_GOOD = ("facts-changed", "not-replayed")
"""What a correction puts right, so that an edit of facts is no fault yet."""


@dataclass(frozen=True)
class HandEdit:
    """One file that is not as committed.

    `state` is `changed`, `new`, `deleted`, or `kept` for an edit that a write set aside. Where
    nothing is wrong with it, `corrections` are the facts of an issue that it changes.
    """

    path: str
    state: str
    body: bytes | None = None
    blob: str | None = None
    problems: tuple[Problem, ...] = ()
    corrections: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Adopted:
    """What was taken in: the operation, the files, and how many corrections it became."""

    op: str
    paths: tuple[str, ...]
    corrections: int


def found(ledger: "Reading", wanted: Iterable[str] | None = None) -> list[HandEdit]:
    """All hand edits, or those of some paths, each judged by itself."""
    edited = [path for _state, path in ledger.edits(fully=True).files]
    chosen = edited if wanted is None else [path for path in edited if path in set(wanted)]
    before = ledger.git.files("HEAD", chosen)
    blobs = standing(ledger.git.root, chosen)
    return [_edit(ledger.git.root, path, before.get(path), blobs[path]) for path in sorted(chosen)]


def _edit(root: Path, path: str, before: bytes | None, blob: str | None) -> HandEdit:
    if path.rstrip("~").endswith(ASIDE):
        return HandEdit(path, "kept", problems=(problem("left-over", path, 0, "", {}),))
    state = "deleted" if blob is None else "new" if before is None else "changed"
    file = root / path
    body = file.read_bytes() if blob != OUTSIDE and file.is_file() else None
    if blob != blob_id(body):
        return HandEdit(path, state, problems=(problem("not-a-file", path, 0, "", {}),))
    body = None if body is None else body.replace(b"\r\n", b"\n")
    verdict = judge(path, before, body)
    return HandEdit(path, state, body, blob, verdict.problems, verdict.corrections)


def across(ledger: "Reading", edits: Sequence[HandEdit]) -> list[HandEdit]:
    """The edits, with what the sound ones would break across the ledger besides.

    What would break in a file that nobody edited is told of that file, in state `broken`.
    """
    sound = {edit.path: edit.body for edit in edits if not edit.problems}
    corrected = {edit.path for edit in edits if edit.corrections}
    broken: dict[str, list[Problem]] = {}
    for one in trial.problems(ledger.index, sound):
        if one.path not in corrected or one.code not in _MADE_GOOD:
            broken.setdefault(one.path, []).append(one)
    judged = [replace(e, problems=(*e.problems, *broken.pop(e.path, ()))) for e in edits]
    others = [HandEdit(path, "broken", problems=tuple(found)) for path, found in broken.items()]
    return [*judged, *others]


def adopt(writing: Writing, edits: Sequence[HandEdit], reason: str | None) -> Adopted:
    """Take edits into the ledger as one commit: facts as corrections, other files as they are.

    Raises:
        RefusedError: one of them breaks a rule; nothing was written.
    """
    ledger = writing.ledger
    _refuse([one for edit in edits for one in edit.problems])
    count = 0
    for edit in edits:
        writing.over[edit.path] = edit.blob
        if edit.corrections:
            count += _correct(writing, edit, reason)
        else:
            writing.files[edit.path] = edit.body
    _refuse(trial.problems(ledger.index, writing.files))
    writing.commit(_("adopt"), [record_of(edit.path) for edit in edits])
    return Adopted(writing.op, tuple(edit.path for edit in edits), count)


def _correct(writing: Writing, edit: HandEdit, reason: str | None) -> int:
    """Write the edited facts of an issue down as corrections."""
    today = writing.ledger.today
    for name, new in edit.corrections.items():
        fields = {"field": name, "new": new, "reason": reason}
        issues.advance(writing, record_of(edit.path), "correct", today, fields)
    return len(edit.corrections)


def _refuse(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    named = [str(one) for one in problems[:_SHOWN]]
    if more := len(problems) - len(named):
        named.append(_("{n} more").format(n=more))
    said = _("nothing was taken in: {problems}; “tz status” shows every edit")
    raise RefusedError(said.format(problems=_("; ").join(named)))


def restore(writing: Writing, edits: Sequence[HandEdit]) -> Path:
    """Put edited files back as committed; the folder with copies of what stood there."""
    ledger = writing.ledger
    wanted = [edit.path for edit in edits]
    folder, said = put_back(ledger.git, writing.base, wanted, ledger.now)
    ledger.notices += said
    return folder


def meant(
    edited: Sequence[str],
    typed: Sequence[str],
    folders: Sequence[Path],
    root: Path,
    path_of: Callable[[str], str],
) -> list[str]:
    """The edited files that a person names: by path, by a folder around them, or by a record.

    Raises:
        RefusedError: one of the names is no edited file's.
    """
    chosen: list[str] = []
    for name in typed:
        ways = [_within(root, folder / name) for folder in folders] if name.strip() else []
        fits = [p for p in edited for way in ways if way is not None and _is_in(p, way)]
        fits = fits or [path for path in edited if path == _path(name, path_of)]
        if not fits:
            said = _("{name}: not edited by hand; “tz status” shows what is")
            raise RefusedError(said.format(name=name))
        chosen += fits
    return sorted(set(chosen))


def _within(root: Path, place: Path) -> str | None:
    """The path within the ledger; None where it is outside."""
    real = Path(os.path.realpath(place.parent)) / place.name
    way = os.path.relpath(os.path.normpath(real), os.path.realpath(root))
    return None if way.startswith("..") else Path(way).as_posix().removeprefix(".")


def _is_in(path: str, way: str) -> bool:
    """Whether a path is this one or within it; the empty one is the whole ledger."""
    return way in ("", path) or path.startswith(f"{way}/")


def _path(name: str, path_of: Callable[[str], str]) -> str:
    try:
        return path_of(name)
    except LedgerError:
        return ""
