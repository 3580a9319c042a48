"""The deep check: every object, every version of every record, every signature, every seal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.book import personal
from ledger.book.auditing import checkpoint
from ledger.book.auditing.verify import verify
from ledger.errors import DamagedError, LedgerError, RefusedError
from ledger.index import health
from ledger.index.build import is_record
from ledger.problems import problem as as_problem
from ledger.records import paths
from ledger.store import yaml
from ledger.store.finding import Finding, ok, problem, remark, sorted_by_weight
from ledger.store.git import Git
from ledger.store.signing import Signers, address, judge
from ledger.store.walk import Made, fsck, walk
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.reading import Reading

Progress = Callable[[int, int], None]

_AT_ONCE = 200
"""So many commits' versions are fetched from git at once."""

FORGED = {
    "bad": mark("the signature of {who} does not fit: the commit was changed after it was signed"),
    "other": mark("signed by the key of somebody other than its author {who}"),
    "removed": mark("signed by a key of {who} that had been removed from the trusted by then"),
}


def examine(ledger: "Reading", tell: Progress = lambda _done, _all: None) -> list[Finding]:
    """All that a thorough look finds beyond `check`, the gravest first."""
    found = [*fsck(ledger.git)]
    try:
        found += History(ledger.git).examine(tell)
        found += personal.in_records(ledger.git, personal.Known(ledger.git))
        found += _index(ledger)
        found += _checkpoints(ledger)
    except LedgerError as error:
        found.append(problem(error.code, ledger.git.root.name, error.sentence()))
    return sorted_by_weight(found)


def of_damaged(folder: Path, error: DamagedError) -> Iterator[Finding]:
    """What git finds in a ledger that cannot be opened, with why it cannot."""
    git = Git.find(folder)
    yield problem(error.code, git.root.name, error.sentence())
    yield from fsck(git)


def _index(ledger: "Reading") -> Iterator[Finding]:
    where = ".git/taizhang/index.sqlite3"
    if tables := health.differing(ledger.index):
        said = _("not what the files make of it ({tables}); “tz doctor --fix” makes it anew")
        yield problem("index", where, said.format(tables=_(", ").join(tables)))
    else:
        yield ok("index", where, _("the same as one made anew from the files"))


def _checkpoints(ledger: "Reading") -> Iterator[Finding]:
    for file in checkpoint.kept(ledger):
        try:
            made = checkpoint.read(file.read_text("utf-8", "replace"), file.name)
        except RefusedError as error:
            yield problem("checkpoint", file.name, error.sentence())
            continue
        yield from verify(ledger, made, file.name)


class History:
    """One walk over all commits: versions that break a rule, forged names, forged signatures."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self.signers = Signers(git)
        self.known = personal.Known(git)
        self.counts: Counter[str] = Counter()
        self.now = dict(git.tree("HEAD"))
        self.looked: set[tuple[str, str]] = set()
        self.events: dict[str, set[str]] = {}

    def examine(self, tell: Progress) -> Iterator[Finding]:
        """What is found, commit by commit, and in the end a count of the signatures."""
        history = walk(self.git, tell)
        while some := list(islice(history, _AT_ONCE)):
            for made in some:
                yield from self._signature(made)
                yield from self._message(made)
            yield from self._versions(some)
        yield self._summary()

    def _signature(self, made: Made) -> Iterator[Finding]:
        state = judge(made.commit, self.signers)
        self.counts[state] += 1
        if state in FORGED:
            said = _(FORGED[state]).format(who=made.commit.author)
            yield problem(f"signature-{state}", made.commit.id[:10], said)

    def _message(self, made: Made) -> Iterator[Finding]:
        message = made.commit.payload.partition(b"\n\n")[2].decode("utf-8", "replace")
        yield from personal.in_message(self.known, made.commit.id, message)

    def _versions(self, some: Sequence[Made]) -> Iterator[Finding]:
        fresh: list[tuple[Made, str, str]] = []
        for made in some:
            new = [one for one in made.files if is_record(one[0]) and one not in self.looked]
            self.looked.update(new)
            fresh += ((made, path, blob) for path, blob in new)
        bodies = self.git.blobs(blob for _made, _path, blob in fresh)
        for (made, path, blob), body in zip(fresh, bodies, strict=True):
            yield from self._version(made, path, blob, body)

    def _version(self, made: Made, path: str, blob: str, body: bytes) -> Iterator[Finding]:
        from ledger.index.batch import Rows
        from ledger.index.rows import read

        rows = Rows()
        read(rows, path, body)
        if rows.problem and self.now.get(path) != blob:  # the present version is for `check`
            _path, line, code, record, args = rows.problem[0]
            said = as_problem(code, path, line, record, _loaded(args)).sentence
            told = _("an older version breaks a rule: {why}; the history keeps it as it was")
            yield remark("history", f"{path} ({made.commit.id[:10]})", told.format(why=said))
        yield from self._written_by(made, path, body)

    def _written_by(self, made: Made, path: str, body: bytes) -> Iterator[Finding]:
        """Whether each new event was written by the author of its commit.

        The first commit brings in what was written before there was a history.
        """
        place = paths.read(path)
        if place is None or place.kind not in ("issue", "task"):
            return
        seen = self.events.setdefault(path, set())
        first = b"\nparent " not in made.commit.payload.partition(b"\n\n")[0]
        for event, by in _events(body, path).items():
            if event not in seen and not first and address(by) != made.commit.author:
                said = _("event {event} names {by} as its writer, but {author} committed it")
                told = said.format(event=event, by=by, author=made.commit.author)
                yield problem("not-the-writer", f"{path} ({made.commit.id[:10]})", told)
            seen.add(event)

    def _summary(self) -> Finding:
        counts = self.counts
        told = _(
            "{all} commits: {good} signed by their authors, {none} not signed, {unknown} signed by "
            "keys that nobody here vouches for"
        )
        said = told.format(
            all=counts.total(), good=counts["good"], none=counts["none"], unknown=counts["unknown"]
        )
        return (remark if counts["unknown"] else ok)("signatures", "HEAD", said)


def _loaded(args: str) -> Mapping[str, Any]:
    import json

    found: Mapping[str, Any] = json.loads(args)
    return found


def _events(body: bytes, path: str) -> dict[str, str]:
    """The events of an issue's log with their writers, as far as the file can be read."""
    try:
        data = yaml.parse(body, path)
    except yaml.YamlError:
        return {}
    log = data.get("log") if isinstance(data, dict) else None
    events = [event for event in log if isinstance(event, dict)] if isinstance(log, list) else []
    return {str(event.get("id")): str(event.get("by")) for event in events}
