"""What activities and tasks put into the index, and what is wrong with a task's log."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ledger.errors import RefusedError
from ledger.index.batch import Row, Rows, codes, iso
from ledger.records.activity import Activity
from ledger.records.task import Part, Task
from ledger.rules import tasks


def add_activity(rows: Rows, path: str, activity: Activity) -> None:
    """An activity, and all that it names."""
    if activity.until and activity.until < activity.date:
        days = {"since": iso(activity.date), "until": iso(activity.until)}
        rows.blame(
            path, "backward", ("until",), activity.id, field="until", who=activity.id, **days
        )
    head = (
        activity.id,
        activity.kind,
        activity.title,
        activity.station,
        activity.place,
        iso(activity.date),
        iso(activity.until or activity.date),
        codes(activity.people),
        activity.chair,
        codes(activity.places),
        json.dumps(activity.bodies, ensure_ascii=False),  # names as they are written
        activity.expected,
        activity.present,
        len(activity.decisions),
        len(activity.findings),
        codes([finding.issue for finding in activity.findings if finding.issue]),
    )
    words = [activity.id, activity.title, activity.text, activity.result, activity.channel]
    words += [*activity.bodies, *activity.topics]
    words += [one.text for one in activity.decisions]
    words += [one.text for one in activity.findings]
    rows.activities.append((head, {"activity_ref": [*_named(activity)]}, _joined(words)))


def _named(activity: Activity) -> Iterator[Row]:
    """What an activity names: field, what it is, its code or id."""
    yield from _refs("station", "place", [activity.station])
    yield from _refs("place", "place", [activity.place])
    yield from _refs("places", "place", activity.places)
    yield from _refs("by", "staff", [activity.by])
    yield from _refs("people", "staff", activity.people)
    yield from _refs("chair", "staff", [activity.chair])
    yield from _refs("recorder", "staff", [activity.recorder])
    yield from _refs("absent.person", "staff", [one.person for one in activity.absent])
    yield from _refs("households", "household", activity.households)
    yield from _refs("decisions.task", "task", [one.task for one in activity.decisions])
    yield from _refs("decisions.issue", "issue", [one.issue for one in activity.decisions])
    yield from _refs("findings.place", "place", [one.place for one in activity.findings])
    yield from _refs("findings.category", "category", [one.category for one in activity.findings])
    yield from _refs("findings.issue", "issue", [one.issue for one in activity.findings])


def add_task(rows: Rows, path: str, task: Task) -> None:
    """A task, the villages it was passed on to, its steps, and all that it names."""
    try:
        states = tasks.replay(task.id, map(tasks.happened, task.log))
    except RefusedError as error:
        rows.blame(path, "log-breaks", ("log",), record=task.id, why=error.sentence())
        return
    _verify(rows, path, task, states[-1])
    owner = task.owner
    head = (
        task.id,
        task.kind,
        task.title,
        task.station,
        task.place,
        task.issuer,
        task.period,
        task.parent,
        owner.unit if owner else None,
        owner.person if owner else None,
        iso(task.opened),
        iso(task.due),
        task.status,
        task.progress,
        iso(task.consolidated),
        iso(task.finished),
    )
    hung = {"task_part": _parts(task), "task_step": _steps(task), "task_ref": [*_refs_of(task)]}
    words = [task.id, task.title, task.text, task.issuer, *(part.text for part in task.parts)]
    words += [getattr(step, "text", None) for step in task.log]
    rows.tasks.append((head, hung, _joined(words)))


def _parts(task: Task) -> list[Row]:
    return [
        (part.place, part.person, iso(part.due), iso(part.passed), iso(part.reported), part.done)
        for part in task.parts
    ]


def _steps(task: Task) -> list[Row]:
    steps = map(tasks.happened, task.log)
    return [
        (step.do, iso(step.on), writer.by, step.place, step.done, step.percent)
        for step, writer in zip(steps, task.log, strict=True)
    ]


def _refs_of(task: Task) -> Iterator[Row]:
    yield from _refs("station", "place", [task.station])
    yield from _refs("place", "place", [task.place])
    yield from _refs("owner.person", "staff", [task.owner.person if task.owner else None])
    yield from _refs("parent", "task", [task.parent])
    yield from _refs("log.by", "staff", [step.by for step in task.log])
    yield from _refs("parts.place", "place", [part.place for part in task.parts])
    yield from _refs("parts.person", "staff", [part.person for part in task.parts])


def _refs(field: str, what: str, values: Iterable[str | None]) -> list[Row]:
    """What stands in a field, each once."""
    return [(field, what, value) for value in dict.fromkeys(values) if value is not None]


def _joined(words: Sequence[str | None]) -> str:
    return "\n".join(word for word in words if word)


def _verify(rows: Rows, path: str, task: Task, state: tasks.State) -> None:
    """A task's log begins when it was given, runs forward, and makes the state that is stored."""
    if task.log[0].do != "issue" or task.log[0].on != task.opened:
        rows.blame(path, "task-start", ("log", 0), record=task.id)
    for name, value in state.fields().items():
        if _stored(getattr(task, name)) != value:
            rows.blame(path, "not-replayed", (name,), task.id, field=name, replayed=_said(value))
    seen: set[str] = set()
    for n, step in enumerate(task.log):
        if step.on < task.log[max(n - 1, 0)].on:
            rows.blame(path, "log-order", ("log", n), task.id, event=step.id)
        if step.id in seen:
            rows.blame(path, "event-twin", ("log", n), task.id, event=step.id)
        seen.add(step.id)


def _stored(value: Any) -> object:  # noqa: ANN401 - whatever a field holds
    """What a field holds, villages as the replay gives them."""
    if isinstance(value, list):
        return [dict(part) if isinstance(part, Part) else part for part in value]
    return value


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(part["place"]) for part in value) or "-"
    return "-" if value is None else str(value)
