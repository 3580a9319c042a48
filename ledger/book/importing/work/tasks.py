"""Tasks out of the rows of a sheet: given down, passed on to villages, and reported up."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ledger.book.importing import blending, renumbered
from ledger.book.importing.making import Making
from ledger.book.importing.places.tree import circular
from ledger.book.importing.renumbered import Matter
from ledger.book.importing.rows import Item, Row
from ledger.book.importing.work import (
    task_kinds,
    task_names,
    task_periods,
    task_rows,
    task_said,
    task_shares,
    task_steps,
)
from ledger.book.importing.work.task_rows import Deed, Said
from ledger.errors import BrokenFileError, InvalidRecordError, LedgerError
from ledger.index import lookups
from ledger.labels import in_file
from ledger.records import ids, paths
from ledger.records.task import Task
from ledger.rules.activities import lacking
from ledger.store import form
from ledger.words import gettext as _

_FACTS = ("title", "text", "issuer", "period", "unit", "person", "action", "due", "parent")
"""The facts that a newer copy of a sheet may change."""


@dataclass
class _Group:
    """The rows about one task, and the task that they are; `name` is the digest of its key."""

    key: str
    name: str
    rows: list[Said]
    facts: dict[str, Any] = field(default_factory=dict)
    record: str = ""
    digest: str = ""

    @property
    def is_good(self) -> bool:
        """Whether none of its rows is refused."""
        return not any(said.row.faults for said in self.rows)

    def fault(self, name: str, sentence: str) -> None:
        """Refuse all rows of the task: it is taken in as a whole."""
        for said in self.rows:
            said.row.fault(name, sentence)

    def hush(self) -> None:
        """Tell nothing of rows that say what they said before."""
        for said in self.rows:
            said.row.notes.clear()


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; each task goes into the plan as one file."""
    rows = task_kinds.filled(making, task_shares.filled(rows))
    groups = _groups(making, task_periods.filled(making, rows))
    for group in groups:
        _settle(making, group)
    _link(making, groups)
    good = [group for group in groups if group.is_good]
    making.read_ahead(group.record for group in good)
    making.past.load(
        (told.op, paths.task(group.record))
        for group in good
        if (told := making.past.told(group.record, group.name)) and told.digest != group.digest
    )
    for group in groups:
        yield from _items(making, group)


def _groups(making: Making, rows: list[Row]) -> list[_Group]:
    """The rows of each task together: a list has a row for each village."""
    found: dict[str, _Group] = {}
    for said, key in task_names.read(making, rows):
        found.setdefault(key, _Group(key, making.named(key), [])).rows.append(said)
    return list(found.values())


def _settle(making: Making, group: _Group) -> None:
    """Find out which task the rows are, and what they say of it."""
    villages = [said.village for said in group.rows if said.village]
    if len(villages) != len(set(villages)):
        group.fault("place", _("two rows of the task are of one village"))
    group.facts = task_rows.facts(making, group.rows)
    kind = making.kinds.get(group.facts["kind"] or "", {})
    ours = group.rows[0].row.row.ours
    if len(group.rows) > 1 and kind.get("family") != "list" and not ours.get("parts"):
        said = group.rows[0].row.get("key")
        group.fault("key", _("another row of this sheet is {id} too").format(id=said))
    faulty = {name for said in group.rows for name, _why in said.row.faults}
    stated = {name: value for name, value in group.facts.items() if value is not None}
    known = {**ours, **ours.get("owner", {}), **stated}
    uncounted = () if group.facts["opened"] else ("due",)  # a limit is counted from that day
    wanting = set(lacking(kind.get("demands", ()), known)).difference(faulty, uncounted)
    if wanting:  # what came before has it
        wanting.intersection_update(lacking(wanting, _standing(making, group)))
    for name in wanting:
        group.fault(
            name,
            _("“{kind}” needs {field}: ledger.yaml demands it").format(
                kind=kind["name"], field=in_file(name)
            ),
        )
    if not group.is_good:
        return
    lead, opened = group.rows[0], group.facts["opened"]
    group.digest = task_names.digest(making, group.rows)
    group.record = making.record(lead.row, group.key, str(lead.station), opened.year, day="opened")


def _standing(making: Making, group: _Group) -> Mapping[str, Any]:
    """The facts of the task that the rows were when they came before, as far as they were."""
    record = making.past.anywhere(group.name)
    body = making.text(paths.task(record)) if record else None
    with suppress(BrokenFileError):
        return task_steps.flat(form.read(Task, body, paths.task(str(record)))) if body else {}
    return {}


