"""What a plan shows of cells: as they stand, as they were read, and people behind masks.

A plan shows as much of people as the ledger shows of them elsewhere, and no more.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ledger.rules import masked, masks
from ledger.rules.deadlines import Meaning
from ledger.rules.statuses import STATUS_NAMES
from ledger.views.listing import shown
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.sheets.columns import Column

_APART = re.compile(r"[、，,;；/\s]+")
_UNITS = {"day": mark("{n} days"), "workday": mark("{n} working days"), "month": mark("{n} months")}


def _name(said: str) -> str:
    return said if masks.is_body(said) or masked.name(said) else masks.name(said)


def _phone(said: str) -> str:
    numbers = _APART.split(said)
    return "、".join(one if masked.number(one) else masks.phone(one) for one in numbers)


def _address(said: str) -> str:
    return said if masked.address(said) else masks.address(said)


_MASKS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "household": {"name": _name, "phone": _phone, "address": _address, "note": masks.text},
    "issue": {"reporter": _name, "phone": _phone, "address": _address},
    "visit": {"household": _name},
}
"""By kind of sheet, the columns that tell of people, and how what they hold is masked."""


def title(kind: str, said: str) -> str:
    """What a row is known by: a household by its head."""
    return _name(said) if kind == "household" and said else said


def change(kind: str, told: tuple[str, str, str]) -> tuple[str, str, str]:
    """A change of a row: the field, what it said, and what it says."""
    field, old, new = told
    return field, _masked(kind, field, old), _masked(kind, field, new)


def raw(kind: str, field: str, cell: object) -> str:
    """A cell as it stands in the file."""
    said = str(cell.get("d", "#")) if isinstance(cell, dict) else shown(cell)
    return _masked(kind, field, said)


def read(kind: str, column: "Column", value: object) -> str:
    """A value as it was read from a cell."""
    if isinstance(value, Meaning):
        return _deadline(value)
    if column.reads == "status" and isinstance(value, str):
        return _(STATUS_NAMES.get(value, value))
    return shown(plain(kind, column.field, value))


def plain(kind: str, field: str, value: object) -> Any:  # noqa: ANN401 - as JSON has it
    """A value as JSON can hold it."""
    if isinstance(value, Meaning):
        limit = value.limit and [value.limit.number, value.limit.unit]
        told = {"word": value.word, "due": value.due, "limit": limit, "long_term": value.long_term}
        return {name: one for name, one in told.items() if one}
    if isinstance(value, list):
        return [_masked(kind, field, one) for one in value]
    return _masked(kind, field, value) if isinstance(value, str) else value


def _masked(kind: str, field: str, said: str) -> str:
    mask = _MASKS.get(kind, {}).get(field)
    return mask(said) if mask and said else said


def _deadline(value: Meaning) -> str:
    said = shown(value.due)
    if value.limit:
        said = _(_UNITS[value.limit.unit]).format(n=value.limit.number)
    kept = _("kept up for good") if value.long_term else ""
    return f"{said} {kept}".strip()
