"""Who and what there is to owe and to be owed: places, people, groups, ties and households."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ledger.rules.matching import Membership, World


class Place(NamedTuple):
    """A node of the place tree; `above` names it and all above it, itself first."""

    code: str
    name: str
    type: str
    above: tuple[str, ...]
    weekday: str | None
    since: date | None
    until: date | None
    keeps: bool


class Post(NamedTuple):
    """A person's post at a place, or in a group there."""

    person: str
    place: str
    role: str
    team: str | None
    since: date | None
    until: date | None


class Tie(NamedTuple):
    """Who is tied to a place, and from when to when."""

    kind: str
    place: str
    person: str | None
    unit: str | None
    team: str | None
    since: date | None
    until: date | None


class Team(NamedTuple):
    """A group and the place it works in."""

    code: str
    kind: str
    place: str


class Home(NamedTuple):
    """A household, and the member of staff paired with it."""

    id: str
    place: str
    person: str | None
    paired: date | None


class Roll:
    """All that a ledger has of them, each read when it is first asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @cached_property
    def places(self) -> dict[str, Place]:
        """The nodes of the place tree by code; a service weekday holds for all below."""
        statement = (
            "SELECT p.code, p.name, p.type, p.line, p.weekday, p.since, p.until, t.station "
            "FROM place p LEFT JOIN tier t ON t.type = p.type ORDER BY p.line"
        )
        found: dict[str, Place] = {}
        for code, name, type_, line, weekday, since, until, keeps in self._db.execute(statement):
            above = tuple(reversed((line or f"{code}/").rstrip("/").split("/")))
            parent = found.get(above[1]) if len(above) > 1 else None
            day = weekday or (parent.weekday if parent else None)
            bounds = _day(since), _day(until)
            found[code] = Place(code, name, type_, above, day, *bounds, bool(keeps))
        return found

    @cached_property
    def below(self) -> dict[str, list[Place]]:
        """Each node with all below it, itself first."""
        found: dict[str, list[Place]] = {}
        for place in self.places.values():
            for code in place.above:
                found.setdefault(code, []).append(place)
        return found

    @cached_property
    def posts(self) -> list[Post]:
        """Everybody's posts, those in groups too."""
        statement = "SELECT person, place, role, team, since, until FROM people ORDER BY since"
        return [
            Post._make((*words, _day(since), _day(until)))
            for *words, since, until in self._db.execute(statement)
        ]

    @cached_property
    def posts_of(self) -> dict[str, list[Post]]:
        """The posts of each person."""
        found: dict[str, list[Post]] = {}
        for post in self.posts:
            found.setdefault(post.person, []).append(post)
        return found

    @cached_property
    def ties(self) -> list[Tie]:
        """Who is tied to which place."""
        statement = "SELECT kind, place, person, unit, team, since, until FROM binding"
        return [
            Tie._make((*words, _day(since), _day(until)))
            for *words, since, until in self._db.execute(statement)
        ]

    @cached_property
    def teams(self) -> list[Team]:
        """The groups."""
        return [Team._make(row) for row in self._db.execute("SELECT code, kind, place FROM team")]

    @cached_property
    def world(self) -> World:
        """What is needed to tell whose record is whose."""
        members: dict[str, list[Membership]] = {}
        for post in self.posts:
            if post.team:
                member = Membership(post.team, post.since, post.until)
                members.setdefault(post.person, []).append(member)
        above = {code: place.above for code, place in self.places.items()}
        return World(above, {c for c, place in self.places.items() if place.keeps}, members)

    def stands_in_at(self, person: str, on: date) -> set[str]:
        """The places for which somebody signs in another's stead on a day."""
        statement = (
            "SELECT place FROM delegate WHERE person = ?1 "
            "AND ?2 BETWEEN since AND coalesce(until, '9999')"
        )
        return {place for (place,) in self._db.execute(statement, (person, on.isoformat()))}

    def homes(self, categories: Iterable[str], places: Iterable[str]) -> list[Home]:
        """The households of some kinds, of any where none is named, in some villages."""
        wanted = set(categories)
        statement = (
            "SELECT id, place, person, paired, categories FROM household "
            "WHERE place IN (SELECT value FROM json_each(?)) ORDER BY id"
        )
        return [
            Home(record, place, person, _day(paired))
            for record, place, person, paired, kinds in self._db.execute(
                statement, (json.dumps(list(places)),)
            )
            if not wanted or not wanted.isdisjoint(json.loads(kinds))
        ]

    def within(self, place: str, wider: Iterable[str]) -> bool:
        """Whether a place is one of some or lies below one; every place where none is named."""
        above = self.places[place].above if place in self.places else (place,)
        wider = set(wider)
        return not wider or not wider.isdisjoint(above)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
