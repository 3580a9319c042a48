"""Writing issues: registering one, and everything that can happen to it."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from ledger.book import references
from ledger.book.writing import Writing
from ledger.errors import InvalidRecordError, RefusedError, UnknownRecordError
from ledger.index import lookups
from ledger.labels import label, meant
from ledger.records import ids, paths
from ledger.records.event import Event
from ledger.records.faults import faults
from ledger.records.issue import FACTS, Issue
from ledger.rules import lifecycle
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_STAFF_FIELDS = ("person", "checker", "signer", "approver")


def register(writing: Writing, on: date, facts: Mapping[str, Any]) -> Issue:
    """Put a new issue on the ledger within a write; the caller commits."""
    ledger = writing.ledger
    db = ledger.index.db
    fields = {name: value for name, value in facts.items() if value is not None}
    fields["place"] = references.place(db, fields["place"])
    fields["station"] = station_of(ledger, fields.get("station"), fields["place"])
    fields.setdefault("stream", next(iter(lookups.terms(db, "stream"))))
    for kind in ("stream", "category", "source", "level"):
        fields[kind] = references.term(db, kind, fields.get(kind))
    references.household(db, fields.get("reporter"))
    check_day(ledger, on)
    fields |= {"id": writing.free_id(fields["station"], on), "opened": on}
    draft = form.build(
        Issue, {**fields, "status": "registered", "round": 1, "log": [_blank(on, ledger)]}
    )
    facts = lifecycle.facts_of(draft)
    first = _event(ledger, on, "register", {"sum": lifecycle.digest(facts)}, set())
    issue = lifecycle.issue_of(lifecycle.replay(facts, [first])[-1], [first])
    writing.put(paths.issue(issue.id), issue)
    return issue


def _blank(on: date, ledger: "Reading") -> dict[str, Any]:
    return {
        "id": "0000",
        "on": on,
        "at": ledger.now,
        "by": ledger.require_who(),
        "do": "register",
        "sum": "00000000",
    }


def advance(writing: Writing, record: str, verb: str, on: date, fields: Mapping[str, Any]) -> Issue:
    """Let something happen to an issue within a write; the caller commits."""
    ledger = writing.ledger
    path = paths.issue(record)
    issue = writing.read(Issue, path)
    if issue is None:
        raise UnknownRecordError(kind="issue", name=record)
    check_day(ledger, on)
    lifecycle.permit(lifecycle.standing(issue), verb)
    if on < issue.log[-1].on:
        raise RefusedError(
            _(
                "{on} is before the last entry of {id}, {last}; nothing can take effect before it"
            ).format(on=on, id=issue.id, last=issue.log[-1].on)
        )
    states = lifecycle.replay(lifecycle.first_facts(issue), issue.log)
    given = _completed(ledger, issue, verb, on, fields)
    event = _event(ledger, on, verb, given, {event.id for event in issue.log})
    after = lifecycle.advance(states[-1], event)
    changed = lifecycle.issue_of(after, [*issue.log, event])
    writing.put(path, changed)
    return changed


def _completed(
    ledger: "Reading", issue: Issue, verb: str, on: date, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of an event, references looked up and what follows from the issue added."""
    db = ledger.index.db
    given = {name: value for name, value in fields.items() if value not in (None, [])}
    references.staff(db, *(given.get(name) for name in _STAFF_FIELDS))
    due = given.get("due")
    if due is not None and due < on:
        raise RefusedError(
            _("the deadline {due} is before {on}; give a later day").format(due=due, on=on)
        )
    if verb == "extend":
        given["was"] = _extendable(issue, given)
    if verb == "merge":
        given["into"] = _other(ledger, issue, given["into"])
    if verb == "correct":
        given |= _correction(ledger, issue, given)
    _notice_separation(ledger, issue, verb, given)
    return given


def _extendable(issue: Issue, given: Mapping[str, Any]) -> date:
    if issue.deadline is None:
        raise RefusedError(_("{id} has no deadline to extend; assign one").format(id=issue.id))
    if given["due"] <= issue.deadline.date:
        raise RefusedError(
            _("{due} is not later than the deadline {now} of {id}; give a later day").format(
                due=given["due"], now=issue.deadline.date, id=issue.id
            )
        )
    return issue.deadline.date


