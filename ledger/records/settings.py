"""The settings of a ledger: `ledger.yaml` says what differs from one system to the next."""

from typing import Annotated

from pydantic import Field

from ledger.records.base import Code, Count, Flag, Line, Value, Word, none
from ledger.records.rulebook import (
    ActivityKind,
    AtOnce,
    BindingKind,
    Duty,
    Extension,
    GroupKind,
    Lights,
    Limit,
    Programme,
    Separation,
    Stream,
    TaskKind,
)


class Bounds(Value):
    """How many there may be."""

    at_least: Count = 0
    """The fewest allowed."""
    at_most: Count | None = None
    """The most allowed; no bound where it is absent."""


class Tier(Value):
    """One level of the place tree, such as county, township, station area or village."""

    type: Code
    """The word by which stations/*.yaml name this level."""
    name: Word
    """What people call it."""
    station: Flag = False
    """Whether nodes of this level keep issues and diary pages of their own."""
    registers: Flag = False
    """Whether nodes of this level have a household register."""
    children: Bounds = Bounds()
    """How many nodes of the level below one node covers, such as 3 to 7 villages."""


class Role(Value):
    """A post at a station."""

    code: Code
    """The word by which stations/*.yaml name this post."""
    name: Word
    """What people call it."""
    at_least: Count = 0
    """The fewest holders a station has."""
    at_most: Count | None = None
    """The most holders a station has."""
    signs: Flag = False
    """Whether the holder signs issues off."""
    tier: Code | None = None
    """The level of the places that have this post; every level that keeps a ledger where absent."""


class Category(Value):
    """A subject of issues, with up to two levels of finer ones within."""

    name: Word
    """What people call it; no slash, which joins levels in an issue."""
    within: list["Category"] = Field(default_factory=none)
    """The finer subjects."""

    def paths(self) -> list[str]:
        """This subject and all finer ones, each as a path such as 基础设施建设/道路."""
        return [self.name] + [f"{self.name}/{path}" for c in self.within for path in c.paths()]


class Settings(Value):
    """All that `ledger.yaml` holds."""

    format: Annotated[int, Field(strict=True, ge=1, le=1)]
    """The version of the file format; this program knows 1."""
    name: Line
    """The ledger's title."""
    language: Code | None = None
    """`zh` or `en` to fix the program's language in this ledger; by default each clerk's own."""
    tiers: Annotated[list[Tier], Field(min_length=1)]
    """The levels of the place tree, the highest first."""
    roles: list[Role] = Field(default_factory=none)
    """The posts at a station."""
    streams: Annotated[list[Stream], Field(min_length=1)]
    """The channels by which issues come in; the first is the default."""
    sources: list[Word] = Field(default_factory=none)
    """Where an issue was heard of; the first is the default for issues promoted from a visit."""
    levels: list[Word] = Field(default_factory=none)
    """How weighty or urgent an issue is."""
    categories: list[Category] = Field(default_factory=none)
    """The subjects of issues."""
    household_categories: list[Word] = Field(default_factory=none)
    """The kinds of household that are visited by their own rules."""
    readiness: list[Word] = Field(default_factory=none)
    """The checklist that a station must meet (such as 六个到位)."""
    visit_checklist: list[Word] = Field(default_factory=none)
    """The questions a visit answers (such as 七必访四问清); free where empty."""
    aid_kinds: list[Word] = Field(default_factory=none)
    """The kinds of aid handed over on a visit."""

    programme: Programme | None = None
    """The time for which the system runs, where it is a campaign."""
    limits: list[Limit] = Field(default_factory=none)
    """How long things may take; the first row that fits holds."""
    at_once: AtOnce = AtOnce()
    """What 立行立改 means."""
    extension: Extension = Extension()
    """How far deadlines may be moved."""
    lights: Lights = Lights()
    """When a deadline is near and when an overdue one grave."""
    separation: Separation = Separation()
    """Who may not be the same person."""
    late_entry: Count = 3
    """An entry written down more than so many days after its day is flagged as late (补录)."""
    activity_kinds: list[ActivityKind] = Field(default_factory=none)
    """The kinds of activity."""
    task_kinds: list[TaskKind] = Field(default_factory=none)
    """The kinds of task."""
    bindings: list[BindingKind] = Field(default_factory=none)
    """The ties between people, units, groups and places."""
    groups: list[GroupKind] = Field(default_factory=none)
    """The kinds of group and how they are made up."""
    duties: list[Duty] = Field(default_factory=none)
    """What is owed again and again."""

    def tier(self, name: str) -> Tier | None:
        """The level of this type, or None."""
        return next((tier for tier in self.tiers if tier.type == name), None)

    def category_paths(self) -> list[str]:
        """Every category an issue may have."""
        return [path for category in self.categories for path in category.paths()]
