"""How the planning of an import begins: its circumstances, and what came before of its sheet."""

import secrets
from collections.abc import Container
from typing import TYPE_CHECKING

from ledger.book.importing import copies
from ledger.book.importing.copies import Copies
from ledger.book.importing.making import Making
from ledger.book.importing.named_places import NamedPlaces
from ledger.book.importing.past import Past
from ledger.book.importing.rows import Source
from ledger.book.importing.streams import are_apart
from ledger.records import ids

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading

_NUMBER = "key"
"""The column of the numbers that a unit gives its records."""


def begin(ledger: "Reading", source: Source, decided: "Decided") -> tuple[Making, Copies]:
    """The circumstances of a new import, and the earlier imports of its kind."""
    source = _stated(ledger, source, decided)
    before = copies.of(ledger, source, NamedPlaces(ledger, source, decided))
    op = ids.random_symbols(8, secrets.randbelow)
    making = Making(ledger, source, op, decided, Past(ledger, before.all, before.mine))
    making.is_newest = copies.is_newest(before, source)
    _forget_numbers(making, before)
    return making, before


def _stated(ledger: "Reading", source: Source, decided: "Decided") -> Source:
    """The sheet with the place that it is said to be of, where its unit stands for none."""
    if not source.place:
        return source
    known = NamedPlaces(ledger, source, decided)
    is_known = known.place_of(source.unit, source.title) is not None
    return source if is_known else source._replace(unit=source.place)


def _forget_numbers(making: Making, before: Copies) -> None:
    """Let no row be named by a number that another unit gave, or the ledger of another stream.

    Each counts for itself.
    """
    known, source = making.known, making.source
    if _NUMBER not in source.columns.values():
        return
    ours = known.place_of(source.unit, source.title)
    numbered = [batch for batch in before.all if _NUMBER in batch.columns.values()]
    making.apart = _named_by(
        making,
        {
            batch.id
            for batch in numbered
            if known.apart(ours, known.place_of(batch.unit or "", batch.title or ""))
        },
    )
    making.numbered = making.apart | _named_by(
        making,
        {
            batch.id
            for batch in numbered
            if are_apart(source.title, batch.title or "", making.every_stream)
        },
    )


def _named_by(making: Making, strange: Container[str]) -> set[tuple[str, str]]:
    """Records with the names that only some imports gave them."""
    found: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for op, rows in making.past.rows.items() if strange else ():
        found[op in strange] |= {(row.record, row.key) for row in rows}
    return found[True] - found[False]
