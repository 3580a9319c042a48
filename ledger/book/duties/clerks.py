"""Whose work something is: the people behind places and groups on a day, and what is theirs."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from ledger.book.duties.owing import Owner, Scene
from ledger.index.roll import Post, Tie
from ledger.rules.duties import Duty

Mine = Callable[[Duty, Owner], bool]
"""Whether an owner is one of those asked about."""


class Clerks:
    """The people of a ledger, and what was their work on any day of a scene's frame."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.on = scene.frame.on
        self._known: dict[tuple[str, tuple[str, ...], date], tuple[str, ...]] = {}

    @cached_property
    def _at(self) -> dict[str, list[Post]]:
        """Everybody's posts by their place."""
        found: dict[str, list[Post]] = {}
        for post in self._scene.roll.posts:
            found.setdefault(post.place, []).append(post)
        return found

    @cached_property
    def _teams(self) -> dict[str, list[Post]]:
        found: dict[str, list[Post]] = {}
        for post in self._scene.roll.posts:
            if post.team:
                found.setdefault(post.team, []).append(post)
        return found

    @cached_property
    def _ties(self) -> dict[str, list[Tie]]:
        """Those who are tied to each place in person."""
        found: dict[str, list[Tie]] = {}
        for tie in self._scene.roll.ties:
            if tie.person:
                found.setdefault(tie.place, []).append(tie)
        return found

    def posts(self, person: str) -> list[Post]:
        """The posts that somebody holds on the day of the scene."""
        return [
            post
            for post in self._scene.roll.posts_of.get(person, ())
            if holds(post.since, post.until, self.on)
        ]

    def responsible(self, duty: Duty, owner: Owner, day: date | None = None) -> tuple[str, ...]:
        """Who sees to a duty on a day, by default that of the scene.

        Of a person, himself; of a group, its members; of a place, those there in the roles that the
        duty names and those tied to it who hold one; where there are none, those in these roles at
        the nearest place above. Of a unit nobody is known.
        """
        on = day or self.on
        if owner.each == "person":
            return (owner.code,)
        if owner.each == "group":
            members = self._teams.get(owner.code, ())
            return tuple(post.person for post in members if holds(post.since, post.until, on))
        if owner.each == "place":
            key = owner.code, tuple(duty.owed_by.roles), on
            if key not in self._known:
                self._known[key] = tuple(dict.fromkeys(self._holders(*key)))
            return self._known[key]
        return ()

    def _holders(self, place: str, roles: Sequence[str], on: date) -> list[str]:
        """Those whose work it is at a place: all who work there, where no role is named."""
        if not roles:
            return [post.person for post in self._on(place, on)]
        for above in self._scene.roll.world.above.get(place, ()):
            named = [post.person for post in self._on(above, on) if post.role in roles]
            if above == place:
                named += [one for one in self._tied(place, on) if self._has(one, roles, on)]
            if named:
                return named
        return []

    def _on(self, place: str, on: date) -> list[Post]:
        return [post for post in self._at.get(place, ()) if holds(post.since, post.until, on)]

    def _tied(self, place: str, on: date) -> list[str]:
        ties = self._ties.get(place, ())
        return [tie.person for tie in ties if tie.person and holds(tie.since, tie.until, on)]

    def _has(self, person: str, roles: Sequence[str], on: date) -> bool:
        posts = self._scene.roll.posts_of.get(person, ())
        return any(p.role in roles and holds(p.since, p.until, on) for p in posts)

    def mine(self, person: str | None, station: str | None) -> Mine | None:
        """What tells the owners that may be a person's, or are a station's; None: all.

        A place may be that of anybody who, in the time looked at, held a role of the duty there or
        above it; `responsible` then tells for a day.
        """
        if person is None and station is None:
            return None
        roll, frame = self._scene.roll, self._scene.frame
        above = roll.world.above
        posts = roll.posts_of.get(person or "", ())
        held = [post for post in posts if _touches(post, frame.since, frame.last)]
        tied = {tie.place for tie in roll.ties if tie.person == person}

        def may_be(duty: Duty, owner: Owner) -> bool:
            if station and station not in above.get(owner.place, ()):
                return False
            if person is None or owner.each == "person":
                return person in (None, owner.code)
            if owner.each == "group":
                return any(post.team == owner.code for post in held)
            if owner.each == "place":
                return owner.code in tied or any(
                    _may(duty, post, above[owner.code]) for post in held
                )
            return False

        return may_be


def _may(duty: Duty, post: Post, line: Sequence[str]) -> bool:
    roles = duty.owed_by.roles
    return post.place in line if post.role in roles else not roles and post.place == line[0]


def _touches(post: Post, since: date, until: date) -> bool:
    return (post.since is None or post.since <= until) and (
        post.until is None or post.until >= since
    )


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Whether a post or a tie holds on a day."""
    return (since is None or since <= on) and (until is None or on <= until)
