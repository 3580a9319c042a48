"""The days of a clock: as a calendar with a line a week, as rows, and as plain data."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ledger.rules.statuses import WEEKDAY_NAMES
from ledger.views.listing import Column, Listing
from ledger.words import about, mark
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.why import Clock, Why
    from ledger.rules.clocks import Day

CLOCK_NAMES: dict[str, str] = {
    "accept": mark("Until an owner is named"),
    "handle": mark("Until it is settled"),
    "verify": mark("Until it is accepted and signed"),
    "upper": mark("Until the body above answers"),
}
"""What people call each clock (受理时限 办理时限 验收销号时限 上级答复时限)."""
DAY_NAMES: dict[str, str] = {
    "start": mark("start, not counted"),
    "counted": mark("counted"),
    "make-up": mark("make-up workday, counted"),
    "weekend": mark("weekend, not counted"),
    "holiday": mark("holiday, not counted"),
    "paused": mark("paused, not counted"),
    "escalated": mark("with the body above, not counted"),
    "rolled": mark("the last day, moved on from a rest day"),
    "extended": mark("counted by the extension"),
    "late": mark("overdue"),
}
"""Why a day was counted or not."""
_MARKS: dict[str, str] = {
    "start": mark("start"),
    "make-up": "{n}*",
    "weekend": mark("wkend"),
    "holiday": mark("hol"),
    "paused": mark("pause"),
    "escalated": mark("above"),
    "rolled": mark("on"),
    "extended": mark("{n} ext"),
    "late": "+{n}",
}
"""The same in a cell of at most six columns; a bare number is a counted day."""
_IN_TIME = frozenset({"counted", "make-up", "rolled", "extended"})
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days(found: "Why") -> Listing:
    """Every day of every clock as a row of its own, for a spreadsheet."""
    columns = [
        Column("clock", _("Clock")),
        Column("round", _("Round")),
        Column("day", _("Day")),
        Column("weekday", _("Weekday")),
        Column("number", _("Number")),
        Column("why", _("Why")),
        Column("name", _("Name")),
    ]
    rows = [
        {
            "clock": _(CLOCK_NAMES[clock.run.name]),
            "round": clock.run.round,
            "day": day.day,
            "weekday": _(WEEKDAY_NAMES[_WEEK[day.day.weekday()]]),
            "number": day.number or None,
            "why": _(DAY_NAMES[day.why]),
            "name": day.name,
        }
        for clock in found.clocks
        for day in clock.days
    ]
    return Listing("", columns, rows)


def weeks(clock: "Clock") -> Listing:
    """The days of a clock as a calendar, a line a week, and in words what the marks stand for."""
    first = clock.days[0].day - timedelta(days=clock.days[0].day.weekday())
    last = _last(clock)
    rows: dict[date, dict[str, Any]] = {}
    for day in clock.days:
        monday = first + timedelta(days=(day.day - first).days // 7 * 7)
        cell = _cell(day)
        row = rows.setdefault(monday, {"week": monday})
        row[_WEEK[day.day.weekday()]] = f"[{cell}]" if day.day == last else cell
    columns = [Column("week", _("Week of"))]
    columns += [Column(name, _(WEEKDAY_NAMES[name])[:3]) for name in _WEEK]
    return Listing("", columns, [*rows.values()], [*_legend(clock, last)])


def _cell(day: "Day") -> str:
    """One day: its number, or why it was not counted."""
    return _(_MARKS[day.why]).format(n=day.number) if day.why in _MARKS else str(day.number)


def _last(clock: "Clock") -> date | None:
    """The last day of the limit; none where it stands still and nobody knows."""
    if clock.run.ended is None and clock.run.still:
        return None
    return max((day.day for day in clock.days if day.why in _IN_TIME), default=None)


def _legend(clock: "Clock", last: date | None) -> Iterator[str]:
    """What the marks stand for, those alone that are used, and the holidays by name."""
    used = dict.fromkeys(day.why for day in clock.days if day.why in _MARKS)
    said = [about(_(_MARKS[why]).format(n="n"), _(DAY_NAMES[why])) for why in used]
    yield _("; ").join([*said, *([_("[ ]: the last day")] if last else [])])
    holidays = (day for day in clock.days if day.why == "holiday")
    for name, run in groupby(holidays, key=lambda day: day.name):
        stretch = [day.day for day in run]
        yield _("{name}: {since} to {until}").format(name=name, since=stretch[0], until=stretch[-1])


def plain(found: "Why") -> dict[str, Any]:
    """All of it for a script, day by day."""
    return {
        "id": found.issue.id,
        "title": found.issue.title,
        "as_of": found.on,
        "clocks": [_clock_data(clock) for clock in found.clocks],
        "presses": [
            {
                "duty": press.duty,
                "every": press.every._asdict(),
                "round": press.round.number,
                "since": press.round.begun,
                "ended": press.round.ended,
                "next": None if press.round.ended else press.presses.next,
                "cycles": [cycle._asdict() for cycle in press.presses.cycles],
            }
            for press in found.presses
        ],
    }


def _clock_data(clock: "Clock") -> dict[str, Any]:
    run = clock.run
    return {
        "clock": run.name,
        "round": run.round,
        "since": run.since,
        "by": run.verb,
        "start": run.start,
        "limit": clock.limit._asdict() if clock.limit else None,
        "word": run.word,
        "row": clock.row if clock.limit == clock.table and not run.word else None,
        "table": clock.table._asdict() if clock.table else None,
        "first": run.first,
        "due": clock.due or run.due,
        "counted": clock.counted,
        "moves": [move._asdict() for move in run.moves],
        "stops": [stop._asdict() for stop in run.stops],
        "ended": run.ended,
        "ended_by": run.ended_by or None,
        "left": clock.left,
        "light": clock.light,
        "enforced": clock.enforced,
        "days": [day._asdict() for day in clock.days],
        "beyond": clock.beyond or None,
    }
