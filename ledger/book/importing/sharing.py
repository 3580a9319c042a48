"""Many rows shared out to processes beside this one, which make issues of them as it would."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger import words
from ledger.book.importing import issues
from ledger.book.importing.issues import Named
from ledger.book.importing.making import Making
from ledger.book.importing.past import Brought
from ledger.book.importing.rows import MANY, Item, Row, Source
from ledger.index.batch import Made, Rows
from ledger.records import paths
from ledger.store.beside import beside

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided

_CHUNK = 1_000
"""So many rows are given out at a time."""


class Circumstances(NamedTuple):
    """All that a process needs to plan rows as this one would."""

    root: Path
    today: date
    now: datetime
    who: str
    source: Source
    decided: "Decided"
    op: str
    tried: bool
    again: dict[str, Brought]
    unsure: dict[str, list[str]]
    here: set[str]
    language: str


class Share(NamedTuple):
    """What a process made of some rows: items, files, and packed what the index has of these."""

    items: list[Item]
    files: dict[str, bytes | None]
    packed: bytes


def items(making: Making, rows: list[Row]) -> Iterator[Item]:
    """What becomes of each row, in the order of the rows.

    The processes do not know of each other's ids. Where two rows were given one, the later row is
    made anew here, where the ids of all rows before it are known.
    """
    left: list[Named] = []
    yield from issues.untouched(making, rows, left)
    if len(left) < MANY:
        yield from issues.each(making, left)
        return
    chunks = [left[at : at + _CHUNK] for at in range(0, len(left), _CHUNK)]
    packed: list[bytes] = []
    again = False
    given = beside(_share, chunks, partial(_begin, _circumstances(making)))
    for chunk, share in zip(chunks, given, strict=True):
        for (row, key), item in zip(chunk, share.items, strict=True):
            if item.record and not making.claims(item.record, key):
                share.files.pop(paths.issue(item.record), None)
                again = True
                yield from issues.each(making, [(row, key)])
            else:
                yield item
        making.files |= share.files
        packed.append(share.packed)
    if packed and not again and not making.tried:
        making.made = Made(packed, frozenset(making.files))


def _circumstances(making: Making) -> Circumstances:
    ledger = making.ledger
    return Circumstances(
        ledger.git.root,
        making.today,
        making.now,
        making.who,
        making.source,
        making.known.decided,
        making.op,
        making.tried,
        making.again,
        making.unsure,
        making.here,
        words.language(),
    )


class _Here:
    """What the process that is at work keeps from one share to the next."""

    making: Making


def _begin(circumstances: Circumstances) -> None:
    from ledger.book.importing import beginning
    from ledger.book.reading import Reading

    root, today, now, who, source, decided, op, tried, again, unsure, here, language = circumstances
    words.choose(language)
    ledger = Reading.open(root, today, now, who)
    _Here.making, _earlier = beginning.begin(ledger, source, decided)
    _Here.making.op, _Here.making.tried = op, tried
    _Here.making.again, _Here.making.unsure, _Here.making.here = again, unsure, here


def _share(rows: list[Named]) -> Share:
    making = _Here.making
    making.files, making.entries = {}, None if making.tried else Rows()
    made = list(issues.each(making, rows))
    packed = making.entries.packed() if making.entries else b""
    return Share(made, making.files, packed)
