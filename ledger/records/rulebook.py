"""The rules of a ledger as data: how issues close, how long things may take, who owes what."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.records.base import (
    Code,
    Count,
    Day,
    Flag,
    Line,
    PlaceCode,
    Value,
    Word,
    like,
    none,
)
from ledger.records.closing import Closing, Follow, Number, Unit

Manner = Literal["off", "warn", "refuse"]
"""What the program does where a rule is broken."""
MonthDay = Annotated[str, like(r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
"""A day of every year, written 04-15."""


class Demand(Value):
    """Fields that must be there when a step is taken."""

    step: Code
    """The verb, such as register, assign, submit."""
    fields: Annotated[list[Word], Field(min_length=1)]
    """The fields of the issue or of the step."""


class SignOff(Value):
    """One sign-off that closing needs."""

    step: Closing
    """Acceptance by a checker, the villager's signature, or the signature of a post."""
    roles: list[Code] = Field(default_factory=none)
    """The posts whose holders may give it; empty: for `sign` every post that signs."""
    text: Flag = False
    """Whether an opinion must be written with it."""


class FollowUp(Value):
    """What must follow closing."""

    step: Follow
    """Telling the people, posting, reporting up, filing."""
    within: Number | None = None
    """How long it may take after closing; open where absent."""
    unit: Unit = "day"
    """What `within` counts."""


class Stream(Value):
    """A channel by which issues come in; reports keep streams apart."""

    code: Code
    """The word by which issues name this stream."""
    name: Word
    """What people call it."""
    demands: list[Demand] = Field(default_factory=none)
    """What each step must be given."""
    closing: list[SignOff] = Field(
        default_factory=lambda: [SignOff(step="accept"), SignOff(step="sign")]
    )
    """The sign-offs that close it, in their order; none: closed when reported as settled."""
    follow: list[FollowUp] = Field(default_factory=none)
    """What must follow closing, in order."""


class Limit(Value):
    """How long something may take; the first row that fits an issue holds.

    A limit is fixed when its clock starts and is written down then: a change of the table holds
    for what starts afterwards.
    """

    clock: Literal["accept", "handle", "verify", "upper", "object"]
    """Which clock: until an owner is named, until settled, until accepted and signed, until the
    upper tier answers, until an assignment may be objected to."""
    stream: Code | None = None
    """Only issues of this stream."""
    category: Line | None = None
    """Only issues of this category and the finer ones within it."""
    level: Word | None = None
    """Only issues of this level."""
    source: Word | None = None
    """Only issues heard of here."""
    number: Number
    """How many."""
    unit: Unit
    """Of what."""
    start: Literal["register", "assign"] = "assign"
    """The event that the handling clock starts with; the day itself is not counted."""
    roll: Flag = True
    """Whether a last day on a rest day moves to the next working day."""
    since: Day | None = None
    """The first day on which a clock may start under this row."""
    until: Day | None = None
    """The last such day."""


class AtOnce(Value):
    """What 立行立改 and words like it mean."""

    number: Number = 3
    """How many."""
    unit: Unit = "day"
    """Of what."""


class Extension(Value):
    """How far a deadline may be moved."""

    times: Count = 1
    """How often within a round."""
    days: Count = 30
    """By how many days at most, each time."""


class Lights(Value):
    """When a deadline is called near and when an overdue one grave."""

    near: Count = 3
    """So many units before the last day it is near."""
    unit: Literal["day", "workday"] = "day"
    """What `near` counts."""
    grave: Count = 15
    """From so many days overdue on it is grave."""


class Separation(Value):
    """Who may not be the same person, and who may sign."""

    checker: Manner = "warn"
    """The checker is the person in charge."""
    signer: Manner = "warn"
    """The signer is the person in charge."""
    post: Manner = "warn"
    """The signer holds no post that signs and stands in for nobody who does."""


class ActivityKind(Value):
    """A kind of activity, such as a summary meeting or a covert inspection."""

    code: Code
    """The word by which activities and duties name it."""
    name: Word
    """What people call it."""
    family: Literal[
        "meeting",
        "inspection",
        "commentary",
        "research",
        "training",
        "policy",
        "service",
        "stay",
        "leave",
        "reception",
        "publicity",
        "talk",
        "assessment",
        "bulletin",
        "event",
    ]
    """What it is by nature."""
    demands: list[Word] = Field(default_factory=none)
    """The fields that an activity of this kind must have."""


class TaskKind(Value):
    """A kind of task, such as a weekly list, a key work, a plan or a change of an institution."""

    code: Code
    """The word by which tasks and duties name it."""
    name: Word
    """What people call it."""
    family: Literal["list", "work", "plan", "institution"]
    """A list passed down and reported up, a key work, a part of a plan, or 废改立."""
    demands: list[Word] = Field(default_factory=none)
    """The fields that a task of this kind must have."""


class BindingKind(Value):
    """A tie between somebody and a place, such as 挂点 or 包村."""

    code: Code
    """The word by which stations/*.yaml and duties name it."""
    name: Word
    """What people call it."""
    of: Literal["person", "unit", "group"]
    """Who is tied."""
    tiers: Annotated[list[Code], Field(min_length=1)]
    """The levels of the place tree whose nodes are tied."""
    at_least: Count = 0
    """The fewest that a node has."""
    at_most: Count | None = None
    """The most that a node has."""
    places_at_most: Count | None = None
    """The most places that one holder has."""


