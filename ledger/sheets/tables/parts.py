"""Columns that are parts of one: progress at several times, names of several roles.

1月进展 and 2月进展, or 进展情况 over 1月 and 2月, are one text, with a line for each time.
镇级 and 村级 below 责任人, 镇级责任人 and 村级责任人, or 走访人1 and 走访人2, are one list.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.header_shapes import besides
from ledger.sheets.tables.header_words import VAGUE, bare, meant, plain

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TIME = (
    "(?:截[至止]到?)?(?:(?:20[0-9]{2}年)?(?:[上下]半年"
    f"|第?{_NUMBER}(?:季度|[周次轮期批]|阶段)"
    f"|{_NUMBER}(?:[-—~至]{_NUMBER})?月份?(?:{_NUMBER}日|[上中下]旬)?)|20[0-9]{{2}}年度?)[初底末]?"
)
_TIMED = rf"(?P<first>{_TIME})的?(?P<on>.*)|(?P<of>.+?)[(【\[]?(?P<last>{_TIME})[)】\]]?"
_OF_TIME = frozenset("月季年周次轮期批段")
"""Every text of a time has one of these characters."""
_LISTS = frozenset({"people", "words"})
"""How columns are read that hold several names."""
_OF_RESIDENTS = frozenset({"reporter", "household"})
"""The fields whose names are no staff, and on no level of it."""
_ROLE = (
    r".*(?:人员?|领导|干部|[省市县旗区镇乡村站]级|[省市县旗区镇乡村站]|方|书记|主任|[站组队村]长|成员)"
    r"|主办|协办|牵头|配合|主要|具体|直接|[1-9一二三四五甲乙丙丁]"
)
"""Whose names stand in a column, below what they are for."""
_FLAT = (
    r"(?P<whole>.+?)\(?(?P<label>[1-9一二三四五①-⑨])\)?"
    r"|(?P<label_>[省市县旗区镇乡村站]级)(?P<whole_>.+)"
)
"""How a header of one level has both."""


class Part(NamedTuple):
    """A column, which part of it a header names, and what it calls the whole; a time calls none."""

    column: Column
    whole: str
    label: str


def of(kind: str, header: str) -> Part | None:
    """The part of a column that a header names; None where it names a whole one, or nothing."""
    return _at_time(kind, header) or _of_list(kind, header)


@lru_cache(4096)
def _at_time(kind: str, header: str) -> Part | None:
    """The progress at a time that a header names."""
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
    return Part(column, "", "".join(times)) if column and times else None


def _progress(kind: str, word: str) -> Column | None:
    found = meant(kind, word) or besides(kind, word)
    return found if found and found.shape == "progress" else None


@lru_cache(4096)
def _of_list(kind: str, header: str) -> Part | None:
    """The names of a role that a header names."""
    above, _slash, last = header.rpartition("/")
    if not above and (flat := re.fullmatch(_FLAT, plain(header))):
        above, last = flat["whole"] or flat["whole_"], flat["label"] or flat["label_"]
    whole = meant(kind, above) if above else None
    if whole is None or whole.reads not in _LISTS:
        return None
    own, label = meant(kind, last), bare(last)
    if label.endswith("级") and whole.field in _OF_RESIDENTS:
        return None  # 村级联系人 is whoever is to be called in the village
    is_role = own == whole or (own is None and re.fullmatch(_ROLE, label))
    return Part(whole, bare(above), label) if is_role else None


def joined(before: Any, label: str, value: Any) -> Any:  # noqa: ANN401 - a text or a list
    """What a row says in the parts of a column up to this one: names, or a line for each time."""
    if isinstance(value, list):
        return list(dict.fromkeys([*(before or ()), *value]))
    line = f"{label}：{value}"
    return f"{before}\n{line}" if before else line


def labels(wholes: Mapping[int, Part]) -> dict[int, str]:
    """The labels of several columns that are parts of one, if each has its own."""
    found = {at: part.label for at, part in wholes.items()}
    alike = len({part.whole for part in wholes.values()}) == 1
    return found if alike and 1 < len(found) == len({*found.values()}) else {}
