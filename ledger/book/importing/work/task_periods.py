"""The periods of the rows of a task sheet: what a row names, else what its title does."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import titles
from ledger.book.importing.gathering import Gathering
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


def given(making: "Making", row: Gathering) -> date | None:
    """The day on which a row without one was given: that of the sheet, or before.

    At the last day of its task it was given already, on the first day of its period as it counts.
    """
    if (as_of := making.source.as_of) is None:
        return None
    day, meant = min(as_of, making.today), row.get("due")
    if meant is None or meant.due is None or meant.due >= day or row.get("opened") is not None:
        return day
    said, title = row.get("period"), making.source.title
    time = titles.meant(said, title, as_of) if said else titles.stretch(title, as_of)
    if time is None or time.since > meant.due:
        return day
    row.note(
        _(
            "the row has no day and was due before that of the sheet; it counts as given on {day}, "
            "the first day of {period}"
        ).format(day=time.since, period=time.name)
    )
    return time.since


def name(making: "Making", fields: Mapping[str, Any]) -> str | None:
    """The period that a row names as lists ask for it: 6月 is 2026-06; other words stay.

    A row that states its record says what that has.
    """
    said: str | None = fields.get("period")
    if not said or ids.stated(fields.get("key")):
        return said
    near = fields.get("opened") or making.source.as_of
    found = titles.meant(said, making.source.title, near)
    return found.name if found else said


def _told(making: "Making", row: Row, said: str) -> Row:
    """A row with a note where its period has no year."""
    period = name(making, row.fields)
    if period == said or titles.meant(said, "", None):
        return row
    told = _("the period “{said}” is {period}").format(said=said, period=period)
    return row._replace(notes=[*row.notes, told])


def _filled(making: "Making", row: Row) -> Row:
    if ids.stated(row.fields.get("key")):
        return row
    if said := row.fields.get("period"):
        return _told(making, row, said)
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
