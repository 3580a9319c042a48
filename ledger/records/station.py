"""A node of the place tree: county, township, station area, village, group."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic import StringConstraints as Chars

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
    aliases: list[Word] = Field(default_factory=list)
    """Other ways its name is written."""
    region: Annotated[str, Chars(strict=True, pattern=r"^[0-9]{12}$")] | None = None
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
    readiness: list[Word] = Field(default_factory=list)
    """The items of the readiness checklist that are met (六个到位)."""
    staff: list[Member] = Field(default_factory=list)
    """Who works there, now and before."""
    since: Day | None = None
    """The first day the node exists."""
    until: Day | None = None
    """The last day the node exists; a merged or dissolved place stays for old reports."""
    into: PlaceCode | None = None
    """The node it was merged into."""
    former_names: list[FormerName] = Field(default_factory=list)
    """Names it had before."""
    note: Text | None = None
    """Anything else."""
