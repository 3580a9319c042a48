"""The stationed-contact city at its own size: its place tree and duties, and records that do them.

Issues and visits are told as in every ledger of the bench, so the streams and the rest of what they
need are Yijun's. What the duties ask for besides is made here for the last year: stays of town
leaders, tasks of the groups, monthly data, covert inspections, visits of city leaders.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from ledger.records import ids, paths
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.story.clock import ZONE

DONE = 85
"""Percent of what is owed that was done."""
YEAR = 365
_LEADERS = {"party_head", "town_head", "leader"}
_BORROWED = (
    *("streams", "sources", "levels", "categories", "household_categories", "visit_checklist"),
    *("aid_kinds", "limits"),
)

File = tuple[str, dict[str, Any]]


def settings(city: Settings, county: Settings) -> Settings:
    """The city's settings with what the story needs of a county's; the town's secretary signs."""
    borrowed = {name: getattr(county, name) for name in _BORROWED}
    roles = [r.model_copy(update={"signs": r.code == "party_head"}) for r in city.roles]
    return city.model_copy(update={**borrowed, "roles": roles})


def files(nodes: list[Station], start: date, end: date) -> Iterator[File]:
    """The activities, tasks and city leaders' visits of at most the last year."""
    maker = _Maker({node.code: node for node in nodes}, start, end)
    yield from maker.stays()
    yield from maker.groups()
    yield from maker.city()
    yield from maker.leaders()


class _Maker:
    """Makes the records of one city from one seed."""

    def __init__(self, nodes: dict[str, Station], start: date, end: date) -> None:
        self.nodes = nodes
        self.end = end
        first = max(start, end - timedelta(days=YEAR))
        days = [first + timedelta(days=n) for n in range((end - first).days)]
        self.random = Random("stationed")
        self.weeks = days[::7]
        self.months = [day for day in days if day.day == 1]

    def stays(self) -> Iterator[File]:
        """A stay of three or four days a week, of nearly every town leader."""
        for node in self.nodes.values():
            for leader in (one for one in node.staff if one.role in _LEADERS):
                for week in filter(self._happens, self.weeks):
                    day = week - timedelta(days=week.weekday())
                    last = {"until": day + timedelta(days=self.random.randint(2, 3))}
                    yield self._activity("residence", node.code, day, [leader.person], last)

    def groups(self) -> Iterator[File]:
        """The list of visits that nearly every group makes at the start of a month."""
        for node in self.nodes.values():
            for group in node.groups:
                for day in filter(self._happens, self.months):
                    yield self._task(node, day + timedelta(days=2), group.members[0].person)

    def city(self) -> Iterator[File]:
        """The city's monthly data and weekly covert inspections."""
        city = next(node for node in self.nodes.values() if node.parent is None)
        for day in filter(self._happens, self.months):
            yield self._activity("monthly_data", city.code, day, [city.staff[0].person])
        for day in filter(self._happens, self.weeks):
            found = {"findings": [{"text": "在岗情况正常"}]}
            yield self._activity("covert", city.code, day, [city.staff[0].person], found)

    def leaders(self) -> Iterator[File]:
        """The visits of city leaders to their villages, on pages of the city."""
        city = next(node for node in self.nodes.values() if node.parent is None)
        pages: dict[date, list[dict[str, Any]]] = {}
        for node in self.nodes.values():
            for tie in (one for one in node.bindings if one.kind == "village_tie" and one.person):
                for day in filter(self._happens, self.months[::2]):
                    on = day + timedelta(days=self.random.randrange(28))
                    visit = {"id": self._id(city.code, on), "kind": "visit", "at": _at(on)}
                    who = {"by": tie.person, "place": node.code, "people": [tie.person]}
                    pages.setdefault(on, []).append({**visit, **who, "body": "村“两委”"})
        for on, visits in pages.items():
            if on <= self.end:
                page = {"station": city.code, "date": on, "visits": visits}
                yield paths.page(city.code, on), page

    def _activity(
        self, kind: str, place: str, on: date, people: list[str], more: dict[str, Any] | None = None
    ) -> File:
        record = self._id(place, on)
        head = {"id": record, "kind": kind, "title": "例行", "station": place, "place": place}
        when = {"date": on, **({"until": more["until"]} if more and "until" in more else {})}
        rest = {name: value for name, value in (more or {}).items() if name != "until"}
        written = {"at": _at(on), "by": people[0], "people": people}
        return paths.activity(record), {**head, **when, **written, **rest}

    def _task(self, node: Station, on: date, person: str) -> File:
        town = node.parent or node.code
        record = self._id(town, on)
        step = {"id": "3F7K", "on": on, "at": _at(on), "by": person, "do": "issue"}
        head = {"id": record, "kind": "visits", "title": "本月走访任务", "station": town}
        rest = {"place": node.code, "period": f"{on:%Y-%m}", "owner": {"person": person}}
        state = {"opened": on, "status": "issued", "log": [step]}
        return paths.task(record), {**head, **rest, **state}

    def _happens(self, _what: object) -> bool:
        return self.random.random() * 100 < DONE

    def _id(self, station: str, on: date) -> str:
        return ids.new_id(station, on.year, self.random.randrange)


def _at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)
