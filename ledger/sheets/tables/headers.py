"""Which column of a sheet is which field: by our header word, by others, by the last of a path."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column

if TYPE_CHECKING:
    from ledger.records.layout import Layout

_NOISE = re.compile(
    r"[\s*＊:：、.。·\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
"""What says nothing in a header: blanks, marks, and what cannot be seen."""
_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")


_GIVING_WAY = {"issue": {"完成情况": "result", "整改完成情况": "result"}}
"""Headers that stand for another field where the usual one has a column besides."""


_NAMED = frozenset({"姓名", "名字", "人", "人员"})
_VAGUE = _NAMED | {
    *("单位", "部门", "日期", "时间", "意见", "情况", "结果", "内容", "编号"),
    *("电话", "联系电话", "联系方式", "电话号码", "手机", "手机号", "手机号码"),
}
"""Last steps of a path that say too little without the step above: 责任/单位, 验收/时间."""
_WHOSE = {"issue": "reporter", "household": "name", "visit": "household"}
"""By kind, whose name and number a sheet tells that says no more."""
_OF_PEOPLE = frozenset({"people", "line", "phone"})
"""How what is said of somebody is read."""
_STEM = 2
"""So many characters of a step tell what it is about: 责任落实, 验收情况."""


class Match(NamedTuple):
    """How the headers of a sheet were understood: by column of the sheet, from 0."""

    columns: dict[int, Column]
    unknown: dict[int, str]
    rivals: dict[str, list[int]]

    def score(self) -> tuple[int, int]:
        """How much the headers say about a record, and how many of them say something."""
        return len({column.field for column in self.columns.values()}), len(self.columns)


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
    """A header also without what stands in brackets, such as a unit or 必填."""
    return _NOISE.sub("", _BRACKETS.sub("", normalize("NFKC", header))).casefold()


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


@lru_cache(4096)
def _ways(header: str) -> tuple[str, ...]:
    """A header as it is compared, once for all kinds of record."""
    parts = dict.fromkeys((header, header.rsplit("/", 1)[-1]))
    return tuple(way for part in parts for way in (plain(part), bare(part)))


def match(kind: str, headers: Sequence[str], known: dict[str, str] | None = None) -> Match:
    """Understand a row of headers; `known` are words that a person explained before."""
    fields = {column.field: column for column in columns.of(kind)}
    found: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    for at, header in enumerate(headers):
        if not header:
            continue
        told = (known or {}).get(plain(header))
        column = fields.get(told) if told else meant(kind, header)
        if column:
            found[at] = column
        else:
            unknown[at] = header
    claims = _claims(found)
    for at, other in giving if len(giving := [*_giving_way(kind, headers)]) == 1 else ():
        if other not in claims and at in found and len(claims[found[at].field]) > 1:
            found[at] = fields[other]
            claims = _claims(found)
    rivals = {
        field: ats
        for field, ats in claims.items()
        if len(ats) > 1 and fields[field].reads != "skip"
    }
    return Match(found, unknown, rivals)


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
