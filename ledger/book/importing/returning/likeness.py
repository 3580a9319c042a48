"""How much of a row is still as it went out."""

from collections.abc import Mapping
from typing import Any

from ledger.book.exporting.words import UNSIGNED
from ledger.book.importing import blending
from ledger.book.importing.returning.carried import Back, Came
from ledger.rules.deadlines import Meaning

COUNTED = frozenset({"station", "by", "presses", "pressed", "warning", "household_category"})
"""The columns that the ledger works out itself."""
KEYS = ("key", "code")
"""The columns that tell which record a row is; they were heeded before its cells are."""
OF_ROW = {
    "visit": frozenset({"opinion", "answer", "promote"}),
    "task": frozenset({"text", "passed", "due", "person", "place", "progress", "status"})
    | {"reported"},
}
"""The columns in which each row of a record says something of its own."""
_HALF = 2
_MOST = 4


def same(back: Back, name: str, one: Any, other: Any) -> bool:  # noqa: ANN401 - of any cell
    """Whether two cells say the same, however they are written."""
    if one == other or name in COUNTED:
        return bool(one == other)
    if isinstance(one, str) and one.replace("\t", "") == other:
        return True  # an open document comes back without the tabs within its cells
    first, second = (back.read(name, value) for value in (one, other))
    if name == "sign":  # that nobody signed is said by no word, too
        first, second = (None if value == UNSIGNED else value for value in (first, second))
    if isinstance(first, Meaning) and isinstance(second, Meaning):
        return first._replace(word="") == second._replace(word="")
    return blending.told_alike(name, first, second)


def is_half(back: Back, came: Came, then: Mapping[str, Any]) -> bool:
    """Whether at least half of what stood in a row still does."""
    stood, kept = _counted(back, came, then)
    return kept * _HALF >= stood


def is_most(back: Back, came: Came, then: Mapping[str, Any]) -> bool:
    """Whether all of what stood in a row still does, but for its number and a quarter at most."""
    stood, kept = _counted(back, came, then, KEYS)
    return stood > 0 and (stood - kept) * _MOST <= stood


def _counted(
    back: Back, came: Came, then: Mapping[str, Any], but: tuple[str, ...] = ()
) -> tuple[int, int]:
    """How many cells of a row said something, and how many of them still say it."""
    stood = [name for name in back.fields if name not in but and then[name] is not None]
    kept = [name for name in stood if same(back, name, then[name], came.values.get(name))]
    return len(stood), len(kept)
