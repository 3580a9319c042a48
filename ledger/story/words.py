"""The words of a made-up ledger, read from a file, and the chance that puts them together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random
from typing import TypeVar

from ledger.records import ids
from ledger.records.base import Code, Count, Line, Text, Value, Word
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.story.places import Area

AnyT = TypeVar("AnyT")


class Matter(Value):
    """A subject of issues and what is said of it."""

    category: Line
    """One of the categories in ledger.yaml."""
    streams: list[Code]
    """The channels by which it comes."""
    months: tuple[Count, ...] = ()
    """The months in which it comes; any where empty."""
    units: list[Text]
    """Who may have to settle it."""
    cases: list[tuple[Line, Text, Text]]
    """Title, measures and result of each thing that may happen."""


class Diary(Value):
    """What a diary entry is put together from."""

    openers: dict[str, list[str]]
    """How an entry begins, by the kind of visit."""
    seen: list[str]
    """What is seen where people live."""
    said: list[str]
    """What people say anywhere."""
    closers: list[str]
    """How it ends; some end without."""


class Phrases(Value):
    """All the words; `{village}`, `{n}` and the like are filled in."""

    spots: list[Word]
    """Parts of a village."""
    groups: list[Word]
    """Villagers' groups."""
    surnames: list[Word]
    """The first part of a made-up name."""
    stems: list[Word]
    """The second part."""
    numerals: list[Word]
    """The third part."""
    alone: list[Word]
    """The kinds of household of one person."""
    ended: dict[str, Count]
    """The courses that ended issues took, as verbs, each with its weight."""
    open: dict[str, Count]
    """The courses of issues still open."""
    streams: dict[Code, Count]
    """How often each channel is used."""
    raised: list[Code]
    """The channels by which households raise issues; the first is that of opinions on visits."""
    sources: dict[Code, list[Word]]
    """Where issues of each channel were heard of."""
    heard: dict[str, Word]
    """The source of an issue heard on a visit of this kind."""
    matters: list[Matter]
    """The subjects."""
    details: list[str]
    """Longer descriptions."""
    limits: list[Count]
    """The days that owners are given."""
    says: dict[Code, list[str]]
    """What is written down at each step."""
    bodies: list[str]
    """Who issues are handed up to."""
    bases: list[Line]
    """What reopening rests on."""
    diary: Diary
    """What diaries say."""
    bodies_met: list[Word]
    """Bodies that are met in place of households."""
    policies: list[Word]
    """Policies that are explained."""
    checklist: dict[Word, list[Line]]
    """Answers to the questions of the visit checklist."""
    answers: list[Line]
    """What is answered on the spot."""
    aid: dict[Word, list[Line]]
    """What is handed over, by kind; money where nothing is listed."""

    @cached_property
    def findings(self) -> dict[bool, list[str]]:
        """What a diary may hold, told apart by whether people were met at home."""
        return {True: self.diary.seen + self.diary.said, False: self.diary.said}

    @cached_property
    def by_stream(self) -> dict[tuple[str, int], list[Matter]]:
        """The subjects that come by a channel in a month."""
        return {
            (stream, month): [
                matter
                for matter in self.matters
                if stream in matter.streams and (not matter.months or month in matter.months)
            ]
            for stream in self.streams
            for month in range(1, 13)
        }


def chance(seed: str, name: str) -> Random:
    """What chance brings under a name; the same for the same seed."""
    return Random(f"{seed}:{name}")  # noqa: S311 (a story, not a secret)


@dataclass
class Draw:
    """The chance of one station: all that happens there is drawn from it, in a fixed order."""

    seed: str
    area: Area
    settings: Settings
    phrases: Phrases
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = chance(self.seed, self.area.code)

    @cached_property
    def first_asked(self) -> set[str]:
        """The channels of which ledger.yaml wants to know who was asked first."""
        return {
            stream.code
            for stream in self.settings.streams
            for demand in stream.demands
            if demand.step == "register" and "first_asked" in demand.fields
        }

    @property
    def below(self) -> Callable[[int], int]:
        """A number from zero up to, but not including, the one given."""
        return self.random.randrange

    def one(self, choices: Sequence[AnyT]) -> AnyT:
        """Any of these."""
        return self.random.choice(choices)

    def likely(self, weights: Mapping[AnyT, float]) -> AnyT:
        """One of the keys, as often as its weight says."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def happens(self, percent: float) -> bool:
        """Whether something this likely happens."""
        return self.random.random() * 100 < percent

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(least, most)

    def id(self, day: date) -> str:
        """A new record id of this station."""
        while (drawn := ids.new_id(self.area.code, day.year, self.below)) in self.used:
            pass
        self.used.add(drawn)
        return drawn

    def slots(self, village: Station) -> dict[str, object]:
        """What fills the braces of everything said about one matter."""
        return {
            "village": village.name,
            "township": self.area.township,
            "group": self.one(self.phrases.groups),
            "spot": self.one(self.phrases.spots),
            "n": self.between(2, 18) * 5,
            "m": self.between(2, 6),
        }
