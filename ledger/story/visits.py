"""The diaries of a made-up ledger: pages of one station and day, as plain fields."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from ledger.records.station import Station
from ledger.story.clock import SATURDAY, ZONE
from ledger.story.words import Draw

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_USUAL = {"visit": 70, "reception": 8, "phone": 9, "night": 9, "stay": 4}
_SERVICE = {"reception": 55, "visit": 32, "phone": 10, "night": 3}
_MORNING, _EVENING = 8 * 3600 + 1800, 19 * 3600 + 1800
_SIGNS = {"given": 72, "": 22, "proxy": 4, "refused": 2}
_MONEY = (200, 300, 500, 800, 1000)

Pages = dict[date, list[dict[str, Any]]]
"""The visits of a station, by day, in the order they were written down."""


def pages(draw: Draw, households: dict[str, list[str]], days: list[date], number: int) -> Pages:
    """So many visits, more of them on service days and few at weekends."""
    service = draw.area.station.service_weekday
    weights = [_weight(day, service) for day in days]
    drawn = draw.random.choices(days, cum_weights=list(accumulate(weights)), k=number)
    return {
        day: _page(draw, households, day, count) for day, count in sorted(Counter(drawn).items())
    }


def _weight(day: date, service: str | None) -> int:
    if day.weekday() >= SATURDAY:
        return 1
    return 20 if _WEEKDAYS[day.weekday()] == service else 8


def _page(
    draw: Draw, households: dict[str, list[str]], day: date, number: int
) -> list[dict[str, Any]]:
    serves = _WEEKDAYS[day.weekday()] == draw.area.station.service_weekday
    kinds = _SERVICE if serves else _USUAL
    made = [_visit(draw, households, day, draw.likely(kinds)) for _ in range(number)]
    return sorted(made, key=lambda visit: visit["at"])


def _visit(draw: Draw, households: dict[str, list[str]], day: date, kind: str) -> dict[str, Any]:
    """The fields of a visit, in the order of the record, empty ones too."""
    village = draw.one(draw.area.villages)
    people = draw.random.sample(draw.area.people, draw.likely({1: 60, 2: 40}))
    meets_body = kind == "stay" or (kind == "visit" and draw.happens(6))
    second = draw.below(7200) + _EVENING if kind == "night" else draw.below(32_400) + _MORNING
    at = datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(seconds=second)
    at_home = kind in ("visit", "night") and not meets_body
    known = households[village.code]
    number = draw.likely({1: 70, 2: 20, 3: 10}) if at_home else 1
    slots = draw.slots(village)
    return {
        "id": draw.id(day),
        "kind": kind,
        "at": at,
        "by": people[0],
        "place": village.code,
        "people": people,
        "households": [] if meets_body else sorted(draw.random.sample(known, number)),
        "body": draw.one(draw.phrases.bodies_met) if meets_body else None,
        "days": draw.between(1, 3) if kind == "stay" else None,
        "text": _diary(draw, kind, slots, at_home=at_home),
        "checklist": _checklist(draw) if at_home and draw.happens(20) else {},
        "policies": [draw.one(draw.phrases.policies)] if draw.happens(30) else [],
        "opinions": [_opinion(draw, village, day)] if draw.happens(16) else [],
        "aid": [_aid(draw)] if at_home and draw.happens(5) else [],
        "sign": (draw.likely(_SIGNS) or None) if at_home else None,
    }


def _diary(draw: Draw, kind: str, slots: dict[str, object], *, at_home: bool) -> str:
    words = draw.phrases.diary
    found = draw.random.sample(draw.phrases.findings[at_home], draw.likely({1: 65, 2: 35}))
    text = draw.one(words.openers[kind]) + "".join(found) + draw.one(words.closers)
    return text.format_map(slots)


def _checklist(draw: Draw) -> dict[str, str]:
    return {question: draw.one(answers) for question, answers in draw.phrases.checklist.items()}


def _opinion(draw: Draw, village: Station, day: date) -> dict[str, Any]:
    """Something asked for and answered on the spot, or still to be looked at."""
    stream = draw.phrases.raised[0]
    matter = draw.one(draw.phrases.by_stream[stream, day.month])
    slots = draw.slots(village)
    said = {"text": draw.one(matter.cases)[0].format_map(slots), "category": matter.category}
    if draw.happens(75):
        said["answer"] = draw.one(draw.phrases.answers).format_map(slots)
    return said


def _aid(draw: Draw) -> dict[str, Any]:
    kind, goods = draw.one(list(draw.phrases.aid.items()))
    given: dict[str, Any] = {"kind": kind}
    if goods:
        given["goods"] = draw.one(goods)
    given["money"] = draw.one(_MONEY)
    return given
