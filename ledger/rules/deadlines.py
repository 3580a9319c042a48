"""Deadlines as people write them: 立行立改, 长期坚持, 10个工作日内, 一个月内, 3月底, 年底前."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import normalize

from ledger.rules import dates
from ledger.rules.clocks import Limit, months_after
from ledger.words import gettext as _
from ledger.words import mark


class Meaning(NamedTuple):
    """What a deadline says: a last day, a limit still to be counted, to be kept up for good.

    All three are empty where the words leave it open (待定). `word` is what was written.
    """

    due: date | None
    limit: Limit | None
    long_term: bool
    word: str


_OPEN = {"", "待定", "暂定", "/", "-", "—", "——", "无", "空"}
_DONE = {"已完成", "已整改", "已办结", "已销号", "已解决", "完成", "是", "√", "✓", "✔"}
_AT_ONCE = (
    "(?:立行|立查|立整|即知|即查|边查)[立即边]改|即办|即日|即时"
    "|(?:立即|即日|即时|马上|[现当]场)(?:整改|办理|处理|解决)|立即|马上"
)
_BESIDE = rf"^(?:{_AT_ONCE})[,、;]+(?=.)|(?<=.)[,、;]+(?:{_AT_ONCE})$"
"""What is said besides a day or a limit, which tells more: 立行立改，6月底前完成."""
_LONG = (
    "[,、;]*(?:并且?|且|同时)?(?:长期|持续|(?:坚持|实现)?常态化)(?:坚持|推进|整改|抓好|落实|保持)?"
)
_HEAD = (
    "^(?:于|在|截[至止]到?|最[迟晚]|不[迟晚]于|限期?|限于|确保|力争|预计|计划"
    "|自?(?:交办|收到|接到|接件|接单|接收|签收|受理|登记|转办|派单|下发)"
    "(?:工单|通知书?|[交转]办[单件])?(?:之日)?[起后])+(?=.)"
)
_SINCE = "限期?$|[起后]$"
"""How what stands before a length of time ends: 限15日, 交办后15日."""
_TAIL = "(?<=.)(?:(?:完成|办结|办理完毕|解决|落实|整改)(?:到位|完成|完毕|整改)?|反馈|[答回]复)$"
_BEFORE = "(?:以前|之前|前|为?止)"
_WITHIN = "(?:以内|之内|内)"

_ONES = "[一二两三四五六七八九]"
_COUNT = rf"(?:[0-9]{{1,4}}|{_ONES}?百(?:零{_ONES}|{_ONES}?十{_ONES}?)?|{_ONES}?十{_ONES}?|{_ONES})"
_UNITS: dict[str, tuple[int, str]] = {
    "工作日": (1, "workday"), "个工作日": (1, "workday"), "自然日": (1, "day"),
    "个自然日": (1, "day"), "天": (1, "day"), "日": (1, "day"), "周": (7, "day"),
    "星期": (7, "day"), "个星期": (7, "day"),
    "个月": (1, "month"), "年": (12, "month"),
}  # fmt: skip
_HALVES = {"半个月": Limit(15, "day"), "半月": Limit(15, "day"), "半年": Limit(6, "month")}
_SPAN = rf"(?P<n>{_COUNT})(?P<unit>{'|'.join(_UNITS)}|小时)"
_HOURS = 24
_MOST = 3660

_YEAR = r"(?:(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})[年./-]?|(?P<near>[今本明后])年)"
_MONTH = "(?:(?P<month>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月份?|(?P<this>[本下])个?月)"
_VAGUE = (
    "尽快|尽早|近期|适时|择机|左右|前后|上下|不等|大约|大概|约|余"
    rf"|{_COUNT}(?:[天日号周月]|个月)?[-—–~至到、或]{_COUNT}(?:个|天|日|号|周|星期|月|工作日|季)"
    "|[一二三四五六七八九]{2}(?:个|天|日|周|季)"
)
_LAST = 31
_FEASTS = {
    "元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "七一": (7, 1), "建党": (7, 1),
    "八一": (8, 1), "建军": (8, 1), "十一": (10, 1), "国庆": (10, 1),
}  # fmt: skip
EVE = rf"(?P<feast>{'|'.join(_FEASTS)})节?[以之]?前"
"""Before a feast that has one day in every year: 七一前 ends on 30 June."""

_NO_DEADLINE = mark(
    "“{text}” is no deadline; write a date, a limit such as 10个工作日内 or 一个月内, an end such "
    "as 3月底 or 年底前, 立行立改 or 长期坚持"
)
_VAGUELY = mark("“{text}” leaves the last day open; name one day or one limit")
_BEFORE_WHAT = mark(
    "“{text}” may mean before it begins or before it ends; write its end, such as 3月底前"
)
_NO_WHEN = mark("“{text}” says how it stands, not by when; write a date or a limit")


def read(text: str, on: date, today: date, at_once: Limit) -> Meaning:
    """Read a deadline in any of the ways in which plans and clerks write it.

    Args:
        text: What was written; full-width digits and marks are as good as half-width ones.
        on: The day of the event; an end without a year, such as 3月底, is the next one from it on.
        today: The day that 明天, 周五 and 3天后 are counted from.
        at_once: What 立行立改 means.

    Raises:
        ValueError: With a translated sentence, if the words name no deadline or leave it open.
    """
    plain = dates.rounded(re.sub(r"[\s()]+", "", normalize("NFKC", text).casefold()))
    plain = plain.rstrip("。;")
    if plain in _OPEN:
        return Meaning(None, None, long_term=False, word=text)
    if plain in _DONE:
        raise ValueError(_(_NO_WHEN).format(text=text))
    long = re.fullmatch(f"(.*?){_LONG}", plain)
    dated = re.sub(_BESIDE, "", long[1] if long else plain)
    limit, due = None, None
    if re.fullmatch(_AT_ONCE, dated):
        limit = at_once
    elif dated:
        bare, counts = _bare(dated)
        limit = _limit(text, bare, counts=counts)
        try:
            due = None if limit else _due(text, bare, on, today)
        except OverflowError:
            raise ValueError(
                _("“{text}” is too far away; choose a nearer day").format(text=text)
            ) from None
    return Meaning(due, limit, long_term=long is not None, word=text)


def is_at_once(text: str) -> bool:
    """Whether the words mean 立行立改, be it also to be kept up for good."""
    plain = re.sub(r"[\s()]+", "", normalize("NFKC", text)).rstrip("。;")
    return re.fullmatch(f"(?:{_AT_ONCE})(?:{_LONG})?", plain) is not None


def _bare(dated: str) -> tuple[str, bool]:
    """A deadline without the words around it, and whether these tell that a number of 日 counts.

    7日办结 and 限7日 are seven days; 在7日完成 is done on the seventh.
    """
    headless = re.sub(_HEAD, "", dated)
    bare = re.sub(_TAIL, "", headless)
    head = dated.removesuffix(headless)
    done = bare != headless and not re.match("[于在预计]", dated)
    return bare, done or re.search(_SINCE, head) is not None


def _limit(text: str, bare: str, *, counts: bool) -> Limit | None:
    """A number of units; 日 and 年 need 内 where 10日 is the tenth and 2026年 a year.

    Where the words around it tell so, it `counts` without. 60日 and 1年 are no day and no year of
    the calendar, and count too.
    """
    inner = re.sub(rf"(?<=.){_WITHIN}$", "", bare)
    if inner in _HALVES:
        return _HALVES[inner]
    found = re.fullmatch(_SPAN, inner)
    if re.fullmatch(rf"{_SPAN}{_BEFORE}", bare) and not re.fullmatch(rf".*[日年]{_BEFORE}", bare):
        raise ValueError(_(_VAGUELY).format(text=text))
    if found is None:
        return None
    number = _count(found["n"])
    if found["unit"] == "日" and number <= _LAST and inner == bare and not counts:
        return None
    if found["unit"] == "年" and number > _MOST // 366:
        return None
    if found["unit"] == "小时":
        days, left = divmod(number, _HOURS)
        limit = Limit(0 if left else days, "day")
    else:
        times, unit = _UNITS[found["unit"]]
        limit = Limit(number * times, unit)
    if not 1 <= limit.number <= _MOST:
        raise ValueError(_(_NO_DEADLINE).format(text=text))
    return limit


def _count(written: str) -> int:
    """The value of 15, 十五 or 一百二十."""
    hundreds, hundred, rest = written.rpartition("百")
    return (dates.number(hundreds or "一") * 100 if hundred else 0) + dates.number(rest or "零")


def _due(text: str, bare: str, on: date, today: date) -> date:
    """The last day that an end of a month, a quarter or a year, or a plain date gives."""
    if bare in {"当天", "当日", "当天内", "当日内"}:
        return on
    if bare in {"次日", "次日内", "第二天"}:
        return on + timedelta(days=1)
    if found := re.fullmatch(f"{_YEAR}?{EVE}", bare):
        return _eve(found, on)
    inner = re.sub(rf"(?<=.)(?:{_BEFORE}|{_WITHIN})$", "", bare)
    if re.search(_VAGUE, inner) or re.fullmatch(rf"{_COUNT}月{_WITHIN}", bare):
        raise ValueError(_(_VAGUELY).format(text=text))
    for pattern, end in _ENDS:
        if found := re.fullmatch(pattern, bare) or re.fullmatch(pattern, inner):
            if re.fullmatch(rf".*(?<![底末]){_BEFORE}", bare):
                raise ValueError(_(_BEFORE_WHAT).format(text=text))
            return end(found, on)
    try:
        return dates.read(inner, today, "future")
    except ValueError:
        if re.fullmatch(r"[0-9]+(?:[-./年月][0-9]+)+[日号]?", inner):
            raise
        raise ValueError(_(_NO_DEADLINE).format(text=text)) from None


def _end(year: int, month: int, day: int = _LAST) -> date:
    """A day of a month, or its last where the month is shorter.

    Raises:
        OverflowError: no calendar has that year.
    """
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month, min(day, monthrange(year, month)[1]))


def _next(found: re.Match[str], on: date, month: int, day: int = _LAST) -> date:
    """A day of a month in the year that is named, else the next such day from `on` on."""
    named = found.groupdict()
    if named.get("near"):
        return _end(on.year + {"明": 1, "后": 2}.get(named["near"], 0), month, day)
    if named.get("year"):
        return _end(dates.number(named["year"]), month, day)
    return next(one for y in (0, 1) if (one := _end(on.year + y, month, day)) >= on)


def _eve(found: re.Match[str], on: date) -> date:
    """The day before a feast: of the year that is named, else of the next one after `on`."""
    day = timedelta(days=1)
    named = found["year"] or found["near"]
    return _next(found, on if named else on + day, *_FEASTS[found["feast"]]) - day


def _of_month(found: re.Match[str], on: date) -> date:
    """The end of a month, or of its first or second ten days."""
    named = found.groupdict()
    day = {"上": 10, "中": 20}.get(named.get("ten") or "", _LAST)
    if named.get("month"):
        return _next(found, on, dates.number(named["month"]), day)
    ahead = on if named.get("this") != "下" else months_after(on.replace(day=1), 1)
    last = _end(ahead.year, ahead.month, day)
    if named.get("this") or last >= on:
        return last
    ahead = months_after(on.replace(day=1), 1)
    return _end(ahead.year, ahead.month, day)


def _of_week(found: re.Match[str], on: date) -> date:
    """The Sunday of a week."""
    return on + timedelta(days=6 - on.weekday() + 7 * (found["that"] == "下"))


def _of_quarter(found: re.Match[str], on: date) -> date:
    """The end of a quarter."""
    if found["that"]:
        ahead = months_after(on.replace(day=1), -on.month % 3 + 3 * (found["that"] == "下"))
        return _end(ahead.year, ahead.month)
    return _next(found, on, 3 * dates.number(found["quarter"]))


_ENDS: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (rf"(?:{_YEAR}年?|年)(?:[底末]|(?<=年)内)", lambda found, on: _next(found, on, 12)),
    (rf"{_YEAR}?{_MONTH}[底末]?", _of_month),
    (r"(?P<year>[0-9]{4})[-./](?P<month>0?[1-9]|1[0-2])", _of_month),
    ("月[底末]", _of_month),
    (rf"(?:{_YEAR}?{_MONTH})?(?P<ten>[上中下])旬[底末]?", _of_month),
    (
        rf"{_YEAR}?(?:第?(?P<quarter>[1-4一二三四])季度?|(?P<that>[本下])季度?)[底末]?",
        _of_quarter,
    ),
    ("(?P<that>[本这当下])个?(?:周|星期|礼拜)", _of_week),
    (rf"{_YEAR}?上半年[底末]?", lambda found, on: _next(found, on, 6)),
    (rf"{_YEAR}?下半年[底末]?", lambda found, on: _next(found, on, 12)),
)
