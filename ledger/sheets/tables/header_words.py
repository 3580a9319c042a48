"""What a header names: by our word, by others, whole or by the last step of its path."""

import re
from functools import cache, lru_cache
from unicodedata import normalize

from ledger.sheets.cells.cell_answers import is_one
from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column

MARKS = "*:▲△▼▽↑↓★☆●○◆◇■□※"
_NOISE = re.compile(
    rf"[\s{MARKS}＊：、.。·"
    r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
"""What says nothing in a header: blanks, marks, and what cannot be seen."""
_COUNTED = re.compile(rf"^[\s{MARKS}]*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[.、:)]+(?!\d)")
"""The number of a column before its name: 1.村, 二、问题."""
_POLITE = re.compile(
    r"^(?:请问?|请?(?:填写|输入|选择|描述|留下))?[您你]家?的?(?P<asked>.+?)(?:是(?:什么|哪里|多少)?|有哪些|为)?[?]?$"
)
"""How a form asks: 您的姓名, 您反映的问题是什么?"""
BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
NAMED = frozenset({"姓名", "名字", "人", "人员"})
VAGUE = NAMED | {
    *("单位", "部门", "日期", "时间", "意见", "情况", "结果", "内容", "编号", "负责人"),
    *("电话", "联系电话", "联系方式", "电话号码", "手机", "手机号", "手机号码"),
}
"""Last steps of a path that say too little without the step above: 责任/单位, 验收/时间."""
_WHOSE = {"issue": "reporter", "household": "name", "visit": "household"}
"""By kind, whose name and number a sheet tells that says no more."""
OPEN = frozenset({"category", "categories", "household_category"})
"""The fields whose answers a ledger names as it likes; each may head a column that is ticked."""
_OF_NAMES = frozenset({"people", "absent"})
"""How names of people are read."""
_OF_PEOPLE = frozenset({"people", "name", "line", "phone", "contact"})
"""How what is said of somebody is read."""
LONGEST = 40
"""A header has no more characters."""
STEM = 2
"""So many characters of a step tell what it is about: 责任落实, 验收情况."""


def leaf(header: str) -> str:
    """The last step of a header, which is all of one that has no other above it."""
    return header.rpartition("/")[2]


@lru_cache(4096)  # the same for each kind of record
def plain(header: str) -> str:
    """A header without blanks, marks and the forms of its letters; for comparing alone."""
    return _NOISE.sub("", normalize("NFKC", header)).casefold()


@lru_cache(4096)
def bare(header: str) -> str:
    """A header also without its number, what stands in brackets, such as 必填, and its 您."""
    named = _COUNTED.sub("", BRACKETS.sub("", normalize("NFKC", header)))
    said = _NOISE.sub("", named).casefold()
    asked = _POLITE.match(said)
    return asked["asked"].replace("所在的", "所在") if asked else said


@cache
def _words(kind: str) -> dict[str, Column]:
    """Every word of a kind's columns; our own words go before those of others."""
    found: dict[str, Column] = {}
    for column in columns.of(kind):
        found.setdefault(plain(column.header), column)
    for column in columns.of(kind):
        for word in column.words:
            found.setdefault(plain(word), column)
    return found


@lru_cache(4096)
def meant(kind: str, header: str) -> Column | None:
    """The column that a header names: whole, without brackets, or by the last step of its path."""
    steps = header.split("/")
    for at in range(max(len(steps) - 1, 1)):  # a step may have a slash of its own: 对策/答案
        if found := _called(kind, "/".join(steps[at:])):
            return found
    return _last(kind, *steps[-2:]) if steps[1:] else None


def _called(kind: str, header: str) -> Column | None:
    words = _words(kind)
    return next((words[way] for way in (plain(header), bare(header)) if way in words), None)


def _last(kind: str, above: str, last: str) -> Column | None:
    """The column of the last step of a path; where it is vague or not known, with that above."""
    found, words = _called(kind, last), _words(kind)
    if found and bare(last) not in VAGUE:
        return found
    asked = _called(kind, above) if found is None else None
    if asked and (asked.field in OPEN or is_one(asked.reads, last)):
        return asked
    stem, said = bare(above), bare(last)
    whole = next((w for w in (stem + said, stem[:STEM] + said) if w in words), None)
    if whole or (found is None and said not in NAMED):
        return words[whole] if whole else None
    about = _about(kind, above)
    people = [one for one in about if one.reads in _OF_NAMES]
    if not about or found in about or (found and not people and found.reads in _OF_PEOPLE):
        return found
    if said in NAMED and _called(kind, above) in people:
        return people[0]
    own = _WHOSE.get(kind) in {one.field for one in about}
    return found if found and own and found.reads in _OF_PEOPLE else None


def _about(kind: str, above: str) -> list[Column]:
    """The columns that a step is about: the one that it names, else those that begin like it."""
    if found := _called(kind, above):
        return [found]
    stem = bare(above)[:STEM]
    begun = {one.field: one for word, one in _words(kind).items() if word.startswith(stem)}
    return [*begun.values()] if stem else []
