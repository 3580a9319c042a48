"""What every record is built from: checked text, codes, days and moments."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ledger.records import ids

UNSEEN = (
    r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200C\u200E\u200F\u2028-\u202E"
    r"\u2060-\u206F\uFEFF\uFFFE\uFFFF"
)
"""Controls, bidi overrides, zero-width marks (the joiner inside emoji stays), line separators, the
byte-order mark and non-characters, as a pattern has them between brackets: none is ever meant, and
each can deceive a reader or a tool."""
_ONE_LINE = rf"^[^\s{UNSEEN}]([^\n\t{UNSEEN}]*[^\s{UNSEEN}])?$"
_MANY_LINES = rf"^[^\s{UNSEEN}]([^{UNSEEN}]*[^\s{UNSEEN}])?$"


class Value(BaseModel):
    """A frozen value that knows all its fields: unknown keys are refused."""

    folder: ClassVar[str] = ""
    """The folder of a kind of file that may be large."""
    model_config = ConfigDict(extra="forbid", frozen=True)

    def plain(self) -> dict[str, Any]:
        """The value as written to a file: fields in order, those at their default left out."""
        return self.model_dump(exclude_defaults=True)


def _day(value: object) -> object:
    if type(value) is date:
        return value
    if type(value) is str and (found := _written_day(value)):
        return found
    raise PydanticCustomError("day_form", "a day is written 2026-11-05")


@lru_cache(2_000)  # of so few days are most records of a ledger
def _written_day(said: str) -> date | None:
    """The day that a text is; None where it is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day in the calendar") from None


def _moment(value: object) -> object:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    raise PydanticCustomError("moment_form", "a moment is written 2026-11-05T09:12:33+08:00")


def _checked(record_id: str) -> str:
    if not ids.checks_out(record_id):
        raise PydanticCustomError("check_symbol", "the check symbol at the end does not fit")
    return record_id


class _Form:
    """How a value is checked, told once: pydantic would find it out for each field anew."""

    def __init__(self, schema: CoreSchema) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(self, _kind: object, _next: object) -> CoreSchema:
        return {**self._schema}  # what is noted of one field is written into it


def like(pattern: str, *, most: int | None = None) -> _Form:
    """What text must be like; where it has a limit, it must not be empty either."""
    least = None if most is None else 1
    return _Form(
        core_schema.str_schema(strict=True, pattern=pattern, min_length=least, max_length=most)
    )


def by_verb(union: Any) -> dict[str, Any]:  # noqa: ANN401 - an annotated union
    """The classes of a union by the verbs, in `do`, that tell them apart."""
    classes = get_args(get_args(union)[0])
    return {verb: kind for kind in classes for verb in get_args(kind.model_fields["do"].annotation)}


def none() -> list[Any]:
    """Nothing, where there may be several; the signature of `list` itself takes long to read."""
    return []


Day = Annotated[
    date, _Form(core_schema.no_info_before_validator_function(_day, core_schema.date_schema()))
]
"""A day, written 2026-11-05."""
Moment = Annotated[
    datetime,
    _Form(core_schema.no_info_before_validator_function(_moment, core_schema.datetime_schema())),
]
"""A moment with its zone, written 2026-11-05T09:12:33+08:00."""
Line = Annotated[str, like(_ONE_LINE, most=200)]
"""One line of text, at most 200 characters."""
Text = Annotated[str, like(_MANY_LINES, most=4000)]
"""Text of one or more lines, at most 4,000 characters."""
Word = Annotated[str, like(_ONE_LINE, most=40)]
"""A short name, at most 40 characters."""
Code = Annotated[str, like(r"^[a-z][a-z0-9_]{0,19}$")]
"""A name used by rules: small letters, digits, underscore."""
PlaceCode = Annotated[str, like(r"^[A-Z0-9]{2,8}$")]
"""The code of a node of the place tree: two to eight capitals and digits."""
StaffCode = Annotated[str, like(r"^[a-z][a-z0-9]{1,15}$")]
"""The code of a member of staff: a small letter, then letters or digits, such as c017."""
HouseholdId = Annotated[str, like(r"^[A-Z0-9]{2,8}-[0-9]{4}$")]
"""A line of a household register, such as WL03-0127."""
RecordId = Annotated[
    str,
    _Form(
        core_schema.no_info_after_validator_function(
            _checked, core_schema.str_schema(strict=True, pattern=ids.ID_PATTERN)
        )
    ),
]
"""The id of an issue or a visit, such as WL-26-7K3Q5MX."""
EventId = Annotated[str, like(rf"^[{ids.ALPHABET}]{{4}}$")]
"""The id of an event within its issue: four symbols."""
Symbols = Annotated[str, like(rf"^[{ids.ALPHABET}]{{8}}$")]
"""Eight symbols: a digest, or the id of an operation."""
Sha256 = Annotated[str, like(r"^[0-9a-f]{64}$")]
"""The SHA-256 digest of a file."""
Count = Annotated[int, _Form(core_schema.int_schema(strict=True, ge=0, le=100_000_000))]
"""A whole number from zero up."""
Flag = Annotated[bool, _Form(core_schema.bool_schema(strict=True))]
"""Yes or no, written true or false."""
