"""Progress that has a column for each time: 1月进展 and 2月进展, or 进展情况 over 1月 and 2月.

Together they are one text, a line for each time of which a row tells something.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.header_shapes import besides
from ledger.sheets.tables.header_words import VAGUE, meant

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TIME = (
    "(?:截[至止]到?)?(?:(?:20[0-9]{2}年)?(?:[上下]半年"
    f"|第?{_NUMBER}(?:季度|[周次轮期批]|阶段)"
    f"|{_NUMBER}(?:[-—~至]{_NUMBER})?月份?(?:{_NUMBER}日|[上中下]旬)?)|20[0-9]{{2}}年度?)[初底末]?"
)
_TIMED = rf"(?P<first>{_TIME})的?(?P<on>.*)|(?P<of>.+?)[(【\[]?(?P<last>{_TIME})[)】\]]?"
_OF_TIME = frozenset("月季年周次轮期批段")
"""Every text of a time has one of these characters."""


class Timed(NamedTuple):
    """What a header names that tells of a time: the column, and 第一次时间 of 进展/第一次/时间."""

    column: Column
    time: str


@lru_cache(4096)
def timed(kind: str, header: str) -> Timed | None:
    """The progress at a time that a header names; None where it names none, or no time."""
    if _OF_TIME.isdisjoint(header):
        return None
    column, times = None, list[str]()
    for step in header.split("/"):
        said = "".join(normalize("NFKC", step).split())
        found = re.fullmatch(_TIMED, said)
        word = (found["on"] or found["of"] or "") if found else said
        if column is None and word and (named := _progress(kind, word)):
            column, said = named, (found["first"] or found["last"]) if found else ""
        elif word and (word not in VAGUE or not times):
            return None
        times += [said] if said else []
    return Timed(column, "".join(times)) if column and times else None


def _progress(kind: str, word: str) -> Column | None:
    found = meant(kind, word) or besides(kind, word)
    return found if found and found.shape == "progress" else None


def told(before: str | None, time: str, said: str) -> str:
    """What progress tells of one time, below what it tells of those before."""
    line = f"{time}：{said}"
    return f"{before}\n{line}" if before else line
