"""The period that the title of a task sheet names: rows that name none are of that."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing import titles
from ledger.book.importing.rows import Row
from ledger.records import ids
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_WEEK = "W"
"""What the name of a week has, such as 2026-W11."""
_WEEKLY = "周"
"""What the name of a kind has whose tasks are of weeks."""


def filled(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows, new ones that name no period with that of the title, where it names one.

    A week is that of any task; a month or more is so where the kind demands a period.
    """
    return [_filled(making, row) for row in rows]


def _filled(making: "Making", row: Row) -> Row:
    if row.fields.get("period") or ids.stated(row.fields.get("key")):
        return row
    period = titles.period(making.source.title, row.fields.get("opened") or making.source.as_of)
    if period is None or not (_WEEK in period or _is_longer(making, row)):
        return row
    told = _("the row names no period; it is {period}, as the title says").format(period=period)
    return row._replace(fields={**row.fields, "period": period}, notes=[*row.notes, told])


def _is_longer(making: "Making", row: Row) -> bool:
    """Whether a row is of a kind that demands a period, which may be a month or more."""
    kind = _kind(making, row)
    return "period" in kind.get("demands", ()) and _WEEKLY not in kind["name"]


def _kind(making: "Making", row: Row) -> Mapping[str, Any]:
    """The kind that a row names, else that of the sheet, else the first; empty where none is it."""
    said = row.fields.get("kind")
    if said is not None:
        code = making.known.term("task kind", said).code
    else:
        first = making.titled_kind or next(iter(making.kinds.values()), {})
        code = making.source.of_kind or first.get("code")
    return making.kinds.get(code or "", {})
