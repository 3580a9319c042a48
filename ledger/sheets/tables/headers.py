"""Which column of a sheet is which field of a record."""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ledger.sheets.tables import columns, header_shapes, parts
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.header_words import NAMED, bare, leaf, meant, plain

if TYPE_CHECKING:
    from ledger.records.layout import Layout

_GIVING_WAY = {"issue": {"完成情况": "result", "整改完成情况": "result"}}
"""Headers that stand for another field where the usual one has a column besides."""
_HANDED_DOWN = {"issue": {"交办单位": "unit", "转办单位": "unit"}}
"""Headers that name who handed a matter down, and nobody to whom it went up, where a column of
another field says who has it."""


_WHAT_FOR = {
    "issue": {"title", "text", "key"},
    "visit": {"date", "key"},
    "household": {"name", "key"},
    "station": {"name", "code"},
    "task": {"title", "key"},
    "activity": {"date", "key"},
}
"""By kind, of which fields a record has one at least; what a table is for says most of its kind."""
_SAYS_MORE = 3
"""It counts like so many fields besides."""
_RELATED, _HEADS = "关系", "户"
"""What a header has that tells how related somebody is, and that is of the household itself."""
_OF_ANYBODY = frozenset({"phone", "note", "away"})
"""What is said of whom a row names beside the head, unless it tells how they are related."""


class Match(NamedTuple):
    """How the headers of a sheet were understood: by column of the sheet, from 0.

    `loose` are columns whose headers stand for a field only since no other does, `parts` are those
    that are parts of one; `says` is how much the headers say about a record, `is_for` whether they
    have what a record of its kind is known by.
    """

    columns: dict[int, Column]
    unknown: dict[int, str]
    loose: frozenset[int] = frozenset()
    parts: Mapping[int, str] = MappingProxyType({})
    says: int = 0
    is_for: bool = True

    def score(self) -> tuple[int, int]:
        """How much the headers say about a record, and how many of them say something."""
        return self.says, len(self.columns)

    def is_whole(self) -> bool:
        """Whether every header is known for certain."""
        return not (self.unknown or self.loose)

    def certain(self) -> int:
        """How much they say of it for certain."""
        return len({one.field for at, one in self.columns.items() if at not in self.loose})


class Header(NamedTuple):
    """Rows, from 0, that may be the header of a table of a kind."""

    first: int
    last: int
    kind: str
    match: Match


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


def match(
    kind: str,
    headers: Sequence[str],
    known: dict[str, str] | None = None,
    *,
    strict: bool = False,
) -> Match:
    """Understand a row of headers; `known` are words that a person explained before.

    What a header may mean besides counts, unless it is `strict`.
    """
    fields = {column.field: column for column in columns.of(kind)}
    explained = {
        at: told for at, one in enumerate(headers) if (told := (known or {}).get(plain(one)))
    }
    said = {at: header for at, header in enumerate(headers) if header}
    read = {
        at: fields.get(explained[at]) if at in explained else meant(kind, said[at]) for at in said
    }
    named = {at: one for at in said.keys() - explained if (one := parts.of(kind, said[at]))}
    weak = {at for at, one in named.items() if not one.whole or read[at] is None}
    read |= {at: named[at].column for at in weak}
    found = _given_way(kind, {at: column for at, column in read.items() if column}, said, weak)
    mere = {at for at, one in found.items() if one.reads == "name" and _is_mere(said[at])}
    known_as = {found[at].field for at in explained.keys() & found.keys()}
    weak |= mere | {at for at, one in found.items() if one.field in known_as}
    found, labels = _joined(found, named, weak - explained.keys())
    others = {*_of_others(kind, found, said, mere)} - explained.keys()
    found = {at: one for at, one in found.items() if at not in others}
    claims = claims_of(found)
    left = {at: header for at, header in said.items() if at not in found and at not in explained}
    loose = {} if strict else _loose(kind, left, claims)
    if "town" in claims and not any(one.field == "place" for one in (found | loose).values()):
        found |= dict.fromkeys(claims["town"], fields["place"])  # that is all that it says of it
    every = found | loose
    unknown = {at: header for at, header in said.items() if at not in every}
    is_for = any(one.field in _WHAT_FOR[kind] for at, one in every.items() if at not in mere)
    says = len({one.field for one in every.values()}) + _SAYS_MORE * is_for
    return Match(every, unknown, frozenset(loose), labels, says, is_for)


