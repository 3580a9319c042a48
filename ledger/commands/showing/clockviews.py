"""How the clocks of an issue are shown: what each counts, what moved it, and its days by weeks."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.showing.clockdays import CLOCK_NAMES, plain, weeks
from ledger.commands.showing.spans import units
from ledger.rules.statuses import LIGHT_NAMES, VERB_NAMES
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.words import about, mark, ngettext, pgettext
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.why import Clock, PressClock, Why
    from ledger.rules.clocks import Limit

_STATES = {
    "done": mark("pressed in time"),
    "missed": mark("missed"),
    "due": mark("still to come"),
    "excused": mark("paused or settled by then"),
}
_ANCHORS = {
    "last": mark("from the last pressing"),
    "calendar": mark("from the duty's first day"),
    "object": mark("from the registration"),
}


def detail(found: "Why") -> Detail:
    """All clocks, one after the other, each with a calendar of its days."""
    parts: list[Section | Listing] = []
    for clock in found.clocks:
        parts.append(Section(_title(clock), [*_fields(clock, found.on)]))
        if clock.days:
            parts.append(weeks(clock))
    for press in found.presses:
        parts += _press(press)
    title = _("{id} {title}: its clocks as of {day}").format(
        id=found.issue.id, title=found.issue.title, day=found.on
    )
    return Detail(title, parts, plain(found))


def _title(clock: "Clock") -> str:
    return _in_round(_(CLOCK_NAMES[clock.run.name]), clock.run.round)


def _in_round(name: str, number: int) -> str:
    return name if number == 1 else _("{clock} (round {round})").format(clock=name, round=number)


def length(limit: "Limit") -> str:
    """A limit in words: 10 working days."""
    return units(limit.number, limit.unit)


def _fields(clock: "Clock", on: date) -> Iterator[Field]:
    run = clock.run
    yield Field(_("Runs from"), _day_of(run.since, run.verb))
    if run.start != run.since:
        yield Field(_("Counted from"), run.start)
    if run.first is None:
        yield Field(_("Limit"), _("none: ledger.yaml has no row for it, and nobody named a day"))
    else:
        yield Field(_("Limit"), _limit(clock))
        yield Field(pgettext("limit", "Given by"), _given(clock))
        yield Field(_("Last day"), _last(clock))
    for move in run.moves:
        yield Field(_("Moved"), _moved(move))
    for stop in run.stops:
        yield Field(_("Stood still"), _stopped(stop))
    yield Field(_("State"), _state(clock, on))
    if clock.beyond:
        yield Field(_("Not counted out"), clock.beyond)


def _day_of(day: date, verb: str) -> str:
    return _("{day} ({verb})").format(day=day, verb=_(VERB_NAMES[verb]))


def _limit(clock: "Clock") -> str:
    limit, run = clock.limit, clock.run
    if limit is None:
        return _("a day named by hand")
    said = length(limit)
    if run.word:
        said = _("{limit}, written “{word}”").format(limit=said, word=run.word)
    if limit.unit != "workday" and not limit.roll:
        said += _("; the last day stays on a rest day")
    return said


def _given(clock: "Clock") -> str:
    """The row of ledger.yaml, or that it was given by hand."""
    where = ""
    if clock.table and clock.row:
        where = _("row {row} of limits, ledger.yaml:{line}").format(row=clock.row, line=clock.line)
    if clock.limit is not None and clock.limit == clock.table and not clock.run.word:
        return where
    by_hand = _("whoever assigned it") if clock.run.name == "handle" else _("an earlier table")
    if not where or clock.table is None:
        return by_hand
    return _("{who}; {row} would now give {limit}").format(
        who=by_hand, row=where, limit=length(clock.table)
    )


def _last(clock: "Clock") -> str:
    due = clock.due or clock.run.due
    said = str(due)
    if clock.run.first != due:
        said = _("{due}, first {first}").format(due=due, first=clock.run.first)
    if clock.counted and clock.counted != due:
        said += _("; counted anew it is {counted}: the calendar was changed since").format(
            counted=clock.counted
        )
    return said


def _moved(move: Any) -> str:  # noqa: ANN401 - a Move
    said = _("{was} → {due} on {on} ({verb})").format(
        was=move.was or _("none"), due=move.due, on=move.on, verb=_(VERB_NAMES[move.verb])
    )
    more = [part for part in (move.by, move.text) if part]
    return about(said, _(", ").join(more)) if more else said


def _stopped(stop: Any) -> str:  # noqa: ANN401 - a Stop
    step = "pause" if stop.why == "paused" else "escalate"
    verb = _(VERB_NAMES[step])
    said = _("from {since} on, still ({verb})").format(since=stop.since, verb=verb)
    if stop.until:
        said = _("from {since} to before {until} ({verb})").format(
            since=stop.since, until=stop.until, verb=verb
        )
    return about(said, stop.name) if stop.name else said


def _state(clock: "Clock", on: date) -> str:
    run = clock.run
    if run.ended is None and run.still:
        return _("stands still on {day}").format(day=on)
    left = _left(clock)
    if run.ended is None:
        said = _("runs on {day}").format(day=on)
    else:
        said = _("ended on {day}").format(day=_day_of(run.ended, run.ended_by))
    parts = [said, left, _(LIGHT_NAMES[clock.light]) if clock.light else ""]
    if clock.enforced and run.ended is None:
        parts.append(_("held against nobody: clocks count from {day}").format(day=clock.enforced))
    return _("; ").join(part for part in parts if part)


def _left(clock: "Clock") -> str:
    """How many units were left, or how late it was."""
    if clock.left is None:
        return ""
    unit = "workday" if clock.limit and clock.limit.unit == "workday" else "day"
    n = abs(clock.left)
    if unit == "day" or n == 0:
        return days_left(clock.left)
    if clock.left < 0:
        return ngettext("{n} working day late", "{n} working days late", n).format(n=n)
    return ngettext("{n} working day left", "{n} working days left", n).format(n=n)


def days_left(days: int) -> str:
    """How many days are left, or how late it is."""
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("on the last day")
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def _press(press: "PressClock") -> list[Section | Listing]:
    """The press clock: the turns so far and when the next pressing is owed."""
    every = press.every
    turns = [cycle._asdict() for cycle in press.presses.cycles]
    said = _("every {units} {anchor}").format(
        units=units(every.number, every.unit), anchor=_(_ANCHORS[every.anchor])
    )
    fields = [
        Field(_("Duty"), _("{name} ({key})").format(name=press.name, key=press.duty)),
        Field(_("How often"), said),
        Field(_("Since"), press.round.begun),
    ]
    if press.round.ended:
        fields.append(Field(_("Ended"), press.round.ended))
    else:
        fields.append(Field(_("Next by"), press.presses.next))
    columns = [
        Column("since", _("From")),
        Column("due", _("Last day")),
        Column("done", _("Pressed on")),
        Column("state", _("State"), show=lambda state: _(_STATES[state])),
    ]
    title = _in_round(_("Pressing the owner"), press.round.number)
    return [Section(title, fields), Listing("", columns, turns)]
