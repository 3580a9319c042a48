"""Issues made of what rows say: registered, and gone on with step by step."""

from collections.abc import Iterator
from typing import Any

from ledger.book.importing import identity
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.making import Making
from ledger.records import paths
from ledger.records.event import EVENTS, Event
from ledger.records.issue import FACTS, Issue
from ledger.rules import lifecycle
from ledger.rules.state import State
from ledger.store import form


def _event(making: Making, drawn: str, deed: Deed) -> Event:
    head = {"id": drawn, "on": deed.on, "at": making.now, "by": making.who, "do": deed.verb}
    return form.build(EVENTS[deed.verb], head | deed.fields)


def put(making: Making, made: Issue, states: list[State]) -> None:
    """Write an issue, and where it is one of many, also what the index has of it."""
    making.put(paths.issue(made.id), made)
    if making.entries is not None:
        from ledger.index.entries import issues as entries

        entries.put(making.entries, made, states)


def new(
    making: Making, record: str, facts: dict[str, Any], deeds: list[Deed]
) -> tuple[Issue, list[State]]:
    """The issue of a row, registered, and all that its row tells; the states it went through."""
    given = {**facts, "id": record}
    said = {name: given[name] for name in FACTS if given.get(name) not in (None, False)}
    first = {"sum": lifecycle.digest(said), "batch": making.op, "enforced": making.today}
    drawn = identity.shorts(f"{record} {making.op}")
    log = [_event(making, next(drawn), Deed("register", said["opened"], first))]
    return _went_on(making, lifecycle.replay(said, log), log, deeds, drawn)


def went_on(
    making: Making, states: list[State], log: list[Event], deeds: list[Deed]
) -> tuple[Issue, list[State]]:
    """The issue after further deeds, with its states."""
    drawn = identity.shorts(f"{states[0].facts['id']} {making.op}", [event.id for event in log])
    return _went_on(making, list(states), list(log), deeds, drawn)


def _went_on(
    making: Making,
    states: list[State],
    log: list[Event],
    deeds: list[Deed],
    drawn: Iterator[str],
) -> tuple[Issue, list[State]]:
    """As `went_on`, with ids drawn for the deeds; sign-offs bind what they are given to."""
    for deed in deeds:
        made = _event(making, next(drawn), deed)
        after = lifecycle.advance(states[-1], made)
        if deed.verb in {"accept", "sign"}:
            made = made.model_copy(update={"sum": lifecycle.content(after)})
            after = lifecycle.advance(states[-1], made)
        log.append(made)
        states.append(after)
    return form.build(Issue, {**states[-1].fields(), "log": log}), states
