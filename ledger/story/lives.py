"""The life of one made-up issue: its log grows step by step, and each step is a legal move."""

from bisect import bisect
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ledger.records import event as events
from ledger.records import ids
from ledger.records.issue import Issue
from ledger.rules.lifecycle import State, advance, content, digest, issue_of, replay
from ledger.rules.statuses import NEXT
from ledger.story.clock import Clock, Span, working_day
from ledger.story.courses import Course
from ledger.story.subjects import Subject
from ledger.story.words import Draw

_SILENT = frozenset({"register", "assign", "submit", "correct", "publish", "archive"})
_REASONS = frozenset({"extend", "pause", "escalate", "object", "keep", "merge", "decline"}) | {
    "void",
    "reopen",
}
_BY_HEAD = frozenset({"assign", "sign", "escalate"})
_BY_OWNER = frozenset({"progress", "submit", "object"})
_OUTCOMES = {"solved": 85, "partly": 7, "explained": 6, "referred": 1, "withdrawn": 1}
MOST = timedelta(days=30)
"""How far a deadline is moved at most."""
LONGEST_WAIT = timedelta(days=15)
"""A deadline that is moved has not passed yet by then."""
SHARED = 15
"""Percent of issues with a second unit."""


class Life:
    """One issue while it happens: its log, and its state after each event."""

    def __init__(
        self, draw: Draw, span: Span, course: Course, subject: Subject, into: str = ""
    ) -> None:
        self.draw = draw
        self.span = span
        self.course = course
        self.subject = subject
        self.into = into
        self.owner = draw.one(draw.area.others)
        self.checker = draw.one([p for p in draw.area.people if p != self.owner] or [self.owner])
        self.clock = Clock(draw, subject.facts["opened"], subject.heard)
        self.correction = self._slip() if "correct" in course.verbs else {}
        self.log: list[Any] = []
        self.states: list[State] = []

    def live(self, gaps: list[int]) -> None:
        """Everything that happens up to the end of the story."""
        for step, (verb, gap) in enumerate(zip(self.course.verbs, gaps, strict=False)):
            if step:
                self.clock.go_on(gap)
            if self.clock.at.date() > self.span.end:
                return
            self._happen(step, verb)

    def _happen(self, step: int, verb: str) -> None:
        if not self.states:
            self.states.append(State(facts=self._first_facts(), status="registered"))
        fields = {"id": self._event_id(), "on": self.clock.on, "at": self.clock.at}
        said = {"by": self._writer(verb), "do": verb, **self._said(verb)}
        more = _MORE[verb](self, step) if verb in _MORE else {}
        event = events.EVENTS[verb].model_validate({**fields, **said, **more})
        if self.log:
            self.states.append(advance(self.states[-1], event))
        if verb in NEXT:
            event = event.model_copy(update={"sum": content(self.states[-1])})
            self.states[-1] = advance(self.states[-2], event)
        self.log.append(event)

    def at(self, step: int) -> Issue:
        """The issue as it stood after one of its events."""
        return issue_of(self.states[step], self.log[: step + 1])

    def absorbed(self, other: str) -> int:
        """The number of the event by which it absorbed another issue."""
        return next(n for n, e in enumerate(self.log) if getattr(e, "other", None) == other)

    def absorb(self, other: "Life") -> None:
        """Write down that another issue was merged into this one, when that was done."""
        merged = other.log[-1]
        when = bisect([event.at for event in self.log], merged.at)
        on = max(merged.on, self.log[when - 1].on)
        on = min([on, *(event.on for event in self.log[when : when + 1])])
        said = {"id": self._event_id(), "on": on, "at": merged.at, "by": merged.by}
        other_id = other.subject.facts["id"]
        event = events.Absorbed.model_validate({**said, "do": "absorb", "other": other_id})
        self.log.insert(when, event)
        self.states = replay(self.states[0].facts, self.log)

    def _event_id(self) -> str:
        while True:
            drawn = ids.random_symbols(4, self.draw.below)
            if all(event.id != drawn for event in self.log):
                return drawn

    def _writer(self, verb: str) -> str:
        if verb in _BY_HEAD:
            return self.draw.area.head
        return self.owner if verb in _BY_OWNER else self.draw.one(self.draw.area.writers)

    def _said(self, verb: str) -> dict[str, str]:
        if verb in _SILENT:
            return {}
        return {"reason" if verb in _REASONS else "text": self.subject.say(self.draw, verb)}

    def _slip(self) -> dict[str, Any]:
        """A fact that is registered wrong and corrected later."""
        facts = self.subject.facts
        villages = [v.code for v in self.draw.area.villages if v.code != facts["place"]]
        levels = [x for x in self.draw.settings.levels if x != facts.get("level")]
        field, others = self.draw.one([c for c in (("place", villages), ("level", levels)) if c[1]])
        reason = self.subject.say(self.draw, field)
        return {"field": field, "old": self.draw.one(others), "new": facts[field], "reason": reason}

    def _first_facts(self) -> dict[str, Any]:
        if not self.correction:
            return self.subject.facts
        return {**self.subject.facts, self.correction["field"]: self.correction["old"]}


