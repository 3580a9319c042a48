"""The places that a sheet names while it is read: those of its own rows, and those there are."""

import re
from typing import TYPE_CHECKING

from ledger.book.importing.matching import spelt
from ledger.index import tree

if TYPE_CHECKING:
    import sqlite3

    from ledger.book.importing.gathering import Gathering

_TOWNSHIP = "(?:镇|乡|苏木|街道|街道办事处)$"
"""How the name of a township ends."""


class Tree:
    """The place tree as it is; names within the sheet are added, in whatever order they stand."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self.places = {row["code"]: row for row in tree.places(db)}
        self._codes: dict[str, set[str]] = {}
        self._former = tree.former_names(db)
        self._offered: set[str] = set()

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

    def bearer(self, row: "Gathering", parent: str | None, code: str | None) -> str | None:
        """Another place that has a row's name: below the same one, or a village of its township."""
        name, town = row.get("name"), self._township(parent)
        below = ((c, its["name"]) for c, its in self.places.items() if its["parent"] == parent)
        beside = next((c for c, said in below if c != code and spelt(said) == spelt(name)), None)
        village = row.known.called(name, town) if town else None
        if beside or village in (None, code) or self.was_called(village, name):
            return beside
        return village if self.places[village]["registers"] else None

    def _township(self, code: str | None) -> str | None:
        """The township that a place lies in, or that it is itself."""
        line = self.places[code]["line"] if code in self.places else None
        above = line.strip("/").split("/")[::-1] if line else ()
        return next((c for c in above if re.search(_TOWNSHIP, self.places[c]["name"])), None)

    def free_code(self, parent: str | None) -> str:
        """A code that no place has: what may be written for a new one below another.

        It is another one each time.
        """
        known = (code for codes in self._codes.values() for code in codes)
        used = {*self.places, *known, *self._offered}
        stem = (parent or "A")[:6]
        codes = (f"{stem}{n:02d}" for n in range(1, len(used) + 2))
        free = next(code for code in codes if code not in used)
        self._offered.add(free)
        return free


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
