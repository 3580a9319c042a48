"""What every record is built from: checked text, codes, days and moments."""

import re
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from ledger.records import ids

# Controls, bidi overrides, zero-width marks (the joiner inside emoji stays), line separators, the
# byte-order mark and non-characters: none is ever meant, and each can deceive a reader or a tool.
_BAD = (
    r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200C\u200E\u200F\u2028-\u202E"
    r"\u2060-\u206F\uFEFF\uFFFE\uFFFF"
)
_ONE_LINE = rf"^[^\s{_BAD}]([^\n\t{_BAD}]*[^\s{_BAD}])?$"
_MANY_LINES = rf"^[^\s{_BAD}]([^{_BAD}]*[^\s{_BAD}])?$"


class Value(BaseModel):
    """A frozen value that knows all its fields: unknown keys are refused."""

    folder: ClassVar[str] = ""
    """The folder of a kind of file that may be large."""
    model_config = ConfigDict(extra="forbid", frozen=True)

    def plain(self) -> dict[str, Any]:
        """The value as written to a file: fields in order, those at their default left out."""
        return self.model_dump(exclude_defaults=True)


def _day(value: object) -> object:
    if type(value) is str and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day in the calendar") from None
    if type(value) is date:
        return value
    raise PydanticCustomError("day_form", "a day is written 2026-11-05")


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


Day = Annotated[date, BeforeValidator(_day)]
"""A day, written 2026-11-05."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A moment with its zone, written 2026-11-05T09:12:33+08:00."""
Line = Annotated[str, Chars(strict=True, min_length=1, max_length=200, pattern=_ONE_LINE)]
"""One line of text, at most 200 characters."""
Text = Annotated[str, Chars(strict=True, min_length=1, max_length=4000, pattern=_MANY_LINES)]
"""Text of one or more lines, at most 4,000 characters."""
Word = Annotated[str, Chars(strict=True, min_length=1, max_length=40, pattern=_ONE_LINE)]
"""A short name, at most 40 characters."""
Code = Annotated[str, Chars(strict=True, pattern=r"^[a-z][a-z0-9_]{0,19}$")]
"""A name used by rules: small letters, digits, underscore."""
PlaceCode = Annotated[str, Chars(strict=True, pattern=r"^[A-Z0-9]{2,8}$")]
"""The code of a node of the place tree: two to eight capitals and digits."""
StaffCode = Annotated[str, Chars(strict=True, pattern=r"^[a-z][a-z0-9]{1,15}$")]
"""The code of a member of staff: a small letter, then letters or digits, such as c017."""
HouseholdId = Annotated[str, Chars(strict=True, pattern=r"^[A-Z0-9]{2,8}-[0-9]{4}$")]
"""A line of a household register, such as WL03-0127."""
RecordId = Annotated[str, Chars(strict=True, pattern=ids.ID_PATTERN), AfterValidator(_checked)]
"""The id of an issue or a visit, such as WL-26-7K3Q5MX."""
EventId = Annotated[str, Chars(strict=True, pattern=rf"^[{ids.ALPHABET}]{{4}}$")]
"""The id of an event within its issue: four symbols."""
Count = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]
"""A whole number from zero up."""
Flag = Annotated[bool, Field(strict=True)]
"""Yes or no, written true or false."""
