"""The names of all places, and which of them a name or a text means below another."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ledger.book.importing import entitled
from ledger.book.importing.matching import Names, ends, spelt, whose
from ledger.index import tree
from ledger.index.queries import Row

if TYPE_CHECKING:
    import sqlite3

BETWEEN = "/-—>·"
"""What people write between the names of places, one below the other."""
TAIL = 2
"""So many characters at the end of a name tell it from the others below a unit."""


class PlaceNames:
    """The names of the places of one ledger."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self.db = db

    @cached_property
    def _nodes(self) -> dict[str, Row]:
        return {row["code"]: row for row in tree.places(self.db)}

    @cached_property
    def _stations(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for code, row in self._nodes.items():  # a parent before its children
            found[code] = code if row["station"] else found.get(row["parent"])
        return found

    def station_above(self, code: str) -> str | None:
        """The nearest node, the place itself or one above it, that keeps a ledger of its own."""
        return self._stations.get(code)

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {code: row["line"] or "" for code, row in self._nodes.items()}

    @cached_property
    def _named(self) -> list[tuple[str, str]]:
        """Every name of every place, with its code; one that it had before, where none has it now.

        Who writes sheets goes on with the name of a village long after it was changed.
        """
        now = [
            (name, code)
            for code, row in self._nodes.items()
            for name in (row["name"], *json.loads(row["aliases"]))
        ]
        borne = {spelt(name) for name, _code in now}
        former = tree.former_names(self.db)
        return [*now, *(pair for pair in former if spelt(pair[0]) not in borne)]

    def called(self, said: str, above: str) -> str | None:
        """The only place below another that a name is its own, or a way to write it.

        It may go on with a body of it or leave out what is above; no other ending makes it another
        place's, as 五里镇第一片区 is none of 五里镇第一村.
        """
        asked, below = whose(said), self._lower(above)
        exact = {code for name, code in below if spelt(name) in (spelt(said), asked)}
        return exact.pop() if len(exact) == 1 else self._ending(asked, below)

    def lies_in(self, code: str, above: str) -> bool:
        """Whether a place lies in another, or is that one."""
        return self._lines[code].startswith(self._lines[above])

    def is_village(self, code: str) -> bool:
        """Whether a place has a register of its households."""
        return bool(self._nodes[code]["registers"])

    def is_village_of(self, code: str, above: str) -> bool:
        """Whether a place is a village that lies below another."""
        return self.is_village(code) and code != above and self.lies_in(code, above)

    def named_in(self, text: str) -> str | None:
        """The place that a title or an address names for certain."""
        return entitled.place(text, self._in_tree, self._lines) if text else None

    @cached_property
    def _in_tree(self) -> list[tuple[str, str]]:
        """The names of the places that lie in the tree, with their codes."""
        return [(name, code) for name, code in self._named if self._lines[code]]

    def apart(self, one: str | None, other: str | None) -> bool:
        """Whether two places are known and neither lies in the other."""
        lines = [self._lines[code] for code in (one, other) if code]
        return bool(lines[1:]) and not (
            lines[0].startswith(lines[1]) or lines[1].startswith(lines[0])
        )

    def name_of(self, code: str | None) -> str | None:
        """What people call a place."""
        return str(self._nodes[code]["name"]) if code in self._nodes else None

    def _ending(self, asked: str, named: Sequence[tuple[str, str]]) -> str | None:
        """The only place whose name ends so, with nothing before that but the names above it."""
        found = {
            code
            for name, code in named
            if ends(spelt(name), asked) and self._is_above(spelt(name).removesuffix(asked), code)
        }
        return found.pop() if len(found) == 1 and len(asked) >= TAIL else None

    def _is_above(self, said: str, code: str) -> bool:
        """Whether a name begins with those of the places above, so that they can be left out."""
        line = self._lines[code]
        above = [
            spelt(name)
            for name, other in self._named
            if other != code and self._lines[other] and line.startswith(self._lines[other])
        ]
        short = len(said) >= TAIL
        return any(said.endswith(name) or (short and name.startswith(said)) for name in above)

    def _reached(self, asked: str, named: Sequence[tuple[str, str]]) -> str | None:
        """The only place that a name reaches from one above: 五里镇榆舍片区第三村."""
        found = set[str | None]()
        for name, code in named:
            rest = asked.removeprefix(spelt(name)).lstrip(BETWEEN)
            if self._lines[code] and asked.startswith(spelt(name)) and rest:
                found.add(self._under(code, rest))
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _under(self, above: str, asked: str) -> str | None:
        """The only place below another that a name reaches from there."""
        below = self._lower(above)
        return (
            Names(below).certain(asked) or self._ending(asked, below) or self._reached(asked, below)
        )

    def _lower(self, above: str) -> list[tuple[str, str]]:
        """The names of the places below another, with their codes."""
        return [pair for pair in self._named if pair[1] != above and self.lies_in(pair[1], above)]
