"""What the place tree and the household registers put into the index."""

import json

from ledger.index.batch import Rows, iso
from ledger.records.household import Register
from ledger.records.station import Station


def add_station(rows: Rows, _path: str, node: Station) -> None:
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
    )
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


def add_register(rows: Rows, path: str, register: Register) -> None:
    """The households of a village; a number given twice is a problem."""
    seen: set[str] = set()
    for n, home in enumerate(register.households):
        if home.id in seen or home.id.split("-", maxsplit=1)[0] != register.place:
            rows.blame(path, "twin", ("households", n), home.id, other=path)
            continue
        seen.add(home.id)
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
