"""Cells that tell of people, behind masks: in plans, and in the sentences of refusals.

A plan shows as much of people as the ledger shows of them elsewhere, and no more.
"""

import re
from collections.abc import Callable, Mapping

from ledger.rules import masked, masks

# Patterns stay texts, compiled when used: most plans show nobody.
_APART = r"[、，,;；/\n]+"
_DIGITS = 12
"""One number has no more; its blanks stand within it."""
_SIGNED = r"(?!.*(?:签|满意|一般|同意|属实|评价))([\u4e00-\u9fff·]{2,4})([(（].*[)）])?"
"""A name where somebody signs, and no answer; with a remark: （指印）."""
_NUMBER = r"[A-Za-z0-9]{2,8}-[0-9]{4}"
"""The number of a household, which names nobody."""


def name(said: str) -> str:
    """The name of a person; a body, a number and what is masked already stay as they are."""
    known = masks.is_body(said) or masked.name(said) or re.fullmatch(_NUMBER, said)
    return said if known or masked.nobody(said) else masks.name(said)


def signature(said: str) -> str:
    """What stands where somebody signs, which may be a name."""
    found = re.fullmatch(_SIGNED, said)
    return name(found[1]) + (found[2] or "") if found else said


def _phone(said: str) -> str:
    parts = (part for part in re.split(_APART, said) if part.strip())
    numbers = (one for part in parts for one in _numbers(part))
    return "、".join(one if masked.number(one) else masks.phone(one) for one in numbers)


def _numbers(said: str) -> list[str]:
    """The numbers of a text that has nothing but blanks between them."""
    return said.split() if sum(map(str.isdigit, said)) > _DIGITS else [said.strip()]


def _address(said: str) -> str:
    return said if masked.address(said) else masks.address(said)


_MASKS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "household": {"name": name, "phone": _phone, "address": _address, "note": masks.text},
    "issue": {"reporter": name, "phone": _phone, "address": _address, "witness": signature},
    "visit": {"household": name, "sign": signature},
}
"""By kind of sheet, the columns that tell of people, and how what they hold is masked."""


def cell(kind: str, field: str, said: str) -> str:
    """What a cell of a kind of sheet holds, masked if its column tells of people."""
    mask = _MASKS.get(kind, {}).get(field)
    return mask(said) if mask and said else said
