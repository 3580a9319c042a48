"""Titles of sheets: the time that they tell, and what they have in common without it."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from ledger.rules import dates, periods

_ONES = "一二三四五六七八九"
_LAST = 12
"""The last month."""
_NUMBER = rf"(?<![\d十{_ONES}])(?:\d{{1,2}}|[二三四五]?十[{_ONES}]?|[{_ONES}])"
_DAY = rf"{_NUMBER}月{_NUMBER}[日号]"
_MONTH = rf"{_NUMBER}月份?"
_YEAR = r"(?<!\d)20\d{2}年度?"
_UNTIL = "(?:[-—–~]+|至|到)"
_TO = rf"{_UNTIL}(?:{_YEAR})?"
# Texts, compiled when they are first used: most sheets have no earlier copy to be held against.
_GROWING = rf"({_DAY}|{_MONTH}|{_NUMBER}){_TO}({_DAY}|{_MONTH})"
"""From a day or a month to another: the next copy of the sheet goes on to a later one."""
_NAMED = rf"第?{_NUMBER}(?:季度|周)|[上下]半年|{_DAY}|{_MONTH}"
_DAYS = rf"{_DAY}(?:{_TO}(?:{_DAY}|{_NUMBER}[日号]))?"
_ONE = rf"第{_NUMBER}周(?!年)|第?{_NUMBER}季度|[上下]半年|{_MONTH}"
"""A stretch of time that work may be given for."""
_SEVERAL = (
    rf"20\d{{2}}年?{_UNTIL}{_YEAR}"
    rf"|{_NUMBER}(?:季度|周|月份?)?(?:{_UNTIL}|[、和及与])第?{_NUMBER}(?:季度|周|月)"
)
_MONTHS = rf"({_NUMBER})(?:月份?)?(?:{_UNTIL}({_NUMBER}))?月"
_EXACT = r"20\d{2}-?(?:\d{1,2}|[WQHwqh]\d{1,2})$"
"""A period as the ledger writes it, or nearly so."""
_PERIOD = rf"\(?(?:{_YEAR})?(?:{_GROWING}|{_NAMED})\)?|\(?{_YEAR}\)?"


@lru_cache
def stem(title: str) -> str:
    """What copies of one sheet have in common that goes on: of 1-3月 it is the beginning."""
    return re.sub(_GROWING, lambda found: f"{found[1].rstrip('月份')}-", _plain(title))


@lru_cache
def series(title: str) -> str:
    """What the sheets of all weeks, months and years have in common."""
    return re.sub(_PERIOD, "", _plain(title))


def until(title: str) -> date | None:
    """The last day of the period that a title names; None where it leaves open which that is."""
    plain = _plain(title)
    growing = re.search(_GROWING, plain)
    if growing:
        plain = plain[: growing.start()] + growing[0].removeprefix(growing[1])
    years = [found[0][:4] for found in re.finditer(_YEAR, plain)]
    named = re.search(_NAMED, plain)
    if not years:
        return None
    with suppress(ValueError):  # no such day, month or week
        said = f"{years[-1]}年{named[0] if named else ''}"
        if named and re.fullmatch(_DAY, named[0]):
            return dates.read(said, date.max, "past")
        return _read(said, int(years[-1])).until
    return None


def period(title: str, near: date | None) -> str | None:
    """The week, month, quarter or half year that a title names; None of several, and of a day."""
    found = stretch(title, near)
    return found and found.name


@lru_cache
def stretch(title: str, near: date | None) -> periods.Period | None:
    """The time from its first day to its last that a title names, as `period` has it.

    Without a year it is the one nearest to a day; the second week of a month is no week of a year.
    """
    plain = re.sub(_DAYS, "", _plain(title))
    named = re.findall(_ONE, plain)
    years = _years(plain)
    if len(named) != 1 or len(years) > 1 or re.search(_SEVERAL, plain):
        return None
    tried = [*years] or ([near.year + n for n in (-1, 0, 1)] if near else [])
    found = []
    for year in tried:
        with suppress(ValueError):  # the year has no such week
            found.append(_read(f"{year}年{named[0]}", year))
    return min(found, key=lambda one: abs(one.since - near).days if near else 0, default=None)


def meant(said: str, title: str, near: date | None) -> periods.Period | None:
    """The time that a row names as its period; without a year it is of that of the title."""
    plain, years = _plain(said), _years(_plain(title))
    if re.match(_EXACT, plain):
        with suppress(ValueError):
            return periods.read(plain, date.max)
    if not re.search(_YEAR, plain) and len(years) == 1:
        plain = f"{years.pop()}年{plain}"
    return stretch(plain, near)


def _years(plain: str) -> set[int]:
    return {int(found[0][:4]) for found in re.finditer(_YEAR, plain)}


def months(title: str) -> set[int]:
    """The months that a title names."""
    found = [
        (dates.number(first), dates.number(last or first))
        for first, last in re.findall(_MONTHS, _plain(title))
    ]
    return {month for first, last in found for month in range(first, min(last, _LAST) + 1)}


def _read(said: str, year: int) -> periods.Period:
    """What is said of a year, its number as people write it."""
    digits = re.sub(
        _NUMBER, lambda found: str(dates.number(found[0])), said.removeprefix(str(year))
    )
    return periods.read(f"{year}{digits}", date(year, 12, 31))


def _plain(title: str) -> str:
    """A title without blanks; 台帐 and 台账 are one word."""
    return "".join(normalize("NFKC", title).split()).replace("帐", "账")
