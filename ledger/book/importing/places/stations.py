"""Places out of the rows of a sheet: nodes of the place tree, in whatever order they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from ledger.book.importing import blending, identity
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.matching import spelt
from ledger.book.importing.personal import refuse_numbers
from ledger.book.importing.places import renaming
from ledger.book.importing.places.tree import Tree, circular
from ledger.book.importing.rows import Item, Row
from ledger.errors import InvalidRecordError, LedgerError
from ledger.records import paths
from ledger.records.faults import LIKE
from ledger.records.station import Station
from ledger.rules import masked
from ledger.store import form
from ledger.words import gettext as _

PLAIN = ("name", "region", "households", "contact", "since", "note")
"""The fields that a newer copy of a sheet may change."""
_CODE = r"^[A-Z0-9]{2,8}$"


@dataclass
class _Node:
    """One row: what it says, and the place that it is."""

    gathering: Gathering
    name: str
    code: str | None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What a person knows the row by."""
        return str(self.gathering.get("name") or self.code or "")


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; the files go into the plan."""
    tree = Tree(making.known.db)
    nodes = _nodes(making, rows)
    for node in nodes:
        if node.code and (name := node.gathering.get("name")):
            tree.name(name, node.code)
    for node in nodes:
        _read(making, tree, node)
    _refuse_twins(tree, nodes)
    _refuse_branches(tree, nodes)
    bodies = _bodies(making, nodes)
    for node in nodes:
        body = bodies.get(paths.station(node.code or ""))
        yield _item(making, tree, node, body)._replace(key=node.name)


def _nodes(making: Making, rows: list[Row]) -> list[_Node]:
    codes = [_code(row) for row in rows]
    known = [{**row.fields, "key": code} for row, code in zip(rows, codes, strict=True)]
    keys = [making.named(key) for key in identity.keys("station", known)]
    return [
        _Node(Gathering(row, making.known, making.today), key, code)
        for row, key, code in zip(rows, keys, codes, strict=True)
    ]


def _code(row: Row) -> str | None:
    said = row.fields.get("code")
    return re.sub(r"\s+", "", normalize("NFKC", said)).upper() if said else None


def _read(making: Making, tree: Tree, node: _Node) -> None:
    """What the row says; a place that has no code yet must be given one by a person."""
    row = node.gathering
    refuse_numbers(row)
    row.day("since")
    above, stated = tree.above(row), node.code is not None
    node.code = node.code or making.past.named(node.name) or _known(tree, row, above)
    level = row.term("type", "tier", row.get("type"))
    if node.code and node.code in tree.places:
        _require_fixed(row, tree, node.code, (above, level), stated=stated)
    else:
        renaming.refuse_borne(tree, row, node.code, above)
        _require_new(tree, node, above)
        if level is None and "type" not in dict(row.faults):
            row.fault("type", _("there is no level of ledger.yaml; write one"))
    found = {**plain(row), "type": level, "parent": above}
    node.fields = {name: value for name, value in found.items() if value is not None}


def plain(row: Gathering) -> dict[str, Any]:
    """What a row says of a place itself; a masked telephone number is left out with a note."""
    found = {name: row.get(name) for name in PLAIN}
    if (contact := found["contact"]) and masked.number(contact):
        row.note(_("{field} is masked and is left out").format(field=row.called("contact")))
        del found["contact"]
    if region := found["region"]:
        found["region"] = re.sub(r"\D", "", normalize("NFKC", region))
    return found


def _known(tree: Tree, row: Gathering, above: str | None) -> str | None:
    """The place that the ledger has under this name: directly below the same one, or anywhere.

    Where nothing above it is named, it is below the place whose sheet it is.
    """
    name = row.get("name")
    found = tree.named(name, above if row.get("parent") else None) if name else []
    if len(found) == 1:
        return found[0]
    above = above or row.known.within
    return row.known.called(name, above) if name and above and above in tree.places else None


def _require_new(tree: Tree, node: _Node, above: str | None) -> None:
    row = node.gathering
    if node.code is None and "name" not in dict(row.faults):
        row.fault(
            "code",
            _("it is not known here, and a new place needs a code; {code} is free").format(
                code=tree.free_code(above)
            ),
        )
    elif node.code and not re.fullmatch(_CODE, node.code):
        row.fault(
            "code",
            _("“{said}” is no code; write two to eight capitals and digits, such as {code}").format(
                said=node.code, code=LIKE.get(_CODE, "WL101")
            ),
        )
    if row.get("name") is None:
        row.fault("name", _("there is no name; write what people call it"))
    if row.get("parent") is None and (above is None or above == node.code):
        row.fault("parent", _("there is no place above it; write one"))


def _require_fixed(
    row: Gathering, tree: Tree, code: str, said: tuple[str | None, str | None], *, stated: bool
) -> None:
    """Refuse to move a place in the tree: what was written down there would move with it.

    Where its name tells which place it is, whatever lies above it may be named.
    """
    place, (above, level) = tree.places[code], said
    is_above = above in (None, place["parent"]) or row.get("parent") is None
    if above and not stated and above in tree.places:
        is_above = is_above or row.known.lies_in(code, above)
    if not is_above:
        row.fault(
            "parent",
            _("{code} belongs to {parent}; a place is not moved by a sheet").format(
                code=code, parent=place["parent"] or _("nobody")
            ),
        )
    if level is not None and level != place["type"]:
        row.fault(
            "type",
            _("{code} is “{level}”; the level is not changed by a sheet").format(
                code=code, level=place["tier"] or place["type"]
            ),
        )


def _refuse_twins(tree: Tree, nodes: list[_Node]) -> None:
    """Refuse all rows of one code but that which calls the place as it is called, or the first."""

    def is_strange(node: _Node) -> bool:
        ours = tree.places.get(node.code or "")
        return ours is None or spelt(ours["name"]) != spelt(node.title)

    seen = set[str]()
    for node in sorted(nodes, key=is_strange):
        if node.code in seen:
            node.gathering.fault(
                "code", _("another row of this sheet is {id} too").format(id=node.code)
            )
        elif node.code:
            seen.add(node.code)


def _refuse_branches(tree: Tree, nodes: list[_Node]) -> None:
    """Refuse what would hang below itself, or below a row that is refused."""
    parents = {node.code: node.fields.get("parent") for node in nodes if node.code}
    for node in nodes:
        if node.code and node.code not in tree.places and circular(node.code, parents):
            node.gathering.fault("parent", _("it would stand below itself"))
    while True:
        good = {node.code for node in nodes if not node.gathering.faults} | tree.places.keys()
        orphans = [
            node
            for node in nodes
            if not node.gathering.faults and node.fields.get("parent", node.code) not in good
        ]
        if not orphans:
            return
        for node in orphans:
            node.gathering.fault(
                "parent",
                _("{place} is not taken in either; put its row right").format(
                    place=node.fields["parent"]
                ),
            )


def _bodies(making: Making, nodes: list[_Node]) -> dict[str, bytes | None]:
    wanted = [paths.station(node.code) for node in nodes if node.code and not node.gathering.faults]
    return making.ledger.git.files("HEAD", wanted)


def _item(making: Making, tree: Tree, node: _Node, body: bytes | None) -> Item:
    row, code = node.gathering, node.code
    if row.faults or code is None:
        return making.refused(row, node.title)
    digest = making.digest(row.row.fields.items())
    item = Item(row.row.number, "new", code, node.title, digest, node.name, notes=row.notes)
    told = making.past.told(code, node.name)
    if body is not None and told and told.digest == digest:
        return item._replace(act="same", notes=())
    try:
        if body is not None:
            return _again(making, tree, node, item, body)
        making.put(paths.station(code), form.build(Station, {"code": code, **node.fields}))
    except InvalidRecordError as error:
        row.faults += error.faults
        return making.refused(row, node.title)
    except LedgerError as error:
        row.fault("code", error.sentence())
        return making.refused(row, node.title)
    return item


def _again(making: Making, tree: Tree, node: _Node, item: Item, body: bytes) -> Item:
    """A row whose place is there: nothing new, or what the sheet changed."""
    path = paths.station(item.record)
    ours = form.read(Station, body, path).plain()
    theirs = {name: node.fields[name] for name in PLAIN if name in node.fields}
    left = renaming.former(making, tree, (node.name, node.gathering), (item.record, theirs))
    found = blending.again(
        making.past,
        (item.record, node.name),
        path,
        lambda body: form.read(Station, body, path).plain(),
        (ours, theirs),
    )
    blending.refuse(node.gathering, item.record, found, "station")
    if "name" in found.taken:
        renaming.refuse_borne(tree, node.gathering, item.record, ours.get("parent"))
    if node.gathering.faults:
        return making.refused(node.gathering, node.title)
    item = item._replace(kept={**found.kept, **left})
    if not found.taken:
        return item._replace(act="same")
    changed = renaming.renamed(making, ours, found.taken)
    making.files[path] = form.revise(Station, body, path, lambda data: data.update(changed))[1]
    return item._replace(act="changed", changes=found.changes(ours))
