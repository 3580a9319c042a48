"""What a cell says, read as its column demands and never guessed.

Letters and digits are folded for reading days, numbers and known words; text is kept as it was
typed. A cell that cannot be read, or that a spreadsheet has spoiled on the way, is a fault with a
code, told with the cell's name.
"""

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from ledger.rules import dates, masked, masks, names
from ledger.sheets.cells import cell_people
from ledger.sheets.cells.cell_days import Circumstances, day, deadline
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.cells.cell_text import EMPTY, folded, shown, whole
from ledger.sheets.cells.cell_words import (
    AT_HOME,
    AWAY,
    HANDED_UP,
    NO,
    NOT_HANDED_UP,
    NOT_PROMOTED,
    NOT_SECRET,
    PROMOTED,
    SATISFACTION,
    SECRET,
    SIGNS,
    STATUS,
    UPPER,
    VISITS,
    WITNESSED,
    YES,
)
from ledger.sheets.reading.reader import Cell

NO_VALUE = {"e": "="}
"""A cell that holds a formula and no value."""
_DASH = re.compile(r"(?<=[0-9A-Za-z])[‐‑‒–—―−─](?=[0-9A-Za-z])")
"""What a word processor or an input method makes of a hyphen within a number."""
_AREA = re.compile(r"\((0\d{2,3})\)[ -]?")
_FIVE = re.compile(r"(?:\d\D?){5}")
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+?\d+")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufeff\ufffe\uffff]"
)
_SHORT = 8
"""What says nothing has no more characters."""
_MARKED = frozenset({"yes", "away", "promote", "secret", "status", "sign", "upper", "up"})
_REPEATED = _MARKED | {
    "word",
    "words",
    "people",
    "absent",
    "place",
    "category",
    "satisfaction",
    "visit_kind",
}
_TICKED = _MARKED | {"witness", "skip"}
"""How columns are read that may be ticked; elsewhere true and false are the words they show."""
_COUNT = r"[0-9]{1,9}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_EXACT = 10**15
_NOWHERE = Circumstances(date.min)


def read(reads: str, cell: Cell, where: Circumstances) -> object:
    """The value of a cell, None where it says nothing.

    Args:
        reads: how its column is read.
        cell: the cell as the file gave it.
        where: what the reading depends on.

    Raises:
        CellFault: it cannot be read so.
    """
    if type(cell) is str:
        if not cell or cell.isspace():
            return None
        if reads in _REPEATED:
            return _known(reads, cell)
    elif cell is None:
        return None
    elif type(cell) is bool and reads not in _TICKED:
        cell = str(cell).upper()
    elif type(cell) is dict and "e" in cell and reads != "skip":
        raise CellFault("uncounted" if cell["e"] == NO_VALUE["e"] else "error")
    return _READERS[reads](cell, where)


@lru_cache(16384)
def _known(reads: str, cell: str) -> object:
    """What a word says that stands in many rows, and depends on nothing around it."""
    return _READERS[reads](cell, _NOWHERE)


def _text(cell: Cell, most: int) -> str | None:
    said = shown(cell).strip()
    if "\r" in said or "_x000D_" in said:
        said = said.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
    if len(said) <= _SHORT and folded(said) in EMPTY:
        return None
    if _CONTROL.search(said):
        raise CellFault("control")
    if len(said) > most:
        raise CellFault("long", length=len(said), most=most)
    return said


def _line(cell: Cell, _where: Circumstances) -> str | None:
    said = _text(cell, 4000)
    return said and " ".join(said.split())


def _word(cell: Cell, _where: Circumstances) -> str | None:
    said = _text(cell, 40)
    return said and re.sub(r"\s+", " ", said)


def _names(cell: Cell, _where: Circumstances) -> list[str]:
    """Several names in one cell, the first of them in the lead; one in quotes stays whole."""
    return cell_people.apart(_text(cell, 4000) or "")


def _name(cell: Cell, where: Circumstances) -> str | None:
    """One name, without the telephone number beside it."""
    said = _line(cell, where)
    return (said and cell_people.alone(said)) or None


def _code(cell: Cell, _where: Circumstances) -> str | None:
    """A number that names something: never rounded, never short of a zero that we could know."""
    if isinstance(cell, dict):
        raise CellFault("dated", said=cell)
    said = whole(_text(cell, 60)) if not isinstance(cell, float) else folded(cell)
    long = isinstance(cell, int | float) and abs(cell) >= _EXACT
    if said and (long or _EXPONENT.fullmatch(folded(said))):
        raise CellFault("spoiled", said=said)
    if isinstance(cell, str) and re.fullmatch(r"\d{15}000", said or ""):
        raise CellFault("spoiled", said=said)
    return said and _DASH.sub("-", said)


