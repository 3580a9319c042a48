"""Numbers of identity cards are never taken in, from whatever cell."""

import re
from typing import TYPE_CHECKING

from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering

# Eighteen digits, in whatever width; what a spreadsheet makes of them; what people take for a mask,
# though it leaves the day of birth; and the same with blanks or strokes around that day, which is
# none of late: numbers of matters have a place, a day and a count. All begin with a
# digit, of which most texts have few.
_NUMBER = re.compile(
    r"\d(?:(?<!\d\d)(?:\d{16}[\dXxＸｘ](?!\d)|\d{13}[*＊×xXＸｘ]{3,4}|"
    r"\d{5}[\s-]?(?:19\d|20[01])\d[01]\d[0-3]\d[\s-]?\d{3}[\dXxＸｘ](?!\d))|\.\d+[eE]\+1[4-9])"
)
_SHORTEST = len("1.2e+17")


def refuse_numbers(row: "Gathering") -> None:
    """Refuse a row that holds the number of an identity card, without repeating it."""
    for name, value in row.row.fields.items():
        said = value if isinstance(value, str) else " ".join(value) if type(value) is list else ""
        if len(said) >= _SHORTEST and _NUMBER.search(said):
            row.fault(
                name,
                _("this is the number of an identity card, which no ledger keeps; delete it"),
            )
