"""A matter that somebody asked for or found: its facts, its present state and its log."""

from typing import Annotated, Literal

from pydantic import Field

from ledger.records.base import (
    Code,
    Day,
    Flag,
    HouseholdId,
    Line,
    PlaceCode,
    RecordId,
    StaffCode,
    Text,
    Value,
    Word,
)
from ledger.records.event import Event, Outcome

Status = Literal[
    "registered",
    "handling",
    "submitted",
    "to_sign",
    "closed",
    "escalated",
    "paused",
    "declined",
    "merged",
    "void",
]
"""Where an issue stands: 待受理 办理中 待验收 待销号 已销号 已上报 暂缓 不予受理 并案 作废."""


class Owner(Value):
    """Who must settle it."""

    unit: Word | None = None
    """The unit."""
    person: StaffCode | None = None
    """The person."""


class Deadline(Value):
    """By when it must be settled."""

    date: Day
    """The last day in force."""
    was: Day | None = None
    """The first deadline, where it has been extended."""


class Issue(Value):
    """One issue; `issues/<station>/<year>/<id>.yaml`.

    The facts come first, then the present state, which is the replay of the log and stored for the
    reader's sake, then the log itself.
    """

    id: RecordId
    """The issue's id."""
    title: Line
    """The matter in one line."""
    text: Text | None = None
    """The matter at length."""
    station: PlaceCode
    """The station whose ledger it stands on."""
    place: PlaceCode
    """Where it is: a node of the place tree."""
    stream: Code
    """The channel it came by, one of the streams in ledger.yaml."""
    category: Line | None = None
    """Its subject, one of the categories in ledger.yaml; levels joined by a slash."""
    source: Word | None = None
    """Where it was heard of, one of the sources in ledger.yaml."""
    level: Word | None = None
    """How weighty or urgent it is, one of the levels in ledger.yaml."""
    reporter: HouseholdId | None = None
    """The household that raised it: a line of a register, never a name."""
    visit: RecordId | None = None
    """The visit on which it was heard."""
    confidential: Flag = False
    """Whether the reporter is kept from handlers and lists."""
    opened: Day
    """The day it was registered."""
    status: Status
    """Where it stands."""
    round: Annotated[int, Field(strict=True, ge=1)]
    """How many times it has been taken up: reopening begins a new round."""
    owner: Owner | None = None
    """Who must settle it."""
    co_units: list[Word] = Field(default_factory=list)
    """The units that assist."""
    measures: Text | None = None
    """What is to be done."""
    deadline: Deadline | None = None
    """By when."""
    escalated_to: Word | None = None
    """The body above that holds it."""
    outcome: Outcome | None = None
    """How it ended, as the owner says."""
    result: Text | None = None
    """The result, as the owner says."""
    into: RecordId | None = None
    """The issue it was merged into."""
    closed: Day | None = None
    """The day it was signed off."""
    log: Annotated[list[Event], Field(min_length=1)]
    """What happened, in order."""


FACTS = (
    "id",
    "title",
    "text",
    "station",
    "place",
    "stream",
    "category",
    "source",
    "level",
    "reporter",
    "visit",
    "confidential",
    "opened",
)
"""The fields that registration fixes; each later change is a correction in the log."""

FIXED = ("id", "station", "opened")
"""The facts that no correction changes: void the issue and register it anew."""
