"""New rows that may be what stands here already, told once all rows of a sheet are planned.

A word put right in a sheet makes another record of its row, and that of the row as it was is gone
from the sheet; or somebody entered here by hand what the sheet lists as well.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ledger.book.importing import about, in_files
from ledger.book.importing.again import DAYS
from ledger.book.importing.matching import folded, group
from ledger.book.importing.rows import BY_HAND, Item, Row
from ledger.errors import BrokenFileError
from ledger.index import standing
from ledger.index.standing import Standing
from ledger.labels import label
from ledger.records import ids, paths
from ledger.rules.likeness import ALIKE, Titles, likeness
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_OF_DAYS = {**DAYS, "task": "opened"}


def noted(
    making: "Making", rows: Sequence[Row], items: list[Item], gone: Sequence[str]
) -> list[Item]:
    """The items, those of new rows with notes on what they may be.

    Args:
        making: the plan that is made.
        rows: the rows.
        items: what becomes of each.
        gone: the records that the sheet does not have any more.
    """
    new = {item.number for item in items if item.act == "new"}
    fresh = {row.number: making.placed(row.fields) for row in rows if row.number in new}
    if making.source.kind == "household":
        return _homes(making, fresh, items, gone)
    left = standing.called(making.known.db, making.source.kind, gone) if gone else []
    titles = Titles((one.record, one.title) for one in left)
    own: Mapping[tuple[str, str], Sequence[Standing]] = {}
    if making.source.kind in BY_HAND:
        own = _by_hand(making, fresh.values(), {item.record for item in items})
    return [_told(making, item, fresh.get(item.number), (left, titles), own) for item in items]


def _told(
    making: "Making",
    item: Item,
    fields: Mapping[str, Any] | None,
    was: tuple[Sequence[Standing], Titles],
    own: Mapping[tuple[str, str], Sequence[Standing]],
) -> Item:
    """An item with what its row may be, which is gone from the sheet or was entered by hand."""
    left, titles = was
    here = own.get(_when(making, fields), ()) if fields else ()
    if fields is None or not (left or here):
        return item
    if making.source.kind == "visit":
        near = [one for one in left if _is_met_again(making, fields, one)]
    else:
        alike = titles.alike(item.title)
        near = [one for one in left if one.record in alike]
    if lost := [one.record for one in near if _is_of_place(one, item, fields)]:
        return _with(making, item, lost, is_gone=True)
    same = [one.record for one in here if _is_same(making, item, fields, one)]
    return _with(making, item, same, is_gone=False) if same else item


def _is_of_place(one: Standing, item: Item, fields: Mapping[str, Any]) -> bool:
    """Whether a record is of the place of a row; that of a list is of its station."""
    alike = ids.station_of(one.record) == ids.station_of(item.record)
    return one.place == fields["place"] if one.place else alike


def _is_met_again(making: "Making", fields: Mapping[str, Any], one: Standing) -> bool:
    """Whether a visit has the day of a row, and its household or somebody who went."""
    if one.day != str(fields["date"]):
        return False
    told = about.row(making, fields)
    met, went = (told.get(name, frozenset()) for name in ("households", "people"))
    return bool(one.households & met or one.people & went)


def _by_hand(
    making: "Making", rows: Collection[Mapping[str, Any]], here: Collection[str]
) -> Mapping[tuple[str, str], Sequence[Standing]]:
    """By place and day of some rows, the records that no sheet brought, and that no row is."""
    found: dict[tuple[str, str], list[Standing]] = {}
    wanted = {_when(making, fields) for fields in rows}
    for one in standing.of_days(making.known.db, making.source.kind, wanted):
        if one.record not in making.past.last and one.record not in here:
            found.setdefault((one.place or "", one.day), []).append(one)
    return found


def _when(making: "Making", fields: Mapping[str, Any]) -> tuple[str, str]:
    """The place and the day of a row."""
    return fields["place"], str(fields.get(_OF_DAYS[making.source.kind]))


def _is_same(making: "Making", item: Item, fields: Mapping[str, Any], one: Standing) -> bool:
    """Whether a record of the day and the place of a row is what the row tells of."""
    if making.source.kind != "visit":
        return folded(item.title) == folded(one.title)
    met = about.row(making, fields).get("households", frozenset())
    if met and one.households:
        return bool(met & one.households)
    return bool(one.title) and likeness(str(fields.get("text") or ""), one.title) >= ALIKE


def _homes(
    making: "Making", fresh: Mapping[int, Mapping[str, Any]], items: list[Item], gone: Sequence[str]
) -> list[Item]:
    """The items of households: one of the same group with a telephone or address that is gone."""
    files = {one: paths.register(one.rpartition("-")[0]) for one in gone} if fresh else {}
    bodies = making.ledger.git.files("HEAD", {*files.values()}) if files else {}
    known: dict[tuple[str, str, str], list[str]] = {}
    for record, path in files.items():
        with suppress(BrokenFileError):  # which is told of the rows of its village
            home = in_files.register(bodies[path] or b"", path).get(record, {})
            for key in _reached(record.rpartition("-")[0], home):
                known.setdefault(key, []).append(record)
    found = []
    for item in items:
        keys = _reached(fields["place"], fields) if (fields := fresh.get(item.number)) else ()
        was = [*dict.fromkeys(one for key in keys for one in known.get(key, ()))]
        found.append(_with(making, item, was, is_gone=True) if was else item)
    return found


def _reached(place: str, home: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Where a household is reached: each with its village and its group."""
    for name in ("phone", "address"):
        if said := home.get(name):
            yield place, group(str(home.get("group") or "")), folded(str(said))


def _with(making: "Making", item: Item, records: Sequence[str], *, is_gone: bool) -> Item:
    """An item with a note on what it may be; what else says so of the same is left out."""
    said = (
        _(
            "this may be {records}, which the sheet does not have any more; if it is, write that "
            "number into a column “{column}” and import again"
        )
        if is_gone
        else _(
            "this may be {records}, which was entered here by hand; if it is, write that number "
            "into a column “{column}” and import again, or leave the row out"
        )
    )
    column = making.known.headers.get("key") or label("key")
    others = [note for note in item.notes if not any(one in note for one in records)]
    told = said.format(records=_(", ").join(records), column=column)
    return item._replace(notes=[*others, told])
