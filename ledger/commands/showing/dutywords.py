"""How duties are told: how often in words, what became of a window, whom and what it concerns."""

from datetime import date

from ledger.commands.showing.spans import units
from ledger.rules.duties import Duty
from ledger.rules.statuses import WEEKDAY_NAMES
from ledger.rules.windows import MONTH_DAYS, Rhythm
from ledger.words import gettext as _
from ledger.words import mark, ngettext

STATES: dict[str, str] = {
    "done": mark("done"),
    "due": mark("due"),
    "missed": mark("missed"),
    "excused": mark("excused"),
}
"""What became of a window (已完成 待完成 漏办 免计)."""
STATE_STYLES = {"done": "green", "due": "yellow", "missed": "bold red", "excused": "dim"}
OWNERS: dict[str, str] = {
    "person": mark("each person"),
    "place": mark("each place"),
    "group": mark("each group"),
    "unit": mark("each unit"),
}
"""Who owes (每人 每地 每组 每单位)."""
_PER: dict[str, str] = {
    "week": mark("a week"),
    "month": mark("a month"),
    "two_months": mark("in two months"),
    "quarter": mark("a quarter"),
    "half_year": mark("a half-year"),
    "year": mark("a year"),
}
_ANCHORS: dict[str, str] = {
    "last": mark("from the last time"),
    "calendar": mark("by the calendar"),
    "object": mark("from its own day"),
}
_AFTER: dict[str, str] = {
    "closed": mark("after closing"),
    "issued": mark("after it was given"),
    "held": mark("afterwards"),
}


def interval(duty: Duty) -> str:
    """How often a duty falls due, in words."""
    rhythm = duty.rhythm
    if rhythm is None:
        return _("no interval set")
    if rhythm.every:
        said = units(rhythm.every, rhythm.unit)
        return _("every {units} {anchor}").format(units=said, anchor=_(_ANCHORS[rhythm.anchor]))
    if rhythm.after:
        said = units(rhythm.within or 1, rhythm.unit)
        return _("within {units} {event}").format(units=said, event=_(_AFTER[rhythm.after]))
    if rhythm.weekly:
        said = _weekly(rhythm.weekly)
        return _("{often}, holidays left out").format(often=said) if _free(rhythm) else said
    return _monthly(rhythm) if rhythm.monthly else _times(rhythm)


def _times(rhythm: Rhythm) -> str:
    times = ngettext("once", "{n} times", rhythm.times).format(n=rhythm.times)
    if rhythm.per:
        return _("{times} {stretch}").format(times=times, stretch=_(_PER[rhythm.per]))
    if rhythm.between:
        since, until = rhythm.between
        return _("{times} from {since} to {until}").format(times=times, since=since, until=until)
    seasons = _(", ").join(season.name for season in rhythm.seasons)
    return _("{times} each {season}").format(times=times, season=seasons)


def _monthly(rhythm: Rhythm) -> str:
    n = rhythm.days or MONTH_DAYS
    if rhythm.monthly == "start":
        return ngettext("first day of the month", "first {n} days of the month", n).format(n=n)
    return ngettext("last day of the month", "last {n} days of the month", n).format(n=n)


def _free(rhythm: Rhythm) -> bool:
    return rhythm.rest == "free" and rhythm.weekly != "any"


def _weekly(weekday: str) -> str:
    if weekday == "any":
        return _("every week")
    if weekday == "service":
        return _("weekly, on the service weekday")
    return _("every {weekday}").format(weekday=_(WEEKDAY_NAMES[weekday]))


def when(day: date | None, on: date) -> str:
    """A last day as somebody thinks of it on another day."""
    if day is None:
        return _("no date")
    late = (on - day).days
    if late > 0:
        told = ngettext("{day}, {n} day late", "{day}, {n} days late", late)
        return told.format(day=f"{day:%m-%d}", n=late)
    if late == 0:
        return _("today")
    weekday = _([*WEEKDAY_NAMES.values()][day.weekday()])
    shown = f"{day:%m-%d}" if day.year == on.year else day.isoformat()
    return _("{day}, {weekday}").format(day=shown, weekday=weekday)
