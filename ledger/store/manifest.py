"""One digest for all that a commit holds, over the contents themselves and not git's SHA-1."""

import hashlib
from dataclasses import dataclass

from ledger.errors import RefusedError
from ledger.store.git import Git
from ledger.words import gettext as _

ALGORITHMS = ("sha256", "sm3")
"""The digests that a checkpoint may use."""


@dataclass(frozen=True)
class Manifest:
    """The digest of a commit: `root` over all files, `folders` over the files of each folder."""

    algorithm: str
    files: int
    root: str
    folders: dict[str, str]


def require(algorithm: str) -> None:
    """Refuse a digest that this computer cannot make.

    Raises:
        RefusedError: this Python has it not.
    """
    if algorithm not in ALGORITHMS or algorithm not in hashlib.algorithms_available:
        raise RefusedError(
            _("this Python cannot make {name} digests; use SHA-256").format(name=algorithm.upper())
        )


def manifest(git: Git, commit: str, algorithm: str) -> Manifest:
    """The digest of all files of a commit: a line `digest path` for each, in the order of paths."""
    require(algorithm)
    files = sorted(git.tree(commit))
    whole = hashlib.new(algorithm)
    folders: dict[str, hashlib._Hash] = {}
    for (path, _blob), content in zip(files, git.blobs(b for _p, b in files), strict=True):
        digest = hashlib.new(algorithm, content).hexdigest()
        line = f"{digest} {path}\n".encode("utf-8", "surrogateescape")
        whole.update(line)
        folder = path.rpartition("/")[0] or "."
        folders.setdefault(folder, hashlib.new(algorithm)).update(line)
    digests = {folder: running.hexdigest() for folder, running in folders.items()}
    return Manifest(algorithm, len(files), whole.hexdigest(), digests)
