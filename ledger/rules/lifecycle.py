"""What may happen to an issue, and what it makes of it: the moves, and the replay of a log.

The statuses are those of a supervised problem ledger at its strictest (a designated checker
accepts, the station head signs); what streams demand beyond this is a matter of settings.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from ledger.errors import RefusedError
from ledger.records import event as events
from ledger.records.ids import ALPHABET
from ledger.records.issue import FACTS, FIXED, Deadline, Issue, Owner
from ledger.rules.statuses import MOVES, STATUS_NAMES, VERB_NAMES
from ledger.words import gettext as _

CORRECTABLE = (*(name for name in FACTS if name not in FIXED), "measures")
"""The fields that a correction may change."""


@dataclass(frozen=True)
class State:
    """Where an issue stands: its facts and what its log has made of it."""

    facts: Mapping[str, Any]
    status: str
    round: int = 1
    owner: Owner | None = None
    co_units: tuple[str, ...] = ()
    measures: str | None = None
    deadline: Deadline | None = None
    escalated_to: str | None = None
    outcome: str | None = None
    result: str | None = None
    into: str | None = None
    closed: Any = None
    before_pause: str = field(default="", compare=False)

    def fields(self) -> dict[str, Any]:
        """The state as the fields of an issue, the log aside."""
        made = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "facts"}
        del made["before_pause"]
        return {**self.facts, **made, "co_units": list(self.co_units)}


def facts_of(issue: Issue) -> dict[str, Any]:
    """The facts as they stand now, unset ones left out."""
    plain = issue.model_dump(include=set(FACTS), exclude_defaults=True)
    return {name: plain[name] for name in FACTS if name in plain}


def first_facts(issue: Issue) -> dict[str, Any]:
    """The facts as registered: the present ones with every correction taken back."""
    facts = facts_of(issue)
    for event in reversed(issue.log):
        if isinstance(event, events.Corrected) and event.field in FACTS:
            _set(facts, event.field, event.old)
    return facts


def _set(facts: dict[str, Any], name: str, value: object) -> None:
    facts.pop(name, None)
    if value not in (None, False):
        facts[name] = value


def digest(facts: Mapping[str, Any]) -> str:
    """Eight symbols that bind the facts; unset facts do not count."""
    text = json.dumps({k: str(v) for k, v in facts.items()}, ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(sha256(text.encode()).digest())
    return "".join(ALPHABET[number // 31**i % 31] for i in range(8))


def allowed(status: str) -> list[str]:
    """The verbs that a status allows, in the order of the table."""
    return [verb for verb, move in MOVES.items() if status in move.sources]


def permit(record: str, status: str, verb: str) -> None:
    """Refuse with RefusedError what a status does not allow, and say what it does."""
    if status in MOVES[verb].sources:
        return
    raise RefusedError(
        _("{id} is “{status}”, which does not allow “{verb}”; it allows: {verbs}").format(
            id=record,
            status=_(STATUS_NAMES[status]),
            verb=_(VERB_NAMES[verb]),
            verbs=_(", ").join(_(VERB_NAMES[v]) for v in allowed(status)) or _("nothing"),
        )
    )


def advance(state: State, event: events.Event) -> State:
    """The state after an event; RefusedError where the present status does not allow it."""
    permit(state.facts["id"], state.status, event.do)
    change = _EFFECTS[event.do](state, event) if event.do in _EFFECTS else {}
    return replace(state, **{"status": MOVES[event.do].target or state.status, **change})


def _assign(state: State, event: events.Assigned) -> dict[str, Any]:
    due = state.deadline if event.due is None else Deadline(date=event.due)
    return {
        "owner": Owner(unit=event.unit, person=event.person),
        "co_units": tuple(event.co_units),
        "measures": event.measures or state.measures,
        "deadline": due,
    }


def _extend(state: State, event: events.Extended) -> dict[str, Any]:
    if state.deadline is None or state.deadline.date != event.was:
        raise RefusedError(_("there is no such deadline to extend; assign one first"))
    return {"deadline": Deadline(date=event.due, was=state.deadline.was or event.was)}


def _correct(state: State, event: events.Corrected) -> dict[str, Any]:
    if event.field == "measures":
        return {"measures": event.new}
    facts = dict(state.facts)
    _set(facts, event.field, event.new)
    return {"facts": {name: facts[name] for name in FACTS if name in facts}}


def _reopen(state: State, _event: events.Reopened) -> dict[str, Any]:
    return {
        "round": state.round + 1,
        "deadline": None,
        "outcome": None,
        "result": None,
        "closed": None,
        "into": None,
    }


_EFFECTS: dict[str, Any] = {
    "assign": _assign,
    "submit": lambda _s, e: {"outcome": e.outcome, "result": e.text, "escalated_to": None},
    "reject": lambda _s, _e: {"outcome": None, "result": None},
    "sign": lambda _s, e: {"closed": e.on},
    "extend": _extend,
    "pause": lambda s, _e: {"before_pause": s.status},
    "resume": lambda s, _e: {"status": s.before_pause, "before_pause": ""},
    "escalate": lambda _s, e: {"escalated_to": e.to},
    "return": lambda s, _e: {
        "escalated_to": None,
        "status": "handling" if s.owner else "registered",
    },
    "merge": lambda _s, e: {"into": e.into},
    "correct": _correct,
    "reopen": _reopen,
}


def replay(facts: Mapping[str, Any], log: Iterable[events.Event]) -> list[State]:
    """The state after each event of a log, from the facts as registered."""
    states: list[State] = []
    for event in log:
        if states:
            states.append(advance(states[-1], event))
        else:
            states.append(State(facts=facts, status="registered"))
    return states


def issue_of(state: State, log: Iterable[events.Event]) -> Issue:
    """The record that a state and its log make."""
    return Issue.model_validate({**state.fields(), "log": list(log)})
