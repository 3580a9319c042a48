"""The kinds of the rows of a task sheet, where what heads its kinds tells something else."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing.rows import Row
from ledger.labels import label
from ledger.records import ids
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

ACTIONS = {
    "废止": "abolish", "修订": "revise", "修改": "revise", "制定": "make", "新建": "make",
}  # fmt: skip
"""What becomes of an institution, in the words of a sheet."""
_INSTITUTION = "institution"
"""The family of the kinds whose tasks are about institutions."""


def filled(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows; where no cell of 类别 is a kind, and theirs is certain, it tells something else.

    修订 is what becomes of an institution; anything else goes with the remark.
    """
    said = {str(kind) for row in rows if (kind := row.fields.get("kind")) is not None}
    if not said or any(ids.stated(row.fields.get("key")) for row in rows):
        return [*rows]
    guesses = [making.known.term("task kind", one) for one in said]
    if any(one.code or one.near for one in guesses):
        return [*rows]
    sure = _sure(making)
    has_action = any(row.fields.get("action") for row in rows)
    may_act = (sure is None or sure["family"] == _INSTITUTION) and not has_action
    into = "action" if may_act and said <= ACTIONS.keys() else "remark"
    moved = [_moved(making, row, into) for row in rows]
    return moved if sure else _of_institutions(making, moved) or [*rows]


def _sure(making: "Making") -> Mapping[str, Any] | None:
    """The kind of rows that name none: as asked for, by the title, or the only one."""
    if asked := making.source.of_kind:
        return making.kinds.get(asked)
    return making.titled_kind or (
        next(iter(making.kinds.values())) if len(making.kinds) == 1 else None
    )


def _of_institutions(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """Rows that all tell what becomes of an institution, of the only kind of these; else none."""
    kinds = [one["name"] for one in making.kinds.values() if one["family"] == _INSTITUTION]
    if len(kinds) != 1 or not all(row.fields.get("action") for row in rows):
        return []
    told = _("only “{kind}” is of institutions, so it is of that").format(kind=kinds[0])
    return [
        row._replace(fields={**row.fields, "kind": kinds[0]}, notes=[*row.notes, told])
        for row in rows
    ]


def _moved(making: "Making", row: Row, into: str) -> Row:
    """A row with what its cell of the kind says in another field."""
    if (said := row.fields.get("kind")) is None:
        return row
    column = making.known.headers.get("kind") or label("kind")
    if into == "remark":
        told = _("“{column}” names no kind of ledger.yaml here and is kept with the remark")
        return row.with_aside("kind", column, told.format(column=column))
    told = _("“{column}” tells what becomes of an institution here, and not its kind")
    fields = {name: value for name, value in row.fields.items() if name != "kind"}
    notes = [*row.notes, told.format(column=column)]
    return row._replace(fields={**fields, into: said}, notes=notes)
