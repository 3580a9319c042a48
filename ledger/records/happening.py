"""What all events of an issue have in common.

`on` is the day an event took effect, `at` the moment it was written down, `by` who wrote it.
"""

from ledger.records.base import Day, EventId, Moment, StaffCode, Value


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
