"""What stands above a table: its title, its unit, its year, and the day of which it is."""

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ledger.records.base import UNSEEN
from ledger.rules import dates

# Patterns of what many sheets do not have stay texts: `re` compiles them when they are used.
_DAY = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?:\s*[日号])?"
_OVER = r"(?=\s*(?:[),、;止]|$))"
_SHORT = (
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*"
    rf"(?:[月.]\s*\d{{1,2}}{_OVER}|月(?:\s*\d{{1,2}}\s*[日号]|\s*份?[底末]?(?!\s*\d)))"
)
"""A day or the end of a month, most often without a year: it is that of the title."""
_WHOLE = rf"(?:截至|截止|统计)\D{{0,30}}{_DAY}(?:\s*(?:[-—–~]+|至|到)\s*(?:{_DAY}|{_SHORT}))?"
_FILLER = r"日期|时间|截至|截止|[到至于为:\s]"
_AS_OF = rf"{_WHOLE}|(?:截至|截止)(?:{_FILLER})*{_SHORT}"
_MADE = "填报|填表|填写|制表|编制|报送|上报|更新"
_MADE_OUT = (
    rf"(?:(?:{_MADE})(?:日期|时间|[于至]|(?=\s*:))|(?<![\u4e00-\u9fff])(?:日期|时间))[:\s]*"
    rf"(?:{_DAY}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号])"
)
"""The day on which a sheet was made out, which is its own where it tells no other."""
_HOUR = r"(?:\s*\d{1,2}(?:[时点](?:\d{1,2}分|整)?|:\d{2}))?\s*止?"
_DATED = (
    rf"\(?\s*(?:{_AS_OF}|{_MADE_OUT}){_HOUR}(?:\s*[,、;]?\s*[共计]*\s*\d+\s*[件条项个户次])?\s*\)?"
)
"""What a title says of its day, which the next copy of the sheet says otherwise."""
_NUMBERS = r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})?"
_YEAR = r"(?<!\d)(20\d{2})(?=\s*年|([./-])\d{1,2}\2\d{1,2}(?!\d))"
_IN_WORDS = "二[〇零○◯][〇零○◯一二三四五六七八九]{2}(?=年)"
_SPELT = rf"(?:截至|截止|统计|{_MADE})(?:{_FILLER})*[〇零○◯一二三四五六七八九十\d年月日号]+"
"""A day in words, or as 20260630."""
_NUMERAL = "(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号])"
_DIGITS = str.maketrans("〇零○◯一二三四五六七八九", "0000123456789")
_YEARS = (
    r"(20\d{2})\s*(?:年度?)?(?:[\s./-]*\d{1,2}\s*[月./-])?(?:\s*\d{1,2}\s*[日号]?)?\s*"
    r"(?:[-—–~]+|至|到)\s*(20\d{2})(?=\s*年|[./-])"
)
"""A time from one year to another: a day without a year may be of either."""
_SEAL = r"(?:\((?:盖|公|签)?章\))"
_OF_PLACE = (
    r"(?<!\S)(?:所在|所属)?(?:行政村|村(?:居|委会|\((?:社区|居)\))?|社区|嘎查村?|(?:党建)?工作站)"
    "(?:名称?)?"
)
_OF_TOWN = r"(?<!\S)(?:所在|所属)?(?:乡镇|镇|街道|苏木)(?:名称?)?\s*:\s*([^\s:]+)(?!\S)"
_OF_UNIT = rf"(?:(?:填报|报送|填表|制表|上报)?单位(?:名称)?|{_OF_PLACE}){_SEAL}?\s*:"
_UNIT = rf"{_OF_UNIT}\s*([^\s:(][^\s:]*?){_SEAL}?(?!\S)"
"""What is before a blank: a label that follows on an empty unit has a colon."""
_SAYS_UNIT = re.compile(rf"{_OF_UNIT}\s*\S")
_IN_BRACKETS = re.compile(r"(?<=\S)\([^()]*\)")
"""What a header says in brackets of itself, such as 投入资金(单位:万元)."""
_MEASURE = r"(?:[百千万亿]?元|万?[户人亩件个条次项处名口头只吨米份]|[户人件]次|公里|公斤|平方米)"
_MEASURES = rf"{_MEASURE}(?:[、,/]{_MEASURE})*\)?"
"""In what a table counts: this is nobody's unit."""
_YUAN = r"([百千万亿]?)元|(?<=\()万(?=\))"
"""In what money is counted."""
_COUNTED_IN = rf"单位\s*:\s*({_MEASURES})(?=[\s)]|$)|\([百千万亿]?元\)"
"""How it is said above a table, or in a title: 单位:万元."""
_NUMBER = r"[\d一二三四五六七八九十]"
_ANNEX = rf"(?:附[件表]\s*{_NUMBER}*|表\s*{_NUMBER}+)(?:[-.]\d+)?(?:\s*:\s*|\s+|$)"
"""The number under which a sheet goes with a letter; another letter gives it to another sheet."""


