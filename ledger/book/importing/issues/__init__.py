"""Issues out of the rows of a sheet: new ones, and what a newer copy of a sheet changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from ledger.book.importing import identity
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_rows
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.making import Making
from ledger.book.importing.rows import Item, Row
from ledger.errors import LedgerError, RefusedError
from ledger.records import paths
from ledger.records.event import Event
from ledger.records.faults import faults
from ledger.records.issue import FACTS, Issue
from ledger.rules import lifecycle, masked
from ledger.rules.state import CORRECTABLE, State
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar

_EVENT = TypeAdapter[Event](Event).validator
_SHEET_FACTS = ("title", "text", "place", "category", "source", "level", "reporter")
"""The facts that a newer copy of a sheet may correct."""
_RANK = {"registered": 0, "handling": 1, "submitted": 2, "to_sign": 3, "closed": 4}


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row; the files go into the plan."""
    keys = identity.keys("issue", [row.fields for row in rows])
    return each(making, zip(rows, keys, strict=True))


def each(making: Making, rows: Iterable[tuple[Row, str]]) -> Iterator[Item]:
    """What becomes of rows, each with what names it, one after the other."""
    return (_item(making, row, key) for row, key in rows)


def _item(making: Making, row: Row, key: str) -> Item:
    gathering = Gathering(row, making.known, making.today)
    facts = issue_rows.facts(gathering, making.source.as_of)
    facts.setdefault("stream", making.ledger.rules["streams"][0]["code"])
    if facts["station"] is None and facts["place"]:
        gathering.fault("place", _("no station looks after it"))
    title = str(facts["title"] or "")
    if gathering.faults:
        return making.refused(gathering, title)
    opened: date = facts["opened"]
    record = making.record(row, key, facts["station"], opened.year)
    before = making.issue(record)
    deeds = list[Deed]()
    if not (before and before.status == "merged" == gathering.get("status")):  # into which is known
        deeds += _deeds(making, gathering, opened, making.known.calendars.at(facts["place"]))
    if gathering.faults:
        return making.refused(gathering, title)
    # Where it is only tried, no batch will tell of the row.
    digest, name = ("", "") if making.tried and before is None else making.marks(row, key)
    try:
        if before is None:
            demanded.first_asked(making, facts, deeds)
            made, states = new(making, record, facts, deeds)
            demanded.ask(making.ledger.rules, gathering, made, states)
            if gathering.faults:
                return making.refused(gathering, title)
            put(making, made, states)
            return Item(row.number, "new", record, title, digest, name, notes=gathering.notes)
        return _again(making, gathering, before, facts, deeds, digest)._replace(key=name)
    except LedgerError as error:
        gathering.fault("title", error.sentence())
        return making.refused(gathering, title)


def _deeds(
    making: Making, gathering: Gathering, opened: date, calendar: "Calendar"
) -> Iterator[Deed]:
    as_of = min(making.source.as_of or making.today, making.today)
    unit = making.source.unit or making.known.name_of(making.known.unit) or _("the station")
    yield from issue_rows.deeds(gathering, opened, max(as_of, opened), calendar, unit)


def _event(making: Making, record: str, log: list[Event], deed: Deed) -> Event:
    drawn = identity.short(f"{record} {making.op} {len(log)}", [event.id for event in log])
    head = {"id": drawn, "on": deed.on, "at": making.now, "by": making.who, "do": deed.verb}
    given = {name: value for name, value in deed.fields.items() if value is not None}
    try:
        made: Event = _EVENT.validate_python(head | given)
    except ValidationError as error:
        said = "; ".join(
            f"{field} {why}" for field, why in (f.said for f in faults(error, event=True))
        )
        raise RefusedError(said) from None
    return made


def put(making: Making, made: Issue, states: list[State]) -> None:
    """Write an issue, and where it is one of many, also what the index has of it."""
    making.put(paths.issue(made.id), made)
    if making.entries is not None:
        from ledger.index.entries import issues as entries

        entries.put(making.entries, made, states)


def new(
    making: Making, record: str, facts: dict[str, Any], deeds: list[Deed]
) -> tuple[Issue, list[State]]:
    """The issue of a row, registered, and all that its row tells; the states it went through."""
    given = {**facts, "id": record}
    said = {name: given[name] for name in FACTS if given.get(name) is not None}
    first = {"sum": lifecycle.digest(said), "batch": making.op, "enforced": making.today}
    log = [_event(making, record, [], Deed("register", said["opened"], first))]
    return _went_on(making, lifecycle.replay(said, log), log, deeds)


