"""Writing places: nodes of the place tree, and the households of a village's register."""

from collections.abc import Mapping
from typing import Any

from ledger.book import references
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import lookups
from ledger.records import paths
from ledger.records.household import Household, Register
from ledger.records.station import Station
from ledger.store import form, yaml
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
    if node.parent is None and lookups.places(db):
        raise RefusedError(
            _("{code} needs a parent: only the first place has none").format(code=node.code)
        )
    writing.put(path, node)
    return node


def add_household(writing: Writing, fields: Mapping[str, Any]) -> Household:
    """Add a household to its village's register within a write; the caller commits.

    It gets the number after the last. A register in canonical form is written anew; one that a
    person keeps by hand is edited in place, so comments and order survive.
    """
    db = writing.ledger.index.db
    given = {name: value for name, value in fields.items() if value not in (None, [])}
    place = references.place(db, given.pop("place"))
    if not lookups.place(db, place)[0]["registers"]:
        raise RefusedError(
            _("{place} has no household register; name a village").format(place=place)
        )
    references.staff(db, given.get("staff"))
    for category in given.get("categories", []):
        references.terms(db, {"household category": category})
    path = paths.register(place)
    register = writing.read(Register, path)
    last = (
        max((home.id for home in register.households), default=f"{place}-0000") if register else ""
    )
    number = int(last.rpartition("-")[2] or 0) + 1
    home = form.build(Household, {**given, "id": f"{place}-{number:04d}"})
    body = writing.text(path)
    if register is None or body is None or body == form.write(register):
        homes = [*register.households, home] if register else [home]
        writing.put(path, Register(place=place, households=homes))
    else:
        writing.files[path] = yaml.update(
            body.decode(), lambda text: text["households"].append(home.plain())
        ).encode()
    return home
