"""Work that is given down and reported up: weekly lists, key works, plans, changes of rules."""

from typing import Annotated, Literal

from pydantic import Field

from ledger.records.base import (
    Code,
    Day,
    EventId,
    Flag,
    Line,
    Moment,
    PlaceCode,
    RecordId,
    StaffCode,
    Text,
    Value,
    Word,
    by_verb,
    none,
)
from ledger.records.issue import Owner

Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
"""How much of it is done, in hundredths."""
TaskStatus = Literal["issued", "passed", "reported", "consolidated", "done", "void"]
"""Where a task stands: 已下发 已分解 村已上报 已汇总 已完成 作废."""
Action = Literal["abolish", "revise", "make"]
"""What becomes of an institution: 废止, 修订, 制定."""


class Step(Value):
    """What all steps of a task have in common."""

    id: EventId
    """The step's id within the task."""
    on: Day
    """The day it took effect."""
    at: Moment
    """The moment it was written down."""
    by: StaffCode
    """Who wrote it down."""


class Issued(Step):
    """The task was given (下①: the body above to the station)."""

    do: Literal["issue"]
    """What happened."""


class Passed(Step):
    """The station passed it on to a village (下②)."""

    do: Literal["pass"]
    """What happened."""
    place: PlaceCode
    """The village."""
    person: StaffCode | None = None
    """Who sees to it there."""
    due: Day | None = None
    """The last day for the village's report."""
    text: Line | None = None
    """What this village must do."""


class VillageReported(Step):
    """A village reported (上①)."""

    do: Literal["report"]
    """What happened."""
    place: PlaceCode
    """The village."""
    done: Flag = True
    """Whether it is done there."""
    text: Text | None = None
    """What was done."""


class Consolidated(Step):
    """The station gathered the reports and sent them up (上②)."""

    do: Literal["consolidate"]
    """What happened."""
    text: Text | None = None
    """The report."""


class Moved(Step):
    """The work moved on."""

    do: Literal["progress"]
    """What happened."""
    percent: Percent | None = None
    """How much of it is done now."""
    text: Text | None = None
    """What was done."""


class Finished(Step):
    """The task is done."""

    do: Literal["finish"]
    """What happened."""
    text: Text | None = None
    """The result."""


class Cancelled(Step):
    """The task was a mistake or was taken back."""

    do: Literal["void"]
    """What happened."""
    reason: Text
    """Why."""


TaskStep = Annotated[
    Issued | Passed | VillageReported | Consolidated | Moved | Finished | Cancelled,
    Field(discriminator="do"),
]
"""Any of them, told apart by `do`."""

STEPS: dict[str, type[TaskStep]] = by_verb(TaskStep)
"""The class of each, by its verb."""


class Part(Value):
    """What one village has of a task."""

    place: PlaceCode
    """The village."""
    person: StaffCode | None = None
    """Who sees to it there."""
    due: Day | None = None
    """The last day for its report."""
    text: Line | None = None
    """What it must do."""
    passed: Day
    """The day it was passed on."""
    reported: Day | None = None
    """The day of its last report."""
    done: Flag = False
    """Whether it is done there."""


class Task(Value):
    """One task; `tasks/<station>/<year>/<id>.yaml`."""

    id: RecordId
    """The task's id."""
    kind: Code
    """Its kind, one of the task kinds in ledger.yaml."""
    title: Line
    """The task in one line."""
    text: Text | None = None
    """What is demanded."""
    station: PlaceCode
    """The station whose ledger it stands on."""
    place: PlaceCode
    """The place it is for."""
    issuer: Word | None = None
    """The body it comes from."""
    period: Word | None = None
    """The period it is for, such as 2026-W45."""
    parent: RecordId | None = None
    """The task it is a part of."""
    owner: Owner | None = None
    """Who must do it."""
    action: Action | None = None
    """What becomes of the institution."""
    opened: Day
    """The day it was given."""
    due: Day | None = None
    """The last day for it."""
    status: TaskStatus
    """Where it stands; the replay of the log, like all that follows."""
    progress: Percent | None = None
    """How much of it is done."""
    parts: list[Part] = Field(default_factory=none)
    """The villages it was passed on to."""
    consolidated: Day | None = None
    """The day the station's report went up."""
    finished: Day | None = None
    """The day it was done."""
    log: Annotated[list[TaskStep], Field(min_length=1)]
    """What happened, in order."""
