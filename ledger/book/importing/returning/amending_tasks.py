"""What edited rows change in tasks: a row of the whole task, or one of each village it went to."""

from typing import Any

from ledger.book import tasks
from ledger.book.importing.returning.amending import Amending, put
from ledger.book.importing.work import task_rows, task_steps
from ledger.labels import in_file
from ledger.records import paths
from ledger.records.task import Task
from ledger.rules.activities import lacking
from ledger.rules.tasks import WHOLE
from ledger.words import gettext as _

_FACTS = ("title", "issuer", "period")


def task(work: Amending) -> None:
    """Change what is said of a task, and write down the steps that its row tells."""
    path = paths.task(work.edit.record)
    known = work.read(Task, path)
    if known is None:
        return
    part = known.parts[work.edit.place] if known.parts else None
    facts, owner = _facts(work), _owner(work, whole=part is None)
    if part is None:
        facts |= _of_whole(work, known)
    _require(work, known, {**facts, **owner})
    if (facts or owner) and not work.row.faults:
        work.revise(Task, path, lambda data: _rewrite(data, facts, owner))
    if part is not None:
        _village(work, part.place, done=part.done)
    _progress(work, known, whole=part is None)
    _consolidated(work, known)
    _finished(work, known, whole=part is None)


def _facts(work: Amending) -> dict[str, Any]:
    """What every row of a task says of it."""
    if "title" in work.edit.fields:
        work.keep("title")
    found = {name: work.edit.fields[name] for name in work.take(*_FACTS)}
    for name in work.take("action"):
        found[name] = task_rows.action(work.row)
    return found


def _owner(work: Amending, *, whole: bool) -> dict[str, Any]:
    """Whose it is, as far as it was edited; in rows of villages the person is the village's."""
    found: dict[str, Any] = {}
    for name in work.take("person") if whole else ():
        found[name] = work.person(name)
    for name in work.take("unit"):
        units = work.edit.fields[name] or []
        if len(units) > 1:
            work.row.fault(name, _("only one unit can stand here"))
        found[name] = units[0] if units else None
    return found


def _of_whole(work: Amending, known: Task) -> dict[str, Any]:
    """What a row of the whole task says besides."""
    found: dict[str, Any] = {name: work.edit.fields[name] for name in work.take("text")}
    for name in work.take("due"):
        found[name] = task_rows.due(work.making, work.row, known.station, known.opened)
    return found


def _require(work: Amending, known: Task, changed: dict[str, Any]) -> None:
    """Refuse to empty what ledger.yaml demands of its kind."""
    kind = work.making.kinds.get(known.kind, {})
    facts = {**task_steps.flat(known), **changed}
    for name in lacking(kind.get("demands", ()) if not work.row.faults else (), facts):
        said = _("“{kind}” needs {field}: ledger.yaml demands it")
        field = name if name in changed else work.last
        work.row.fault(field, said.format(kind=kind["name"], field=in_file(name)))


def _village(work: Amending, place: str, *, done: bool) -> None:
    """What a village reported."""
    edit = work.edit
    if not work.take("progress", "status", "reported"):
        return
    for name in ("progress", "reported"):
        if name in edit.fields:
            work.keep(name)
    step = {
        "place": place,
        "text": edit.fields.get("progress"),
        "done": bool(edit.fields["status"]) if "status" in edit.fields else done,
    }
    on = edit.fields.get("reported") or work.making.today
    if not work.row.faults:
        tasks.advance(work, edit.record, "report", on, [step])


def _progress(work: Amending, known: Task, *, whole: bool) -> None:
    """How far the whole of it is; what is said where it is done is said of its end."""
    edit, told = work.edit, dict[str, Any]()
    if work.take("percent"):
        work.keep("percent")
        told["percent"] = share = task_rows.percent(work.row)
        if share is not None and share < WHOLE and _ends(work, whole=whole):
            work.row.fault("percent", _("what is done is done to 100%; write that, or no day"))
    if whole and not _ends(work, whole=whole):
        for name in work.take("progress"):
            work.keep(name)
            told["text"] = edit.fields[name]
    if not told or work.row.faults or told == {"percent": known.progress}:
        return
    tasks.advance(work, edit.record, "progress", work.making.today, [told])


def _consolidated(work: Amending, known: Task) -> None:
    """The day on which the station reported up; every row of a task says the same day."""
    on = work.edit.fields.get("consolidated")
    if on is not None and work.take("consolidated") and known.consolidated != on:
        tasks.advance(work, work.edit.record, "consolidate", on, [{}])


def _ends(work: Amending, *, whole: bool) -> bool:
    """Whether the row says that the task is done; a village's 是 is of the village."""
    fields = work.edit.fields
    return fields.get("finished") is not None or bool(whole and fields.get("status"))


def _finished(work: Amending, known: Task, *, whole: bool) -> None:
    """The day on which it was done, or that it is; every row of a task says the same day."""
    if not _ends(work, whole=whole):
        return
    fields = work.edit.fields
    work.take("finished", *(("status", "progress") if whole else ()))
    on = fields.get("finished") or work.making.today
    if known.finished != on and not work.row.faults:
        text = fields.get("progress") if whole else None
        tasks.advance(work, work.edit.record, "finish", on, [{"text": text}])


def _rewrite(data: dict[str, Any], facts: dict[str, Any], owner: dict[str, Any]) -> None:
    if owner:
        both = {**data.get("owner", {}), **owner}
        facts = {**facts, "owner": {name: said for name, said in both.items() if said} or None}
    put(data, facts)
