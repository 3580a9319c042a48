"""What contradicts itself in the duties of ledger.yaml: who owes what, and what shows it done."""

from collections.abc import Iterator
from datetime import date

from ledger.records.rulebook import Duty, Evidence, Object, Owing, Rhythm, Season
from ledger.records.settings import Settings
from ledger.records.task import STEPS
from ledger.rules.flaws import At, Flaw, among, day_order, twins
from ledger.rules.statuses import VERB_NAMES, VISIT_KIND_NAMES

_OF_OBJECT = {
    "tier": ("place", "bound", "household"),
    "categories": ("household",),
    "streams": ("issue",),
    "binding": ("bound",),
    "paired": ("household",),
}
"""Which objects a key narrows; at others it would say nothing."""
_OF_RHYTHM = {"days": ("monthly",), "within": ("after",), "anchor": ("every",)}
"""Which shape of a rhythm a key belongs to."""
_HOLDERS = {"person": ("person", "group"), "group": ("group",), "unit": ("unit",)}
"""Whose ties bring somebody who owes a duty to a place: a person is also tied by a group."""


def duties(settings: Settings) -> Iterator[Flaw]:
    """Every duty: its names exist, somebody owes it, and some record could show it done."""
    for n, duty in enumerate(settings.duties):
        at: At = ("duties", n)
        yield from _owing((*at, "owed_by"), settings, duty.owed_by)
        if duty.towards:
            yield from _object((*at, "towards"), settings, duty.towards)
            yield from _bound((*at, "towards"), settings, duty, duty.towards)
        if duty.rhythm:
            yield from _rhythm((*at, "rhythm"), settings, duty, duty.rhythm)
        yield from _evidence((*at, "evidence"), settings, duty)
        yield from day_order(at, duty)
        yield from _in_programme(at, settings, duty)


def _owing(at: At, settings: Settings, owing: Owing) -> Iterator[Flaw]:
    yield from among((*at, "roles"), "role", owing.roles, [role.code for role in settings.roles])
    tiers = [tier.type for tier in settings.tiers]
    if owing.tier is not None:
        yield from among((*at, "tier"), "tier", [owing.tier], tiers, one=True)
        if owing.each != "place":
            yield _misplaced((*at, "tier"), "each: place")
    units = any(tie.of == "unit" for tie in settings.bindings)
    if owing.each == "unit" and not units:
        yield Flaw((*at, "each"), "rule-nobody", {"kind": "unit", "where": "bindings: of: unit"})
    if owing.each == "group" and not settings.groups:
        yield Flaw((*at, "each"), "rule-nobody", {"kind": "group", "where": "groups"})


def _object(at: At, settings: Settings, towards: Object) -> Iterator[Flaw]:
    tiers = [tier.type for tier in settings.tiers]
    if towards.tier is not None:
        yield from among((*at, "tier"), "tier", [towards.tier], tiers, one=True)
    streams = [stream.code for stream in settings.streams]
    yield from among((*at, "streams"), "stream", towards.streams, streams)
    if settings.household_categories:
        kinds = settings.household_categories
        yield from among((*at, "categories"), "household category", towards.categories, kinds)
    for name, objects in _OF_OBJECT.items():
        if getattr(towards, name) and towards.each not in objects:
            yield _misplaced((*at, name), " / ".join(f"each: {one}" for one in objects))
    if towards.each == "household" and not any(tier.registers for tier in settings.tiers):
        where = "tiers: registers: true"
        yield Flaw((*at, "each"), "rule-nobody", {"kind": "household", "where": where})


def _bound(at: At, settings: Settings, duty: Duty, towards: Object) -> Iterator[Flaw]:
    """A duty towards the places that its owner is tied to."""
    ties = {tie.code: tie for tie in settings.bindings}
    if towards.each == "bound" and not ties:
        yield Flaw((*at, "each"), "rule-nobody", {"kind": "binding", "where": "bindings"})
    if towards.binding is None:
        return
    yield from among((*at, "binding"), "binding", [towards.binding], [*ties], one=True)
    tie = ties.get(towards.binding)
    if tie and tie.of not in _HOLDERS.get(duty.owed_by.each, (tie.of,)):
        args = {"value": towards.binding, "holder": tie.of, "owner": duty.owed_by.each}
        yield Flaw((*at, "binding"), "rule-bound", args)


