"""Writing activities: one more on the ledger, and what was found on it becomes an issue."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book import issues, references
from ledger.book.writing import Writing
from ledger.errors import RefusedError, UnknownRecordError
from ledger.index import lookups, tree
from ledger.records import paths
from ledger.records.activity import Activity, Decision
from ledger.records.issue import Issue
from ledger.records.rulebook import ActivityKind
from ledger.rules.activities import require
from ledger.store import form
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

FOUND = "supervision"
"""The stream of what an inspection finds, where ledger.yaml has one of this name."""
_STAFF = ("chair", "recorder")


def add(
    writing: Writing, on: date, fields: Mapping[str, Any], promote: Mapping[int, Mapping[str, Any]]
) -> tuple[Activity, list[Issue]]:
    """Add an activity within a write; the caller commits.

    `promote` names the findings, counted from 1, that become issues, with further facts of each.
    """
    ledger = writing.ledger
    given = {name: value for name, value in fields.items() if _says_something(value)}
    kind = _kind(writing, given.pop("kind", None))
    _check_days(ledger, kind, on, given.get("until"))
    given.setdefault("title", kind.name)
    named = given.pop("station", None)
    given["place"] = references.place(ledger.index.db, given.get("place") or named or "")
    station = issues.station_of(ledger, named, given["place"])
    require(kind.name, kind.demands, {**given, "date": on, "station": station})
    _looked_up(ledger, given)
    head = {"id": writing.free_id(station, on), "kind": kind.code, "station": station, "date": on}
    written = {"at": ledger.now, "by": ledger.require_who()}
    activity = form.build(Activity, {**given, **head, **written})
    made = []
    for number, facts in promote.items():
        activity, issue = _promoted(writing, activity, number, on, facts)
        made.append(issue)
    writing.put(paths.activity(activity.id), activity)
    return activity, made


def _says_something(value: object) -> bool:
    """Whether a field was given; a nought was, and nothing was by an empty list or a no."""
    return value is not None and value is not False and value != []


def _kind(writing: Writing, said: str | None) -> ActivityKind:
    """The kind of activity that a code or a name stands for."""
    kinds = {kind.code: kind for kind in writing.settings().activity_kinds}
    code = references.term(writing.ledger.index.db, "activity kind", said or "")
    if code not in kinds:
        raise references.unknown(kind="activity kind", name=said or "", candidates=kinds)
    return kinds[code]


def _check_days(ledger: "Reading", kind: ActivityKind, on: date, until: date | None) -> None:
    """Refuse days in the wrong order, and days to come: only leave is known beforehand."""
    if until is not None and until < on:
        raise RefusedError(
            _("the last day {until} is before the first, {on}; look at both").format(
                until=until, on=on
            )
        )
    if kind.family != "leave":
        issues.check_day(ledger, max(on, until or on))


def _looked_up(ledger: "Reading", given: dict[str, Any]) -> None:
    """Look up all that an activity names; names of places and terms become their codes."""
    db = ledger.index.db
    references.staff(db, *given.get("people", []), *(given.get(name) for name in _STAFF))
    references.staff(db, *(one["person"] for one in given.get("absent", [])))
    references.household(db, *given.get("households", []))
    if "places" in given:
        given["places"] = [references.place(db, named) for named in given["places"]]
    for finding in given.get("findings", []):
        if finding.get("place"):
            finding["place"] = references.place(db, finding["place"])
        finding["category"] = references.term(db, "category", finding.get("category"))
    for decision in given.get("decisions", []):
        for kind in ("issue", "task"):
            if decision.get(kind):
                decision[kind] = ledger.find(decision[kind], (kind,))[1]


def promote(
    writing: Writing, record: str, number: int, on: date, facts: Mapping[str, Any]
) -> tuple[Activity, Issue]:
    """Make an issue of one finding of an activity within a write; the caller commits."""
    issues.check_day(writing.ledger, on)
    activity, issue = _promoted(writing, read(writing, record), number, on, facts)
    _put(writing, activity)
    return activity, issue


def decide(writing: Writing, record: str, number: int, task: str) -> Activity:
    """Note on a decision of an activity the task that carries it out; the caller commits."""
    activity = read(writing, record)
    decision = decided(activity, number)
    if decision.task:
        raise RefusedError(
            _("decision {number} of {id} is carried out by {task} already").format(
                number=number, id=record, task=decision.task
            )
        )
    changed = [
        one.model_copy(update={"task": task}) if n == number else one
        for n, one in enumerate(activity.decisions, start=1)
    ]
    activity = activity.model_copy(update={"decisions": changed})
    _put(writing, activity)
    return activity


def decided(activity: Activity, number: int) -> Decision:
    """One decision of an activity, counted from 1."""
    if not 1 <= number <= len(activity.decisions):
        raise RefusedError(
            _("{id} has {n} decisions; there is no number {number}").format(
                id=activity.id, n=len(activity.decisions), number=number
            )
        )
    return activity.decisions[number - 1]


def read(writing: Writing, record: str) -> Activity:
    """An activity as this write has it so far."""
    activity = writing.read(Activity, paths.activity(record))
    if activity is None:
        raise UnknownRecordError(kind="activity", name=record)
    return activity


def _put(writing: Writing, activity: Activity) -> None:
    """Write an activity back; a file kept by hand keeps its comments."""
    plain = activity.plain()

    def change(data: dict[str, Any]) -> None:
        for key in ("decisions", "findings"):
            for item, new in zip(data.get(key, ()), plain.get(key, ()), strict=False):
                item.update({name: new[name] for name in ("issue", "task") if name in new})

    writing.revise(Activity, paths.activity(activity.id), change)


def _promoted(
    writing: Writing, activity: Activity, number: int, on: date, facts: Mapping[str, Any]
) -> tuple[Activity, Issue]:
    if not 1 <= number <= len(activity.findings):
        raise RefusedError(
            _("{id} has {n} findings; there is no number {number}").format(
                id=activity.id, n=len(activity.findings), number=number
            )
        )
    finding = activity.findings[number - 1]
    if finding.issue:
        raise RefusedError(
            _("finding {number} of {id} became {issue} already").format(
                number=number, id=activity.id, issue=finding.issue
            )
        )
    db = writing.ledger.index.db
    place = facts.get("place") or finding.place or activity.place
    fields = {
        "title": finding.text,
        "place": place,
        "station": tree.station_above(db, references.place(db, place)) or activity.station,
        "category": finding.category,
        "stream": _stream(writing),
        "source": _source(writing, activity.kind),
    }
    given = {name: value for name, value in facts.items() if value is not None}
    issue = issues.register(writing, on, {**fields, **given})
    findings = [
        one.model_copy(update={"issue": issue.id}) if n == number else one
        for n, one in enumerate(activity.findings, start=1)
    ]
    return activity.model_copy(update={"findings": findings}), issue


def _stream(writing: Writing) -> str:
    """The stream of what was found: `supervision`, else the second that there is."""
    streams = [stream.code for stream in writing.settings().streams]
    return FOUND if FOUND in streams else streams[:2][-1]


def _source(writing: Writing, kind: str) -> str | None:
    """The kind's name as the source of an issue, where ledger.yaml has such a source."""
    db = writing.ledger.index.db
    name = lookups.terms(db, "activity kind").get(kind)
    return name if name in lookups.terms(db, "source") else None
