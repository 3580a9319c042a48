"""How alike two titles are, so that the same matter is not written down twice unseen."""

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

ALIKE = 0.5
"""From here on two titles may well mean the same matter."""


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of pairs of neighbouring characters that two titles have in common."""
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(title: str) -> Counter[str]:
    """The pairs of neighbours; marks, blanks and width do not count, a single one is its own."""
    plain = re.sub(r"[\W_]+", "", normalize("NFKC", title).casefold())
    return Counter(plain[n : n + 2] for n in range(max(len(plain) - 1, 1)) if plain)


def alike(title: str, others: Iterable[tuple[str, str]], most: int = 3) -> list[str]:
    """The keys of the titles that come close, the closest first.

    Args:
        title: The title to compare with.
        others: Keys and titles.
        most: How many to give at most.
    """
    near = [(likeness(title, text), key) for key, text in others]
    near = [(degree, key) for degree, key in near if degree >= ALIKE]
    return [key for _degree, key in sorted(near, key=lambda pair: (-pair[0], pair[1]))[:most]]


class Titles:
    """Many titles with their keys, of which those that come close to one are asked for often."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        self._sizes: dict[str, int] = {}
        self._with: dict[str, list[tuple[str, int]]] = {}
        for key, title in titles:
            pairs = _pairs(title)
            self._sizes[key] = pairs.total()
            for pair, often in pairs.items():
                self._with.setdefault(pair, []).append((key, often))

    def alike(self, title: str) -> set[str]:
        """The keys of those that come close to a title."""
        pairs, common = _pairs(title), Counter[str]()
        for pair, often in pairs.items():
            for key, there in self._with.get(pair, ()):
                common[key] += min(often, there)
        size = pairs.total()
        return {key for key, n in common.items() if 2 * n >= ALIKE * (size + self._sizes[key])}