def _went_on(
    making: Making, states: list[State], log: list[Event], deeds: list[Deed]
) -> tuple[Issue, list[State]]:
    """The issue after further deeds, with its states; sign-offs bind what they are given to."""
    log, states = list(log), list(states)
    for deed in deeds:
        made = _event(making, states[-1].facts["id"], log, deed)
        after = lifecycle.advance(states[-1], made)
        if deed.verb in {"accept", "sign"}:
            made = made.model_copy(update={"sum": lifecycle.content(after)})
            after = lifecycle.advance(states[-1], made)
        log.append(made)
        states.append(after)
    return form.build(Issue, {**states[-1].fields(), "log": log}), states


def _again(
    making: Making,
    gathering: Gathering,
    before: Issue,
    facts: Mapping[str, Any],
    deeds: list[Deed],
    digest: str,
) -> Item:
    """A row that was here before: nothing new, or what its sheet has changed since."""
    row, title = gathering.row, before.title
    last = making.last.get(before.id)
    if last and last.digest == digest:
        return Item(row.number, "same", before.id, title, digest)
    if last is None:  # it came by no sheet: what has no step stands in its log already
        own = gathering.get("remark")
        deeds = [deed for deed in deeds if deed.verb != "note" or deed.fields["text"] == own]
    changes = _changes(making, before, facts, deeds)
    if not changes:
        return Item(row.number, "same", before.id, title, digest, notes=gathering.notes)
    if last and before.log[-1].at > last.at:
        gathering.fault(
            "title",
            _(
                "{id} was edited here since its sheet was last taken in, and the sheet differs"
            ).format(id=before.id),
        )
        return making.refused(gathering, title)
    states = lifecycle.replay(lifecycle.first_facts(before), before.log)
    made, states = _went_on(making, states, before.log, changes)
    demanded.ask(making.ledger.rules, gathering, made, states, len(before.log))
    put(making, made, states)
    told = [
        (deed.verb, "", str(deed.fields.get("new") or deed.fields.get("text") or ""))
        for deed in changes
    ]
    return Item(
        row.number, "changed", before.id, made.title, digest, notes=gathering.notes, changes=told
    )


def _changes(
    making: Making, before: Issue, facts: Mapping[str, Any], deeds: list[Deed]
) -> list[Deed]:
    """What has happened by a newer copy of a sheet: corrections first, then what went on."""
    day = max(min(making.source.as_of or making.today, making.today), before.log[-1].on)
    reason = _("import of {file}").format(file=making.source.file)
    wanted = {name: facts.get(name) for name in _SHEET_FACTS if name in CORRECTABLE}
    found = [
        Deed("correct", day, {"field": name, "old": old, "new": new, "reason": reason})
        for name, new in wanted.items()
        if new is not None and not masked.covers(new, old := getattr(before, name))
    ]
    return [*found, *_further(before, deeds, day)]


def _further(before: Issue, deeds: list[Deed], day: date) -> Iterator[Deed]:
    """The deeds of a row that its issue does not know yet, from where it stands."""
    said = [getattr(event, "text", None) for event in before.log]
    reached = _RANK.get(before.status, len(_RANK))
    for deed in deeds:
        on = max(deed.on, day)
        if deed.verb == "assign" and reached <= _RANK["handling"] and _differs(before, deed):
            yield deed._replace(on=on)
        elif deed.verb in {"progress", "note"}:
            if any(masked.covers(deed.fields["text"], one) for one in said):
                continue
            if deed.verb == "note" or reached <= _RANK["handling"]:
                yield deed._replace(on=on)
        elif deed.verb in {"submit", "accept", "sign", "escalate", "pause", "keep"}:
            rank = {"submit": 2, "accept": 3, "sign": 4}.get(deed.verb, 2)
            if reached < rank:
                yield deed._replace(on=on)


def _differs(before: Issue, deed: Deed) -> bool:
    """Whether an assignment says something else than what stands."""
    owner, due = before.owner, before.deadline
    stands = {
        "unit": owner and owner.unit,
        "person": owner and owner.person,
        "measures": before.measures,
        "due": due and due.date,
        "co_units": before.co_units,
    }
    return any(
        not masked.covers(deed.fields[name], stands[name]) for name in stands if name in deed.fields
    )
