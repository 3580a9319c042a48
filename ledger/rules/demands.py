"""What ledger.yaml demands of the steps of a stream; the stream comes as plain data."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ledger.records.event import Event
from ledger.rules.state import State
from ledger.rules.statuses import CLOSING

Stream = Mapping[str, Any]
_STANDING = frozenset({"measures", "due"})
"""What an issue keeps from an earlier step, so that it need not be said again."""


def stream(rules: Mapping[str, Any], code: str) -> Stream:
    """What ledger.yaml says of a stream; nothing of one that it does not know."""
    return next((one for one in rules.get("streams", ()) if one["code"] == code), {})


def demanded(stream: Stream, step: str) -> list[str]:
    """The fields that a step must be given."""
    rows = [row for row in stream.get("demands", ()) if row["step"] == step]
    return list(dict.fromkeys(name for row in rows for name in row["fields"]))


def lacking(stream: Stream, event: Event, after: State) -> list[str]:
    """The fields demanded of a step that neither it nor the issue after it has."""
    return [name for name in demanded(stream, event.do) if _value(name, event, after) in _EMPTY]


_EMPTY: tuple[object, ...] = (None, "", [], False)


def _value(name: str, event: Event, after: State) -> object:
    """A field of the step where it has such a one, else of the issue."""
    if event.do == "register" or name not in type(event).model_fields or name in _STANDING:
        return after.facts[name] if name in after.facts else _standing(name, after)
    return getattr(event, name)


def _standing(name: str, after: State) -> object:
    match name:
        case "due" | "deadline":
            return after.deadline or after.long_term
        case "unit" | "person":
            return after.owner and getattr(after.owner, name)
        case "co_units":
            return list(after.co_units)
        case "measures" | "owner" | "outcome" | "result":
            return getattr(after, name)
    return None


def closing(stream: Stream) -> list[str] | None:
    """The sign-offs that close an issue of the stream, in order; None for the usual ones."""
    if "closing" not in stream:
        return None
    steps = [one["step"] for one in stream["closing"]]
    return None if tuple(steps) == CLOSING else steps


def sign_off(stream: Stream, verb: str, given: int) -> Mapping[str, Any]:
    """What ledger.yaml says of a sign-off, where so many of its kind were given already."""
    rows: Sequence[Mapping[str, Any]] = [
        row for row in stream.get("closing", ()) if row["step"] == verb
    ]
    return rows[min(given, len(rows) - 1)] if rows else {}


def owed(stream: Stream, followed: Collection[str]) -> list[Mapping[str, Any]]:
    """What must follow closing and has not."""
    return [row for row in stream.get("follow", ()) if row["step"] not in followed]
