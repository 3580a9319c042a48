"""Keeping the repository small and quick: packing, the graph of commits, throwing away leavings."""

from collections.abc import Iterator
from pathlib import Path

from ledger.store.git import Git

DUE = 2_000
"""From so many loose objects on, packing pays."""

KEPT = "2.weeks.ago"
"""What nothing refers to is kept so long: a slip may still be found in it."""

_SAMPLE = range(0, 256, 16)


def loose(git: Git) -> int:
    """How many objects lie about in files of their own."""
    return sum(1 for n in range(256) for _path in _objects(git, n))


def due(git: Git) -> bool:
    """Whether packing pays; a sample is counted, since this is asked after every write."""
    return sum(1 for n in _SAMPLE for _path in _objects(git, n)) * 256 > DUE * len(_SAMPLE)


def _objects(git: Git, number: int) -> Iterator[Path]:
    folder = git.dir / "objects" / f"{number:02x}"
    try:
        yield from (path for path in folder.iterdir() if not path.name.startswith("tmp_"))
    except FileNotFoundError:
        return


def tidy(git: Git) -> None:
    """Pack all that is in use, drop what has long been out of it, index the history by path.

    Called with the lock held and after `recover`; a kill at any moment loses nothing, since git
    removes the old only once the new is on disk.
    """
    git.write("pack-refs", "--all", "--prune")
    git.write("repack", "-A", "-d", "-l", "-q", f"--unpack-unreachable={KEPT}")
    git.write("prune", f"--expire={KEPT}")
    git.write("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")
