"""Names in cells, and the telephone numbers that people write beside them."""

import re

from ledger.rules import names

_NUMBER = r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{4}"
_MASKED = r"1[3-9]\d[*＊×xX]{4}\d{4}"
_CALLED = r"(?:联系)?(?:电话|手机|方式)(?:号码?)?"
_BESIDE = re.compile(
    rf"[\s:：(（-]*(?:{_CALLED}[\s:：]*)?(?<!\d)(?<!\d-)({_NUMBER}|{_MASKED})(?!-?\d)[\s)）]*"
)
"""A number with what sets it apart from a name: 张甲一(13800000000), 张甲一 电话：0911-2180000."""


def apart(said: str) -> list[str]:
    """The names in a cell, without the numbers beside them."""
    return [name for one in names.apart(said) if (name := alone(one))]


def alone(said: str) -> str:
    """A name without the number beside it; nothing where there is but a number."""
    return _BESIDE.sub(" ", said).strip() if _BESIDE.search(said) else said


def number(said: str) -> str | None:
    """The first number beside a name that is not masked."""
    found = (one[1] for one in _BESIDE.finditer(said))
    return next((one for one in found if not re.fullmatch(_MASKED, one)), None)
