"""Rows known again without a column by which their sheet told them apart when they came before.

What named them then was written down as a digest alone. So they are known by what their records
said after that: the place, the day, and what they are about.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing import about
from ledger.book.importing.about import About
from ledger.book.importing.past import Brought
from ledger.book.importing.rows import Row
from ledger.errors import BrokenFileError
from ledger.index import filed, lookups
from ledger.labels import label
from ledger.records import ids
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

DAYS = {"issue": "opened", "visit": "date", "activity": "date"}
"""The field of the day, by kind; a task may have many rows and is known by `tasks` itself."""


class Unknown(NamedTuple):
    """A row whose name none had before: where and when it is of, what it is about and says."""

    key: str
    places: Collection[str]
    day: date | None
    about: About
    digest: str


def rows(making: "Making", given: Sequence[Row]) -> list[Row]:
    """The rows; where a missing column leaves open which record one is, with a fault."""
    if making.source.kind not in DAYS:
        return [*given]
    keys = making.keys(given)
    pairs = [*zip(given, keys, strict=True)]
    unknown = [_unknown(making, row, key) for row, key in pairs if not making.was_named(key)]
    open_ = find(making, [one for one in unknown if one], keys)
    return [
        row._replace(faults=[*row.faults, (_told_by(row), doubt(making, open_[key]))])
        if key in open_
        else row
        for row, key in pairs
    ]


def _told_by(row: Row) -> str:
    """The field that tells what a row is about."""
    return next((name for name in ("text", "title") if row.fields.get(name)), "key")


def _unknown(making: "Making", row: Row, key: str) -> Unknown | None:
    """What is known of a row; None where it states an id, or cannot be read."""
    if row.faults or ids.stated(row.fields.get("key")):
        return None
    fields = making.placed(row.fields)
    told, digest = about.row(making, fields), making.digest(row.fields.items())
    return Unknown(key, {fields["place"]}, fields.get(DAYS[making.source.kind]), told, digest)


def find(
    making: "Making", unknown: Sequence[Unknown], keys: Iterable[str]
) -> Mapping[str, list[str]]:
    """Let rows be the records that they were; those that may be several are given with them.

    Args:
        making: the import.
        unknown: the rows that nothing names.
        keys: what names the rows of this sheet: what is one of them is no other.
    """
    if not unknown:
        return {}
    there = _there(making, unknown)
    near = {record for its in there.values() for record in its}
    here = {making.past.anywhere(making.named(key)) for key in keys}
    free = {
        known.record: known
        for known in making.past.brought(near - here, making.missing)
        if known[:2] not in making.apart
    }
    digests = {one.key: one.digest for one in unknown}
    fitting = {
        key: [one for one in its if _digest(making, free[one]) == digests[key]] or its
        for key, its in _fitting(making, unknown, there, free).items()
    }
    sure = dict(settled(fitting))
    taken = {*sure.values()}
    left = {
        key: [one for one in its if one not in taken]
        for key, its in fitting.items()
        if key not in sure
    }
    for alike in _alike(left, digests):
        said = {_digest(making, free[one]) for one in left[alike[0]]}
        if len(said) == 1 or len(alike) == len(left[alike[0]]):
            sure |= zip(alike, left[alike[0]], strict=False)
            for key in alike:
                left[key] = []
    making.again |= {key: free[record] for key, record in sure.items()}
    making.open.update(*left.values())
    return {key: its for key, its in left.items() if its}


def _digest(making: "Making", known: Brought) -> str:
    told = making.past.told(*known[:2])
    return told.digest if told else ""


def _there(making: "Making", unknown: Sequence[Unknown]) -> dict[tuple[str, str | None], list[str]]:
    """The records of the places of some rows, by place and day; a row may tell no day."""
    places = {place for one in unknown for place in one.places}
    days = {_day(one) for one in unknown}
    found: dict[tuple[str, str | None], list[str]] = {}
    for record, place, day in lookups.at_places(making.known.db, making.source.kind, places):
        if not days.isdisjoint((day, None)):
            found.setdefault((place, day), []).append(record)
            found.setdefault((place, None), []).append(record)
    return found


def _fitting(
    making: "Making",
    unknown: Sequence[Unknown],
    there: Mapping[tuple[str, str | None], Sequence[str]],
    free: Mapping[str, Brought],
) -> dict[str, list[str]]:
    """By row, the records that it may be."""
    read = _abouts(making, [*free.values()])
    return {
        one.key: [
            record
            for place in sorted(one.places)
            for record in there.get((place, _day(one)), ())
            if record in read and about.fits(one.about, read[record], free[record].columns)
        ]
        for one in unknown
    }


def _day(row: Unknown) -> str | None:
    return row.day.isoformat() if row.day else None


def _abouts(making: "Making", wanted: Sequence[Brought]) -> dict[str, About]:
    """What records said when their rows last came."""
    kind, past = making.source.kind, making.past
    files = filed.of(making.known.db, kind, [one.record for one in wanted])
    told = {one.record: said for one in wanted if (said := past.told(*one[:2]))}
    past.load((said.op, files[record]) for record, said in told.items())
    found = {}
    for record, said in told.items():
        with suppress(BrokenFileError):
            if body := past.body(said.op, files[record]):
                found[record] = about.record(kind, body, files[record], record)
    return found


def settled(fitting: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The rows that can be one record alone, which no other row must be."""
    left = dict(fitting)
    while True:
        alone = Counter(its[0] for its in left.values() if len(its) == 1)
        sure = {key: its[0] for key, its in left.items() if len(its) == 1 and alone[its[0]] == 1}
        if not sure:
            return
        yield from sure.items()
        taken = {*sure.values()}
        left = {
            key: [one for one in its if one not in taken]
            for key, its in left.items()
            if key not in sure
        }


def _alike(left: Mapping[str, list[str]], digests: Mapping[str, str]) -> Iterator[list[str]]:
    """Rows that say the same and may be the same records, which none of the others may be."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, its in left.items():
        if its:
            groups.setdefault(tuple(its), []).append(key)
    often = Counter(one for its in groups for one in its)
    for records, keys in groups.items():
        said = {digests[key] for key in keys}
        if len(said) == 1 and all(often[one] == 1 for one in records):
            yield keys


def doubt(making: "Making", records: Sequence[str]) -> str:
    """Why nobody can tell which record a row is."""
    columns = _(", ").join(map(label, sorted(making.missing)))
    return _(
        "this may be {records}; the column that told them apart is not in this sheet any more: put "
        "it back ({columns})"
    ).format(records=_(", ").join(records), columns=columns)
