"""What a station does besides visiting: meetings, inspections, research, training, stays, leave."""

from typing import Annotated, Literal

from pydantic import Field

from ledger.records.base import (
    Code,
    Count,
    Day,
    Flag,
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

Presence = Literal["present", "absent", "leave"]
"""What an inspection found: 在岗, 缺岗, 请假."""


class Absence(Value):
    """Somebody who should have come and did not."""

    person: StaffCode
    """The staff code."""
    leave: Flag = False
    """Whether leave had been given."""
    reason: Line | None = None
    """Why."""


class Decision(Value):
    """What was agreed."""

    text: Line
    """The decision in one line."""
    task: RecordId | None = None
    """The task that carries it out."""
    issue: RecordId | None = None
    """The issue it concerns."""


class Finding(Value):
    """What an inspection or a commentary found."""

    text: Line
    """The finding in one line."""
    place: PlaceCode | None = None
    """Where."""
    presence: Presence | None = None
    """Whether the people were there."""
    category: Line | None = None
    """Its subject, one of the categories in ledger.yaml."""
    issue: RecordId | None = None
    """The issue it became."""


class Activity(Value):
    """One activity; `activities/<station>/<year>/<id>.yaml`."""

    id: RecordId
    """The activity's id."""
    kind: Code
    """Its kind, one of the activity kinds in ledger.yaml."""
    title: Line
    """What it was about, in one line."""
    station: PlaceCode
    """The station whose ledger it stands on."""
    place: PlaceCode
    """Where it was."""
    date: Day
    """The day, or the first of them."""
    until: Day | None = None
    """The last day, where it lasted longer."""
    at: Moment
    """The moment it was written down."""
    by: StaffCode
    """Who wrote it down."""
    people: list[StaffCode] = Field(default_factory=none)
    """Who took part or is meant: the inspectors, the lecturer, whoever is on leave or stays."""
    chair: StaffCode | None = None
    """Who presided."""
    recorder: StaffCode | None = None
    """Who took the minutes."""
    expected: Count | None = None
    """How many should have come."""
    present: Count | None = None
    """How many came."""
    absent: list[Absence] = Field(default_factory=none)
    """Who was missing."""
    bodies: list[Word] = Field(default_factory=none)
    """The bodies concerned: whose meeting was attended, who was inspected, who reported."""
    places: list[PlaceCode] = Field(default_factory=none)
    """The places covered."""
    households: list[HouseholdId] = Field(default_factory=none)
    """The households concerned: lines of a register, never names."""
    topics: list[Line] = Field(default_factory=none)
    """What was on the agenda, or the subject studied."""
    text: Text | None = None
    """Minutes, report or description."""
    decisions: list[Decision] = Field(default_factory=none)
    """What was agreed."""
    findings: list[Finding] = Field(default_factory=none)
    """What was found."""
    unannounced: Flag = False
    """Whether an inspection came without notice."""
    round: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None
    """Which round or draft it was, such as the second round of talks."""
    result: Line | None = None
    """What came of it: the assessment's result, the approval of the upper body."""
    channel: Word | None = None
    """By which channel or platform."""
    amount: Count | None = None
    """How many copies, matters, screenings or pieces; `unit` says which."""
    unit: Word | None = None
    """What `amount` counts."""
    money: Count | None = None
    """Whole yuan, where money went with it."""
    photos: list[Sha256] = Field(default_factory=none)
    """The SHA-256 of photos kept elsewhere; never demanded."""
