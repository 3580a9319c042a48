"""What the calendar of a year puts into the index, and what contradicts itself in it."""

from datetime import date

from ledger.index.batch import Rows, iso
from ledger.records.calendar import CalendarYear
from ledger.rules.calendar import DAY, days_between
from ledger.rules.years import clashes


def add(rows: Rows, path: str, calendar: CalendarYear) -> None:
    """The rest days and make-up workdays of a year; nothing of one that contradicts itself."""
    broken = False
    for clash in clashes(calendar):
        rows.blame(path, clash.code, clash.at, **clash.args)
        broken = True
    if broken:
        return
    year = calendar.year
    rows.add("calendar_year", year, calendar.source)
    for rest in calendar.rest:
        _rest(rows, year, rest.since, rest.until, rest.name, None)
    for day in calendar.work:
        rows.add("calendar_day", year, iso(day), "work", "", None)
    for local in calendar.local:
        _rest(rows, year, local.since, local.until, local.name, local.place)


def _rest(rows: Rows, year: int, since: date, until: date, name: str, place: str | None) -> None:
    for day in days_between(since, until + DAY):
        rows.add("calendar_day", year, iso(day), "rest", name, place)
