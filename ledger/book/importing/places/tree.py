"""The places that a sheet names while it is read: those of its own rows, and those there are."""

from typing import TYPE_CHECKING

from ledger.book.importing.matching import spelt
from ledger.index import tree

if TYPE_CHECKING:
    import sqlite3

    from ledger.book.importing.gathering import Gathering


class Tree:
    """The place tree as it is; names within the sheet are added, in whatever order they stand."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self.places = {row["code"]: row for row in tree.places(db)}
        self._codes: dict[str, set[str]] = {}
        self._former = tree.former_names(db)

    def name(self, name: str, code: str) -> None:
        """Let a row of the sheet be known by its name and its code."""
        for said in (name, code):
            self._codes.setdefault(spelt(said), set()).add(code)

    def above(self, row: "Gathering") -> str | None:
        """The place above a row's: one of this sheet by its exact name, else one of the ledger."""
        said = row.get("parent")
        if said is None:
            return row.known.unit
        found = self._codes.get(spelt(said), set())
        return next(iter(found)) if len(found) == 1 else row.place("parent")

    def named(self, name: str, parent: str | None) -> list[str]:
        """The codes of the places of a name that are directly below another.

        Where none has the name, those that had it before.
        """
        below = {
            c: row["name"] for c, row in self.places.items() if parent in (None, row["parent"])
        }
        former = ((said, code) for said, code in self._former if code in below)
        return [code for code, said in below.items() if spelt(said) == spelt(name)] or [
            code for said, code in former if spelt(said) == spelt(name)
        ]

    def was_called(self, code: str, name: str) -> bool:
        """Whether a place had a name before that it has no more."""
        is_now = code in self.places and spelt(self.places[code]["name"]) == spelt(name)
        return not is_now and any(
            code == of and spelt(said) == spelt(name) for said, of in self._former
        )

    def bearer(self, name: str, parent: str | None, code: str | None) -> str | None:
        """Another place that has a name, below the same one."""
        below = ((c, row["name"]) for c, row in self.places.items() if row["parent"] == parent)
        return next((c for c, said in below if c != code and spelt(said) == spelt(name)), None)

    def free_code(self, parent: str | None) -> str:
        """A code that no place has: what may be written for a new one below another."""
        used = {*self.places, *(code for codes in self._codes.values() for code in codes)}
        stem = (parent or "A")[:6]
        return next(code for n in range(1, len(used) + 2) if (code := f"{stem}{n:02d}") not in used)


def circular(code: str, parents: dict[str, str | None]) -> bool:
    """Whether a place would stand below itself."""
    seen = {code}
    above = parents.get(code)
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
