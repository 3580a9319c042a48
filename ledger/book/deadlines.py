"""The last days that are written down with a step: what starts a clock fixes its end."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ledger.book.step import Step
from ledger.errors import BeyondCalendarError, RefusedError
from ledger.index import lookups
from ledger.rules import clocks, limits, rounds
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.rules.calendar import Calendar
    from ledger.rules.deadlines import Meaning

STARTS = {"submit": "verify", "escalate": "upper", "object": "accept", "reopen": "accept"}
"""The clock that each step starts; assigning starts the handling clock, in ways of its own."""
_SPOKEN = re.compile("[今明后][天日]|周|星期|礼拜|today|tomorrow", re.IGNORECASE)
_ENDS = re.compile("[底末前内旬季]|半年")
"""What a deadline in words has that a mere day lacks."""


class Clocks:
    """The clocks of one issue: its limits, and the calendar of its place."""

    def __init__(self, ledger: "Reading", facts: Mapping[str, Any]) -> None:
        self.ledger = ledger
        self.facts = facts

    @cached_property
    def calendar(self) -> "Calendar":
        """The working days where the issue is."""
        return lookups.calendar(self.ledger.index.db, str(self.facts["place"]))

    @property
    def table(self) -> Sequence[Mapping[str, Any]]:
        """The limits of ledger.yaml."""
        rows: Sequence[Mapping[str, Any]] = self.ledger.rules.get("limits", ())
        return rows

    def limit(self, clock: str, on: date) -> clocks.Limit | None:
        """The limit of a clock that starts on a day."""
        return limits.choose(self.table, clock, self.facts, on)

    def last_day(self, clock: str, on: date) -> date | None:
        """The last day of a clock that starts on a day; none where nothing limits it."""
        limit = self.limit(clock, on)
        return clocks.due(limit, on, self.calendar) if limit else None


def last_day(step: Step) -> dict[str, Any]:
    """The last day of the clock that a step starts."""
    due = Clocks(step.ledger, step.state.facts).last_day(STARTS[step.verb], step.on)
    return {"due": due} if due else {}


def read(text: str, on: date, today: date, rules: Mapping[str, Any]) -> "Meaning":
    """What a deadline in words means; ValueError with a translated sentence where it is none.

    A day without a year is the next one from the day of the step on, which may lie back; 明天 and
    周五 are said as of today.
    """
    from ledger.rules import deadlines

    spoken = today if _SPOKEN.search(text) else on

    at_once = rules.get("at_once", {})
    limit = clocks.Limit(at_once.get("number", 3), at_once.get("unit", "day"))
    return deadlines.read(text, on, spoken, limit)


def of_assignment(step: Step, said: date | str | None) -> dict[str, Any]:
    """The deadline of an assignment: the one that is said, else what the table gives.

    An owner who takes over keeps the deadline that runs.
    """
    mine = Clocks(step.ledger, step.state.facts)
    if said is None:
        return {} if step.state.deadline else _from_table(step, mine)
    given = _said(step, mine, said)
    with suppress(BeyondCalendarError):
        table = _from_table(step, mine)
        if table and given.get("due") != table["due"]:
            step.tell(
                _("ledger.yaml would give {table}; the deadline you gave holds").format(
                    table=table["due"]
                )
            )
    return given


def _from_table(step: Step, mine: Clocks) -> dict[str, Any]:
    """What the first row gives that fits on the day on which its clock starts."""
    begun = rounds.begun(step.issue.log)
    for row in mine.table:
        start = begun if limits.start(row) == "register" else step.on
        limit = limits.choose([row], "handle", mine.facts, start)
        if limit:
            return _counted(limit, start, mine, rounds.stops(step.issue.log))
    return {}


def _counted(
    limit: clocks.Limit, start: date, mine: Clocks, stops: clocks.Stops = ()
) -> dict[str, Any]:
    return {
        "due": clocks.due(limit, start, mine.calendar, stops),
        "limit": limit.number,
        "count": limit.unit,
        "start": start,
        "fixed": not limit.roll,
    }


def _said(step: Step, mine: Clocks, said: date | str) -> dict[str, Any]:
    """What a deadline that somebody gave means, its words kept beside it."""
    if isinstance(said, date):
        require_ahead(said, step.on)
        return {"due": said}
    try:
        meant = read(said, step.on, step.ledger.today, step.rules)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    found: dict[str, Any] = {"long_term": True} if meant.long_term else {}
    if meant.limit:
        found |= _counted(meant.limit, step.on, mine)
    elif meant.due:
        require_ahead(meant.due, step.on)
        found["due"] = meant.due
    if found and (meant.limit or meant.long_term or _ENDS.search(said)):
        found["word"] = said.strip()
    return found


def require_ahead(due: date, on: date) -> None:
    """Refuse a deadline that lies before the day of its step."""
    if due < on:
        raise RefusedError(
            _("the deadline {due} is before {on}; give a later day").format(due=due, on=on)
        )


def remaining(step: Step) -> dict[str, Any]:
    """The last day from now on of the clock that stood still: what remained of it still remains."""
    state, mine = step.state, Clocks(step.ledger, step.state.facts)
    why = "paused" if step.verb == "resume" else "escalated"
    stood = [stop for stop in rounds.stops(step.issue.log) if stop.why == why and not stop.until]
    since = stood[-1].since if stood else step.on
    goes_on = state.before_pause if step.verb == "resume" else ""
    if goes_on == "handling" or (step.verb == "return" and state.owner):
        due = _deadline(step, mine, since)
    else:
        last = state.answer_by if step.verb == "resume" else state.before_up
        limit = mine.limit("upper" if goes_on == "escalated" else "accept", since)
        unit = limit.unit if limit else "day"
        due = clocks.shifted(last, unit, (since, step.on), mine.calendar) if last else None
    return {"due": due} if due else {}


def _deadline(step: Step, mine: Clocks, since: date) -> date | None:
    """The deadline without the days that it stood still; an extended one moves by their number."""
    deadline = step.state.deadline
    if deadline is None:
        return None
    if deadline.limit and deadline.count and deadline.start and deadline.was is None:
        limit = clocks.Limit(deadline.limit, deadline.count, roll=not deadline.fixed)
        found = rounds.stops(step.issue.log)
        stops = [stop if stop.until else stop._replace(until=step.on) for stop in found]
        return clocks.due(limit, deadline.start, mine.calendar, stops)
    return clocks.shifted(deadline.date, deadline.count or "day", (since, step.on), mine.calendar)


def of_extension(step: Step, given: Mapping[str, Any]) -> date:
    """The deadline that is to be moved, where ledger.yaml lets it be moved so far."""
    deadline, due, record = step.state.deadline, given["due"], step.issue.id
    if deadline is None:
        raise RefusedError(_("{id} has no deadline to extend; assign one").format(id=record))
    if due <= deadline.date:
        raise RefusedError(
            _("{due} is not later than the deadline {now} of {id}; give a later day").format(
                due=due, now=deadline.date, id=record
            )
        )
    if step.on > deadline.date:
        raise RefusedError(
            _(
                "the deadline of {id} passed on {day}; it can only be moved before it has passed"
            ).format(id=record, day=deadline.date)
        )
    _require_allowed(step, deadline.date, due)
    if not given.get("approver"):
        raise RefusedError(
            _("an extension needs somebody who allowed it; name them with --approver")
        )
    return deadline.date


def _require_allowed(step: Step, now: date, due: date) -> None:
    """Refuse an extension that ledger.yaml does not allow: one too many, or too far."""
    rule, taken = step.rules.get("extension", {}), rounds.times(step.issue.log, "extend")
    times, days = rule.get("times", 1), rule.get("days", 30)
    if taken >= times:
        raise RefusedError(
            _(
                "{id} was extended {taken} times in this round; ledger.yaml allows {times} "
                "(extension: times)"
            ).format(id=step.issue.id, taken=taken, times=times)
        )
    if (due - now).days > days:
        raise RefusedError(
            _(
                "{due} is {more} days after {now}; ledger.yaml allows {days} (extension: days)"
            ).format(due=due, more=(due - now).days, now=now, days=days)
        )


def require_in_time(step: Step) -> None:
    """Refuse an objection after its limit."""
    assigned = rounds.last(step.issue.log, "assign") or step.on
    last = Clocks(step.ledger, step.state.facts).last_day("object", assigned)
    if last and step.on > last:
        raise RefusedError(
            _(
                "{id} was assigned on {day} and could be objected to until {last}; ledger.yaml "
                "says so (limits: object)"
            ).format(id=step.issue.id, day=assigned, last=last)
        )
