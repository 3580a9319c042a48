"""What the calendar of a year puts into the index, and what contradicts itself in it."""

from datetime import date, timedelta

from ledger.index.batch import Rows, iso
from ledger.records.calendar import CalendarYear


def add(rows: Rows, _path: str, calendar: CalendarYear) -> None:
    """The rest days and make-up workdays of a year."""
    year = calendar.year
    rows.add("calendar_year", year, calendar.source)
    for rest in calendar.rest:
        for day in _days(rest.since, rest.until):
            rows.add("calendar_day", year, iso(day), "rest", rest.name, None)
    for day in calendar.work:
        rows.add("calendar_day", year, iso(day), "work", "", None)
    for local in calendar.local:
        for day in _days(local.since, local.until):
            rows.add("calendar_day", year, iso(day), "rest", local.name, local.place)


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(n) for n in range((until - since).days + 1)]
