"""Households out of the rows of a sheet: lines of the registers of their villages."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from ledger.book.importing import blending, in_files, matching, remarked
from ledger.book.importing.blending import Fields
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.places import heads, household_rows, registers
from ledger.book.importing.places.household_lines import Line
from ledger.book.importing.places.registers import Village
from ledger.book.importing.rows import Item, Row
from ledger.errors import InvalidRecordError, LedgerError
from ledger.index import tree
from ledger.records.household import Household
from ledger.rules import masks
from ledger.store import form
from ledger.words import gettext as _


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; each village's register goes into the plan as one file."""
    lines = [_line(making, row, key) for row, key in zip(rows, making.keys(rows), strict=True)]
    _place(making, lines)
    heads.refuse_twins(making, lines)
    for find in (_by_number, _by_past(making), _by_name, _by_bare_name):
        for line in sorted(lines, key=_is_strange) if find is _by_number else lines:
            _take(line, find)
    heads.refuse_moved(making, lines)
    heads.note_twins(lines)
    for line in lines:
        if line.village and not line.gathering.faults:
            _number(line, line.village)
        yield _item(making, line)
    for village in {line.place: line.village for line in lines}.values():
        if village and (body := village.file()):
            making.files[village.path] = body


def _line(making: Making, row: Row, key: str) -> Line:
    gathering = Gathering(row, making.known, making.today)
    line = Line(gathering, key, making.named(key), household_rows.place(gathering))
    line.fields = household_rows.fields(gathering)
    return line


def _place(making: Making, lines: list[Line]) -> None:
    """Give each row the register of its village."""
    with_register: set[str | None] = {
        row["code"] for row in tree.places(making.known.db) if row["registers"]
    }
    villages = registers.load(making, with_register & {line.place for line in lines})
    for line in lines:
        said = household_rows.number(line.gathering)
        village = villages.get(line.place or "")
        if isinstance(village, LedgerError):
            line.gathering.fault("place", village.sentence())
        elif line.place and village is None:
            line.gathering.fault(
                "place", _("{place} has no household register").format(place=line.place)
            )
        elif said and line.place and said.rpartition("-")[0] != line.place:
            line.gathering.fault(
                "key",
                _("{household} is no household of {place}").format(
                    household=said, place=line.place
                ),
            )
        else:
            line.village = village


def _is_strange(line: Line) -> bool:
    """Whether a row has another head than the household whose number it states."""
    return not line.head_of(household_rows.number(line.gathering))


def _take(line: Line, find: Callable[[Line, Village], str | None]) -> None:
    """Let a row be the household that is found for it, where no other row is that one."""
    village = line.village
    if village is None or line.record or line.gathering.faults:
        return
    record = find(line, village)
    if record and record not in village.taken:
        line.record = record
        village.taken.add(record)
    elif record and find is _by_number:
        line.gathering.fault("key", _("another row of this sheet is {id} too").format(id=record))


def _by_number(line: Line, _village: Village) -> str | None:
    return household_rows.number(line.gathering)


def _by_past(making: Making) -> Callable[[Line, Village], str | None]:
    def find(line: Line, village: Village) -> str | None:
        if near := making.unsure.get(line.key):
            return _decided(line, village, near)
        record = making.past.named(line.name)
        return record if record in village.homes else None

    return find


def _by_name(line: Line, village: Village) -> str | None:
    """The household of the same head and group; where it may be several, a person is asked."""
    return _alike(line, village, line.fields["name"], line.fields.get("group"))


def _by_bare_name(line: Line, village: Village) -> str | None:
    """The same, where something is written beside the name: 赵戊五（外出）."""
    said = remarked.read(line.fields["name"])
    if said.name == line.fields["name"]:
        return None
    return _alike(line, village, said.name, line.fields.get("group") or said.group or None)


def _alike(line: Line, village: Village, name: str, group: str | None) -> str | None:
    found = village.alike(name, group)
    if len(found) > 1:
        return _decided(line, village, found)
    return found[0] if found else None


def _decided(line: Line, village: Village, found: Sequence[str]) -> str | None:
    """The household that a person said a row is, of those that it may be; else that is asked."""
    decided = line.gathering.known.decided.get("household", {}).get(_called(line))
    if decided in found:
        return decided
    _ask(line, [(one, str(village.homes[one].get("group") or "")) for one in found])
    return None


