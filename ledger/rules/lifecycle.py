"""What may happen to an issue, and what it makes of it: the moves, and the replay of a log.

What depends on ledger.yaml was settled when an event was written, and stands in the event: which
sign-offs a submission needs, the last day of each clock. So a log is replayed without settings.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.errors import RefusedError
from ledger.records import event as events
from ledger.records.issue import Issue
from ledger.rules.effects import EFFECTS, seal
from ledger.rules.state import CORRECTABLE, State, content, digest, facts_of, first_facts
from ledger.rules.statuses import MOVES, NEXT, STATUS_NAMES, VERB_NAMES, WRITTEN
from ledger.words import gettext as _

__all__ = [
    "CORRECTABLE",
    "State",
    "advance",
    "allowed",
    "changed_after_signing",
    "content",
    "digest",
    "facts_of",
    "first_facts",
    "issue_of",
    "may",
    "permit",
    "replay",
    "standing",
]


def changed_after_signing(issue: Issue) -> bool:
    """Whether a signed issue has been changed since and waits to be signed again."""
    return standing(issue).changed


def may(state: State, verb: str) -> bool:
    """Whether a verb is allowed: by the table, or by what else is known of the issue.

    What was changed after the last sign-off may be signed again, and what was to be settled at
    once may be signed off without a report.
    """
    if state.status == "closed" and verb == state.sealed_by:
        return state.changed
    if state.status == "handling" and verb == "sign":
        return state.at_once
    return state.status in MOVES[verb].sources


def allowed(state: State) -> list[str]:
    """The verbs that can now be given, in the order of the table."""
    return [verb for verb in MOVES if verb not in WRITTEN and may(state, verb)]


def permit(state: State, verb: str) -> None:
    """Refuse with RefusedError what a status does not allow, and say what it does."""
    record = state.facts["id"]
    if may(state, verb):
        if verb == "object" and state.objected:
            raise RefusedError(
                _(
                    "{id} was objected to before in this round and was assigned again; it cannot "
                    "be returned a second time: settle it, or hand it up with “tz issue escalate”"
                ).format(id=record)
            )
        return
    if state.status == "merged" and state.into:
        raise RefusedError(
            _(
                "{id} was merged into {main}, where the work goes on: give “{verb}” there; if it "
                "is another matter after all, reopen it"
            ).format(id=record, main=state.into, verb=_(VERB_NAMES[verb]))
        )
    raise RefusedError(
        _("{id} is “{status}”, which does not allow “{verb}”; it allows: {verbs}").format(
            id=record,
            status=_(STATUS_NAMES[state.status]),
            verb=_(VERB_NAMES[verb]),
            verbs=_(", ").join(_(VERB_NAMES[v]) for v in allowed(state)) or _("nothing"),
        )
    )


def advance(state: State, event: events.Event) -> State:
    """The state after an event; RefusedError where the present status does not allow it."""
    permit(state, event.do)
    if state.status == "closed" and event.do in NEXT:
        return state._replace(**seal(event))
    change = EFFECTS[event.do](state, event) if event.do in EFFECTS else {}
    return state._replace(**{"status": MOVES[event.do].target or state.status, **change})


def replay(facts: Mapping[str, Any], log: Iterable[events.Event]) -> list[State]:
    """The state after each event of a log, from the facts as registered."""
    states: list[State] = []
    for event in log:
        if states:
            states.append(advance(states[-1], event))
        else:
            states.append(_first(facts, event))
    return states


def _first(facts: Mapping[str, Any], event: events.Event) -> State:
    """How an issue stands once it is registered."""
    if not isinstance(event, events.Registered):
        return State(facts=facts, status="registered")
    return State(facts, "registered", answer_by=event.due, enforced=event.enforced)


def standing(issue: Issue) -> State:
    """How an issue stands, from its log."""
    return replay(first_facts(issue), issue.log)[-1]


def issue_of(state: State, log: Iterable[events.Event]) -> Issue:
    """The record that a state and its log make."""
    return Issue.model_validate({**state.fields(), "log": list(log)})