_WENT = r"(?<!\S)(?:走访|入户|慰问|包户|帮扶|包联|结对)(?:人员?|干部|领导)(?:姓名)?\s*:"
_NAMES = rf"{_WENT}\s*([^:]{{0,200}}?)(?=\s*\(?\d{{4}}\s*[年./-]|\s+[^\s:]+\s*:|$)"
"""Who went: what stands before a day, or before what is told next."""
_HELD = r"(?<!\S)(?:走访|入户|慰问|检查|征求|征集|会议|活动)(?:日期|时间)\s*:"
_HELD_ON = rf"{_HELD}\s*(?:{_DAY}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号])"
_GIVEN = r"(?<!\S)(?:下发|下达|布置|安排)(?:日期|时间)\s*:"
_GIVEN_ON = rf"{_GIVEN}\s*(?:{_DAY}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号])"
_PERIOD = (
    r"(?<!\S)(?:(?:周次|期次|所属周期|月份)\s*:\s*([^\s:]+)(?!\S)"
    rf"|\(?((?:20\d{{2}}年度?)?第{_NUMBER}+周)\)?(?!\S))"
)
"""The time that the rows are for: what has a label, or a week by itself."""
_FURTHER = r"\s*[-—–~至到、]"
"""What follows the first of several days."""
_LABELLED = r"[^\W\d]{2,10}(?:\([^)]*\))?\s*:\s*\S"
"""A label and what it tells, as in 会议地点:村委会."""
_TOLD = rf"{_LABELLED}|\d{{4}}\s*年"
"""What may stand in a row of such labels."""


class Around(NamedTuple):
    """What is written around the table: its title, its unit, its day, and its year if it is one.

    `spans` tells that it is about more than one year, `people` who went on all its visits, and
    `held` is the day on which all of it was done; `given` is that on which its tasks were, and
    `period` says what they are for; `times` is what stands before 元 where its money is counted in
    more.
    """

    title: str = ""
    unit: str = ""
    as_of: date | None = None
    year: int | None = None
    spans: bool = False
    people: str = ""
    held: date | None = None
    given: date | None = None
    period: str = ""
    times: str = ""

    def told(self, on: date | None, unit: str = "") -> "Around":
        """The same with the day and the unit that a person tells, where it says none.

        A day without a year is of the year of that day then.
        """
        whose = self._replace(unit=self.unit or unit)
        if on is None or self.as_of:
            return whose
        return whose._replace(as_of=on, year=None if self.spans else self.year or on.year)


def is_around(texts: Sequence[str]) -> bool:
    """Whether a row says who made the sheet out, or when, or has labels: it heads no columns.

    A month without a year heads columns: 截至3月底进展情况.
    """
    plain = [re.sub(_SPELT, _in_numbers, _IN_BRACKETS.sub("", text)) for text in texts if text]
    if any(_SAYS_UNIT.search(text) or re.search(f"{_WHOLE}|{_MADE_OUT}", text) for text in plain):
        return True
    told = [text for text in plain if re.match(_TOLD, text)]
    return 1 < len(told) > len(plain) / 2 and any(re.match(_LABELLED, text) for text in told)


def read(lines: Sequence[str], cells: Sequence[str] = ()) -> Around:
    """What the lines above the header say, each folded; `cells` are their cells one by one."""
    seen = (re.sub(f"[{UNSEEN}]", "", line) for line in lines)
    lines = [re.sub(_SPELT, _in_numbers, line) for line in seen]
    whole = re.sub(_IN_WORDS, _in_digits, "\n".join(lines))
    found = re.search(_YEAR, whole)
    title_year = found[1] if found else None
    day = _as_of(whole, title_year) or _alone(cells)
    year = int(found[1]) if found else (day.year if day else None)
    apart = any(first != last for first, last in re.findall(_YEARS, whole))
    people = next((one for line in lines for one in re.findall(_NAMES, line) if one), "")
    held, given = (_only_day(said, whole, title_year) for said in (_HELD_ON, _GIVEN_ON))
    title, year = _title(lines), None if apart else year
    return Around(
        title,
        _unit(lines),
        day,
        year,
        apart,
        people,
        held,
        given,
        _period(lines, title),
        _times(whole),
    )


