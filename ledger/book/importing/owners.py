"""One column for unit and person, 责任单位及责任人: which of both the names in a cell are."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing.rows import Row

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_BETWEEN = re.compile(r"[\s:：(（)）]+")
"""What stands between a unit and its person, besides what stands between any names."""
_UNIT = re.compile(r".+[局委办]|..+[所站厅院校队部处科股室组团会村镇乡县区]|.*(?:中心|公司)|.{5,}")
"""A name that a unit may have, and a person does not."""


def parted(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows with their units and persons apart; what a row states of either itself stays."""
    return [_parted(making, row) if "owner" in row.fields else row for row in rows]


def _parted(making: "Making", row: Row) -> Row:
    units, people = list[str](), list[str]()
    for said in row.fields["owner"]:
        for name in _names(making, said):
            is_unit = making.known.person(name) is None and _UNIT.fullmatch(name)
            (units if is_unit else people).append(name)
    found: dict[str, Any] = {"unit": units, "person": people}
    told = {name: several for name, several in found.items() if several}
    rest = {name: value for name, value in row.fields.items() if name != "owner"}
    return row._replace(fields=told | rest)


def _names(making: "Making", said: str) -> list[str]:
    """The names that stand together, taken apart if one is of the staff or of a unit."""
    names = [name for name in _BETWEEN.split(said) if name]
    apart = any(making.known.person(name) or _UNIT.fullmatch(name) for name in names)
    return names if apart and not making.known.person(said) else [said]
