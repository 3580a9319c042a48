"""What stands above a table: its title, its unit, its year, and the day of which it is."""

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

_DAY = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?:\s*[日号])?"
_SHORT = r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]|\s*份?[底末]?)"
"""A day or the end of a month, most often without a year: it is that of the title."""
_WHOLE = re.compile(
    rf"(?:截至|截止|统计)\D{{0,30}}{_DAY}(?:\s*(?:[-—–~]+|至|到)\s*(?:{_DAY}|{_SHORT}))?"
)
_AS_OF = re.compile(rf"{_WHOLE.pattern}|(?:截至|截止)(?:日期|时间|[到至于为:\s])*{_SHORT}")
_DATED = re.compile(
    rf"\(?\s*(?:{_AS_OF.pattern})(?:\s*[,、;]?\s*[共计]*\s*\d+\s*[件条项个户次])?\s*\)?"
)
"""What a title says of its day, which the next copy of the sheet says otherwise."""
_NUMBERS = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})?")
_YEAR = re.compile(r"(20\d{2})\s*年")
_SEAL = r"(?:\((?:盖|公|签)?章\))"
_OF_UNIT = rf"(?:填报|报送|填表|制表|上报)?单位(?:名称)?{_SEAL}?\s*:"
_UNIT = re.compile(rf"{_OF_UNIT}\s*([^\s:(][^\s:]*?){_SEAL}?(?!\S)")
"""What is before a blank: a label that follows on an empty unit has a colon."""
_SAYS_UNIT = re.compile(rf"{_OF_UNIT}\s*\S")


class Around(NamedTuple):
    """What is written around the table: its title, its unit, its day and its year."""

    title: str = ""
    unit: str = ""
    as_of: date | None = None
    year: int | None = None


def is_around(texts: Sequence[str]) -> bool:
    """Whether a row says who made the sheet out, or when: it heads no columns.

    A month without a year heads columns: 截至3月底进展情况.
    """
    return any(_SAYS_UNIT.search(text) or _WHOLE.search(text) for text in texts)


def read(lines: Sequence[str]) -> Around:
    """What the lines above the header say, each folded."""
    whole = "\n".join(lines)
    units = (_UNIT.search(_DATED.sub(" ", line)) for line in lines)
    unit, year = next(filter(None, units), None), _YEAR.search(whole)
    day = _as_of(whole, year[1] if year else None)
    return Around(
        _DATED.sub(_kept, lines[0]).strip() if lines else "",
        unit[1] if unit else "",
        day,
        int(year[1]) if year else (day.year if day else None),
    )


def _kept(dated: re.Match[str]) -> str:
    """What a title keeps of its days: from one to another is the time that the sheet is about."""
    return dated[0] if len(_NUMBERS.findall(dated[0])) > 1 else ""


def _as_of(text: str, title_year: str | None) -> date | None:
    """The day of the sheet: the last that is said, as what was counted goes up to there."""
    clause = _AS_OF.search(text)
    if clause is None:
        return None
    said = [found.groups() for found in _NUMBERS.finditer(clause[0])]
    year = next((year for year, _month, _day in reversed(said) if year), title_year)
    with suppress(ValueError):
        month, day = int(said[-1][1]), said[-1][2]
        first = date(int(year), month, 1) if year else None
        return first and first.replace(day=int(day or monthrange(first.year, month)[1]))
    return None
