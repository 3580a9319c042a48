"""Where an issue stands, and the facts that it stands on."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from ledger.records import event as events
from ledger.records.ids import ALPHABET
from ledger.records.issue import FACTS, FIXED, Deadline, Issue, Owner
from ledger.rules.deadlines import is_at_once
from ledger.rules.statuses import CLOSING, NEXT, REVIEWED

CORRECTABLE = (*(name for name in FACTS if name not in FIXED), "measures")
"""The fields that a correction may change."""
_WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_PLACES = tuple(31**place for place in range(8))
_NOTHING: Mapping[str, date] = MappingProxyType({})


class State(NamedTuple):
    """Where an issue stands: its facts and what its log has made of it.

    `before_pause` is the status to go on in, `before_up` the day for naming an owner that stood
    still while the issue was above, `objected` whether this round's assignment was returned;
    `sealed` is the digest of what the last sign-off, `sealed_by`, was given to; `enforced` is the
    day from which clocks are held against an issue that an import brought; `look_again` is the day
    of review that was named when it was last paused or kept up, and `put_off_by` who did that.
    """

    facts: Mapping[str, Any]
    status: str
    round: int = 1
    owner: Owner | None = None
    co_units: tuple[str, ...] = ()
    measures: str | None = None
    deadline: Deadline | None = None
    long_term: bool = False
    answer_by: date | None = None
    pending: tuple[str, ...] = ()
    escalated_to: str | None = None
    outcome: str | None = None
    result: str | None = None
    into: str | None = None
    copies: tuple[str, ...] = ()
    closed: date | None = None
    followed: Mapping[str, date] = _NOTHING
    before_pause: str = ""
    before_up: date | None = None
    objected: bool = False
    sealed: str = ""
    sealed_by: str = ""
    enforced: date | None = None
    look_again: date | None = None
    put_off_by: str = ""

    def fields(self) -> dict[str, Any]:
        """The state as the fields of an issue, the log aside."""
        made = dict(zip(_SEEN, _seen(self), strict=True))
        for name in _LISTS:
            made[name] = list(made[name])
        return {**self.facts, **made}

    @property
    def turn(self) -> date | None:
        """The last day of the clock that now runs and is held against somebody; else none."""
        return None if self.spared else self._last

    @property
    def spared(self) -> bool:
        """Whether the clock that now runs is held against nobody: it ended before clocks count."""
        return bool(self._last and self.enforced and self._last < self.enforced)

    @property
    def _last(self) -> date | None:
        """The last day of the clock that now runs."""
        if self.status == "handling":
            return self.deadline.date if self.deadline else None
        return self.answer_by if self.status in _ANSWERED else None

    @property
    def review(self) -> date | None:
        """The day to look again at what is paused or kept up, where one was named."""
        return self.look_again if self.status in REVIEWED else None

    @property
    def needs(self) -> tuple[str, ...]:
        """The sign-offs that it still needs, the next one first."""
        return self.pending or _USUAL.get(self.status, ())

    @property
    def at_once(self) -> bool:
        """Whether it was to be settled at once (立行立改), so that no acceptance is waited for."""
        word = self.deadline.word if self.deadline else None
        return word is not None and is_at_once(word)

    @property
    def changed(self) -> bool:
        """Whether something was changed after it was signed off."""
        return bool(self.sealed) and self.sealed != content(self)


_SEEN = State._fields[State._fields.index("status") : State._fields.index("before_pause")]
"""The fields of an issue that a state has besides its facts."""
_seen = attrgetter(*_SEEN)
_LISTS = ("co_units", "pending", "copies")
"""Those of them that an issue holds as lists."""
_ANSWERED = frozenset({"registered", "escalated", *NEXT.values()})
"""The statuses in which it waits for an answer and not for its owner."""
_USUAL = {"submitted": CLOSING, "to_witness": ("witness",), "to_sign": ("sign",)}
"""The sign-offs still needed where a submission names none."""


def facts_of(issue: Issue) -> dict[str, Any]:
    """The facts as they stand now, unset ones left out."""
    plain = issue.model_dump(include=set(FACTS), exclude_defaults=True)
    return {name: plain[name] for name in FACTS if name in plain}


def first_facts(issue: Issue) -> dict[str, Any]:
    """The facts as registered: the present ones with every correction taken back."""
    facts = facts_of(issue)
    for event in reversed(issue.log):
        if isinstance(event, events.Corrected) and event.field in FACTS:
            put(facts, event.field, event.old)
    return facts


def put(facts: dict[str, Any], name: str, value: object) -> None:
    """Set a fact, or unset it where nothing is to stand there."""
    facts.pop(name, None)
    if value not in (None, False):
        facts[name] = value


def digest(facts: Mapping[str, Any]) -> str:
    """Eight symbols that bind the facts; unset facts do not count."""
    text = _WRITTEN.encode({k: str(v) for k, v in facts.items()})
    number = int.from_bytes(sha256(text.encode()).digest()) % 31**8
    return "".join([ALPHABET[number // place % 31] for place in _PLACES])


def content(state: State) -> str:
    """The digest of what a sign-off is given to: the facts, the measures and the result."""
    said = {"measures": state.measures, "outcome": state.outcome, "result": state.result}
    return digest({**state.facts, **{name: text for name, text in said.items() if text}})
