"""Writing issues: registering one, and everything that can happen to it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book import closing, correcting, deadlines, doubles, merging, references
from ledger.book.step import Step, check_day, require_demanded, written
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import tree
from ledger.records import paths
from ledger.records.event import EVENTS
from ledger.records.issue import Issue
from ledger.rules import demands, lifecycle
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

__all__ = ["advance", "check_day", "register", "station_of"]

_STAFF_FIELDS = ("person", "checker", "signer", "approver")


def register(writing: Writing, on: date, facts: Mapping[str, Any]) -> Issue:
    """Put a new issue on the ledger within a write; the caller commits."""
    ledger = writing.ledger
    check_day(ledger, on)
    fields = _looked_up(ledger, facts)
    stream = demands.stream(ledger.rules, fields["stream"])
    if "first_asked" in demands.demanded(stream, "register"):
        fields.setdefault("first_asked", ledger.require_who())
    fields |= {"id": writing.free_id(fields["station"], on), "opened": on}
    draft = form.build(
        Issue, {**fields, "status": "registered", "round": 1, "log": [_blank(on, ledger)]}
    )
    known = lifecycle.facts_of(draft)
    due = deadlines.Clocks(ledger, known).last_day("accept", on)
    first = written(
        EVENTS, ledger, on, "register", {"sum": lifecycle.digest(known), "due": due}, set()
    )
    state = lifecycle.replay(known, [first])[-1]
    require_demanded(stream, first, state)
    doubles.tell_alike(ledger, draft.title, draft.place, on)
    issue = lifecycle.issue_of(state, [first])
    writing.put(paths.issue(issue.id), issue)
    return issue


def _looked_up(ledger: "Reading", facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with codes for names; whatever they name exists."""
    db = ledger.index.db
    fields = {name: value for name, value in facts.items() if value is not None}
    fields["place"] = references.place(db, fields["place"])
    fields["station"] = station_of(ledger, fields.get("station"), fields["place"])
    fields.setdefault("stream", ledger.rules["streams"][0]["code"])
    for kind in ("stream", "category", "source", "level"):
        fields[kind] = references.term(db, kind, fields.get(kind))
    references.household(db, fields.get("reporter"))
    references.staff(db, fields.get("first_asked"))
    return fields


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
    step = Step.of(writing, record, verb, on)
    made = step.event(_completed(step, fields))
    after = lifecycle.advance(step.state, made)
    require_demanded(step.stream, made, after)
    changed = step.take(closing.judge(step, made))
    if changed.into and verb == "merge":
        merging.absorb(step, changed.into)
    return changed


def _completed(step: Step, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event, references looked up and what follows from rules and issue added."""
    given = {name: value for name, value in fields.items() if value not in (None, [])}
    references.staff(step.db, *(given.get(name) for name in _STAFF_FIELDS))
    match step.verb:
        case "assign":
            given |= deadlines.of_assignment(step, given.pop("due", None))
        case "extend":
            deadlines.require_ahead(given["due"], step.on)
            given["was"] = deadlines.of_extension(step, given)
        case "resume" | "return":
            given |= deadlines.remaining(step)
        case "object":
            deadlines.require_in_time(step)
        case "merge":
            given["into"] = merging.other(step, given["into"])
        case "correct":
            given |= correcting.correction(step, given)
        case "submit":
            given |= closing.of_submission(step)
    if step.verb in deadlines.STARTS and given.get("closing") != []:
        given |= deadlines.last_day(step)
    return given


def station_of(ledger: "Reading", named: str | None, place: str) -> str:
    """The station whose ledger an entry belongs to: the one named, or the one above its place."""
    db = ledger.index.db
    code = references.place(db, named, "station") if named else tree.station_above(db, place)
    if code is None:
        raise RefusedError(
            _("no station looks after {place}; name one with --station").format(place=place)
        )
    if not tree.place(db, code)[0]["station"]:
        raise RefusedError(
            _("{code} keeps no ledger of its own; name the station that does").format(code=code)
        )
    return code
