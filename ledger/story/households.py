"""Who lives in a made-up ledger: registers of names that nobody bears."""

from collections.abc import Iterator
from datetime import date

from ledger.records.household import Household, Register
from ledger.records.station import Station
from ledger.story.words import Draw

AWAY, CARD, CONFIDENTIAL = 6, 70, 2
"""Percent of households that are away, have a contact card, are kept from lists."""


def registers(draw: Draw, households: int, start: date) -> Iterator[Register]:
    """The register of each village: about so many households, with made-up names."""
    for village in draw.area.villages:
        number = draw.between(households - households // 3, households + households // 3)
        lines = [_household(draw, village, n, start) for n in range(1, number + 1)]
        yield Register(place=village.code, households=lines)


def _household(draw: Draw, village: Station, number: int, start: date) -> Household:
    words = draw.phrases
    kinds = draw.settings.household_categories
    wanted = draw.likely({1: 75, 2: 15, 0: 10})
    drawn = {draw.one(kinds) for _ in range(wanted)} if kinds else set()
    return Household(
        id=f"{village.code}-{number:04d}",
        name=draw.one(words.surnames) + draw.one(words.stems) + draw.one(words.numerals),
        categories=[kind for kind in kinds if kind in drawn],
        group=draw.one(words.groups),
        size=1 if drawn & set(words.alone) else draw.between(2, 6),
        staff=draw.one(draw.area.people),
        phone=f"000-{draw.below(10_000):04d}-{draw.below(10_000):04d}",
        address=f"{draw.one(words.spots)}{draw.between(1, 60)}号",
        confidential=draw.happens(CONFIDENTIAL),
        away=draw.happens(AWAY),
        card=start if draw.happens(CARD) else None,
    )
