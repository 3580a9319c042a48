"""Columns of bare numbers whose headers were taken for those of a text: 已解决 over 2, 1 and 0."""

import re
from typing import TYPE_CHECKING

from ledger.sheets.tables.grid import seen

if TYPE_CHECKING:
    from ledger.sheets.tables.table import Table

_COUNT = re.compile(r"\d{1,6}(?:\.0+)?")


def told(table: "Table") -> "Table":
    """The table without them: a count is no text, so they are passed over like unknown columns."""
    passed = {
        at: table.headers[at]
        for at in sorted(table.loose & table.columns.keys())
        if table.columns[at].reads in ("text", "found") and _is_counted(table, at)
    }
    if not passed:
        return table
    columns = {at: column for at, column in table.columns.items() if at not in passed}
    fields = {at: column.field for at, column in columns.items()}
    unknown = table.unknown | passed
    rows = [row._replace(fields=fields, others=unknown) for row in table.rows]
    return table._replace(
        columns=columns, unknown=unknown, rows=rows, loose=table.loose - passed.keys()
    )


def _is_counted(table: "Table", at: int) -> bool:
    """Whether nothing but numbers stands in a column, and at least one."""
    said = (text for row in table.rows if (text := seen(row.line[at])))
    return bool(_COUNT.fullmatch(next(said, ""))) and all(map(_COUNT.fullmatch, said))
