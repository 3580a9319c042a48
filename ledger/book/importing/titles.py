"""Titles of sheets: the time that they tell, and what they have in common without it."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache

from ledger.rules import dates, periods

_NUMBER = r"(?<!\d)(?:\d{1,2}|十[一二]|[一二三四五六七八九十])"
_DAY = rf"{_NUMBER}月{_NUMBER}[日号]"
_MONTH = rf"{_NUMBER}月份?"
_YEAR = r"(?<!\d)20\d{2}年度?"
_TO = rf"(?:[-—–~]+|至|到)(?:{_YEAR})?"
# Texts, compiled when they are first used: most sheets have no earlier copy to be held against.
_GROWING = rf"({_DAY}|{_MONTH}|{_NUMBER}){_TO}({_DAY}|{_MONTH})"
"""From a day or a month to another: the next copy of the sheet goes on to a later one."""
_NAMED = rf"第?{_NUMBER}(?:季度|周)|[上下]半年|{_DAY}|{_MONTH}"
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
        return periods.read(said, date(int(years[-1]), 12, 31)).until
    return None


def _plain(title: str) -> str:
    return "".join(title.split())
