"""The write transaction: objects first, one reference update as the commit point, files after.

Up to the commit point nothing has happened; from it on, the change is part of the ledger and all
else is derived from it. One record and a hundred thousand take the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from ledger.errors import (
    BusyError,
    CannotWriteError,
    GitFailedError,
    InTheWayError,
    LedgerError,
)
from ledger.store.failpoint import failpoint
from ledger.store.files import blob_id, is_safe, sync_folder
from ledger.store.git import NOTHING, Git, Step
from ledger.store.unbroken import unbroken
from ledger.store.worktree import WRITING, differing, materialise
from ledger.words import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

INCOMING = "refs/taizhang/incoming"
"""The reference that holds a commit until the branch is moved to it."""


@dataclass(frozen=True)
class Change:
    """What one command does to the ledger: each path with its new bytes, or None to delete it.

    `over` names the hand edits that the command takes in, each with the blob that it looked at.
    """

    files: Mapping[str, bytes | None]
    subject: str
    trailers: Mapping[str, str] = field(default_factory=dict)
    over: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Author:
    """Who writes, and when; with a key, the commit is signed by it."""

    name: str
    email: str
    at: datetime
    key: "Path | None" = None


def commit(
    git: Git,
    change: Change,
    author: Author,
    base: str,
    tell: Callable[[str], None] = lambda _sentence: None,
    held: ExitStack | None = None,
) -> str:
    """The id of a new commit on top of `base`, with the work tree brought up to it.

    Called with the lock held and after `recover`. What could not be brought up to date after the
    commit point is told, sentence by sentence, and mended by the next write. From that point on
    Ctrl-C does nothing until the work tree is up to date, or where `held` is given until it closes.

    Raises:
        InTheWayError: a file to be written holds a hand edit; nothing was written.
        BusyError: the ledger no longer stands at `base`; nothing was written.
        GitFailedError: git refused; nothing was written.
        CannotWriteError: the disk refused; nothing was written.
        CannotSignError: the author's key does not sign; nothing was written.
        ValueError: a path leads out of the ledger, or a time has no zone.
    """
    _expect(git, base)
    standing = {**git.ids(base, filter(is_safe, change.files)), **change.over}
    if edited := differing(git, standing):
        raise InTheWayError(edited)
    with ExitStack() as own:
        new = _committed(git, [(change, author)], base, held or own, author.key)
        files = _in_order(change)
        steps = [Step(path, standing[path], blob_id(body)) for path, body in files]
        bodies = {step.new: body for step, (_path, body) in zip(steps, files, strict=True)}
        news = [s for s in steps if s.old != s.new or s.path in change.over]
        for sentence in materialise(git, new, news, bodies):
            tell(sentence)
    return new


def commit_series(
    git: Git,
    changes: Iterable[tuple[Change, Author]],
    base: str,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> str:
    """The id of the last of several commits, made as one: all are in the ledger or none is.

    The files are those of a ledger that nobody edits: one just made, or one whose hand edits the
    caller has looked for. Raises what `commit` raises, but for hand edits; without any change, the
    ledger stays at `base`.
    """
    with ExitStack() as held:
        new = _committed(git, changes, base, held)
        for sentence in materialise(git, new, git.steps(base, new)):
            tell(sentence)
    return new


def _committed(
    git: Git,
    changes: Iterable[tuple[Change, Author]],
    base: str,
    held: ExitStack,
    key: "Path | None" = None,
) -> str:
    """The id of the last of the commits, which the branch then stands at."""
    branch = git.branch()
    _expect(git, base)
    try:
        new = plain = _store(git, changes, base)
    except OSError as error:
        raise CannotWriteError(str(git.dir), error.strerror or str(error)) from None
    if not new:
        return base
    failpoint("after_fast_import")
    if key:
        new = _signed(git, plain, key)
        failpoint("after_signing")
    held.enter_context(unbroken())
    _move(git, branch, new, base, plain)
    failpoint("after_update_ref")
    with suppress(OSError):  # the commit stands; a disk that fails now shows itself below
        for folder in ((git.dir / branch).parent, git.dir / "refs", git.dir):
            sync_folder(folder)
    failpoint("after_sync")
    return new


def _store(git: Git, changes: Iterable[tuple[Change, Author]], base: str) -> str:
    """Put all objects into the repository, known only under the temporary name."""
    with TemporaryFile(dir=git.make_state()) as stream:
        stream.write(b"feature done\n")
        last = b""
        for change, author in changes:
            stream.writelines(_stream(change, author, "" if last else base))
            last = b"get-mark :1\n"
        stream.write(last + b"done\n")
        stream.seek(0)
        failpoint("after_stream")
        if not last:
            return ""
        (git.state / WRITING).touch(mode=0o600)
        sync_folder(git.state)
        said = git.write("fast-import", "--done", "--quiet", "--force", stdin=stream)
    return said.decode().strip()


def _signed(git: Git, plain: str, key: "Path") -> str:
    """The commit with its author's signature; where the key fails, nothing is left of it."""
    from ledger.store.signing import signed

    try:
        return signed(git, plain, key)
    except LedgerError:
        git.write("update-ref", "-d", INCOMING)
        (git.state / WRITING).unlink(missing_ok=True)
        raise


