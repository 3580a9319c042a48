"""The written form of each kind of record, and back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from ledger.errors import BrokenFileError, InvalidRecordError
from ledger.problems import Problem, problem
from ledger.records.base import Value
from ledger.records.faults import faults
from ledger.records.salvage import salvaged
from ledger.store import yaml

RecordT = TypeVar("RecordT", bound=Value)
Change = Callable[[dict[str, Any]], None]
"""What is done to the data of a record."""

FLOW = frozenset(
    {"owner", "deadline", "log", "opinions", "aid", "staff", "former_names", "households"}
    | {"tiers", "roles", "streams", "children", "members", "bindings", "delegates", "pairings"}
    | {"absent", "decisions", "findings", "parts"}
)
"""The fields whose mappings are written on one line each where they fit."""


def write(record: Value) -> bytes:
    """The file of a record, read back and compared before anybody relies on it."""
    data = record.plain()
    text = yaml.emit(data, FLOW).encode()
    told = yaml.parse(text, record.folder)
    # Where it says in words what was to be said, the model would only read the same words again.
    if told != _in_words(data) and type(record).model_validate(told) != record:
        raise AssertionError(text)
    return text


_DAYS = frozenset({date, datetime})


def _in_words(data: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """The data as a file has them: days and moments are text."""
    kind = type(data)
    if kind is dict:
        return {k: v if type(v) is str else _in_words(v) for k, v in data.items()}
    if kind is list:
        return [_in_words(value) for value in data]
    return data.isoformat() if kind in _DAYS else data


def read(kind: type[RecordT], body: bytes, path: str) -> RecordT:
    """The record that a file holds.

    Raises:
        BrokenFileError: the file breaks a rule of its kind; it says where.
    """
    try:
        return kind.model_validate(yaml.parse(body, path))
    except ValidationError as error:
        raise BrokenFileError(str(problems(error, body, path)[0])) from None


def read_sound(kind: type[RecordT], body: bytes, path: str) -> RecordT:
    """The record that a file holds, a page or a register without its faulty records.

    It is for looking only: what is left out here must not be lost by writing.

    Raises:
        BrokenFileError: the file breaks a rule of its kind as a whole.
    """
    data = yaml.parse(body, path)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        if (found := salvaged(kind, data, error)) is not None:
            return found
        raise BrokenFileError(str(problems(error, body, path)[0])) from None


def problems(error: ValidationError, body: bytes, path: str) -> list[Problem]:
    """What is wrong with a file, each with its line."""
    text = body.decode()
    return [
        problem("field", path, yaml.line_of(text, fault.loc), "", fault.args)
        for fault in faults(error)
    ]


def revise(kind: type[RecordT], body: bytes, path: str, change: Change) -> tuple[RecordT, bytes]:
    """A record and its file after a change to its data: lists in it are those of the record.

    A record in canonical form is written anew; in a file that a person keeps by hand only the
    lines that must change do, so comments and order survive.
    """
    revision = Revision.begin(kind, body, path).after(change)
    return revision.record, revision.file()


class Revision(NamedTuple, Generic[RecordT]):
    """A record while changes are made to it; `was` is the record that its file `body` holds."""

    was: RecordT
    body: bytes
    path: str
    record: RecordT
    changes: tuple[Change, ...] = ()

    @classmethod
    def begin(cls, kind: type[RecordT], body: bytes, path: str) -> "Revision[RecordT]":
        """The record that a file holds, not changed yet."""
        record = read(kind, body, path)
        return Revision(record, body, path, record)

    def after(self, change: Change) -> "Revision[RecordT]":
        """The same after one more change.

        Raises:
            InvalidRecordError: the change breaks a rule.
        """
        data = self.record.plain()
        change(data)
        record = build(type(self.record), data)
        return self._replace(record=record, changes=(*self.changes, change))

    def file(self) -> bytes:
        """The file after all changes."""
        if self.body == write(self.was):
            return write(self.record)

        def change(data: dict[str, Any]) -> None:
            for one in self.changes:
                one(data)

        kept = yaml.update(self.body.decode(), change).encode()
        if read(type(self.record), kept, self.path) != self.record:
            raise AssertionError(self.path)
        return kept


def build(kind: type[RecordT], fields: Mapping[str, object]) -> RecordT:
    """A record from its fields, those that are None left out.

    Raises:
        InvalidRecordError: a field breaks a rule.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise InvalidRecordError([fault.said for fault in faults(error)]) from None
