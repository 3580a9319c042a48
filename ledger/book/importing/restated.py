"""Rows by other words than before that are a record all the same.

A title is put right here, and then in the sheet, as its refusal asked for; or a column for titles
comes, and takes over what stood in the one for texts. Such a row says what a record that its source
brought, and that no other row is, says now.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ledger.book.importing import about, identity
from ledger.book.importing.about import About
from ledger.book.importing.again import DAYS, settled
from ledger.book.importing.rows import Row
from ledger.errors import BrokenFileError
from ledger.index import filed, lookups
from ledger.records import ids

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_TEXTS = ("title", "text", "opinion")
_WORDS = frozenset({"title", "text"})
"""The columns of which one may take over what the other had."""


def find(making: "Making", rows: Sequence[tuple[Row, str]]) -> None:
    """Let rows, each with what names it, be the records that they state."""
    free = making.past.ours.keys() - making.here
    unknown = [(row, key) for row, key in rows if free and _is_unknown(making, row, key)]
    said = {key: making.placed(row.fields) for row, key in unknown}
    there = _there(making, said.values(), free)
    near = {key: there.get(_where(making, fields), []) for key, fields in said.items()}
    held = _held(making, {record for its in near.values() for record in its})
    fitting = {
        key: [one for one in its if one in held and _fits(making, said[key], one, held[one])]
        for key, its in near.items()
        if its
    }
    for key, record in settled(fitting):
        making.again[key] = making.past.ours[record]
        making.here.add(record)


def _is_unknown(making: "Making", row: Row, key: str) -> bool:
    """Whether nothing names a row, and it can be read."""
    number = identity.is_number(key) or ids.stated(row.fields.get("key"))
    return not (row.faults or number or key in making.unsure or making.was_named(key))


def _where(making: "Making", fields: Mapping[str, Any]) -> tuple[str, str]:
    """The place and the day of a row."""
    return fields["place"], str(fields.get(DAYS[making.source.kind]))


def _there(
    making: "Making", rows: Collection[Mapping[str, Any]], free: Collection[str]
) -> Mapping[tuple[str, str], list[str]]:
    """The records that rows may be, by place and day."""
    found: dict[tuple[str, str], list[str]] = {}
    places = {fields["place"] for fields in rows}
    kind = making.source.kind
    for record, place, day in lookups.at_places(making.known.db, kind, places) if places else ():
        if record in free:
            found.setdefault((place, day), []).append(record)
    return found


def _held(making: "Making", records: Collection[str]) -> Mapping[str, About]:
    """What records are about, as they stand here."""
    kind = making.source.kind
    files = filed.of(making.known.db, kind, records) if records else {}
    bodies = making.ledger.git.files("HEAD", {*files.values()}) if files else {}
    found = {}
    for record, path in files.items():
        with suppress(BrokenFileError):
            if body := bodies[path]:
                found[record] = about.record(kind, body, path, record)
    return found


def _fits(making: "Making", fields: Mapping[str, Any], record: str, held: About) -> bool:
    """Whether a row says of a record what that says; of what nobody can tell it does not."""
    told = about.row(making, fields)
    texts = {identity.beginning(fields[name]) for name in _TEXTS if fields.get(name)}
    had = making.past.ours[record].columns
    columns = {*making.source.columns.values()}
    is_apart = bool(columns >= _WORDS and not had >= _WORDS and had & _WORDS)
    whole = [frozenset({one}) for one in texts] if is_apart else [frozenset(texts)]
    return (
        bool(texts)
        and about.is_whole(making.source.kind, fields, told)
        and told.keys() <= {"matter", *held}
        and any(about.fits({**told, "matter": one}, held, fields) for one in whole)
    )
