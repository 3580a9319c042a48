"""Undoing: what each file becomes where an operation is taken back, and what stands in the way.

A file that nobody changed since goes back whole. On a diary page or in a register that others have
changed, only the operation's own records go back; one that was itself changed since stands in the
way, and so does any other kind of file. Nothing here touches a repository.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.errors import BrokenFileError
from ledger.records import paths
from ledger.records.base import Value
from ledger.records.household import Register
from ledger.records.visit import Page
from ledger.store import form, yaml

_LISTS: dict[str, tuple[str, type[Value]]] = {
    "page": ("visits", Page),
    "register": ("households", Register),
}
"""The files that hold many records: the key of the list, and the model of the whole."""

_OF_ONE = frozenset({"issue", "activity", "task", "station"})
"""The files that hold one record, and are called as it is."""

Records = dict[str, dict[str, Any]]
"""Records by id, in the order of their file."""


@dataclass(frozen=True)
class Versions:
    """The blobs of a file before an operation, after it, and now; None where there is no file."""

    path: str
    before: str | None
    after: str | None
    now: str | None

    @property
    def blobs(self) -> tuple[str | None, ...]:
        """The contents that a plan needs."""
        match self.now:
            case self.before:
                return ()
            case self.after:
                return (self.before,)
        return (self.before, self.after, self.now)


@dataclass(frozen=True)
class Plan:
    """The files to write, and what was touched since: (path, record) each."""

    files: Mapping[str, bytes | None]
    touched: tuple[tuple[str, str], ...]


def plan(changed: Iterable[Versions], bodies: Mapping[str | None, bytes | None]) -> Plan:
    """What puts every file of an operation back to before it; what is back already is left out."""
    files: dict[str, bytes | None] = {}
    touched: list[tuple[str, str]] = []
    for versions in changed:
        if versions.now == versions.before:
            continue
        if versions.now == versions.after:
            files[versions.path] = bodies[versions.before]
            continue
        three = [bodies[blob] for blob in versions.blobs]
        body, found = _records_back(versions.path, three)
        touched += [(versions.path, record) for record in found]
        if body != three[-1]:
            files[versions.path] = body
    return Plan(files, tuple(touched))


def record_of(path: str) -> str:
    """The record that a file holds, by its name; the path itself where it holds many or none."""
    place = paths.read(path)
    return place.parts[-1] if place and place.kind in _OF_ONE else path


def _records_back(path: str, three: Sequence[bytes | None]) -> tuple[bytes | None, list[str]]:
    """The file with only the operation's own records put back, and those touched since."""
    before, after, now = (_records(path, body) for body in three)
    if before is None or after is None or now is None:
        return three[-1], [record_of(path)]
    own = [r for r in {**before, **after} if before.get(r) != after.get(r)]
    if touched := [r for r in own if now.get(r) not in (after.get(r), before.get(r))]:
        return three[-1], touched
    wanted = _merged(now, before, own)
    if not wanted and (three[0] is None or path.startswith("visits/")):
        return None, []  # a page without visits is no page
    text = three[2] or three[0] or three[1] or b""
    return _written(path, text, wanted), []


def _records(path: str, body: bytes | None) -> Records | None:
    """The records of a page or a register; None where the file is no such list that can be read."""
    place = paths.read(path)
    if place is None or place.kind not in _LISTS:
        return None
    if body is None:
        return {}
    try:
        data = yaml.parse(body, path)
        items = data[_LISTS[place.kind][0]] if isinstance(data, dict) else ()
        found = {item["id"]: item for item in items}
    except (yaml.YamlError, KeyError, TypeError):
        return None
    return found if len(found) == len(items) else None


def _merged(now: Records, before: Records, own: list[str]) -> Records:
    """The records as they are now, but those of the operation as they were before."""
    kept = {r: before[r] if r in own else item for r, item in now.items() if _stays(r, before, own)}
    order = list(before)
    for record in own:
        if record in before and record not in kept:
            above = [r for r in order[: order.index(record)] if r in kept]
            kept = _inserted(kept, above[-1] if above else None, record, before[record])
    return kept


def _stays(record: str, before: Records, own: list[str]) -> bool:
    return record not in own or record in before


def _inserted(records: Records, above: str | None, record: str, item: dict[str, Any]) -> Records:
    """The records with one more, below another or at the top."""
    pairs = list(records.items())
    place = list(records).index(above) + 1 if above else 0
    return dict([*pairs[:place], (record, item), *pairs[place:]])


def _written(path: str, text: bytes, wanted: Records) -> bytes:
    """A file with these records: in canonical form where it was, else edited in place."""
    place = paths.read(path)
    key, kind = _LISTS[place.kind if place else ""]
    try:
        canonical = form.write(form.read(kind, text, path)) == text
    except BrokenFileError:
        canonical = False
    if canonical:
        data = yaml.parse(text, path)
        return form.write(kind.model_validate({**dict(data), key: list(wanted.values())}))
    known = _records(path, text) or {}
    new = {record for record, item in wanted.items() if known.get(record) != item}
    return yaml.update(text.decode(), lambda data: _edit(data[key], wanted, new)).encode()


def _edit(items: Any, wanted: Records, new: set[str]) -> None:  # noqa: ANN401 - a library's list
    """Make a list in a text hold the wanted records, touching only those that are new."""
    for number in range(len(items) - 1, -1, -1):
        if items[number]["id"] not in wanted:
            del items[number]
    for number, (record, item) in enumerate(wanted.items()):
        if number >= len(items) or items[number]["id"] != record:
            items.insert(number, item)
        elif record in new:
            items[number] = item
