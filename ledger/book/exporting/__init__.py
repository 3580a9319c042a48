"""Sheets that go out: the rows of a kind of record, for those who may see them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.book.exporting.known import Level
    from ledger.book.reading import Reading
    from ledger.records.sheet_kinds import SheetKind


def rows(
    ledger: "Reading",
    kind: "SheetKind",
    narrowed: Any = None,  # noqa: ANN401 - the filter of the kind
    as_of: date | None = None,
    level: "Level" = "public",
) -> Iterator[dict[str, Any]]:
    """The rows of a sheet by the fields of its columns, in their order.

    A ledger that is pinned to a commit gives the rows of that commit, the same ones each time.

    Args:
        ledger: the ledger.
        kind: the kind of record.
        narrowed: which of them; the filter of the kind, or the code of a place.
        as_of: the day to whose end they are put back, by default today.
        level: who may see them.
    """
    from ledger.book.exporting.extract import Asked, Extract
    from ledger.records.layout import FIELDS

    fields = FIELDS[kind]
    asked = Asked(kind, as_of or ledger.today, level, narrowed)
    for line in Extract(ledger, asked, fields).lines():
        yield dict(zip(fields, line.values, strict=True))
