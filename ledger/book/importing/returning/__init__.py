"""A workbook that went out and comes back: what people edited in it becomes what happened.

Each edited cell is held against what it said when it went out and what the ledger says now.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ledger.book.importing import beginning, planning
from ledger.book.importing.making import Making
from ledger.book.importing.returning import edited, likeness, moved
from ledger.book.importing.returning.carried import Back
from ledger.book.importing.returning.pairing import Pair, Pairing
from ledger.book.importing.returning.sides import Sides, require_ours
from ledger.book.importing.rows import Intake, Item, Source
from ledger.index import lookups

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading


def plan(
    ledger: "Reading",
    source: Source,
    back: Back,
    decided: "Decided | None" = None,
    watch: Callable[[Iterator[Item]], Iterator[Item]] = iter,
) -> Intake:
    """What taking a workbook back in would do; nothing is written.

    Args:
        ledger: the ledger.
        source: the file.
        back: its rows, and what it carries.
        decided: what names stand for, and which value holds where both sides changed a cell.
        watch: what looks at the items as they are made.

    Raises:
        RefusedError: it is of another ledger.
    """
    require_ours(ledger, back.carried)
    making, _earlier = beginning.begin(ledger, source, decided or {})
    paired = Pairing(back, making.secret)
    items = sorted(watch(_items(making, back, paired)), key=lambda item: item.number)
    gone = () if source.part else paired.gone
    return Intake(source, making.op, items, making.files, gone, ledger.git.head())


def _items(making: Making, back: Back, paired: Pairing) -> Iterator[Item]:
    """New rows first: what edited ones change is built upon the files that those write."""
    lines = [pair.line for pair in paired.pairs if pair.line and pair.how != "untouched"]
    left = moved.lines(paired.pairs, paired.left)
    sides = Sides(making.ledger, back.carried, back.fields, [*lines, *left]) if lines else None
    if sides:
        paired.decide(lambda pair: _is_renamed(back, sides, pair))
        paired.pairs = moved.refused(back, paired.pairs, sides, left)
        paired.pairs = moved.apart(back, paired.pairs, sides, partial(edited.called, making))
    fresh = [pair.came.row for pair in paired.pairs if pair.how == "new"]
    if fresh:
        yield from planning.maker(making.source.kind)(making, fresh)
    if sides:
        making.read_ahead(line.record for line in lines)
    told: edited.Told = {}
    here = lookups.given(
        making.known.db, [*{pair.line.record for pair in paired.pairs if pair.line}]
    )
    for pair in paired.pairs:
        if pair.how == "untouched":
            yield edited.untouched(making, pair, here)
        elif pair.how == "unclear":
            yield edited.refused(making, pair, [(edited.key_of(back), pair.fault)])
        elif sides and pair.line:
            yield edited.Edited(making, back, sides, (pair, pair.line), told).item()
    making.files |= {path: revised.file() for path, revised in making.revised.items()}


def _is_renamed(back: Back, sides: Sides, pair: Pair) -> bool:
    """Whether a row is what went out under its 序号, though it has another number."""
    then = sides.then(pair.line) if pair.line else None
    return then is not None and likeness.is_most(back, pair.came, then[0])
