"""Why a time limit ends when it does: each clock of an issue, what moved it, and each day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.errors import BeyondCalendarError
from ledger.records import event as events
from ledger.records import paths
from ledger.rules import clocks, limits, masks
from ledger.rules.calendar import DAY
from ledger.rules.clocks import Day, Lights, Limit
from ledger.rules.presses import Every, Presses, presses
from ledger.rules.runs import Round, Run, all_rounds, runs

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.records.issue import Issue


class Clock(NamedTuple):
    """One clock of an issue, counted out.

    `limit` is what it counts; none where the last day was named by hand. `table` is what
    ledger.yaml gives now, `row` the number of that row, counted from 1, and `line` where it
    stands. `due` is the last day in force; `counted` is what counting gives now, which is another
    day where the calendar has changed since. `left` is how many units are left on the day asked
    about, or were when it ended. `enforced` is the day from which on clocks are held against
    somebody, where this one was over before: it has no light. `beyond` says which calendar is
    lacking for the days.
    """

    run: Run
    limit: Limit | None = None
    table: Limit | None = None
    row: int | None = None
    line: int | None = None
    due: date | None = None
    counted: date | None = None
    days: tuple[Day, ...] = ()
    left: int | None = None
    light: str | None = None
    enforced: date | None = None
    beyond: str = ""


class PressClock(NamedTuple):
    """The press clock of one round of an issue, by one duty of ledger.yaml."""

    duty: str
    name: str
    every: Every
    round: Round
    presses: Presses


class Why(NamedTuple):
    """All clocks of an issue as of a day."""

    issue: "Issue"
    on: date
    clocks: tuple[Clock, ...]
    presses: tuple[PressClock, ...]


def why(ledger: "Reading", record: str, on: date) -> Why:
    """Count out every clock of an issue as of a day."""
    issue = ledger.issue(record, on)
    counting = _Counting(ledger, issue, on)
    counted = tuple(counting.clock(run) for run in counting.runs)
    return Why(issue, on, counted, tuple(counting.press_clocks()))


def _masked(found: list[Run]) -> list[Run]:
    """The clocks without the numbers and names that reasons may hold."""
    for run in found:
        run.stops = [stop._replace(name=masks.text(stop.name)) for stop in run.stops]
        run.moves = [move._replace(text=masks.text(move.text)) for move in run.moves]
    return found


class _Counting:
    """Counts the clocks of one issue by the calendar of its place and the rules of ledger.yaml."""

    def __init__(self, ledger: "Reading", issue: "Issue", on: date) -> None:
        self.ledger = ledger
        self.issue = issue
        self.on = on
        self.table: Sequence[Mapping[str, Any]] = ledger.rules.get("limits", ())
        self.duties: Sequence[Mapping[str, Any]] = ledger.rules.get("duties", ())
        calendars = ledger.calendars()
        self.light = clocks.lights_on(on, Lights(**ledger.rules.get("lights", {})), calendars)
        self.calendar = calendars.at(issue.place)
        self.runs = _masked(runs(issue))
        first = issue.log[0]
        self.enforced = first.enforced if isinstance(first, events.Registered) else None

    def clock(self, run: Run) -> Clock:
        """One clock: where its limit comes from, and its days as far as the calendar goes."""
        row = self._row(run)
        clock = Clock(run, run.limit)
        if row is not None:
            table = limits.limit(self.table[row])
            clock = clock._replace(table=table, row=row + 1, line=self._line(row))
        try:
            return self._counted(clock)
        except BeyondCalendarError as error:
            return clock._replace(beyond=error.sentence())

    def _row(self, run: Run) -> int | None:
        """The first row that fits on the day on which its clock starts."""
        for n, row in enumerate(self.table):
            early = run.name == "handle" and limits.start(row) == "register"
            if limits.row([row], run.name, run.facts, run.begun if early else run.since) == 0:
                return n
        return None

    def _line(self, row: int) -> int:
        from ledger.store import yaml

        text = (self.ledger.git.file(paths.SETTINGS) or b"").decode("utf-8-sig")
        return yaml.line_of(text, ("limits", row))

    def _counted(self, clock: Clock) -> Clock:
        run = clock.run
        if run.first is None or run.due is None:
            return clock
        limit = run.limit or self._guessed(clock)
        on = run.ended or self.on
        counted = None
        if limit and not run.extended:
            ended = [stop for stop in run.stops if stop.until is not None]
            counted = clocks.due(limit, run.start, self.calendar, ended)
        unit = "workday" if limit and limit.unit == "workday" else "day"
        due = self._in_force(run, run.due, counted, unit)
        left = light = None
        spared = self.enforced if self.enforced and due < self.enforced else None
        if run.ended or not run.still:
            left = clocks.remaining(due, on, unit, self.calendar)
        if not run.ended and not run.still and not spared:
            light = self.light(due, self.issue.place)
        days = tuple(self._days(run, limit, due, on))
        return clock._replace(
            limit=limit,
            due=due,
            counted=counted,
            days=days,
            left=left,
            light=light,
            enforced=spared,
        )

    def _in_force(self, run: Run, due: date, counted: date | None, unit: str) -> date:
        """The last day in force: the stop in which a clock ended is taken out of it too."""
        still = next((stop for stop in run.stops if stop.until and stop.until == run.ended), None)
        if still is None or still.until is None:
            return due
        return counted or clocks.shifted(due, unit, (still.since, still.until), self.calendar)

    def _guessed(self, clock: Clock) -> Limit | None:
        """The limit of a clock that only wrote its last day down: the row's, where it gives it."""
        run, table = clock.run, clock.table
        if table is None or run.name == "handle":
            return None
        return table if clocks.due(table, run.start, self.calendar) == run.first else None

    def _days(self, run: Run, limit: Limit | None, last: date, on: date) -> list[Day]:
        """Every day to the last one in force, or to the day asked about where that is later."""
        length = ((run.first or run.start) - run.start).days
        counted = limit or Limit(max(length, 1), "day", roll=False)
        upto = on if run.still or not run.extended else max(on, last)
        days = clocks.days(counted, run.start, self.calendar, run.stops, upto)
        if run.extended:
            return _extended(days, last)
        if limit is None and length < 1:
            return [_at_once(day) for day in days if day.day <= on]
        return days

    def press_clocks(self) -> list[PressClock]:
        """One clock for each duty of ledger.yaml to press the owners of such issues, and round."""
        return [
            self._press_clock(duty, one)
            for duty in self.duties
            if duty["evidence"]["record"] == "press"
            and (duty.get("rhythm") or {}).get("every")
            and _concerns(duty.get("towards") or {}, self.issue.stream)
            for one in all_rounds(self.issue)
            if one.ended != one.begun
        ]

    def _press_clock(self, duty: Mapping[str, Any], one: Round) -> PressClock:
        rhythm = duty["rhythm"]
        every = Every(rhythm["every"], rhythm["unit"], rhythm.get("anchor", "last"))
        base = one.begun
        if every.anchor == "calendar":
            base = date.fromisoformat(str(duty["since"])) - DAY
        stops = [stop for run in self.runs for stop in run.stops if stop.why == "paused"]
        on = max(one.ended or self.on, base)
        found = presses(base, every, one.pressed, on, self.calendar, stops)
        cycles = [
            cycle._replace(state="excused") if one.ended and cycle.state == "due" else cycle
            for cycle in found.cycles
            if cycle.due >= one.begun
        ]
        found = found._replace(cycles=tuple(cycles))
        return PressClock(duty["code"], duty["name"], every, one, found)


def _concerns(towards: Mapping[str, Any], stream: str) -> bool:
    return towards.get("each") == "issue" and stream in (towards.get("streams") or [stream])


def _extended(days: Sequence[Day], last: date) -> list[Day]:
    """The days that an extension gave beyond the limit, and those after it, which are late."""
    found = []
    number = {"extended": 0, "late": 0}
    for day in days:
        if day.why != "late":
            found.append(day)
            continue
        why = "late" if day.day > last else "extended"
        number[why] += 1
        found.append(day._replace(why=why, number=number[why]))
    return found


def _at_once(day: Day) -> Day:
    """A day of a clock that was to end on the day it began: each one after it is late."""
    if not day.counted:
        return day
    return day._replace(why="late", number=day.number + (day.why == "late"))
