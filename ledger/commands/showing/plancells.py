"""What a plan shows of cells: as they stand, as they were read, and people behind masks."""

from typing import TYPE_CHECKING, Any

from ledger.book.importing import masking
from ledger.commands.showing.spans import units
from ledger.rules.deadlines import Meaning
from ledger.rules.statuses import SIGN_NAMES, STATUS_NAMES, VISIT_KIND_NAMES
from ledger.sheets.cells import cell_text
from ledger.views.listing import shown
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.sheets.tables.columns import Column

_NAMES = {"status": STATUS_NAMES, "visit_kind": VISIT_KIND_NAMES, "sign": SIGN_NAMES}
"""What values are called that cells of some columns stand for."""


def title(kind: str, said: str) -> str:
    """What a row is known by: a household by its head."""
    return masking.name(said) if kind == "household" and said else said


def change(kind: str, told: tuple[str, str, str]) -> tuple[str, str, str]:
    """A change of a row: the field, what it said, and what it says."""
    field, old, new = told
    return field, masking.cell(kind, field, old), masking.cell(kind, field, new)


def named(kind: str, field: str, said: str) -> str:
    """What a person calls a value of a field that a code stands for."""
    from ledger.sheets.tables import columns

    reads = next((column.reads for column in columns.of(kind) if column.field == field), "")
    return _name(reads, said)


def _name(reads: str, said: str) -> str:
    names = _NAMES.get(reads, {})
    return _(names[said]) if said in names else said


def raw(kind: str, field: str, cell: object) -> str:
    """A cell as it stands in the file."""
    said = shown(cell)
    if isinstance(cell, dict):
        said = cell_text.shown(cell) if "d" in cell else "#"
    return masking.cell(kind, field, said)


def read(kind: str, column: "Column", value: object) -> str:
    """A value as it was read from a cell."""
    if isinstance(value, Meaning):
        return _deadline(value)
    if isinstance(value, str) and column.reads in _NAMES:
        return _name(column.reads, value)
    return shown(plain(kind, column.field, value))


def plain(kind: str, field: str, value: object) -> Any:  # noqa: ANN401 - as JSON has it
    """A value as JSON can hold it."""
    if isinstance(value, Meaning):
        limit = value.limit and [value.limit.number, value.limit.unit]
        told = {"word": value.word, "due": value.due, "limit": limit, "long_term": value.long_term}
        return {name: one for name, one in told.items() if one}
    if isinstance(value, list):
        return [masking.cell(kind, field, one) for one in value]
    return masking.cell(kind, field, value) if isinstance(value, str) else value


def _deadline(value: Meaning) -> str:
    said = shown(value.due)
    if value.limit:
        said = units(value.limit.number, value.limit.unit)
    kept = _("kept up for good") if value.long_term else ""
    return f"{said} {kept}".strip()
