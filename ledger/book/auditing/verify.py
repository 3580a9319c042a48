"""Holding a ledger against a checkpoint: is its history still the one that was sealed?"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledger.book.auditing.checkpoint import NAMESPACE, Checkpoint, moment
from ledger.errors import LedgerError
from ledger.index.counts import counts
from ledger.records import paths
from ledger.store.finding import Finding, ok, problem, remark
from ledger.store.git import Git
from ledger.store.manifest import manifest
from ledger.store.signing import ANCESTORS, Commit, Signers, address, worth
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_SHOWN = 20

SIGNATURES = {
    "good": mark("signed by {who}"),
    "none": mark("not signed: it proves as much as the way it was kept"),
    "unknown": mark("signed by a key that nobody here vouches for; add it with “tz signer add”"),
    "other": mark("signed by the key of somebody other than {who}"),
    "removed": mark("signed by a key of {who} that had been removed when the ledger stood there"),
    "bad": mark("the signature does not fit: the text was changed after it was signed"),
}


def verify(ledger: "Reading", made: Checkpoint, name: str) -> Iterator[Finding]:
    """All that is to be said about a checkpoint; a problem where the ledger is not what it was."""
    yield _signature(ledger.git, made, name)
    try:
        held = _holds(ledger.git, made.head)
        if not held:
            yield _anothers(ledger, made, name) or _rewritten(ledger.git, made, name)
        if ledger.git.exists(made.head):
            content = _content(ledger, made, name)
            yield from content if held else (f for f in content if f.code != "content-kept")
    except LedgerError as error:
        yield problem(error.code, name, error.sentence())
        return
    if held:
        n = _count(ledger.git, f"{made.head}..HEAD")
        said = (
            _("commit {id} is part of the history; this tells nothing of the {n} that came after")
            if n
            else _("commit {id} is the last of the history")
        )
        yield ok("history", name, said.format(id=made.head[:10], n=n))


def _signature(git: Git, made: Checkpoint, name: str) -> Finding:
    who = made.facts.get("by", "-")
    state = "none"
    if made.signature:
        sealed = Commit(made.head, made.body.encode(), made.signature, address(who))
        state = worth(sealed, Signers(git), NAMESPACE)
    said = _(SIGNATURES[state]).format(who=who)
    weigh = {"good": ok, "none": remark, "unknown": remark}.get(state, problem)
    return weigh("signature", name, said)


def _holds(git: Git, head: str) -> bool:
    """Whether the history of HEAD leads back to a commit."""
    return git.exists(head) and not git.ask(*ANCESTORS, "-n1", head, "--not", "HEAD").strip()


def _count(git: Git, commits: str) -> int:
    return int(git.ask(*ANCESTORS, "--count", commits))


def _anothers(ledger: "Reading", made: Checkpoint, name: str) -> Finding | None:
    """What is wrong where a checkpoint seems to be of another ledger: its name is, and no commit.

    A ledger may be renamed by whoever rewrites its history.
    """
    theirs = made.facts.get("ledger", ledger.name)
    if theirs == ledger.name or ledger.git.exists(made.head):
        return None
    said = _(
        "it is of “{theirs}”, and this ledger is “{ours}” and has no commit of it; hold it against "
        "that one, or, if this one was renamed, its history was rewritten"
    )
    return problem("another-ledger", name, said.format(theirs=theirs, ours=ledger.name))


def _rewritten(git: Git, made: Checkpoint, name: str) -> Finding:
    said = _(
        "the history was rewritten: commit {id} of {day} is no part of it any more; {differ}; "
        "keep this copy and compare it with a backup of that day"
    )
    differ = differences(git, made)
    shown = _(", ").join(differ[:_SHOWN]) + (" …" if len(differ) > _SHOWN else "")
    told = _("these differ from then: {records}").format(records=shown)
    what = told if differ else _("what it held is still there")
    return problem(
        "rewritten",
        name,
        said.format(id=made.head[:10], day=made.facts.get("of", "?")[:10], differ=what),
    )


def differences(git: Git, made: Checkpoint) -> list[str]:
    """What differs between a checkpoint and the history of now, as it was on that day.

    Records, where git still keeps the commit; else the folders whose digests differ.
    """
    now = _as_of(git, made)
    if git.exists(made.head):
        return records(path for path, _blob in git.changed(made.head, now))
    if not made.folders:
        return []
    folders = manifest(git, now, made.algorithm).folders if now else {}
    names = sorted({*made.folders, *folders})
    return [name for name in names if made.folders.get(name) != folders.get(name)]


def _as_of(git: Git, made: Checkpoint) -> str:
    """The commit at which the history of now stood when the checkpoint's commit was made."""
    at = moment(made)
    if at is None:
        return git.head()
    before = f"--before={int(at.timestamp())}"
    return git.ask(*ANCESTORS, "-n1", "--first-parent", before, "HEAD").decode().strip()


def records(changed: "Iterator[str] | Sequence[str]") -> list[str]:
    """The names of the records that stand at these paths."""
    found = []
    for path in changed:
        place = paths.read(path)
        found.append(place.parts[-1] if place and place.kind == "issue" else path)
    return found


def _content(ledger: "Reading", made: Checkpoint, name: str) -> Iterator[Finding]:
    held = manifest(ledger.git, made.head, made.algorithm)
    if held.root != made.root:
        said = _("the content of commit {id} is not the one that was sealed")
        yield problem("content", name, said.format(id=made.head[:10]))
        return
    yield ok(
        "content-kept",
        name,
        _("the {n} files of that commit are byte for byte what they were").format(n=held.files),
    )
    found = counts(ledger.index, made.head) | {
        "files": held.files,
        "commits": _count(ledger.git, made.head),
    }
    for what, count in made.counts.items():
        if found.get(what, 0) != count:
            said = _("it counts {said} for “{what}”; its commit holds {found}")
            yield problem(
                "count", name, said.format(said=count, what=what, found=found.get(what, 0))
            )
