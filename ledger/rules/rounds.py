"""What a log says of the round that runs: when it began, how often, and where its clocks stood."""

from collections.abc import Sequence
from datetime import date

from ledger.records.event import Event
from ledger.rules.clocks import Stop


def this_round(log: Sequence[Event]) -> Sequence[Event]:
    """The events from the registration or the last reopening on."""
    begun = max(n for n, event in enumerate(log) if event.do in ("register", "reopen"))
    return log[begun:]


def begun(log: Sequence[Event]) -> date:
    """The day on which the round began."""
    return this_round(log)[0].on


def times(log: Sequence[Event], verb: str) -> int:
    """How often something was done in the round."""
    return sum(event.do == verb for event in this_round(log))


def last(log: Sequence[Event], verb: str) -> date | None:
    """The day on which something was done last in the round."""
    return max((event.on for event in this_round(log) if event.do == verb), default=None)


def given(log: Sequence[Event], verb: str) -> int:
    """How often a sign-off was given since the issue was last reported as settled."""
    since = max((n for n, event in enumerate(log) if event.do == "submit"), default=0)
    return sum(e.do == verb and getattr(e, "sign", "") != "refused" for e in log[since:])


def stops(log: Sequence[Event]) -> list[Stop]:
    """The stretches of the round in which the owner could do nothing.

    These are pauses and the time with the body above; one may lie within the other, and the last
    may still run. A pause that was looked at again and goes on is one.
    """
    found: list[Stop] = []
    for why, opens, ends in (
        ("paused", "pause", ("resume", "void", "merge")),
        ("escalated", "escalate", ("return", "submit", "keep", "void", "merge")),
    ):
        for event in this_round(log):
            runs = bool(found) and found[-1].until is None and found[-1].why == why
            if event.do == opens and not runs:
                found.append(Stop(event.on, None, why, getattr(event, "reason", "")))
            elif event.do in ends and runs:
                found[-1] = found[-1]._replace(until=event.on)
    return sorted(found, key=lambda stop: stop.since)
