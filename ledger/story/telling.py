"""A made-up ledger, told from a seed: the demo's commits one by one, or the files at the end.

Everything is drawn station by station from one seed, so the same wish tells the same story.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ledger.records import paths
from ledger.records.base import Value
from ledger.records.household import Register
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.records.visit import Page
from ledger.rules.lifecycle import issue_of
from ledger.story import visits as diaries
from ledger.story.clock import ZONE, Span
from ledger.story.courses import Course, courses
from ledger.story.households import registers
from ledger.story.issues import Teller
from ledger.story.lives import Life
from ledger.story.places import Area, areas
from ledger.story.subjects import Ear
from ledger.story.words import Draw, Phrases, chance

__all__ = ["DEMO", "Operation", "Phrases", "Wish", "tell", "world"]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How large a story, of which days, from which seed."""

    seed: str
    issues: int
    visits: int
    start: date
    end: date
    households: int = 10
    """About how many lines the register of each village has."""
    open: float | None = None
    """The share of issues still open; by default what comes in within some weeks."""


DEMO = Wish(seed="yijun", issues=300, visits=2000, start=date(2026, 1, 5), end=date(2026, 6, 30))
"""The demo's half year."""


@dataclass(frozen=True)
class Operation:
    """One command of the story: who wrote what down and when, and the files as it left them."""

    at: datetime
    by: str
    command: str
    records: tuple[str, ...]
    files: Mapping[str, Value]


@dataclass(frozen=True)
class _Station:
    """All that happened at one station."""

    area: Area
    registers: list[Register]
    diary: diaries.Pages
    lives: list[Life]


def tell(
    settings: Settings, stations: Iterable[Station], phrases: Phrases, wish: Wish
) -> Iterator[Operation]:
    """The story as commands, in the order of time."""
    operations: list[Operation] = []
    for number, station in enumerate(_stations(settings, stations, phrases, wish)):
        operations.append(_first(station, wish, number))
        operations.extend(_visits(station))
        operations.extend(_events(station))
    yield from sorted(operations, key=lambda operation: operation.at)


def world(
    settings: Settings, stations: Iterable[Station], phrases: Phrases, wish: Wish
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files that the story leaves behind, as plain fields in the order of their records."""
    for station in _stations(settings, stations, phrases, wish):
        for register in station.registers:
            yield paths.register(register.place), register.plain()
        for day, visits in station.diary.items():
            yield paths.page(station.area.code, day), _page(station.area.code, day, visits)
        for life in station.lives:
            issue = issue_of(life.states[-1], life.log)
            yield paths.issue(issue.id), issue.plain()


def _stations(
    settings: Settings, stations: Iterable[Station], phrases: Phrases, wish: Wish
) -> Iterator[_Station]:
    """Station by station; visits and issues are dealt out by the number of villages."""
    found = areas(settings, stations)
    random = chance(wish.seed, "all")
    span = Span(wish.start, wish.end)
    sizes = [len(area.villages) for area in found]
    dealt: dict[str, list[Course]] = {area.code: [] for area in found}
    drawn = courses(phrases, span, wish.issues, random, wish.open)
    for area, course in zip(random.choices(found, sizes, k=wish.issues), drawn, strict=True):
        dealt[area.code].append(course)
    visits = Counter(random.choices([area.code for area in found], sizes, k=wish.visits))
    for area in found:
        draw = Draw(wish.seed, area, settings, phrases)
        yield _station(draw, span, wish, dealt[area.code], visits[area.code])


def _station(draw: Draw, span: Span, wish: Wish, taken: list[Course], visits: int) -> _Station:
    kept = list(registers(draw, wish.households, wish.start))
    households = {register.place: [h.id for h in register.households] for register in kept}
    days = [span.start + timedelta(days=n) for n in range(span.days + 1)]
    diary = diaries.pages(draw, households, days, visits)
    teller = Teller(draw, Ear(draw, diary, households), span)
    return _Station(draw.area, kept, diary, [teller.tell(course) for course in taken])


def _first(station: _Station, wish: Wish, number: int) -> Operation:
    """The registers of a station, written down before all else."""
    at = datetime.combine(wish.start, time(7), ZONE) + timedelta(minutes=number)
    files = {paths.register(register.place): register for register in station.registers}
    records = tuple(register.place for register in station.registers)
    return Operation(at, station.area.writers[0], "household add", records, files)


def _visits(station: _Station) -> Iterator[Operation]:
    for day, visits in station.diary.items():
        for visit in visits:
            files = {paths.page(station.area.code, day): _page_at(station, day, visit["at"])}
            yield Operation(visit["at"], visit["by"], "visit add", (visit["id"],), files)


def _events(station: _Station) -> Iterator[Operation]:
    lives = {life.subject.facts["id"]: life for life in station.lives}
    for life in station.lives:
        facts = life.subject.facts
        for step, event in enumerate(life.log):
            if event.do == "absorb":  # written with the merging of the other
                continue
            issue = life.at(step)
            files: dict[str, Value] = {paths.issue(issue.id): issue}
            command, records = f"issue {event.do}", [issue.id]
            if event.do == "merge":
                main = lives[event.into]
                files[paths.issue(event.into)] = main.at(main.absorbed(issue.id))
                records.append(event.into)
            if event.do == "register" and issue.visit:
                day = facts["opened"]
                files[paths.page(station.area.code, day)] = _page_at(station, day, event.at)
                command, records = "visit promote", [issue.id, issue.visit]
            yield Operation(event.at, event.by, command, tuple(records), files)


def _page_at(station: _Station, day: date, moment: datetime) -> Page:
    """The diary page as it stood: without later visits, and without issues not yet registered."""
    known = {life.log[0].at: life.subject.facts["id"] for life in station.lives}
    registered = {issue for at, issue in known.items() if at <= moment}
    visits = [_as_of(v, registered) for v in station.diary[day] if v["at"] <= moment]
    return Page.model_validate(_page(station.area.code, day, visits))


def _as_of(visit: Mapping[str, Any], registered: set[str]) -> dict[str, Any]:
    opinions = [
        {k: v for k, v in opinion.items() if k != "issue" or v in registered}
        for opinion in visit["opinions"]
    ]
    return {**visit, "opinions": opinions}


def _page(station: str, day: date, visits: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The fields of a page, empty ones left out."""
    written = [{k: v for k, v in visit.items() if v or v == 0} for visit in visits]
    return {"station": station, "date": day, "visits": written}
