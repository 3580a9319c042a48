"""What contradicts itself in ledger.yaml: rules that could never be kept, met or even understood.

Each flaw names the place in the file by its keys, so that it can be shown with its line.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from ledger.records.settings import Settings
from ledger.rules import sound_duties, sound_streams
from ledger.rules.flaws import At, Flaw, among, day_order, order, twins

_LANGUAGES = ("zh", "en")
_CODED = (
    "roles",
    "streams",
    "activity_kinds",
    "task_kinds",
    "bindings",
    "groups",
    "duties",
)
"""The lists whose items are told apart by their codes."""
_WORDS = (
    "sources",
    "levels",
    "household_categories",
    "readiness",
    "visit_checklist",
    "aid_kinds",
)
"""The lists of plain words."""


def flaws(settings: Settings) -> Iterator[Flaw]:
    """All that contradicts itself, in the order of the file's parts."""
    for flaw in chain.from_iterable(look(settings) for look in _LOOKS):
        yield flaw._replace(args={"key": key(settings, flaw.at), **flaw.args})


def rules_in(settings: Settings) -> int:
    """How many rules there are to look at: every item of every list, and every single setting."""
    plain = settings.model_dump(exclude_none=True)
    return sum(len(value) if isinstance(value, list) else 1 for value in plain.values())


def key(settings: Settings, at: At) -> str:
    """A place of the file as one word, items by their codes: duties[press].owed_by.roles."""
    said = ""
    value: Any = settings.model_dump()
    for step in at:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
        said += f"[{_named(value, step)}]" if isinstance(step, int) else f".{step}"
    return said.lstrip(".")


def _named(item: object, number: int) -> str:
    """An item by what tells it apart, else by its number from 1."""
    if isinstance(item, dict):
        for name in ("code", "type", "name", "clock", "step", "role"):
            if item.get(name):
                said = str(item[name])
                return said if name in ("code", "type", "name") else f"{number + 1} {said}"
    return item if isinstance(item, str) else str(number + 1)


def _twins(settings: Settings) -> Iterator[Flaw]:
    yield from twins(("tiers",), [tier.type for tier in settings.tiers], "type")
    for name in _CODED:
        yield from twins((name,), [one.code for one in getattr(settings, name)], "code")
    for name in _WORDS:
        yield from twins((name,), getattr(settings, name), "")
    yield from _category_twins(("categories",), settings.categories)
    for n, group in enumerate(settings.groups):
        roles = [share.role for share in group.made_of]
        yield from twins(("groups", n, "made_of"), roles, "role")
    for n, stream in enumerate(settings.streams):
        steps = [follow.step for follow in stream.follow]
        yield from twins(("streams", n, "follow"), steps, "step")


def _category_twins(at: At, categories: Sequence[Any]) -> Iterator[Flaw]:
    yield from twins(at, [one.name for one in categories], "name")
    for n, one in enumerate(categories):
        yield from _category_twins((*at, n, "within"), one.within)


def _general(settings: Settings) -> Iterator[Flaw]:
    """The language, the stations, lights and extensions."""
    if settings.language is not None:
        yield from among(("language",), "language", [settings.language], _LANGUAGES, one=True)
    if not any(tier.station for tier in settings.tiers):
        yield Flaw(("tiers",), "rule-no-station", {})
    yield from _slashes(("categories",), settings.categories)
    if settings.lights.grave == 0:
        yield Flaw(("lights", "grave"), "rule-grave", {})
    if settings.extension.times and not settings.extension.days:
        yield Flaw(("extension", "days"), "rule-no-extension", {})


def _slashes(at: At, categories: Sequence[Any]) -> Iterator[Flaw]:
    """Names of categories that look like two levels."""
    for n, one in enumerate(categories):
        if "/" in one.name:
            yield Flaw((*at, n, "name"), "rule-slash", {"value": one.name})
        yield from _slashes((*at, n, "within"), one.within)


def _bounds(settings: Settings) -> Iterator[Flaw]:
    """How many there may be of places, people and members of groups."""
    for n, tier in enumerate(settings.tiers):
        yield from order(("tiers", n, "children"), tier.children)
    for name in ("roles", "bindings"):
        for n, one in enumerate(getattr(settings, name)):
            yield from order((name, n), one)
    for n, group in enumerate(settings.groups):
        for m, share in enumerate(group.made_of):
            yield from order(("groups", n, "made_of", m), share)


def _ties(settings: Settings) -> Iterator[Flaw]:
    """Kinds of tie and of group: their tiers, roles and holders."""
    tiers = [tier.type for tier in settings.tiers]
    roles = [role.code for role in settings.roles]
    for n, role in enumerate(settings.roles):
        if role.tier is not None:
            yield from among(("roles", n, "tier"), "tier", [role.tier], tiers, one=True)
    for n, role in enumerate(settings.roles):
        if role.tier is not None:
            yield from among(("roles", n, "tier"), "tier", [role.tier], tiers, one=True)
    for n, tie in enumerate(settings.bindings):
        yield from among(("bindings", n, "tiers"), "tier", tie.tiers, tiers)
        if tie.of == "group" and not settings.groups:
            yield Flaw(("bindings", n, "of"), "rule-nobody", {"kind": "group", "where": "groups"})
    for n, group in enumerate(settings.groups):
        for m, share in enumerate(group.made_of):
            at = ("groups", n, "made_of", m, "role")
            yield from among(at, "role", [share.role], roles, one=True)


def _programme(settings: Settings) -> Iterator[Flaw]:
    """A campaign: it runs forward, and its phases lie within it."""
    programme = settings.programme
    if programme is None:
        return
    yield from day_order(("programme",), programme)
    yield from twins(("programme", "phases"), [phase.name for phase in programme.phases], "name")
    for n, phase in enumerate(programme.phases):
        at: At = ("programme", "phases", n)
        yield from day_order(at, phase)
        last = programme.until or phase.until
        if phase.since < programme.since or phase.until > last:
            span = f"{programme.since} – {programme.until or '…'}"
            yield Flaw(at, "rule-outside", {"span": span})


_LOOKS: tuple[Callable[[Settings], Iterator[Flaw]], ...] = (
    _twins,
    _general,
    _bounds,
    sound_streams.streams,
    sound_streams.limits,
    sound_streams.demands_of_kinds,
    _ties,
    _programme,
    sound_duties.duties,
)
