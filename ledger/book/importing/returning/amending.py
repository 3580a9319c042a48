"""What an edited row changes: each edit goes the way of the command that would enter it.

So every rule holds as it holds for a person who types: what a step demands, who may sign, which
days may be. An edit that no command could make is a fault of its cell, never silently dropped.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing import masking
from ledger.book.writing import RecordT, Writing
from ledger.rules import names
from ledger.store.form import Revision
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making
    from ledger.records.base import Value
    from ledger.store.form import Change


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

    def __init__(self, making: "Making", edit: Edit, row: "Gathering") -> None:
        super().__init__(making.ledger, "import")
        self.making = making
        self.edit = edit
        self.row = row
        self.taken: set[str] = set()
        self.last = next(iter(edit.fields))
        self._revised: dict[str, Revision[Any]] = {}

    def text(self, path: str) -> bytes | None:
        """The bytes of a path as the plan has it so far, or as HEAD has it."""
        if revised := self._revision(path):
            return revised.file()
        for planned in (self.files, self.making.files):
            if path in planned:
                return planned[path]
        return self.making.text(path)

    def read(self, kind: type[RecordT], path: str) -> RecordT | None:
        """The record of a path as the plan has it so far, or as HEAD has it."""
        revised = self._revision(path)
        return revised.record if revised else super().read(kind, path)

    def put(self, path: str, record: "Value") -> None:
        """Write a record anew in its canonical form."""
        super().put(path, record)
        self._revised.pop(path, None)

    def revise(self, kind: type[RecordT], path: str, change: "Change") -> RecordT:
        """Let a change be made to the data of a record; its file is written with the whole plan.

        Many rows change one register, and each would write out all of it.
        """
        known = self._revision(path) or Revision.begin(kind, self.text(path) or b"", path)
        self._revised[path] = revised = known.after(change)
        self.files.pop(path, None)
        record: RecordT = revised.record
        return record

    def _revision(self, path: str) -> "Revision[Any] | None":
        if path in self.files:
            return None
        return self._revised.get(path) or self.making.revised.get(path)

    def done(self) -> None:
        """Let the plan have what was changed."""
        self.making.files |= self.files
        for path in self.files:
            self.making.revised.pop(path, None)
        self.making.revised |= self._revised

    def take(self, *names: str) -> list[str]:
        """Deal with fields, as far as they were edited."""
        found = [name for name in names if name in self.edit.fields]
        self.taken.update(found)
        self.last = found[0] if found else self.last
        return found

    def value(self, name: str, found: Any) -> Any:  # noqa: ANN401 - of any field
        """What an edited cell stands for; one that says something must stand for something."""
        lost = found in (None, []) and not _is_nothing(self.edit.fields.get(name))
        if lost and name not in dict(self.row.faults):
            shown = masking.cell(self.edit.kind, name, str(self.edit.raw[name]))
            told = _("“{said}” is not known here; write it as the ledger has it, or undo the edit")
            self.row.fault(name, told.format(said=shown))
        return found

    def person(self, name: str) -> str | None:
        """The member of staff that a cell names, at most one."""
        people = self.people(name)
        if len(people) > 1:
            self.row.fault(name, _("only one person can stand here"))
        return people[0] if people else None

    def people(self, name: str) -> list[str]:
        """The members of staff that a cell names; a stranger among them is at fault."""
        known = self.row.known.person
        said = [names.spaced(one, known) for one in self.edit.fields.get(name) or ()]
        if strangers := [one for one in chain.from_iterable(said) if known(one) is None]:
            self.no_staff(name, strangers)
        return self.row.people(name)

    def no_staff(self, name: str, strangers: Sequence[str]) -> None:
        """Refuse a cell that names strangers."""
        told = _("“{said}” is no member of staff here; write a staff code, such as c003")
        self.row.fault(name, told.format(said=names.joined(strangers)))

    def keep(self, name: str) -> None:
        """Refuse to empty a cell whose field a record cannot be without."""
        if self.edit.fields.get(name) in (None, []) and name not in dict(self.row.faults):
            self.row.fault(name, _("this cannot be taken back by emptying the cell"))


def put(data: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Give fields new values; those that say nothing go."""
    for name, value in fields.items():
        if _is_nothing(value):
            data.pop(name, None)
        else:
            data[name] = value


def _is_nothing(value: Any) -> bool:  # noqa: ANN401 - of any field
    """Whether a value says nothing; a 0 is a number as any."""
    return value is None or value is False or value == []
