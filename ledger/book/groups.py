"""Writing groups: who belongs to one, in which role, and what it looks after."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.book import references
from ledger.book.ties import already, called, node_of, running
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import lookups, ties
from ledger.records import paths
from ledger.records.station import Group, Station
from ledger.words import gettext as _


class Wanted(NamedTuple):
    """What a group is to be: its kind where it is new, who joins in which role, who leaves."""

    kind: str | None = None
    members: Mapping[str, str] = {}
    leaving: Sequence[str] = ()
    area: Sequence[str] = ()


def group(writing: Writing, named: str, code: str, on: date, wanted: Wanted) -> Station:
    """Form a group at a place, or change one from a day on."""
    db = writing.ledger.index.db
    node = node_of(writing, named)
    joining = [
        {"person": person, "role": references.term(db, "role", role), "since": on}
        for person, role in wanted.members.items()
    ]
    place = next((n for n, one in enumerate(node.groups) if one.code == code), None)
    if place is not None:
        return _changed(writing, node, place, joining, wanted, on)
    if (where := ties.group(db, code)) is not None:
        why = _("there is a group {code} already, at {place}; choose another code")
        raise RefusedError(why.format(code=code, place=where))
    kind = _kind(writing, wanted.kind)
    given = {"code": code, "kind": kind, "members": joining, "area": list(wanted.area)}
    plain = {name: value for name, value in given.items() if value != []}

    def change(data: dict[str, Any]) -> None:
        data.setdefault("groups", []).append(plain)

    return writing.revise(Station, paths.station(node.code), change)


def _kind(writing: Writing, kind: str | None) -> str:
    if kind is None:
        raise RefusedError(_("name the kind of group with --kind; ledger.yaml lists the groups"))
    db = writing.ledger.index.db
    found = references.term(db, "group", kind)
    if found not in (known := lookups.terms(db, "group")):
        raise references.unknown(kind="group", name=kind, candidates=known)
    return found


def _going(
    group: Group, joining: Sequence[Mapping[str, Any]], leaving: Sequence[str], on: date
) -> list[int]:
    """The numbers of the members who leave; whoever joins must not be one already."""
    going = []
    for person in leaving:
        held = running(group.members, on, person=person)
        if not held:
            why = _("{person} does not belong to group {code} on {day}")
            raise RefusedError(why.format(person=person, code=group.code, day=on))
        going += held
    for one in joining:
        held = running(group.members, on, person=one["person"], role=one["role"])
        if stays := [number for number in held if number not in going]:
            member = group.members[stays[0]]
            raise already(group.code, called(member), member.since)
    return going


def _changed(
    writing: Writing,
    node: Station,
    place: int,
    joining: Sequence[Mapping[str, Any]],
    wanted: Wanted,
    on: date,
) -> Station:
    going = _going(node.groups[place], joining, wanted.leaving, on)

    def change(data: dict[str, Any]) -> None:
        group = data["groups"][place]
        for number in going:
            group["members"][number]["until"] = on
        if joining:
            group.setdefault("members", []).extend(joining)
        if wanted.area:
            group["area"] = list(wanted.area)

    return writing.revise(Station, paths.station(node.code), change)
