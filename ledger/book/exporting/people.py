"""What finds people in what somebody typed: households of a station, and of all below it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ledger.book.exporting.known import Home, Known
from ledger.rules import masks

_SHORTEST = 2
_DOTS = "·•・‧.．"
_BLANK = r"[^\S\n]{0,2}"
"""What people write within a name: 张　三."""
_DOT = f"[{_DOTS}]?{_BLANK}"
"""What they write for the sign between the parts of one: 阿拉坦·图, 阿拉坦•图, 阿拉坦图."""
_WIDE = ord("０") - ord("0")

Finder = re.Pattern[str]


class People:
    """The households that are named in what was typed at a place.

    A sheet of a township or a county may name anybody below it, who is no less a household there
    than at the station of the village.
    """

    def __init__(self, known: Known, *, confidential: bool = False) -> None:
        """Take those of a ledger, or those alone that are confidential, with their numbers."""
        self._known = known
        self._numbers = confidential
        self._at: dict[str, list[Home]] = {}
        for home in known.homes.values():
            if home.confidential or not confidential:
                for place in known.lines.get(home.village, ()):
                    self._at.setdefault(place, []).append(home)
        self._finder = cache(self._made)

    def at(self, place: str) -> Finder | None:
        """What finds them in the records of a place; None where nobody is looked for."""
        scope = self._known.station(place) or place  # the one above all stations
        return self._finder(scope) if scope in self._at else None

    def _made(self, scope: str) -> Finder | None:
        homes = self._at[scope]
        numbers = {home.phone for home in homes if home.phone} if self._numbers else set()
        ways = [*map(_number, numbers), *_names(home.name for home in homes)]
        return re.compile("|".join(ways)) if ways else None


def written(names: Iterable[str], whole: str) -> set[str]:
    """Those of some names that stand in a text, as they are written there."""
    signs = {*whole}
    near = (name for name in names if {*"".join(name.split())} - {*_DOTS} <= signs)
    ways = "|".join(_names(near))
    return {*re.findall(ways, whole)} if ways else set()


def masked(found: re.Match[str]) -> str:
    """A name or a number that was found, masked."""
    return masks.phone(found[0]) if found[0][0].isdigit() else masks.name(found[0])


def _names(said: Iterable[str]) -> Iterator[str]:
    """Names, by their first characters; of two that begin alike, the longer first."""
    each: dict[str, set[str]] = {}
    for name in said:
        signs = "".join(name.split())
        if len(signs) >= _SHORTEST:
            each.setdefault(signs[0], set()).add(signs[1:])
    for first, rest in each.items():
        ways = (_apart(name) for name in sorted(rest, key=len, reverse=True))
        yield f"{re.escape(first)}{_BLANK}(?:{'|'.join(ways)})"


def _number(phone: str) -> str:
    digits = "".join(filter(str.isdigit, phone)).removeprefix("86")
    wide = (f"[{digit}{chr(ord(digit) + _WIDE)}]" for digit in digits)
    return rf"(?<!\d)(?:(?:00)?86{masks.GAP})?{masks.GAP.join(wide)}(?!\d)"


def _apart(name: str) -> str:
    return _BLANK.join(_DOT if sign in _DOTS else re.escape(sign) for sign in name)
