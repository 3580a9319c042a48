"""What the issues of a made-up ledger are about: their facts, from a visit or from elsewhere."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ledger.records.issue import FACTS
from ledger.story.visits import Pages
from ledger.story.words import Draw, Matter

HEARD_WITHIN = timedelta(days=3)
"""How long before its registration an issue may have been heard on a visit."""
CONFIDENTIAL, DETAILED, NAMED = 2, 40, 90
"""Percent of issues kept from lists, told at length, and raised by a household on a register."""


@dataclass(frozen=True)
class Subject:
    """What one issue is about."""

    facts: dict[str, Any]
    measures: str
    result: str
    units: list[str]
    slots: dict[str, object]
    heard: datetime | None = None

    def say(self, draw: Draw, verb: str) -> str:
        """Something that is said at a step."""
        return draw.one(draw.phrases.says[verb]).format_map(self.slots)


@dataclass
class Ear:
    """Where the issues of one station are heard of."""

    draw: Draw
    diary: Pages
    households: Mapping[str, list[str]]

    def __post_init__(self) -> None:
        self.days = list(self.diary)

    def subject(self, opened: date) -> Subject:
        """A new issue of about this day; one heard on a visit is registered on the visit's day."""
        draw, words = self.draw, self.draw.phrases
        stream = draw.likely(words.streams)
        raised = stream in words.raised
        visit = self._visit(opened) if raised else None
        villages = draw.area.villages
        village = draw.one([v for v in villages if not visit or v.code == visit["place"]])
        matter: Matter = draw.one(words.by_stream[stream, opened.month])
        slots = draw.slots(village)
        title, measures, result = (text.format_map(slots) for text in draw.one(matter.cases))
        day = visit["at"].date() if visit else opened
        facts = {
            "id": draw.id(day),
            "title": title,
            "text": draw.one(words.details).format_map(slots) if draw.happens(DETAILED) else None,
            "station": draw.area.code,
            "place": village.code,
            "stream": stream,
            "category": matter.category,
            "source": words.heard[visit["kind"]] if visit else draw.one(words.sources[stream]),
            "level": self._level(),
            "confidential": raised and draw.happens(CONFIDENTIAL),
            "opened": day,
        }
        if stream in draw.first_asked:
            facts["first_asked"] = visit["by"] if visit else draw.one(draw.area.writers)
        if visit:
            facts |= {"reporter": visit["households"][0], "visit": visit["id"]}
            _note(visit, facts)
        elif raised and draw.happens(NAMED):
            facts["reporter"] = draw.one(self.households[village.code])
        units = [unit.format_map(slots) for unit in matter.units]
        return Subject(
            _ordered(facts), measures, result, units, slots, visit["at"] if visit else None
        )

    def again(self, subject: Subject, opened: date) -> Subject:
        """The same matter, raised once more."""
        facts = {**subject.facts, "id": self.draw.id(opened), "opened": opened}
        for name in ("visit", "text", "confidential"):
            facts.pop(name, None)
        if "reporter" in facts:
            facts["reporter"] = self.draw.one(self.households[facts["place"]])
        return replace(subject, facts=facts, heard=None)

    def _visit(self, opened: date) -> dict[str, Any] | None:
        """A visit of that day or shortly before, if one took place and somebody was met."""
        found = bisect_right(self.days, opened) - 1
        if found < 0 or opened - self.days[found] > HEARD_WITHIN:
            return None
        visit = self.draw.one(self.diary[self.days[found]])
        return visit if visit["households"] and visit["kind"] in self.draw.phrases.heard else None

    def _level(self) -> str | None:
        """The first level most often, each further one less."""
        weights = {level: 4.0**-n for n, level in enumerate(self.draw.settings.levels)}
        return self.draw.likely(weights) if weights else None


def _note(visit: dict[str, Any], facts: Mapping[str, Any]) -> None:
    """Write the matter into the diary, as an opinion that became an issue."""
    said = {"text": facts["title"], "category": facts["category"], "issue": facts["id"]}
    visit["opinions"] = [*visit["opinions"], said]


def _ordered(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in FACTS if facts.get(name)}
