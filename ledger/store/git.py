"""The one door to git: where the ledger stands, what it holds, and what was edited by hand."""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ledger.errors import DamagedError, GitFailedError, NotALedgerError, NotReadyError
from ledger.store.damage import failure
from ledger.store.files import TEMPORARY, standing
from ledger.store.runner import Runner
from ledger.words import gettext as _

if TYPE_CHECKING:
    import subprocess

FOLDERS = (
    *("stations", "households", "issues", "visits", "activities", "tasks", "imports", "maps"),
    "layouts",
)
"""Where records live; `calendar` and `ledger.yaml` hold the rules."""

TRACKED = (*FOLDERS, "calendar", "ledger.yaml")
"""All that a hand edit is looked for in."""

NOTHING = "0" * 40
"""The id that stands for no object in git's own protocols."""

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without files, which every repository knows."""

_MANY = 20_000
"""From so many paths on, all that a commit holds are listed sooner than each is asked for."""

INDEX = "index"
"""The file in git's folder that lists what stands in the work tree; a plain git commits by it."""

_UNKNOWN = "??"
"""How git tells of a file that its index does not name."""

_WHERE = "symbolic-ref"
_CONTENTS = "cat-file"
_BASES = ("-c", "core.deltaBaseCacheLimit=256m")
"""Blobs may be asked for in another order than they lie in: bases of deltas are kept for it."""
_FILES = ("100644", "100755")
_COMMIT = re.compile(r"[0-9a-f]{40}")


class Step(NamedTuple):
    """One path that differs between two commits, with its blob in each; None where it is not."""

    path: str
    old: str | None
    new: str | None


