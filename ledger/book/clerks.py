"""Whose work something is: the people behind places and groups on a day, and what is theirs."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property

from ledger.book.owing import Owner, Scene
from ledger.index.roll import Post
from ledger.rules.duties import Duty

Mine = Callable[[Duty, Owner], bool]
"""Whether an owner is one of those asked about."""


class Clerks:
    """The people of a ledger on the day of a scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._on = scene.frame.on
        self._holders: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    @cached_property
    def _at(self) -> dict[str, list[Post]]:
        """Who works at each place."""
        found: dict[str, list[Post]] = {}
        for post in self._scene.roll.posts:
            if holds(post.since, post.until, self._on):
                found.setdefault(post.place, []).append(post)
        return found

    @cached_property
    def _teams(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for posts in self._at.values():
            for post in posts:
                if post.team:
                    found.setdefault(post.team, []).append(post.person)
        return found

    @cached_property
    def _tied(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tie in self._scene.roll.ties:
            if tie.person and holds(tie.since, tie.until, self._on):
                found.setdefault(tie.place, []).append(tie.person)
        return found

    def posts(self, person: str) -> list[Post]:
        """The posts that somebody holds on the day."""
        return [
            post
            for post in self._scene.roll.posts_of.get(person, ())
            if holds(post.since, post.until, self._on)
        ]

    def responsible(self, duty: Duty, owner: Owner) -> tuple[str, ...]:
        """Who sees to a duty.

        Of a person, himself; of a group, its members; of a place, those there in the roles that the
        duty names and those tied to it who hold one; where there are none, those in these roles at
        the nearest place above. Of a unit nobody is known.
        """
        if owner.each == "person":
            return (owner.code,)
        if owner.each == "group":
            return tuple(self._teams.get(owner.code, ()))
        if owner.each == "place":
            return self.holders(owner.code, tuple(duty.owed_by.roles))
        return ()

    def holders(self, place: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose work it is at a place: all who work there, where no role is named."""
        key = place, roles
        if key not in self._holders:
            self._holders[key] = self._found(place, roles)
        return self._holders[key]

    def _found(self, place: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        if not roles:
            return tuple(dict.fromkeys(post.person for post in self._at.get(place, ())))
        for above in self._scene.roll.world.above.get(place, ()):
            named = [post.person for post in self._at.get(above, ()) if post.role in roles]
            if above == place:
                named += [one for one in self._tied.get(place, ()) if self._is(one, roles)]
            if named:
                return tuple(dict.fromkeys(named))
        return ()

    def _is(self, person: str, roles: Collection[str]) -> bool:
        return any(post.role in roles for post in self.posts(person))

    def mine(self, person: str | None, station: str | None) -> Mine | None:
        """What tells the owners of a person, or of a station and all below it; None: all."""
        above = self._scene.roll.world.above

        def is_mine(duty: Duty, owner: Owner) -> bool:
            if station and station not in above.get(owner.place, ()):
                return False
            return person is None or person in self.responsible(duty, owner)

        return is_mine if person or station else None


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Whether a post or a tie holds on a day."""
    return (since is None or since <= on) and (until is None or on <= until)
