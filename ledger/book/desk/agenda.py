"""The parts of a day's work, each gathered from the index: see `ledger.book.desk.today`."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.desk.whose import Whose
from ledger.book.duties import Instance, instances, is_of, matters
from ledger.book.duties.owing import Scene, owners
from ledger.errors import BeyondCalendarError
from ledger.index import desk
from ledger.rules import clocks, presses
from ledger.rules.duties import Duty, parse
from ledger.rules.windows import after

if TYPE_CHECKING:
    from ledger.index.queries import Row

YEAR = timedelta(days=366)
"""What was closed longer ago than this is not followed up here any more."""
_WAITING = {
    "registered": "assign",
    "submitted": "verify",
    "to_witness": "sign",
    "to_sign": "sign",
}
"""The section of an issue whose day is not near, by its status."""


class Item(NamedTuple):
    """One thing to do: in which section, about what, where, and by when.

    `state` is the status of an issue, the step that is to follow, or what a task waits for. Of a
    duty `towards` names the objects still to be met, `left` of `owed`; of a pressing `left` is how
    many turns went by without one.
    """

    section: str
    id: str
    what: str
    place: str
    day: date | None
    state: str = ""
    left: int = 0
    owed: int = 0
    towards: tuple[str, ...] = ()


class Day:
    """Gathers what is to be done on a day and up to the end of its week."""

    def __init__(self, scene: Scene, whose: Whose, sunday: date, asked: desk.Desk) -> None:
        self._scene = scene
        self._whose = whose
        self._on = scene.frame.on
        self._sunday = sunday
        self._desk = asked
        self._rules = parse(whose.rules)
        lights = clocks.Lights(**whose.rules.get("lights", {}))
        self._light = clocks.lights_on(self._on, lights, scene.at_places)
        self.unknown: list[tuple[str, BeyondCalendarError]] = []

    # Issues

    def issues(self) -> Iterator[Item]:
        """Issues past their day or near it, and those that wait for the clerk's hand."""
        for row in desk.open_issues(self._scene.db, self._desk):
            section = self._section(row)
            if section and self._whose.issue(row):
                turn = _day(row["turn"])
                yield Item(section, row["id"], row["title"], row["place"], turn, row["status"])

    def _section(self, row: "Row") -> str | None:
        turn, status = _day(row["turn"]), row["status"]
        if turn is not None and turn < self._on:
            return "overdue"
        if turn is not None and self._is_near(turn, row["place"]):
            return "near"
        return _WAITING.get(status)

    def _is_near(self, turn: date, place: str) -> bool:
        if turn <= self._sunday:
            return True
        return self._light(turn, place) == "near"

    def reviews(self) -> Iterator[Item]:
        """What is paused or kept up and is to be looked at again by now or soon."""
        for row in desk.to_review(self._scene.db, self._desk):
            day = date.fromisoformat(row["review"])
            if self._is_near(day, row["place"]) and self._whose.review(row):
                yield Item("review", row["id"], row["title"], row["place"], day, row["status"])

    def presses(self) -> Iterator[Item]:
        """Open issues whose owner is to be pressed by the end of the week."""
        for duty in self._rules:
            if _is_press(duty):
                yield from self._known(duty, self._to_press(duty))

    def _to_press(self, duty: Duty) -> Iterator[Item]:
        rhythm, whose = duty.rhythm, self._whose
        if rhythm is None or rhythm.every is None:
            return
        asked = {o: lives for o, lives in owners(self._scene, duty).items() if whose.owes(duty, o)}
        rounds = matters.open_issues(self._scene, duty, asked)  # closed ones too
        owed = {one.thing.key: one for one in rounds if one.thing and not one.is_over(self._on)}
        numbers = [key for key in owed if isinstance(key, int)]
        pressed = desk.presses(self._scene.db, numbers, self._desk.on)
        every = presses.Every(rhythm.every, rhythm.unit or "day", rhythm.anchor)
        for number in numbers:
            one = owed[number]
            thing, base = one.thing, one.base or self._on
            if thing is None or any(since <= self._on < until for since, until in one.stops):
                continue
            first = max(base, one.lives[0].since) if rhythm.anchor == "calendar" else base
            start = duty.since if rhythm.anchor == "calendar" else base
            done = [
                day for text in pressed.get(number, ()) if (day := date.fromisoformat(text)) >= base
            ]
            calendar = self._scene.calendar_at(thing.place)
            clock = presses.presses(start, every, done, self._on, calendar, one.stops)
            if clock.next <= self._sunday:
                missed = sum(cycle.since >= first for cycle in clock.missed)
                yield Item("press", thing.id, thing.name, thing.place, clock.next, "press", missed)

    def follow_ups(self) -> Iterator[Item]:
        """What must still follow the closing of issues, in the order that the stream has."""
        streams = {
            s["code"]: s["follow"] for s in self._whose.rules.get("streams", ()) if s["follow"]
        }
        if not streams:
            return
        since = (self._on - YEAR).isoformat()
        for row in desk.closed_issues(self._scene.db, self._desk, since):
            if row["stream"] in streams and (self._whose.here(row) or self._whose.task(row)):
                yield from self._following(row, streams[row["stream"]])

    def _following(self, row: "Row", steps: list[dict[str, object]]) -> Iterator[Item]:
        followed = json.loads(row["followed"] or "{}")
        closed = date.fromisoformat(row["closed"])
        calendar = self._scene.calendar_at(row["place"])
        for step in steps:
            if str(followed.get(step["step"], "9")) > self._desk.on:
                within, unit = step["within"], str(step["unit"])
                due = None
                with suppress(BeyondCalendarError):
                    if isinstance(within, int):
                        due = after(closed, within, unit, calendar)
                state = str(step["step"])
                yield Item("follow", row["id"], row["title"], row["place"], due, state)

    # Duties

    def duties(self) -> Iterator[Item]:
        """Duties that can be done now or later this week, those with many objects in one item."""
        for duty in self._rules:
            if not _is_press(duty):
                yield from self._known(duty, self._due(duty))

    def _due(self, duty: Duty) -> Iterator[Item]:
        """One item for each owner and last day; on a station's desk for all its owners together."""
        whose, found = self._whose, dict[tuple[str, date], list[Instance]]()
        for one in instances(self._scene, (duty,), whose.mine):
            since, until = one.outcome.window
            soon = since <= self._on or until <= self._sunday
            if soon and is_of(whose.clerks, one, whose.person):
                owner = one.owner.code if whose.person else ""
                found.setdefault((owner, until), []).append(one)
        open_ = ("due", "missed") if duty.from_last else ("due",)
        for (owner, until), some in found.items():
            left = [one for one in some if one.outcome.state in open_]
            if left:
                told = [one.thing.id if one.thing else one.owner.code for one in left]
                towards = () if owner and left[0].thing is None else tuple(dict.fromkeys(told))
                places = {one.owner.place for one in left}
                place = left[0].owner.place if len(places) == 1 else whose.station or ""
                number = len(left), len(some)
                yield Item("duty", duty.code, duty.name, place, until, "", *number, towards)

    def _known(self, duty: Duty, items: Iterator[Item]) -> Iterator[Item]:
        """The items of a duty, unless their days lie in a year of which there is no calendar."""
        try:
            yield from items
        except BeyondCalendarError as error:
            self.unknown.append((duty.name, error))

    # Tasks

    def tasks(self) -> Iterator[Item]:
        """Tasks to do, and reports to make on them: a village's, and the station's own."""
        lists = {
            k["code"] for k in self._whose.rules.get("task_kinds", ()) if k["family"] == "list"
        }
        for row in desk.open_tasks(self._scene.db, self._desk):
            head = row["id"], row["title"], row["place"], _day(row["due"])
            if not self._whose.task(row) or (row["kind"] in lists and row["consolidated"]):
                continue
            if row["kind"] in lists and row["parts"]:
                left = row["parts"] - row["reported"]
                yield Item("report", *head, "consolidate", left, row["parts"])
            else:
                yield Item("task", *head, "pass" if row["kind"] in lists else "finish")
        villages = self._whose.villages
        for row in desk.village_parts(self._scene.db, self._desk, villages):
            yield Item("report", row["id"], row["title"], row["place"], _day(row["due"]), "report")


def _is_press(duty: Duty) -> bool:
    """Whether a duty runs a press clock on each open issue."""
    by_issue = duty.towards is not None and duty.towards.each == "issue"
    return by_issue and duty.evidence.record == "press" and bool(duty.rhythm and duty.rhythm.every)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
