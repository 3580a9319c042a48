"""Undoing and doing again: one more commit that puts back what an operation changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.book.auditing import history
from ledger.book.mending import operations, stated, undo
from ledger.book.mending.operations import Operation
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import trial
from ledger.store.history import entries
from ledger.words import about
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.problems import Problem
    from ledger.store.git import Git

_SHOWN = 3
"""So many records in the way are named; the rest is counted."""
_RECENT = 500
"""So far back the last operation of a clerk is looked for first."""


@dataclass(frozen=True)
class Undone:
    """What an undo did: its own id, the operation it took back, and the records concerned."""

    id: str
    operation: Operation


def take_back(writing: Writing, typed: str | None) -> Undone:
    """Undo an operation by its name, or the last one of whoever writes."""
    git = writing.ledger.git
    if typed is None:
        found = operations.last(operations.latest(git, _RECENT, counted=False), writing.who)
        found = found or operations.last(operations.latest(git, 0, counted=False), writing.who)
        if found is None:
            said = _("{who} has no operation left to undo; “tz ops” lists those of others")
            raise RefusedError(said.format(who=writing.who))
        return _take_back(writing, found)
    found, by = operations.named(git, typed)
    if by:
        said = _("operation {op} is undone already, by {who} with operation {by}")
        raise RefusedError(said.format(op=found.id, who=by.who, by=by.id))
    return _take_back(writing, found)


def bring_back(writing: Writing) -> Undone:
    """Undo the last undo of whoever writes."""
    found = operations.last_undo(operations.undoings(writing.ledger.git), writing.who)
    if found is None:
        said = _("{who} has undone nothing that could be done again")
        raise RefusedError(said.format(who=writing.who))
    return _take_back(writing, found)


def _take_back(writing: Writing, operation: Operation) -> Undone:
    """Put all that an operation changed back to before it, as a commit of its own."""
    ledger = writing.ledger
    _permit(operation)
    plan = _plan(ledger.git, operation, writing.base)
    if plan.touched:
        raise RefusedError(_touched(ledger.git, operation, plan.touched))
    if not plan.files:
        raise RefusedError(_("nothing of operation {op} is left to undo").format(op=operation.id))
    if broken := trial.problems(ledger.index, plan.files):
        raise RefusedError(_needed(ledger.git, operation, broken))
    writing.files = dict(plan.files)
    writing.trailers["Undoes"] = operation.id
    records = list(operation.records) or [undo.record_of(path) for path in plan.files]
    imported = stated.brought(ledger, plan.files)
    writing.commit(_("redo") if writing.command == "redo" else _("undo"), records)
    ledger.notices += stated.elsewhere(ledger, imported)
    count = operations.size(records, len(plan.files))
    return Undone(writing.op, replace(operation, records=tuple(records), count=count))


def _permit(operation: Operation) -> None:
    """Refuse what has no single state before it."""
    if not operation.parents:
        said = _("operation {op} is where this ledger begins; there is nothing before it")
    elif len(operation.parents) > 1:
        said = _("operation {op} joins two histories; undo single operations of them instead")
    else:
        return
    raise RefusedError(said.format(op=operation.id))


def _plan(git: "Git", operation: Operation, base: str) -> undo.Plan:
    changed = git.steps(operation.parents[0], operation.commit)
    steps = [step for step in changed if step.old != step.new and "\n" not in step.path]
    now = git.ids(base, (step.path for step in steps))
    versions = [undo.Versions(*step, now[step.path]) for step in steps]
    blobs = sorted({blob for one in versions for blob in one.blobs if blob})
    bodies: dict[str | None, bytes | None] = {None: None}
    bodies.update(zip(blobs, git.blobs(blobs), strict=True))
    return undo.plan(versions, bodies)


def _touched(git: "Git", operation: Operation, touched: Sequence[tuple[str, str]]) -> str:
    """The sentence on records that somebody changed since."""
    named = []
    for path, record in touched[:_SHOWN]:
        change = next(history.of_record(git, path, record), None)
        named.append((record, change.commit if change else "", ""))
    said = _("operation {op} is not undone: {records} changed since; undo the later changes first")
    return said.format(op=operation.id, records=_listed(git, named, len(touched)))


def _needed(git: "Git", operation: Operation, broken: "Sequence[Problem]") -> str:
    """The sentence on records that would lose what they rest on."""
    named = []
    for problem in broken[:_SHOWN]:
        change = next(iter(entries(git, [problem.path], 1)), None)
        record = problem.record or undo.record_of(problem.path)
        named.append((record, change.commit if change else "", problem.sentence))
    said = _("operation {op} is not undone, since others rest on it: {records}; undo those first")
    return said.format(op=operation.id, records=_listed(git, named, len(broken)))


def _listed(git: "Git", named: Iterable[tuple[str, str, str]], total: int) -> str:
    """Records, each with who changed it last and what is said of it, and how many more."""
    said = []
    for record, commit, sentence in named:
        where = _by(record, operations.of_commit(git, commit)) if commit else record
        said.append(about(where, sentence) if sentence else where)
    if more := total - len(said):
        said.append(_("{n} more").format(n=more))
    return _(", ").join(said)


def _by(record: str, operation: Operation) -> str:
    return _("{record} (by {who} on {day}, operation {op})").format(
        record=record, who=operation.who, day=operation.at.date(), op=operation.id
    )
