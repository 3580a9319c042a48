"""Writing places: nodes of the place tree, and the households of a village's register."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ledger.book import home_numbers, references
from ledger.book.ties import node_of
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import lookups, tree
from ledger.records import paths
from ledger.records.household import Household, Register
from ledger.records.station import Station
from ledger.store import form
from ledger.words import gettext as _


def add_station(writing: Writing, fields: Mapping[str, Any]) -> Station:
    """Add a node to the place tree within a write; the caller commits."""
    db = writing.ledger.index.db
    given = {name: value for name, value in fields.items() if value not in (None, [])}
    given["type"] = references.term(db, "tier", given.get("type"))
    for name in ("parent", "into"):
        if given.get(name):
            given[name] = references.place(db, given[name])
    given["staff"] = [
        {**member, "role": references.term(db, "role", member["role"])}
        for member in given.get("staff", [])
    ]
    for item in given.get("readiness", []):
        references.terms(db, {"readiness": item})
    node = form.build(Station, given)
    path = paths.station(node.code)
    if writing.text(path) is not None:
        raise RefusedError(
            _("there is a place {code} already: {path}; choose another code").format(
                code=node.code, path=path
            )
        )
    if node.parent is None and tree.places(db):
        raise RefusedError(
            _("{code} needs a parent: only the first place has none").format(code=node.code)
        )
    writing.put(path, node)
    return node


def edit_station(
    writing: Writing,
    named: str,
    on: date,
    *,
    ready: Sequence[str] = (),
    not_ready: Sequence[str] = (),
    alias: Sequence[str] = (),
    **fields: Any,  # noqa: ANN401 - checked by the record
) -> Station:
    """Change what is said of a place; a new name is borne from a day on, the old one is kept."""
    db = writing.ledger.index.db
    node = node_of(writing, named)
    given = {name: value for name, value in fields.items() if value is not None}
    if given.get("into"):
        given["into"] = references.place(db, given["into"])
    if (items := _readiness(writing, node, ready, not_ready)) != node.readiness:
        given["readiness"] = items
    if alias:
        given["aliases"] = [*node.aliases, *alias]
    if given.get("name", node.name) != node.name:
        given["former_names"] = formerly(node.plain(), on)
    if not given:
        raise RefusedError(_("nothing to change was named"))

    def change(data: dict[str, Any]) -> None:
        data.update(given)

    return writing.revise(Station, paths.station(node.code), change)


def formerly(node: Mapping[str, Any], on: date) -> list[Mapping[str, Any]]:
    """The names that a place had before a day, on which it gets another; old reports have them."""
    return [*node.get("former_names", ()), {"name": node["name"], "until": on - timedelta(1)}]


def _readiness(
    writing: Writing, node: Station, ready: Sequence[str], not_ready: Sequence[str]
) -> list[str]:
    """The items that are met, in the order of ledger.yaml."""
    db = writing.ledger.index.db
    for item in ready:
        references.terms(db, {"readiness": item})
    for item in not_ready:
        if item not in node.readiness:
            raise references.unknown(kind="readiness", name=item, candidates=node.readiness)
    order = [*lookups.terms(db, "readiness")]
    items = dict.fromkeys([*node.readiness, *ready])
    left = [item for item in items if item not in not_ready]
    return sorted(left, key=lambda item: order.index(item) if item in order else len(order))


def add_household(writing: Writing, fields: Mapping[str, Any]) -> Household:
    """Add a household to its village's register within a write; the caller commits.

    It gets the number after the last that was ever given, or the one that it had before.
    """
    db = writing.ledger.index.db
    given = {name: value for name, value in fields.items() if value not in (None, [])}
    place = references.place(db, given.pop("place"))
    if not tree.place(db, place)[0]["registers"]:
        raise RefusedError(
            _("{place} has no household register; name a village").format(place=place)
        )
    references.staff(db, given.get("staff"))
    for category in given.get("categories", []):
        references.terms(db, {"household category": category})
    path = paths.register(place)
    register = writing.read(Register, path)
    used = {home.id for home in register.households} if register else set()
    before = home_numbers.given(writing.ledger.git, [place])
    number = home_numbers.free(place, given["name"], used, before.get(place, {}))
    home = form.build(Household, {**given, "id": number})
    if register is None:
        writing.put(path, Register(place=place, households=[home]))
    else:
        writing.revise(Register, path, lambda data: data["households"].append(home.plain()))
    return home


def pair(writing: Writing, record: str, person: str | None, on: date) -> Household:
    """Pair a household with a member of staff from a day on, or with nobody any more.

    Who was paired before is kept: one person at a time is paired with a household.
    """
    references.household(writing.ledger.index.db, record)
    references.staff(writing.ledger.index.db, person)
    home, number = _home(writing, record)
    if person == home.staff:
        raise RefusedError(
            _("{household} is paired with {person} already").format(
                household=record, person=person or _("nobody")
            )
        )
    if home.paired and on <= home.paired:
        raise RefusedError(
            _("{household} is paired with {person} since {since}; the change must be later").format(
                household=record, person=home.staff, since=home.paired
            )
        )
    before = {"person": home.staff, "since": home.paired, "until": on - timedelta(1)}

    def change(data: dict[str, Any]) -> None:
        line = data["households"][number]
        if home.staff:
            kept = {name: value for name, value in before.items() if value is not None}
            line.setdefault("pairings", []).append(kept)
        for name, value in {"staff": person, "paired": on if person else None}.items():
            line.pop(name, None)
            if value is not None:
                line[name] = value

    return writing.revise(Register, paths.household(record), change).households[number]


def card(writing: Writing, record: str, on: date) -> Household:
    """Write down that a household was handed the contact card."""
    references.household(writing.ledger.index.db, record)
    _before, number = _home(writing, record)

    def change(data: dict[str, Any]) -> None:
        data["households"][number]["card"] = on

    return writing.revise(Register, paths.household(record), change).households[number]


def _home(writing: Writing, record: str) -> tuple[Household, int]:
    """A household and its number in the register."""
    register = writing.read(Register, paths.household(record))
    homes = register.households if register else []
    number = next(n for n, home in enumerate(homes) if home.id == record)
    return homes[number], number
