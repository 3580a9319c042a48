"""Writing visits: a page of the diary grows, and what was heard becomes an issue."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ledger.book import issues, opinions, references
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import lookups
from ledger.records import paths
from ledger.records.issue import Issue
from ledger.records.visit import Opinion, Page, Visit
from ledger.store import form
from ledger.words import gettext as _


def add(
    writing: Writing, on: date, fields: Mapping[str, Any], promote: Mapping[int, Mapping[str, Any]]
) -> tuple[Visit, list[Issue]]:
    """Add a visit to its diary page within a write; the caller commits.

    `promote` names the opinions, counted from 1, that become issues, with further facts of each.
    """
    ledger = writing.ledger
    db = ledger.index.db
    issues.check_day(ledger, on)
    given = {name: value for name, value in fields.items() if value not in (None, [], {})}
    given["place"] = references.place(db, given["place"])
    station = issues.station_of(ledger, given.pop("station", None), given["place"])
    people = given.setdefault("people", [ledger.require_who()])
    references.staff(db, *people)
    references.household(db, *given.get("households", []))
    for opinion in given.get("opinions", []):
        opinion["category"] = references.term(db, "category", opinion.get("category"))
    for item in given.get("checklist", {}):
        references.terms(db, {"checklist": item})
    for aid in given.get("aid", []):
        references.terms(db, {"aid": aid["kind"]})
    for number in promote:
        opinions.require(_("the visit"), len(given.get("opinions", ())), number)
    head = {"id": writing.free_id(station, on), "at": ledger.now, "by": ledger.require_who()}
    visit = form.build(Visit, {"kind": "visit", **given, **head})
    made = []
    for number, facts in promote.items():
        visit, issue = _promoted(writing, visit, station, number, on, facts)
        made.append(issue)
    path = paths.page(station, on)
    page = writing.read(Page, path)
    visits = [*page.visits, visit] if page else [visit]
    writing.put(path, Page(station=station, date=on, visits=visits))
    return visit, made


def promote(
    writing: Writing, record: str, number: int, on: date, facts: Mapping[str, Any]
) -> tuple[Visit, Issue]:
    """Make an issue of one opinion of a visit within a write; the caller commits."""
    station, day = lookups.visit_page(writing.ledger.index.db, record)
    path = paths.page(station, date.fromisoformat(day))
    page = writing.read(Page, path)
    if page is None:
        raise RefusedError(
            _("{path} is not there any more; look again with “tz list visits”").format(path=path)
        )
    place = next(n for n, visit in enumerate(page.visits) if visit.id == record)
    visit, issue = _promoted(writing, page.visits[place], station, number, on, facts)
    visits = [*page.visits[:place], visit, *page.visits[place + 1 :]]
    writing.put(path, page.model_copy(update={"visits": visits}))
    return visit, issue


def _promoted(
    writing: Writing, visit: Visit, station: str, number: int, on: date, facts: Mapping[str, Any]
) -> tuple[Visit, Issue]:
    opinions.require(visit.id, len(visit.opinions), number)
    opinion = visit.opinions[number - 1]
    if opinion.issue:
        raise RefusedError(
            _("opinion {number} of {id} became {issue} already").format(
                number=number, id=visit.id, issue=opinion.issue
            )
        )
    sources = list(lookups.terms(writing.ledger.index.db, "source"))
    fields = {
        "title": opinion.text,
        "place": visit.place,
        "station": station,
        "category": opinion.category,
        "reporter": visit.households[0] if visit.households else None,
        "source": sources[0] if sources else None,
        "visit": visit.id,
    }
    given = {name: value for name, value in facts.items() if value is not None}
    issue = issues.register(writing, on, {**fields, **given})
    said = _with(visit.opinions, number, issue.id)
    return visit.model_copy(update={"opinions": said}), issue


def _with(said: Sequence[Opinion], number: int, issue: str) -> list[Opinion]:
    return [
        opinion.model_copy(update={"issue": issue}) if n == number else opinion
        for n, opinion in enumerate(said, start=1)
    ]
