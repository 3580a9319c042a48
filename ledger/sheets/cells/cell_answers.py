"""Answers in cells: yes or no, how a matter stands, how satisfied somebody is, who has signed."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date

from ledger.sheets.cells.cell_days import Circumstances, day
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.cells.cell_text import EMPTY, LONGEST, folded, text, word
from ledger.sheets.cells.cell_words import (
    AT_HOME,
    AWAY,
    BY_OTHERS,
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

_DAY = r"(?:(?:\d{1,4}[年月./-])+\d*[日号]?|\d{8})"
_WORD = r"[\u4e00-\u9fff√✓✔]"
_BEGINS = rf"\({_DAY}\)|{_DAY}(?![\d日号./~至到和及与、-])"
"""A day before a text, and none of several: 6月17日督办, 6.17，责令整改."""
_CONTENT = ",([^,]*满意)$"
"""How satisfied somebody is, after the answer that it is settled: 已办结，群众满意."""
_DATED = rf"^{_DAY}(?={_WORD})|(?<=.)\({_DAY}\)$|(?<={_WORD}){_DAY}$"
"""A day before or after an answer: 6月20日已销号, 已销号（6.20）."""


def _yes(cell: Cell, _where: Circumstances) -> bool:
    for said in _ways(cell):
        if said in YES:
            return True
        if said in NO or said in EMPTY:
            return False
    raise CellFault("yes", said=cell)


def _ways(cell: Cell) -> tuple[str, str]:
    """A word as it stands, and without what makes no other of it: 均已办结, 已办结（6月5日）."""
    said = _said(cell)
    bare = re.sub(r"全部|目前|均|(?<=已)经|现(?=已)|(?<=.)\([\d年月日号./-]+\)$", "", said)
    return said, re.sub(r"^\((.+)\)$", r"\1", bare) or said


def _said(cell: Cell) -> str:
    return re.sub(r"\s+|(?<=.)[。.,;!]+$", "", folded(cell))


def day_beside(cell: Cell, where: Circumstances) -> date | None:
    """The day that stands before or after an answer; None where none does.

    Raises:
        CellFault: it is no certain day.
    """
    has_day = isinstance(cell, str) and any(map(str.isdigit, cell))
    found = re.search(_DATED, _said(cell)) if has_day else None
    return day(found[0].strip("()"), where) if found else None


def day_before(cell: Cell, where: Circumstances) -> date | None:
    """The day with which a text begins: 6月17日督办; None where it is one of several, or none.

    Raises:
        CellFault: it is no certain day.
    """
    found = re.match(_BEGINS, _said(cell)) if isinstance(cell, str) else None
    return day(found[0].strip("()"), where) if found else None


def content_beside(cell: Cell, where: Circumstances) -> str | None:
    """How satisfied somebody is, where that stands after an answer.

    Raises:
        CellFault: it is no answer on satisfaction.
    """
    found = re.search(_CONTENT, _said(cell)) if isinstance(cell, str) else None
    return _satisfaction(found[1], where) if found else None


def _also(
    said_yes: Collection[str], said_no: Collection[str]
) -> Callable[[Cell, Circumstances], bool]:
    """A reader of yes and no that knows the words of its column besides."""

    def reading(cell: Cell, where: Circumstances) -> bool:
        for said in _ways(cell):
            if said in said_yes or said in said_no:
                return said in said_yes
        return _yes(cell, where)

    return reading


def _secret(cell: Cell, where: Circumstances) -> bool | None:
    """Whether somebody is to be kept from others; a dash takes no such promise back."""
    said = folded(cell)
    if said in EMPTY:
        return None
    return True if said in SECRET else False if said in NOT_SECRET else _yes(cell, where)


def _upper(cell: Cell, _where: Circumstances) -> str | None:
    """The body above to which it was handed up; in a column that asks whether, yes is enough."""
    said = re.sub(r"\s+", "", folded(cell))
    if said in NOT_HANDED_UP:
        return None
    return UPPER if said in HANDED_UP else word(cell)


def _up(cell: Cell, where: Circumstances) -> str | bool | None:
    """Whether it was handed up, or to which body; a dash says neither."""
    if folded(cell) in EMPTY:
        return None
    said = _upper(cell, where)
    return said is not None if said in (None, UPPER) else said


def _among(
    code: str, words: dict[str, str], beside: str = ""
) -> Callable[[Cell, Circumstances], str | None]:
    """A reader of one of some words; what it gives is the word's code.

    What may stand `beside` the word is no part of it: `day_beside` reads that.
    """
    known = {word: name for name, said in words.items() for word in said.split()}

    def reading(cell: Cell, _where: Circumstances) -> str | None:
        for said in ways(cell):
            if said in known:
                return known[said]
            if said in EMPTY:
                return None
        raise CellFault(code, said=cell)

    def ways(cell: Cell) -> Iterator[str]:
        yield from _ways(cell)
        if beside and re.search(r"[\d,]", said := _said(cell)):
            yield from _ways(re.sub(beside, "", said))

    return reading


_satisfaction = _among("satisfaction", SATISFACTION)
_signed = _among("sign", SIGNS)


def _sign(cell: Cell, where: Circumstances) -> str | None:
    """Whether somebody has signed; whoever did so for them may be named before it: 儿子代签."""
    if re.fullmatch("[^不未没拒无]*代签字?", _ways(cell)[1]):
        return BY_OTHERS
    return _signed(cell, where)


def _witness(cell: Cell, where: Circumstances) -> str | None:
    """What stands where those who asked sign: how satisfied they are, that they have, a name."""
    with suppress(CellFault):
        return WITNESSED[said] if (said := _sign(cell, where)) else None
    with suppress(CellFault):
        return _satisfaction(cell, where)
    return text(cell, LONGEST)


READERS: dict[str, Callable[[Cell, Circumstances], object]] = {
    "yes": _yes,
    "secret": _secret,
    "away": _also(AWAY, AT_HOME),
    "promote": _also(PROMOTED | HANDED_UP, NOT_PROMOTED | NOT_HANDED_UP),
    "upper": _upper,
    "up": _up,
    "status": _among("status", STATUS, f"{_DATED}|{_CONTENT}"),
    "satisfaction": _satisfaction,
    "visit_kind": _among("visit_kind", VISITS),
    "sign": _sign,
    "witness": _witness,
}
"""What reads an answer, by how its column is read."""
_FEW = READERS.keys() - {"upper", "up", "witness"}
"""How columns are read that have but some answers; in others names and bodies stand, too."""


def is_one(reads: str, said: str) -> bool:
    """Whether a text is one of the answers that a column which is read so may have."""
    with suppress(CellFault):
        return reads in _FEW and READERS[reads](said, Circumstances(date.min)) is not None
    return False
