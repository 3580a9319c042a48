"""The look of a sheet that goes out: which columns, under which header words, grouped by what."""

from typing import Annotated, TypeVar
from unicodedata import normalize

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from ledger.records.base import Code, Flag, Line, Value, Word
from ledger.records.sheet_kinds import SheetKind

FIELDS: dict[SheetKind, tuple[str, ...]] = {
    "issue": (
        *("station", "by", "key", "title", "text", "stream", "source", "category", "category2"),
        *("category3", "reporter", "confidential", "phone", "address", "spot", "place", "opened"),
        *("due", "level", "measures", "goal", "leader", "unit", "co_units", "person"),
        *("first_asked", "progress", "result", "status", "done"),
        *("open_reason", "checker", "accepted", "acceptance", "is_signed", "signed", "signing"),
        *("signer", "satisfaction", "witness", "fed_back", "published", "reported", "archived"),
        *("presses", "pressing", "presser", "pressed", "to", "is_escalated", "escalated"),
        *("warning", "remark"),
    ),
    "visit": (
        *("station", "by", "key", "date", "people", "household", "household_category", "kind"),
        *("days", "place", "text", "opinion", "answer", "promote", "aid", "sign", "remark"),
    ),
    "household": (
        *("station", "by", "key", "name", "place", "group", "size", "categories", "phone"),
        *("address", "staff", "card", "away", "confidential", "note"),
    ),
    "station": (
        *("code", "name", "type", "parent", "region", "households", "contact", "since", "note"),
    ),
    "task": (
        *("station", "by", "key", "kind", "parent", "period", "issuer", "title", "text", "opened"),
        *("passed", "due", "unit", "person", "place", "action", "percent", "progress", "status"),
        *("reported", "consolidated", "finished", "remark"),
    ),
    "activity": (
        *("station", "by", "key", "kind", "date", "until", "title", "place", "chair", "recorder"),
        *("people", "bodies", "expected", "present", "absent", "amount", "unit", "money"),
        *("channel", "round", "topics", "text", "findings", "decisions", "result"),
        *("unannounced", "remark"),
    ),
}
"""The fields that a row of each kind of sheet can show, in the order in which it usually does."""
GROUPS: dict[SheetKind, tuple[str, ...]] = {
    "issue": ("category", "level", "person", "place", "source", "station", "status", "unit"),
    "visit": ("date", "kind", "place", "station"),
    "household": ("place", "group", "staff"),
    "station": ("type", "parent"),
    "task": (
        *("kind", "station", "place", "parent", "period", "issuer", "opened", "due", "unit"),
        *("person", "title", "status"),
    ),
    "activity": ("kind", "station", "place", "date", "title", "chair", "bodies"),
}
"""The fields by which the rows of each kind of sheet can be grouped."""
_NUMBER = "序号"
"""What stands over the numbers of the rows, before all columns of a layout."""


class LayoutColumn(Value):
    """One column of a sheet."""

    field: Code
    """The field of the record, as the import knows it."""
    header: Word | None = None
    """The header word; our own where absent."""
    width: Annotated[int, Field(strict=True, ge=2, le=80)] | None = None
    """How many half-width characters it is wide."""


LayoutFieldT = TypeVar("LayoutFieldT", list[LayoutColumn], str | None)


class Layout(Value):
    """A layout; `layouts/<name>.yaml`."""

    kind: SheetKind
    """The kind of record that the rows are."""
    title: Line
    """The title over all columns; `{name}` stands for the ledger's name, `{unit}` for who reports
    and `{year}` for the year."""
    columns: Annotated[list[LayoutColumn], Field(min_length=1)]
    """The columns after 序号."""
    group: Code | None = None
    """The field by which rows are grouped under titles such as 一、基础设施建设（3件）."""
    landscape: Flag = True
    """Whether the page lies on its long side."""
    signatures: list[Word] = Field(default_factory=lambda: ["填表人", "审核人", "负责人"])
    """Who signs below the table."""

    @field_validator("columns")
    @classmethod
    def _each_once(cls, columns: list[LayoutColumn]) -> list[LayoutColumn]:
        seen: set[str] = set()
        for column in columns:
            if column.field in seen:
                said = {"column": column.field}
                raise PydanticCustomError("column_twin", "the same column twice", said)
            seen.add(column.field)
        return columns

    @field_validator("columns")
    @classmethod
    def _each_header_once(cls, columns: list[LayoutColumn]) -> list[LayoutColumn]:
        seen = {_NUMBER}
        for column in columns:
            word = "".join(normalize("NFKC", column.header or "").casefold().split())
            if word in seen:
                said = {"header": column.header}
                raise PydanticCustomError("header_twin", "the same header twice", said)
            seen.update({word} - {""})
        return columns

    @field_validator("columns", "group")
    @classmethod
    def _known(cls, said: LayoutFieldT, info: ValidationInfo) -> LayoutFieldT:
        known = FIELDS[info.data["kind"]] if "kind" in info.data else ()
        named = [column.field for column in said] if isinstance(said, list) else [said]
        for field in filter(None, named if known else ()):
            if field not in known:
                told = {"column": field, "known": ", ".join(known)}
                raise PydanticCustomError("unknown_column", "no such column", told)
        return said

    @field_validator("group")
    @classmethod
    def _groups(cls, said: str | None, info: ValidationInfo) -> str | None:
        known = GROUPS[info.data["kind"]] if "kind" in info.data else ()
        if said and known and said not in known:
            told = {"column": said, "known": ", ".join(known)}
            raise PydanticCustomError("no_group", "nothing is grouped by it", told)
        return said
