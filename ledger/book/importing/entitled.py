"""The place that the title of a sheet names, where it names one for certain.

Chinese has no blanks between words: 王家村 stands in 上王家村户册 too, which is of another village.
So a name counts only where it begins and ends as a name of a place does, and a title that goes on
to a place that nobody knows names none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.book.importing.matching import spelt

_SHORTEST = 2
"""A name of fewer characters stands in too many words."""
_BEGINS = re.compile(r"(^|\W|\d|[省市县区旗盟州镇乡道处木年月日度周季期于共])$")
"""What may stand before a name: nothing, a mark, a time, or a larger place."""
_ENDS = re.compile(
    r"(村|屯|社区|嘎查|片区|镇|乡|苏木|街道|办事处|县|区|市|旗|州|盟|省|站|中心|组|委会|单位|部门|局|[林农牧]场)$"
)
"""How the name of a place ends, so that what follows belongs to something else."""
_VILLAGE = (
    r"([^\W\d_]{0,5}?([^\W\d_各农驻全乡政包联到进入本下]村(?!民)|[^\W\d_](社区|嘎查))"
    r"|[^\W\d_]{0,5}[*×○某])"
)
_FURTHER = re.compile(_VILLAGE)
"""A place below the one that was named, known here or not."""
_ANOTHER = re.compile(rf"[、,/和与及暨]{_VILLAGE}|等(?:.{{0,3}}(?:村|社区|嘎查)|地|处)")
"""A place beside it, or several: 五里镇第一村等6村."""


class _Found(NamedTuple):
    """A name in a title: from where to where it stands, and the places that bear it."""

    start: int
    end: int
    codes: frozenset[str]


def place(title: str, named: Sequence[tuple[str, str]], lines: Mapping[str, str]) -> str | None:
    """The code of the only place that a title names, of a town and its village the village.

    Args:
        title: the title.
        named: the names of all places with their codes.
        lines: by code, the codes from the top of the tree down to the place.
    """
    said = spelt(title)
    found = _whole(said, list(_longest(_names(said, named))))
    every = frozenset[str]().union(*(one.codes for one in found))
    lowest = [
        code
        for code in every
        if all(any(lines[code].startswith(lines[above]) for above in one.codes) for one in found)
    ]
    if len(lowest) != 1 or _ANOTHER.match(said, found[-1].end):
        return None
    below = [pair for pair in named if lines[pair[1]].startswith(lines[lowest[0]])]
    further = _FURTHER.match(said, found[-1].end)
    if further is None or all(code == lowest[0] for _name, code in below):
        return lowest[0]
    meant = {code for name, code in below if spelt(name).endswith(further[0])}
    return meant.pop() if len(meant) == 1 else None


def _names(said: str, named: Sequence[tuple[str, str]]) -> Iterator[_Found]:
    """Every name that stands in a title."""
    codes: dict[str, set[str]] = {}
    for name, code in named:
        known = spelt(name)
        if len(known) >= _SHORTEST and known in said:
            codes.setdefault(known, set()).add(code)
    for name, bearers in codes.items():
        for at in re.finditer(re.escape(name), said):
            yield _Found(at.start(), at.end(), frozenset(bearers))


def _longest(found: Iterator[_Found]) -> Iterator[_Found]:
    """Those that stand in no longer one, as they follow each other."""
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > end:
            yield one
            end = one.end


def _whole(said: str, found: Sequence[_Found]) -> list[_Found]:
    """Those names that are no part of another word; none where one ends the name of a stranger."""
    ends = [one for one in found if _ends(said, one)]
    after = {one.end for one in found}
    return ends if all(one.start in after or _begins(said, one) for one in ends) else []


def _begins(said: str, one: _Found) -> bool:
    before = said[: one.start]
    latin = said[one.start].isascii() and before[-1:].isascii() and before[-1:].isalnum()
    return bool(_BEGINS.search(before)) and not latin


def _ends(said: str, one: _Found) -> bool:
    return bool(_ENDS.search(said[: one.end])) or not said[one.end : one.end + 1].isalnum()
