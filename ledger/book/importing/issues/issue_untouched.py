"""Rows and cells that nobody touched: as their sheet had them before, or as they went out.

A text file that went out has lost what was unseen, and is known by our numbers alone. It may have
any columns of an issue; those that were left as they were are no news, whatever else it lacks.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import streams
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.rows import Item, Row
from ledger.index import lookups
from ledger.records.issue import Issue
from ledger.rules import masked
from ledger.rules.deadlines import Meaning

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_PLACES = frozenset({"place", "station"})
_LEFT_OUT = frozenset({"phone", "address"})
"""What a row may say and no issue keeps; whoever says it is told so."""


def same(making: "Making", row: Gathering, key: str, ours: str) -> Item | None:
    """The item of a row that nobody touched; else what of it is as it was is written down in it.

    Args:
        making: the plan that is made.
        row: the row.
        key: what names it.
        ours: the id that it states.
    """
    issue = making.issue(ours)
    if issue is None:
        return None
    row.stands = _standing(making, row, issue)
    fields = row.row.fields.keys()
    more = row.row.faults or fields - row.stands or fields & _LEFT_OUT
    subject = row.row.subject and "category" not in fields
    if more or subject or not making.claims(issue.id, key):
        return None
    return _same(making, row, making.marks(row.row, key), issue.id, (issue.title, issue.stream))


def again(making: "Making", row: Row, key: str) -> Item | None:
    """What becomes of a row that says what it said when its sheet came before, if it is one.

    What it says may not be understood any more as it was: ledger.yaml may have changed since. The
    issue is not read: of all rows of a newer copy most are such.
    """
    if row.faults:
        return None
    name = making.named(key)
    record = making.past.named(name) or making.past.anywhere(name)
    known = record and not making.is_apart(record, key)
    told = making.past.told(record, name) if record and known else None
    if told is None or told.digest != making.digest(row.fields.items()):
        return None
    stands = lookups.headline(making.known.db, told.record)
    if stands is None or not making.claims(told.record, key):
        return None
    gathering = Gathering(row, making.known, making.today)
    return _same(making, gathering, (told.digest, name), told.record, stands)


def _same(
    making: "Making", row: Gathering, marks: tuple[str, str], record: str, stands: tuple[str, str]
) -> Item:
    (digest, name), (title, stream) = marks, stands
    if making.past.named(name) is None:
        streams.tell(row, making, stream)
    return Item(row.row.number, "same", record, title, digest, name, notes=row.notes)


def _standing(making: "Making", row: Gathering, issue: Issue) -> frozenset[str]:
    """The fields of a row that say what an export of its issue says today."""
    from ledger.book.exporting import issues

    shown = issues.row(issue.model_dump(mode="json", exclude_defaults=True), None, making.shown)
    return frozenset(
        name
        for name, said in row.row.fields.items()
        if name == "key" or _is_shown(making, issue, shown, (name, said))
    )


def _is_shown(
    making: "Making", issue: Issue, shown: Mapping[str, Any], cell: tuple[str, Any]
) -> bool:
    name, said = cell
    if name in _PLACES:
        return bool(making.known.place(said).code == getattr(issue, name))
    if name == "status":
        return bool(said == issue.status)
    if name == "reporter":
        home = making.shown.homes.get(issue.reporter or "")
        found = [making.known.household(issue.place, one) for one in said]
        return found == [issue.reporter] or bool(home and masked.covers(said, [home.name]))
    return _is_alike(said, shown.get(name))


def _is_alike(said: Any, shown: Any) -> bool:  # noqa: ANN401 - of any field
    """Whether a cell as it was read is what an export wrote."""
    from ledger.book.exporting import words

    match said:
        case bool():
            return bool(shown == words.yes(said))
        case Meaning():
            if isinstance(shown, date):
                return said.due == shown
            return shown is not None and (said.word or words.LONG_TERM) == shown
        case list():
            return masked.covers(said, shown if isinstance(shown, list) else [shown])
    return masked.covers(said, shown)
