"""A year's calendar from what there is: a file of ours, a published notice, lines, the library."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from ledger.errors import RefusedError
from ledger.index.rows import problems_of
from ledger.problems import problem
from ledger.records import paths
from ledger.records.calendar import CalendarYear
from ledger.rules.daylists import Listed, joined
from ledger.rules.years import clashes
from ledger.store import form
from ledger.words import about
from ledger.words import gettext as _

MOST = 5
"""How many faults of a list are told at once."""
HOLIDAYS = ("元旦", "春节", "清明", "端午", "中秋", "劳动", "国庆")
"""What every year's list holds under these or longer names."""
SINCE_ALL = 2008
"""The first year of 清明节, 端午节 and 中秋节 as holidays."""
DECREE = "国务院办公厅关于{year}年部分节假日安排的通知（经 chinesecalendar {version}）"
"""What the library takes its days from."""


class Plan(NamedTuple):
    """A year as it is to be written, and the days that the same list decrees for other years."""

    year: CalendarYear
    strays: tuple[Listed, ...] = ()


def from_list(body: bytes, name: str, year: int | None, source: str | None = None) -> Plan:
    """The year that a file of ours, the published notice or a plain list gives.

    Raises:
        RefusedError: it does not hold together; the sentence names file and line.
    """
    from ledger.rules import notices

    text = _decoded(body, name)
    if written := re.search(r"(?m)^year: *(20\d\d)\s*$", text):
        return _from_yaml(text, name, int(written[1]), year)
    decree = notices.read(text, year)
    if decree.faults:
        raise _refused(name, decree.faults)
    if decree.year is None or not decree.days:
        raise RefusedError(
            _(
                "{name}: no days are to be found in it, or it does not say of which year; say the "
                "year with --year, and give the notice's own text or lines like "
                "2027-01-01~2027-01-03 休 元旦"
            ).format(name=name)
        )
    _whole(decree.year, decree.days, name)
    return _plan(decree.year, decree.days, name, source or decree.title or PurePath(name).name)


def from_library(year: int) -> Plan:
    """The year as the library of State Council decrees has it.

    Raises:
        RefusedError: the library does not know that year.
    """
    from importlib.metadata import version

    from chinese_calendar.constants import (  # type: ignore[import-untyped]  # it has no types
        Holiday,
        holidays,
        workdays,
    )

    known = sorted({day.year for day in holidays})
    if year not in known:
        raise RefusedError(
            _(
                "the list that comes with this program covers {first} to {last}; {year} is not "
                "guessed: take the State Council's notice in with “tz calendar import FILE”"
            ).format(first=known[0], last=known[-1], year=year)
        )
    names = {one.value: one.chinese for one in Holiday}
    rests = joined(
        [
            Listed("rest", _full(names[holidays[day]]), day, day, 0)
            for day in holidays
            if day.year == year
        ]
    )
    works = [Listed("work", "", day, day, 0) for day in sorted(workdays) if day.year == year]
    source = DECREE.format(year=year, version=version("chinesecalendar"))
    return _plan(year, [*rests, *works], "chinesecalendar", source)


def clash_sentences(year: CalendarYear) -> list[tuple[str, int, str]]:
    """What contradicts itself in a year: the list, the item's number in it, and a sentence."""
    path = paths.calendar(year.year)
    return [
        (str(at[0]), int(at[1]), problem(code, path, 0, "", args).sentence)
        for at, code, args in clashes(year)
    ]


def _full(name: str) -> str:
    """清明 as the notice calls it: 清明节."""
    return name if name.endswith(("节", "旦", "日")) else f"{name}节"


def _decoded(body: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError(
        _("{name}: is no text; save the list as plain text (.txt) and try again").format(name=name)
    )


def _whole(year: int, days: Iterable[Listed], name: str) -> None:
    """Refuse a list without one of the holidays that every year has: the rest would be guessed."""
    told = [
        one.name for one in days if one.kind == "rest" and year in {one.since.year, one.until.year}
    ]
    held = HOLIDAYS if year >= SINCE_ALL else (*HOLIDAYS[:2], *HOLIDAYS[-2:])
    lacking = [one for one in held if not any(one in said for said in told)]
    if lacking:
        raise RefusedError(
            _(
                "{name}: has no rest days under the names {holidays}; every year has them, so give "
                "the whole list: nothing was written"
            ).format(name=name, holidays=_(", ").join(lacking))
        )


def _from_yaml(text: str, name: str, year: int, asked: int | None) -> Plan:
    path = paths.calendar(year)
    if asked not in (None, year):
        raise _refused(name, [(0, _("the text is of {year}").format(year=year))])
    body = text.encode()
    found = [(one.line, one.sentence) for one in problems_of({path: body})]
    if found:
        raise _refused(name, found)
    return Plan(form.read(CalendarYear, body, path))


def _plan(year: int, days: Iterable[Listed], name: str, source: str) -> Plan:
    """The year of some days, in their order; stretches are cut where a year ends."""
    cut = sorted((part for one in days for part in _by_year(one)), key=lambda one: one.since)
    own = [one for one in cut if one.since.year == year]
    lists = {kind: [one for one in own if one.kind == kind] for kind in ("rest", "work")}
    made = form.build(
        CalendarYear,
        {
            "year": year,
            "source": source,
            "rest": [
                {"name": one.name, "since": one.since, "until": one.until} for one in lists["rest"]
            ],
            "work": [one.since for one in lists["work"]],
        },
    )
    faults = [(lists[kind][n].line, said) for kind, n, said in clash_sentences(made)]
    if faults:
        raise _refused(name, faults)
    return Plan(made, tuple(one for one in cut if one.since.year != year))


def _by_year(one: Listed) -> Iterator[Listed]:
    for year in range(one.since.year, one.until.year + 1):
        first, last = date(year, 1, 1), date(year, 12, 31)
        yield one._replace(since=max(one.since, first), until=min(one.until, last))


def _refused(name: str, faults: Iterable[tuple[int, str]]) -> RefusedError:
    """The faults of a list, each with its file and line."""
    said = [about(f"{name}:{line}" if line else name, why) for line, why in faults]
    more = [_("and {n} more").format(n=len(said) - MOST)] if len(said) > MOST else []
    listed = _("; ").join([*said[:MOST], *more])
    return RefusedError(_("{faults}; nothing was written").format(faults=listed))
