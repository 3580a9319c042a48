"""What each event makes of the state of an issue that allows it."""

from datetime import date
from typing import Any

from ledger.errors import RefusedError
from ledger.records import event as events
from ledger.records.issue import FACTS, Deadline, Owner
from ledger.rules.state import State, put
from ledger.rules.statuses import CLOSING, FOLLOWING, NEXT
from ledger.words import gettext as _


def _assign(state: State, event: events.Assigned) -> dict[str, Any]:
    due = state.deadline
    if event.due is not None:
        names = ("limit", "count", "start", "fixed", "word")
        due = Deadline(date=event.due, **{name: getattr(event, name) for name in names})
    elif event.long_term:
        due = None
    return {
        "owner": Owner(unit=event.unit, person=event.person),
        "co_units": tuple(event.co_units),
        "measures": event.measures or state.measures,
        "deadline": due,
        "long_term": state.long_term or event.long_term,
        "answer_by": None,
    }


def _submit(_state: State, event: events.Submitted) -> dict[str, Any]:
    closing = CLOSING if event.closing is None else tuple(event.closing)
    return {
        "outcome": event.outcome,
        "result": event.text,
        "escalated_to": None,
        "pending": tuple(event.closing or ()),
        "answer_by": event.due,
        "sealed": "",
        **_onward(closing, event.on),
    }


def _onward(needs: tuple[str, ...], on: date) -> dict[str, Any]:
    """Where an issue goes that needs these sign-offs; closed where it needs none any more."""
    if needs:
        return {"status": NEXT[needs[0]]}
    return {"status": "closed", "closed": on, "answer_by": None}


def seal(event: Any) -> dict[str, Any]:  # noqa: ANN401 - any sign-off
    """What binds a sign-off to the content that it is given to."""
    return {"sealed": event.sum or "", "sealed_by": event.do}


def _passed(state: State, event: Any) -> dict[str, Any]:  # noqa: ANN401 - any sign-off
    """One sign-off is given; a refused signature leaves it as it was."""
    if state.status == "handling":
        done = {"outcome": "solved", "result": event.text}
        return {**seal(event), **done, **_onward((), event.on)}
    if getattr(event, "sign", "given") == "refused":
        return {"status": state.status}
    left = state.needs[1:]
    kept = left if state.pending else ()
    return {**seal(event), **_onward(left, event.on), "pending": kept}


def _extend(state: State, event: events.Extended) -> dict[str, Any]:
    if state.deadline is None or state.deadline.date != event.was:
        raise RefusedError(_("there is no such deadline to extend; assign one first"))
    moved = {"date": event.due, "was": state.deadline.was or event.was}
    return {"deadline": state.deadline.model_copy(update=moved)}


def _moved(state: State, due: date | None) -> Deadline | None:
    """The deadline moved to a day, where one is given."""
    if due is None:
        return state.deadline
    return state.deadline.model_copy(update={"date": due}) if state.deadline else Deadline(date=due)


def _resume(state: State, event: events.Resumed) -> dict[str, Any]:
    change: dict[str, Any] = {"status": state.before_pause, "before_pause": ""}
    if state.before_pause == "handling":
        return {**change, "deadline": _moved(state, event.due)}
    return {**change, "answer_by": event.due or state.answer_by}


def _escalate(state: State, event: events.Escalated) -> dict[str, Any]:
    return {"escalated_to": event.to, "answer_by": event.due, "before_up": state.answer_by}


def _return(state: State, event: events.Returned) -> dict[str, Any]:
    change = {"escalated_to": None, "before_up": None}
    if state.owner:
        return {**change, "answer_by": None, "deadline": _moved(state, event.due)}
    return {**change, "status": "registered", "answer_by": event.due or state.before_up}


def _correct(state: State, event: events.Corrected) -> dict[str, Any]:
    if event.field == "measures":
        return {"measures": event.new}
    facts = dict(state.facts)
    put(facts, event.field, event.new)
    return {"facts": {name: facts[name] for name in FACTS if name in facts}}


def _looked_at(event: events.Paused | events.Kept) -> dict[str, Any]:
    """When an issue that no clock runs for is looked at again, and who said so."""
    return {"look_again": event.review, "put_off_by": event.by}


_NO_CLOCK: dict[str, Any] = {"answer_by": None, "pending": ()}
_NEW_ROUND: dict[str, Any] = {
    **_NO_CLOCK,
    "deadline": None,
    "long_term": False,
    "outcome": None,
    "result": None,
    "closed": None,
    "into": None,
    "followed": {},
    "objected": False,
    "sealed": "",
}

EFFECTS: dict[str, Any] = {
    "assign": _assign,
    "submit": _submit,
    "accept": _passed,
    "witness": _passed,
    "reject": lambda _s, _e: {**_NO_CLOCK, "outcome": None, "result": None, "sealed": ""},
    "sign": _passed,
    "extend": _extend,
    "pause": lambda s, e: {
        **_looked_at(e),
        "before_pause": s.before_pause if s.status == "paused" else s.status,
    },
    "resume": _resume,
    "escalate": _escalate,
    "return": _return,
    "object": lambda _s, e: {
        "owner": None,
        "co_units": (),
        "deadline": None,
        "answer_by": e.due,
        "objected": True,
    },
    "keep": lambda _s, e: {
        **_looked_at(e),
        **_NO_CLOCK,
        "long_term": True,
        "deadline": None,
        "escalated_to": None,
        "sealed": "",
    },
    "merge": lambda _s, e: {**_NO_CLOCK, "into": e.into},
    "absorb": lambda s, e: {"copies": (*(c for c in s.copies if c != e.other), e.other)},
    "decline": lambda _s, _e: _NO_CLOCK,
    "void": lambda _s, _e: _NO_CLOCK,
    "correct": _correct,
    "reopen": lambda s, e: {**_NEW_ROUND, "round": s.round + 1, "answer_by": e.due},
    **dict.fromkeys(FOLLOWING, lambda s, e: {"followed": {**s.followed, e.do: e.on}}),
}
"""What each verb changes besides the status of the table."""
