"""What an edited row changes: each edit goes the way of the command that would enter it.

So every rule holds as it holds for a person who types: what a step demands, who may sign, which
days may be. An edit that no command could make is a fault of its cell, never silently dropped.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing.gathering import Gathering
from ledger.book.importing.personal import refuse_numbers
from ledger.book.writing import Writing
from ledger.errors import InvalidRecordError, LedgerError, RefusedError
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


class Edit(NamedTuple):
    """The edits of one row.

    `place` is which of its record's rows it is, from 0; `fields` are the edited cells as they were
    read, None where they were emptied, `raw` the same as they stand, `was` as they went out; `now`
    is the whole row as the ledger says it now.
    """

    kind: str
    record: str
    place: int
    fields: Mapping[str, Any]
    raw: Mapping[str, Any]
    was: Mapping[str, str]
    now: Mapping[str, Any]

    def get(self, name: str) -> Any:  # noqa: ANN401 - of any field
        """A field as it is to be: edited, or as it is now."""
        return self.fields[name] if name in self.fields else self.now.get(name)


class Amending(Writing):
    """The edits of one row while they are planned: a write that is never committed itself.

    What edits change is built upon the files that the plan has so far. A way takes the fields that
    it has dealt with; `last` is the field at work, which is at fault where a rule says no.
    """

    def __init__(self, making: "Making", edit: Edit, row: Gathering) -> None:
        super().__init__(making.ledger, "import")
        self.making = making
        self.edit = edit
        self.row = row
        self.taken: set[str] = set()
        self.last = next(iter(edit.fields))

    def text(self, path: str) -> bytes | None:
        """The bytes of a path as the plan has it so far, or as HEAD has it."""
        if path not in self.files and path in self.making.files:
            return self.making.files[path]
        return super().text(path)

    def take(self, *names: str) -> list[str]:
        """Deal with fields, as far as they were edited."""
        found = [name for name in names if name in self.edit.fields]
        self.taken.update(found)
        self.last = found[0] if found else self.last
        return found

    def value(self, name: str, found: Any) -> Any:  # noqa: ANN401 - of any field
        """What an edited cell stands for; one that says something must stand for something."""
        if found in (None, []) and self.edit.fields.get(name) not in (None, [], False):
            self.row.fault(name, _("; ").join(self.row.notes) or _("this is not known here"))
        return found

    def person(self, name: str) -> str | None:
        """The member of staff that a cell names, at most one."""
        people = self.people(name)
        if len(people) > 1:
            self.row.fault(name, _("only one person can stand here"))
        return people[0] if people else None

    def people(self, name: str) -> list[str]:
        """The members of staff that a cell names; a stranger among them is at fault."""
        found = self.row.people(name)
        if len(found) < len(self.edit.fields.get(name) or ()):
            self.row.fault(name, _("; ").join(self.row.notes))
        return found

    def keep(self, name: str) -> None:
        """Refuse to empty a cell whose field a record cannot be without."""
        if self.edit.fields.get(name) in (None, []):
            self.row.fault(name, _("this cannot be taken back by emptying the cell"))


def amend(making: "Making", edit: Edit, row: Gathering) -> None:
    """Let the plan have what the edits of a row change; what cannot be is a fault of the row."""
    refuse_numbers(row)
    work = Amending(making, edit, row)
    before = len(making.ledger.notices)
    try:
        if not row.faults:
            _way(edit.kind)(work)
    except InvalidRecordError as error:
        known = edit.fields.keys()
        row.faults += [(name if name in known else work.last, said) for name, said in error.faults]
    except LedgerError as error:
        lacking = error.lacking if isinstance(error, RefusedError) else ()
        here = set(making.source.columns.values())
        row.fault(next((n for n in lacking if n in here), work.last), error.sentence())
    for name in edit.fields.keys() - work.taken if not row.faults else ():
        row.fault(name, _fixed(edit, name))
    row.notes += making.ledger.notices[before:]
    del making.ledger.notices[before:]
    if not row.faults:
        making.files |= work.files


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


def _way(kind: str) -> Callable[[Amending], None]:
    from ledger.book.importing import (
        amending_issues,
        amending_places,
        amending_tasks,
        amending_work,
    )

    ways: dict[str, Callable[[Amending], None]] = {
        "issue": amending_issues.way,
        "visit": amending_work.visit,
        "activity": amending_work.activity,
        "task": amending_tasks.task,
        "household": amending_places.household,
        "station": amending_places.station,
    }
    return ways[kind]
