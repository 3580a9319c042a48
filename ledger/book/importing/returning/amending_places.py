"""What edited rows change in the place tree and in the registers."""

from typing import Any

from ledger.book import places
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.places import household_rows, renaming, stations
from ledger.book.importing.places.tree import Tree
from ledger.book.importing.returning.amending import Amending, put
from ledger.records import paths
from ledger.records.household import Register
from ledger.records.station import Station

_OF_HOME = ("name", "group", "size", "categories", "phone", "address", "card", "away")


def household(work: Amending) -> None:
    """Change the line of a register; whoever was paired with the household before is kept."""
    edit = work.edit
    names = work.take(*_OF_HOME, "confidential", "note")
    given = {"name": edit.now.get("name"), **edit.fields}
    row = Gathering(work.row.row._replace(fields=given), work.row.known, work.row.today)
    said = household_rows.fields(row)
    work.row.faults += [one for one in row.faults if one[0] in edit.fields]
    work.row.notes += row.notes
    changed = {name: work.value(name, said.get(name)) for name in names}
    if work.row.faults:
        return
    if changed:
        path = paths.household(edit.record)
        work.revise(Register, path, lambda data: put(_line(data, edit.record), changed))
    if work.take("staff"):
        person = work.person("staff")
        if not work.row.faults:
            places.pair(work, edit.record, person, work.making.today)


def _line(data: dict[str, Any], record: str) -> dict[str, Any]:
    found: dict[str, Any] = next(home for home in data["households"] if home["id"] == record)
    return found


def station(work: Amending) -> None:
    """Change what is said of a place; the name that it had before is kept for old reports."""
    row = Gathering(work.row.row._replace(fields=work.edit.fields), work.row.known, work.row.today)
    said = stations.plain(row)
    work.row.notes += row.notes
    changed = {name: said[name] for name in work.take(*stations.PLAIN) if name in said}
    work.row.day("since")
    path = paths.station(work.edit.record)
    node = work.read(Station, path)
    if node is None or work.row.faults:
        return
    if changed.get("name"):
        tree = Tree(work.ledger.index.db)
        renaming.refuse_borne(tree, work.row, node.code, node.parent)
        changed["former_names"] = places.formerly(node.plain(), work.making.today)
    if changed:
        work.revise(Station, path, lambda data: put(data, changed))
