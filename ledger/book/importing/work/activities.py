"""Activities out of the rows of a sheet: meetings, inspections, lectures, and what came of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.book.importing import blending, identity, linked, renumbered
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.matching import Guess
from ledger.book.importing.renumbered import Matter
from ledger.book.importing.rows import Item, Row
from ledger.book.importing.work import activity_rows
from ledger.errors import InvalidRecordError, LedgerError
from ledger.records import paths
from ledger.records.activity import Activity
from ledger.rules import absences
from ledger.store import form
from ledger.words import gettext as _

_FIXED = ("station",)
"""What a newer copy of a sheet does not change: the id has it."""
_OF_MEETINGS = frozenset({"会议类型", "会议类别", "检查类型"})
"""Headers of a kind that may be one of meetings or checks, as others tell them apart."""
_POINTS = ("decisions", "findings")
"""The lists of whose items a sheet knows the text alone."""


@dataclass
class _Row:
    """One row: what it says, and the activity that it is."""

    gathering: Gathering
    name: str
    digest: str
    fields: dict[str, Any]
    record: str = ""

    @property
    def title(self) -> str:
        """What a person knows the row by."""
        return str(self.fields.get("title", ""))


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; each activity goes into the plan as one file."""
    rows = _of_one_kind(making, rows)
    names = identity.names("activity", [row.fields for row in rows])
    keys = [
        name if identity.is_number(key) else key
        for name, key in zip(names, making.keys(rows), strict=True)
    ]
    if making.past.last:
        from ledger.book.importing import restated

        making.meet(keys)
        restated.find(making, [*zip(rows, keys, strict=True)])
    read = [_read(making, row, key) for row, key in zip(rows, keys, strict=True)]
    _refuse_numbered_again(read, names)
    good = [row for row in read if not row.gathering.faults]
    making.read_ahead(row.record for row in good)
    making.past.load(
        (told.op, paths.activity(row.record))
        for row in good
        if (told := making.past.told(row.record, row.name)) and told.digest != row.digest
    )
    for row in read:
        yield _item(making, row)


def _of_one_kind(making: Making, rows: list[Row]) -> list[Row]:
    """The rows; where the sheet is of a kind and no cell of 会议类型 names any, that is a remark.

    It may be 村民代表会议 in a sheet of 列席村级会议; under 类型 that would be a slip.
    """
    said = {kind for row in rows if (kind := row.fields.get("kind"))}
    is_told = making.source.of_kind or making.titled_kind
    if (
        not is_told
        or making.known.headers.get("kind") not in _OF_MEETINGS
        or any(making.known.term("activity kind", one) != Guess(None) for one in said)
    ):
        return rows
    column = making.known.headers["kind"]
    told = _("“{column}” names no kind of ledger.yaml here and is kept with the remark")
    note = told.format(column=column)
    return [row.with_aside("kind", column, note) if row.fields.get("kind") else row for row in rows]


def _read(making: Making, row: Row, key: str) -> _Row:
    gathering = Gathering(row, making.known, making.today)
    name, digest = making.named(key), making.digest(row.fields.items())
    found = _Row(gathering, name, digest, activity_rows.fields(making, gathering))
    if gathering.faults:
        return found
    station, year = found.fields["station"], found.fields["date"].year
    found.record = making.record(gathering, key, station, year)
    return found


def _refuse_numbered_again(rows: list[_Row], names: Sequence[str]) -> None:
    """Refuse a second row of a number that the unit gave: it would be an activity of its own."""
    seen = set[str]()
    for row, name in zip(rows, names, strict=True):
        if name in seen:
            said = row.gathering.get("key")
            row.gathering.fault("key", _("another row of this sheet is {id} too").format(id=said))
        if identity.is_number(name):
            seen.add(name)


def _item(making: Making, row: _Row) -> Item:
    gathering = row.gathering
    if gathering.faults:
        return making.refused(gathering, row.title)
    number, notes = gathering.row.number, gathering.notes
    item = Item(number, "new", row.record, row.title, row.digest, row.name, notes=notes)
    body = making.text(paths.activity(row.record))
    told = making.past.told(row.record, row.name)
    if body is not None and told and told.digest == row.digest:
        return item._replace(act="same", notes=())
    try:
        if body is not None:
            return _again(making, row, body, item)
        head = {"id": row.record, "at": making.now, "by": making.who}
        making.put(paths.activity(row.record), form.build(Activity, {**row.fields, **head}))
    except InvalidRecordError as error:
        gathering.faults += error.faults
    except LedgerError as error:
        gathering.fault("title", error.sentence())
    return making.refused(gathering, row.title) if gathering.faults else item


def _again(making: Making, row: _Row, body: bytes, item: Item) -> Item:
    """A row whose activity is there: nothing new, or what the sheet changed."""
    path, gathering = paths.activity(row.record), row.gathering
    ours = form.read(Activity, body, path).plain()
    renumbered.refuse(gathering, row.record, _matter(ours), _matter(row.fields))
    theirs = {name: value for name, value in row.fields.items() if name not in _FIXED}
    if gathering.get("title") is None:
        theirs.pop("title", None)
    if gathering.get("unannounced") is False:
        theirs["unannounced"] = False
    bare = absences.bare(theirs.get("absent", ()))
    sides = (_as_told(ours, bare), theirs)

    def within(old: bytes) -> dict[str, Any]:
        return _as_told(form.read(Activity, old, path).plain(), bare)

    found = blending.again(making.past, (row.record, row.name), path, within, sides)
    blending.refuse(gathering, row.record, found, "activity")
    taken = dict(found.taken)
    for name in taken.keys() & {*_POINTS}:
        taken[name] = with_links(gathering, name, ours.get(name, []), taken[name])
    if "absent" in taken:
        taken["absent"] = absences.kept(ours.get("absent", []), taken["absent"], bare)
    if gathering.faults:
        return making.refused(gathering, row.title)
    if not taken:
        return item._replace(act="same", kept=found.kept)
    making.files[path] = form.revise(Activity, body, path, lambda data: data.update(taken))[1]
    return item._replace(act="changed", kept=found.kept, changes=found.changes(sides[0]))


def _matter(activity: Mapping[str, Any]) -> Matter:
    """What it was about; the title says that only where nothing else does: many have the same."""
    points = (one["text"] for name in _POINTS for one in activity.get(name, ()))
    said = [*filter(None, (activity.get("text"), *activity.get("topics", ()), *points))]
    return Matter(activity["date"], said or [activity["title"]])


def _as_told(activity: Mapping[str, Any], bare: Collection[str]) -> dict[str, Any]:
    """An activity as a sheet would state it that does not say why some people were missing."""
    points = {
        name: [{"text": activity_rows.told(one["text"])} for one in activity.get(name, ())]
        for name in _POINTS
    }
    topics = activity_rows.read(activity.get("topics", ()))
    absent = absences.told(activity.get("absent", ()), bare)
    return {**activity, **points, "topics": topics, "absent": absent}


def with_links(
    row: Gathering, name: str, ours: Sequence[linked.Point], told: Sequence[linked.Point]
) -> list[linked.Point]:
    """Points as a sheet states them, each with what hangs on it here; none of that may be lost."""
    known = linked.paired(row, name, ours, told, activity_rows.told)
    return [_with_rest(known.get(n), point) for n, point in enumerate(told)]


def _with_rest(ours: linked.Point | None, told: linked.Point) -> linked.Point:
    """A point with what hangs on it; one that says the same stays as it is written."""
    if ours is None or activity_rows.told(ours["text"]) == told["text"]:
        return ours or told
    return {**ours, **told}
