"""What the place tree and the household registers put into the index."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

from ledger.index.batch import Rows, iso
from ledger.records.household import Household, Register
from ledger.records.station import Station


def add_station(rows: Rows, path: str, node: Station) -> None:
    """A node of the place tree, and everybody who has to do with it."""
    rows.add(
        "place",
        node.code,
        node.name,
        node.type,
        node.parent,
        None,
        node.households,
        iso(node.since),
        iso(node.until),
        json.dumps(node.aliases, ensure_ascii=False),
        node.service_weekday,
        json.dumps([old.name for old in node.former_names], ensure_ascii=False),
    )
    _require_forward(rows, path, node)
    for member in node.staff:
        since, until = iso(member.since), iso(member.until)
        rows.add("staff", member.person, node.code, member.role, since, until)
    for stand_in in node.delegates:
        since, until = iso(stand_in.since), iso(stand_in.until)
        rows.add("delegate", node.code, stand_in.person, since, until)
    for tie in node.bindings:
        holder = tie.person, tie.unit, tie.group
        rows.add("binding", tie.kind, node.code, *holder, iso(tie.since), iso(tie.until))
    for group in node.groups:
        area = json.dumps(group.area, ensure_ascii=False)
        rows.add("team", group.code, group.kind, node.code, area)
        for member in group.members:
            since, until = iso(member.since), iso(member.until)
            rows.add("team_member", group.code, node.code, member.person, member.role, since, until)


def _require_forward(rows: Rows, path: str, node: Station) -> None:
    """Whatever has a first and a last day has them in this order."""
    lists: dict[tuple[str | int, ...], list[Any]] = {
        ("staff",): node.staff,
        ("delegates",): node.delegates,
        ("bindings",): node.bindings,
        **{("groups", n, "members"): group.members for n, group in enumerate(node.groups)},
    }
    for at, ties in lists.items():
        for n, tie in enumerate(ties):
            if tie.since and tie.until and tie.until < tie.since:
                names = (getattr(tie, name, None) for name in ("person", "unit", "group"))
                said = {"who": next(filter(None, names)), "since": tie.since, "until": tie.until}
                rows.blame(path, "backward", (*at, n), "", field=at[-1], **said)


def _require_one_at_a_time(rows: Rows, path: str, number: int, home: Household) -> None:
    """A household is paired with one person at a time: who was before ended before the next."""
    spans = [(p.since or date.min, p.until, p.person) for p in home.pairings]
    if home.staff and home.paired:
        spans.append((home.paired, date.max, home.staff))
    spans.sort()
    for (_since, until, one), (day, _until, other) in pairwise(spans):
        if day <= until:
            at = ("households", number, "pairings")
            rows.blame(path, "paired-twice", at, home.id, one=one, other=other, day=day)


def add_register(rows: Rows, path: str, register: Register) -> None:
    """The households of a village; a number given twice is a problem."""
    seen: set[str] = set()
    for n, home in enumerate(register.households):
        if home.id in seen or home.id.split("-", maxsplit=1)[0] != register.place:
            rows.blame(path, "twin", ("households", n), home.id, other=path)
            continue
        seen.add(home.id)
        _require_one_at_a_time(rows, path, n, home)
        rows.add(
            "household",
            home.id,
            register.place,
            home.name,
            json.dumps(home.categories, ensure_ascii=False),
            home.group,
            home.staff,
            home.confidential,
            home.away,
            iso(home.paired),
        )
