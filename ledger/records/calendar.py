"""The working days of one year, as the State Council decreed them and as a place adds to them."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.records.base import Day, Line, PlaceCode, Value, Word, none


class Rest(Value):
    """A holiday and its rest days, first to last."""

    name: Word
    """What people call it."""
    since: Day
    """The first rest day."""
    until: Day
    """The last rest day."""

    @model_validator(mode="after")
    def _forward(self) -> "Rest":
        if self.until < self.since:
            raise PydanticCustomError("backward", "ends before it begins")
        return self


class LocalRest(Rest):
    """A rest of one place and all below it, such as 那达慕."""

    place: PlaceCode
    """The place."""


class CalendarYear(Value):
    """Rest days and make-up workdays of a year; `calendar/<year>.yaml`.

    Saturdays and Sundays are rest days without being listed.
    """

    year: Annotated[int, Field(strict=True, ge=2000, le=2099)]
    """The year."""
    source: Line
    """Where the list comes from."""
    rest: list[Rest] = Field(default_factory=none)
    """The holidays."""
    work: list[Day] = Field(default_factory=none)
    """Saturdays and Sundays on which people work."""
    local: list[LocalRest] = Field(default_factory=none)
    """Further rest days of single places."""
