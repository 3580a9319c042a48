"""Duties that hang on a record: on an issue while it is open, a closing, a task, an activity."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ledger.book.duties.owing import Owed, Owner, Owners, Scene, Thing
from ledger.index import occasions
from ledger.rules.duties import Duty, Life, merged
from ledger.rules.matching import Matcher
from ledger.rules.windows import Window, reach

YEAR = timedelta(days=366)
"""The longest window of the calendar."""


class _Whose(NamedTuple):
    """Where a record stands and who is in charge of it."""

    station: str
    place: str
    person: str | None
    parts: tuple[str, ...] = ()


def open_issues(scene: Scene, duty: Duty, owners: Owners) -> Iterator[Owed]:
    """Each round of an issue, while it was open; also of one that was open as a window began."""
    streams, rhythm = duty.towards.streams if duty.towards else (), duty.rhythm
    long = reach(rhythm.every, rhythm.unit) if rhythm and rhythm.every else YEAR
    responsible = _Responsible(scene, duty, owners)
    for one in occasions.matters(scene.db, scene.frame.since - long, scene.frame.on, streams):
        thing = Thing("issue", one.number, one.id, one.place, one.title)
        for owner, lives in responsible.of(_Whose(one.station, one.place, one.person)):
            parts = [part for life in lives if (part := life.clipped(one.since, one.until))]
            if parts:
                yield Owed(owner, thing, merged(parts), one.since, None, one.stops)


def following(scene: Scene, duty: Duty, owners: Owners) -> Iterator[Owed]:
    """What is owed after an issue was closed or a task was given."""
    rhythm = duty.rhythm
    if rhythm is None or rhythm.after is None:
        return
    since = scene.frame.since - reach(rhythm.within or 1, rhythm.unit)
    if rhythm.after == "closed":
        streams = duty.towards.streams if duty.towards else ()
        events = occasions.closings(scene.db, since, scene.frame.on, streams)
    else:
        kinds = rhythm.of or (duty.evidence.kinds if duty.evidence.record == "task" else ())
        events = occasions.tasks(scene.db, since, scene.frame.on, kinds)
    each = "issue" if rhythm.after == "closed" else "task"
    responsible = _Responsible(scene, duty, owners)
    for event in events:
        window = scene.following(duty, event.day, event.place)
        if scene.frame.holds(window):
            thing = Thing(each, event.number, event.id, event.place, event.title)
            whose = _Whose(event.station, event.place, event.person, event.parts)
            for owner, lives in responsible.of(whose):
                known = event.until if event.until and event.until <= scene.frame.on else None
                parts = [part for life in lives if (part := life.clipped(event.day, known))]
                if parts:
                    yield Owed(owner, thing, merged(parts), event.day, (window,))


def after_activities(scene: Scene, duty: Duty, owners: Owners) -> Iterator[Owed]:
    """What those who held an activity owe after it."""
    rhythm = duty.rhythm
    if rhythm is None:
        return
    by_code = {owner.code: owner for owner in owners}
    matcher = Matcher(duty._replace(towards=None), by_code, (), scene.roll.world)
    since = scene.frame.since - reach(rhythm.within or 1, rhythm.unit)
    found: dict[str, set[Window]] = {}
    for record in occasions.held(scene.db, since, scene.frame.on, rhythm.of):
        for code in matcher.owners_of(record):
            if code is None:
                continue
            window = scene.following(duty, date.fromisoformat(record.day), by_code[code].place)
            if scene.frame.holds(window):
                found.setdefault(code, set()).add(window)
    for code, windows in found.items():
        lives = merged(owners[by_code[code]])
        yield Owed(by_code[code], None, lives, None, tuple(sorted(windows)))


class _Responsible:
    """Tells whose duty a record is.

    That of the person in charge or, where roles are named, of those at its station; of the place
    where it lies at or below it, of a village that was given a part; of a group that works there.
    """

    def __init__(self, scene: Scene, duty: Duty, owners: Owners) -> None:
        self._above = scene.roll.world.above
        self._in_charge = duty.owed_by.each == "person" and not duty.owed_by.roles
        self._found: dict[str, list[tuple[Owner, list[Life]]]] = {}
        for owner, lives in owners.items():
            key = owner.code if self._in_charge else owner.place
            self._found.setdefault(key, []).append((owner, lives))

    def of(self, whose: _Whose) -> Iterator[tuple[Owner, list[Life]]]:
        """The owners of a record, and when they owe."""
        if self._in_charge:
            yield from self._found.get(whose.person or "", ())
            return
        line = (*self._above.get(whose.station, ()), *self._above.get(whose.place, ()))
        for place in dict.fromkeys((*line, *whose.parts)):
            yield from self._found.get(place, ())
