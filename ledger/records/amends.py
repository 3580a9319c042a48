"""What sets the entry of an issue right: copies, matters of others, mistakes, remarks."""

from typing import Literal

from ledger.records.base import RecordId, Text, Word
from ledger.records.happening import Happening


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
