"""A number that stood for another matter before: people number anew, and so do other units."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ledger.records import ids
from ledger.rules.likeness import ALIKE, likeness
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering


class Matter(NamedTuple):
    """The day of a record or a row, and the texts by which a person knows what it is about."""

    day: date | None
    texts: Iterable[str | None]


def refuse(row: "Gathering", record: str, ours: Matter, theirs: Matter) -> None:
    """Refuse a row that has the number of a record, and neither its day nor anything of its matter.

    A newer copy puts one thing right or another; all at once is what nobody puts right.
    """
    number = row.get("key")
    if number is None or theirs.day is None or ours.day == theirs.day:
        return
    one, other = (list(filter(None, matter.texts)) for matter in (ours, theirs))
    if not (one and other) or any(likeness(*pair) >= ALIKE for pair in product(one, other)):
        return
    if ids.whole(str(number)) == record:
        told = _(
            "{number} is of {day} here, and this is another matter; put the numbers back, or empty "
            "this one if it is to become a new record"
        )
    else:
        told = _(
            "{number} was {id} of {day} before, and this is another matter; give it a number of "
            "its own, or, where another unit numbers so, write above the table whose sheet it is "
            "(填报单位)"
        )
    row.fault("key", told.format(number=number, id=record, day=ours.day))
