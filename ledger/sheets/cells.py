"""What a cell says, read as its column demands and never guessed.

Letters and digits are folded for reading days, numbers and known words; text is kept as it was
typed. A cell that cannot be read, or that a spreadsheet has spoiled on the way, is a fault with a
code, told with the cell's name.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from ledger.rules import dates, deadlines, masked, masks, names
from ledger.rules.clocks import Limit
from ledger.sheets.reader import Cell
from ledger.words import gettext as _
from ledger.words import mark

FAULTS: dict[str, str] = {
    "error": mark("shows an error such as #REF!; put its formula right"),
    "uncounted": mark("holds a formula without a value; open the file, save it, and try again"),
    "spoiled": mark(
        "was turned into the number {said} and has lost its last digits; format the column as text "
        "and type it anew"
    ),
    "month": mark("“{said}” names a month and no day; write the day"),
    "number": mark(
        "“{said}” is a number that its cell shows as a day; write the day, or a limit such as "
        "15日内"
    ),
    "doubtful": mark(
        "{said} may be a month that lost a zero (2017.10 becomes 2017.1); write it like 2017-10-01"
    ),
    "unclear": mark("“{said}” may be month and day in two ways; write it like 2026-03-05"),
    "no-year": mark("“{said}” has no year, and none stands above the table; write the year"),
    "day": mark("“{said}” is no day; write it like 2026-03-05"),
    "deadline": mark("{said}"),
    "next-year": mark("“{said}” has no year, and the next one is only {due}; write the year"),
    "yes": mark("“{said}” is neither yes nor no; write 是 or 否"),
    "status": mark("“{said}” is no status; write one such as 办理中, 待验收, 已销号"),
    "satisfaction": mark("“{said}” is no answer on satisfaction; write one such as 满意 or 不满意"),
    "count": mark("“{said}” is no whole number"),
    "phone": mark("“{said}” is no telephone number"),
    "masked": mark("“{said}” is masked; write the whole number, or take in what is not masked"),
    "long": mark("has {length} characters, at most {most} are allowed; shorten it"),
    "visit_kind": mark("“{said}” is no way of meeting; write 入户, 接待, 电话, 蹲点 or 夜访"),
    "sign": mark("“{said}” says not whether the diary was signed; write 是, 否, 代签 or 拒签"),
    "control": mark("holds characters that cannot be seen; type it anew"),
}
"""What each fault means to a person."""

NO_VALUE = {"e": "="}
"""A cell that holds a formula and no value."""
EMPTY = frozenset({"", "/", "—", "-", "——", "无", "空", "待定", "暂无", "\\"})
"""What stands in a cell that has nothing to say."""
_YES = frozenset(
    {
        "是",
        "已",
        "√",
        "✓",
        "✔",
        "1",
        "y",
        "yes",
        "已完成",
        "已办结",
        "已销号",
        "已整改",
        "完成",
        "有",
    }
)
_NO = frozenset(
    {"否", "未", "×", "✗", "x", "0", "n", "no", "未完成", "正在办理", "未办结", "未销号", "没有"}
)
_STATUS = {
    "registered": "待受理 未受理 待办 未开始 登记 已登记 待交办 草稿",
    "handling": "办理中 正在办理 整改中 正在整改 未解决 正在解决 未办结 未完成 待整改 推进中 "
    "延时解决 否 未 × 被驳回 退回 正在协调解决 进行中",
    "submitted": "待验收 验收中 待审核 已报结 已回单 整改到位",
    "to_witness": "待群众签字",
    "to_sign": "待销号 已验收 验收通过",
    "closed": "已销号 销号 已办结 办结 按期办结 已完成 完成 已整改 已解决 已做好 结案 归档 是 已 "
    "√ ✓ 1",
    "explained": "解释说明 已做好解释说明工作 已解释",
    "escalated": "已上报 已上报上级协调解决 上报",
    "paused": "暂缓 缓办",
    "longterm": "转长期 长期坚持 持续推进 长期 常态化",
    "declined": "不予受理",
    "merged": "并案 重复 重复件",
    "void": "作废",
}
_SATISFACTION = ("非常满意", "满意", "基本满意", "一般", "不满意", "非常不满意", "未评价")
_VISITS = {
    "visit": "入户 走访 上门 入户走访 实地",
    "reception": "接待 来访 群众接待",
    "phone": "电话 线上 微信",
    "stay": "蹲点 驻村",
    "night": "夜访",
}
_SIGNS = {
    "given": "是 已签 已签字 有 √ ✓ 签字",
    "refused": "拒签 拒绝",
    "proxy": "代签",
    "none": "否 未签 无 ×",
}
_SPLIT = re.compile(r"[、，,;；/\n]+")
_FIVE = re.compile(r"(?:\d\D?){5}")
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+?\d+")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufeff\ufffe\uffff]"
)
_NO_YEAR = re.compile(r"\D{0,3}(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_MONTH_AND_DAY = re.compile(r"\d{1,2}[-./]\d{1,2}")
_CLOCK = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?$")
"""The time of day after a day."""
_FAR = timedelta(days=183)
"""A last day without a year is not taken for one of the next year that lies further away."""
_SHORT = 8
"""What says nothing has no more characters."""
_REPEATED = frozenset(
    {"word", "words", "people", "place", "category", "yes", "status", "satisfaction"}
    | {"visit_kind", "sign"}
)
_TICKED = frozenset({"yes", "status", "sign", "skip"})
"""How columns are read that may be ticked; elsewhere true and false are the words they show."""
_REPEATED_AT_MOST = 60
"""So many characters of a cell does a sentence repeat."""
_EXACT = 10**15
_SERIALS = range(20_000, 60_001)
_DAYS = range(1, 367)
_LIMITS = frozenset(map(str, _DAYS))
"""Numbers alone that are limits in days."""
_EPOCH = date(1899, 12, 30)
_FIRST = date(1905, 1, 1)
"""What is shown as a day before this one is a number, such as 15 for fifteen days; written, it is
a slip of the hand."""


class CellFault(Exception):  # noqa: N818 - one of the faults above
    """A cell that cannot be read."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.said = {name: str(value) for name, value in args.items()}
        if code != "deadline":  # which is a sentence of its own
            self.said = {name: _short(said) for name, said in self.said.items()}

    def sentence(self) -> str:
        """What is wrong with the cell, and what to do, in the language in force."""
        return _(FAULTS[self.code]).format(**self.said)