def _move(git: Git, branch: str, new: str, base: str, plain: str) -> None:
    """Move the branch if it still is where we saw it, and forget the temporary name with it."""
    orders = (
        "start",
        f"update {branch}\0{new}\0{base or NOTHING}",
        f"delete {INCOMING}\0{plain}",
        "prepare",
        "commit",
    )
    try:
        git.write("update-ref", "-z", "--stdin", stdin="".join(f"{o}\0" for o in orders).encode())
    except GitFailedError:
        with suppress(GitFailedError):
            git.write("update-ref", "-d", INCOMING)
        if git.head() == new:  # it failed after the branch had moved: that is the commit
            return
        _expect(git, base)
        raise


def _expect(git: Git, base: str) -> None:
    if (now := git.head()) != base:
        raise _moved(base, now)


def _moved(base: str, now: str) -> BusyError:
    moved = _("git moved the ledger from {base} to {now}")
    return BusyError(moved.format(base=base[:10] or "-", now=now[:10] or "-"))


def _stream(change: Change, author: Author, base: str) -> Iterator[bytes]:
    if outside := [path for path in change.files if not is_safe(path)]:
        raise ValueError(outside)
    who = f"{_name(author.name)} <{_name(author.email)}> {_when(author.at)}"
    message = _message(change).encode()
    files = _in_order(change)
    yield f"commit {INCOMING}\nmark :1\n".encode()
    yield f"author {who}\ncommitter {who}\ndata {len(message)}\n".encode() + message + b"\n"
    if base:
        yield f"from {base}\n".encode()
    # Deletions first: a file may give way to a folder of its name. In order, git packs best.
    for path, content in files:
        if content is None:
            yield b"D %s\n" % _quoted(path)
    for path, content in files:
        if content is not None:
            yield b"M 100644 inline %s\ndata %d\n" % (_quoted(path), len(content))
            yield content
            yield b"\n"
    yield b"\n"


def _in_order(change: Change) -> list[tuple[str, bytes | None]]:
    """The files, those of a folder together: git and the disk take them quicker so."""
    return [(path, change.files[path]) for path in sorted(change.files)]


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()


def _name(name: str) -> str:
    """A name as git can hold it: on one line, without the marks that enclose an address."""
    return " ".join("".join(c for c in name if c not in "<>\0").split())


def _when(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError(at.isoformat())
    return f"{int(at.timestamp())} {f'{at:%z}'[:5]}"


def _message(change: Change) -> str:
    trailers = [f"{key}: {' '.join(value.split())}\n" for key, value in change.trailers.items()]
    return f"{' '.join(change.subject.split())}\n\n{''.join(trailers)}".rstrip("\n") + "\n"
