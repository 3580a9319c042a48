"""The same matter written down twice: seen when it is registered."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

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
    if found:
        told = [(record, near[record]["title"], near[record]["status"]) for record in found]
        ledger.notices.append(sentence(told))


def sentence(issues: Iterable[tuple[str, str, str]]) -> str:
    """What to tell of issues, each with its title and status, that may be the same matter."""
    told = [
        _("{id} {title} ({status})").format(id=record, title=title, status=_(STATUS_NAMES[status]))
        for record, title, status in issues
    ]
    return _(
        "there may be the same matter already: {issues}; if so, merge this one with “tz issue "
        "merge”"
    ).format(issues=_(", ").join(told))
