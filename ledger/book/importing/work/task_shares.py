"""How much of a task is done, in a column whose cells show a share as a percentage."""

import re
from collections.abc import Sequence

from ledger.book.importing.rows import Row

_SHARE = re.compile(r"0?\.\d+")
"""What a spreadsheet hands over of a cell that it shows as 60%."""
_WHOLE = frozenset({"1", "1.0"})
"""The same of 100%, unless somebody meant one of a hundred."""
_EITHER = re.compile(r"0(?:\.0+)?|\d{1,3}(?:\.\d+)?\s*[%％]")
"""What may stand in a column of either."""


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows, with a 1 as 100% where all the others of its column are such shares."""
    said = [str(row.fields["percent"]) for row in rows if row.fields.get("percent") is not None]
    if not {*said} & _WHOLE or not any(map(_SHARE.fullmatch, said)):
        return [*rows]
    known = (one in _WHOLE or _SHARE.fullmatch(one) or _EITHER.fullmatch(one) for one in said)
    return [*map(_filled, rows)] if all(known) else [*rows]


def _filled(row: Row) -> Row:
    if row.fields.get("percent") not in _WHOLE:
        return row
    return row._replace(fields={**row.fields, "percent": "100%"})
