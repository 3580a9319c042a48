"""What a cell says, read as its column demands and never guessed.

Letters and digits are folded for reading days, numbers and known words; text is kept as it was
typed. A cell that cannot be read, or that a spreadsheet has spoiled on the way, is a fault with a
code, told with the cell's name.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from ledger.book.exporting.words import NOTHING_FOUND
from ledger.rules import aid, dates, masked, masks, names
from ledger.sheets.cells import cell_answers, cell_people
from ledger.sheets.cells.cell_days import Circumstances, day, deadline
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.cells.cell_text import (
    LONGEST,
    NOTHING,
    folded,
    line,
    shown,
    text,
    whole,
    word,
)
from ledger.sheets.cells.cell_words import CLEAN
from ledger.sheets.reading.reader import Cell

NO_VALUE = {"e": "="}
"""A cell that holds a formula and no value."""
NOTHING_ABOVE = {"e": "\u3003"}
"""A cell that repeats the one above, where nothing stands."""
_ERRORS = {NO_VALUE["e"]: "uncounted", NOTHING_ABOVE["e"]: "above"}
_DASH = re.compile(r"(?<=[0-9A-Za-z])[‐‑‒–—―−─](?=[0-9A-Za-z])")
"""What a word processor or an input method makes of a hyphen within a number."""
_WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")
_AREA = re.compile(r"\((0\d{2,3})\)[ -]?")
_FIVE = re.compile(r"(?:\d\D?){5}")
_NUMBER = re.compile(r"[0-9+][0-9 \-]{4,19}(?:\([^()\d]{1,10}\))?")
"""A telephone number, and whose it is: 13800000000(儿子)."""
_NO_NUMBER = frozenset({"停机", "已停机", "空号", "没有电话", "无电话", "没有手机", "无手机"})
"""What stands where nobody can be called."""
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+?\d+")
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
_COUNT = (
    r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}"
    r"|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
)
_ALONE = rf"(?:^|(?<=[：:；;\n]))\s*{aid.SUM}(?=\s*(?:[；;\n]|$))"
"""A number among what was handed over, without what it counts: 慰问金：0.2."""
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
        raise CellFault(_ERRORS.get(cell["e"], "error"))
    return _READERS[reads](cell, where)


@lru_cache(16384)
def _known(reads: str, cell: str) -> object:
    """What a word says that stands in many rows, and depends on nothing around it."""
    return _READERS[reads](cell, _NOWHERE)


def _line(cell: Cell, _where: Circumstances) -> str | None:
    return line(cell)


def _word(cell: Cell, _where: Circumstances) -> str | None:
    return word(cell)


def _names(cell: Cell, _where: Circumstances) -> list[str]:
    """Several names in one cell, the first of them in the lead; one in quotes stays whole."""
    return cell_people.apart(text(cell, LONGEST) or "")


def _name(cell: Cell, _where: Circumstances) -> str | None:
    """One name, without the telephone number beside it."""
    said = line(cell)
    return (said and cell_people.alone(said)) or None


def _code(cell: Cell, _where: Circumstances) -> str | None:
    """A number that names something: never rounded, never short of a zero that we could know."""
    if isinstance(cell, dict):
        raise CellFault("dated", said=cell)
    said = whole(text(cell, 60)) if not isinstance(cell, float) else folded(cell)
    long = isinstance(cell, int | float) and abs(cell) >= _EXACT
    if said and (long or _EXPONENT.fullmatch(folded(said))):
        raise CellFault("spoiled", said=said)
    if isinstance(cell, str) and re.fullmatch(r"\d{15}000", said or ""):
        raise CellFault("spoiled", said=said)
    return said and _DASH.sub("-", said)


def _phone(cell: Cell, where: Circumstances) -> str | None:
    """A number, or several as they stand in one cell, each with whose it is.

    A day that a program made of one is none.
    """
    if isinstance(cell, dict):
        raise CellFault("phone", said=cell)
    said = _code(int(cell) if isinstance(cell, float) and cell.is_integer() else cell, where)
    if said is None or said in _NO_NUMBER:
        return None
    plain = _AREA.sub(r"\1-", normalize("NFKC", said))
    if masked.number(plain):
        raise CellFault("masked", said=said)
    numbers = names.apart(plain)
    if not numbers or not all(map(_NUMBER.fullmatch, numbers)):
        raise CellFault("phone", said=masks.phone(said) if _FIVE.search(said) else said)
    return "、".join(numbers)


def _contact(cell: Cell, _where: Circumstances) -> str | None:
    """A number of an office, or in words where to find somebody, with digits of one form."""
    said = line(cell)
    return said and _DASH.sub("-", said.translate(_WIDE))


def _money(cell: Cell, where: Circumstances) -> int | None:
    """Whole yuan; a number alone is in what its column or its table counts money in."""
    said = folded(shown(cell)) if isinstance(cell, float) else folded(cell)
    if said in NOTHING:
        return None
    if found := re.fullmatch(rf"¥?\s*({_COUNT}|{aid.SUM})\s*(?:([百千万亿]?)元整?|(万))?", said):
        number, unit, alone = found.groups()
        digits = number if number[0].isdecimal() and number.isascii() else str(dates.number(number))
        times = unit if unit is not None else alone or where.times
        if (yuan := aid.yuan_of(digits, times)) is not None:
            return yuan
    raise CellFault("money", said=cell)


def _found(cell: Cell, _where: Circumstances) -> str | None:
    """What an inspection found; that it found nothing is something, too."""
    return NOTHING_FOUND if folded(cell) in CLEAN else text(cell, LONGEST)


def _aid(cell: Cell, where: Circumstances) -> str | None:
    """What was handed over; a number alone is in what its column or its table counts money in."""
    said = text(cell, LONGEST)
    return re.sub(_ALONE, rf"\g<0>{where.times}元", said) if said and where.times else said


def _count(cell: Cell, _where: Circumstances) -> int | None:
    said = folded(cell)
    if said in NOTHING:
        return None
    plain = re.fullmatch(rf"第?({_COUNT})(?:\.0+)?(?:口?人|[口户次件个名份场条张轮稿元天])?", said)
    if not plain:
        raise CellFault("count", said=cell)
    return dates.number(plain[1].replace(",", ""))


_READERS: dict[str, Callable[[Cell, Circumstances], object]] = {
    "skip": lambda _cell, _where: None,
    "text": lambda cell, _where: text(cell, LONGEST),
    "line": _line,
    "found": _found,
    "word": _word,
    "words": _names,
    "people": _names,
    "absent": lambda cell, _where: names.apart(text(cell, LONGEST) or ""),
    "name": _name,
    "place": _word,
    "category": _line,
    "code": _code,
    "phone": _phone,
    "contact": _contact,
    "count": _count,
    "money": _money,
    "aid": _aid,
    "day": day,
    "deadline": deadline,
    **cell_answers.READERS,
}
