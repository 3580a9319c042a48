"""The places that a sheet names while it is read: those of its own rows, and those there are."""

from typing import TYPE_CHECKING

from ledger.book.importing.matching import spelt
from ledger.index import lookups

if TYPE_CHECKING:
    import sqlite3

    from ledger.book.importing.gathering import Gathering


class Tree:
    """The place tree as it is; names within the sheet are added, in whatever order they stand."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self.places = {row["code"]: row for row in lookups.places(db)}
        self._codes: dict[str, set[str]] = {}

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
        """The codes of the places of a name that are directly below another."""
        return [
            code
            for code, row in self.places.items()
            if spelt(row["name"]) == spelt(name) and parent in (None, row["parent"])
        ]

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
