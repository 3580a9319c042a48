"""One step of an issue while it is being written: what it stands on, and the event it makes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from ledger.book.writing import Writing
from ledger.errors import RefusedError, UnknownRecordError
from ledger.records import ids, paths
from ledger.records.event import EVENTS, Event
from ledger.records.issue import Issue
from ledger.rules import demands, lifecycle
from ledger.rules.statuses import VERB_NAMES
from ledger.store import form
from ledger.store.form import RecordT
from ledger.words import gettext as _

if TYPE_CHECKING:
    import sqlite3

    from ledger.book.reading import Reading


@dataclass(frozen=True)
class Step:
    """A verb given to an issue on a day, within a write."""

    writing: Writing
    issue: Issue
    state: lifecycle.State
    verb: str
    on: date

    @classmethod
    def of(cls, writing: Writing, record: str, verb: str, on: date) -> "Step":
        """The step, where the issue allows it; else RefusedError says what it does allow."""
        issue = writing.read(Issue, paths.issue(record))
        if issue is None:
            raise UnknownRecordError(kind="issue", name=record)
        check_day(writing.ledger, on)
        state = lifecycle.standing(issue)
        lifecycle.permit(state, verb)
        if on < issue.log[-1].on:
            raise RefusedError(
                _(
                    "{on} is before the last entry of {id}, {last}; nothing can take effect "
                    "before it"
                ).format(on=on, id=issue.id, last=issue.log[-1].on)
            )
        return cls(writing, issue, state, verb, on)

    @property
    def ledger(self) -> "Reading":
        """The ledger that is written to."""
        return self.writing.ledger

    @property
    def db(self) -> "sqlite3.Connection":
        """The index, for looking things up."""
        return self.ledger.index.db

    @property
    def rules(self) -> Mapping[str, Any]:
        """All that ledger.yaml holds."""
        return self.ledger.rules

    @cached_property
    def stream(self) -> demands.Stream:
        """What ledger.yaml says of the issue's stream."""
        return demands.stream(self.rules, str(self.state.facts["stream"]))

    def tell(self, sentence: str) -> None:
        """Tell the person who writes something besides the answer."""
        self.ledger.notices.append(sentence)

    def event(self, fields: Mapping[str, Any]) -> Event:
        """The event that these fields make, under an id of its own."""
        taken = {event.id for event in self.issue.log}
        return written(EVENTS, self.ledger, self.on, self.verb, fields, taken)

    def take(self, event: Event) -> Issue:
        """Let the event happen: the issue as it then stands is part of the write."""
        after = lifecycle.advance(self.state, event)
        changed = lifecycle.issue_of(after, [*self.issue.log, event])
        self.writing.put(paths.issue(changed.id), changed)
        return changed


def written(
    kinds: Mapping[str, type[RecordT]],
    ledger: "Reading",
    on: date,
    verb: str,
    fields: Mapping[str, Any],
    taken: set[str],
) -> RecordT:
    """A step of one of some kinds, known by verbs, written down now under an id of its own.

    Raises:
        InvalidRecordError: fields break a rule; it names them.
    """
    drawn = ids.random_symbols(4, secrets.randbelow)
    while drawn in taken:
        drawn = ids.random_symbols(4, secrets.randbelow)
    head = {"id": drawn, "on": on, "at": ledger.now, "by": ledger.require_who(), "do": verb}
    return form.build(kinds[verb], {**head, **fields})


def check_day(ledger: "Reading", on: date) -> None:
    """Refuse a day that has not come."""
    if on > ledger.today:
        raise RefusedError(
            _(
                "{on} has not come yet (today is {today}); only what has happened is written down"
            ).format(on=on, today=ledger.today)
        )


def require_demanded(stream: demands.Stream, event: Event, after: lifecycle.State) -> None:
    """Refuse a step that lacks what its stream demands of it."""
    if lacking := demands.lacking(stream, event, after):
        refuse(stream, event.do, lacking)


def refuse(stream: demands.Stream, verb: str, lacking: Sequence[str]) -> NoReturn:
    """Refuse what would leave a step without what its stream demands of it."""
    from ledger.labels import label

    said = _(
        "“{verb}” lacks: {fields}; ledger.yaml demands it in the stream “{stream}” "
        "(streams: demands)"
    ).format(
        verb=_(VERB_NAMES[verb]),
        fields=_(", ").join(map(label, lacking)),
        stream=stream.get("name", stream["code"]),
    )
    raise RefusedError(said, lacking)
