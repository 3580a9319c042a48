"""What a cell of an issue says aside: since when it is settled, how satisfied somebody is.

People write it beside the status where no column has a place for it: 已销号（6.20）. So they do
with the day on which somebody was pressed: 6月17日督办，责令月底前完成.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ledger.sheets import cells
from ledger.sheets.cells import cell_answers
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.reading.reader import Cell

ANSWERS = {"status": "done", "is_signed": "signed", "pressing": "pressed"}
"""The cells of an issue beside which the day may stand that a column of its own has else."""
_ENDED = ("done", "accepted", "signed")
"""The columns that have the day on which an issue was settled."""
_SETTLED = frozenset({True, "closed", "explained", "submitted", "to_witness", "to_sign"})
"""The answers that say that it was; at any other there is no such day."""
_WORD = 20
"""A progress that is a status alone has no more characters."""


def of_answer(
    kind: str, field: str, value: object, cell: Cell, where: Circumstances
) -> dict[str, Any]:
    """What stands beside the answer that an issue was settled: when, and who is satisfied how.

    Raises:
        CellFault: it is no certain day, or no answer on satisfaction.
    """
    if kind != "issue" or field not in ANSWERS:
        return {}
    if field == "pressing":
        with suppress(CellFault):  # what has no certain day stays a text
            day = cell_answers.day_before(cell, where)
            return {ANSWERS[field]: day} if day else {}
        return {}
    day = cell_answers.day_beside(cell, where) if value in _SETTLED else None
    content = cell_answers.content_beside(cell, where) if field == "status" else None
    found = {ANSWERS[field]: day, "satisfaction": content}
    return {name: said for name, said in found.items() if said}


def of_progress(
    kind: str, fields: Mapping[str, Any], where: Circumstances
) -> tuple[dict[str, str], dict[str, Any]]:
    """The status of an issue whose progress is a word for it, where no cell tells the status.

    With it comes what stands beside that word. What has no certain day beside it stays a text.
    """
    said = fields.get("progress", "")
    if kind == "issue" and "status" not in fields and not said.isascii() and len(said) <= _WORD:
        with suppress(CellFault):
            status: Any = cells.read("status", said, where)
            return {"status": status}, of_answer(kind, "status", status, said, where)
    return {}, {}


def untold(found: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is said aside, without a day where a column has one on which the issue was settled."""
    told = _ENDED if any(name in fields for name in _ENDED) else ()
    return {name: value for name, value in found.items() if name not in told}
