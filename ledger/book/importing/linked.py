"""What was heard or found, by a sheet and by the ledger: which is which, so that links stay."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ledger.rules.likeness import ALIKE, likeness
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering

Point = dict[str, Any]
"""An opinion, a finding or a decision, with what hangs on it here."""
_LINKS = frozenset({"issue", "task"})


def is_linked(point: Point) -> bool:
    """Whether it became something else here."""
    return not _LINKS.isdisjoint(point)


def paired(
    row: "Gathering",
    field: str,
    ours: Sequence[Point],
    theirs: Sequence[Point],
    plain: Callable[[str], str] = str,
) -> dict[int, Point]:
    """Which of ours each of theirs is, by its place.

    What was put in other words is alike; another matter is never the one that became something.

    Args:
        row: the row, which is refused where what became something here would be lost.
        field: where it states them.
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
    if lost := next(filter(is_linked, left), None):
        said = _("“{said}” became {record} here and must stay in the sheet")
        became = lost.get("issue") or lost.get("task")
        row.fault(field, said.format(said=lost["text"], record=became))
    return known
