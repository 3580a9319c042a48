"""Writing tasks: giving one, and everything that can happen to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book import activities, issues, references
from ledger.book.step import written
from ledger.book.writing import Writing
from ledger.errors import RefusedError, UnknownRecordError
from ledger.index import tree
from ledger.index.tasks import open_below
from ledger.records import paths
from ledger.records.rulebook import TaskKind
from ledger.records.task import STEPS, Task
from ledger.rules import tasks
from ledger.rules.activities import require
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_INHERITED = ("kind", "station", "place", "issuer", "period")
"""What a sub-task has from the task above it, where nothing else is said."""

Decided = tuple[str, int]
"""An activity, and one of its decisions, counted from 1."""


def add(
    writing: Writing,
    on: date,
    fields: Mapping[str, Any],
    to: Sequence[str] = (),
    decided: Decided | None = None,
) -> Task:
    """Give a task within a write, and pass it on to villages at once; the caller commits."""
    ledger = writing.ledger
    issues.check_day(ledger, on)
    given = {name: value for name, value in fields.items() if value is not None}
    if decided:
        _carry_out(writing, given, decided)
    if given.get("parent"):
        _place_below(writing, given)
    kind = _kind(writing, given.pop("kind", None))
    named = given.pop("station", None)
    given["place"] = references.place(ledger.index.db, given.get("place") or named or "")
    station = issues.station_of(ledger, named, given["place"])
    _check_due(given.get("due"), on)
    require(kind.name, kind.demands, {**given, "station": station, "opened": on})
    references.staff(ledger.index.db, given.get("person"))
    owner = {name: given.pop(name) for name in ("unit", "person") if name in given}
    head: dict[str, Any] = {"id": writing.free_id(station, on), "kind": kind.code}
    head |= {"station": station, "owner": owner or None, "opened": on}
    first = written(STEPS, ledger, on, "issue", {}, set())
    draft = form.build(Task, {**given, **head, "status": "issued", "log": [first]})
    for one in _each(ledger, draft, on, [{"place": place} for place in to]):
        draft = _after(ledger, draft, on, "pass", one)
    writing.put(paths.task(draft.id), draft)
    if decided:
        activities.decide(writing, *decided, draft.id)
    return draft


def _carry_out(writing: Writing, given: dict[str, Any], decided: Decided) -> None:
    """Take over what is not said from the decision that the task carries out."""
    activity = activities.read(writing, decided[0])
    given.setdefault("title", activities.decided(activity, decided[1]).text)
    if "place" not in given and "station" not in given and "parent" not in given:
        given |= {"place": activity.place, "station": activity.station}


def _place_below(writing: Writing, given: dict[str, Any]) -> None:
    """Make the task part of another: what is not said is as it is there."""
    parent = read(writing, writing.ledger.find(given["parent"], ("task",))[1])
    if parent.status not in tasks.TASK_OPEN:
        raise RefusedError(
            _("{id} is “{status}”; a part can only be given to a task that is open").format(
                id=parent.id, status=_(tasks.TASK_STATUS_NAMES[parent.status])
            )
        )
    given["parent"] = parent.id
    if given.get("place"):
        given.setdefault("station", None)
    for name in _INHERITED:
        if getattr(parent, name) is not None:
            given.setdefault(name, getattr(parent, name))


def _kind(writing: Writing, said: str | None) -> TaskKind:
    """The kind of task that a code or a name stands for."""
    kinds = {kind.code: kind for kind in writing.settings().task_kinds}
    code = references.term(writing.ledger.index.db, "task kind", said or "")
    if code not in kinds:
        raise references.unknown(kind="task kind", name=said or "", candidates=kinds)
    return kinds[code]


def _check_due(due: date | None, on: date) -> None:
    if due is not None and due < on:
        raise RefusedError(
            _("the deadline {due} is before {on}; give a later day").format(due=due, on=on)
        )


def advance(
    writing: Writing, record: str, verb: str, on: date, steps: Sequence[Mapping[str, Any]]
) -> Task:
    """Let one or several steps of a kind happen to a task within a write; the caller commits."""
    ledger = writing.ledger
    task = read(writing, record)
    issues.check_day(ledger, on)
    tasks.permit(record, task.status, verb)
    if on < task.log[-1].on:
        raise RefusedError(
            _(
                "{on} is before the last entry of {id}, {last}; nothing can take effect before it"
            ).format(on=on, id=task.id, last=task.log[-1].on)
        )
    _notice(ledger, task, verb)
    given = [{k: v for k, v in fields.items() if v is not None} for fields in steps]
    for one in _each(ledger, task, on, given) if verb == "pass" else given:
        task = _after(ledger, task, on, verb, one)
    writing.put(paths.task(task.id), task)
    return task


def read(writing: Writing, record: str) -> Task:
    """A task as this write has it so far."""
    task = writing.read(Task, paths.task(record))
    if task is None:
        raise UnknownRecordError(kind="task", name=record)
    return task


def _after(ledger: "Reading", task: Task, on: date, verb: str, given: dict[str, Any]) -> Task:
    """The task after one more step, what it names looked up."""
    db = ledger.index.db
    if verb in ("pass", "report"):
        given["place"] = _village(ledger, task, given.get("place", ""))
    references.staff(db, given.get("person"))
    _check_due(given.get("due"), on)
    if verb == "progress" and not {"percent", "text"} & set(given):
        raise RefusedError(_("say how much is done, what was done, or both"))
    step = written(STEPS, ledger, on, verb, given, {one.id for one in task.log})
    log = [*task.log, step]
    state = tasks.replay(task.id, map(tasks.happened, log))[-1]
    header = task.model_dump(exclude_defaults=True)
    return form.build(Task, {**header, **state.fields(), "log": log})


def _each(
    ledger: "Reading", task: Task, on: date, given: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """What is passed on, village by village: a place above villages stands for all that lack it."""
    found: dict[str, dict[str, Any]] = {}
    has = {part.place for part in task.parts}
    for one in given:
        code = references.place(ledger.index.db, one.get("place", ""))
        below = tree.villages(ledger.index.db, code, on.isoformat())
        lacking = [village for village in below if village not in has]
        found |= {village: {**one, "place": village} for village in lacking or [code]}
    return list(found.values())


def _village(ledger: "Reading", task: Task, named: str) -> str:
    """The code of a village that the task's station looks after."""
    db = ledger.index.db
    code = references.place(db, named)
    line, above = (str(tree.place(db, one)[0]["line"]) for one in (code, task.station))
    if not line.startswith(above):
        raise RefusedError(
            _("{place} does not belong to {station}, whose task {id} is").format(
                place=code, station=task.station, id=task.id
            )
        )
    return code


def _notice(ledger: "Reading", task: Task, verb: str) -> None:
    """What still lacks when the station reports up or finishes: said of villages, not forbidden."""
    lacking: list[str] = []
    said = ""
    if verb == "consolidate":
        said = _("{id} is reported up without the reports of {places}")
        lacking = [part.place for part in task.parts if part.reported is None]
    elif verb == "finish":
        _require_whole(ledger, task)
        said = _("{id} is finished though it is not done in {places}")
        lacking = [part.place for part in task.parts if not part.done]
    if lacking:
        ledger.notices.append(said.format(id=task.id, places=_(", ").join(lacking)))


def _require_whole(ledger: "Reading", task: Task) -> None:
    """Refuse to finish a task while a task that is part of it is open."""
    if below := open_below(ledger.index.db, task.id):
        raise RefusedError(
            _(
                "{id} is not done while parts of it are open: {tasks}; finish them first, or "
                "strike them out with “tz task void”"
            ).format(id=task.id, tasks=_(", ").join(below))
        )
