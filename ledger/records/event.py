"""What happens to an issue: one small class for each thing that can be done.

`on` is the day an event took effect, `at` the moment it was written down, `by` who wrote it.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from ledger.records import ids
from ledger.records.base import Day, EventId, Line, Moment, RecordId, StaffCode, Text, Value, Word

Outcome = Literal["solved", "partly", "explained", "referred", "withdrawn"]
"""How an issue ended: 已解决, 部分解决, 解释说明, 转其他途径, 群众撤回."""


class Happening(Value):
    """What all events have in common."""

    id: EventId
    """The event's id within the issue."""
    on: Day
    """The day it took effect."""
    at: Moment
    """The moment it was written down."""
    by: StaffCode
    """Who wrote it down."""


class Registered(Happening):
    """The issue was put on the ledger (登记)."""

    do: Literal["register"]
    """What happened."""
    sum: Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{8}}$")]
    """The digest of the issue's facts as registered: a fact changed without a correction shows."""


class Assigned(Happening):
    """An owner was named, with measures and a deadline (交办)."""

    do: Literal["assign"]
    """What happened."""
    unit: Word | None = None
    """The unit that must settle it."""
    person: StaffCode | None = None
    """The person who must settle it."""
    co_units: list[Word] = Field(default_factory=list)
    """The units that assist."""
    measures: Text | None = None
    """What is to be done."""
    due: Day | None = None
    """The last day for it."""

    @model_validator(mode="after")
    def _somebody(self) -> "Assigned":
        if self.unit is None and self.person is None:
            raise PydanticCustomError("no_owner", "an owner is a unit, a person or both")
        return self


class Progressed(Happening):
    """The work moved on (进展)."""

    do: Literal["progress"]
    """What happened."""
    text: Text
    """What was done so far."""


class Pressed(Happening):
    """The owner was pressed (督办)."""

    do: Literal["press"]
    """What happened."""
    text: Text | None = None
    """What was demanded, or how the owner was told."""


class Submitted(Happening):
    """The owner says it is done (报结)."""

    do: Literal["submit"]
    """What happened."""
    outcome: Outcome = "solved"
    """How it ended."""
    text: Text
    """The result."""


class Accepted(Happening):
    """A named checker found it done (验收)."""

    do: Literal["accept"]
    """What happened."""
    checker: StaffCode
    """Who checked."""
    text: Text | None = None
    """What the checker saw."""


class Rejected(Happening):
    """A named checker found it not done; it goes back to its owner (退回整改)."""

    do: Literal["reject"]
    """What happened."""
    checker: StaffCode
    """Who checked."""
    text: Text
    """What is lacking."""


class Signed(Happening):
    """The station head signed it off (销号)."""

    do: Literal["sign"]
    """What happened."""
    signer: StaffCode
    """Who signed."""
    text: Text | None = None
    """The closing opinion (销号意见)."""


class Extended(Happening):
    """The deadline was moved (延期)."""

    do: Literal["extend"]
    """What happened."""
    was: Day
    """The deadline before."""
    due: Day
    """The deadline from now on."""
    reason: Text
    """Why."""
    approver: StaffCode | None = None
    """Who allowed it."""


class Paused(Happening):
    """The issue waits for something outside (暂缓)."""

    do: Literal["pause"]
    """What happened."""
    reason: Text
    """What it waits for."""
    approver: StaffCode | None = None
    """Who allowed it."""
    review: Day | None = None
    """The day to look at it again."""


class Resumed(Happening):
    """A paused issue goes on (恢复)."""

    do: Literal["resume"]
    """What happened."""
    text: Text | None = None
    """Why now."""


class Escalated(Happening):
    """The issue was handed up (上报)."""

    do: Literal["escalate"]
    """What happened."""
    to: Word
    """The body it was handed to."""
    reason: Text
    """Why it cannot be settled here."""


class Returned(Happening):
    """The upper body handed it back (退回)."""

    do: Literal["return"]
    """What happened."""
    text: Text
    """What the upper body said."""


class Merged(Happening):
    """The issue is a copy; work goes on in the other (并案)."""

    do: Literal["merge"]
    """What happened."""
    into: RecordId
    """The issue that goes on."""
    reason: Text | None = None
    """Why they are the same matter."""


class Declined(Happening):
    """The issue is not this ledger's to settle (不予受理)."""

    do: Literal["decline"]
    """What happened."""
    reason: Text
    """Why, and which channel is the right one."""


class Corrected(Happening):
    """A field was wrong and was put right (更正)."""

    do: Literal["correct"]
    """What happened."""
    field: Word
    """The field's name."""
    old: str | bool | None = None
    """What stood there; absent where nothing did."""
    new: str | bool | None = None
    """What stands there now; absent where nothing does."""
    reason: Text
    """Why."""


class Voided(Happening):
    """The entry was a mistake and does not count (作废)."""

    do: Literal["void"]
    """What happened."""
    reason: Text
    """Why."""


class Noted(Happening):
    """Something worth keeping (备注)."""

    do: Literal["note"]
    """What happened."""
    text: Text
    """The note."""


class Reopened(Happening):
    """A finished issue is taken up again: a new round begins (重开)."""

    do: Literal["reopen"]
    """What happened."""
    reason: Text
    """Why."""
    basis: Line | None = None
    """What it rests on, such as a call-back or a repeated complaint."""


Event = Annotated[
    Registered
    | Assigned
    | Progressed
    | Pressed
    | Submitted
    | Accepted
    | Rejected
    | Signed
    | Extended
    | Paused
    | Resumed
    | Escalated
    | Returned
    | Merged
    | Declined
    | Corrected
    | Voided
    | Noted
    | Reopened,
    Field(discriminator="do"),
]
"""Any of them, told apart by `do`."""