def _short(said: str) -> str:
    """What a sentence repeats of a cell."""
    return said if len(said) <= _REPEATED_AT_MOST else f"{said[:_REPEATED_AT_MOST]}…"


class Circumstances(NamedTuple):
    """What cells are read by: the year above the table, the row's day, today, and 立行立改."""

    today: date
    year: int | None = None
    on: date | None = None
    at_once: Limit = Limit(3, "day")


_NOWHERE = Circumstances(date.min)


def read(reads: str, cell: Cell, where: Circumstances) -> object:
    """The value of a cell, None where it says nothing.

    Args:
        reads: how its column is read.
        cell: the cell as the file gave it.
        where: what the reading depends on.

    Raises:
        CellFault: it cannot be read so.
    """
    if type(cell) is str:
        if not cell or cell.isspace():
            return None
        if reads in _REPEATED:
            return _known(reads, cell)
    elif cell is None:
        return None
    elif type(cell) is bool and reads not in _TICKED:
        cell = str(cell).upper()
    elif type(cell) is dict and "e" in cell and reads != "skip":
        raise CellFault("uncounted" if cell["e"] == NO_VALUE["e"] else "error")
    return _READERS[reads](cell, where)


@lru_cache(16384)
def _known(reads: str, cell: str) -> object:
    """What a word says that stands in many rows, and depends on nothing around it."""
    return _READERS[reads](cell, _NOWHERE)


