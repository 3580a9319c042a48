"""How far a task is, by its log and by a sheet: each statement as a field, so that both blend."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing import blending
from ledger.book.importing.blending import Blend
from ledger.book.importing.work import task_steps
from ledger.book.importing.work.task_rows import Deed, Said

if TYPE_CHECKING:
    from ledger.records.task import Task

_TEXT, _SHARE = "said.text", "said.percent"
_OF_VILLAGE = "said."


def by_log(task: "Task") -> dict[str, Any]:
    """A task as a sheet would state it: its facts, and what was last said of it."""
    found: dict[str, Any] = {**task_steps.flat(task), _SHARE: task.progress}
    found |= {_OF_VILLAGE + part.place: [None, False] for part in task.parts}
    for step in task.log:
        if step.do == "report":
            found[_OF_VILLAGE + step.place] = [step.text, step.done]
        elif getattr(step, "place", None) is None and (text := getattr(step, "text", None)):
            found[_TEXT] = text
    return found


def by_sheet(deeds: Sequence[Deed]) -> dict[str, Any]:
    """What the steps that rows tell say of it."""
    found = {}
    for deed in deeds:
        if deed.verb == "report":
            found[_OF_VILLAGE + deed.fields["place"]] = [deed.fields["text"], deed.fields["done"]]
        elif deed.verb == "progress":
            found |= {_TEXT: deed.fields["text"], _SHARE: deed.fields["percent"]}
    return {name: value for name, value in found.items() if value is not None}


def apart(found: Blend) -> tuple[Blend, Blend]:
    """What becomes of the facts of a task, and of what is said of how far it is."""
    taken = {name: new for name, new in found.taken.items() if not name.startswith(_OF_VILLAGE)}
    clashes = [one for one in found.clashes if not one[0].startswith(_OF_VILLAGE)]
    return (
        found._replace(taken=taken, clashes=clashes),
        found._replace(
            taken={name: new for name, new in found.taken.items() if name not in taken},
            clashes=[one for one in found.clashes if one not in clashes],
        ),
    )


def steps(deeds: Sequence[Deed], said: Blend) -> Iterator[Deed]:
    """The steps whose statement is taken over, and those that state nothing."""
    for deed in deeds:
        if deed.verb == "report":
            if _OF_VILLAGE + deed.fields["place"] in said.taken:
                yield deed
        elif deed.verb == "progress":
            kept = {"text": _TEXT in said.kept, "percent": _SHARE in said.kept}
            if said.taken.keys() & {_TEXT, _SHARE}:
                told = {name: None if kept[name] else new for name, new in deed.fields.items()}
                yield deed._replace(fields=told)
        else:
            yield deed


def refuse(row: Said, record: str, said: Blend) -> None:
    """Refuse a row for what was written down here and what it says otherwise since."""
    own: Mapping[str, str] = {_TEXT: "progress", _SHARE: "percent"}
    if row.village:
        own = {_OF_VILLAGE + row.village: "progress"}
    clashes = [(own[name], old, new) for name, old, new in said.clashes if name in own]
    blending.refuse(row.row, record, said._replace(clashes=clashes), "task")
