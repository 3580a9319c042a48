"""Which column of a sheet is which field: by our header word, by others, by the last of a path."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column

if TYPE_CHECKING:
    from ledger.records.layout import Layout

_MARKS = "*:▲△▼▽↑↓★☆●○◆◇■□※"
_NOISE = re.compile(
    rf"[\s{_MARKS}＊：、.。·"
    r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
"""What says nothing in a header: blanks, marks, and what cannot be seen."""
_COUNTED = re.compile(r"^[\s*▼★☆]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、:)]+(?!\d)")
"""The number of a column before its name: 1.村, 二、问题."""
_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")


_GIVING_WAY = {"issue": {"完成情况": "result", "整改完成情况": "result"}}
"""Headers that stand for another field where the usual one has a column besides."""


_NAMED = frozenset({"姓名", "名字", "人", "人员"})
_VAGUE = _NAMED | {
    *("单位", "部门", "日期", "时间", "意见", "情况", "结果", "内容", "编号", "负责人"),
    *("电话", "联系电话", "联系方式", "电话号码", "手机", "手机号", "手机号码"),
}
"""Last steps of a path that say too little without the step above: 责任/单位, 验收/时间."""
_WHOSE = {"issue": "reporter", "household": "name", "visit": "household"}
"""By kind, whose name and number a sheet tells that says no more."""
_OF_PEOPLE = frozenset({"people", "name", "phone"})
"""How what is said of somebody is read."""
_AND_NUMBER = re.compile(
    r"(?:(?<=.)姓名)?(?:[及和与、,/]|(?<=姓名))(?:联系)?(?:电话|手机|方式)(?:号码?)?$"
)
"""How a header goes on under which names have numbers beside them: 责任人及联系电话."""
_OF_NAMES = frozenset({"people", "words", "name"})
"""How names are read."""
_STEM = 2
"""So many characters of a step tell what it is about: 责任落实, 验收情况."""


class Match(NamedTuple):
    """How the headers of a sheet were understood: by column of the sheet, from 0.

    `loose` are columns whose headers stand for a field only since no other does.
    """

    columns: dict[int, Column]
    unknown: dict[int, str]
    rivals: dict[str, list[int]]
    loose: frozenset[int] = frozenset()

    def score(self) -> tuple[int, int]:
        """How much the headers say about a record, and how many of them say something."""
        return len({column.field for column in self.columns.values()}), len(self.columns)

    def certain(self) -> int:
        """How much they say of it for certain."""
        return len({one.field for at, one in self.columns.items() if at not in self.loose})


class Header(NamedTuple):
    """Rows, from 0, that may be the header of a table of a kind."""

    first: int
    last: int
    kind: str
    match: Match


def plain(header: str) -> str:
    """A header without blanks, marks and the forms of its letters; for comparing alone."""
    return _NOISE.sub("", normalize("NFKC", header)).casefold()


def bare(header: str) -> str:
    """A header also without its number, and what stands in brackets, such as a unit or 必填."""
    named = _COUNTED.sub("", _BRACKETS.sub("", normalize("NFKC", header)))
    return _NOISE.sub("", named).casefold()


def twin(layout: "Layout") -> tuple[int, str] | None:
    """The first column of a layout under a header that another has, our own words among them."""
    own = {column.field: column.header for column in columns.of(layout.kind)}
    seen: set[str] = set()
    for at, column in enumerate(layout.columns):
        header = column.header or own[column.field]
        if plain(header) in seen:
            return at, header
        seen.add(plain(header))
    return None


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
    if found and bare(last) not in _VAGUE:
        return found
    stem, leaf = bare(above), bare(last)
    whole = next((w for w in (stem + leaf, stem[:_STEM] + leaf) if w in words), None)
    if whole or (found is None and leaf not in _NAMED):
        return words[whole] if whole else None
    about = _about(kind, above)
    people = [one for one in about if one.reads == "people"]
    if not about or found in about or (found and not people and found.reads in _OF_PEOPLE):
        return found
    if leaf in _NAMED and _called(kind, above) in people:
        return people[0]
    own = _WHOSE.get(kind) in {one.field for one in about}
    return found if found and own and found.reads in _OF_PEOPLE else None


def _about(kind: str, above: str) -> list[Column]:
    """The columns that a step is about: the one that it names, else those that begin like it."""
    if found := _called(kind, above):
        return [found]
    stem = bare(above)[:_STEM]
    begun = {one.field: one for word, one in _words(kind).items() if word.startswith(stem)}
    return [*begun.values()] if stem else []


@cache
def _others(kind: str) -> dict[str, Column]:
    """The words that are a kind's only where nothing else is, by what they stand for."""
    return {plain(word): column for column in columns.of(kind) for word in column.also}


