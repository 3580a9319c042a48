"""Whose duty a record does, and towards what: by who made it, where, and what it names."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.rules.duties import Duty

Key = tuple[str | None, str | int | None]
"""Who owes, and towards what; None where the record does not tell and need not."""


_Where = tuple[str | None, str | None, str | None]


class Record(NamedTuple):
    """A record: when it was, where, whose and about what.

    `places`, `people` and `households` are JSON lists; `number` is that of the issue or task.
    """

    day: str
    until: str
    id: str
    place: str | None = None
    station: str | None = None
    places: str | None = None
    people: str | None = None
    households: str | None = None
    number: int | None = None


class Membership(NamedTuple):
    """A group that somebody belongs to, from when to when."""

    team: str
    since: date | None
    until: date | None


class World(NamedTuple):
    """What must be known of the places and groups: the line above each, who keeps a ledger."""

    above: Mapping[str, Sequence[str]]
    keepers: Collection[str]
    members: Mapping[str, Sequence[Membership]]


class Matcher:
    """Tells for one duty which of its owners and objects a record is about.

    A person does a duty by being named in the record, a group through any member of that day. A
    place does it by what stands in its own ledger or, where it keeps none, by what happened there;
    where it has an object, that is enough, as it is with issues and tasks, whoever owes it. A
    village does a task by its own report. An object is met by a record made there or below it, a
    household by one that names it and was made in its village, below or above it.
    """

    def __init__(
        self, duty: Duty, owners: Collection[str], things: Collection[str | int], world: World
    ) -> None:
        self.owners = owners
        self.things = things
        self.world = world
        self._known: dict[_Where, list[Key]] = {}
        self._each = duty.owed_by.each
        self._towards = duty.towards.each if duty.towards else None
        village = duty.evidence.step == "report" and self._each == "place"
        self._reported = village and self._towards == "task"
        matter = self._towards in ("issue", "task")
        self._by_object = matter or (self._each in ("place", "unit") and self._towards is not None)
        by_owner = self._each == "place" and self._towards is None
        self._by_place = by_owner or (self._by_object and self._towards in ("place", "bound"))

    def keys(self, record: Record) -> list[Key]:
        """The owners and objects that a record counts for; many records are of few places."""
        if not self._by_place:
            return self._keys(record)
        where = record.station, record.place, record.places
        if where not in self._known:
            self._known[where] = self._keys(record)
        return self._known[where]

    def _keys(self, record: Record) -> list[Key]:
        things = self._things(record)
        if not things:
            return []
        return [(owner, thing) for owner in self.owners_of(record) for thing in things]

    def owners_of(self, record: Record) -> Collection[str | None]:
        """Who owes what the record does; None stands for whoever owes it to its object."""
        if self._reported:
            return [record.place] if record.place in self.owners else []
        if self._by_object:
            return [None]
        if self._each == "group":
            return self._groups(record)
        if self._each == "place":
            return self._places(record)
        return [name for name in _names(record.people) if name in self.owners]

    def key(self, owner: str, thing: str | int | None) -> Key:
        """Under which key the records of an owner and an object are found."""
        return None if self._by_object and not self._reported else owner, thing

    def _groups(self, record: Record) -> set[str | None]:
        return {
            one.team
            for name in _names(record.people)
            for one in self.world.members.get(name, ())
            if one.team in self.owners and _holds(one, record.day)
        }

    def _places(self, record: Record) -> set[str | None]:
        found: set[str | None] = {record.station} if record.station in self.world.keepers else set()
        for place in self._where(record):
            found.update(c for c in self._line(place) if c not in self.world.keepers)
        return {code for code in found if code in self.owners}

    def _things(self, record: Record) -> Collection[str | int | None]:
        if self._towards is None:
            return [None]
        if self._towards in ("issue", "task"):
            return [record.number] if record.number in self.things else []
        if self._towards == "household":
            return [home for home in _names(record.households) if self._met(home, record)]
        return {code for p in self._where(record) for code in self._line(p) if code in self.things}

    def _met(self, home: str, record: Record) -> bool:
        if home not in self.things:
            return False
        village, place = home.rpartition("-")[0], record.place or ""
        return village in self._line(place) or place in self._line(village)

    def _where(self, record: Record) -> Iterable[str]:
        if record.places and record.places != "[]":
            return [*filter(None, [record.place]), *_names(record.places)]
        return [record.place] if record.place else ()

    def _line(self, place: str) -> Sequence[str]:
        return self.world.above.get(place, ())


def _names(written: str | None) -> list[str]:
    """The codes of a JSON list, gaps left out; most need no more than to be cut apart."""
    if not written or written == "[]":
        return []
    if "null" in written or "\\" in written:
        return [name for name in json.loads(written) if name]
    return written[2:-2].split('","')


def _holds(one: Membership, day: str) -> bool:
    since, until = one.since, one.until
    return (since is None or since.isoformat() <= day) and (
        until is None or day <= until.isoformat()
    )
