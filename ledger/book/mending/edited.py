"""A hand edit judged: whether the ledger can take it in, as what, and why not. Bytes in, no files.

An edited fact or measure becomes a correction. What the log makes of an issue is changed with the
verbs, never by hand, and neither is the log itself.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from ledger.book.mending import edited_tasks
from ledger.index import rows
from ledger.index.build import is_record
from ledger.problems import Problem, problem
from ledger.records import paths
from ledger.records.base import Value
from ledger.records.issue import FIXED, Issue
from ledger.records.visit import Page
from ledger.rules import lifecycle
from ledger.rules.statuses import FOLLOWING, MOVES, VERB_NAMES
from ledger.store import form, yaml
from ledger.words import gettext as _
from ledger.words import language

_MAKERS = {
    "owner": ("assign",),
    "co_units": ("assign",),
    "deadline": ("assign", "extend"),
    "long_term": ("assign", "keep"),
    "escalated_to": ("escalate", "return"),
    "outcome": ("submit",),
    "result": ("submit",),
    "into": ("merge",),
    "copies": ("merge",),
    "pending": ("submit",),
    "followed": FOLLOWING,
    "closed": ("sign",),
    "round": ("reopen",),
}
"""The verbs that make each field of an issue's state; those of a status are in the moves."""


_UNREADABLE = ("unreadable", "field", "misplaced")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with an edit; where nothing is, the corrections that it stands for."""

    problems: tuple[Problem, ...] = ()
    corrections: Mapping[str, Any] = field(default_factory=dict)


def judge(path: str, before: bytes | None, after: bytes | None) -> Verdict:
    """Judge an edit by the file as committed and as it stands; None where there is none."""
    if after is None:
        return Verdict(tuple(_deleted(path, before)))
    if not is_record(path):
        return Verdict(tuple(_unmodelled(path, after)))
    found = _wrong(path, after)
    place = paths.read(path)
    if before is None or place is None or _wrong(path, before):
        return Verdict(tuple(found))
    if place.kind == "issue":
        return _issue(path, before, after, found)
    if place.kind == "task" and not any(one.code in _UNREADABLE for one in found):
        found = [*edited_tasks.task(path, before, after)]
    elif place.kind == "page" and not found:
        found = [*_visits_gone(path, before, after)]
    return Verdict(tuple(found))


def _wrong(path: str, body: bytes) -> list[Problem]:
    """What is wrong with a file by itself."""
    read = rows.read_many([(path, body)])
    return [problem(code, p, line, r, json.loads(args)) for p, line, code, r, args in read.problem]


def _unmodelled(path: str, body: bytes) -> Iterator[Problem]:
    """A file of the ledger without a model of its own, such as a calendar, need only be read."""
    if not path.endswith(".yaml"):
        yield problem("unknown-file", path, 0, "", {})
        return
    try:
        yaml.parse(body, path)
    except yaml.YamlError as error:
        yield problem("unreadable", path, error.line, "", {"why": error.why})


def _deleted(path: str, before: bytes | None) -> Iterator[Problem]:
    place = paths.read(path)
    if place and before is not None and place.kind in ("issue", "activity", "task"):
        yield problem(f"{place.kind}-deleted", path, 0, place.parts[-1], {})
    elif place and before is not None and place.kind == "page" and not _wrong(path, before):
        for visit in form.read(Page, before, path).visits:
            yield problem("visit-deleted", path, 0, visit.id, {"record": visit.id})


def _visits_gone(path: str, before: bytes, after: bytes) -> Iterator[Problem]:
    left = {visit.id for visit in form.read(Page, after, path).visits}
    for visit in form.read(Page, before, path).visits:
        if visit.id not in left:
            yield problem("visit-deleted", path, 0, visit.id, {"record": visit.id})


def _issue(path: str, before: bytes, after: bytes, found: list[Problem]) -> Verdict:
    """An issue's edit: corrections, or what no hand may change."""
    if any(one.code in _UNREADABLE for one in found):
        return Verdict(tuple(found))
    was, now = (form.read(Issue, body, path) for body in (before, after))
    text = after.decode("utf-8-sig")
    refused = [
        problem(code, path, yaml.line_of(text, (args.get("field", "log"),)), was.id, args)
        for code, args in _forbidden(was, now)
    ]
    changed = {
        name: getattr(now, name)
        for name in lifecycle.CORRECTABLE
        if getattr(was, name) != getattr(now, name)
    }
    return Verdict(tuple(refused), {} if refused else changed)


def _forbidden(was: Issue, now: Issue) -> Iterator[tuple[str, dict[str, str]]]:
    """What differs and is not for a hand to change: the problem's code and what it says."""
    if was.log != now.log:
        yield "log-edited", {"event": _event(was, now)}
        return
    for name in Issue.model_fields:
        if name in (*lifecycle.CORRECTABLE, "log") or getattr(was, name) == getattr(now, name):
            continue
        args = {"field": name, "old": _said(getattr(was, name))}
        if name in FIXED:
            yield "fixed-edited", args
        else:
            yield "state-edited", {**args, "verbs": _verbs(name, was, now)}


def _event(was: Issue, now: Issue) -> str:
    """The first event that was changed, removed or added."""
    for one, other in zip_longest(was.log, now.log):
        if one != other:
            return str((one or other).id)
    return ""


def _verbs(name: str, was: Issue, now: Issue) -> str:
    """The commands that would have made a field of the state what it was edited to."""
    verbs = _MAKERS.get(name, ())
    if name == "status":
        verbs = tuple(
            verb
            for verb, move in MOVES.items()
            if was.status in move.sources and move.target == now.status
        )
    return _(", ").join(map(_command, verbs)) or _("“tz issue”")


def _command(verb: str) -> str:
    """How the command of a verb is typed in the language in force."""
    name = _(VERB_NAMES[verb]) if language() == "zh" else verb
    return _("“tz issue {verb}”").format(verb=name)


def _said(value: object) -> str:
    """A value of the state in one line."""
    if isinstance(value, Value):
        value = list(value.plain().values())
    if isinstance(value, list):
        return " ".join(map(str, value)) or _("nothing")
    return _("nothing") if value is None else str(value)
