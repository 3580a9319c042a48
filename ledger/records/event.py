"""What happens to an issue: one small class for each thing that can be done.

`on` is the day an event took effect, `at` the moment it was written down, `by` who wrote it.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from ledger.records import ids
from ledger.records.base import (
    Day,
    EventId,
    Flag,
    Line,
    Moment,
    RecordId,
    StaffCode,
    Text,
    Value,
    Word,
)
from ledger.records.closing import Closing, Number, Unit

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


Sum = Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{8}}$")]
"""A digest of eight symbols."""


class Registered(Happening):
    """The issue was put on the ledger (登记)."""

    do: Literal["register"]
    """What happened."""
    sum: Sum
    """The digest of the issue's facts as registered: a fact changed without a correction shows."""
    due: Day | None = None
    """The last day for naming an owner."""
    batch: Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{8}}$")] | None = None
    """The import that brought it (历史导入)."""
    enforced: Day | None = None
    """From when its clocks are held against it: a last day before that is not overdue."""


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
    limit: Number | None = None
    """The limit that the last day comes from, where it comes from one."""
    count: Unit | None = None
    """What the limit counts."""
    start: Day | None = None
    """The day from which the limit runs; it is not counted itself."""
    fixed: Flag = False
    """Whether the last day stays on a rest day it falls on."""
    word: Line | None = None
    """The words in which the limit was given, such as 立行立改 or 年底前."""
    long_term: Flag = False
    """Whether it must be kept up for good (长期坚持)."""

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
    closing: list[Closing] | None = None
    """The sign-offs it now needs, in order; acceptance and signature where absent."""
    due: Day | None = None
    """The last day for giving them."""


class Accepted(Happening):
    """A named checker found it done (验收)."""

    do: Literal["accept"]
    """What happened."""
    checker: StaffCode
    """Who checked."""
    text: Text | None = None
    """What the checker saw."""
    sum: Sum | None = None
    """The digest of what was accepted."""


class Witnessed(Happening):
    """A member of the masses said it was done well (群众签字)."""

    do: Literal["witness"]
    """What happened."""
    sign: Literal["given", "refused", "proxy"] = "given"
    """Whether the diary was signed: 已签, 拒签, 代签."""
    visit: RecordId | None = None
    """The visit on whose diary page it was signed."""
    text: Text | None = None
    """What was said; why it was not signed."""
    sum: Sum | None = None
    """The digest of what was signed."""


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
    sum: Sum | None = None
    """The digest of what was signed: a later change shows."""


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
    due: Day | None = None
    """The deadline from now on, the pause taken out."""


class Escalated(Happening):
    """The issue was handed up (上报)."""

    do: Literal["escalate"]
    """What happened."""
    to: Word
    """The body it was handed to."""
    reason: Text
    """Why it cannot be settled here."""
    due: Day | None = None
    """The last day for that body to answer."""


class Returned(Happening):
    """The upper body handed it back (退回)."""

    do: Literal["return"]
    """What happened."""
    text: Text
    """What the upper body said."""
    due: Day | None = None
    """The deadline from now on: what remained of the limit when it was handed up."""


class Objected(Happening):
    """The unit it was given to says it is not its duty (退单)."""

    do: Literal["object"]
    """What happened."""
    reason: Text
    """Why."""
    due: Day | None = None
    """The last day for naming another owner."""


class Merged(Happening):
    """The issue is a copy; work goes on in the other (并案)."""

    do: Literal["merge"]
    """What happened."""
    into: RecordId
    """The issue that goes on."""
    reason: Text | None = None
    """Why they are the same matter."""


class Absorbed(Happening):
    """Another issue proved to be the same matter and was merged into this one."""

    do: Literal["absorb"]
    """What happened."""
    other: RecordId
    """The issue that was merged into this one."""


class Kept(Happening):
    """What had a date is done; the rest must be kept up for good (转长期)."""

    do: Literal["keep"]
    """What happened."""
    reason: Text
    """What must be kept up."""
    review: Day | None = None
    """The day to look at it again."""


class ToldBack(Happening):
    """The people who asked were told the result (反馈)."""

    do: Literal["feedback"]
    """What happened."""
    text: Text | None = None
    """Whom, how, and what they said."""


class Published(Happening):
    """The result was posted (公示)."""

    do: Literal["publish"]
    """What happened."""
    where: Line | None = None
    """Where it hangs."""
    until: Day | None = None
    """Until when."""


class Reported(Happening):
    """The closing was reported to the body above (报上级)."""

    do: Literal["report"]
    """What happened."""
    to: Word | None = None
    """To whom."""
    text: Text | None = None
    """What was reported."""


class Archived(Happening):
    """The case was filed (归档)."""

    do: Literal["archive"]
    """What happened."""
    where: Line | None = None
    """Under which number or in which archive."""


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
    due: Day | None = None
    """The last day for naming an owner."""
    batch: Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{8}}$")] | None = None
    """The import that brought it (历史导入)."""
    enforced: Day | None = None
    """From when its clocks are held against it: a last day before that is not overdue."""


Event = Annotated[
    Registered
    | Assigned
    | Progressed
    | Pressed
    | Submitted
    | Accepted
    | Witnessed
    | Rejected
    | Signed
    | Extended
    | Paused
    | Resumed
    | Escalated
    | Returned
    | Objected
    | Merged
    | Absorbed
    | Kept
    | Declined
    | Corrected
    | Voided
    | Noted
    | Reopened
    | ToldBack
    | Published
    | Reported
    | Archived,
    Field(discriminator="do"),
]
"""Any of them, told apart by `do`."""
