"""The same matter written down twice: seen when it is registered, and made one."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledger.book.step import Step
from ledger.errors import RefusedError
from ledger.index import queries
from ledger.rules.likeness import alike
from ledger.rules.statuses import STATUS_NAMES
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_LOOKED_BACK = timedelta(days=365)


def tell_alike(ledger: "Reading", title: str, place: str, on: date) -> None:
    """Name the issues of the same village that may be the same matter."""
    since = (on - _LOOKED_BACK).isoformat()
    near = {row["id"]: row for row in queries.nearby(ledger.index.db, place, since)}
    found = alike(title, ((record, row["title"]) for record, row in near.items()))
    if not found:
        return
    told = [
        _("{id} {title} ({status})").format(
            id=record, title=near[record]["title"], status=_(STATUS_NAMES[near[record]["status"]])
        )
        for record in found
    ]
    ledger.notices.append(
        _(
            "there may be the same matter already: {issues}; if so, merge this one with “tz issue "
            "merge”"
        ).format(issues=_(", ").join(told))
    )


def other(step: Step, part: str) -> str:
    """The issue that one is merged into, where it is another and not itself merged."""
    record = step.issue.id
    main = step.ledger.find(part, ("issue",))[1]
    if main == record:
        raise RefusedError(
            _("{id} cannot be merged into itself; name the issue that goes on").format(id=record)
        )
    if step.ledger.issue(main).into == record:
        raise RefusedError(
            _("{other} is itself merged into {id}; reopen it first, or merge the other way").format(
                other=main, id=record
            )
        )
    return main


def absorb(step: Step, main: str) -> None:
    """Write on the issue that goes on which one was merged into it, in the same commit."""
    there = Step.of(step.writing, main, "absorb", step.on)
    there.take(there.event({"other": step.issue.id}))
