"""What a cell says as text, and what says nothing."""

import re
from unicodedata import normalize

from ledger.records.base import UNSEEN
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.reading.reader import Cell

EMPTY = frozenset({"", "/", "—", "-", "——", "无", "空", "待定", "暂无", "不详", "\\"})
"""What stands in a cell that has nothing to say."""
NOTHING = EMPTY | {"没有", "暂时没有"}
"""The same where no answer or term is asked, which 没有 may be."""
_ABOVE = frozenset(
    {"同上", "同前", "ditto", "〃", "''", '"', *"\uff02\u201c\u201d\u2033", "\u2032\u2032"}
)
"""What stands in a cell that says what the one above it says: words, and marks of many shapes."""
LONGEST = 4000
"""A text has at most so many characters."""
_SHORT = 8
"""What says nothing has no more characters."""
_CONTROL = re.compile(f"[{UNSEEN}]")


def folded(cell: Cell) -> str:
    """A cell as text for comparing: letters and digits of one form, no blanks at the ends."""
    if isinstance(cell, dict):
        cell = cell.get("d", "")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return normalize("NFKC", str(cell)).strip().casefold()


def says_above(cell: Cell) -> bool:
    """Whether a cell only says that it repeats the one above."""
    return type(cell) is str and len(cell) <= _SHORT and cell.strip(" \u3000\n。.") in _ABOVE


def shown(cell: Cell) -> str:
    """A cell as a sheet shows it: a moment to the second, a number to its fifteenth digit."""
    if isinstance(cell, dict):
        return str(cell["d"]).partition(".")[0].replace("T", " ")
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def whole(said: str | None) -> str | None:
    """A text without the .0 that a program put behind a long number when it wrote a text file."""
    return re.sub(r"^(\d{7,})\.0$", r"\1", said) if said else said


def text(cell: Cell, most: int, empty: frozenset[str] = NOTHING) -> str | None:
    """What a cell says as it was typed, at most so many characters; None where that is nothing.

    Raises:
        CellFault: it is longer, or holds signs that cannot be seen.
    """
    said = shown(cell).strip()
    if "\r" in said or "_x000D_" in said:
        said = said.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
    if len(said) <= _SHORT and folded(said) in empty:
        return None
    if _CONTROL.search(said):
        raise CellFault("control")
    if len(said) > most:
        raise CellFault("long", length=len(said), most=most)
    return said


def line(cell: Cell) -> str | None:
    """The same on one line."""
    said = text(cell, LONGEST)
    return said and " ".join(said.split())


def word(cell: Cell) -> str | None:
    """A name or a term."""
    said = text(cell, 40, EMPTY)
    return said and re.sub(r"\s+", " ", said)
