"""Titles between the rows of a table: of a subject, a village, or what else the rows are of."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.tables.grid import seen, texts
from ledger.sheets.tables.headers import Header

_NUMERAL = "[零一二三四五六七八九十百千万]+"
_MEASURE = r"(?:\d+|[一二三四五六七八九十]+)\s*[件条项个户人处起宗名][^\W\d]{0,4}"
_COUNT = rf"\((?:[共计]*\s*{_MEASURE}[、,]?)+\)"
"""How many rows are below: (2件), (共1个问题), (3户8人)."""
_SECTION = re.compile(rf"\({_NUMERAL}\)|{_NUMERAL}\s*[、.:]?")
"""The number of a section, in a cell of its own."""
_HOW_MANY = rf"共?\s*(?:\d+(?:\.0)?|{_MEASURE})"
"""The same in a cell of its own."""
# Patterns of what many sheets do not have stay texts: `re` compiles them when they are used.
_SUBJECT = (
    rf"(?:\({_NUMERAL}\)|{_NUMERAL}\s*[、.:\s])\s*"
    rf"(?:未分类|(?P<name>.+?)(?:方面|类)?)(?:{_COUNT}|\s{_HOW_MANY})?"
)
_TITLE = rf"(?!第?{_NUMERAL}$)(?=.*[\u4e00-\u9fff]{{2}})(?:.+:|(?P<name>.+?)(?:{_COUNT})?)"
"""A title without a number; one with a colon, 下周工作计划:, names no subject."""
_DIGITS = re.compile(r"\d+(?:\.0)?")


class Title(NamedTuple):
    """What a title says, and the subject that it names; empty where it names none."""

    text: str
    subject: str


class Between:
    """What may stand between the rows of a table, by where it stands."""

    def __init__(self, sheet: Sheet, grid: Sequence[list[Cell]], header: Header) -> None:
        columns = header.match.columns
        headed = columns.keys() | header.match.unknown.keys()
        self._grid = grid
        self._first = header.last + 1
        self._numbers = {at for at, column in columns.items() if column.field == "number"}
        self._whole = {
            top
            for top, left, bottom, right in sheet.merged
            if top == bottom and left <= min(headed) and right >= max(headed)
        }

    def is_apart(self, at: int) -> bool:
        """Whether a row of one text has it where no matter stands: by the numbers, or over all."""
        return at in self._whole or self._column(at) in self._numbers

    def title(self, at: int, said: Sequence[str], *, apart: bool) -> Title | None:
        """The title that a row is; `said` are its first texts."""
        if said[-1] == said[0]:
            if all(text == said[0] for text in texts(self._grid[at])):
                return _numbered(said[:1]) or (_alone(said[0]) if apart else None)
            return None
        is_section = _SECTION.match(said[0]) and self._column(at) in self._numbers
        return _numbered([*texts(self._grid[at])]) if is_section and self._counts else None

    def _column(self, at: int) -> int:
        """The first column of a row that says something."""
        return next(column for column, cell in enumerate(self._grid[at]) if seen(cell))

    @cached_property
    def _counts(self) -> bool:
        """Whether rows are numbered by digits, so that 一 is the number of none."""
        return any(
            _DIGITS.fullmatch(seen(row[at]))
            for row in self._grid[self._first :]
            for at in self._numbers
        )


def _numbered(said: Sequence[str]) -> Title | None:
    """The title that the texts of a row are, if they are a section's number and its name.

    How many rows are below may stand beside them: 一 | 饮水方面 | 2件.
    """
    words = [text for text in said[1:] if not re.fullmatch(_HOW_MANY, text)]
    if len(words) != bool(_SECTION.fullmatch(said[0])):
        return None
    found = re.fullmatch(_SUBJECT, text := " ".join(said))
    return Title(text, found["name"] or "") if found else None


def _alone(text: str) -> Title | None:
    """The title that a text is, which stands alone where no matter does; a number is none."""
    found = re.fullmatch(_TITLE, text)
    return Title(text, found["name"] or "") if found else None
