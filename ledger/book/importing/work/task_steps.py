"""The steps of a task while it is taken in: those of its rows, after those of its log."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity
from ledger.book.importing.work.task_rows import Deed, Said
from ledger.records.task import STEPS, Task, TaskStep
from ledger.rules import tasks
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_DAY = {
    "pass": "passed",
    "progress": "reported",
    "report": "reported",
    "consolidate": "consolidated",
    "finish": "finished",
}
"""The columns that tell the day of a step."""


def flat(task: Task) -> dict[str, Any]:
    """The facts of a task, its owner's halves apart."""
    plain = task.plain()
    return {**plain, **plain.get("owner", {})}


def new(making: "Making", facts: Mapping[str, Any], deeds: Sequence[Deed]) -> Task:
    """A task that was given, and all that its rows tell."""
    first = Deed("issue", facts["opened"], {})
    return _built(making, facts, [], [first, *deeds])


def changed(making: "Making", ours: Task, taken: Mapping[str, Any], deeds: Sequence[Deed]) -> Task:
    """A task with other facts, and after further steps."""
    facts = {**flat(ours), **taken}
    return _built(making, facts, list(ours.log), deeds)


def _built(
    making: "Making", facts: Mapping[str, Any], log: list[TaskStep], deeds: Sequence[Deed]
) -> Task:
    """The task of these facts after further steps."""
    record = facts["id"]
    drawn = identity.shorts(f"{record} {making.op}", [step.id for step in log])
    log = [*log, *map(partial(_step, making), drawn, deeds)]
    state = tasks.replay(record, map(tasks.happened, log))[-1]
    owner = {name: facts[name] for name in ("unit", "person") if facts.get(name)}
    kept = {name: value for name, value in facts.items() if name not in {"unit", "person"}}
    return form.build(Task, {**kept, "owner": owner or None, **state.fields(), "log": log})


def _step(making: "Making", drawn: str, deed: Deed) -> TaskStep:
    head = {"id": drawn, "on": deed.on, "at": making.now, "by": making.who, "do": deed.verb}
    return form.build(STEPS[deed.verb], {**head, **deed.fields})


def further(ours: Task, deeds: Sequence[Deed]) -> list[Deed]:
    """The steps that the task does not know yet, none before its last one."""
    last = ours.log[-1].on
    return [deed._replace(on=max(deed.on, last)) for deed in deeds if not _is_known(ours, deed)]


def while_open(ours: Task, deeds: Sequence[Deed]) -> list[Deed]:
    """The steps without the end, where villages of which no row tells have not done it."""
    parts = {part.place: part.done for part in ours.parts}
    parts |= {one.fields["place"]: one.fields["done"] for one in deeds if one.verb == "report"}
    return [one for one in deeds if one.verb != "finish" or all(parts.values())]


def telling(ours: Task | None, deeds: Sequence[Deed]) -> list[Deed]:
    """The steps without reports that say nothing: a mere no says what was so before any report."""
    done = {part.place for part in ours.parts if part.done} if ours else set()

    def tells(deed: Deed) -> bool:
        told = deed.fields.get("text") or deed.fields.get("done")
        return deed.verb != "report" or bool(told) or deed.fields["place"] in done

    return [deed for deed in deeds if tells(deed)]


def note_later(rows: Sequence[Said], deeds: Sequence[Deed]) -> None:
    """Tell of days of rows that come before what is written down already: steps never go back."""
    for deed in deeds:
        name, place = _DAY[deed.verb], deed.fields.get("place")
        its = [one for one in rows if place is None or one.village == place]
        stated = max((day for one in its if (day := one.row.get(name))), default=deed.on)
        if stated >= deed.on:
            continue
        told = _("{field} is {stated}, and something of it is later: it is written down on {day}")
        if deed.verb == "finish":
            told = _("it is done on {stated}, and something of it is later: it ends on {day}")
        called = its[0].row.called(name)
        its[0].row.note(told.format(field=called, stated=stated, day=deed.on))


def note(rows: Sequence[Said], ours: Task, deeds: Sequence[Deed], further: Sequence[Deed]) -> None:
    """Tell what of the rows of a task is kept as it is here, or written down of a later day."""
    for said in rows:
        _note_kept(said, ours, deeds, further)
        if ours.finished and said.village is None and said.row.get("status") is False:
            said.row.note(_("it is done here since {day} and stays so").format(day=ours.finished))
    note_later(rows, further)


def _note_kept(said: Said, ours: Task, deeds: Sequence[Deed], further: Sequence[Deed]) -> None:
    """Tell what a row says otherwise of a village than it was passed on and reported here."""
    part = next((part for part in ours.parts if part.place == said.village), None)
    if part is None:
        return
    new = {deed.verb for deed in further if deed.fields.get("place") == part.place}
    told = {"passed": said.row.get("passed")}
    if "report" not in new:
        told["reported"] = said.row.get("reported")
    for deed in deeds:
        if deed.verb == "pass" and deed.fields["place"] == part.place:
            told |= deed.fields
    kept = [
        said.row.called(name)
        for name, value in told.items()
        if value is not None and value != getattr(part, name)
    ]
    if kept:
        said.row.note(
            _("{fields}: a newer copy does not change what was passed on or reported").format(
                fields=_(", ").join(kept)
            )
        )


def _is_known(ours: Task, deed: Deed) -> bool:
    place = deed.fields.get("place")
    match deed.verb:
        case "pass":
            return any(part.place == place for part in ours.parts)
        case "consolidate":
            return ours.consolidated is not None
        case "finish":
            return ours.finished is not None
    return False
