"""The places that the names in a sheet stand for, each looked up once."""

import json
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ledger.book.importing import entitled
from ledger.book.importing.matching import OFFERED, Guess, Names, ends, spelt, whose
from ledger.book.importing.rows import Source
from ledger.index import tree
from ledger.index.queries import Row

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading

_PLACES = frozenset({"place", "station"})
"""The columns that name a place."""
_BETWEEN = "/-—>·"
"""What people write between the names of places, one below the other."""
_STEP = _BETWEEN[0]
"""What a sheet has between them whose townships stand in a column of their own."""
_TAIL = 2
"""So many characters at the end of a name tell it from the others below a unit."""


class NamedPlaces:
    """The names of the places of one ledger, for the reading of one sheet."""

    def __init__(self, ledger: "Reading", source: Source, decided: "Decided") -> None:
        self.db = ledger.index.db
        self.headers = {field: header for header, field in source.columns.items()}
        self.decided = decided
        self._source = source
        self.place = cache(self._place)
        self.place_of = cache(self._place_of)

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

    @cached_property
    def _places(self) -> Names:
        return Names(self._named, self.decided.get("place"))

    @cached_property
    def unit(self) -> str | None:
        """The place that stands for what a row does not name: that of whom the sheet is.

        A title tells less than a line of its own. Where rows may name places below the one in the
        title, one that names none lacks it; and places themselves are not moved below it.
        """
        if self._source.unit or self._whose is None:
            return self._whose
        alone = all(code == self._whose for _name, code in self._below)
        fits = self._source.kind != "station" and (alone or _PLACES.isdisjoint(self.headers))
        return self._whose if fits else None

    @cached_property
    def _whose(self) -> str | None:
        return self.place_of(self._source.unit, self._source.title)

    @cached_property
    def within(self) -> str | None:
        """The place whose sheet it is, be it that its rows name places of their own.

        A unit that is no place itself, 五里镇民政办 or 县水务局, tells with its title where the
        places lie that are named, and no more.
        """
        unit, title = self._source.unit, self._source.title
        return self._whose or self.named_in(unit) or self.named_in(title)

    @property
    def entitled(self) -> str | None:
        """The place whose sheet it is, where it takes the title to tell."""
        return None if self._whose == self.place_of(self._source.unit, "") else self._whose

    def _place_of(self, unit: str, title: str) -> str | None:
        """The place whose sheet it is, as its unit says; where none is stated, its title.

        A unit that leaves out what all its places begin with is the one below that of the title.
        Of a unit above villages, or of its office, the title tells which village it writes for.
        """
        asked, titled = spelt(unit), self.named_in(title)
        code = self._places.guess(unit).code or self._reached(asked, self._named) if unit else None
        if not (unit and titled):
            return code if unit else titled
        if code:
            return titled if self.is_village_of(titled, code) else code
        office, asked = self.named_in(unit), whose(unit)
        is_that = ends(spelt(self.name_of(titled) or ""), asked)
        if is_that or (office and self.lies_in(titled, office)):
            return titled
        return self._under(titled, asked)

    def called(self, said: str, above: str) -> str | None:
        """The only place below another that a name is its own, or a way to write it.

        It may go on with a body of it or leave out what is above; no other ending makes it another
        place's, as 五里镇第一片区 is none of 五里镇第一村.
        """
        asked, line = whose(said), self._lines[above]
        below = [
            (name, code)
            for name, code in self._named
            if code != above and self._lines[code].startswith(line)
        ]
        exact = {code for name, code in below if spelt(name) in (spelt(said), asked)}
        return exact.pop() if len(exact) == 1 else self._ending(asked, below)

    def lies_in(self, code: str, above: str) -> bool:
        """Whether a place lies in another, or is that one."""
        return self._lines[code].startswith(self._lines[above])

    def is_village_of(self, code: str, above: str) -> bool:
        """Whether a place is a village that lies below another."""
        is_village = bool(self._nodes[code]["registers"])
        return is_village and code != above and self.lies_in(code, above)

    def named_in(self, text: str) -> str | None:
        """The place that a title or an address names for certain."""
        return entitled.place(text, self._in_tree, self._lines) if text else None

    def located(self, text: str) -> str | None:
        """The same; one that begins with the name of a place of the sheet may leave out the unit.

        第一村三组 and 第一村文化广场 are at 五里镇第一村 in a sheet of 五里镇.
        """
        asked = spelt(text)
        begun = [pair for pair in self._short if asked.startswith(pair[0])]
        return self.named_in(text) or entitled.place(text, begun, self._lines)

    @cached_property
    def _short(self) -> list[tuple[str, str]]:
        """The names of the places below the sheet's own, without those that lie above them."""
        if self.within is None:
            return []
        above = [spelt(name) for name, code in self._in_tree if self.lies_in(self.within, code)]
        return [
            (spelt(name).removeprefix(one), code)
            for name, code in self._below
            for one in above
            if spelt(name).startswith(one) and len(spelt(name)) >= len(one) + _TAIL
        ]

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
        found = tree.place(self.db, code) if code else []
        return str(found[0]["name"]) if found else None

    def _place(self, said: str) -> Guess:
        """The place of a name; of those that it may be, the ones below the sheet's own unit first.

        Who writes for a unit leaves out what all its places begin with: 第一村 for 五里镇第一村.
        Others write all that is above: 宜君县五里镇榆舍片区第一村.
        """
        if _STEP in said and not self._places.sure(said):
            return self._stepped(said)
        guess = self._places.guess(said)
        if guess.code is None and (reached := self._reached(spelt(said), self._named)):
            return Guess(reached)
        if guess.code or not self.within:
            return guess
        asked = spelt(said)
        named = {code: name for name, code in self._below if ends(spelt(name), asked)}
        if found := self._ending(asked, self._below):
            return Guess(found)
        below = Names(self._below).guess(said)
        return below if below.code else Guess(None, _first(named.items(), below.near, guess.near))

    def _ending(self, asked: str, named: Sequence[tuple[str, str]]) -> str | None:
        """The only place whose name ends so, with nothing before that but the names above it."""
        found = {
            code
            for name, code in named
            if ends(spelt(name), asked) and self._is_above(spelt(name).removesuffix(asked), code)
        }
        return found.pop() if len(found) == 1 and len(asked) >= _TAIL else None

    def _is_above(self, said: str, code: str) -> bool:
        """Whether a name begins with those of the places above, so that they can be left out."""
        line = self._lines[code]
        above = [
            spelt(name)
            for name, other in self._named
            if other != code and self._lines[other] and line.startswith(self._lines[other])
        ]
        short = len(said) >= _TAIL
        return any(said.endswith(name) or (short and name.startswith(said)) for name in above)

    def _reached(self, asked: str, named: Sequence[tuple[str, str]]) -> str | None:
        """The only place that a name reaches from one above: 五里镇榆舍片区第三村."""
        found = set[str | None]()
        for name, code in named:
            rest = asked.removeprefix(spelt(name)).lstrip(_BETWEEN)
            if self._lines[code] and asked.startswith(spelt(name)) and rest:
                found.add(self._under(code, rest))
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _stepped(self, said: str) -> Guess:
        """The place of a name below another: 五里镇/第三村; what is only like it is asked."""
        above, _step, rest = said.partition(_STEP)
        code, alone = self.place(above).code, self.place(rest).code
        if code and (line := self._lines[code]):
            within = alone if alone and self._lines[alone].startswith(line) else None
            if found := within or self._under(code, spelt(rest)):
                return Guess(found)
        alike = self._places.guess(said.replace(_STEP, ""))
        shown = [(one, self.name_of(one) or one) for one in (alone, alike.code) if one]
        return Guess(None, _first(shown, alike.near))

    def _under(self, above: str, asked: str) -> str | None:
        """The only place below another that a name reaches from there."""
        line = self._lines[above]
        below = [
            pair
            for pair in self._named
            if pair[1] != above and self._lines[pair[1]].startswith(line)
        ]
        return (
            Names(below).certain(asked) or self._ending(asked, below) or self._reached(asked, below)
        )

    @cached_property
    def _below(self) -> list[tuple[str, str]]:
        """The names of the sheet's unit and of the places below it, with their codes."""
        above = self._lines[self.within or ""]
        return [pair for pair in self._named if self._lines[pair[1]].startswith(above)]


def _first(*near: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The first few of the places that a name may be, each once."""
    return tuple(dict(pair for pairs in near for pair in pairs).items())[:OFFERED]
