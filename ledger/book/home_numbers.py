"""The numbers of households: counted, so that history must tell which were given before.

Visits, issues and sheets of other copies name a household by its number alone. One that was taken
back, with an undo or by hand, is given again to nobody but the household that had it.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from ledger.records import paths
from ledger.store.git import Git

_ADDED = ("--full-history", "--format=", "--patch", "--unified=0", "--no-renames")
_PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv")
_LINE = re.compile(
    r"^\+.*?\bid: ([A-Z0-9]{2,8}-\d{4,})\b(?:(?:, |\n\+ +)name: \"?([^\"\n,}]*))?", re.MULTILINE
)
"""A line that a register got: its number, and the name of its head, which stands beside it."""

Given = Mapping[str, Collection[str]]
"""Numbers that were ever given in a village, each with the names of the heads that had it."""


def given(git: Git, places: Iterable[str]) -> Mapping[str, Given]:
    """The numbers that the registers of some villages ever had, by village."""
    files = [paths.register(place) for place in places]
    if not (files and git.head()):
        return {}
    told = git.ask("log", *_ADDED, *_PLAIN, "HEAD", "--", *files).decode("utf-8", "replace")
    found: dict[str, dict[str, set[str]]] = {}
    for number, name in _LINE.findall(told):
        of_place = found.setdefault(number.rpartition("-")[0], {})
        of_place.setdefault(number, set()).add(name.strip())
    return found


def free(place: str, name: str, used: Collection[str], before: Given) -> str:
    """The number of a further household: the one that it had before, else the one after the last.

    Args:
        place: the village.
        name: the head of the household.
        used: the numbers that households of the village have now.
        before: the numbers that were ever given there.
    """
    had = (number for number in sorted(before) if number not in used and name in before[number])
    last = max((int(one.rpartition("-")[2]) for one in (*used, *before)), default=0)
    return next(had, f"{place}-{last + 1:04d}")
