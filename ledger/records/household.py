"""A register of the households of one village: the only home of personal data."""

from typing import Annotated

from pydantic import Field

from ledger.records.base import (
    Day,
    Flag,
    HouseholdId,
    Line,
    PlaceCode,
    StaffCode,
    Text,
    Value,
    Word,
    like,
    none,
)


class Pairing(Value):
    """A member of staff who was paired with the household before."""

    person: StaffCode
    """The staff code."""
    since: Day | None = None
    """The first day."""
    until: Day
    """The last day."""


class Household(Value):
    """One household of a register."""

    id: HouseholdId
    """The village's code and four digits; other records name the household by it alone."""
    name: Annotated[Word, Field(json_schema_extra={"x-personal": "name"})]
    """The head of the household."""
    categories: Annotated[list[Word], Field(json_schema_extra={"x-personal": "sensitive"})] = Field(
        default_factory=none
    )
    """Its kinds, of those in ledger.yaml; more than one may hold."""
    group: Word | None = None
    """The villagers' group it belongs to."""
    size: Annotated[int, Field(strict=True, ge=1, le=99)] | None = None
    """How many persons live in it."""
    staff: StaffCode | None = None
    """The member of staff paired with it (结对)."""
    paired: Day | None = None
    """The first day of that pairing."""
    pairings: list[Pairing] = Field(default_factory=none)
    """Who was paired with it before."""
    phone: (
        Annotated[
            str,
            like(r"^[0-9+][0-9 \-]{4,19}$"),
            Field(json_schema_extra={"x-personal": "phone"}),
        ]
        | None
    ) = None
    """A telephone number."""
    address: Annotated[Line, Field(json_schema_extra={"x-personal": "address"})] | None = None
    """Where it lives."""
    confidential: Flag = False
    """Whether its identity is kept from handlers and lists."""
    away: Annotated[Flag, Field(json_schema_extra={"x-personal": "sensitive"})] = False
    """Whether nobody has been at home for long; it stays in every denominator and is listed."""
    card: Day | None = None
    """The day the contact card was handed over (连心卡)."""
    note: Annotated[Text, Field(json_schema_extra={"x-personal": "free_text"})] | None = None
    """Anything else."""


class Register(Value):
    """The households of one village, the only home of personal data; `households/<code>.yaml`."""

    place: PlaceCode
    """The village."""
    households: list[Household]
    """Its households, in the order of their ids."""
