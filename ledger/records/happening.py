"""What all events of an issue have in common.

`on` is the day an event took effect, `at` the moment it was written down, `by` who wrote it.
"""

from typing import Annotated

from pydantic import StringConstraints as Chars

from ledger.records import ids
from ledger.records.base import Day, EventId, Moment, StaffCode, Value

Sum = Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{8}}$")]
"""A digest of eight symbols."""


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
