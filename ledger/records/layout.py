"""The look of a sheet that goes out: which columns, under which header words, grouped by what."""

from typing import Annotated, Literal

from pydantic import Field

from ledger.records.base import Code, Flag, Line, Value, Word


class LayoutColumn(Value):
    """One column of a sheet."""

    field: Code
    """The field of the record, as the import knows it."""
    header: Word | None = None
    """The header word; our own where absent."""
    width: Annotated[int, Field(strict=True, ge=2, le=80)] | None = None
    """How many half-width characters it is wide."""


class Layout(Value):
    """A layout; `layouts/<name>.yaml`."""

    kind: Literal["issue", "visit", "household", "station", "task", "activity"]
    """The kind of record that the rows are."""
    title: Line
    """The title over all columns; `{name}` stands for the ledger's name, `{year}` for the year."""
    columns: Annotated[list[LayoutColumn], Field(min_length=1)]
    """The columns after 序号."""
    group: Code | None = None
    """The field by which rows are grouped under titles such as 一、基础设施建设（3件）."""
    landscape: Flag = True
    """Whether the page lies on its long side."""
    signatures: list[Word] = Field(default_factory=lambda: ["填表人", "审核人", "负责人"])
    """Who signs below the table."""
