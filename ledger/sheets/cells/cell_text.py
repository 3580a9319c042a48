"""What a cell says as text, and what says nothing."""

import re
from unicodedata import normalize

from ledger.sheets.reading.reader import Cell

EMPTY = frozenset({"", "/", "—", "-", "——", "无", "空", "待定", "暂无", "不详", "\\"})
"""What stands in a cell that has nothing to say."""


def folded(cell: Cell) -> str:
    """A cell as text for comparing: letters and digits of one form, no blanks at the ends."""
    if isinstance(cell, dict):
        cell = cell.get("d", "")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return normalize("NFKC", str(cell)).strip().casefold()


def shown(cell: Cell) -> str:
    """A cell as a sheet shows it: a moment to the second, a number to its fifteenth digit."""
    if isinstance(cell, dict):
        return str(cell["d"]).partition(".")[0].replace("T", " ")
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def whole(said: str | None) -> str | None:
    """A text without the .0 that a program put behind a long number when it wrote a text file."""
    return re.sub(r"^(\d{7,})\.0$", r"\1", said) if said else said