def _register(life: Life, _step: int) -> dict[str, Any]:
    return {"sum": digest(life.states[0].facts)}


def _assign(life: Life, step: int) -> dict[str, Any]:
    unit, *others = life.draw.random.sample(life.subject.units, len(life.subject.units))
    return {
        "unit": unit,
        "person": life.owner,
        "co_units": others[:1] if life.draw.happens(SHARED) else [],
        "measures": life.subject.measures,
        "due": _due(life, step, life.clock.on),
    }


def _due(life: Life, step: int, since: date) -> date:
    """A deadline; the last one of an open issue has passed at the end only if it is late."""
    limit = since + timedelta(days=life.draw.one(life.draw.phrases.limits))
    if life.course.verbs[step + 1 : step + 2] == ("extend",):
        limit = max(limit, since + LONGEST_WAIT)
    if not life.course.open or {"assign", "extend"} & set(life.course.verbs[step + 1 :]):
        return working_day(limit)
    left = (life.span.end - since).days
    if life.course.late and left > 1:
        return since + timedelta(days=life.draw.between(min(3, left - 1), left - 1))
    return working_day(max(limit, life.span.end + timedelta(days=life.draw.between(1, 20))))


def _submit(life: Life, _step: int) -> dict[str, Any]:
    return {"outcome": life.draw.likely(_OUTCOMES), "text": life.subject.result}


def _extend(life: Life, step: int) -> dict[str, Any]:
    deadline = life.states[-1].deadline
    was = deadline.date if deadline else life.clock.on
    due = min(_due(life, step, max(was, life.clock.on)), was + MOST)
    return {"was": was, "due": due, "approver": life.draw.area.head}


def _goes_on(life: Life, _step: int) -> dict[str, Any]:
    """The deadline moved by the days for which it stood still."""
    deadline = life.states[-1].deadline
    return {"due": deadline.date + (life.clock.on - life.log[-1].on)} if deadline else {}


def _pause(life: Life, _step: int) -> dict[str, Any]:
    review = working_day(life.clock.on + timedelta(days=life.draw.between(25, 60)))
    return {"approver": life.draw.area.head, "review": review}


def _escalate(life: Life, _step: int) -> dict[str, Any]:
    return {"to": life.draw.one(life.draw.phrases.bodies).format_map(life.subject.slots)}


_MORE: dict[str, Callable[[Life, int], dict[str, Any]]] = {
    "register": _register,
    "assign": _assign,
    "submit": _submit,
    "accept": lambda life, _step: {"checker": life.checker},
    "reject": lambda life, _step: {"checker": life.checker},
    "sign": lambda life, _step: {"signer": life.draw.area.head},
    "extend": _extend,
    "pause": _pause,
    "resume": _goes_on,
    "return": _goes_on,
    "publish": lambda life, _step: {"where": life.subject.say(life.draw, "posted")},
    "escalate": _escalate,
    "merge": lambda life, _step: {"into": life.into},
    "correct": lambda life, _step: life.correction,
    "reopen": lambda life, _step: {"basis": life.draw.one(life.draw.phrases.bases)},
}
