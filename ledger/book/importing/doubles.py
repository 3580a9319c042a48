"""Matters that a sheet brings and that stand here already, by another way than such a sheet.

What was heard on a visit and became an issue often stands in the ledger of the village, too.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing.matching import plain
from ledger.index import standing
from ledger.rules.statuses import STATUS_NAMES
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making


class Standing(NamedTuple):
    """An issue that no sheet of this kind brought."""

    record: str
    title: str
    status: str
    opened: str


Titles = Mapping[tuple[str, str], Standing]
"""Issues by place and title."""


def titles(making: "Making") -> Titles:
    """The issues that no sheet of this kind brought; of one title and place one that is open."""
    found: dict[tuple[str, str], Standing] = {}
    for record, place, title, status, opened in standing.issues(making.known.db):
        key = place, plain(title)
        if record not in making.last and (key not in found or status != "closed"):
            found[key] = Standing(record, title, status, opened)
    return found


def tell(making: "Making", row: "Gathering", about: tuple[str, str, date]) -> None:
    """Tell of a new issue that there may be the same matter already.

    Args:
        making: the plan that is made.
        row: the row of which the issue is made.
        about: its place, title and day; what was closed of another day is another matter.
    """
    place, title, opened = about
    known = making.titles.get((place, plain(title))) if making.titles else None
    if known is None or (known.status == "closed" and known.opened != opened.isoformat()):
        return
    told = _("{id} {title} ({status})").format(
        id=known.record, title=known.title, status=_(STATUS_NAMES[known.status])
    )
    row.note(
        _(
            "there may be the same matter already: {issues}; if so, merge this one with “tz issue "
            "merge”"
        ).format(issues=told)
    )
