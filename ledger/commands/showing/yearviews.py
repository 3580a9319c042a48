"""How the calendar of a year is shown: holidays, make-up workdays, local rests, working days."""

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.context import Context
from ledger.rules.calendar import DAY, Calendar, days_between
from ledger.rules.statuses import WEEKDAY_NAMES
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.calendar import CalendarYear


def weekday(day: date) -> str:
    """The name of a day's weekday."""
    return _([*WEEKDAY_NAMES.values()][day.weekday()])


def of_year(year: "CalendarYear") -> Calendar:
    """The working days of one year that is not in the ledger yet."""
    rest = {day: one.name for one in year.rest for day in days_between(one.since, one.until + DAY)}
    return Calendar(rest, frozenset(year.work), frozenset({year.year}))


def detail(here: Context, year: "CalendarYear", calendar: Calendar, place: str | None) -> Detail:
    """A year: its holidays and make-up workdays in order, local rests, and each month's work."""
    rests = [_stretch(one.name, one.since, one.until) for one in year.rest]
    works = [{"day": day, "weekday": weekday(day)} for day in sorted(year.work)]
    local = _local(here, year, place)
    months = [_month(calendar, year.year, month) for month in range(1, 13)]
    head = [Field(_("Source"), year.source)]
    head += [Field(_("Place"), place)] if place else []
    parts: list[Section | Listing] = [
        Section("", head),
        Listing(_("Holidays"), _stretches(), rests, empty=_("none")),
        Listing(
            _("Make-up workdays"),
            [Column("day", _("Day")), Column("weekday", _("Weekday"))],
            works,
            empty=_("none"),
        ),
    ]
    if local:
        where = Column("place", _("Place"))
        parts.append(Listing(_("Local rests"), [where, *_stretches()], local))
    parts.append(Listing(_("Working days"), _months(), months, [_total(months)]))
    data = {
        "year": year.year,
        "source": year.source,
        "place": place,
        "rest": rests,
        "work": works,
        "local": local,
        "months": months,
        "known": sorted(here.ledger.calendar().years),
    }
    return Detail(_("Calendar of {year}").format(year=year.year), parts, data)


def _stretches() -> list[Column]:
    return [
        Column("name", _("Name"), flexible=True),
        Column("since", _("First day")),
        Column("until", _("Last day")),
        Column("days", _("Days"), align="right"),
    ]


def _months() -> list[Column]:
    return [
        Column("month", _("Month")),
        Column("workdays", _("Working days"), align="right"),
        Column("rests", _("Rest days"), align="right"),
    ]


def _stretch(name: str, since: date, until: date) -> dict[str, Any]:
    return {"name": name, "since": since, "until": until, "days": (until - since).days + 1}


def _local(here: Context, year: "CalendarYear", place: str | None) -> list[dict[str, Any]]:
    """The local rests: of a place and those above it, else all."""
    lines = {row["code"]: str(row["line"]) for row in here.ledger.places()}
    return [
        {"place": one.place, **_stretch(one.name, one.since, one.until)}
        for one in year.local
        if place is None or lines.get(place, "").startswith(lines.get(one.place, " "))
    ]


def _month(calendar: Calendar, year: int, month: int) -> dict[str, Any]:
    first = date(year, month, 1)
    length = monthrange(year, month)[1]
    workdays = calendar.between(first, date.fromordinal(first.toordinal() + length))
    return {"month": f"{first:%Y-%m}", "workdays": workdays, "rests": length - workdays}


def _total(months: list[dict[str, Any]]) -> str:
    return _("{workdays} working days and {rests} rest days in the year").format(
        workdays=sum(one["workdays"] for one in months), rests=sum(one["rests"] for one in months)
    )
