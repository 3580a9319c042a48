"""What is found out about a row while it is read: what lacks, what is asked, what is left out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.book.importing.known import Known
from ledger.book.importing.rows import Row
from ledger.labels import label
from ledger.words import gettext as _


@dataclass
class Gathering:
    """One row being read: faults by field, names to be asked, and notes on what is left out."""

    row: Row
    known: Known
    today: date
    faults: list[tuple[str, str]] = field(default_factory=list)
    asked: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    doubted: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.faults += self.row.faults

    def get(self, name: str) -> Any:  # noqa: ANN401 - of any field
        """The value of a field, None where the row says nothing."""
        return self.row.fields.get(name)

    def first(self, name: str) -> str | None:
        """The first of the names in a field."""
        names = self.get(name)
        return names[0] if names else None

    def fault(self, name: str, sentence: str) -> None:
        """Refuse the row for a field; of a cell that could not be read enough is said."""
        if all(name != field for field, _sentence in self.row.faults):
            self.faults.append((name, sentence))

    def note(self, sentence: str) -> None:
        """Tell that something is left out or taken otherwise."""
        if sentence not in self.notes:
            self.notes.append(sentence)

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
        if guess.code is None:
            self._uncertain(name, "place", said, guess.near)
        return guess.code

    def term(self, name: str, kind: str, said: str | None) -> str | None:
        """The term of ledger.yaml that a cell names; what it does not list is left out."""
        if said is None or not self.known.terms(kind):
            return said
        guess = self.known.term(kind, said)
        if guess.code is None and guess.near:
            self._uncertain(name, kind, said, guess.near)
        elif guess.code is None:
            self.note(
                _("{field} “{said}” is not in ledger.yaml and is left out").format(
                    field=label(name), said=said
                )
            )
        return guess.code

    def people(self, name: str) -> list[str]:
        """The members of staff among the names of a field."""
        found = []
        for said in self.get(name) or ():
            code = self.known.person(said)
            if code is None:
                self.note(
                    _("“{said}” is no member of staff here and is left out").format(said=said)
                )
            else:
                found.append(code)
        return found

    def _uncertain(
        self, name: str, kind: str, said: str, near: tuple[tuple[str, str], ...]
    ) -> None:
        offered = _(", ").join(f"{title} {code}" for code, title in near)
        if near:
            self.asked[name] = near
            self.doubted[name] = (kind, said)
            sentence = _("“{said}” is not certain; it may be {offered}").format(
                said=said, offered=offered
            )
        else:
            sentence = _("“{said}” is not known here").format(said=said)
        self.fault(name, sentence)
