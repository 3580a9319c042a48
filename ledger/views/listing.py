"""What a command has to show, whatever the format: listings, details and plain lines.

Titles and headings come translated. A row holds the values as they are (codes, dates, numbers),
which is what JSON gives; a column knows how a person reads its value. So a row must hold nothing
that the reader may not see: what is to be masked is masked before.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ledger.words import gettext as _

Row = Mapping[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def shown(value: object) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        return _(", ").join(shown(one) for one in value)
    return "" if value is None else str(value.value if isinstance(value, Enum) else value)


class Column(NamedTuple):
    """One column: whose value, under which heading, and how it gives way on a narrow screen.

    A column of rank 0 stays; of the others the highest rank goes first. A flexible column may be
    narrowed to `least`; its text is then cut, or runs on over more lines where `wrap` is set.
    """

    key: str
    title: str
    rank: int = 0
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    least: int = 12
    wrap: bool = False
    show: Callable[[Any], str] = shown
    style: Callable[[Row], str] | None = None

    def text(self, row: Row) -> str:
        """What a person reads in this column of the row."""
        return self.show(row.get(self.key))


class Listing(NamedTuple):
    """Rows under headings, with a line above and lines below.

    `total` counts all that was found when only some rows are given; `empty` is said when there are
    none; `facts` stand beside the rows in JSON (`{"as_of": …}`).
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    footer: Sequence[str] = ()
    total: int | None = None
    empty: str = ""
    facts: Mapping[str, Any] = _NOTHING

    @property
    def data(self) -> dict[str, Any]:
        """The same for a script."""
        total = len(self.rows) if self.total is None else self.total
        return {**self.facts, "total": total, "rows": list(self.rows)}


class Field(NamedTuple):
    """One line of a detail: a heading and its value, in a style of the terminal if one is named."""

    title: str
    value: object
    style: str = ""

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        return shown(self.value)


class Section(NamedTuple):
    """Some lines of a detail under one heading."""

    title: str
    fields: Sequence[Field]


class Detail(NamedTuple):
    """One record in full: sections and listings in the order given; `data` is for a script."""

    title: str
    parts: Sequence[Section | Listing]
    data: Mapping[str, Any]
    footer: Sequence[str] = ()


class Lines(NamedTuple):
    """Sentences to say; `data` is for a script."""

    lines: Sequence[str]
    data: Any = None


Answer = Listing | Detail | Lines


def by_value(key: str, styles: Mapping[Any, str]) -> Callable[[Row], str]:
    """The style of a row after the value it holds under `key`."""
    return lambda row: styles.get(row.get(key), "")