def times(said: str) -> str | None:
    """What stands before 元 where a header says in what money is counted; None where none does."""
    found = {one[1] or one[0].removesuffix("元") for one in re.finditer(_YUAN, said)}
    return found.pop() if len(found) == 1 else None


def _times(text: str) -> str:
    said = " ".join(found[0] for found in re.finditer(_COUNTED_IN, text))
    return times(said) or ""


def _in_digits(year: re.Match[str]) -> str:
    return year[0].translate(_DIGITS)


def _in_numbers(said: re.Match[str]) -> str:
    """What is said of the day of a sheet, as most write it: 2026.06.30, 2026年6月30日, 6月30日."""
    apart = re.sub(r"(?<!\d)(\d{2})(?=年\d{1,2}月)", r"20\1", said[0])
    apart = re.sub(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)", r"\1.\2.\3", apart)
    apart = re.sub(_IN_WORDS, _in_digits, apart)
    return re.sub(_NUMERAL, lambda found: str(dates.number(found[0])), apart)


def _title(lines: Sequence[str]) -> str:
    """The first line that is more than a day, a unit, or the number of an annex."""
    plain = (re.sub(_DATED, _kept, line.removeprefix(_annex(line))).strip() for line in lines)
    said = [line for line in plain if line and not re.match(f"{_WENT}|{_HELD}", line)]
    own = (line for line in said if not re.match(f"{_OF_UNIT}|{_OF_TOWN}", line))
    return next(own, said[0] if said else "")


def _annex(line: str) -> str:
    found = re.match(_ANNEX, line)
    return found[0] if found else ""


def _unit(lines: Sequence[str]) -> str:
    """Whose sheet it is: the unit that made it out, else the place that it is said to be of.

    A village is told with its township, where that is said beside it.
    """
    plain = [re.sub(_DATED, " ", line) for line in lines]
    said = [found for line in plain for found in re.finditer(_UNIT, line)]
    units = [found for found in said if not re.fullmatch(_MEASURES, found[1])]
    if not units:
        return ""
    first = min(units, key=lambda found: re.match(_OF_PLACE, found[0]) is not None)
    town = next((found[1] for line in plain for found in re.finditer(_OF_TOWN, line)), "")
    of_place = re.match(_OF_PLACE, first[0]) and not first[1].startswith(town)
    return town + first[1] if of_place else first[1]


def _kept(dated: re.Match[str]) -> str:
    """What a title keeps of its days: from one to another is the time that the sheet is about."""
    return dated[0] if len(re.findall(_NUMBERS, dated[0])) > 1 else ""


def _as_of(text: str, title_year: str | None) -> date | None:
    """The day of the sheet: the last that is said, as what was counted goes up to there."""
    clause = re.search(_AS_OF, text) or re.search(_MADE_OUT, text)
    return _last_day(clause[0], title_year) if clause else None


def _alone(cells: Sequence[str]) -> date | None:
    """The only whole day that has a cell to itself; one beside a label is what that tells."""
    days = {
        cell
        for before, cell in pairwise(["", *cells])
        if re.fullmatch(rf"\(?{_DAY}\)?", cell) and not before.endswith(":")
    }
    return _last_day(days.pop(), None) if len(days) == 1 else None


def _period(lines: Sequence[str], title: str) -> str:
    """The time that the rows are for, where it does not stand in the title."""
    said = (one[1] or one[2] for line in lines for one in re.finditer(_PERIOD, line))
    return next((one for one in said if one not in title), "")


def _only_day(pattern: str, text: str, title_year: str | None) -> date | None:
    """The day that a label tells of all of the sheet; of several nobody can say which."""
    clause = re.search(pattern, text)
    if clause is None or re.match(_FURTHER, text[clause.end() :]):
        return None
    return _last_day(clause[0], title_year)


def _last_day(text: str, title_year: str | None) -> date | None:
    said = [found.groups() for found in re.finditer(_NUMBERS, text)]
    year = next((year for year, _month, _day in reversed(said) if year), title_year)
    with suppress(ValueError):
        month, day = int(said[-1][1]), said[-1][2]
        first = date(int(year), month, 1) if year else None
        return first and first.replace(day=int(day or monthrange(first.year, month)[1]))
    return None
