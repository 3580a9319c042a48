"""Matters that a sheet brings and that stand here already, by another way than this sheet.

What was heard on a visit and became an issue often stands in the ledger of the village, too.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing.matching import folded
from ledger.index import standing

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making


class Standing(NamedTuple):
    """An issue that no row of the sheet is."""

    record: str
    title: str
    status: str
    opened: str


def titles(making: "Making", place: str) -> Mapping[str, Standing]:
    """By title, the issues of a place that no row of the sheet is; rather one still open."""
    found: dict[str, Standing] = {}
    for record, title, status, opened in standing.issues(making.known.db, place):
        key = "" if record in making.here else folded(title)
        if key and (key not in found or status != "closed"):
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
    known = making.titles(place).get(folded(title))
    if known and (known.status != "closed" or known.opened == opened.isoformat()):
        from ledger.book.doubles import sentence

        row.note(sentence([known[:3]]))
