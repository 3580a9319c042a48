"""The places that the names in a sheet stand for, each looked up once."""

from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ledger.book.importing import entitled
from ledger.book.importing.matching import OFFERED, Guess, Names, ends, spelt, whose
from ledger.book.importing.place_names import BETWEEN, TAIL, PlaceNames
from ledger.book.importing.rows import Source

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading

_PLACES = frozenset({"place", "station"})
"""The columns that name a place."""
_STEP = BETWEEN[0]
"""What a sheet has between them whose townships stand in a column of their own."""


class NamedPlaces(PlaceNames):
    """The names of the places of one ledger, for the reading of one sheet."""

    def __init__(self, ledger: "Reading", source: Source, decided: "Decided") -> None:
        super().__init__(ledger.index.db)
        self.headers = {field: header for header, field in source.columns.items()}
        self.passed = source.passed
        self.decided = decided
        self._source = source
        self.place = cache(self._place)
        self.place_of = cache(self._place_of)

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

    def body_of(self, unit: str, title: str) -> str | None:
        """The place that a unit is itself, or a body of; an office has sheets of its own.

        Where no unit is stated, the place is that of the title.
        """
        place = self.place_of(unit, title)
        if place is None or not unit or place == self.place_of(unit, ""):
            return place
        return place if ends(spelt(self.name_of(place) or ""), whose(unit)) else None

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
            if spelt(name).startswith(one) and len(spelt(name)) >= len(one) + TAIL
        ]

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
        asked = whose(said)  # 第一村党支部 leaves it out as well
        named = {code: name for name, code in self._below if ends(spelt(name), asked)}
        if found := self._ending(asked, self._below):
            return Guess(found)
        below = Names(self._below).guess(said)
        return below if below.code else Guess(None, _first(named.items(), below.near, guess.near))

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

    @cached_property
    def _below(self) -> list[tuple[str, str]]:
        """The names of the sheet's unit and of the places below it, with their codes."""
        above = self._lines[self.within or ""]
        return [pair for pair in self._named if self._lines[pair[1]].startswith(above)]


def _first(*near: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The first few of the places that a name may be, each once."""
    return tuple(dict(pair for pairs in near for pair in pairs).items())[:OFFERED]
