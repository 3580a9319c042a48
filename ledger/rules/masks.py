"""Masks over personal data: enough stays to know one's own record, too little to find a person."""

import re
from collections.abc import Iterable

_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 尉迟 万俟 夏侯 东方 赫连 皇甫 公孙 慕容 令狐 宇文 长孙 司徒 司空 轩辕 端木 "
    "独孤 南宫 百里 呼延 东郭 西门 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 "
    "司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 段干 东里 羊舌 微生 梁丘 左丘 东门 "
    "第五 纳兰 完颜 叶赫 耶律".split()
)
"""Family names of two characters; the name that follows them is the given one."""

_LONG_NUMBER = re.compile(r"\d{11,}[Xx]?")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d([- ]?)\d{4}\1\d{4}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{6}([- ]?)\d{8}\1\d{3}[\dXx]")
_VILLAGE = re.compile(
    r".+?(?:村(?!民)|社区|居委会)(?:第?[一二三四五六七八九十百\d]+(?:村民小组|小组|组))?"
)
_TOWNSHIP = re.compile(r".+?(?:镇|乡|街道)")


def name(full: str) -> str:
    """The family name and `某`: `王小明` is `王某`, `欧阳锋` is `欧阳某`; else `*` says it."""
    bare = full.strip()
    if not bare:
        return ""
    family = bare[:2] if bare[:2] in _COMPOUND and bare[2:] else bare[:1] if bare[1:] else ""
    return next(masked for sign in ("某", "*") if bare not in (masked := family + sign))


def phone(number: str) -> str:
    """The first three and last four digits: `138****1234`; less of a shorter number."""
    digits = "".join(filter(str.isdigit, number))
    if len(digits) >= len("13800001234"):
        return _starred(digits, 3, 4)
    return _starred(digits, 0, 2) if len(digits) > 4 else "*" * len(number.strip())  # noqa: PLR2004


def identity(number: str) -> str:
    """The first six and the last four signs of an identity number, without the date of birth."""
    signs = "".join(filter(str.isalnum, number))
    return _starred(signs, 6, 4) if len(signs) >= len("110101900101001") else "*" * len(signs)


def address(full: str) -> str:
    """The address down to village and group; a house number and what follows is cut."""
    bare = full.strip()
    known = _VILLAGE.match(bare) or _TOWNSHIP.match(bare)
    coarse = known[0] if known else ""
    return coarse if coarse == bare else coarse + "*"


def text(free: str, names: Iterable[str] = ()) -> str:
    """Free text with its phone and identity numbers masked, and the names that are known."""
    for pattern in (_IDENTITY, _PHONE, _LONG_NUMBER):
        free = pattern.sub(lambda found: _number(found[0]), free)
    for known in sorted({one.strip() for one in names} - {""}, key=len, reverse=True):
        free = free.replace(known, name(known))
    return free


def _number(found: str) -> str:
    signs = "".join(filter(str.isalnum, found))
    return phone(signs) if len(signs) == len("13800001234") else identity(signs)


def _starred(signs: str, first: int, last: int) -> str:
    return signs[:first] + "*" * (len(signs) - first - last) + signs[-last:]
