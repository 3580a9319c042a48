"""Files of the work tree: looked at without trust, and written whole or not at all."""

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

TEMPORARY = ".tmp-"
"""How the names of our files begin until they are whole."""

OUTSIDE = "outside"
"""What stands for a blob where the way leads out of the work tree, through a link or `..`."""

_OTHER = "something else"  # no blob has this id: a folder, a link, a device
# No part may be empty, `.git` in any letters, or dots and blanks; Windows drops those at the end.
_UNSAFE = re.compile(r"[\\\0:]|(?:\A|/)(?:\.[gG][iI][tT])?[ .]*(?:/|\Z)")


def standing(root: Path, paths: Iterable[str]) -> dict[str, str | None]:
    """The blob that each file of the work tree would be; None where there is no file."""
    linked = {"": False}
    found: dict[str, str | None] = {}
    for path in paths:
        outside = not is_safe(path) or _is_linked(root, path.rpartition("/")[0], linked)
        found[path] = OUTSIDE if outside else _blob_of(f"{root}/{path}")
    return found


def _is_linked(root: Path, folder: str, known: dict[str, bool]) -> bool:
    """Whether the way to a folder leads through a link, which may point outside."""
    if folder not in known:
        above = folder.rpartition("/")[0]
        known[folder] = _is_linked(root, above, known) or (root / folder).is_symlink()
    return known[folder]


def _blob_of(place: str) -> str | None:
    """The blob that a file would be; a string, since there may be a hundred thousand."""
    try:
        kind = os.lstat(place).st_mode
    except FileNotFoundError:
        return None
    except OSError:
        return _OTHER  # a file stands where a folder should be
    if not stat.S_ISREG(kind):
        return _OTHER
    with open(place, "rb") as file:  # noqa: PTH123
        return blob_id(file.read())


def blob_id(content: bytes | None) -> str | None:
    """The name that git gives to a content; None for no file."""
    if content is None:
        return None
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def is_safe(path: str) -> bool:
    """Whether a path of a commit is one inside the work tree; git checks this, we trust it not."""
    return not _UNSAFE.search(path)


def write_beside(path: Path, content: bytes, *, sync: bool) -> Path:
    """The content in a new file beside the path."""
    return Path(written_beside(str(path), content, sync=sync))


def written_beside(path: str, content: bytes, *, sync: bool) -> str:
    """The same where all are strings, since there may be a hundred thousand."""
    temporary = f"{os.path.dirname(path)}/{TEMPORARY}{os.urandom(6).hex()}"  # noqa: PTH120
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except OSError:
        Path(temporary).unlink(missing_ok=True)
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
