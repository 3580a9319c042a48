"""What git remembers: who changed which records when, and what they were before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.store.git import Git

_FIELDS = (
    "%H",
    "%an",
    "%aI",
    "%s",
    "%(trailers:key=Op,valueonly,separator=%x20)",
    "%(trailers:key=Command,valueonly,separator=%x20)",
    "%(trailers:key=Records,valueonly,separator=%x20)",
)
_RECORD = "\x1e"  # no name, subject or trailer of ours holds these two
_UNIT = "\x1f"


@dataclass(frozen=True)
class Entry:
    """One commit: what a command, or a person with git, did to the ledger."""

    commit: str
    author: str
    at: datetime
    subject: str
    op: str
    command: str
    records: tuple[str, ...]
    files: tuple[str, ...]


def entries(git: Git, paths: Sequence[str] | None, limit: int) -> list[Entry]:
    """The latest commits, newest first: all, or those that touched one of the paths."""
    if not git.head():
        return []
    log = git.log(
        "-z",
        f"--max-count={limit}",
        f"--format=%x1e{'%x1f'.join(_FIELDS)}%x1f",
        "--name-only",
        "--no-renames",
        "--diff-merges=first-parent",
        "HEAD",
        "--",
        *(paths or ()),
    )
    return list(_entries(log.decode("utf-8", "surrogateescape")))


def versions(git: Git, path: str) -> list[tuple[Entry, bytes | None, bytes | None]]:
    """Every commit that touched the file, newest first, with the file before and after it."""
    told = entries(git, [path], limit=-1)
    names = (f"{entry.commit}{at}:{path}" for entry in told for at in ("^", ""))
    contents = git.objects(names)
    return list(zip(told, contents[::2], contents[1::2], strict=True))


def _entries(log: str) -> Iterator[Entry]:
    for record in log.split(_RECORD)[1:]:
        commit, author, at, subject, op, command, records, files = record.split(_UNIT, 7)
        yield Entry(
            commit,
            author,
            datetime.fromisoformat(at),
            subject,
            op.strip(),
            command.strip(),
            tuple(records.replace(",", " ").split()),
            tuple(name for name in files.strip("\n\0").split("\0") if name),
        )
