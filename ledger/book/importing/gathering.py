"""What is found out about a row while it is read: what lacks, what is asked, what is left out."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from sys import intern
from typing import Any

from ledger.book.importing import remarked
from ledger.book.importing.known import Known
from ledger.book.importing.matching import plain
from ledger.book.importing.rows import Row
from ledger.labels import label
from ledger.rules import names
from ledger.rules.statuses import CLOSING
from ledger.words import gettext as _


@dataclass
class Gathering:
    """One row being read: faults by field, names to be asked, and notes on what is left out.

    `used` are the fields that something was made of; `rest` are people beyond the one that a field
    has a place for; `closing` are the sign-offs that an issue of its stream needs, in order;
    `stands` are the fields that say what its record says.
    """

    row: Row
    known: Known
    today: date
    faults: list[tuple[str, str]] = field(default_factory=list)
    asked: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    doubted: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    rest: dict[str, list[str]] = field(default_factory=dict)
    closing: Sequence[str] = CLOSING
    stands: Collection[str] = frozenset()

    def __post_init__(self) -> None:
        self.faults += self.row.faults
        self.notes += self.row.notes

    def get(self, name: str) -> Any:  # noqa: ANN401 - of any field
        """The value of a field, None where the row says nothing."""
        return self.row.fields.get(name)

    def use(self, name: str) -> Any:  # noqa: ANN401 - of any field
        """The value of a field of which something is made."""
        self.used.add(name)
        return self.row.fields.get(name)

    def called(self, name: str) -> str:
        """What the sheet calls a field."""
        return self.known.headers.get(name) or label(name)

    def fault(self, name: str, sentence: str) -> None:
        """Refuse the row for a field; of a cell that could not be read enough is said."""
        told = (name, sentence) in self.faults
        if not told and all(name != field for field, _sentence in self.row.faults):
            self.faults.append((name, sentence))

    def note(self, sentence: str) -> None:
        """Tell that something is left out or taken otherwise; many rows have the same to tell."""
        if sentence not in self.notes:
            self.notes.append(intern(sentence))

    def lacks(self, name: str, why: str) -> None:
        """Refuse the row for an empty cell; where a row above fills it, tell what can be done.

        People leave a cell empty where it would repeat the one above, and just so where there is
        nothing to say: which of both it is only a person can tell.
        """
        if name in self.row.above:
            why = _(
                "{why}; if what stands above holds here too, --fill-down {column} takes it over"
            ).format(why=why, column=self.called(name))
        self.fault(name, why)

    def dayless(self, why: str) -> str:
        """Why there is no day; with the column that may have it, and was not understood."""
        may = next((said for said in self.known.passed if re.search("日期|时间", said)), None)
        if may is None or "date" in self.known.headers:
            return why
        return _("{why}; “{column}” is not understood: head it 日期 if that is the day").format(
            why=why, column=may
        )

    def forgo(self, name: str, why: str) -> None:
        """Leave a field out with a word, even if it could not be read: it is not kept anyway."""
        before = len(self.faults)
        self.faults = [one for one in self.faults if one[0] != name]
        if name in self.row.fields or len(self.faults) < before:
            self.note(why)

    def day(self, name: str) -> date | None:
        """A day of the row, which must have come."""
        found: date | None = self.get(name)
        if found is not None and found > self.today:
            self.fault(name, _("{day} has not come yet").format(day=found))
            return None
        return found

    def place(self, name: str = "place") -> str | None:
        """The place that the row names; a name that is not certain is asked."""
        said = self.get(name)
        if said is None:
            return None
        guess = self.known.place(said)
        if guess.code is None and self._is_several(said):
            self.fault(
                name, _("“{said}” names several places; write a row for each").format(said=said)
            )
        elif guess.code is None:
            self._uncertain(name, "place", said, guess.near)
        return guess.code

    def _is_several(self, said: str) -> bool:
        """Whether a cell names places, each of which is known."""
        several = names.apart(said)
        return len(several) > 1 and all(self.known.place(one).code for one in several)

    def _of_address(self, columns: Iterable[str]) -> str | None:
        """The place that an address names for certain, where no column tells the place.

        Where a matter is goes before the home of who reported it. Where the unit tells a place, it
        is a village below that.
        """
        unit = self.known.unit
        if any(name in self.known.headers for name in columns):
            return unit
        if unit and self.known.is_village(unit):
            return unit
        said = filter(None, map(self.row.fields.get, ("spot", "address")))
        found = next(filter(None, map(self.known.located, said)), None)
        if found is None or (unit and not self.known.is_village_of(found, unit)):
            return unit
        self.note(_("no column tells the village; it is the one that the address names"))
        return found

    def use_day(self, name: str) -> date | None:
        """A day of which something is made."""
        self.used.add(name)
        return self.day(name)

    def somewhere(self, *names: str) -> str | None:
        """The place that one of some fields names, else that of the whole sheet; there must be one.

        Where a row above names another place, an empty cell may well mean that one.
        """
        named = next((name for name in names if self.get(name) is not None), None)
        found = self.place(named) if named else self._of_address(names)
        for name in names[: names.index(named) if named else None]:
            above = self.row.above.get(name)
            if above is not None and self.known.place(above).code != found:
                self.lacks(name, _("there is no place; write the village"))
                return None
        if named is None and found is None:
            stated = any(name in self.known.headers for name in names)
            self.fault(
                names[0],
                _("there is no place; write the village")
                if stated
                else _(
                    "there is no place; write the village, or tell that of the sheet with --place"
                ),
            )
        return found

    def term(self, name: str, kind: str, said: str | None, *, needed: bool = False) -> str | None:
        """The term of ledger.yaml that a cell names; what it does not list is left out.

        What is `needed` is not: its row is refused, which says enough.
        """
        if said is None or not self.known.terms(kind):
            return said
        guess = self.known.term(kind, said)
        if guess.code is None and guess.near:
            self._uncertain(name, kind, said, guess.near)
        elif guess.code is None and not needed:
            self.note(
                _("{field} “{said}” is not in ledger.yaml and is left out").format(
                    field=label(name), said=said
                )
            )
        return guess.code

    def people(self, name: str) -> list[str]:
        """The members of staff among the names of a field."""
        return self._members(self.parts(name))

    def parts(self, name: str) -> list[str]:
        """The names of a field, those with blanks between them apart where staff is among them."""
        person = self.known.person
        return [*chain.from_iterable(names.spaced(s, person) for s in self.get(name) or ())]

    def staff(self, said: Iterable[str]) -> list[str]:
        """The members of staff among names; of whom more is said than who it is nobody is taken."""
        left = []
        for one in said:
            name = re.split("[(（]", one, maxsplit=1)[0].strip()
            if self.known.person(name) and not self.known.person(one):
                more = _("“{said}” says more than who it is and is left out")
                self.note(more.format(said=one))
            else:
                left.append(one)
        return self._members(left)

    def _members(self, said: Iterable[str]) -> list[str]:
        found = []
        for one in said:
            if (code := self.known.person(one)) is None:
                self.note(_("“{said}” is no member of staff here and is left out").format(said=one))
            else:
                found.append(code)
        return found

    def home(self, place: str, said: str, *, secret: bool = False) -> str | None:
        """The household of somebody; what is written beside the name is told to be left out.

        But a wish not to be named is no such thing where the record keeps it as `secret`.
        """
        found, one = self.known.household(place, said), remarked.read(said)
        kept = not one.remark or (secret and one.is_secret)
        if found and not kept and plain(said) != plain(self.known.head(found)):
            self.note(_("what is written beside the name of a household is left out"))
        return found

    def one(self, name: str, *, remarks: bool = True) -> str | None:
        """The first member of staff in a field that has a place for one; the rest are told.

        Where the record takes `remarks`, the rest go into one.
        """
        self.used.add(name)
        people = list(dict.fromkeys(self.people(name)))
        if len(people) > 1:
            self.rest[name] = people[1:]
            said = (
                _("{field}: there is a place for one person; a remark has {people}")
                if remarks
                else _("{field}: there is a place for one person; {people} left out")
            )
            self.note(said.format(field=self.called(name), people=_(", ").join(people[1:])))
        return people[0] if people else None

    def _uncertain(
        self, name: str, kind: str, said: str, near: tuple[tuple[str, str], ...]
    ) -> None:
        names = (title if title == code else f"{title} {code}" for code, title in near)
        offered = _(", ").join(names)
        if near:
            self.asked[name] = near
            self.doubted[name] = (kind, said)
            sentence = _("“{said}” is not certain; it may be {offered}").format(
                said=said, offered=offered
            )
        else:
            sentence = _("“{said}” is not known here; write it as the ledger has it").format(
                said=said
            )
        self.fault(name, sentence)