def folded(cell: Cell) -> str:
    """A cell as text for comparing: letters and digits of one form, no blanks at the ends."""
    if isinstance(cell, dict):
        cell = cell.get("d", "")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return normalize("NFKC", str(cell)).strip().casefold()


def _shown(cell: Cell) -> str:
    """A cell as a sheet shows it: a moment to the second, a number to its fifteenth digit."""
    if isinstance(cell, dict):
        return str(cell["d"]).partition(".")[0].replace("T", " ")
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _text(cell: Cell, most: int) -> str | None:
    said = _shown(cell).strip()
    if "\r" in said or "_x000D_" in said:
        said = said.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
    if len(said) <= _SHORT and folded(said) in EMPTY:
        return None
    if _CONTROL.search(said):
        raise CellFault("control")
    if len(said) > most:
        raise CellFault("long", length=len(said), most=most)
    return said


def _line(cell: Cell, _where: Circumstances) -> str | None:
    said = _text(cell, 4000)
    return said and " ".join(said.split())


def _word(cell: Cell, _where: Circumstances) -> str | None:
    said = _text(cell, 40)
    return said and re.sub(r"\s+", " ", said)


def _names(cell: Cell, _where: Circumstances) -> list[str]:
    """Several names in one cell, the first of them in the lead; one in quotes stays whole."""
    return names.apart(_text(cell, 4000) or "")


def _code(cell: Cell, _where: Circumstances) -> str | None:
    """A number that names something: never rounded, never short of a zero that we could know."""
    said = _text(cell, 60) if not isinstance(cell, float) else folded(cell)
    long = isinstance(cell, int | float) and abs(cell) >= _EXACT
    if said and (long or _EXPONENT.fullmatch(folded(said))):
        raise CellFault("spoiled", said=said)
    if isinstance(cell, str) and re.fullmatch(r"\d{15}000", cell.strip()):
        raise CellFault("spoiled", said=said)
    return said


def _phone(cell: Cell, where: Circumstances) -> str | None:
    """A number, or several as they stand in one cell."""
    said = _code(int(cell) if isinstance(cell, float) and cell.is_integer() else cell, where)
    if said is None:
        return None
    plain = normalize("NFKC", said)
    if masked.number(plain):
        raise CellFault("masked", said=said)
    numbers = [number.strip() for number in _SPLIT.split(plain)]
    if not all(re.fullmatch(r"[0-9+][0-9 \-]{4,19}", number) for number in numbers):
        raise CellFault("phone", said=masks.phone(said) if _FIVE.search(said) else said)
    return "、".join(numbers)


def _count(cell: Cell, _where: Circumstances) -> int | None:
    said = folded(cell)
    if said in EMPTY:
        return None
    plain = re.fullmatch(r"(\d{1,9})(?:\.0+)?[人户次件个名]?", said)
    if not plain:
        raise CellFault("count", said=str(cell))
    return int(plain[1])


def _day(cell: Cell, where: Circumstances) -> date | None:
    """A day: a real one, a serial number of a spreadsheet, or one of the ways of writing it."""
    if isinstance(cell, dict):
        return _moment(cell["d"])
    if isinstance(cell, int | float):
        return _number(cell)
    said = folded(cell)
    if said in EMPTY:
        return None
    plain = _CLOCK.sub("", said).removesuffix("前").strip()
    return _written(str(cell), plain, where)


def _moment(said: str) -> date:
    try:
        day = datetime.fromisoformat(said).date()
    except ValueError:  # a time of day, or a length of time
        raise CellFault("day", said=said) from None
    if day < _FIRST:
        raise CellFault("number", said=said)
    return day


def _number(number: float) -> date:
    if isinstance(number, int) and number in _SERIALS:
        return _EPOCH + timedelta(days=number)
    digits = str(number)
    if re.fullmatch(r"(19|20)\d{6}", digits):
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            raise CellFault("day", said=digits) from None
    if re.fullmatch(r"(19|20)\d{2}\.\d{1,2}", digits):
        raise CellFault("doubtful", said=digits)
    if _MONTH_AND_DAY.fullmatch(digits):
        raise CellFault("unclear", said=digits)
    if number > min(_SERIALS) and int(number) in _SERIALS:  # with the time of day
        return _EPOCH + timedelta(days=int(number))
    raise CellFault("day", said=digits)