def _rhythm(at: At, settings: Settings, duty: Duty, rhythm: Rhythm) -> Iterator[Flaw]:
    for name, shapes in _OF_RHYTHM.items():
        given = name in rhythm.model_fields_set
        if given and not any(getattr(rhythm, shape) for shape in shapes):
            yield _misplaced((*at, name), shapes[0])
    if rhythm.unit and not (rhythm.every or rhythm.within) and duty.evidence.counts != "days":
        yield _misplaced((*at, "unit"), "every / within")
    if rhythm.between:
        yield from day_order((*at, "between"), rhythm.between)
    yield from twins((*at, "seasons"), [season.name for season in rhythm.seasons], "name")
    for n, season in enumerate(rhythm.seasons):
        yield from _season((*at, "seasons", n), season)
    yield from _occasion(at, settings, duty, rhythm)


def _occasion(at: At, settings: Settings, duty: Duty, rhythm: Rhythm) -> Iterator[Flaw]:
    """What a rhythm runs from: the object's own day, or what it comes after."""
    towards = duty.towards.each if duty.towards else None
    if rhythm.anchor == "object" and towards not in ("issue", "task"):
        yield _misplaced((*at, "anchor"), "towards: {each: issue}")
    if rhythm.after == "closed" and towards != "issue":
        yield _misplaced((*at, "after"), "towards: {each: issue}")
    if rhythm.after == "held":
        known = [kind.code for kind in settings.activity_kinds]
        yield from among((*at, "of"), "activity", rhythm.of, known)
    elif rhythm.after == "issued":
        known = [kind.code for kind in settings.task_kinds]
        yield from among((*at, "of"), "task", rhythm.of, known)
    elif rhythm.of:
        yield _misplaced((*at, "of"), "after: held / issued")


def _season(at: At, season: Season) -> Iterator[Flaw]:
    """A season may run over the end of the year, but its days must be in the calendar."""
    for name in ("since", "until"):
        month, day = getattr(season, name).split("-")
        try:
            date(2024, int(month), int(day))  # a leap year: 02-29 is a day of some years
        except ValueError:
            yield Flaw((*at, name), "rule-no-day", {"value": f"{month}-{day}"})


def _evidence(at: At, settings: Settings, duty: Duty) -> Iterator[Flaw]:
    """The record that is to show a duty done can be of these kinds and have this step."""
    evidence: Evidence = duty.evidence
    kinds = {
        "visit": list(VISIT_KIND_NAMES),
        "activity": [kind.code for kind in settings.activity_kinds],
        "task": [kind.code for kind in settings.task_kinds],
    }
    steps = {"issue": list(VERB_NAMES), "task": list(STEPS)}
    if evidence.record in kinds:
        known = kinds[evidence.record]
        yield from among((*at, "kinds"), evidence.record, evidence.kinds, known)
        if not kinds[evidence.record]:
            where = f"{evidence.record}_kinds"
            yield Flaw((*at, "record"), "rule-nobody", {"kind": evidence.record, "where": where})
    elif evidence.kinds:
        yield _misplaced((*at, "kinds"), "record: visit / activity / task")
    if evidence.step is not None:
        if evidence.record in steps:
            known = steps[evidence.record]
            yield from among((*at, "step"), "step", [evidence.step], known, one=True)
        else:
            yield _misplaced((*at, "step"), "record: issue / task")
    if evidence.counts == "days" and evidence.record not in ("visit", "activity"):
        yield _misplaced((*at, "counts"), "record: visit / activity")


def _in_programme(at: At, settings: Settings, duty: Duty) -> Iterator[Flaw]:
    """A duty that begins when the campaign is over, or is over when it begins, is never owed."""
    programme = settings.programme
    if programme is None:
        return
    late = programme.until is not None and duty.since > programme.until
    if late or (duty.until is not None and duty.until < programme.since):
        span = f"{programme.since} – {programme.until or '…'}"
        yield Flaw((*at, "since" if late else "until"), "rule-outside", {"span": span})


def _misplaced(at: At, belongs: str) -> Flaw:
    """A key that says nothing where it stands."""
    return Flaw(at, "rule-misplaced", {"belongs": belongs})