@lru_cache(4096)
def _loosely(kind: str, header: str) -> Column | None:
    """What a header stands for if no other of the sheet does; it may tell of numbers besides."""
    others = _others(kind)
    above, _slash, last = header.rpartition("/")
    ways = [way for said in (header, bare(above) + bare(last)) for way in (plain(said), bare(said))]
    if bare(last)[_STEM:] and bare(last) not in _VAGUE:
        ways += plain(last), bare(last)
    if found := next((others[way] for way in ways if way in others), None):
        return found
    said = _BRACKETS.sub("", "".join(normalize("NFKC", header).split())).rstrip(_MARKS)
    named = _AND_NUMBER.sub("", said)
    found = (meant(kind, named) or _loosely(kind, named)) if named != said else None
    return found if found and found.reads in _OF_NAMES else None


@lru_cache(4096)
def _ways(header: str) -> tuple[str, ...]:
    """A header as it is compared, once for all kinds of record."""
    parts = dict.fromkeys((header, header.rsplit("/", 1)[-1]))
    return tuple(way for part in parts for way in (plain(part), bare(part)))


def match(kind: str, headers: Sequence[str], known: dict[str, str] | None = None) -> Match:
    """Understand a row of headers; `known` are words that a person explained before."""
    fields = {column.field: column for column in columns.of(kind)}
    explained = {
        at: told for at, one in enumerate(headers) if (told := (known or {}).get(plain(one)))
    }
    said = {at: header for at, header in enumerate(headers) if header}
    read = {
        at: fields.get(explained[at]) if at in explained else meant(kind, said[at]) for at in said
    }
    found = {at: column for at, column in read.items() if column}
    claims = _claims(found)
    for at, other in giving if len(giving := [*_giving_way(kind, headers)]) == 1 else ():
        if other not in claims and at in found and len(claims[found[at].field]) > 1:
            found[at] = fields[other]
            claims = _claims(found)
    left = {at: header for at, header in said.items() if at not in found and at not in explained}
    loose = _loose(kind, left, claims)
    unknown = {at: header for at, header in said.items() if at not in found | loose}
    rivals = {
        field: ats
        for field, ats in claims.items()
        if len(ats) > 1 and fields[field].reads != "skip"
    }
    return Match(found | loose, unknown, rivals, frozenset(loose))


def _loose(kind: str, left: dict[int, str], claims: Collection[str]) -> dict[int, Column]:
    """The columns of headers that are left, each of a field that no other header stands for."""
    may = {at: column for at, header in left.items() if (column := _loosely(kind, header))}
    wanted = Counter(column.field for column in may.values())
    return {
        at: one
        for at, one in may.items()
        if one.reads == "skip" or (one.field not in claims and wanted[one.field] == 1)
    }


def _claims(found: dict[int, Column]) -> dict[str, list[int]]:
    """The columns of a sheet that stand for each field."""
    claims: dict[str, list[int]] = {}
    for at, column in found.items():
        claims.setdefault(column.field, []).append(at)
    return claims


def _giving_way(kind: str, headers: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The headers that may stand for another field, with that field."""
    others = _GIVING_WAY.get(kind, {})
    for at, header in enumerate(headers):
        if other := next((others[way] for way in _ways(header) if way in others), None):
            yield at, other