def _link(making: Making, groups: Sequence[_Group]) -> None:
    """Let parts of other tasks name these: by number or by title."""
    here: dict[str, set[str]] = {}
    for group in groups:
        for said in (group.rows[0].row.get("key"), group.facts["title"]):
            here.setdefault(said, set()).add(group.record)
    parents: dict[str, str | None] = {}
    for group in groups:
        said = group.rows[0].row.get("parent")
        if said is None or not group.is_good:
            continue
        found = here.get(said, set()) - {group.record} or _there(making, group, said)
        if len(found) == 1:
            parents[group.record] = group.facts["parent"] = next(iter(found))
        elif said == group.facts["title"]:
            group.fault("parent", _("it would be a part of itself"))
        else:
            group.fault("parent", _("“{said}” is not known here").format(said=said))
    for group in groups:
        if group.is_good and circular(group.record, parents):
            group.fault("parent", _("it would be a part of itself"))
    _refuse_orphans(groups, {group.record for group in groups if group.record})


def _there(making: Making, group: _Group, said: str) -> set[str]:
    """The tasks of the ledger that a part may mean: by id, or by title within its station."""
    db, whole = making.known.db, ids.whole(said)
    if whole and lookups.has(db, "task", whole):
        return {whole}
    return set(lookups.tasks_called(db, str(group.facts["station"]), said)) - {group.record}


def _refuse_orphans(groups: Sequence[_Group], here: set[str]) -> None:
    """Refuse parts of what is refused itself."""
    while True:
        good = {group.record for group in groups if group.is_good}
        orphans = [
            group
            for group in groups
            if group.is_good and (above := group.facts.get("parent")) is not None
            if above not in good and (not above or above in here)
        ]
        if not orphans:
            return
        for group in orphans:
            group.fault("parent", _("what it is a part of is refused; put its row right"))


def _items(making: Making, group: _Group) -> Iterator[Item]:
    """What becomes of each row of a task: of all the same."""
    done = None
    if group.is_good:
        try:
            done = _taken(making, group)
        except InvalidRecordError as error:
            for name, why in error.faults:
                group.fault(name, why)
        except LedgerError as error:
            group.fault("title", error.sentence())
    if not group.is_good:
        _refuse_others(group)
    for n, said in enumerate(group.rows):
        if done is None or not group.is_good:
            refused = making.refused(said.row, str(group.facts["title"] or ""))
            yield refused._replace(key=group.name)
        else:
            changes = done.changes if n == 0 else ()
            yield done._replace(number=said.row.row.number, notes=said.row.notes, changes=changes)


def _refuse_others(group: _Group) -> None:
    """Tell of the rows of a task that are sound why they are refused all the same."""
    for said in group.rows:
        if not said.row.faults:
            said.row.fault("title", _("another row of the same task is refused"))


def _taken(making: Making, group: _Group) -> Item | None:
    """The task written into the plan; None where its rows are refused."""
    path, lead = paths.task(group.record), group.rows[0].row
    title = str(group.facts["title"])
    item = Item(lead.row.number, "new", group.record, title, group.digest, group.name)
    body = making.text(path)
    told = making.past.told(group.record, group.name)
    if body is not None and told and told.digest == group.digest:
        group.hush()
        return item._replace(act="same")
    deeds = task_rows.deeds(making, group.rows, group.facts)
    if not group.is_good:
        return None
    if body is not None:
        return _again(making, group, body, deeds, item)
    deeds = task_steps.telling(None, deeds)
    task_steps.note_later(group.rows, deeds)
    making.put(path, task_steps.new(making, {**group.facts, "id": group.record}, deeds))
    return item


def _matter(task: Mapping[str, Any]) -> Matter:
    return Matter(task["opened"], (task["title"], task["text"]))


def _again(
    making: Making, group: _Group, body: bytes, deeds: Sequence[Deed], item: Item
) -> Item | None:
    """Rows whose task is there: nothing new, or what has happened since; None where refused."""
    path, lead = paths.task(group.record), group.rows[0].row
    ours = form.read(Task, body, path)
    renumbered.refuse(lead, group.record, _matter(vars(ours)), _matter(group.facts))
    facts = {n: group.facts[n] for n in _FACTS if group.facts.get(n) is not None}
    sides = task_said.by_log(ours), {**facts, **task_said.by_sheet(deeds)}
    whole = blending.again(
        making.past,
        (group.record, group.name),
        path,
        lambda body: task_said.by_log(form.read(Task, body, path)),
        sides,
    )
    found, state = task_said.apart(whole)
    blending.refuse(lead, group.record, found, "task")
    for said in group.rows:
        task_said.refuse(said, group.record, state)
    if not group.is_good:
        return None
    told = task_steps.telling(ours, [*task_said.steps(deeds, state)])
    further = task_steps.further(ours, told)
    if all(said.village for said in group.rows):
        further = task_steps.while_open(ours, further)
    task_steps.note(group.rows, ours, deeds, further)
    if not found.taken and not further:
        return item._replace(act="same", kept=found.kept)
    making.put(path, task_steps.changed(making, ours, found.taken, further))
    happened = [(deed.verb, "", str(deed.fields.get("place") or deed.on)) for deed in further]
    return item._replace(
        act="changed", kept=found.kept, changes=[*found.changes(sides[0]), *happened]
    )
