"""The clocks that an issue's log started: from when to when each ran, stood still, and was moved.

An issue waits for its station to name an owner (accept), for the owner (handle), for those who
check and sign (verify), or for the body above (upper); each of these is a clock of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.records import event as events
from ledger.rules import lifecycle
from ledger.rules.clocks import Limit, Stop
from ledger.rules.state import State
from ledger.rules.statuses import ENDED, NEXT

if TYPE_CHECKING:
    from ledger.records.issue import Issue

JUDGED = frozenset(NEXT.values())
"""The statuses in which somebody checks or signs."""
_OF_STATUS = {"registered": "accept", "handling": "handle", "escalated": "upper"} | dict.fromkeys(
    JUDGED, "verify"
)
"""The clock that runs in each status."""


class Move(NamedTuple):
    """A last day moved: by which step, when, from when to when, by whose leave and why."""

    verb: str
    on: date
    was: date | None
    due: date
    by: str | None
    text: str


@dataclass
class Run:
    """One clock, from the step that started it to the step that ended it.

    `since` is the day of that step, `start` the day from which its limit counts, `begun` the first
    day of the round; `first` is the last day as first written down, `due` as it is now.
    """

    name: str
    round: int
    verb: str
    since: date
    start: date
    begun: date
    facts: Mapping[str, Any]
    first: date | None
    due: date | None
    limit: Limit | None = None
    word: str | None = None
    stops: list[Stop] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    ended: date | None = None
    ended_by: str = ""

    @property
    def still(self) -> bool:
        """Whether it stands still."""
        return any(stop.until is None for stop in self.stops)

    @property
    def extended(self) -> bool:
        """Whether its last day was moved by leave."""
        return any(move.verb == "extend" for move in self.moves)


def runs(issue: "Issue") -> list[Run]:
    """The clocks of an issue as its log has them, in the order in which they started."""
    log = _Log()
    before: State | None = None
    states = lifecycle.replay(lifecycle.first_facts(issue), issue.log)
    for event, state in zip(issue.log, states, strict=True):
        log.take(event, before or state, state)
        before = state
    return log.runs


class Round(NamedTuple):
    """One round: from registration or reopening to its end, and the days of its pressings."""

    number: int
    begun: date
    ended: date | None
    pressed: tuple[date, ...]


def all_rounds(issue: "Issue") -> list[Round]:
    """The rounds of an issue, the first one first."""
    found: list[Round] = []
    states = lifecycle.replay(lifecycle.first_facts(issue), issue.log)
    for event, state in zip(issue.log, states, strict=True):
        if event.do in ("register", "reopen"):
            found.append(Round(state.round, event.on, None, ()))
        last = found[-1]
        if event.do == "press":
            found[-1] = last._replace(pressed=(*last.pressed, event.on))
        if state.status in ENDED and last.ended is None:
            found[-1] = last._replace(ended=event.on)
    return found


class _Log:
    """The clocks so far, and which of them run."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.running: dict[str, Run] = {}
        self.begun = date.min

    def take(self, event: events.Event, before: State, after: State) -> None:
        """Let a step start, stop, move and end clocks."""
        if isinstance(event, events.Registered | events.Reopened):
            self.begun = event.on
        self._end(event.do, event.on, before, after)
        waiting = _OF_STATUS.get(before.status, "")
        match event:
            case events.Registered() | events.Reopened() | events.Objected():
                self._start("accept", event, after)
            case events.Assigned():
                self._assign(event, after)
            case events.Submitted() if after.status in JUDGED:
                self._start("verify", event, after)
            case events.Rejected():
                self._go_on()
            case events.Escalated():
                self._start("upper", event, after)
                self._stop(waiting, Stop(event.on, None, "escalated", event.to))
            case events.Paused():
                self._stop(waiting, Stop(event.on, None, "paused", event.reason))
            case events.Resumed() | events.Returned():
                self._resume(event, after)
            case events.Extended():
                self._move("handle", event, event.approver, event.reason)
            case _:
                pass

    def _start(self, name: str, event: Any, state: State, **more: Any) -> None:  # noqa: ANN401
        due = event.due
        run = Run(
            name, state.round, event.do, event.on, event.on, self.begun, state.facts, due, due
        )
        for key, value in more.items():
            setattr(run, key, value)
        self.runs.append(run)
        self.running[name] = run

    def _assign(self, event: events.Assigned, state: State) -> None:
        """An owner is named; a deadline that runs goes on unless another one is given."""
        running = self.running.get("handle")
        if running is not None and event.due is None:
            return
        if running is not None:
            self._close("handle", event.on, "assign")
        limit = None
        if event.limit and event.count:
            limit = Limit(event.limit, event.count, not event.fixed)
        start = event.start or event.on
        earlier = [stop for run in self.runs if run.name == "accept" for stop in run.stops]
        stops = [stop for stop in earlier if stop.since > start] if start < event.on else []
        self._start("handle", event, state, limit=limit, start=start, word=event.word, stops=stops)

    def _go_on(self) -> None:
        """A failed acceptance cancels the submission: the owner's clock never ended."""
        last = next((run for run in reversed(self.runs) if run.name == "handle"), None)
        if last is not None and last.ended_by == "submit":
            last.ended, last.ended_by = None, ""
            self.running["handle"] = last

    def _stop(self, name: str, stop: Stop) -> None:
        if name in self.running:
            self.running[name].stops.append(stop)

    def _resume(self, event: Any, state: State) -> None:  # noqa: ANN401 - resumed or returned
        """Work goes on; what had stood still is written down anew."""
        why = "paused" if event.do == "resume" else "escalated"
        for run in self.running.values():
            run.stops = [
                stop._replace(until=event.on) if stop.until is None and stop.why == why else stop
                for stop in run.stops
            ]
        if event.due is not None:
            self._move(_OF_STATUS[state.status], event, None, event.text or "")

    def _move(self, name: str, event: Any, by: str | None, text: str) -> None:  # noqa: ANN401
        run = self.running.get(name)
        if run is None:
            return
        if run.due != event.due:
            run.moves.append(Move(event.do, event.on, run.due, event.due, by, text))
        run.first, run.due = run.first or event.due, event.due

    def _end(self, verb: str, on: date, before: State, after: State) -> None:
        """End what a step ends: the clock of the status that was left, or all."""
        if after.status in ENDED or verb in ("keep", "object", "reopen"):
            for name in [*self.running]:
                self._close(name, on, verb)
        elif verb == "assign":
            self._close("accept", on, verb)
        elif verb in ("submit", "return"):
            self._close("upper", on, verb)
            if verb == "submit":
                self._close("handle", on, verb)
        elif before.status in JUDGED and after.status not in JUDGED | {"paused"}:
            self._close("verify", on, verb)

    def _close(self, name: str, on: date, verb: str) -> None:
        run = self.running.pop(name, None)
        if run is not None:
            run.ended, run.ended_by = on, verb
            run.stops = [s._replace(until=on) if s.until is None else s for s in run.stops]