def _other(ledger: "Reading", issue: Issue, part: str) -> str:
    other = ledger.find(part, ("issue",))[1]
    if other == issue.id:
        raise RefusedError(
            _("{id} cannot be merged into itself; name the issue that goes on").format(id=issue.id)
        )
    if ledger.issue(other).into == issue.id:
        raise RefusedError(
            _("{other} is itself merged into {id}; reopen it first, or merge the other way").format(
                other=other, id=issue.id
            )
        )
    return other


def _correction(ledger: "Reading", issue: Issue, given: Mapping[str, Any]) -> dict[str, Any]:
    name, db = meant(given["field"], lifecycle.CORRECTABLE), ledger.index.db
    if name is None:
        raise RefusedError(
            _("{field} cannot be corrected; these can: {fields}").format(
                field=given["field"], fields=_(", ").join(map(label, lifecycle.CORRECTABLE))
            )
        )
    new = given.get("new")
    if name == "place" and new:
        new = references.place(db, new)
    elif name in ("stream", "category", "source", "level"):
        new = references.term(db, name, new)
    elif name == "reporter":
        references.household(db, new)
    elif name == "visit" and new:
        new = ledger.find(new, ("visit",))[1]
    elif name == "confidential":
        new = str(new).lower() in ("true", "yes", "1", "是")
    old = getattr(issue, name)
    changed = {**issue.model_dump(include=set(FACTS), exclude_defaults=True), name: new}
    kept = issue.model_dump(exclude_defaults=True)
    form.build(Issue, {**kept, **changed, name: new})
    if old == new:
        raise RefusedError(_already(name, old))
    return {"field": name, "old": old, "new": new}


def _already(field: str, value: object) -> str:
    if value is None:
        return _("{field} is empty already").format(field=label(field))
    said = (_("yes") if value else _("no")) if isinstance(value, bool) else value
    return _("{field} is “{value}” already").format(field=label(field), value=said)


def _event(
    ledger: "Reading", on: date, verb: str, fields: Mapping[str, Any], taken: set[str]
) -> Event:
    drawn = ids.random_symbols(4, secrets.randbelow)
    while drawn in taken:
        drawn = ids.random_symbols(4, secrets.randbelow)
    head = {"id": drawn, "on": on, "at": ledger.now, "by": ledger.require_who(), "do": verb}
    try:
        return _EVENT.validate_python({**head, **fields})
    except ValidationError as error:
        said = [fault.said for fault in faults(error, event=True)]
        raise InvalidRecordError(said) from None


def check_day(ledger: "Reading", on: date) -> None:
    """Refuse a day that has not come."""
    if on > ledger.today:
        raise RefusedError(
            _(
                "{on} has not come yet (today is {today}); only what has happened is written down"
            ).format(on=on, today=ledger.today)
        )


def station_of(ledger: "Reading", named: str | None, place: str) -> str:
    """The station whose ledger an entry belongs to: the one named, or the one above its place."""
    db = ledger.index.db
    code = references.place(db, named, "station") if named else lookups.station_above(db, place)
    if code is None:
        raise RefusedError(
            _("no station looks after {place}; name one with --station").format(place=place)
        )
    if not lookups.place(db, code)[0]["station"]:
        raise RefusedError(
            _("{code} keeps no ledger of its own; name the station that does").format(code=code)
        )
    return code


def _notice_separation(
    ledger: "Reading", issue: Issue, verb: str, given: Mapping[str, Any]
) -> None:
    """Whoever checks or signs should not be the one who handled it: said, not forbidden."""
    judge = given.get("checker") or given.get("signer")
    if judge and issue.owner and issue.owner.person == judge:
        ledger.notices.append(
            _("{person} both handled {id} and judges it; another person should").format(
                person=judge, id=issue.id
            )
        )
    if verb == "sign" and judge and judge not in ledger.signers(issue.station):
        ledger.notices.append(
            _("{person} holds no post at {station} that signs issues off").format(
                person=judge, station=issue.station
            )
        )
