"""What edited rows change in visits, activities and tasks."""

from datetime import date
from typing import Any

from ledger.book import tasks, visits
from ledger.book.importing import visit_rows
from ledger.book.importing.amending import Amending
from ledger.book.importing.gathering import Gathering
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.records.activity import Activity
from ledger.records.task import Task
from ledger.records.visit import Page
from ledger.words import gettext as _

_OF_VISIT = ("kind", "people", "text", "sign", "place", "household")
_FIELD_OF = {"household": "households"}
_NEEDED = frozenset({"kind", "people", "place", "title", "date", "progress"})
_LINED = ("topics", "findings", "decisions")


def visit(work: Amending) -> None:
    """Change a visit where it stands in the diary, and the opinion of this row."""
    edit = work.edit
    names = work.take(*_OF_VISIT)
    changed = _of_visit(work, names)
    opinion = {name: edit.fields[name] for name in work.take("opinion", "answer")}
    station, day = lookups.visit_page(work.ledger.index.db, edit.record)
    if work.row.faults:
        return

    def change(data: dict[str, Any]) -> None:
        found = next(one for one in data["visits"] if one["id"] == edit.record)
        _put(found, changed)
        if opinion:
            _hear(found, edit.place, opinion)

    if changed or opinion:
        work.keep("opinion") if "opinion" in opinion else None
        work.revise(Page, paths.page(station, date.fromisoformat(day)), change)
    if work.take("promote") and edit.fields["promote"]:
        visits.promote(work, edit.record, edit.place + 1, work.making.today, {})
    elif "promote" in edit.fields:
        work.row.fault("promote", _("what became an issue stays one; void the issue instead"))


def _of_visit(work: Amending, names: list[str]) -> dict[str, Any]:
    """The edited fields of the visit itself, as its record has them."""
    given = {name: work.edit.get(name) for name in ("date", "place")}
    given |= {name: work.edit.fields[name] for name in names}
    row = Gathering(work.row.row._replace(fields=given), work.row.known, work.row.today)
    said = visit_rows.fields(row)
    work.row.faults += [fault for fault in row.faults if fault[0] in names]
    work.row.notes += row.notes
    found: dict[str, Any] = {}
    for name in names:
        field = _FIELD_OF.get(name, name)
        found[field] = work.value(name, said.get(field))
        if name in _NEEDED:
            work.keep(name)
    if "people" in found:
        found["people"] = work.people("people")
    return found


def _hear(visit: dict[str, Any], place: int, said: dict[str, Any]) -> None:
    """Let an opinion of a visit say something else, or be the first one."""
    heard = visit.setdefault("opinions", [])
    if place >= len(heard):
        heard.append({})
    _put(heard[place], said)


def activity(work: Amending) -> None:
    """Change what is said of an activity."""
    edit, row = work.edit, work.row
    changed: dict[str, Any] = {}
    for name in work.take("title", "text", "expected", "present", "date"):
        changed[name] = edit.fields[name]
    for name in work.take("chair", "recorder"):
        changed[name] = work.person(name)
    for name in work.take("people"):
        changed[name] = work.people(name)
    for name in work.take("place"):
        changed[name] = row.place()
    for name in work.take("kind"):
        changed[name] = work.value(name, row.term("kind", "activity kind", row.get("kind")))
    for name in work.take("remark"):
        changed["result"] = edit.fields[name]
    for name in _NEEDED & changed.keys() - {"people"}:
        work.keep(name)
    if row.day("date") and row.get("date").year != ids.year_of(edit.record):
        row.fault("date", _("its number is of another year; enter it anew"))
    lists = {name: edit.fields[name] for name in work.take(*_LINED)}
    if not row.faults:
        path = paths.activity(edit.record)
        work.revise(Activity, path, lambda data: _rewrite(work, data, changed, lists))


def _rewrite(
    work: Amending, data: dict[str, Any], changed: dict[str, Any], lists: dict[str, Any]
) -> None:
    _put(data, changed)
    for name, said in lists.items():
        texts = [line.strip() for line in (said or "").split("\n") if line.strip()]
        if name == "topics":
            _put(data, {name: texts})
            continue
        known = data.get(name, [])
        if len(texts) < len(known):
            work.row.fault(name, _("lines can be changed and added here, not taken away"))
            return
        known.extend({} for _more in texts[len(known) :])
        for one, text in zip(known, texts, strict=True):
            one["text"] = text
        data[name] = known


_OF_TASK = ("title", "issuer", "period")


def task(work: Amending) -> None:
    """Change what is said of a task, and write down the steps that its row tells."""
    path = paths.task(work.edit.record)
    known = work.read(Task, path)
    if known is None:
        return
    part = known.parts[work.edit.place] if known.parts else None
    changed = {name: work.edit.fields[name] for name in work.take(*_OF_TASK)}
    if part is None:
        changed |= {name: work.edit.fields[name] for name in work.take("text")}
    if changed:
        work.revise(Task, path, lambda data: _put(data, changed))
    if part is None:
        _whole_task(work)
    else:
        _village(work, part.place, done=part.done)
    _consolidated(work, known)


def _village(work: Amending, place: str, *, done: bool) -> None:
    """What a village reported."""
    edit = work.edit
    if not work.take("progress", "status", "reported"):
        return
    if "progress" in edit.fields:
        work.keep("progress")
    said = edit.fields.get("status")
    step = {
        "place": place,
        "text": edit.fields.get("progress"),
        "done": done if said is None else said,
    }
    on = edit.fields.get("reported") or work.making.today
    if not work.row.faults:
        tasks.advance(work, edit.record, "report", on, [step])


def _whole_task(work: Amending) -> None:
    """How a task went on that was passed on to nobody."""
    edit, today = work.edit, work.making.today
    text = edit.fields.get("progress")
    if "status" in edit.fields:
        if not edit.fields["status"]:
            return
        work.take("status", "progress")
        tasks.advance(work, edit.record, "finish", today, [{"text": text}])
    elif work.take("progress"):
        work.keep("progress")
        if not work.row.faults:
            tasks.advance(work, edit.record, "progress", today, [{"text": text}])


def _consolidated(work: Amending, known: Task) -> None:
    """The day on which the station reported up; every row of a task says the same day."""
    on = work.edit.fields.get("consolidated")
    if on is not None and work.take("consolidated") and known.consolidated != on:
        tasks.advance(work, work.edit.record, "consolidate", on, [{}])


def _put(data: dict[str, Any], fields: dict[str, Any]) -> None:
    """Give fields new values; those that say nothing go."""
    for name, value in fields.items():
        if value in (None, False, []):
            data.pop(name, None)
        else:
            data[name] = value
