"""Whose work something is: the people behind places and groups on a day, and what is theirs."""

from collections.abc import Callable, Sequence
from datetime import date

from ledger.book.owing import Owner, Scene
from ledger.index.roll import Post
from ledger.rules.duties import Duty

Mine = Callable[[Duty, Owner], bool]
"""Whether an owner is one of those asked about."""


class Clerks:
    """The people of a ledger, and what was their work on any day of a scene's frame."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.on = scene.frame.on
        self._days: dict[date, _Day] = {}

    def _day(self, day: date) -> "_Day":
        if day not in self._days:
            self._days[day] = _Day(self._scene, day)
        return self._days[day]

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
        on = self._day(day or self.on)
        if owner.each == "person":
            return (owner.code,)
        if owner.each == "group":
            return tuple(on.teams.get(owner.code, ()))
        if owner.each == "place":
            return on.holders(owner.code, tuple(duty.owed_by.roles))
        return ()

    def mine(self, person: str | None, station: str | None) -> Mine | None:
        """What tells the owners that may be a person's, or are a station's; None: all.

        A place may be that of anybody who, in the time looked at, held a role of the duty there or
        above it; `responsible` then tells for a day.
        """
        roll, frame = self._scene.roll, self._scene.frame
        above = roll.world.above
        held = [
            post
            for post in roll.posts_of.get(person or "", ())
            if (post.since is None or post.since <= frame.last)
            and (post.until is None or post.until >= frame.since)
        ]
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

        return may_be if person or station else None


def _may(duty: Duty, post: Post, line: Sequence[str]) -> bool:
    roles = duty.owed_by.roles
    return post.place in line if post.role in roles else not roles and post.place == line[0]


class _Day:
    """Who was where on one day."""

    def __init__(self, scene: Scene, day: date) -> None:
        self._above = scene.roll.world.above
        self.at: dict[str, list[Post]] = {}
        self.teams: dict[str, list[str]] = {}
        self._roles: dict[str, set[str]] = {}
        self._tied: dict[str, list[str]] = {}
        self._known: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        for post in scene.roll.posts:
            if holds(post.since, post.until, day):
                self.at.setdefault(post.place, []).append(post)
                self._roles.setdefault(post.person, set()).add(post.role)
                if post.team:
                    self.teams.setdefault(post.team, []).append(post.person)
        for tie in scene.roll.ties:
            if tie.person and holds(tie.since, tie.until, day):
                self._tied.setdefault(tie.place, []).append(tie.person)

    def holders(self, place: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose work it is at a place: all who work there, where no role is named."""
        key = place, roles
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self._found(place, roles)))
        return self._known[key]

    def _found(self, place: str, roles: Sequence[str]) -> list[str]:
        if not roles:
            return [post.person for post in self.at.get(place, ())]
        for above in self._above.get(place, ()):
            named = [post.person for post in self.at.get(above, ()) if post.role in roles]
            if above == place:
                tied = self._tied.get(place, ())
                named += [one for one in tied if not self._roles.get(one, set()).isdisjoint(roles)]
            if named:
                return named
        return []


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Whether a post or a tie holds on a day."""
    return (since is None or since <= on) and (until is None or on <= until)
