"""Names in one cell of a sheet: joined, and taken apart again as they were.

A name that holds what stands between names goes out in quotes: 「农业农村、水利局」、镇经发办.
"""

import re
from collections.abc import Callable, Iterable

JOINT = "、"
"""What we write between names."""
_APART = "、，,;；/\n"
"""What people write between names."""
_OPEN, _CLOSE = "「", "」"
_QUOTED = rf"{_OPEN}((?:[^{_CLOSE}]|{_CLOSE}{_CLOSE})+){_CLOSE}\s*"
_NAME = re.compile(rf"\s*(?:{_QUOTED}|([^{_APART}]*))(?:[{_APART}]|\Z)")
_SPLIT = re.compile(rf"[{_APART}]")

NUMERALS = "〇零一二三四五六七八九十百"


def numeral(number: int) -> str:
    """A number below a hundred as people write it in names: 11 is 十一."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + "十" * bool(tens) + digits[ones] * bool(ones)


_COUNTED = re.compile(rf"(\d+|[{NUMERALS}]+)")
_DIGITS = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TIMES = {"十": 10, "百": 100}


def in_order(name: str) -> tuple[str | int, ...]:
    """What names are sorted by as people count: 第二组 before 第十组, and that before 第十一组."""
    return tuple(_value(said) if at % 2 else said for at, said in enumerate(_COUNTED.split(name)))


def _value(said: str) -> int:
    """The number that digits of either kind stand for: 十二, 一百零三, 二〇二六, 12."""
    if said.isdecimal():
        return int(said)
    if {*_TIMES}.isdisjoint(said):
        return int("".join(str(_DIGITS[sign]) for sign in said))
    total = digit = 0
    for sign in said:
        if sign in _TIMES:
            total, digit = total + (digit or 1) * _TIMES[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def joined(names: Iterable[str]) -> str:
    """Names in one text, which `apart` reads again."""
    return JOINT.join(map(_quoted, names))


def _quoted(name: str) -> str:
    if not name.startswith(_OPEN) and not _SPLIT.search(name):
        return name
    return f"{_OPEN}{name.replace(_CLOSE, _CLOSE * 2)}{_CLOSE}"


def apart(said: str) -> list[str]:
    """The names in a text; what stands in quotes is one."""
    if _OPEN not in said:
        return [name for one in _SPLIT.split(said) if (name := one.strip())]
    found = (
        quoted.replace(_CLOSE * 2, _CLOSE) if quoted else plain.strip()
        for quoted, plain in _NAME.findall(said)
    )
    return [name for name in found if name]


def spaced(said: str, known: Callable[[str], object]) -> list[str]:
    """A name; or several with blanks between, where one of them is known and the whole is not."""
    parts = said.split()
    return parts if len(parts) > 1 and not known(said) and any(map(known, parts)) else [said]
