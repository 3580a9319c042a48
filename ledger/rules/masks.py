"""Masks over personal data: enough stays to know one's own record, too little to find a person."""

import re
from collections.abc import Iterable

# Patterns that few texts need stay texts: `re` compiles them when they are used.

_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛尉迟万俟夏侯东方赫连皇甫公孙慕容令狐宇文长孙司徒司空轩辕端木独孤南宫百里"
        "呼延东郭西门澹台公冶宗政濮阳淳于单于太叔申屠仲孙钟离鲜于闾丘亓官司寇巫马公西颛孙壤驷公良"
        "漆雕乐正宰父谷梁拓跋夹谷段干东里羊舌微生梁丘左丘东门第五纳兰完颜叶赫耶律",
    )
)
"""Family names of two characters; the name that follows them is the given one."""

_BODY = r"(?:两委|党支部|村委会|居委会|合作社|公司|学校|卫生室)[”\"』」]?$"
_LONG_NUMBER = r"\d{11,}[XxＸｘ]?"
_BETWEEN = r"[-‐‑–—－_./·・• \t\u00a0\u3000]"
GAP = rf"{_BETWEEN}{{0,2}}"
"""What may stand between the parts of a number."""
NUMBER = re.compile(rf"\d(?:[)）]?{GAP}\d){{9}}")
"""What every number has that `text` masks: so many digits, however they are set apart."""
_PHONE = (
    rf"(?<!\d)[1１][3-9３-９]\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d)"
    rf"|(?<!\d)[1１][3-9３-９](?:\d{{2}}{_BETWEEN}\d{{7}}|\d{{3}}{_BETWEEN}\d{{6}}"
    rf"|\d{{4}}{_BETWEEN}\d{{5}})(?!\d)"
    rf"|(?<!\d)[1１]{_BETWEEN}[3-9３-９](?:{_BETWEEN}\d){{9}}(?!{_BETWEEN}?\d)"
)
_LANDLINE = rf"(?<!\d)[(（]?[0０]\d{{2,3}}[)）]?{GAP}\d{{3,4}}{GAP}\d{{4}}(?!\d)"
_IDENTITY = (
    rf"(?<!\d)(?:\d{GAP}){{6}}(?:1{GAP}[89]|2{GAP}0){GAP}(?:\d{GAP}){{2}}"
    rf"(?:0{GAP}[1-9]|1{GAP}[0-2]){GAP}(?:0{GAP}[1-9]|[12]{GAP}\d|3{GAP}[01]){GAP}"
    rf"(?:\d{GAP}){{3}}[\dXxＸｘ]|(?<!\d)\d{{6}}{GAP}\d{{8}}{GAP}\d{{3}}[\dXxＸｘ](?!\d)"
)
"""With the day of birth in it, or in its three parts."""
_OLD_IDENTITY = r"(?<!\d)\d{15}(?!\d)"
_CARD = (
    rf"(?<!\d)[3-9]\d{{3}}{_BETWEEN}{{1,2}}\d{{4}}{_BETWEEN}{{1,2}}\d{{4}}{_BETWEEN}{{1,2}}"
    rf"\d{{4}}(?:{GAP}\d{{1,3}})?(?!\d)|(?<!\d)[3-9]\d{{15,18}}(?!\d)"
)
"""The number of a bank's card, in fours or in one."""
_VILLAGE = r".+?(?:村(?!民)|社区|居委会)(?:第?[一二三四五六七八九十百\d]+(?:村民小组|小组|组))?"
_TOWNSHIP = r".+?(?:镇|乡|街道)"


def change(field: str, value: str | None, *, household: bool) -> str | None:
    """A value of a history: of a household's own fields by their kind, else as free text."""
    if value is None:
        return None
    kind = field.rpartition(".")[2]
    of_household = {"name": name, "phone": phone, "address": address, "note": text}
    return of_household[kind](value) if household and kind in of_household else text(value)


def is_body(said: str) -> bool:
    """Whether a name is that of a body, which is nobody's to hide."""
    return re.search(_BODY, said) is not None


def name(full: str) -> str:
    """The family name and `某`: `王小明` gives `王某`, `欧阳小明` gives `欧阳某`.

    Where that would be the name itself, `*` stands for `某`.
    """
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
    known = re.match(_VILLAGE, bare) or re.match(_TOWNSHIP, bare)
    coarse = known[0] if known else ""
    return coarse if coarse == bare else coarse + "*"


def text(free: str, names: Iterable[str] = ()) -> str:
    """Free text with its phone, identity and card numbers masked, and the names that are known."""
    for pattern in (_IDENTITY, _CARD):
        free = re.sub(pattern, _carded, free)
    free = re.sub(_LANDLINE, lambda found: phone(found[0]), free)
    free = re.sub(_LONG_NUMBER, lambda found: _number(found[0]), free)
    free = re.sub(_PHONE, lambda found: _within(found[0], 3, 4), free)
    for known in sorted({one.strip() for one in names} - {""}, key=len, reverse=True):
        free = free.replace(known, name(known))
    return free


def cards(free: str) -> str:
    """Free text with the numbers of identity and bank cards masked, and nothing else."""
    for pattern in (_IDENTITY, _OLD_IDENTITY):
        free = re.sub(pattern, _carded, free)
    return re.sub(_CARD, lambda found: _carded(found) if _is_card(found[0]) else found[0], free)


def _carded(found: re.Match[str]) -> str:
    return _within(found[0], 6, 4)


def _within(found: str, first: int, last: int) -> str:
    """A number with its first and last signs as they were typed, however they are set apart."""
    signs = [at for at, sign in enumerate(found) if sign.isalnum()]
    stars = "*" * (len(signs) - first - last)
    return f"{found[: signs[first - 1] + 1]}{stars}{found[signs[-last] :]}"


def _is_card(found: str) -> bool:
    """Whether the last digit of a bank card's number is right; set apart in fours it is one."""
    if not found.isdecimal():
        return True
    digits = [int(sign) for sign in reversed(found)]
    return not sum(sum(divmod(2 * n, 10)) if at % 2 else n for at, n in enumerate(digits)) % 10


def _number(found: str) -> str:
    signs = "".join(filter(str.isalnum, found))
    return phone(signs) if len(signs) == len("13800001234") else identity(signs)


def _starred(signs: str, first: int, last: int) -> str:
    return signs[:first] + "*" * (len(signs) - first - last) + signs[-last:]