def _is_mere(header: str) -> bool:
    """Whether a header names anybody, 姓名, and no head of a household."""
    return bare(leaf(header)) in NAMED and _HEADS not in header


def _of_others(
    kind: str, found: Mapping[int, Column], said: Mapping[int, str], mere: set[int]
) -> Iterator[int]:
    """The columns that tell of others than the record.

    They are of whomever a row of a household names beside its head, and of who handed a matter
    down to whoever has it.
    """
    claims = claims_of(found)
    is_beside = not (mere <= found.keys() or any(_RELATED in one for one in said.values()))
    for at, column in found.items():
        handed = _HANDED_DOWN.get(kind, {}).get(bare(said[at])) in claims
        if handed or (is_beside and column.field in _OF_ANYBODY and _HEADS not in said[at]):
            yield at


def _joined(
    found: Mapping[int, Column], named: Mapping[int, parts.Part], weak: set[int]
) -> tuple[dict[int, Column], dict[int, str]]:
    """The columns, and the labels of those that are parts of one.

    Where another is whole, those that are `weak` are left out: known for nothing but parts, for
    mere names, 姓名, which are those of the household's members beside 户主姓名, or by their words
    alone beside one that a person explained, or that went out from here.
    """
    kept, labels = dict(found), dict[int, str]()
    for ats in claims_of(found).values():
        if all(at in named for at in ats):
            labels |= parts.labels({at: named[at] for at in ats})
        elif not weak.issuperset(ats):
            kept = {at: one for at, one in kept.items() if at not in ats or at not in weak}
    return kept, labels


def rivals(found: Mapping[int, Column], joined: Container[int] = ()) -> dict[str, list[int]]:
    """The fields for which several columns of a sheet stand, with these; not those in parts."""
    return {
        field: ats
        for field, ats in claims_of(found).items()
        if len(ats) > 1 and found[ats[0]].reads != "skip" and ats[0] not in joined
    }


def _loose(kind: str, left: dict[int, str], claims: Collection[str]) -> dict[int, Column]:
    """The columns of headers that are left, each of a field that no other header stands for."""
    may = {at: found for at, said in left.items() if (found := header_shapes.besides(kind, said))}
    wanted = Counter(column.field for column in may.values())
    return {
        at: one
        for at, one in may.items()
        if one.reads == "skip" or (one.field not in claims and wanted[one.field] == 1)
    }


def claims_of(found: Mapping[int, Column]) -> dict[str, list[int]]:
    """The columns of a sheet that stand for each field."""
    claims: dict[str, list[int]] = {}
    for at, column in found.items():
        claims.setdefault(column.field, []).append(at)
    return claims


def _given_way(
    kind: str, found: Mapping[int, Column], said: Mapping[int, str], weak: Container[int]
) -> dict[int, Column]:
    """The columns, one of which may stand for another field where the usual one has two."""
    fields = {column.field: column for column in columns.of(kind)}
    claims = claims_of(found)
    giving = [(at, other) for at, other in _giving_way(kind, said) if at not in weak]
    at, other = giving[0] if len(giving) == 1 else (-1, "")
    if at not in found or other in claims or len(claims[found[at].field]) == 1:
        return dict(found)
    return {**found, at: fields[other]}


def _giving_way(kind: str, said: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The headers that may stand for another field, with that field."""
    others = _GIVING_WAY.get(kind, {})
    for at, header in said.items():
        ways = (spell(part) for part in (header, leaf(header)) for spell in (plain, bare))
        if other := next((others[way] for way in ways if way in others), None):
            yield at, other
