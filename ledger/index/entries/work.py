"""What activities and tasks put into the index."""

from ledger.index.batch import Rows, codes, iso
from ledger.records.activity import Activity
from ledger.records.task import Task


def add_activity(rows: Rows, _path: str, activity: Activity) -> None:
    """An activity."""
    rows.add(
        "activity",
        activity.id,
        activity.kind,
        activity.title,
        activity.station,
        activity.place,
        iso(activity.date),
        iso(activity.until or activity.date),
        codes(activity.people),
        codes(activity.places),
        activity.expected,
        activity.present,
        len(activity.findings),
        codes([finding.issue for finding in activity.findings if finding.issue]),
    )


def add_task(rows: Rows, _path: str, task: Task) -> None:
    """A task, the villages it was passed on to, and its steps."""
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
    parts = [
        (part.place, part.person, iso(part.due), iso(part.passed), iso(part.reported), part.done)
        for part in task.parts
    ]
    steps = [(step.do, iso(step.on), step.by, getattr(step, "place", None)) for step in task.log]
    words = [task.id, task.title, task.text]
    rows.tasks.append(
        (head, {"task_part": parts, "task_step": steps}, "\n".join(filter(None, words)))
    )
