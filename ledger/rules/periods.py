"""Periods as people write them: 2026, 2026Q2, 2026-05, 2026-W20, 上半年, 一季度, 本月."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import normalize

from ledger.rules.clocks import months_after
from ledger.words import gettext as _


class Period(NamedTuple):
    """A stretch of time from its first day to its last, and the name it goes by."""

    since: date
    until: date
    name: str


FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that a period may lie in."""
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "thisyear": 0, "lastyear": -1}
_YEAR = rf"(?:(?P<year>[0-9]{{4}}|{'|'.join(_YEARS)})年?[-/.]?)"
_NUMBER = "[0-9]{1,2}|十[一二]|[一二三四五六七八九十]"
_STEPS = {"本": 0, "这": 0, "this": 0, "上": -1, "last": -1, "下": 1, "next": 1}
_STEP = rf"(?P<which>{'|'.join(_STEPS)})个?"
_BETWEEN = re.compile(r"\.\.|~|至|到|—+")


def read(text: str, today: date) -> Period:
    """Read a period in any of the ways people write it.

    Without a year the nearest one is meant that has begun. Two periods joined by `..` or 至 are the
    whole from the first day of the one to the last of the other.

    Args:
        text: What was written; full-width digits and marks are as good as half-width ones.
        today: The day that 本月 and years left out are counted from.

    Raises:
        ValueError: With a translated sentence, if this is no period.
    """
    plain = re.sub(r"\s+", "", normalize("NFKC", text).casefold())
    parts = _BETWEEN.split(plain)
    found = [_one(part, today) for part in parts]
    if len(found) == 1 and found[0]:
        return found[0]
    if len(found) == 2 and found[0] and found[1] and found[0].since <= found[1].until:  # noqa: PLR2004 - from and to
        return Period(found[0].since, found[1].until, f"{found[0].name}..{found[1].name}")
    raise ValueError(
        _(
            "“{text}” is not a period; write it like 2026, 2026Q2, 2026-05, 2026-W20, 上半年, "
            "一季度, 本月, 上周 or 2026-03..2026-05"
        ).format(text=text)
    )


def month(day: date) -> Period:
    """The month that a day lies in."""
    return _months(day.year, day.month, 1, f"{day:%Y-%m}")


def week(day: date) -> Period:
    """The week that a day lies in, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, number, _weekday = day.isocalendar()
    return Period(monday, monday + timedelta(days=6), f"{year}-W{number:02}")


def _one(plain: str, today: date) -> Period | None:
    for pattern, meaning in _FORMS:
        if match := re.fullmatch(pattern, plain):
            try:
                found = meaning(match, today)
            except ValueError:  # no such month, week or day
                return None
            return found if FIRST_YEAR <= found.since.year <= LAST_YEAR else None
    return None


def _months(year: int, first: int, count: int, name: str) -> Period:
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), name)


def _year_of(match: re.Match[str], today: date) -> int | None:
    """The year that is named, if one is."""
    said = match["year"]
    return None if said is None else today.year + _YEARS[said] if said in _YEARS else int(said)


def _begun(match: re.Match[str], today: date, made: Callable[[int], Period]) -> Period:
    """The period of the year named, else of the last year in which it had begun."""
    year = _year_of(match, today)
    if year is not None:
        return made(year)
    this = made(today.year)
    return this if this.since <= today else made(today.year - 1)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMBERS[written]


def _a_year(match: re.Match[str], today: date) -> Period:
    year = _year_of(match, today) or today.year
    return _months(year, 1, 12, f"{year:04}")


def _a_quarter(match: re.Match[str], today: date) -> Period:
    n = _number(match["n"])
    return _begun(match, today, lambda year: _months(year, 3 * n - 2, 3, f"{year:04}Q{n}"))


def _a_half(match: re.Match[str], today: date) -> Period:
    n = {"上": 1, "下": 2, "1": 1, "2": 2}[match["n"]]
    return _begun(match, today, lambda year: _months(year, 6 * n - 5, 6, f"{year:04}H{n}"))


def _a_month(match: re.Match[str], today: date) -> Period:
    n = _number(match["n"])
    return _begun(match, today, lambda year: _months(year, n, 1, f"{year:04}-{n:02}"))


def _a_week(match: re.Match[str], today: date) -> Period:
    n = _number(match["n"])
    return _begun(match, today, lambda year: week(date.fromisocalendar(year, n, 1)))


def _a_day(match: re.Match[str], _today: date) -> Period:
    day = date.fromisoformat(match[0])
    return Period(day, day, day.isoformat())


def _near(match: re.Match[str], today: date) -> Period:
    """This week, month or quarter, the one before, or the next."""
    step = _STEPS[match["which"]]
    if match["what"] in ("周", "星期", "week"):
        return week(today + timedelta(weeks=step))
    if match["what"] in ("月", "月份", "month"):
        return month(months_after(today, step))
    within = months_after(today, 3 * step)
    n = (within.month - 1) // 3 + 1
    return _months(within.year, 3 * n - 2, 3, f"{within.year:04}Q{n}")


_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _a_day),
    (_YEAR, _a_year),
    (rf"{_YEAR}?q(?P<n>[1-4])", _a_quarter),
    (rf"{_YEAR}?第?(?P<n>[一二三四1-4])季度?", _a_quarter),
    (rf"{_YEAR}?h(?P<n>[12])", _a_half),
    (rf"{_YEAR}?(?P<n>[上下])半年", _a_half),
    (rf"{_YEAR}(?P<n>[0-9]{{1,2}})", _a_month),
    (rf"{_YEAR}?(?P<n>{_NUMBER})月份?", _a_month),
    (rf"{_YEAR}?w(?P<n>[0-9]{{1,2}})", _a_week),
    (rf"{_YEAR}?第(?P<n>[0-9]{{1,2}}|十[一二]|[一二三四五六七八九十])周", _a_week),
    (rf"{_STEP}(?P<what>周|星期|week|月份?|month|季度?|quarter)", _near),
)
