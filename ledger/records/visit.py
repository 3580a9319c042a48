"""A page of the diary: the visits of one station on one day."""

from typing import Annotated, Literal

from pydantic import Field

from ledger.records.base import (
    Count,
    Day,
    HouseholdId,
    Line,
    Moment,
    PlaceCode,
    RecordId,
    Sha256,
    StaffCode,
    Text,
    Value,
    Word,
    none,
)

VisitKind = Literal["visit", "reception", "phone", "stay", "night"]
"""How people met: 走访, 接待, 电话, 蹲点, 夜访."""
SignOff = Literal["given", "refused", "proxy"]
"""Whether the household signed the diary: 已签, 拒签, 代签."""


class Opinion(Value):
    """What people asked for or proposed; counted, answered on the spot, or promoted to an issue."""

    text: Line
    """The opinion in one line."""
    category: Line | None = None
    """Its subject, one of the categories in ledger.yaml."""
    answer: Line | None = None
    """What was answered or done, on the spot or later."""
    answered: Day | None = None
    """The day of the answer, where it was given after the visit."""
    issue: RecordId | None = None
    """The issue it became."""


class Aid(Value):
    """What was handed over to a household."""

    kind: Word
    """The kind of aid, one of those in ledger.yaml where it names any."""
    goods: Line | None = None
    """What was given in kind."""
    money: Count | None = None
    """What was given or what the goods are worth, in whole yuan."""


class Visit(Value):
    """One visit, reception, call or stay."""

    id: RecordId
    """The visit's id."""
    kind: VisitKind
    """How people met."""
    at: Moment
    """The moment it was written down."""
    by: StaffCode
    """Who wrote it down."""
    place: PlaceCode
    """Where it was."""
    people: Annotated[list[StaffCode], Field(min_length=1)]
    """Who went or received."""
    households: list[HouseholdId] = Field(default_factory=none)
    """The households met: lines of a register, never names."""
    body: Word | None = None
    """The body met, where it was no household, such as 村“两委”."""
    days: Annotated[int, Field(strict=True, ge=1, le=366)] | None = None
    """How many days a stay lasted."""
    text: Text | None = None
    """The diary: what was seen, heard and done."""
    checklist: dict[Word, Line] = Field(default_factory=dict)
    """The answers to the visit checklist in ledger.yaml."""
    policies: list[Word] = Field(default_factory=none)
    """The policies that were explained."""
    opinions: list[Opinion] = Field(default_factory=none)
    """What people asked for."""
    aid: list[Aid] = Field(default_factory=none)
    """What was handed over."""
    sign: SignOff | None = None
    """Whether the household signed; absent where it was not asked."""
    photos: list[Sha256] = Field(default_factory=none)
    """The SHA-256 of photos kept elsewhere; never demanded."""


class Page(Value):
    """The diary page of one station and day; `visits/<station>/<year>/<month>-<day>.yaml`."""

    station: PlaceCode
    """The station."""
    date: Day
    """The day."""
    visits: Annotated[list[Visit], Field(min_length=1)]
    """The visits, in the order they were written down."""