def _ask(line: Line, near: list[tuple[str, str]]) -> None:
    gathering = line.gathering
    gathering.asked["name"] = tuple(near)
    gathering.doubted["name"] = ("household", _called(line))
    gathering.fault(
        "name",
        _("several households have this head; write its number: {offered}").format(
            offered=_(", ").join(f"{one} {group}".strip() for one, group in near)
        ),
    )


def _called(line: Line) -> str:
    """What a decision about a row is asked and kept under: it must not name anybody."""
    return f"{line.place} {masks.name(line.title)} {line.name}"


def _number(line: Line, village: Village) -> None:
    if line.record is None:
        _note_namesakes(line, village)
        line.record = village.number(line.title)
        village.taken.add(line.record)


def _note_namesakes(line: Line, village: Village) -> None:
    """Tell who has the name of a new head: a household may have gone to another group."""
    for one in village.alike(line.title, None):
        line.gathering.note(
            _(
                "{id} in {group} has a head of this name; write that number if it is the same"
            ).format(id=one, group=village.homes[one].get("group") or _("no group"))
        )


def _item(making: Making, line: Line) -> Item:
    village, record = line.village, line.record
    if line.gathering.faults or village is None or record is None:
        return making.refused(line.gathering, line.title)
    row, notes = line.gathering.row, line.gathering.notes
    digest = making.digest(row.fields.items())
    item = Item(row.number, "new", record, line.title, digest, line.name, notes=notes)
    told = making.past.told(record, line.name)
    if record not in village.homes:
        made = _built(line, {**line.fields, "id": record})
        if made is None:
            return making.refused(line.gathering, line.title)
        village.add(made)
        return item
    if told and told.digest == digest:
        return item._replace(act="same", notes=())
    return _again(making, line, village, item)


def _again(making: Making, line: Line, village: Village, item: Item) -> Item:
    """A row whose household stands in the register: nothing new, or what the sheet changed."""
    ours, theirs = village.homes[item.record], dict(line.fields)
    if matching.group(theirs.get("group", "")) == matching.group(ours.get("group", "")):
        theirs.pop("group", None)  # in whichever way it is written
    if remarked.is_name_of(line.title, str(ours["name"])):
        theirs.pop("name", None)
        _keep_remark(line, ours, theirs)
    found = blending.again(
        making.past,
        (item.record, line.name),
        village.path,
        lambda body: in_files.register(body, village.path).get(item.record),
        (ours, theirs),
    )
    blending.refuse(line.gathering, item.record, found, "household")
    changed = _paired(making, ours, found.taken)
    _built(line, {**ours, **changed})
    if line.gathering.faults:
        return making.refused(line.gathering, line.title)
    if not found.taken:
        return item._replace(act="same", kept=found.kept)
    village.change(item.record, changed)
    return item._replace(act="changed", kept=found.kept, changes=found.changes(ours))


def _keep_remark(line: Line, ours: Fields, theirs: dict[str, Any]) -> None:
    """Let what is written beside a name be the note of a household that has no other."""
    remark = remarked.read(line.title).remark
    if not remark or matching.plain(line.title) == matching.plain(str(ours["name"])):
        return
    if "note" in theirs or ours.get("note") not in (None, remark):
        line.gathering.note(_("what is written beside the name of a household is left out"))
    else:
        theirs["note"] = remark


def _paired(making: Making, ours: Fields, taken: dict[str, Any]) -> dict[str, Any]:
    """The fields to change: whoever was paired with the household before is kept.

    No pairing begins before the last one has had its day; of one day the last that is said holds.
    """
    if "staff" not in taken:
        return taken
    day = min(making.source.as_of or making.today, making.today)
    before, since, kept = ours.get("staff"), ours.get("paired"), ours.get("pairings", [])
    known = [*(one["until"] for one in kept if "until" in one), *([since] if since else [])]
    day = max([day, *(on + timedelta(1) for on in known)])
    if day > making.today:  # it is put right on the day on which it began
        return taken
    if before:
        pairing = {"person": before, "until": day - timedelta(1)}
        kept = [*kept, pairing | ({"since": since} if since else {})]
    return {**taken, "paired": day, **({"pairings": kept} if kept else {})}


def _built(line: Line, fields: dict[str, Any]) -> Household | None:
    """The household that these fields make; what breaks a rule becomes a fault of the row."""
    try:
        return form.build(Household, fields)
    except InvalidRecordError as error:
        line.gathering.faults += error.faults
        return None
