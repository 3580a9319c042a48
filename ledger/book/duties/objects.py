"""What a duty is owed to: the places, bound places and households of those who owe it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ledger.book.duties.owing import Owner, Owners, Pair, Scene, Thing, homes
from ledger.rules.duties import Duty, Life, Towards

if TYPE_CHECKING:
    from ledger.index.roll import Place, Tie


def places(scene: Scene, duty: Duty, towards: Towards, owners: Owners) -> Iterator[Pair]:
    """Each place of a level at or below the owner's; those directly below where none is named."""
    for owner, lives in owners.items():
        for home, life in homes(scene, duty, owner, lives):
            for place in _below(scene, home, towards.tier):
                if part := life.clipped(place.since, place.until):
                    yield owner, _thing(place), part


def bound(scene: Scene, _duty: Duty, towards: Towards, owners: Owners) -> Iterator[Pair]:
    """Each place that the owner is tied to, while the tie holds."""
    by_code = {owner.code: (owner, lives) for owner, lives in owners.items()}
    for tie in scene.roll.ties:
        place = scene.roll.places.get(tie.place)
        fits = towards.binding in (None, tie.kind)
        if place is None or not fits or towards.tier not in (None, place.type):
            continue
        for code in _holders(tie, place):
            owner, lives = by_code.get(code, (None, []))
            for life in lives:
                part = life.clipped(tie.since, tie.until)
                part = part and part.clipped(place.since, place.until)
                if owner and part:
                    yield owner, _thing(place), part


def households(scene: Scene, duty: Duty, towards: Towards, owners: Owners) -> Iterator[Pair]:
    """Each household below the owner, or each paired with it."""
    if towards.paired:
        yield from _paired(scene, towards, owners)
        return
    areas: dict[str, list[tuple[Owner, Life]]] = {}
    for owner, lives in owners.items():
        for home, life in homes(scene, duty, owner, lives):
            for place in scene.roll.below.get(home, ()):
                areas.setdefault(place.code, []).append((owner, life))
    for household in scene.roll.homes(towards.categories, areas):
        thing = Thing("household", household.id, household.id, household.place)
        for owner, life in areas[household.place]:
            yield owner, thing, life


def _paired(scene: Scene, towards: Towards, owners: Owners) -> Iterator[Pair]:
    by_code = {owner.code: (owner, lives) for owner, lives in owners.items()}
    for home in scene.roll.homes(towards.categories, scene.roll.places):
        owner, lives = by_code.get(home.person or "", (None, []))
        for life in lives:
            part = life.clipped(home.paired, None)
            if owner and part:
                yield owner, Thing("household", home.id, home.id, home.place), part


def _below(scene: Scene, home: str, tier: str | None) -> "Iterable[Place]":
    below = scene.roll.below.get(home, [])
    if tier is None:
        return [place for place in below if place.above[1:2] == (home,)]
    return [place for place in below if place.type == tier]


def _holders(tie: "Tie", place: "Place") -> Iterable[str]:
    """Who may be meant by a tie: its holder, or a place at or above the one that is tied."""
    return [code for code in (tie.person, tie.unit, tie.team, *place.above) if code]


def _thing(place: "Place") -> Thing:
    return Thing("place", place.code, place.code, place.code, place.name)