def _written(said: str, plain: str, where: Circumstances) -> date:
    if re.fullmatch(r"\d{4}[-./年]\d{1,2}(月份?)?", plain):
        raise CellFault("month", said=said)
    if _MONTH_AND_DAY.fullmatch(plain):
        raise CellFault("unclear", said=said)
    if found := re.fullmatch(r"(\d{1,2})月(\d{1,2})[日号]?", plain):
        if where.year is None:
            raise CellFault("no-year", said=said)
        plain = f"{where.year}年{found[1]}月{found[2]}日"
    if not re.match(r"[\d〇零一二三四五六七八九]{4}", plain):
        raise CellFault("day", said=said)
    with suppress(ValueError):
        if (day := dates.read(plain, where.today, "past")) >= _FIRST:
            return day
    raise CellFault("day", said=said)


def _deadline(cell: Cell, where: Circumstances) -> deadlines.Meaning | None:
    """A last day, a limit, or the words for one."""
    if isinstance(cell, dict):
        day = _moment(cell["d"])
        return deadlines.Meaning(day, None, long_term=False, word=day.isoformat())
    if isinstance(cell, int | float) and cell not in _DAYS:
        day = _number(cell)
        return deadlines.Meaning(day, None, long_term=False, word=day.isoformat())
    said = _shown(cell)
    if folded(said) in _LIMITS:
        said = f"{folded(said)}天"
    plain = _CLOCK.sub("", folded(said))
    if _MONTH_AND_DAY.fullmatch(plain):
        raise CellFault("unclear", said=said)
    if len(plain) > _REPEATED_AT_MOST:
        raise CellFault("long", length=len(plain), most=_REPEATED_AT_MOST)
    try:
        meant = deadlines.read(
            plain, where.on or where.today, where.on or where.today, where.at_once
        )
    except ValueError as error:
        raise CellFault("deadline", said=str(error)) from None
    on = where.on or where.today
    if meant.due and _NO_YEAR.match(plain) and meant.due.year > on.year and meant.due > on + _FAR:
        raise CellFault("next-year", said=said, due=meant.due)
    nothing = meant.due is None and meant.limit is None and not meant.long_term
    return None if nothing else meant._replace(word=said.strip())


def _yes(cell: Cell, _where: Circumstances) -> bool | None:
    said = folded(cell)
    if said in _YES:
        return True
    if said in _NO or said in EMPTY:
        return False
    raise CellFault("yes", said=str(cell))


def _among(code: str, words: dict[str, str]) -> Callable[[Cell, Circumstances], str | None]:
    """A reader of one of some words; what it gives is the word's code."""
    known = {word: name for name, said in words.items() for word in said.split()}

    def reading(cell: Cell, _where: Circumstances) -> str | None:
        said = re.sub(r"\s+", "", folded(cell))
        if said in known:
            return known[said]
        if said in EMPTY:
            return None
        raise CellFault(code, said=str(cell))

    return reading


_READERS: dict[str, Callable[[Cell, Circumstances], object]] = {
    "skip": lambda _cell, _where: None,
    "text": lambda cell, _where: _text(cell, 4000),
    "line": _line,
    "word": _word,
    "words": _names,
    "people": _names,
    "place": _word,
    "category": _line,
    "code": _code,
    "phone": _phone,
    "count": _count,
    "day": _day,
    "deadline": _deadline,
    "yes": _yes,
    "status": _among("status", _STATUS),
    "satisfaction": _among("satisfaction", {word: word for word in _SATISFACTION}),
    "visit_kind": _among("visit_kind", _VISITS),
    "sign": _among("sign", _SIGNS),
}
