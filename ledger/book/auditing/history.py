"""What changed, by whom and with which command: git's history in the words of the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger.records import paths
from ledger.store import yaml
from ledger.store.git import Git
from ledger.store.history import Entry, entries, versions

_SAID = ("text", "reason", "basis", "checker", "signer", "approver", "review")
"""What an event says that shows in no other field."""


@dataclass(frozen=True)
class Change:
    """One commit's change of one record: fields with what they were and what they became."""

    at: datetime
    who: str
    command: str
    commit: str
    record: str
    changes: tuple[tuple[str, str | None, str | None], ...]


def of_record(git: Git, path: str, record: str) -> Iterator[Change]:
    """The changes of a record, the newest first."""
    for entry, before, after in versions(git, path):
        was, now = _part(before, path, record), _part(after, path, record)
        if was != now:
            yield _change(entry, record, tuple(differences(was, now)))


def latest(git: Git, limit: int) -> Iterator[Change]:
    """The latest commits of the ledger, each with its files."""
    for entry in entries(git, None, limit or -1):
        records = [_record(path) for path in entry.files]
        yield _change(entry, " ".join(records[:3]) + (" …" if len(records) > 3 else ""), ())  # noqa: PLR2004


def _record(path: str) -> str:
    place = paths.read(path)
    if place and place.kind in ("issue", "activity", "task"):
        return place.parts[-1]
    return path.removesuffix(".yaml")


def _change(
    entry: Entry, record: str, changes: tuple[tuple[str, str | None, str | None], ...]
) -> Change:
    command = entry.command or entry.subject
    return Change(entry.at, entry.author, command, entry.commit, record, changes)


def _part(body: bytes | None, path: str, record: str) -> Mapping[str, Any]:
    """What a file says of a record: all of it, or the visit of a diary page, or nothing."""
    if body is None:
        return {}
    try:
        data = yaml.parse(body, path)
    except yaml.YamlError as error:
        return {"": error.why}
    if not isinstance(data, Mapping):
        return {"": str(data)}
    for key in ("visits", "households"):
        if isinstance(data.get(key), list):  # a place has a number of households
            parts = (part for part in data[key] if isinstance(part, Mapping))
            found = (part for part in parts if part.get("id") == record)
            return next(found, data if record == path else {})
    return data


def differences(
    was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[tuple[str, str | None, str | None]]:
    """The fields that differ: name, what they were, what they are; new events as `accept.text`."""
    before, after = dict(_flat(was)), dict(_flat(now))
    for name in [*after, *(name for name in before if name not in after)]:
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)
    known = {event["id"] for event in was.get("log", ())}
    for event in now.get("log", ()):
        if event["id"] not in known:
            for key in _SAID:
                if key in event:
                    yield f"{event['do']}.{key}", None, str(event[key])


def _flat(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if name == "log" and not prefix:
            continue
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, Sequence) and any(isinstance(item, Mapping) for item in value):
            for number, item in enumerate(value, start=1):
                yield from _flat(item, f"{prefix}{name}.{number}.")
        elif isinstance(value, list):
            yield prefix + name, ", ".join(str(item) for item in value)
        else:
            yield prefix + name, str(value)