def _phone(cell: Cell, where: Circumstances) -> str | None:
    """A number, or several as they stand in one cell; a day that a program made of one is none."""
    if isinstance(cell, dict):
        raise CellFault("phone", said=cell)
    said = _code(int(cell) if isinstance(cell, float) and cell.is_integer() else cell, where)
    if said is None:
        return None
    plain = _AREA.sub(r"\1-", normalize("NFKC", said))
    if masked.number(plain):
        raise CellFault("masked", said=said)
    numbers = names.apart(plain)
    if not numbers or not all(re.fullmatch(r"[0-9+][0-9 \-]{4,19}", number) for number in numbers):
        raise CellFault("phone", said=masks.phone(said) if _FIVE.search(said) else said)
    return "、".join(numbers)


def _count(cell: Cell, _where: Circumstances) -> int | None:
    said = folded(cell)
    if said in EMPTY:
        return None
    plain = re.fullmatch(rf"第?({_COUNT})(?:\.0+)?(?:口?人|[口户次件个名份场条张轮稿元])?", said)
    if not plain:
        raise CellFault("count", said=cell)
    return dates.number(plain[1])


def _yes(cell: Cell, _where: Circumstances) -> bool:
    for said in _ways(cell):
        if said in YES:
            return True
        if said in NO or said in EMPTY:
            return False
    raise CellFault("yes", said=cell)


def _ways(cell: Cell) -> tuple[str, str]:
    """A word as it stands, and without what makes no other of it: 均已办结, 已办结（6月5日）."""
    said = re.sub(r"\s+|(?<=.)[。.,;!]+$", "", folded(cell))
    bare = re.sub(r"全部|目前|均|(?<=已)经|现(?=已)|(?<=.)\([\d年月日号./-]+\)$", "", said)
    return said, bare or said


def _also(yes: Collection[str], no: Collection[str]) -> Callable[[Cell, Circumstances], bool]:
    """A reader of yes and no that knows the words of its column besides."""

    def reading(cell: Cell, where: Circumstances) -> bool:
        said = re.sub(r"\s+", "", folded(cell))
        return True if said in yes else False if said in no else _yes(cell, where)

    return reading


def _secret(cell: Cell, where: Circumstances) -> bool | None:
    """Whether somebody is to be kept from others; a dash takes no such promise back."""
    said = folded(cell)
    if said in EMPTY:
        return None
    return True if said in SECRET else False if said in NOT_SECRET else _yes(cell, where)


def _upper(cell: Cell, where: Circumstances) -> str | None:
    """The body above to which it was handed up; in a column that asks whether, yes is enough."""
    said = re.sub(r"\s+", "", folded(cell))
    if said in NOT_HANDED_UP:
        return None
    return UPPER if said in HANDED_UP else _word(cell, where)


def _up(cell: Cell, where: Circumstances) -> str | bool | None:
    """Whether it was handed up, or to which body; a dash says neither."""
    if folded(cell) in EMPTY:
        return None
    said = _upper(cell, where)
    return said is not None if said in (None, UPPER) else said


def _among(code: str, words: dict[str, str]) -> Callable[[Cell, Circumstances], str | None]:
    """A reader of one of some words; what it gives is the word's code."""
    known = {word: name for name, said in words.items() for word in said.split()}

    def reading(cell: Cell, _where: Circumstances) -> str | None:
        for said in _ways(cell):
            if said in known:
                return known[said]
            if said in EMPTY:
                return None
        raise CellFault(code, said=cell)

    return reading


_satisfaction = _among("satisfaction", SATISFACTION)
_sign = _among("sign", SIGNS)


def _witness(cell: Cell, where: Circumstances) -> str | None:
    """What stands where those who asked sign: how satisfied they are, that they have, a name."""
    with suppress(CellFault):
        return WITNESSED[said] if (said := _sign(cell, where)) else None
    with suppress(CellFault):
        return _satisfaction(cell, where)
    return _text(cell, 4000)


_READERS: dict[str, Callable[[Cell, Circumstances], object]] = {
    "skip": lambda _cell, _where: None,
    "text": lambda cell, _where: _text(cell, 4000),
    "line": _line,
    "word": _word,
    "words": _names,
    "people": _names,
    "absent": lambda cell, _where: names.apart(_text(cell, 4000) or ""),
    "name": _name,
    "place": _word,
    "category": _line,
    "code": _code,
    "phone": _phone,
    "count": _count,
    "day": day,
    "deadline": deadline,
    "yes": _yes,
    "secret": _secret,
    "away": _also(AWAY, AT_HOME),
    "promote": _also(PROMOTED | HANDED_UP, NOT_PROMOTED | NOT_HANDED_UP),
    "upper": _upper,
    "up": _up,
    "status": _among("status", STATUS),
    "satisfaction": _satisfaction,
    "visit_kind": _among("visit_kind", VISITS),
    "sign": _sign,
    "witness": _witness,
}
