"""The work tree and git's index, brought to what was committed; a hand edit is never lost."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha1
from pathlib import Path

from ledger.errors import GitFailedError, LedgerError
from ledger.store.failpoint import failpoint
from ledger.store.git import NOTHING, TEMPORARY, Git, Step
from ledger.words import gettext as _

FEW = 64
"""Files up to which each is synced by itself; beyond, the whole disk is, once."""

ASIDE = ".hand-edited"
"""What is put behind the name of a file that someone edited while we wrote."""

WRITING = "writing"
"""The mark, in the state folder, of a write that has begun and not ended."""

_OTHER = "something else"  # no blob has this id: a folder, a link, a device
_REFUSED = frozenset(["", ".git"])


def blocked(git: Git, base: str, paths: Iterable[str]) -> list[str]:
    """Those of the paths whose file is not as the base has it: a hand edit is in the way."""
    return [path for path, blob in git.ids(base, paths).items() if _standing(git, path) != blob]


def materialise(git: Git, old: str, new: str) -> list[str]:
    """Bring files and git's index from one commit to another; sentences on what is to be known.

    The commit stands whatever happens here, and the next write goes on where this one stopped.
    """
    said: list[str] = []
    try:
        steps = _safe(git.steps(old, new), said)
        whole = _bring(git, steps, said)
        failpoint("after_files")
        _index(git, steps, new)
        failpoint("after_index")
        if whole:
            note(git, new)
            failpoint("after_materialised")
            (git.state / WRITING).unlink(missing_ok=True)
    except (OSError, LedgerError) as error:
        said.append(_unfinished(error))
    return said


def materialised(git: Git) -> str | None:
    """The commit that the work tree was last brought to; None if that was never noted."""
    try:
        return (git.state / "materialised").read_text("ascii").strip()
    except FileNotFoundError:
        return None


def note(git: Git, commit: str) -> None:
    """Remember the commit that the work tree stands at."""
    path = git.make_state() / "materialised"
    temporary = _written(path, f"{commit}\n".encode(), sync=True)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _safe(steps: Sequence[Step], said: list[str]) -> list[Step]:
    """The steps that stay inside the work tree; the rest is told and left out."""
    outside = _("{path}: not a name for a file; left out")
    said += [outside.format(path=step.path) for step in steps if not _is_safe(step.path)]
    return [step for step in steps if _is_safe(step.path)]


def _bring(git: Git, steps: Sequence[Step], said: list[str]) -> bool:
    """Bring the files: first those that go, then those that come; False if one could not be."""
    coming: list[Step] = []
    whole = True
    for step in sorted(steps, key=lambda step: step.new is not None):
        standing = _standing(git, step.path)
        if standing == step.new:
            continue
        try:
            _clear(git.root, step, standing, said)
        except OSError as error:
            said.append(_unfinished(error))
            whole = False
        else:
            coming += [step] if step.new else []
    return _write(git, coming, said) and whole


def _clear(root: Path, step: Step, standing: str | None, said: list[str]) -> None:
    """Make way for the new file, or for none; what nobody committed is set aside."""
    path = root / step.path
    if standing not in (step.old, None) and not _is_torn(path):
        aside = path.with_name(f"{path.name}{ASIDE}")
        while aside.exists():
            aside = aside.with_name(f"{aside.name}~")
        path.rename(aside)
        kept = _("{path}: edited by hand while a command was writing; the edit is kept in {aside}")
        said.append(kept.format(path=step.path, aside=aside.name))
    elif step.new is None and standing is not None:
        path.unlink()
    if step.new is None:
        _prune(root, path.parent)


def _is_torn(path: Path) -> bool:
    """Whether a power cut emptied the file: nobody's words are in it."""
    return path.is_file() and not path.read_bytes().strip(b"\0")


def _prune(root: Path, folder: Path) -> None:
    """Remove folders that a deletion left empty; git does not know empty folders either."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _write(git: Git, coming: Sequence[Step], said: list[str]) -> bool:
    """Write all files beside their places, then move each there at one stroke."""
    few = len(coming) <= FEW or not hasattr(os, "sync")
    ready: list[tuple[Path, Path]] = []
    whole = True
    try:
        for step, content in zip(coming, git.blobs(step.new or "" for step in coming), strict=True):
            path = git.root / step.path
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                ready.append((_written(path, content, sync=few), path))
            except OSError as error:
                said.append(_unfinished(error))
                whole = False
        if not few:
            os.sync()
        while ready:
            whole = _moved(*ready.pop(), said) and whole
            failpoint("after_first_file")
    finally:
        for temporary, _path in ready:
            temporary.unlink(missing_ok=True)
    _sync({git.root / step.path for step in coming}, few=few)
    return whole


def _moved(temporary: Path, path: Path, said: list[str]) -> bool:
    try:
        temporary.replace(path)
    except OSError as error:  # Windows: another program has the file open
        temporary.unlink(missing_ok=True)
        said.append(_unfinished(error))
        return False
    return True


def _sync(paths: set[Path], *, few: bool) -> None:
    if few:
        for folder in {path.parent for path in paths}:
            if folder.is_dir():
                sync_folder(folder)
    else:
        os.sync()


def _written(path: Path, content: bytes, *, sync: bool) -> Path:
    """The content in a new file beside the path."""
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _index(git: Git, steps: Sequence[Step], new: str) -> None:
    """Make git's own index agree, so that a plain `git status` is clean."""
    if len(steps) > FEW:
        git.write("read-tree", "--reset", new)
        _refresh(git, "update-index", "-q", "--refresh")
        return
    gone = "".join(f"0 {NOTHING}\t{step.path}\0" for step in steps if step.new is None)
    here = "".join(f"100644 {step.new}\t{step.path}\0" for step in steps if step.new)
    git.write("update-index", "-z", "--index-info", stdin=os.fsencode(gone + here))
    paths = "\0".join(step.path for step in steps if step.new)
    if paths:
        from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
        _refresh(git, "add", "--refresh", *from_input, stdin=os.fsencode(paths))


def _refresh(git: Git, *command: str, stdin: bytes | None = None) -> None:
    """Let git note the times of the files; it complains of those edited by hand, rightly."""
    with suppress(GitFailedError):
        git.write(*command, stdin=stdin)


def _standing(git: Git, path: str) -> str | None:
    """The blob that the file in the work tree would be; None where there is no file."""
    if not _is_safe(path):
        return _OTHER
    place = git.root / path
    for parent in list(place.relative_to(git.root).parents)[:-1]:
        if (git.root / parent).is_symlink():
            return _OTHER
    try:
        kind = place.lstat().st_mode
    except FileNotFoundError:
        return None
    except OSError:
        return _OTHER  # a file stands where a folder should be
    if not stat.S_ISREG(kind):
        return _OTHER
    content = place.read_bytes()
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _is_safe(path: str) -> bool:
    """Whether a path of a commit is one inside the work tree; git checks this, we trust it not."""
    parts = path.split("/")
    named = not any(part.lower().rstrip(" .") in _REFUSED for part in parts)
    return named and not any(symbol in path for symbol in ("\\", "\0", ":"))


def _unfinished(error: OSError | LedgerError) -> str:
    why = _("committed, but the files are not all up to date: {reason}; the next write mends it")
    return why.format(reason=error.said if isinstance(error, GitFailedError) else error)
