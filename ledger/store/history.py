"""What git remembers: who changed which records when, and what they were before."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.errors import GitFailedError
from ledger.store.git import Git

_FIELDS = (
    "%H",
    "%an",
    "%aI",
    "%s",
    "%(trailers:key=Op,valueonly,separator=%x20)",
    "%(trailers:key=Command,valueonly,separator=%x20)",
    "%(trailers:key=Records,valueonly,separator=%x20)",
    "%(trailers:key=Undoes,valueonly,separator=%x20)",
    "%P",
)
_ID = re.compile("[0-9a-f]{7,40}")
_CAME = ("-z", "--reverse", "--format=", "--name-only", "--no-renames", "--diff-filter=A")
_NAMES = ("--name-only", "--no-renames", "--diff-merges=first-parent")


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
    undoes: str = ""
    parents: tuple[str, ...] = ()


def entries(
    git: Git,
    paths: Sequence[str] | None,
    limit: int,
    *,
    named: bool = True,
    saying: str = "",
    start: str = "HEAD",
) -> list[Entry]:
    """The latest commits, newest first: all, or those that touched one of the paths.

    Where nobody wants the names of their files (`named` is false), git need not compare trees.
    `saying` is a pattern that a line of the message fits, `start` the commit to begin at.
    """
    if not git.head():
        return []
    # A mark that nobody could write into a name or a subject beforehand.
    mark = os.urandom(8).hex()
    log = git.log(
        "-z",
        f"--max-count={limit}",
        f"--format={mark}:{f'{mark}.'.join(_FIELDS)}{mark}.",
        *(_NAMES if named else ()),
        *(("-E", "-i", f"--grep={saying}") if saying else ()),
        git.named(start),
        "--",
        *(paths or ()),
    )
    return list(_entries(log.decode("utf-8", "surrogateescape"), mark))


def whole(git: Git, beginning: str) -> str:
    """The commit of this ledger's history whose id begins so; empty where there is none."""
    if not _ID.fullmatch(beginning):
        return ""
    try:
        found = git.ask("rev-parse", "--verify", "-q", f"{beginning}^{{commit}}").decode().strip()
        git.ask("merge-base", "--is-ancestor", found, "HEAD")
    except GitFailedError:
        return ""
    return found


def last_by(git: Git, moment: datetime) -> str:
    """The last commit of the ledger's own line made by a moment; empty where there is none."""
    before = f"--before={moment.isoformat()}"
    return git.ask("rev-list", "-n1", "--first-parent", before, "HEAD").decode().strip()


def made(git: Git, commit: str) -> datetime:
    """When a commit was made."""
    return datetime.fromisoformat(git.ask("show", "-s", "--format=%cI", commit).decode().strip())


def added(git: Git, path: str) -> str:
    """The last commit that brought a file; empty where none did."""
    told = git.ask("log", "-1", "--format=%H", "--diff-filter=A", "HEAD", "--", path)
    return told.decode().strip()


def came(git: Git, folder: str) -> list[str]:
    """The files of a folder in the order in which they came, the first one first."""
    told = git.ask("log", *_CAME, "HEAD", "--", f"{folder}/")
    return [os.fsdecode(path) for path in told.split(b"\0") if path]


def beginning(git: Git) -> str:
    """The first commit of the ledger's own line, by which every copy of it is known."""
    kept = git.state / "beginning"
    if kept.exists() and git.exists(found := kept.read_text("ascii").strip()):
        return found
    told = git.ask("rev-list", "--first-parent", "--max-parents=0", "HEAD").decode().split()
    git.make_state()
    kept.write_text(told[-1] + "\n", "ascii")
    return told[-1]


def versions(git: Git, path: str) -> list[tuple[Entry, bytes | None, bytes | None]]:
    """Every commit that touched the file, newest first, with the file before and after it."""
    told = entries(git, [path], limit=-1)
    names = (f"{entry.commit}{at}:{path}" for entry in told for at in ("^", ""))
    contents = git.objects(names)
    return list(zip(told, contents[::2], contents[1::2], strict=True))


def _entries(log: str, mark: str) -> Iterator[Entry]:
    for record in log.split(f"{mark}:")[1:]:
        *told, files = record.split(f"{mark}.", len(_FIELDS))
        commit, author, at, subject, op, command, records, undoes, parents = told
        yield Entry(
            commit,
            author,
            datetime.fromisoformat(at),
            subject,
            op.strip(),
            command.strip(),
            tuple(records.replace(",", " ").split()),
            tuple(name for name in files.strip("\n\0").split("\0") if name),
            undoes.strip(),
            tuple(parents.split()),
        )
