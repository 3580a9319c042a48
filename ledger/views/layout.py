"""Widths of text on a terminal, where a Chinese character fills two columns."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, chop_cells

from ledger.views.listing import Column

GAP = 2
"""Blank columns between two columns of a table."""

_NARROWEST = 4
_MARKS = "\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_CLOSING = "，。；：！？、）】」』》〉”’…"
_OPENING = "（【「『《〈“‘"
_TOKEN = re.compile(
    f"[{_OPENING}]*(?:[!-~]+[{_MARKS}]*|.(?:[{_MARKS}]|\u200d.)*)[{_CLOSING}]* *", re.DOTALL
)
"""A Latin word or one character, with its marks and the punctuation that a line may not part."""


def width_of(text: str) -> int:
    """How many columns the text fills."""
    return cell_len(text)


def clip(text: str, width: int, mark: str = "…") -> str:
    """The text cut to a width, its end replaced by a mark where something was cut."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(mark)
    return (chop_cells(text, room)[0].rstrip() if room > 1 else "") + mark


def pad(text: str, width: int, align: str = "left") -> str:
    """The text filled with blanks to a width."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if align == "right" else text + blanks


def fold(text: str, width: int) -> list[str]:
    """The text on as many lines as it needs, broken between words or Chinese characters."""
    lines = [""]
    for token in _TOKEN.findall(text):
        if cell_len(lines[-1] + token.rstrip()) <= width:
            lines[-1] += token
        elif cell_len(token.rstrip()) <= width:
            lines.append(token)
        else:
            start = lines.pop()
            lines += chop_cells(start + token, width)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def fit(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """Which columns stay, by position, and how wide each is, so that all fit into the room."""
    least = [
        min(width, max(column.least, _NARROWEST)) if column.flexible else width
        for column, width in zip(columns, natural, strict=True)
    ]
    kept = list(range(len(columns)))
    while _needed([least[i] for i in kept]) > room:
        droppable = [i for i in kept if columns[i].rank]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda i: (columns[i].rank, i)))
    widths = {i: least[i] for i in kept}
    _squeeze(widths, room)
    _spread(widths, natural, room)
    return widths


def _needed(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _squeeze(widths: dict[int, int], room: int) -> None:
    """Narrow the widest again and again, where even the least does not fit."""
    while _needed(list(widths.values())) > room:
        widest = max(widths, key=lambda i: widths[i])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1


def _spread(widths: dict[int, int], natural: Sequence[int], room: int) -> None:
    """Give what is left to the columns that want more, in turns."""
    left = room - _needed(list(widths.values()))
    while left > 0 and (wanting := [i for i in widths if widths[i] < natural[i]]):
        for i in wanting[:left]:
            widths[i] += 1
        left -= len(wanting[:left])