class GroupKind(Value):
    """A kind of group and how it is made up, such as “2+1”."""

    code: Code
    """The word by which stations/*.yaml name it."""
    name: Word
    """What people call it."""
    made_of: Annotated[list["Share"], Field(min_length=1)]
    """The parts."""


class Share(Value):
    """How many of one role a group has."""

    role: Code
    """The role."""
    at_least: Count
    """The fewest."""
    at_most: Count | None = None
    """The most."""


class Owing(Value):
    """Who owes a duty."""

    each: Literal["person", "place", "group", "unit"] = "person"
    """Each holder of the roles by himself, each place as a whole, each group, each bound unit."""
    roles: list[Code] = Field(default_factory=none)
    """The roles; for a place, those of its staff whose work it is."""
    tier: Code | None = None
    """The level of the place tree, for `place`; the places that keep a ledger where absent."""
    within: list[PlaceCode] = Field(default_factory=none)
    """Only at these places and those below them, such as one district; everywhere where empty."""


class Object(Value):
    """What a duty is owed to."""

    each: Literal["place", "household", "issue", "bound", "task"]
    """Each place below, each household below or paired, each open issue, each bound place, each
    task received."""
    tier: Code | None = None
    """The level of the places."""
    categories: list[Word] = Field(default_factory=none)
    """The kinds of household."""
    streams: list[Code] = Field(default_factory=none)
    """The streams of the issues."""
    binding: Code | None = None
    """The kind of tie, for `bound`."""
    paired: Flag = False
    """Whether only the households paired with the person count."""


class Season(Value):
    """A stretch of every year."""

    name: Word
    """What people call it."""
    since: MonthDay
    """Its first day."""
    until: MonthDay
    """Its last day."""


class Span(Value):
    """A stretch of time, once."""

    since: Day
    """Its first day."""
    until: Day
    """Its last day."""


_SHAPES = ("every", "weekly", "monthly", "per", "seasons", "between", "after")


class Rhythm(Value):
    """How often a duty falls due.

    Exactly one of `every`, `weekly`, `monthly`, `per`, `seasons`, `between` and `after` is given.
    """

    every: Number | None = None
    """Every so many `unit`s."""
    unit: Literal["day", "workday", "week", "month"] | None = None
    """What `every` or `within` counts; with `workday`, days that records lasted count only where
    people work."""
    anchor: Literal["last", "calendar", "object"] = "last"
    """What `every` runs from: the last time done, the duty's first day, or the object's own day
    (an issue's registration)."""
    weekly: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "service", "any"] | None = None
    """Every week, on a weekday, on the place's own service weekday, or on any day."""
    rest: Literal["owed", "free"] = "owed"
    """Whether a weekday that is a holiday is owed all the same; other years than those of the
    ledger's calendar have no known holidays."""
    monthly: Literal["start", "end"] | None = None
    """Every month, within its first or last `days` days."""
    days: Number | None = None
    """How many days at a month's start or end; 5 where absent."""
    per: Literal["week", "month", "two_months", "quarter", "half_year", "year"] | None = None
    """At least `times` in each of these."""
    seasons: list[Season] = Field(default_factory=none)
    """At least `times` in each of these."""
    between: Span | None = None
    """At least `times` within this stretch, once."""
    after: Literal["closed", "issued", "held"] | None = None
    """After an issue was closed, a task was issued, or an activity was held: within `within`."""
    of: list[Code] = Field(default_factory=none)
    """The kinds of activity or task that it follows, for `held` and `issued`."""
    within: Number | None = None
    """How many `unit`s after it."""
    times: Number = 1
    """How many times at least."""

    @model_validator(mode="after")
    def _one_shape(self) -> "Rhythm":
        if sum(getattr(self, name) not in (None, []) for name in _SHAPES) != 1:
            raise PydanticCustomError("one_rhythm", "exactly one rhythm")
        if (self.every or self.within) and self.unit is None:
            raise PydanticCustomError("no_unit", "a number without its unit")
        if self.after and self.within is None:
            raise PydanticCustomError("no_within", "no time given")
        return self


class Evidence(Value):
    """Which records count as the duty done."""

    record: Literal["visit", "activity", "task", "press", "issue"]
    """The kind of record."""
    kinds: list[Code] = Field(default_factory=none)
    """The kinds of visit, activity or task that count; all where empty."""
    step: Code | None = None
    """The step of an issue or a task that counts: publish, report, consolidate …"""
    counts: Literal["records", "days", "none"] = "records"
    """What is counted: records, or the days that they lasted; `none`: the duty is kept where there
    is no such record (无会日)."""


class Duty(Value):
    """Something owed again and again; its instances are derived, never stored."""

    code: Code
    """The word that names it."""
    name: Word
    """What people call it."""
    owed_by: Owing
    """Who owes it."""
    towards: Object | None = None
    """What it is owed to; nothing beyond the owner where absent."""
    rhythm: Rhythm | None = None
    """How often; a duty without one is written down but never falls due."""
    evidence: Evidence
    """What counts as done."""
    since: Day
    """From when it is owed."""
    until: Day | None = None
    """Until when."""
    note: Line | None = None
    """Where the rule comes from, or what it leaves open."""


class Phase(Value):
    """A phase of a campaign."""

    name: Word
    """What people call it."""
    since: Day
    """Its first day."""
    until: Day
    """Its last day."""


class Programme(Value):
    """The time for which a system runs; open where it is no campaign."""

    since: Day
    """Its first day."""
    until: Day | None = None
    """Its last day."""
    phases: list[Phase] = Field(default_factory=none)
    """Its phases."""
