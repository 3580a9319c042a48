"""By when an issue must be settled, as the cell of a sheet words it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing.gathering import Gathering
from ledger.rules import clocks
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar
    from ledger.rules.deadlines import Meaning


def require_after(row: Gathering, opened: date, names: Iterable[str]) -> None:
    """Refuse a row for days of its steps that lie before it was registered."""
    for name in names:
        if name in row.used and (day := row.get(name)) and day < opened:
            _is_before(row, name, day, opened)


def _is_before(row: Gathering, name: str, day: date, opened: date) -> None:
    said = (
        _("{due} is before the day of registration, {opened}")
        if row.get("opened")
        else _(
            "{due} is before {opened}, the day of the sheet, which stands for that of "
            "registration; write that in a column 登记日期"
        )
    )
    row.fault(name, said.format(due=day, opened=opened))


def fields(row: Gathering, due: "Meaning", opened: date, calendar: "Calendar") -> dict[str, Any]:
    """The fields of an assignment; a last day that cannot be is a fault of the row."""
    from ledger.errors import BeyondCalendarError

    found: dict[str, Any] = {"long_term": True} if due.long_term else {}
    if due.limit:
        try:
            last = clocks.due(due.limit, opened, calendar)
        except BeyondCalendarError as error:
            row.fault("due", error.sentence())
            return found
        limit = due.limit
        counted = {"limit": limit.number, "count": limit.unit, "start": opened}
        found |= {"due": last, **counted, "fixed": not limit.roll}
    elif due.due and due.due < opened:
        _is_before(row, "due", due.due, opened)
    elif due.due:
        found["due"] = due.due
    if due.word and (due.limit or due.long_term):
        found["word"] = due.word[:200]
    return found
