"""The steps of a row that its issue has not taken yet, from where it stands."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ledger.book.exporting.words import FOLLOWED
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues.issue_rows import helping
from ledger.book.importing.issues.issue_steps import Deed
from ledger.records.issue import Issue
from ledger.rules import masked
from ledger.rules.state import State
from ledger.rules.statuses import MOVES, NEXT, WAITING
from ledger.words import gettext as _

DATED: Mapping[str, tuple[str, ...]] = {
    "press": ("pressed",),
    "escalate": ("escalated",),
    "submit": ("done", "accepted", "signed"),
    "accept": ("accepted",),
    "sign": ("signed",),
    **{verb: (name,) for verb, name in FOLLOWED.items()},
}
"""The steps whose day a sheet has in a column of its own, and those columns."""
REPORTED = WAITING | {"closed"}
"""The statuses of what was reported done, whatever became of that."""
_OWN = frozenset({"progress", "note", "feedback"})
"""Steps that say something: what was said before is not said again."""
_OWN_DAY = re.compile(r"：(\d{4}-\d\d-\d\d)$")
"""How the remark ends that `own_day` makes."""
_TO = {"pause": "paused", "keep": "longterm", "escalate": "escalated"}
"""Steps that are taken once: an issue that stands there has taken them."""


def further(before: Issue, state: State, deeds: list[Deed], status: str | None) -> Iterator[Deed]:
    """The steps that are still to be taken, in order.

    Args:
        before: the issue.
        state: where it stands.
        deeds: what its row tells, of the assignment only what is new.
        status: what the row says it is, where it does.
    """
    said = [getattr(event, "text", None) for event in before.log]
    pressed = {*days(before, "press")}
    at: str = before.status
    last = before.log[-1].on
    verbs = {deed.verb for deed in deeds}
    if at == "paused" and status and "pause" not in verbs:
        at = state.before_pause
        yield Deed("resume", last, {})
    if at == "escalated" and status == "handling" and "escalate" not in verbs:
        at = "handling" if before.owner else "registered"
        text = next((one.fields["text"] for one in deeds if one.verb == "progress"), None)
        yield Deed("return", last, {"text": text or _("taken over from a sheet")})
    for deed in deeds:
        if _is_taken(before, deed, at, status):
            continue
        text = deed.fields.get("text")
        if deed.verb in _OWN and text and any(masked.covers(text, one) for one in said):
            continue
        if deed.verb in FOLLOWED and not text and deed.verb in state.followed:
            continue
        if deed.verb == "press" and deed.on in pressed:
            continue
        at = _after(deed, at)
        yield deed


def whole(before: Issue, row: Gathering, deed: Deed) -> Deed:
    """An assignment with what its row leaves out, as it stands: an empty cell takes nobody away.

    Where the row names another unit, nothing is kept of those who had it in hand before.
    """
    owner = before.owner
    if deed.verb != "assign" or owner is None:
        return deed
    fields = dict(deed.fields)
    if not (row.get("unit") or helping(row)):
        fields.pop("unit", None)  # whoever has it in hand where nobody is named
    stands = {"unit": owner.unit, "person": owner.person, "co_units": list(before.co_units)}
    if masked.covers(fields.get("unit", owner.unit), owner.unit):
        fields |= {
            name: value
            for name, value in stands.items()
            if value and masked.covers(fields.get(name, value), value)
        }
    due = before.deadline
    if due and due.word and due.word == fields.get("word"):  # counted from the day it was given
        counted = ("limit", "count", "start", "fixed")
        fields |= {"due": due.date, **{name: getattr(due, name) for name in counted}}
    return deed._replace(fields=fields)


def stated(row: Gathering, deed: Deed) -> str | None:
    """The field in which a row has the day of a step, where it has one."""
    return next((one for one in DATED.get(deed.verb, ()) if row.get(one) == deed.on), None)


def own_day(row: Gathering, deed: Deed, day: date) -> list[Deed]:
    """A remark of the day that the sheet has for a step that is here only after the last one."""
    name = stated(row, deed)
    if name is None:
        return []
    column = row.called(name)
    row.note(
        _(
            "{column}: the step before is later, so it counts from that day; a remark has this"
        ).format(column=column)
    )
    return [Deed("note", day, {"text": f"{column}：{deed.on}"})]


def _is_taken(before: Issue, deed: Deed, at: str, status: str | None) -> bool:
    """Whether a step was taken already, or cannot be from there."""
    if deed.verb == "assign":
        ways = {"registered", "handling"} | ({"longterm"} if status == "handling" else set())
        return at not in ways
    if deed.verb == "submit" and at in REPORTED:
        return True
    if deed.verb == "escalate" and status != "escalated":  # it may have come back since
        return deed.on in days(before, "escalate") or at not in MOVES["escalate"].sources
    return at == _TO.get(deed.verb) or at not in MOVES[deed.verb].sources


def days(issue: Issue, verb: str) -> Iterator[date]:
    """The days of steps of an issue, and those that remarks after them have as the sheet's own."""
    for event, after in zip(issue.log, [*issue.log[1:], None], strict=True):
        if event.do == verb:
            yield event.on
            own = _OWN_DAY.search(after.text) if after and after.do == "note" else None
            if own:
                yield date.fromisoformat(own[1])


def _after(deed: Deed, at: str) -> str:
    if deed.verb == "submit":
        return NEXT.get(next(iter(deed.fields["closing"]), ""), "closed")
    return MOVES[deed.verb].target or at
