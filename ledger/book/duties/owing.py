"""Who owes a duty: the people, places, groups and units that a rule of ledger.yaml means."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ledger.index import lookups
from ledger.index.roll import Roll
from ledger.rules.duties import Duty, Life
from ledger.rules.windows import Frame, Window, after

if TYPE_CHECKING:
    import sqlite3

    from ledger.rules.calendar import Calendar, Calendars


class Owner(NamedTuple):
    """Who owes: a person, place, group or unit, and the place it belongs to."""

    each: str
    code: str
    place: str


class Thing(NamedTuple):
    """What something is owed to: `key` finds its records, `id` is what people know it by."""

    each: str
    key: str | int
    id: str
    place: str
    name: str = ""


class Owed(NamedTuple):
    """One owner and one object of a duty, and from when to when it is owed.

    `windows` are given where an event makes them; `base` is the object's own day; `stops` are
    stretches `[from, to)` in which nothing is asked.
    """

    owner: Owner
    thing: Thing | None
    lives: tuple[Life, ...]
    base: date | None = None
    windows: tuple[Window, ...] | None = None
    stops: tuple[tuple[date, date], ...] = ()

    @property
    def place(self) -> str:
        """Where it is to be done: at the object's place, or at the owner's."""
        return self.thing.place if self.thing else self.owner.place

    def is_over(self, on: date) -> bool:
        """Whether it was owed until before a day, such as an issue's pressing until its closing."""
        return all(life.until is not None and life.until < on for life in self.lives)


Owners = dict[Owner, list[Life]]
"""Who owes, and when."""
Pair = tuple[Owner, Thing, Life]
"""Who owes, towards what, and when."""


class Scene:
    """The ledger and the frame in which duties are looked at."""

    def __init__(self, db: "sqlite3.Connection", frame: Frame) -> None:
        self.db = db
        self.frame = frame
        self.roll = Roll(db)

    @cached_property
    def at_places(self) -> "Calendars":
        """The working days that the ledger knows, at each place."""
        return lookups.calendars(self.db)

    @property
    def calendar(self) -> "Calendar":
        """The working days wherever no local rest holds."""
        return self.at_places.general

    def calendar_at(self, place: str) -> "Calendar":
        """The working days at a place: the local rests of those it lies in are none."""
        return self.at_places.at(place)

    @property
    def calendars(self) -> "list[Calendar]":
        """The working days of the ledger, and of each place with rests of its own."""
        return [self.calendar, *map(self.calendar_at, self.at_places.rests)]

    def following(self, duty: Duty, day: date, place: str) -> Window:
        """The window of a duty that follows what happened at a place on a day."""
        rhythm = duty.rhythm
        number, unit = (rhythm.within or 1, rhythm.unit) if rhythm else (1, "day")
        return Window(day, after(day, number, unit, self.calendar_at(place)))


def owners(scene: Scene, duty: Duty) -> Owners:
    """Who owes a duty, and when; a person with several posts belongs to the last of them."""
    found: dict[str, tuple[str, list[Life]]] = {}
    whole = Life(duty.since, duty.until)
    for code, place, since, until in _candidates(scene.roll, duty):
        life = whole.clipped(since, until)
        if life and scene.roll.within(place, duty.owed_by.within):
            lives = found[code][1] if code in found else []
            lives.append(life)
            found[code] = place, lives
    each = duty.owed_by.each
    return {Owner(each, code, place): lives for code, (place, lives) in found.items()}


def homes(scene: Scene, duty: Duty, owner: Owner, lives: list[Life]) -> list[tuple[str, Life]]:
    """Where an owner is at home, and when: a person wherever one of the posts puts him."""
    if owner.each != "person":
        return [(owner.place, life) for life in lives]
    whole = Life(duty.since, duty.until)
    roles = duty.owed_by.roles
    return [
        (post.place, life)
        for post in scene.roll.posts_of[owner.code]
        if (not roles or post.role in roles) and (life := whole.clipped(post.since, post.until))
    ]


_Candidate = tuple[str, str, date | None, date | None]


def _candidates(roll: Roll, duty: Duty) -> Iterator[_Candidate]:
    """All that a duty may mean: code, place, first day and last."""
    return {"person": _people, "place": _places, "group": _groups, "unit": _units}[
        duty.owed_by.each
    ](roll, duty)


def _people(roll: Roll, duty: Duty) -> Iterator[_Candidate]:
    roles = duty.owed_by.roles
    for post in roll.posts:
        if not roles or post.role in roles:
            yield post.person, post.place, post.since, post.until


def _places(roll: Roll, duty: Duty) -> Iterator[_Candidate]:
    tier = duty.owed_by.tier
    for place in roll.places.values():
        if place.type == tier if tier else place.keeps:
            yield place.code, place.code, place.since, place.until


def _groups(roll: Roll, duty: Duty) -> Iterator[_Candidate]:
    roles = duty.owed_by.roles
    working = {post.team for post in roll.posts if not roles or post.role in roles}
    for team in roll.teams:
        if team.code in working and team.place in roll.places:
            where = roll.places[team.place]
            yield team.code, where.code, where.since, where.until


def _units(roll: Roll, duty: Duty) -> Iterator[_Candidate]:
    binding = duty.towards.binding if duty.towards else None
    for tie in roll.ties:
        if tie.unit and binding in (None, tie.kind):
            yield tie.unit, tie.place, tie.since, tie.until