class Git(Runner):
    """One repository with its work tree."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.state = self.dir / "taizhang"
        self.known: str | None = None
        """The commit that everything is answered from, where that is not HEAD."""

    @classmethod
    def find(cls, start: Path) -> "Git":
        """The ledger in this folder or in the nearest one above.

        Raises:
            NotALedgerError: there is none.
        """
        here = start.absolute()
        try:
            for folder in (here, *here.parents):
                if (folder / "ledger.yaml").is_file() and (folder / ".git").is_dir():
                    return cls(folder)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
        raise NotALedgerError(str(start))

    def make_state(self) -> Path:
        """The folder of lock, index and marks, made readable to its owner alone."""
        self.state.mkdir(mode=0o700, exist_ok=True)
        return self.state

    def locks(self) -> Iterator[Path]:
        """The locks that a git has left behind or holds."""
        yield from self.dir.glob("*.lock")
        yield from (self.dir / "refs").rglob("*.lock")
        yield from (self.dir / "objects" / "info").rglob("*.lock")

    def head(self) -> str:
        """The commit that the ledger stands at, read without a process; empty before the first.

        Where `known` names an older one, that is the answer.
        """
        if self.known:
            return self.known
        name = self._head_file()
        if _COMMIT.fullmatch(name):
            return name
        if not name.startswith("ref: refs/") or (self.dir / "reftable").is_dir():
            return self._resolve("HEAD")
        ref = name.removeprefix("ref: ")
        try:
            commit = (self.dir / ref).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return self._packed(ref)
        return commit if _COMMIT.fullmatch(commit) else self._resolve("HEAD")

    def _head_file(self) -> str:
        try:
            return (self.dir / "HEAD").read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def _packed(self, ref: str) -> str:
        try:
            packed = (self.dir / "packed-refs").read_bytes()
        except OSError:
            return ""
        name = re.escape(os.fsencode(ref))
        line = re.search(rb"^([0-9a-f]{40}) " + name + rb"$", packed, re.MULTILINE)
        return line[1].decode() if line else ""

    def _resolve(self, name: str) -> str:
        try:
            return self.ask("rev-parse", "--verify", "-q", f"{name}^{{commit}}").decode().strip()
        except GitFailedError:
            return ""

    def branch(self) -> str:
        """The full name of the branch that a write moves.

        Raises:
            NotReadyError: HEAD is on no branch.
        """
        name = self._head_file().removeprefix("ref: ")
        if (self.dir / "reftable").is_dir():
            name = self.ask(_WHERE, "-q", "HEAD").decode().strip()
        if not name.startswith("refs/heads/"):
            why = _(
                "the ledger stands at a commit and on no branch, so nothing was written; "
                "“git switch main” goes back to the branch"
            )
            raise NotReadyError(_WHERE, why)
        return name

    def named(self, commit: str) -> str:
        """The commit to ask for: `HEAD` is the one that everything is answered from."""
        return self.known or commit if commit == "HEAD" else commit

    def exists(self, commit: str) -> bool:
        """Whether this commit is in the repository."""
        return bool(commit) and bool(self._resolve(commit))

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of these blobs in their order; one process, however many there are."""
        for name, content in self._batch(ids, _BASES):
            if content is None:
                raise DamagedError(_CONTENTS, _("{name} is missing").format(name=name))
            yield content

    def file(self, path: str, commit: str = "HEAD") -> bytes | None:
        """The bytes of a file as committed; None where there is no such file."""
        return self.files(commit, [path])[path]

    def files(self, commit: str, paths: Iterable[str]) -> dict[str, bytes | None]:
        """The bytes of several files of one commit; None for each that it does not have.

        Raises:
            DamagedError: the commit has such a file, and its content cannot be read.
        """
        wanted = [path for path in paths if "\n" not in path]
        commit = self.named(commit)
        found = self._batch(f"{commit}:{path}" for path in wanted)
        bodies = {path: content for path, (_name, content) in zip(wanted, found, strict=True)}
        if absent := [path for path, content in bodies.items() if content is None]:
            self._expect_absent(commit, absent)
        return bodies

    def _expect_absent(self, commit: str, paths: Sequence[str]) -> None:
        """Tell a file that is not there from one that is and cannot be read."""
        if not self.head():
            return
        for start in range(0, len(paths), 500):
            told = self.ask("ls-tree", "-z", commit, "--", *paths[start : start + 500])
            for line in told.split(b"\0")[:-1]:
                facts, path = line.split(b"\t", 1)
                if b" blob " in facts:
                    lost = _("the content of {path} is missing").format(path=os.fsdecode(path))
                    raise DamagedError(_CONTENTS, lost)

    def objects(self, names: Iterable[str]) -> list[bytes | None]:
        """The blobs of names such as `COMMIT^:PATH`; None for each that there is not."""
        return [content for _name, content in self._batch(names)]

    def _batch(
        self, names: Iterable[str], more: Sequence[str] = ()
    ) -> Iterator[tuple[str, bytes | None]]:
        asked = list(names)
        if not asked:
            return
        from threading import Thread

        with self._start([*more, _CONTENTS, "--batch", "--buffer"], fed=True) as process:
            feeder = Thread(target=_feed, args=(process.stdin, asked), daemon=True)
            feeder.start()
            try:
                for name in asked:
                    yield name, _next_blob(process)
            finally:  # also when nobody wants the rest
                process.kill()
                feeder.join()

    def ids(self, commit: str, paths: Iterable[str]) -> dict[str, str | None]:
        """The blob of each path in a commit; None where there is none."""
        wanted = list(paths)
        if not commit or not wanted:
            return dict.fromkeys(wanted)
        if len(wanted) > _MANY:
            standing = dict(self.tree(commit))
            return {path: standing.get(path) for path in wanted}
        asked = "".join(f"{commit}:{path}\n" for path in wanted).encode("utf-8", "surrogateescape")
        lines = self.ask(_CONTENTS, "--batch-check=%(objecttype) %(objectname)", input=asked)
        answers = (line.split(b" ") for line in lines.splitlines())
        return {
            path: answer[1].decode() if answer[0] == b"blob" else None
            for path, answer in zip(wanted, answers, strict=True)
        }

    def steps(self, old: str, new: str) -> list[Step]:
        """What differs between two commits; an empty name stands for the empty ledger."""
        pair = (old or EMPTY_TREE, new or EMPTY_TREE)
        fields = self.ask("diff-tree", "-r", "-z", "--no-renames", "--raw", *pair).split(b"\0")
        return [
            _step(fields[n].decode(), os.fsdecode(fields[n + 1]))
            for n in range(0, len(fields) - 1, 2)
        ]

    def changed(self, old: str, new: str) -> list[tuple[str, str | None]]:
        """The paths that differ between two commits, with the blob that each has in the new."""
        return [(step.path, step.new) for step in self.steps(old, new)]

    def tree(self, commit: str) -> list[tuple[str, str]]:
        """All files of a commit with their blobs, in git's order."""
        if not commit:
            return []
        listed = []
        for line in self.ask("ls-tree", "-r", "-z", self.named(commit)).split(b"\0")[:-1]:
            facts, path = line.split(b"\t", 1)
            mode, _kind, blob = facts.decode().split(" ")
            if mode in _FILES:
                listed.append((os.fsdecode(path), blob))
        return listed

    def edited(self) -> list[tuple[str, str]]:
        """What was edited by hand: git's two letters of state, and the path.

        `??` is a file that the ledger does not know, ` M` a changed one, ` D` a deleted one; the
        first letter tells what was staged with `git add`.
        """
        with self.look() as found:
            return found()

    @contextmanager
    def look(self) -> Iterator[Callable[[], list[tuple[str, str]]]]:
        """Begin to look for hand edits; git looks while the caller does something else."""
        status = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        with self.later(*status, "--", *TRACKED) as said:

            def found() -> list[tuple[str, str]]:
                lines = said().split(b"\0")[:-1]
                pairs = [(line[:2].decode(), os.fsdecode(line[3:])) for line in lines]
                return self._told_once([pair for pair in pairs if not _is_ours(pair[1])])

            yield found

    def _told_once(self, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """One state of each path: git tells twice of a file that its index has lost.

        Whether that is a hand edit is for the file itself to say.
        """
        gone = {path for state, path in pairs if state.startswith("D")}
        if not (lost := gone & {path for state, path in pairs if state == _UNKNOWN}):
            return pairs
        committed, found = self.ids(self.head(), lost), standing(self.root, lost)
        edited = [(" M", path) for path in sorted(lost) if found[path] != committed[path]]
        return [*edited, *(pair for pair in pairs if pair[1] not in lost)]


def _is_ours(path: str) -> bool:
    """Whether this is a file of ours that was never meant to stay."""
    return path.rpartition("/")[2].startswith(TEMPORARY)


def _step(facts: str, path: str) -> Step:
    old_mode, new_mode, old, new, _letter = facts.removeprefix(":").split(" ")
    return Step(path, old if old_mode in _FILES else None, new if new_mode in _FILES else None)


def _feed(pipe: IO[bytes], names: list[str]) -> None:
    with suppress(OSError), pipe:  # where git has ended its reader says why
        for start in range(0, len(names), 1000):
            lines = "".join(f"{name}\n" for name in names[start : start + 1000])
            pipe.write(lines.encode("utf-8", "surrogateescape"))


def _next_blob(process: "subprocess.Popen[bytes]") -> bytes | None:
    pipe = process.stdout
    header = pipe.readline() if pipe else b""
    if not header and process.stderr:
        raise failure(_CONTENTS, process.stderr.read().decode("utf-8", "replace"))
    if header.endswith((b" missing\n", b" ambiguous\n")) or pipe is None:
        return None
    _id, kind, size = header.split(b" ")
    content = pipe.read(int(size))
    pipe.read(1)
    return content if kind == b"blob" else None
