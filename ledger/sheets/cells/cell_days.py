"""Days and deadlines in cells, in all the ways in which people and spreadsheets write them."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ledger.rules import dates, deadlines
from ledger.rules.clocks import Limit
from ledger.sheets.cells.cell_faults import REPEATED_AT_MOST, CellFault
from ledger.sheets.cells.cell_text import NOTHING, folded, shown
from ledger.sheets.reading.reader import Cell

# Patterns of what many sheets do not have stay texts: `re` compiles them when they are used.

_NO_YEAR = (
    r"[^\d年]{0,3}"
    rf"(?:{deadlines.EVE}|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    r"|第?[1-4一二三四]季|[上下]半年|年[底末内])"
)
_HAS_YEAR = r"[\d〇零一二三四五六七八九]{4}年|[去今本明后]年"
_ONLY_DAY = r"[^\d年月]{0,3}\d{1,2}[日号]"
"""A last day that names neither year nor month: 26日前."""
_MONTH_AND_DAY = r"(\d{1,2})[-./](\d{1,2})[日号]?(以前|之前|前)?"
_NUMBERS = r"\s*\d{1,2}[-./．／－]\d{1,2}(?![-./．／－\d])"
SHORTENED = r"\d+\.[123]"
"""A number that may have lost a zero: 6.20 becomes 6.2."""
MONTHS, LONGEST = 12, 31
_PARTS = "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚)"
_TIME = r"\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?|半)?)"
_CLOCK = (
    rf"(?:\s+|(?<=[日号午晚上里)])|(?<=\d)t){_TIME}"
    rf"(?:\s*(?:[-—–~]+|至|到)\s*{_PARTS}?\s*{_TIME})?$"
)
"""The time of day after a day, or from when to when on that day."""
_PART = rf"\s*{_PARTS}$"
_WEEKDAY = r"\s*(?:\((?:星期|礼拜|周)[一二三四五六日天]\)|(?:星期|礼拜|周)[一二三四五六日天])$"
"""The part and the name of the day after it, as minutes and diaries have them."""
_UP_TO = r"(.+?[日号]|[\d./-]+)(.*?)((?:以|之)?前)?"
"""A last day, what stands after it, and 前."""
_SEPARATE = r"(\d{4})([-./、,·\\])(\d{1,2})\2(\d{1,2})(?:[日号]|\.)?(?!\d)"
"""A day in numbers, with what slips into one: 2026.3.5日, 2026.3.5., 2026、3、5."""
_SHORT_YEAR = r"(\d{2})(?:年|[-./])(\d{1,2})[月./-](\d{1,2})[日号]?(以前|之前|前)?"
"""A day whose year lacks its century: 26.3.5, 26年3月5日."""
_SLIPS = "'‘’`。;"
"""What slips in before or after a day: a mark that makes text of a number, a full stop."""
_NUMBER = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_IN_YEAR = rf"{_NUMBER}月{_NUMBER}[日号]?"
_FAR = timedelta(days=183)
"""A last day without a year is not taken for one of the next year that lies further away."""
_DAY_LIKE = r"(?:\d{4}|\d{2})[-./年]\d{1,2}[-./月]\d{1,2}[日号]?"
"""What is written as a day and may be none of the calendar."""
_COUNTED = r"(\d{1,3})日"
"""A day of a month, or from 32 on a length of time."""
_SERIALS = range(20_600, 60_001)
"""From 1956 on: 20265 is a month that lost its mark."""
_AS_NUMBER = r"([0-9]{5}|[0-9]{8})(?:\.0)?"
"""A serial number, or a day in eight digits, that came as text."""
_DAYS = range(1, 367)
_LIMITS = frozenset(map(str, _DAYS))
"""Numbers alone that are limits in days."""
_EPOCH = date(1899, 12, 30)
_FIRST = date(1905, 1, 1)
"""What is shown as a day before this one is a number, such as 15 for fifteen days; written, it is
a slip of the hand."""


class Circumstances(NamedTuple):
    """What cells are read by: the year above the table, the row's day, today, and 立行立改.

    The row's day is its `own`, or else that of the sheet. Where 日 `counts`, another row has a
    length of time such as 60日. `times` is what stands before 元 where money is counted in more;
    `within` is the first and last day of the time that the row or the title is about.
    """

    today: date
    year: int | None = None
    on: date | None = None
    at_once: Limit = Limit(3, "day")
    own: bool = False
    counts: bool = False
    times: str = ""
    within: tuple[date, date] | None = None

    @property
    def known_year(self) -> int | None:
        """The year of a day without one: that of the sheet's title, else of the row's own day."""
        return self.year or (self.on.year if self.on and self.own else None)


def day(cell: Cell, where: Circumstances) -> date | None:
    """A day: a real one, a serial number of a spreadsheet, or one of the ways of writing it."""
    if isinstance(cell, dict):
        return _moment(cell["d"])
    if isinstance(cell, int | float):
        return _number(cell, where.known_year)
    said = folded(cell)
    if said in NOTHING:
        return None
    if number := re.fullmatch(_AS_NUMBER, said := said.strip(_SLIPS)):
        return _number(int(number[1]), None)
    plain = _dated(_alone(said), where).removesuffix("前").strip()
    return _written(str(cell), _whole(plain), where)


def _moment(said: str) -> date:
    try:
        day = datetime.fromisoformat(said).date()
    except ValueError:  # a time of day, or a length of time
        raise CellFault("day", said=said) from None
    if day < _FIRST:
        raise CellFault("number", said=said)
    return day


def _number(number: float, year: int | None) -> date:
    if isinstance(number, int) and number in _SERIALS:
        return _EPOCH + timedelta(days=number)
    digits = str(number)
    if re.fullmatch(r"(19|20)\d{6}", digits):
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            raise CellFault("day", said=digits) from None
    if re.fullmatch(r"(19|20)\d{2}\.\d{1,2}", digits):
        raise CellFault("doubtful", said=digits)
    if re.fullmatch(_MONTH_AND_DAY, digits):
        return _in_year(digits, _month_first(number), year)
    if number > min(_SERIALS) and int(number) in _SERIALS:  # with the time of day
        return _EPOCH + timedelta(days=int(number))
    raise CellFault("day", said=digits)


def _alone(said: str) -> str:
    """A day without the time, the part and the name of a day that follow it."""
    for after in (_CLOCK, _PART, _WEEKDAY):
        said = re.sub(after, "", said)
    return said


def _dated(plain: str, where: Circumstances) -> str:
    """A day with the century of its year, where that is about now and no other number can be it."""
    if not (found := re.fullmatch(_SHORT_YEAR, plain)):
        return plain
    now = where.year or where.today.year
    year, other = (2000 + int(number) for number in found.group(1, 3))
    either = "年" not in plain and year != other and abs(other - now) <= 1
    if abs(year - now) > 1 or either:
        return plain
    return f"{year}-{found[2]}-{found[3]}{found[4] or ''}"


def _whole(plain: str) -> str:
    """A text in which a day in numbers, and a year in words, is written without slips."""
    return re.sub(_SEPARATE, r"\1-\3-\4", dates.rounded(plain))


def _written(said: str, plain: str, where: Circumstances) -> date:
    if re.fullmatch(r"\d{4}[-./年]\d{1,2}(月份?)?", plain):
        raise CellFault("month", said=said)
    plain = _month_first(plain)
    if re.fullmatch(_IN_YEAR, plain):
        return _in_year(said, plain, where.known_year)
    if not re.match(r"[\d〇零一二三四五六七八九]{4}", plain):
        raise CellFault("day", said=said)
    return _full(said, plain)


def _full(said: str, plain: str) -> date:
    """A day that is written with its year."""
    with suppress(ValueError):
        if (day := dates.read(plain, date.min, "past")) >= _FIRST:
            return day
    raise CellFault("day", said=said)


def _in_year(said: str, plain: str, year: int | None) -> date:
    """A month and a day in the year that the sheet tells."""
    if year is None:
        raise CellFault("no-year", said=said)
    return _full(said, f"{year}年{plain}")


def month_and_day(cell: Cell) -> tuple[int, int, str] | None:
    """A month and a day in this order or the other, and 前; None where a cell is neither."""
    if not isinstance(cell, str | float) or not re.match(_NUMBERS, str(cell)):
        return None
    found = re.fullmatch(_MONTH_AND_DAY, _alone(folded(cell).strip(_SLIPS)))
    return (int(found[1]), int(found[2]), found[3] or "") if found else None


def _month_first(said: str | float) -> str:
    """6.20 as a month and a day, since no month is the twentieth; 3-5 may be either way.

    Raises:
        CellFault: it may be either way, or neither.
    """
    plain = str(said)
    if not (found := re.fullmatch(_MONTH_AND_DAY, plain)):
        return plain
    month, day = int(found[1]), int(found[2])
    if not (1 <= month <= MONTHS and 1 <= day <= LONGEST):
        raise CellFault("day", said=plain)
    either = day <= MONTHS and day != month
    if either or (isinstance(said, float) and re.fullmatch(SHORTENED, plain)):
        raise CellFault("unclear", said=plain)
    return f"{month}月{day}日{found[3] or ''}"


def deadline(cell: Cell, where: Circumstances) -> deadlines.Meaning | None:
    """A last day, a limit, or the words for one."""
    if isinstance(cell, dict):
        day = _moment(cell["d"])
        return deadlines.Meaning(day, None, long_term=False, word=day.isoformat())
    if isinstance(cell, float) and re.fullmatch(_MONTH_AND_DAY, str(cell)) and cell not in _DAYS:
        cell = _month_first(cell)
    elif isinstance(cell, int | float) and cell not in _DAYS:
        day = _number(cell, None)
        return deadlines.Meaning(day, None, long_term=False, word=day.isoformat())
    said = shown(cell)
    _require_one_way(said, where)
    if number := re.fullmatch(_AS_NUMBER, folded(said)):
        return deadline(int(number[1]), where)
    if (limit := folded(said).removesuffix(".0")) in _LIMITS:
        said = f"{limit}天"
    plain = _month_first(_whole(_dated(_bare(folded(said).strip(_SLIPS)), where)))
    if len(plain) > REPEATED_AT_MOST:
        raise CellFault("long", length=len(plain), most=REPEATED_AT_MOST)
    on = where.on or where.today
    try:
        meant = deadlines.read(plain, on, on, where.at_once)
    except ValueError as error:
        if re.fullmatch(_DAY_LIKE, plain):
            raise CellFault("day", said=said) from None
        raise CellFault("deadline", why=str(error)) from None
    meant = _of_a_year(said, plain, meant, where)
    nothing = meant.due is None and meant.limit is None and not meant.long_term
    return None if nothing else meant._replace(word=said.strip())


def counts(cell: Cell) -> bool:
    """Whether a number of 日 can be no day of a month: 60日."""
    said = isinstance(cell, str) and "日" in cell and re.fullmatch(_COUNTED, folded(cell))
    return int(said[1]) > LONGEST if said else False


def _require_one_way(said: str, where: Circumstances) -> None:
    """Refuse 15日 where it may be fifteen days as well as the fifteenth."""
    if where.counts and re.fullmatch(_COUNTED, folded(said)) and not counts(said):
        raise CellFault("day-or-days", said=said)


def _bare(plain: str) -> str:
    """A last day without its weekday and time: 3月5日(周四)下午5点前 is 3月5日前."""
    plain = re.sub(_CLOCK, "", plain)
    if not (found := re.fullmatch(_UP_TO, plain)):
        return plain
    day, after, before = found.groups(default="")
    rest = _alone(day[-1] + after)
    return day[:-1] + rest + before


def _of_a_year(
    said: str, plain: str, meant: deadlines.Meaning, where: Circumstances
) -> deadlines.Meaning:
    """A last day without a year in the time that the row or the title is about, if it is of that.

    Raises:
        CellFault: it may be of two years, or the next one is far away.
    """
    only_day = re.match(_ONLY_DAY, plain)
    is_open = only_day or (re.match(_NO_YEAR, plain) and not re.search(_HAS_YEAR, plain))
    if meant.due is None or not is_open:
        return meant
    if where.within:
        since, until = where.within
        if only_day and where.own and where.on:
            since = max(since, where.on)  # what was given on the 28th is due by the 5th of the next
        with suppress(ValueError):
            own = deadlines.read(plain, since, since, where.at_once)
            if own.due and own.due <= until:
                return own
    if not only_day:
        _require_year(said, meant.due, where)
    return meant


def _require_year(said: str, due: date, where: Circumstances) -> None:
    """A last day without a year is of the title's year, or the next one where that is near.

    Raises:
        CellFault: it may be of two years, or the next one is far away.
    """
    on = where.on or where.today
    if where.year and due.year < where.year:
        raise CellFault("which-year", said=said, one=due.year, other=where.year)
    if due.year > (where.year or on.year) and (due > on + _FAR or not where.own):
        raise CellFault("next-year", said=said, due=due)
