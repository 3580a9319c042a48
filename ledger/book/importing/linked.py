"""What was heard or found, by a sheet and by the ledger: which is which, so that links stay."""

from collections.abc import Callable, Sequence
from typing import Any

from ledger.rules.likeness import ALIKE, likeness

Point = dict[str, Any]
"""An opinion, a finding or a decision, with what hangs on it here."""
_LINKS = frozenset({"issue", "task"})


def is_linked(point: Point) -> bool:
    """Whether it became something else here."""
    return not _LINKS.isdisjoint(point)


def paired(
    ours: Sequence[Point], theirs: Sequence[Point], plain: Callable[[str], str] = str
) -> tuple[dict[int, Point], list[Point]]:
    """Which of ours each of theirs is, by its place; and those of ours that none is.

    What was put in other words is alike; another matter is never the one that became something.

    Args:
        ours: as the ledger has them.
        theirs: as the sheet states them.
        plain: how the text of one of ours stands in a sheet.
    """
    left, known = list(ours), dict[int, Point]()
    ways: tuple[Callable[[Point, str], bool], ...] = (
        lambda our, said: plain(our["text"]) == said,
        lambda our, said: likeness(our["text"], said) >= ALIKE,
        lambda our, _said: not is_linked(our),
    )
    for fits in ways:
        for n, point in enumerate(theirs):
            found = next((our for our in left if n not in known and fits(our, point["text"])), None)
            if found is not None:
                left.remove(found)
                known[n] = found
    return known, left
