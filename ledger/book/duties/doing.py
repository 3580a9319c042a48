"""The records that may do a duty, found in the index and told apart by whose they are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ledger.book.duties.owing import Owed, Scene
from ledger.index import evidence
from ledger.rules.duties import Duty
from ledger.rules.judging import Done
from ledger.rules.matching import Key, Matcher


def matcher_of(scene: Scene, duty: Duty, owed: Sequence[Owed]) -> Matcher:
    """What tells for which owner and object of a duty a record counts."""
    whose = {one.owner.code for one in owed}
    things = {one.thing.key for one in owed if one.thing}
    return Matcher(duty, whose, things, scene.roll.world)


def key_of(matcher: Matcher, one: Owed) -> Key:
    """Under which key the records of one owner and object are found."""
    return matcher.key(one.owner.code, one.thing.key if one.thing else None)


def done(
    scene: Scene,
    duty: Duty,
    owed: Sequence[Owed],
    matcher: Matcher,
    looked: Sequence[tuple[date, date]],
) -> dict[Key, list[Done]]:
    """The records that count, by whom and towards what, in the order of days."""
    found: dict[Key, set[Done]] = defaultdict(set)
    wanted = evidence.Wanted(looked, _where(scene, duty, owed), _numbers(duty, owed))
    for record in evidence.find(scene.db, duty.evidence, wanted):
        if keys := matcher.keys(record):
            day = date.fromisoformat(record.day)
            last = day if record.until == record.day else date.fromisoformat(record.until)
            one = Done(day, last, record.id)
            for key in keys:
                found[key].add(one)
    return {key: sorted(some) for key, some in found.items()}


def _where(scene: Scene, duty: Duty, owed: Sequence[Owed]) -> list[str] | None:
    """The places at which visits can count; None: anywhere."""
    each = duty.towards.each if duty.towards else None
    if duty.evidence.record != "visit" or each not in ("place", "bound", "household"):
        return None
    places = {one.thing.place for one in owed if one.thing}
    found = {place.code for code in places for place in scene.roll.below.get(code, ())}
    if each == "household":
        found.update(code for place in places for code in scene.roll.world.above.get(place, ()))
    return sorted(found)


def _numbers(duty: Duty, owed: Sequence[Owed]) -> list[int] | None:
    """The issues or tasks that the records must be about; None: any."""
    if duty.towards is None or duty.towards.each not in ("issue", "task"):
        return None
    return [one.thing.key for one in owed if one.thing and isinstance(one.thing.key, int)]
