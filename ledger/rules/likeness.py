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
