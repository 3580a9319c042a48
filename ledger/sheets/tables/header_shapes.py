"""What a header may mean where no other column of the sheet does.

Everybody heads such columns in words of their own, which are made of few parts: 群众反映的主要问题,
计划办结时间, 是否整改到位.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import normalize

from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.header_words import (
    BRACKETS,
    LONGEST,
    MARKS,
    STEM,
    VAGUE,
    bare,
    meant,
    plain,
)

_DONE = "整改|解决|处理|处置|化解|调处|调解|办理|办结|落实|完成"
_ASKED = "信访|来访|上访|接访|来电|来信|咨询|求助|投诉|举报|申请|热线|交办|转办|督办|批办|代办"
_MATTER = "困难|问题|诉求|意见|建议|需求|心愿|矛盾|隐患|纠纷|事项"
_SHAPES = {
    "matter": (
        "(?:群众|村民|农户|居民|百姓)?"
        "(?:反映|提出|收集|征求|征集|听取|反馈|检查|督查|巡查|排查|查摆|摸排|发现|存在|面临){0,2}[到出]?的?"
        "(?:主要|突出|具体|实际|热点|难点|重点|微|急难愁盼)*的?"
        rf"(?:{_MATTER})(?:[及和与或]?(?:{_MATTER}))*"
        "(?:具体|简要|基本)*(?:内容|描述|情况|详情|概述|简述|表述)?"
        rf"|(?:{_ASKED})的?(?:主要|具体)?(?:内容|{_MATTER})|[待需未]?(?:解决|整改)的?(?:问题|事项)"
    ),
    "last day": (
        rf"(?:计划|要求|预计|拟定?|承诺|规定)(?:{_DONE})+(?:时限|期限|时间|日期|时间节点)"
        rf"|(?:{_DONE})*(?:时限|期限|截[至止](?:时间|日期)|时间节点)(?:要求)?"
    ),
    "measures": (
        rf"拟?(?:采取的?)?(?:具体)?(?:{_DONE}|应对|推进|工作|对策|改进|帮扶)*(?:具体)?"
        "(?:措施|举措|办法|方案|对策)"
    ),
    "whether": (
        rf"是否(?:已经?|按要求)?(?:{_DONE}|结案)+(?:到位|完毕)?"
        rf"|(?:问题|任务)?(?:{_DONE})*(?:与否|状态)"
    ),
    "progress": (
        rf"(?:目前|当前|最新|现阶段)?(?:{_DONE}|任务|工作|推进|跟进|跟踪)*"
        rf"(?:进展|进度|推进|跟进|跟踪|{_DONE})(?:情况|进展|说明)+"
        rf"|(?:目前|当前|最新|{_DONE})+(?:进展|进度)"
    ),
    "answer": (
        rf"(?:拟|现场|已)?(?:帮助|帮扶|协调)*(?:{_DONE}|答复|帮扶|帮办)+(?:群众)?的?"
        rf"(?:实际)?(?:问题|困难)*(?:措施|办法|情况|结果|意见)*|问题(?:{_DONE})情况"
    ),
}
"""What headers are made of; texts, since `re` compiles them when they are used."""
_OTHER = (("时间", "日期"), ("日期", "时间"))
"""Words for a day, each with the other."""
_AND_NUMBER = re.compile(
    r"(?:(?<=.)姓名)?(?:[及和与、,/]|(?<=姓名))(?:联系)?(?:电话|手机|方式)(?:号码?)?$"
)
"""How a header goes on under which names have numbers beside them: 责任人及联系电话."""
_BEARING = frozenset({"people", "words", "name"})
"""How names are read that may have numbers beside them."""


@lru_cache(4096)
def besides(kind: str, header: str) -> Column | None:
    """The column that a header stands for if no other of the sheet does; it may tell of numbers."""
    if len(header) > LONGEST:
        return None
    words, ways = _words(kind), _ways(header)
    if found := next((words[way] for way in ways if way in words), None):
        return found
    if day := _day(kind, ways):
        return day
    for column in columns.of(kind):
        if column.shape and any(re.fullmatch(_SHAPES[column.shape], way) for way in ways):
            return column
    if (named := _named(header)) == header:
        return None
    whose = meant(kind, named) or besides(kind, named)
    return whose if whose and whose.reads in _BEARING else None


def _day(kind: str, ways: Iterable[str]) -> Column | None:
    """The column of a day whose header ends in the other word for one: 请假日期 is 请假时间."""
    others = (
        way[: -len(one)] + other for way in ways for one, other in _OTHER if way.endswith(one)
    )
    found = (_words(kind).get(way) or meant(kind, way) for way in others if way not in VAGUE)
    return next((column for column in found if column and column.reads == "day"), None)


@cache
def _words(kind: str) -> dict[str, Column]:
    return {plain(word): column for column in columns.of(kind) for word in column.also}


@lru_cache(4096)
def _ways(header: str) -> tuple[str, ...]:
    """A header as it is compared: whole, and the last step of a path where that says enough."""
    above, _slash, last = header.rpartition("/")
    step = bare(last)
    ways = [plain(header), bare(header), bare(above) + step]
    return (*dict.fromkeys(ways + [step] * (len(step) > STEM and step not in VAGUE)),)


@lru_cache(4096)
def _named(header: str) -> str:
    """A header without what it says of numbers."""
    said = BRACKETS.sub("", "".join(normalize("NFKC", header).split())).rstrip(MARKS)
    whose = _AND_NUMBER.sub("", said)
    return whose if whose != said else header
