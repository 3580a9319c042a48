"""Files of the work tree: looked at without trust, and written whole or not at all."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

TEMPORARY = ".tmp-"
"""How the names of our files begin until they are whole."""

OUTSIDE = "outside"
"""What stands for a blob where the way leads out of the work tree, through a link or `..`."""

_OTHER = "something else"  # no blob has this id: a folder, a link, a device
_REFUSED = frozenset(["", ".git"])


def standing(root: Path, paths: Iterable[str]) -> dict[str, str | None]:
    """The blob that each file of the work tree would be; None where there is no file."""
    linked = {root: False}
    found: dict[str, str | None] = {}
    for path in paths:
        place = root / path
        outside = not is_safe(path) or _is_linked(place.parent, linked)
        found[path] = OUTSIDE if outside else _blob_of(place)
    return found


def _is_linked(folder: Path, known: dict[Path, bool]) -> bool:
    """Whether the way to a folder leads through a link, which may point outside."""
    if folder not in known:
        known[folder] = _is_linked(folder.parent, known) or folder.is_symlink()
    return known[folder]


def _blob_of(place: Path) -> str | None:
    try:
        kind = place.lstat().st_mode
    except FileNotFoundError:
        return None
    except OSError:
        return _OTHER  # a file stands where a folder should be
    if not stat.S_ISREG(kind):
        return _OTHER
    return blob_id(place.read_bytes())


def blob_id(content: bytes | None) -> str | None:
    """The name that git gives to a content; None for no file."""
    if content is None:
        return None
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def is_safe(path: str) -> bool:
    """Whether a path of a commit is one inside the work tree; git checks this, we trust it not."""
    parts = path.split("/")
    named = not any(part.lower().rstrip(" .") in _REFUSED for part in parts)
    return named and not any(symbol in path for symbol in ("\\", "\0", ":"))


def write_beside(path: Path, content: bytes, *, sync: bool) -> Path:
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


def is_torn(path: Path) -> bool:
    """Whether a power cut emptied the file: nobody's words are in it."""
    return path.is_file() and not path.read_bytes().strip(b"\0")


def prune(root: Path, folder: Path) -> None:
    """Remove folders that a deletion left empty; git does not know empty folders either."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
