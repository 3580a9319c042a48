"""Whose desk it is: which issues, tasks and duties are the work of a person, a station, or all."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ledger.book.duties.clerks import Clerks, Mine
from ledger.book.duties.owing import Owner, Scene
from ledger.index import ties
from ledger.index.desk import Desk
from ledger.rules.duties import Duty
from ledger.rules.statuses import WAITS

if TYPE_CHECKING:
    from ledger.index.queries import Row


class Whose:
    """A person's desk or, where no person is named, that of a station and all below it, or of all.

    An issue is the handler's while it is being handled, and the whole station's where only a unit
    was named; it is everybody's at the station while it waits for an owner or, the handler left
    out, for acceptance; the signers' while it waits to be signed off, and theirs to ask after when
    it was handed up. Whoever works at a village has its issues as the station has all.
    """

    def __init__(
        self, scene: Scene, rules: Mapping[str, Any], person: str | None, station: str | None
    ) -> None:
        self._scene = scene
        self.rules = rules
        self.person = person
        self.station = station
        self.clerks = Clerks(scene)
        self._signers: dict[tuple[str, tuple[str, ...]], set[str]] = {}

    @cached_property
    def mine(self) -> Mine | None:
        """What tells the owners whose duties may be theirs."""
        return self.clerks.mine(self.person, self.station)

    def owes(self, duty: Duty, owner: Owner) -> bool:
        """Whether a duty is theirs on the day."""
        if self.mine and not self.mine(duty, owner):
            return False
        return self.person is None or self.person in self.clerks.responsible(duty, owner)

    @cached_property
    def places(self) -> set[str]:
        """Where the person works."""
        return {post.place for post in self.clerks.posts(self.person or "")}

    def desk(self, on: date, *, now: bool) -> Desk:
        """What the index is asked for."""
        return Desk(on.isoformat(), now, self.person, self.stations)

    @cached_property
    def stations(self) -> set[str] | None:
        """The ledgers in which something of theirs may stand; None: in all.

        Those of the places where they work; of all below, where streams name a role of theirs.
        """
        below = self._scene.roll.below
        if self.person is None:
            return {p.code for p in below.get(self.station, [])} if self.station else None
        found = self.places | {self._keeper(place) for place in self.places}
        found |= self._scene.roll.stands_in_at(self.person, self._scene.frame.on)
        for post in self.clerks.posts(self.person):
            if any(post.role in roles for roles in self._roles.values()):
                found |= {place.code for place in below.get(post.place, [])}
        return found & {p.code for p in below.get(self.station, [])} if self.station else found

    @cached_property
    def villages(self) -> set[str] | None:
        """The places whose reports are theirs; None: all."""
        if self.person is not None:
            return self.places
        return self.stations

    def issue(self, row: "Row") -> bool:
        """Whether an open issue is theirs to move."""
        if self.person is None:
            return True
        in_charge = row["person"] == self.person or (row["person"] is None and self.here(row))
        waits = WAITS.get(row["status"])
        if waits in ("handler", "masses"):
            return in_charge
        if waits in ("signer", "upper"):
            return self.person in self.signers(row["station"], row["stream"])
        if waits == "checker":
            return self.here(row) and row["person"] != self.person
        return waits == "station" and self.here(row)

    def review(self, row: "Row") -> bool:
        """Whether what is paused or kept up is theirs to look at again.

        That of the station, of the person in charge, and of whoever put it off.
        """
        if self.person is None or self.person in (row["person"], row["reviewer"]):
            return True
        return self.here(row)

    def task(self, row: "Row") -> bool:
        """Whether a task is theirs to do."""
        if self.person is None or row["person"] == self.person:
            return True
        return row["person"] is None and self.here(row)

    def here(self, row: "Row") -> bool:
        """Whether a record is of the place where they work."""
        if row["station"] in self.places:
            return True
        line = self._scene.roll.world.above.get(row["place"], ())
        within = line[: line.index(row["station"])] if row["station"] in line else ()
        return not self.places.isdisjoint(within)

    def signers(self, station: str, stream: str) -> Collection[str]:
        """Who signs the issues of a stream off at a station."""
        key = station, self._roles.get(stream, ())
        if key not in self._signers:
            on = self._scene.frame.on.isoformat()
            self._signers[key] = ties.signers(self._scene.db, station, key[1], on)
        return self._signers[key]

    @cached_property
    def _roles(self) -> dict[str, tuple[str, ...]]:
        return {
            stream["code"]: tuple(signing["roles"])
            for stream in self.rules.get("streams", ())
            for signing in stream["closing"]
            if signing["step"] == "sign"
        }

    def _keeper(self, place: str) -> str:
        """The place that keeps the ledger in which a place stands."""
        places = self._scene.roll.places
        line = places[place].above if place in places else (place,)
        return next((code for code in line if code in places and places[code].keeps), place)
