"""What happens to an issue: one small class for each thing that can be done, all in one place.

They are told in three parts: the course of an issue, how it is judged, and what sets it right.
"""

from typing import Annotated

from pydantic import Field

from ledger.records.amends import Absorbed, Corrected, Declined, Merged, Noted, Voided
from ledger.records.base import by_verb
from ledger.records.course import (
    Assigned,
    Escalated,
    Extended,
    Kept,
    Objected,
    Paused,
    Pressed,
    Progressed,
    Registered,
    Reopened,
    Resumed,
    Returned,
)
from ledger.records.happening import Happening
from ledger.records.judged import (
    Accepted,
    Archived,
    Outcome,
    Published,
    Rejected,
    Reported,
    Signed,
    Submitted,
    ToldBack,
    Witnessed,
)

__all__ = [
    "EVENTS",
    "Absorbed",
    "Accepted",
    "Archived",
    "Assigned",
    "Corrected",
    "Declined",
    "Escalated",
    "Event",
    "Extended",
    "Happening",
    "Kept",
    "Merged",
    "Noted",
    "Objected",
    "Outcome",
    "Paused",
    "Pressed",
    "Progressed",
    "Published",
    "Registered",
    "Rejected",
    "Reopened",
    "Reported",
    "Resumed",
    "Returned",
    "Signed",
    "Submitted",
    "ToldBack",
    "Voided",
    "Witnessed",
]

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

EVENTS: dict[str, type[Event]] = by_verb(Event)
"""The class of each, by its verb."""
