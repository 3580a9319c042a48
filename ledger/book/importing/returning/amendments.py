"""The edits of a row that came back, taken into a plan: what cannot be is a fault of the row."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ledger.book.importing.personal import refuse_numbers
from ledger.book.importing.returning import (
    amending_issues,
    amending_places,
    amending_tasks,
    amending_work,
)
from ledger.book.importing.returning.amending import Amending, Edit
from ledger.errors import InvalidRecordError, LedgerError, RefusedError
from ledger.labels import label
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making

_WAYS: dict[str, Callable[[Amending], None]] = {
    "issue": amending_issues.way,
    "visit": amending_work.visit,
    "activity": amending_work.activity,
    "task": amending_tasks.task,
    "household": amending_places.household,
    "station": amending_places.station,
}
"""What makes of edits what a command would make of them, by the kind of record."""
_CALLED = {"open_reason": "reason"}
"""What columns are called whose field has no name of its own."""


def amend(making: "Making", edit: Edit, row: "Gathering") -> None:
    """Let the plan have what the edits of a row change; what cannot be is a fault of the row."""
    refuse_numbers(row)
    work = Amending(making, edit, row)
    before = len(making.ledger.notices)
    try:
        if not row.faults:
            _WAYS[edit.kind](work)
    except InvalidRecordError as error:
        known = edit.fields.keys()
        row.faults += [(name if name in known else work.last, said) for name, said in error.faults]
    except LedgerError as error:
        lacking = error.lacking if isinstance(error, RefusedError) else ()
        here = set(making.source.columns.values())
        row.fault(next((n for n in lacking if n in here), work.last), error.sentence())
    for name in edit.fields.keys() - work.taken if not row.faults else ():
        row.fault(name, _fixed(edit, name))
    row.faults = [_placed(work, *fault) for fault in row.faults]
    row.notes += making.ledger.notices[before:]
    del making.ledger.notices[before:]
    if not row.faults:
        work.done()


def _placed(work: Amending, name: str, said: str) -> tuple[str, str]:
    """A fault at a cell that is there; where its column is not, that is what to be told."""
    if name in work.making.source.columns.values():
        return name, said
    told = _("{why}; the sheet has no column “{field}”: use the command, or a layout that has one")
    cell = "status" if "status" in work.edit.fields else work.last
    return cell, told.format(why=said, field=label(_CALLED.get(name, name)))


def _fixed(edit: Edit, name: str) -> str:
    """Why a cell cannot be edited, and what to do."""
    if old := edit.was[name]:
        return _(
            "a sheet cannot change this in {id} as it stands; put back “{old}”, or use the "
            "command, where there is one"
        ).format(id=edit.record, old=old)
    return _(
        "a sheet cannot change this in {id} as it stands; empty it again, or use the command, "
        "where there is one"
    ).format(id=edit.record)
