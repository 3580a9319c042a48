"""Lists of a year's rest days and make-up workdays, as plain lines give them.

Nothing is guessed: each weekday that a text states is held against the real calendar, and what
does not fit is a fault of its line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from ledger.rules.calendar import DAY, days_between
from ledger.rules.statuses import WEEKDAY_NAMES
from ledger.words import gettext as _


class Listed(NamedTuple):
    """Days of rest under a holiday's name, or of work, and the line that says so."""

    kind: str
    name: str
    since: date
    until: date
    line: int


class Decree(NamedTuple):
    """What a text decrees for a year, and what is wrong with the text, line by line."""

    year: int | None
    title: str
    days: tuple[Listed, ...]
    faults: tuple[tuple[int, str], ...]


_WEEKDAYS = "一二三四五六日天"
_LINE_DATE = r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?(?:\(([^()]*)\))?"
_LINE = (
    rf"{_LINE_DATE}(?:\s*(?:~|至|到|—+|–|--|\s-\s)\s*{_LINE_DATE})?[\s,;:]*"
    r"(?:(休|放假|rest)[\s,;:]*(.*)|(?:班|上班|补班|work))"
)


class Reader:
    """What every form of list shares: the year, the days found and the faults."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.title = ""
        self.found: list[Listed] = []
        self.faults: list[tuple[int, str]] = []

    def decree(self) -> Decree:
        """All that was found, in the order of the days."""
        days = tuple(sorted(self.found, key=lambda one: (one.since, one.kind)))
        return Decree(self.year, self.title, days, tuple(self.faults))

    def day(self, parts: tuple[str | None, ...], year: int, month: int, line: int) -> date | None:
        """A day from its year, month, day and what stands in brackets behind it."""
        written = f"{parts[0] or year}-{parts[1] or month}-{parts[2]}"
        try:
            day = date(int(parts[0] or year), int(parts[1] or month), int(parts[2] or 0))
        except ValueError:
            self.faults.append((line, _("there is no such day: {day}").format(day=written)))
            return None
        stated = re.search(f"(?:周|星期|礼拜)([{_WEEKDAYS}])", parts[3] or "")
        if stated and min(_WEEKDAYS.index(stated[1]), 6) != day.weekday():
            weekday = _([*WEEKDAY_NAMES.values()][day.weekday()])
            said = _("{day} is a {weekday}, not {stated}").format(
                day=day, weekday=weekday, stated=stated[0]
            )
            self.faults.append((line, said))
        return day


class Lines(Reader):
    """Plain lines, such as 2027-01-01~2027-01-03 休 元旦, and 2027-01-10 班."""

    def __init__(self, text: str, year: int | None) -> None:
        super().__init__(year)
        self.text = text

    def decree(self) -> Decree:
        """Read line by line; the year is the one that most days lie in."""
        for n, line in enumerate(self.text.splitlines(), 1):
            plain = normalize("NFKC", line).partition("#")[0].strip()
            if plain:
                self._line(plain, n)
        years = Counter(day.year for one in self.found for day in _days(one))
        if self.year is None and years:
            self.year = years.most_common(1)[0][0]
        self.found = joined(self.found)
        return super().decree()

    def _line(self, plain: str, n: int) -> None:
        match = re.fullmatch(_LINE, plain)
        if match is None or (match[1] or self.year) is None:
            said = _(
                "“{line}” cannot be read; write lines like 2027-01-01~2027-01-03 休 元旦 and "
                "2027-01-10 班"
            )
            self.faults.append((n, said.format(line=plain[:40])))
            return
        first, last, name = match.groups()[:4], match.groups()[4:8], match[10]
        year = int(match[1] or self.year or 0)
        since = self.day(first, year, 1, n)
        until = self.day(last, year, 1, n) if last[2] else since
        if since is None or until is None:
            return
        if until < since:
            said = _("{until} lies before {since}").format(until=until, since=since)
            self.faults.append((n, said))
        elif match[9]:
            self.found.append(Listed("rest", name or "休", since, until, n))
        else:
            self.found += worked(since, until, n)


def worked(since: date, until: date, line: int) -> list[Listed]:
    """The make-up workdays from one day to another."""
    return [Listed("work", "", day, day, line) for day in days_between(since, until + DAY)]


def _days(one: Listed) -> Iterator[date]:
    return days_between(one.since, one.until + DAY)


def joined(found: Iterable[Listed]) -> list[Listed]:
    """Rest days of one name that follow each other, as one stretch."""
    joined: list[Listed] = []
    for one in sorted(found, key=lambda one: one.since):
        last = joined[-1] if joined else None
        if (
            last
            and one.kind == last.kind == "rest"
            and one.name == last.name
            and one.since - last.until == DAY
        ):
            joined[-1] = last._replace(until=one.until)
        else:
            joined.append(one)
    return joined
