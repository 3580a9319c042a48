"""The course of an issue: how it comes on the ledger, is given out, worked on and put off."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.records.base import Day, Flag, Line, StaffCode, Symbols, Text, Word, none
from ledger.records.closing import Number, Unit
from ledger.records.happening import Happening


class Registered(Happening):
    """The issue was put on the ledger (登记)."""

    do: Literal["register"]
    """What happened."""
    sum: Symbols
    """The digest of the issue's facts as registered: a fact changed without a correction shows."""
    due: Day | None = None
    """The last day for naming an owner."""
    batch: Symbols | None = None
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
    co_units: list[Word] = Field(default_factory=none)
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


class Kept(Happening):
    """What had a date is done; the rest must be kept up for good (转长期)."""

    do: Literal["keep"]
    """What happened."""
    reason: Text
    """What must be kept up."""
    review: Day | None = None
    """The day to look at it again."""


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
    batch: Symbols | None = None
    """The import that brought it (历史导入)."""
    enforced: Day | None = None
    """From when its clocks are held against it: a last day before that is not overdue."""
