"""The statuses of a task and the moves between them, and the replay of its log.

It is as light as a question needs: steps come as plain values, from a file or from the index.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ledger.errors import RefusedError
from ledger.rules.statuses import Move
from ledger.words import gettext as _
from ledger.words import mark

TASK_STATUS_NAMES: dict[str, str] = {
    "issued": mark("given out"),
    "passed": mark("passed on"),
    "reported": mark("villages reported"),
    "consolidated": mark("reported up"),
    "done": mark("done"),
    "void": mark("void"),
}
"""What people call each status (已下发 已分解 村已上报 已汇总 已完成 作废)."""

TASK_OPEN = frozenset({"issued", "passed", "reported", "consolidated"})
"""Statuses in which somebody still owes something."""

TASK_MOVES: dict[str, Move] = {
    "issue": Move(frozenset(), "issued"),
    "pass": Move(frozenset({"issued", "passed", "reported"}), "passed"),
    "report": Move(frozenset({"passed", "reported", "consolidated"})),
    "consolidate": Move(TASK_OPEN, "consolidated"),
    "progress": Move(TASK_OPEN),
    "finish": Move(TASK_OPEN, "done"),
    "void": Move(TASK_OPEN, "void"),
}
"""Every verb of a task; a task is `reported` while every village that has it has reported."""

TASK_VERB_NAMES: dict[str, str] = {
    "issue": mark("give"),
    "pass": mark("pass on"),
    "report": mark("village's report"),
    "consolidate": mark("consolidate"),
    "progress": mark("progress"),
    "finish": mark("finish"),
    "void": mark("void"),
}
"""What people call each verb (下发 分解 上报 汇总 进展 完成 作废)."""

ACTION_NAMES: dict[str, str] = {
    "abolish": mark("abolish"),
    "revise": mark("revise"),
    "make": mark("make"),
}
"""What becomes of an institution (废止 修订 制定)."""

WHOLE = 100
"""All of it, in hundredths."""


class Happened(NamedTuple):
    """One step of a log, as far as it changes anything."""

    do: str
    on: date
    place: str | None = None
    person: str | None = None
    due: date | None = None
    text: str | None = None
    done: bool = True
    percent: int | None = None


class Share(NamedTuple):
    """What one village has of a task."""

    place: str
    person: str | None
    due: date | None
    text: str | None
    passed: date
    reported: date | None = None
    done: bool = False


class State(NamedTuple):
    """Where a task stands: what its log has made of it."""

    status: str
    progress: int | None = None
    parts: tuple[Share, ...] = ()
    consolidated: date | None = None
    finished: date | None = None

    def fields(self) -> dict[str, Any]:
        """The state as the fields of a task."""
        return {**self._asdict(), "parts": [part._asdict() for part in self.parts]}


def happened(step: Any) -> Happened:  # noqa: ANN401 - a step of any kind
    """What a step of a file says, as far as it changes anything."""
    given = {name: getattr(step, name, None) for name in Happened._fields}
    return Happened(**{name: value for name, value in given.items() if value is not None})


def allowed(status: str) -> list[str]:
    """The verbs that a status allows, in the order of the table."""
    return [verb for verb, move in TASK_MOVES.items() if status in move.sources]


def permit(record: str, status: str, verb: str) -> None:
    """Refuse with RefusedError what a status does not allow, and say what it does."""
    if status in TASK_MOVES[verb].sources:
        return
    raise RefusedError(
        _("{id} is “{status}”, which does not allow “{verb}”; it allows: {verbs}").format(
            id=record,
            status=_(TASK_STATUS_NAMES[status]),
            verb=_(TASK_VERB_NAMES[verb]),
            verbs=_(", ").join(_(TASK_VERB_NAMES[v]) for v in allowed(status)) or _("nothing"),
        )
    )


def advance(record: str, state: State, step: Happened) -> State:
    """The state after a step; RefusedError where the present one does not allow it."""
    permit(record, state.status, step.do)
    after = state._replace(status=TASK_MOVES[step.do].target or state.status)
    match step.do:
        case "pass":
            return after._replace(parts=(*state.parts, _share(record, state, step)))
        case "report":
            return _reported(record, after, step)
        case "consolidate":
            return after._replace(consolidated=step.on)
        case "progress":
            known = state.progress if step.percent is None else step.percent
            return after._replace(progress=known)
        case "finish":
            whole = None if state.progress is None else WHOLE
            return after._replace(finished=step.on, progress=whole)
    return after


def _share(record: str, state: State, step: Happened) -> Share:
    if any(part.place == step.place for part in state.parts):
        raise RefusedError(
            _("{id} was passed on to {place} already").format(id=record, place=step.place)
        )
    return Share(str(step.place), step.person, step.due, step.text, step.on)


def _reported(record: str, state: State, step: Happened) -> State:
    """The state after a village's report: `reported` once no report is missing."""
    if all(part.place != step.place for part in state.parts):
        raise RefusedError(
            _(
                "{id} was not passed on to {place}, so there is nothing to report; it was to: "
                "{places}"
            ).format(
                id=record,
                place=step.place,
                places=_(", ").join(part.place for part in state.parts) or _("nobody"),
            )
        )
    parts = tuple(
        part._replace(reported=step.on, done=step.done) if part.place == step.place else part
        for part in state.parts
    )
    whole = state.status == "passed" and all(part.reported for part in parts)
    return state._replace(parts=parts, status="reported" if whole else state.status)


def replay(record: str, steps: Iterable[Happened]) -> list[State]:
    """The state after each step of a log."""
    states: list[State] = []
    for step in steps:
        states.append(advance(record, states[-1], step) if states else State("issued"))
    return states
