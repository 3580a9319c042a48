"""Dates as people write them: 2026-11-05, 11.5, 11月5日, 昨天, 上周二, 月底, 3天前, tomorrow."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal
from unicodedata import normalize

from ledger.words import gettext as _

Toward = Literal["past", "future", "near"]
"""Which way to look where the writing leaves it open: 周二, 11.5 and 5日 fit many days."""

_DAYS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "yesterday": -1,
    "今天": 0, "今日": 0, "today": 0,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
_WEEKDAYS = {
    "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6,
    "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_DIGITS = {c: value for value, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_DIGIT = "〇零一二两三四五六七八九"
_ONES = "[一二三四五六七八九]"
_NUMBER = rf"[0-9]{{1,4}}|{_ONES}?十{_ONES}?|[廿卅]{_ONES}?|[{_DIGIT}]{{1,2}}"
_MARK = "[-./。—]"
_ENGLISH = "mon(day)?|tue(s(day)?)?|wed(nesday)?|thu(rs(day)?)?|fri(day)?|sat(urday)?|sun(day)?"
_YEAR = re.compile(rf"[一二][{_DIGIT}oO]{{3}}(?=年)")
_LEAP_SPAN = 9
"""Years to try for a day without a year: 29 February can be eight years away (1896 to 1904)."""


def read(text: str, today: date, toward: Toward, since: date | None = None) -> date:
    """Read a date in any of the ways people write it.

    Args:
        text: What was written; full-width digits and marks are as good as half-width ones.
        today: The day that “today” and all relative dates are counted from.
        toward: Where the writing fits many days, the nearest one on this side is meant, or on
            either side; today itself counts.
        since: Where the writing fits many days, the first one from this day on is meant instead.

    Returns:
        The day that is meant.

    Raises:
        ValueError: With a translated sentence, if this is no date or not in the calendar.
    """
    if since is not None and _fits_many(text, today):
        return read(text, since, "future")
    if toward == "near":
        both = read(text, today, "past"), read(text, today, "future")
        return min(both, key=lambda day: abs(day - today))
    plain = rounded(re.sub(r"\s+", "", normalize("NFKC", text).casefold()))
    if plain in _DAYS:
        return _shift(text, today, _DAYS[plain])
    for pattern, meaning in _FORMS:
        if match := re.fullmatch(pattern, plain):
            return meaning(text, match, today, toward)
    raise ValueError(
        _(
            "“{text}” is not a date; write it like 2026-11-05, 11.5, 11月5日, 5日, 昨天, 周二 "
            "or 月底"
        ).format(text=text)
    )


def meant(text: str, today: date, toward: Toward, since: date | None = None) -> date:
    """As `read`, but no other year is guessed where that day of this year is nearer.

    On 30 June 7.1 is hardly the first of July a year ago, nor 6.20 a deadline in a year.

    Raises:
        ValueError: with a translated sentence, if this is no date, or may be of two years.
    """
    found = read(text, today, toward, since)
    if since or found.year == today.year:
        return found
    near = read(text, today, "near")
    if near.year == today.year and (near.month, near.day) == (found.month, found.day):
        told = _("“{text}” may be {one} or {other}; write the year")
        raise ValueError(told.format(text=text, one=min(found, near), other=max(found, near)))
    return found


def rounded(plain: str) -> str:
    """A text with 〇 where a circle was typed, or in a year the letter O: 二○二六年, 二O二六年."""
    plain = plain.replace("○", "〇").replace("◯", "〇")
    year = _YEAR.match(plain)
    return year[0].lower().replace("o", "〇") + plain[year.end() :] if year else plain


def _fits_many(text: str, today: date) -> bool:
    """Whether the writing leaves open which day is meant; where it fits today, tomorrow tells."""
    day = timedelta(days=1)
    tomorrow = min(today, date.max - day) + day
    return any(read(text, on, "past") != read(text, on, "future") for on in (today, tomorrow))


def number(written: str) -> int:
    """The value of 12, 二十一, 十, 廿三 or, read digit by digit, 二〇二六."""
    if written.isascii():
        return int(written)
    spelt = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = spelt.partition("十")
    if ten:
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[c]) for c in spelt))


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_why_not(text, year, month)) from None


def _why_not(text: str, year: int, month: int) -> str:
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return _("“{text}” is not in the calendar: there is no month {month}").format(
            text=text, month=month
        )
    if not _known(year):
        return _("“{text}” is too far away; choose a nearer day").format(text=text)
    return _("“{text}” is not in the calendar: month {month} of {year} has {days} days").format(
        text=text, month=month, year=year, days=monthrange(year, month)[1]
    )


def _shift(text: str, day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise ValueError(
            _("“{text}” is too far away; choose a nearer day").format(text=text)
        ) from None


def _known(year: int) -> bool:
    return date.min.year <= year <= date.max.year


def _nearest(candidates: Iterator[date], today: date, toward: Toward) -> date | None:
    past = toward == "past"
    return next((d for d in candidates if (d <= today if past else d >= today)), None)


def _dates(today: date, toward: Toward, month: int, day: int) -> Iterator[date]:
    step = -1 if toward == "past" else 1
    for years in range(_LEAP_SPAN):
        year = today.year + step * years
        if _known(year) and 1 <= day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def _months(today: date, toward: Toward) -> Iterator[tuple[int, int]]:
    step = -1 if toward == "past" else 1
    for months in range(12):
        years, month = divmod(today.month - 1 + step * months, 12)
        if _known(today.year + years):
            yield today.year + years, month + 1


def _full(text: str, match: re.Match[str], _today: date, _toward: Toward) -> date:
    year, month, day = map(number, match.groups())
    return _day(text, year, month, day)


def _named_year(text: str, match: re.Match[str], today: date, _toward: Toward) -> date:
    years = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}[match[1]]
    return _day(text, today.year + years, number(match[2]), number(match[3]))


def _short(text: str, match: re.Match[str], today: date, toward: Toward) -> date:
    month, day = map(number, match.groups())
    fits = _nearest(_dates(today, toward, month, day), today, toward) if 1 <= month <= 12 else None  # noqa: PLR2004
    return fits or _day(text, today.year, month, day)


def _day_of_month(text: str, match: re.Match[str], today: date, toward: Toward) -> date:
    day = number(match[1])
    days = (date(y, m, day) for y, m in _months(today, toward) if 1 <= day <= monthrange(y, m)[1])
    return _nearest(days, today, toward) or _day(text, today.year, today.month, day)


def _month_end(text: str, match: re.Match[str], today: date, toward: Toward) -> date:
    months = {"上": -1, "本": 0, "这": 0, "下": 1}.get(match[1] or "")
    if months is None:
        ends = (date(y, m, monthrange(y, m)[1]) for y, m in _months(today, toward))
        return _nearest(ends, today, toward) or today
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return _day(text, year, month + 1, monthrange(year, month + 1)[1])


def _weekday(text: str, match: re.Match[str], today: date, toward: Toward) -> date:
    wanted = _WEEKDAYS[match["day"][:3]]
    if which := match["week"]:
        weeks = which.count("下") - which.count("上") + {"last": -1, "next": 1}.get(which, 0)
        return _shift(text, today, wanted - today.weekday() + 7 * weeks)
    days = (wanted - today.weekday()) % 7
    return _shift(text, today, days if toward == "future" or not days else days - 7)


def _ago(text: str, match: re.Match[str], today: date, _toward: Toward) -> date:
    days = number(match[1]) * (1 if match[2] in "天日" or match[2].startswith("day") else 7)
    return _shift(text, today, days if match[3] in {"后", "以后", "之后"} else -days)


_Meaning = Callable[[str, re.Match[str], date, Toward], date]
_FORMS: tuple[tuple[str, _Meaning], ...] = (
    (rf"([0-9]{{4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{1,2}})", _full),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", _full),
    (rf"([0-9]{{4}}|[{_DIGIT}]{{4}})年({_NUMBER})月({_NUMBER})[日号]?", _full),
    (rf"([前去今本明后])年({_NUMBER})月({_NUMBER})[日号]?", _named_year),
    (rf"([0-9]{{1,2}}){_MARK}([0-9]{{1,2}})", _short),
    (rf"({_NUMBER})月({_NUMBER})[日号]?", _short),
    (rf"({_NUMBER})[日号]", _day_of_month),
    (r"(?:([上本这下])个?)?月[底末]", _month_end),
    (r"(?P<week>上+|下+|本|这)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])", _weekday),
    (rf"(?P<week>last|next|this)?(?P<day>{_ENGLISH})", _weekday),
    (rf"({_NUMBER})个?(天|日|周|星期|礼拜)(前|以前|之前|后|以后|之后)", _ago),
    (r"([0-9]{1,4})(days?|weeks?)(ago)", _ago),
)
