"""What a newer row of an issue changed since it last came, and what was done here meanwhile.

What its sheet alone changed is taken, what was edited here alone stays, and what both changed, and
differently, is refused. A step that contradicts nothing that a row can say, such as a press, is no
edit of it.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.exporting.words import LONG_TERM
from ledger.book.importing import blending
from ledger.book.importing.blending import Blend, Fields
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues.issue_further import REPORTED, days, stated
from ledger.book.importing.issues.issue_steps import Deed, led
from ledger.records import paths
from ledger.records.issue import Issue
from ledger.rules import masked
from ledger.rules.state import CORRECTABLE
from ledger.rules.statuses import NEXT, STATUS_NAMES
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

SHEET_FACTS = (
    *("title", "text", "place", "stream", "category", "source", "level", "reporter"),
    *("first_asked", "confidential"),
)
"""The facts that a newer copy of a sheet may correct."""
TELLING = ("status", "is_signed", "signed", "accepted", "done", "is_escalated", "to", "progress")
"""The fields that tell where an issue stands."""
_OWNED = ("unit", "co_units", "person", "measures", "due")
"""What an assignment says."""
_OWNER = ("unit", "person", "co_units")
"""Who has it in hand, whom each assignment names anew."""
_TERM = frozenset({"due", "long_term", "limit", "count", "start", "fixed", "word"})
"""The fields of an assignment that tell by when."""
_UNTOLD = frozenset({"registered", "handling"})
"""Where any row leaves an issue, whatever it says of its status."""
_COLUMNS: Mapping[str, Collection[str]] = {
    "title": ("title", "text"),
    "category": ("category", "category2", "category3"),
    "unit": ("unit", "co_units"),
    "co_units": ("co_units", "unit"),
    "status": TELLING,
}
"""The columns that tell of a field, where they are not the one of its name."""
_TAKES_BACK: Mapping[str, Collection[str]] = {
    "resume": ("pause",),
    "pause": ("resume",),
    "return": ("escalate",),
    "escalate": ("return",),
    "submit": ("reopen", "reject"),
}
"""By the verb of a step, the verbs of steps after which nothing would be left of those."""
_MOVING = frozenset({*_TAKES_BACK, *NEXT, "keep", "decline", "void"})
"""The steps by which a row tells where its issue stands."""


class Telling(NamedTuple):
    """What a row tells: the facts, all that happened, and where it stands by a word of its own."""

    facts: Mapping[str, Any]
    deeds: list[Deed]
    status: str | None


def blend(
    making: "Making", row: Gathering, before: Issue, marks: tuple[str, str], told: Telling
) -> Blend:
    """Bring an issue and a newer row together, with the issue as the row's import left it.

    Where another sheet brought the issue, or said the same last, it is that import.

    Args:
        making: the import.
        row: the row.
        before: the issue.
        marks: what binds the row, and what names it.
        told: what the row tells.
    """
    past, path, (digest, name) = making.past, paths.issue(before.id), marks
    last = past.last.get(before.id)
    if last and (past.told(before.id, name) is None or last.digest == digest):
        name = last.key
    stays = any(deed.fields.get("long_term") for deed in told.deeds)

    def within(body: bytes) -> Fields:
        return _standing(form.read(Issue, body, path), stays=stays)

    sides = (_standing(before, stays=stays), _said(row, before, told))
    return blending.again(past, (before.id, name), path, within, sides, _COLUMNS)


def differing(issue: Issue, deed: Deed) -> list[str]:
    """The fields in which an assignment says something else than what stands."""
    stands = _standing(issue, stays=bool(deed.fields.get("long_term")))
    return [
        name
        for name, said in _owned(issue, deed).items()
        if not (masked.covers(said, stands[name]) or blending.alike(said, stands[name]))
    ]


def _said(row: Gathering, before: Issue, told: Telling) -> Fields:
    facts = [name for name in SHEET_FACTS if name in CORRECTABLE and name not in row.stands]
    found = {name: told.facts[name] for name in facts if told.facts.get(name) is not None}
    for deed in told.deeds:
        if deed.verb == "assign":
            found |= _owned(before, deed)
    at = led(told.deeds)
    if "status" not in row.stands and (told.status or at not in _UNTOLD):
        found["status"] = at
    return found


def _owned(issue: Issue, deed: Deed) -> dict[str, Any]:
    """What an assignment says, field by field."""
    found = {name: deed.fields[name] for name in _OWNED if name in deed.fields}
    day = found.pop("due", None)
    due = _due(day, long_term=deed.fields.get("long_term", False))
    return found if due is None or _is_past(issue, day) else {**found, "due": due}


def _is_past(issue: Issue, day: Any) -> bool:  # noqa: ANN401 - a day or nothing
    """Whether a day was the last one until the issue was kept up for good, which has none."""
    given = [
        event
        for event in issue.log
        if event.do == "keep" or (event.do == "assign" and (event.due or event.long_term))
    ]
    known = [event.due for event in given if event.do == "assign"]
    return bool(given) and given[-1].do == "keep" and day in known


def _standing(issue: Issue, *, stays: bool) -> dict[str, Any]:
    """What an issue says of all that a row may say.

    `stays` tells whether the row says that something is kept up for good: once it is, a day beside
    that takes it away no more.
    """
    owner, day = issue.owner, issue.deadline and issue.deadline.date
    return {
        **{name: getattr(issue, name) for name in SHEET_FACTS},
        "unit": owner and owner.unit,
        "person": owner and owner.person,
        "co_units": issue.co_units,
        "measures": issue.measures,
        "due": _due(day, long_term=issue.long_term and (stays or day is None)),
        "status": issue.status,
    }


def _due(day: Any, *, long_term: bool) -> str | None:  # noqa: ANN401 - a day or nothing
    """By when, in words."""
    return "，".join([str(day)] * bool(day) + [LONG_TERM] * bool(long_term)) or None


def remains(found: Blend, row: Gathering, before: Issue, told: Telling) -> bool:
    """Whether an issue stays where it is, since its row says of that what it said before.

    A day on which it was done that the ledger does not know is news, and so is a plain no to what
    was signed off here.
    """
    if "status" not in found.kept:
        return False
    if before.status == "closed" and led(told.deeds) in NEXT.values():
        return row.get("is_signed") is not False
    done = next((deed for deed in told.deeds if deed.verb == "submit"), None)
    if before.status in REPORTED or done is None or stated(row, done) is None:
        return True
    return done.on in {*days(before, "submit")}


def news(
    found: Blend, row: Gathering, before: Issue, told: Telling, deeds: list[Deed]
) -> tuple[list[Deed], str | None]:
    """Some steps of a row without those that its sheet told before and that were undone here.

    With them comes the status that the row tells, where that is news.
    """
    stays = remains(found, row, before, told)
    moves = not stays and "status" in {*_changed(found), *found.kept}
    given = (
        _assignment(found, before, deed, moves=moves) if deed.verb == "assign" else deed
        for deed in deeds
        if not (stays and deed.verb in _MOVING)
    )
    return [deed for deed in given if deed], None if stays else told.status


def _changed(found: Blend) -> Mapping[str, Any]:
    """What the sheet says otherwise than it did before, by field."""
    return {**found.taken, **{name: new for name, _old, new in found.clashes}}


def _assignment(found: Blend, before: Issue, deed: Deed, *, moves: bool) -> Deed | None:
    """An assignment of what the sheet changed, with all else as it stands; None for nothing."""
    changed = _changed(found).keys() & {*_OWNED}
    if before.owner is None or before.status == "registered":  # nobody has it in hand
        return deed if moves or changed else None
    if not (changed or (moves and before.status == "longterm")):
        return None
    stands = _standing(before, stays=False)
    left_out = {*found.kept} | (_TERM if "due" in found.kept else frozenset())
    fields = {name: value for name, value in deed.fields.items() if name not in left_out}
    for name in _OWNER:
        is_same = "unit" not in changed and name not in changed
        if stands[name] and (is_same or name in found.kept):
            fields[name] = stands[name]
    return deed._replace(fields=fields)


def refuse(
    making: "Making", row: Gathering, before: Issue, found: Blend, steps: list[Deed]
) -> None:
    """Refuse a row for what both sides changed, and for steps that take back what was done here."""
    assigned = before.status != "registered" and any(deed.verb == "assign" for deed in steps)
    clashing = {*SHEET_FACTS, *(_OWNED if assigned and before.owner else ())}
    clashes = [clash for clash in found.clashes if clash[0] in clashing]
    if any(_takes_back(making, row, before, deed) for deed in steps):
        said = _changed(found).get("status", before.status)
        clashes.append(("status", _(STATUS_NAMES[before.status]), _(STATUS_NAMES[said])))
    cells = {name: told_in(row, name) for name in _COLUMNS}
    blending.refuse(row, before.id, Blend({}, {}, clashes), "issue", cells)


def told_in(row: Gathering, name: str) -> str:
    """The field of the cell in which a row tells of something."""
    return next((one for one in _COLUMNS.get(name, ()) if row.get(one)), name)


def _takes_back(making: "Making", row: Gathering, before: Issue, deed: Deed) -> bool:
    """Whether nothing would be left of what was done here since the sheet began to say so.

    What it says of a later day does not deny what was before.
    """
    verbs = _TAKES_BACK.get(deed.verb, ())
    done = next((event for event in reversed(before.log) if event.do in verbs), None)
    if done is None or (stated(row, deed) and deed.on > done.on):
        return False
    return making.past.is_after(before.id, TELLING, done.at, done.id)
