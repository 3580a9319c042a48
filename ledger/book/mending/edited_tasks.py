"""A hand edit of a task judged: its facts may be put right, its log and what that makes may not."""

from collections.abc import Iterator
from itertools import zip_longest

from ledger.problems import Problem, problem
from ledger.records.base import Value
from ledger.records.task import Task
from ledger.rules.tasks import TASK_VERB_NAMES
from ledger.store import form, yaml
from ledger.words import gettext as _
from ledger.words import language

_FIXED = ("id", "station", "opened")
_MAKERS = {
    "status": ("pass", "report", "consolidate", "finish", "void"),
    "progress": ("progress", "finish"),
    "parts": ("pass", "report"),
    "consolidated": ("consolidate",),
    "finished": ("finish",),
}
"""The verbs that make each field of a task's state."""


def task(path: str, before: bytes, after: bytes) -> Iterator[Problem]:
    """What a hand may not change of a task, of which both versions can be read."""
    was, now = (form.read(Task, body, path) for body in (before, after))
    text = after.decode("utf-8-sig")
    for code, args in _forbidden(was, now):
        line = yaml.line_of(text, (args.get("field", "log"),))
        yield problem(code, path, line, was.id, args)


def _forbidden(was: Task, now: Task) -> Iterator[tuple[str, dict[str, str]]]:
    """What differs and is not for a hand to change: the problem's code and what it says."""
    if was.log != now.log:
        differing = (one or other for one, other in zip_longest(was.log, now.log) if one != other)
        yield "log-edited", {"event": str(next(differing).id)}
        return
    for name in (*_FIXED, *_MAKERS):
        if getattr(was, name) == getattr(now, name):
            continue
        args = {"field": name, "old": _said(getattr(was, name))}
        if name in _FIXED:
            yield "task-fixed", args
        else:
            yield "state-edited", {**args, "verbs": _(", ").join(map(_command, _MAKERS[name]))}


def _command(verb: str) -> str:
    """How the command of a verb is typed in the language in force."""
    name = _(TASK_VERB_NAMES[verb]) if language() == "zh" else verb
    return _("“tz task {verb}”").format(verb=name)


def _said(value: object) -> str:
    """A value of the state in one line."""
    if isinstance(value, list):
        parts = (" ".join(str(said) for said in part.plain().values()) for part in value)
        return _("; ").join(parts) or _("nothing")
    if isinstance(value, Value):
        return " ".join(str(said) for said in value.plain().values())
    return _("nothing") if value is None else str(value)
