"""What an issue puts into the index, and what is wrong with its log."""

import json
from collections.abc import Sequence
from typing import Any

from ledger.errors import RefusedError
from ledger.index.batch import FOREVER, Row, Rows, codes, iso
from ledger.records.base import Value
from ledger.records.issue import FACTS, Issue
from ledger.rules import lifecycle


def add(rows: Rows, path: str, issue: Issue) -> None:
    """An issue: itself, the periods in which its listed fields stood, and its presses."""
    try:
        facts = lifecycle.first_facts(issue)
        states = lifecycle.replay(facts, issue.log)
    except RefusedError as error:
        rows.blame(path, "log-breaks", ("log",), record=issue.id, why=error.sentence())
        return
    _verify(rows, path, issue, facts, states[-1])
    put(rows, issue, states)


def put(rows: Rows, issue: Issue, states: Sequence[lifecycle.State]) -> None:
    """An issue that is sound, with the states that its log went through."""
    presses = [event.on for event in issue.log if event.do == "press"]
    head = (
        issue.id,
        issue.reporter,
        issue.visit,
        issue.into,
        issue.confidential,
        len(presses),
        iso(presses[-1]) if presses else None,
        issue.log[-1].on.isoformat(),
        json.dumps({step: day.isoformat() for step, day in issue.followed.items()}),
        states[-1].changed,
        codes(issue.copies),
    )
    words = [issue.id, issue.title, issue.text, issue.measures, issue.result, issue.category]
    words += [getattr(event, "text", None) for event in issue.log]
    hung = {"period": periods(issue, states), "press": _presses(issue)}
    rows.issues.append((head, hung, "\n".join(w for w in words if w)))


def _presses(issue: Issue) -> list[Row]:
    return [(iso(event.on), event.by) for event in issue.log if event.do == "press"]


def periods(issue: Issue, states: Sequence[lifecycle.State]) -> list[Row]:
    """The listed fields over time: one row for each stretch in which none of them changed."""
    found: list[list[Any]] = []
    for event, state in zip(issue.log, states, strict=True):
        listed = _listed(state)
        if found and found[-1][2:] == listed:
            continue
        since = event.on.isoformat()
        if found:
            found[-1][1] = since
        found.append([since, FOREVER, *listed])
    return [tuple(row) for row in found if row[0] != row[1]]


def _listed(state: lifecycle.State) -> list[Any]:
    facts, owner, deadline = state.facts, state.owner, state.deadline
    names = ("title", "station", "place", "stream", "category", "source", "level")
    return [
        state.status,
        state.round,
        *(facts.get(name) for name in names),
        owner.unit if owner else None,
        owner.person if owner else None,
        iso(deadline.date) if deadline else None,
        iso(state.turn),
        facts["opened"].isoformat(),
        iso(state.review),
        state.put_off_by if state.review else None,
    ]


def _said(value: object) -> str:
    """A value of the state as a person reads it; nothing where there is none."""
    if isinstance(value, Value):
        return " ".join(str(part) for part in value.plain().values())
    return "-" if value is None else str(value)


def _verify(
    rows: Rows, path: str, issue: Issue, facts: dict[str, Any], state: lifecycle.State
) -> None:
    first = issue.log[0]
    if first.do != "register" or first.on != issue.opened:
        rows.blame(path, "log-start", ("log", 0), record=issue.id)
    elif first.sum != lifecycle.digest(facts):
        rows.blame(path, "facts-changed", ("title",), record=issue.id)
    for name, value in state.fields().items():
        if name not in FACTS and getattr(issue, name) != value:
            rows.blame(path, "not-replayed", (name,), issue.id, field=name, replayed=_said(value))
    seen: set[str] = set()
    for n, event in enumerate(issue.log):
        before = issue.log[max(n - 1, 0)]
        if event.on < before.on:
            rows.blame(path, "log-order", ("log", n), issue.id, event=event.id)
        if event.id in seen:
            rows.blame(path, "event-twin", ("log", n), issue.id, event=event.id)
        seen.add(event.id)
