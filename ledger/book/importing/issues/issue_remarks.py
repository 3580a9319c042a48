"""What a row of an issue sheet says that no step of an issue has a place for: kept in remarks.

A sheet has columns that the lifecycle does not know, such as 整改目标 or 责任领导, and cells that
do not go with its status, such as a result of what is still in hand. Its own words are kept.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ledger.book.importing import masking
from ledger.book.importing.gathering import Gathering
from ledger.rules.deadlines import Meaning
from ledger.words import gettext as _

_PEOPLE = ("first_asked", "leader", "person", "presser", "checker", "signer")
_SAYING = (
    *("spot", "first_asked"),
    *("leader", "unit", "co_units", "person", "goal", "measures", "due", "progress"),
    *("pressed", "presser", "pressing", "to", "is_escalated", "escalated", "open_reason"),
    *("result", "done", "checker", "accepted", "acceptance"),
    *("is_signed", "signer", "signed", "signing", "satisfaction", "witness"),
    *("fed_back", "published", "reported", "archived"),
)
"""The fields that steps are made of, in the order of a sheet."""
_ANY = frozenset(_SAYING)
_MOST = 4_000
"""A remark has at most so many characters."""


def of(row: Gathering) -> Iterator[str]:
    """The remarks of a row, once its steps were made; who is no member of staff is not named."""
    left = (_ANY & row.row.fields.keys()) - row.used - {*row.stands}
    told = []
    for name in sorted(left | row.rest.keys(), key=_SAYING.index) if left or row.rest else ():
        said = _words(row, name)
        if said:
            told += [row.called(name)] if name in left else []
            yield f"{row.called(name)}：{said}"[:_MOST]
    if told:
        row.note(
            _("{columns}: no step is made of this, so it is kept in a remark").format(
                columns=_(", ").join(told)
            )
        )


def _words(row: Gathering, name: str) -> str:
    if name in _PEOPLE:
        return _people(row, name)
    said = _said(row.get(name))
    return masking.signature(said) if name == "witness" else said


def _people(row: Gathering, name: str) -> str:
    return "、".join(row.rest[name] if name in row.rest else row.people(name))


def _said(value: Any) -> str:  # noqa: ANN401 - of any field
    """A cell in one text, in the words of the sheet where it has words."""
    match value:
        case Meaning():
            return value.word or _said(value.due)
        case list():
            return "、".join(value)
        case True:
            return "是"
        case date():
            return value.isoformat()
    return str(value or "")
