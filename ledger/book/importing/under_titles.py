"""Titles between rows that name a place: rows below that name none are of that."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ledger.book.importing.rows import Row
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_VILLAGE = re.compile(r".+(?:村|社区|嘎查)")


def filled(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows; those below the title of a place are of no subject, but of the place.

    A village that is not certain is asked in each of them, as one in a cell is.
    """
    subjects = {row.subject for row in rows if row.subject}
    places = {one for one in subjects if _is_place(making, one)}
    return [_filled(row) if row.subject in places else row for row in rows]


def _is_place(making: "Making", said: str) -> bool:
    guess = making.known.place(said)
    return guess.code is not None or bool(guess.near and _VILLAGE.fullmatch(said))


def _filled(row: Row) -> Row:
    if "place" in row.fields or any(name == "place" for name, _sentence in row.faults):
        return row._replace(subject="")
    told = _("the row names no village; it is that of the title above it")
    fields = {**row.fields, "place": row.subject}
    return row._replace(fields=fields, subject="", notes=[*row.notes, told])
