"""What was done here since a sheet began to say what it says: no copy of it takes that back.

A copy that comes again and again says nothing new by it. Only a row that says something else than
before can know of what happened here meanwhile.
"""

from collections.abc import Collection, Iterable, Mapping

from ledger.book.importing import blending
from ledger.book.importing.blending import Blend
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.past import Past
from ledger.records.event import Event
from ledger.records.issue import Issue
from ledger.words import gettext as _

_TAKES_BACK: Mapping[str, Collection[str]] = {
    "assign": ("assign", "extend", "object"),
    "keep": ("assign",),
    "resume": ("pause",),
    "pause": ("resume",),
    "return": ("escalate",),
    "escalate": ("return",),
    "submit": ("reopen", "reject"),
}
"""By the verb of a step, the verbs of steps after which nothing would be left of those."""
_COLUMNS: Mapping[str, Collection[str]] = {
    "assign": ("unit", "co_units", "person", "measures", "due"),
    "title": ("title", "text"),
    "category": ("category", "category2", "category3"),
}
"""The columns that tell of a step or a fact, where they are not the one of its name."""
_STATUS = ("status", "is_signed", "signed", "accepted", "done")
"""The columns that tell of the other steps."""


def refuse(past: Past, row: Gathering, before: Issue, deeds: Iterable[Deed]) -> None:
    """Refuse a row for steps that take back what was done here since it began to say so."""
    for deed in deeds:
        fact = deed.fields["field"] if deed.verb == "correct" else None
        known = [event for event in before.log if _is_taken_back(event, deed, fact)]
        columns = _COLUMNS.get(fact or deed.verb, (fact,) if fact else _STATUS)
        if not known or not past.is_after(before.id, columns, known[-1].at, known[-1].id):
            continue
        if fact:
            clash = (fact, deed.fields["old"], deed.fields["new"])
            blending.refuse(row, before.id, Blend({}, {}, [clash]), "issue")
        else:
            differs(row, next((name for name in columns if row.get(name)), "status"), before.id)


def differs(row: Gathering, name: str, record: str) -> None:
    """Refuse a row for a field of an issue that was edited here meanwhile."""
    row.fault(
        name,
        _("{id} was edited here since its sheet was last taken in, and the sheet differs").format(
            id=record
        ),
    )


def _is_taken_back(event: Event, deed: Deed, fact: str | None) -> bool:
    if fact:
        return event.do == "correct" and event.field == fact
    if event.do == "correct":
        return deed.verb == "assign" and event.field in deed.fields
    return event.do in _TAKES_BACK.get(deed.verb, ())
