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
    none,
)
from ledger.records.closing import Closing, Follow, Number, Unit
from ledger.records.event import Event, Outcome

Status = Literal[
    "registered",
    "handling",
    "submitted",
    "to_witness",
    "to_sign",
    "closed",
    "escalated",
    "paused",
    "longterm",
    "declined",
    "merged",
    "void",
]
"""Where an issue stands: 待受理 办理中 待验收 待群众签字 待销号 已销号 已上报 暂缓 转长期 不予受理
并案 作废."""


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
    limit: Number | None = None
    """The limit it comes from, where it comes from one."""
    count: Unit | None = None
    """What the limit counts."""
    start: Day | None = None
    """The day from which the limit runs; it is not counted itself."""
    fixed: Flag = False
    """Whether the last day stays on a rest day it falls on."""
    word: Line | None = None
    """The words in which the limit was given."""


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
    first_asked: StaffCode | None = None
    """Who was asked first and sees to it that it is settled (首问负责)."""
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
    co_units: list[Word] = Field(default_factory=none)
    """The units that assist."""
    measures: Text | None = None
    """What is to be done."""
    deadline: Deadline | None = None
    """By when."""
    long_term: Flag = False
    """Whether it must be kept up for good (长期坚持)."""
    answer_by: Day | None = None
    """The last day for whoever it waits for when that is not its owner: the station to name one,
    the checker and signer, the body above."""
    pending: list[Closing] = Field(default_factory=none)
    """The sign-offs it still needs, the next one first."""
    escalated_to: Word | None = None
    """The body above that holds it."""
    outcome: Outcome | None = None
    """How it ended, as the owner says."""
    result: Text | None = None
    """The result, as the owner says."""
    into: RecordId | None = None
    """The issue it was merged into."""
    copies: list[RecordId] = Field(default_factory=none)
    """The issues that were merged into it."""
    closed: Day | None = None
    """The day it was closed."""
    followed: dict[Follow, Day] = Field(default_factory=dict)
    """What followed closing, and when."""
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
    "first_asked",
    "confidential",
    "opened",
)
"""The fields that registration fixes; each later change is a correction in the log."""

FIXED = ("id", "station", "opened")
"""The facts that no correction changes: void the issue and register it anew."""
