"""A node of the place tree: county, township, station area, village, group."""

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
    StaffCode,
    Text,
    Value,
    Word,
    like,
    none,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Member(Value):
    """A person's post at a station for a time; one person is one staff code everywhere."""

    person: StaffCode
    """The staff code."""
    role: Code
    """The post, one of the roles in ledger.yaml."""
    post: Word | None = None
    """The post the person holds elsewhere, such as 乡镇党委委员."""
    full_time: Flag = False
    """Whether the person works at the station full time."""
    since: Day | None = None
    """The first day in the post."""
    until: Day | None = None
    """The last day in the post."""


class Delegate(Value):
    """Somebody who may sign in the head's stead for a time."""

    person: StaffCode
    """The staff code."""
    since: Day
    """The first day."""
    until: Day | None = None
    """The last day."""
    note: Line | None = None
    """By whose leave, and why."""


class Binding(Value):
    """Who is tied to this place for a time: a leader (挂点), a unit (包村) or a group (分片)."""

    kind: Code
    """The kind of tie, one of the bindings in ledger.yaml."""
    person: StaffCode | None = None
    """The person."""
    unit: Word | None = None
    """The unit."""
    group: Code | None = None
    """The group, by its code."""
    since: Day | None = None
    """The first day."""
    until: Day | None = None
    """The last day."""

    @model_validator(mode="after")
    def _one_holder(self) -> "Binding":
        if sum(holder is not None for holder in (self.person, self.unit, self.group)) != 1:
            raise PydanticCustomError("one_holder", "exactly one holder")
        return self


class Group(Value):
    """A group of a station, such as the 2+1 of an area."""

    code: Code
    """The word that names it, one in the whole ledger."""
    kind: Code
    """Its kind, one of the groups in ledger.yaml."""
    members: list[Member] = Field(default_factory=none)
    """Who belongs to it."""
    area: list[Word] = Field(default_factory=none)
    """The natural villages or compounds it looks after."""


class FormerName(Value):
    """A name the place had before, so that old reports keep it."""

    name: Word
    """The old name."""
    until: Day
    """The last day it bore the name."""


class Station(Value):
    """One node of the place tree; `stations/<code>.yaml`."""

    code: PlaceCode
    """The code that names the node in ids, files and commands."""
    name: Word
    """What people call it."""
    type: Code
    """Its level, one of the tiers in ledger.yaml."""
    parent: PlaceCode | None = None
    """The node above; only the root has none."""
    aliases: list[Word] = Field(default_factory=none)
    """Other ways its name is written."""
    region: Annotated[str, like(r"^[0-9]{12}$")] | None = None
    """The twelve-digit statistical region code, where it has one."""
    households: Count | None = None
    """How many households it has: the denominator of visit rates."""
    contact: Line | None = None
    """The office telephone or where to find the station; never a private number."""
    service_weekday: Weekday | None = None
    """The day of the week on which the station serves callers (集中便民日)."""
    pilot: Flag = False
    """Whether it was in the first batch."""
    demonstration: Flag = False
    """Whether it is a demonstration station."""
    readiness: list[Word] = Field(default_factory=none)
    """The items of the readiness checklist that are met (六个到位)."""
    staff: list[Member] = Field(default_factory=none)
    """Who works there, now and before."""
    delegates: list[Delegate] = Field(default_factory=none)
    """Who signs in the head's stead."""
    groups: list[Group] = Field(default_factory=none)
    """The groups of the station."""
    bindings: list[Binding] = Field(default_factory=none)
    """Who is tied to this place."""
    since: Day | None = None
    """The first day the node exists."""
    until: Day | None = None
    """The last day the node exists; a merged or dissolved place stays for old reports."""
    into: PlaceCode | None = None
    """The node it was merged into."""
    former_names: list[FormerName] = Field(default_factory=none)
    """Names it had before."""
    note: Text | None = None
    """Anything else."""
