"""A backup in one file that git can read: written, proved by unpacking it, and unpacked anew."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from ledger.errors import CannotWriteError, GitFailedError, RefusedError
from ledger.store.files import TEMPORARY, sync_folder
from ledger.store.git import Git
from ledger.store.init import create
from ledger.store.worktree import materialise
from ledger.words import gettext as _

_TAKEN = ("refs/heads/", "refs/tags/")
_CHUNK = 1 << 20


class Backup(NamedTuple):
    """A backup that was proved: the commit it holds, its size and its SHA-256."""

    head: str
    size: int
    sha256: str


def backup(git: Git, file: Path) -> Backup:
    """Write all of the ledger's history into one file, whole or not at all.

    Raises:
        RefusedError: this copy does not hold the whole history.
        CannotWriteError: the disk refuses.
        DamagedError: the history cannot be read.
    """
    if (git.dir / "shallow").exists():
        raise RefusedError(
            _(
                "this copy does not hold the whole history, so no backup can be made of it; "
                "make the backup where the ledger was first kept"
            )
        )
    with _aside(file.absolute()) as folder:
        made = folder / "backup"
        git.write("bundle", "create", "-q", str(made), "HEAD", "--branches", "--tags")
        head = unpack(create(folder / "proof"), made)
        if head != git.head():
            raise RefusedError(_("the ledger changed while it was backed up; try again"))
        proved = Backup(head, made.stat().st_size, sha256(made))
        made.chmod(0o600)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)
        sync_folder(file.absolute().parent)
    return proved


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """A folder of our own on the disk of a file, removed in the end."""
    try:
        folder = Path(mkdtemp(prefix=TEMPORARY, dir=file.parent))
    except OSError as error:
        raise CannotWriteError(str(file.parent), error.strerror or str(error)) from None
    try:
        yield folder
    except OSError as error:
        raise CannotWriteError(str(file), error.strerror or str(error)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sha256(file: Path) -> str:
    """The SHA-256 of a file, however large."""
    from hashlib import sha256 as digest

    running = digest()
    with file.open("rb") as content:
        while part := content.read(_CHUNK):
            running.update(part)
    return running.hexdigest()


def unpack(git: Git, file: Path) -> str:
    """Take all of a backup into a new, empty repository; the commit that HEAD then stands at.

    Raises:
        RefusedError: the file is no backup, or not a whole one.
    """
    named = str(file.absolute())
    try:
        listed = git.ask("bundle", "list-heads", named).decode("utf-8", "surrogateescape")
        git.ask("bundle", "verify", "-q", named)
        git.write("bundle", "unbundle", named)
        heads = dict(line.split(" ", 1)[::-1] for line in listed.splitlines())
        head = _name(git, heads)
        git.ask("fsck", "--strict", "--no-dangling", "--no-progress")
    except (GitFailedError, ValueError) as error:
        said = error.said if isinstance(error, GitFailedError) else str(error)
        raise RefusedError(
            _("{file}: not a whole backup ({reason}); take another one").format(
                file=file, reason=" ".join(said.split())
            )
        ) from None
    return head


def _name(git: Git, heads: dict[str, str]) -> str:
    """Set the branches and tags of a backup, and HEAD on the branch it stood at."""
    head = heads.get("HEAD", "")
    taken = {name: commit for name, commit in heads.items() if name.startswith(_TAKEN)}
    branches = [n for n, c in taken.items() if n.startswith(_TAKEN[0]) and c == head]
    if not branches:
        raise ValueError(_("it names no branch"))
    for name, commit in taken.items():
        git.write("update-ref", name, commit)
    main = "refs/heads/main"
    git.write("symbolic-ref", "HEAD", main if main in branches else branches[0])
    return head


def rescue(file: Path, folder: Path) -> tuple[Git, list[str]]:
    """A new ledger out of a backup, made beside its place and moved there when it is whole.

    Raises:
        RefusedError: the folder holds something, or the file is no whole backup of a ledger.
        CannotWriteError: the disk refuses.
    """
    if not file.is_file():
        raise RefusedError(_("{file}: no such file; name a backup").format(file=file))
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise RefusedError(_("{folder} is not empty; name a new folder").format(folder=folder))
    with _aside(folder.absolute()) as aside:
        git = create(aside / "ledger")
        head = unpack(git, file)
        if git.file("ledger.yaml", head) is None:
            raise RefusedError(
                _("{file}: a backup, but not of a ledger; name another one").format(file=file)
            )
        said = materialise(git, head, git.steps("", head))
        if folder.is_dir():
            folder.rmdir()
        git.root.rename(folder)
        sync_folder(folder.absolute().parent)
    return Git(folder.absolute()), said
