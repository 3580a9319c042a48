"""The week that the title of a task sheet names: rows that name no period are of that."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from ledger.book.importing.rows import Row
from ledger.records import ids
from ledger.rules import periods

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_ONES = {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
_NUMBER = r"\d{1,2}|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_WEEK = re.compile(rf"(?P<within>月份?)?第(?P<number>{_NUMBER})周")
_WEEKS = re.compile(rf"(?:{_NUMBER})(?:周)?[-—–~至到]+第?(?:{_NUMBER})周")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年")


def filled(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows, new ones that name no period with the week of the title, if that names one."""
    title = "".join(normalize("NFKC", making.source.title).split())
    number = _number(title)
    if number is None or all(row.fields.get("period") for row in rows):
        return [*rows]
    years = _YEAR.findall(title)
    said = int(years[0]) if years else None
    return [_filled(making, row, number, said) for row in rows]


def _number(title: str) -> int | None:
    """The week of a year that a title names; the fourth of a month is none, nor are several."""
    found = [*_WEEK.finditer(title)]
    if len(found) != 1 or found[0]["within"] or _WEEKS.search(title):
        return None
    said = found[0]["number"]
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return (10 * _ONES.get(tens, 1) if ten else 0) + _ONES.get(ones, 0)


def _filled(making: "Making", row: Row, number: int, year: int | None) -> Row:
    if row.fields.get("period") or ids.whole(str(row.fields.get("key") or "")):
        return row
    near = row.fields.get("opened") or making.source.as_of
    week = _week(number, year, near)
    return row._replace(fields={**row.fields, "period": week}) if week else row


def _week(number: int, year: int | None, near: date | None) -> str | None:
    """The name of a week: of the year that is said, else the one nearest to a day."""
    tried = [year] if year else [near.year + n for n in (-1, 0, 1)] if near else []
    mondays = []
    for one in tried:
        try:
            mondays.append(date.fromisocalendar(one, number, 1))
        except ValueError:  # the year has no such week
            continue
    if not mondays:
        return None
    best = min(mondays, key=lambda monday: abs(monday - near) if near else timedelta(0))
    return periods.week(best).name
