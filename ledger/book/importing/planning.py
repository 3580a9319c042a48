"""From the rows of a sheet to a plan, and from a plan to one commit."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from ledger.book.importing import copies
from ledger.book.importing.copies import Copies
from ledger.book.importing.making import Last, Making
from ledger.book.importing.past import Past
from ledger.book.importing.rows import Intake, Item, Row, Source
from ledger.errors import RefusedError
from ledger.records import ids, paths
from ledger.records.batch import Batch
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading
    from ledger.book.writing import Writing

Maker = Callable[[Making, list[Row]], Iterator[Item]]
"""What becomes of the rows of one kind."""
_MAKERS = {
    "issue": "issues",
    "household": "households",
    "station": "stations",
    "visit": "visits",
    "task": "tasks",
    "activity": "activities",
}
_NUMBER = "key"
"""The column of the numbers that a unit gives its records."""
MANY = 3_000
"""From so many issues on further processes plan them."""


def maker(kind: str) -> Maker:
    """What plans the rows of a kind; only its own module is loaded."""
    found: Maker = import_module(f"ledger.book.importing.{_MAKERS[kind]}").items
    return found


def _maker_of(kind: str, count: int) -> Maker:
    """What plans so many rows of a kind: many issues are made by further processes."""
    if kind != "issue" or count < MANY:
        return maker(kind)
    from ledger.book.importing import sharing

    return sharing.items


def plan(
    ledger: "Reading",
    source: Source,
    rows: Sequence[Row],
    decided: "Decided | None" = None,
    *,
    older: bool = False,
    tried: bool = False,
    watch: Callable[[Iterator[Item]], Iterator[Item]] = iter,
) -> Intake:
    """What taking these rows in would do; nothing is written.

    Args:
        ledger: the ledger.
        source: where the rows come from.
        rows: the rows, in the order of the sheet.
        decided: what names stand for, as a person decided before.
        older: whether a sheet may be older than the last one of its source.
        tried: whether it is only tried, so that files are named and need not be made.
        watch: what looks at the items as they are made.

    Raises:
        RefusedError: a newer copy of the sheet was taken in before, or what one says is otherwise.
    """
    making, before = begin(ledger, source, decided or {})
    if not older:
        copies.require_newest(before, source)
    making.tried = tried and source.kind == "issue"
    base = ledger.git.head()
    made = watch(_maker_of(source.kind, len(rows))(making, list(rows)))
    items = sorted(made, key=lambda item: item.number)
    if not older:
        copies.require_in_order(before, source, items)
    gone = copies.gone(before, making, rows, items)
    entitled = making.known.name_of(making.known.entitled) or ""
    return Intake(source, making.op, items, making.files, gone, base, making.made, entitled)


def begin(ledger: "Reading", source: Source, decided: "Decided") -> tuple[Making, Copies]:
    """The circumstances of a new import, and the earlier imports of its kind."""
    before = copies.of(ledger, source)
    op = ids.random_symbols(8, secrets.randbelow)
    last = {
        row.record: Last(row.digest, batch.at, row.key)
        for batch in before.all
        for row in copies.rows(batch)
    }
    making = Making(ledger, source, op, last, decided, Past(ledger, before.all, before.mine))
    _forget_numbers(making, before)
    return making, before


def _forget_numbers(making: Making, before: Copies) -> None:
    """Let no row be named by a number that another unit gave: each counts for itself."""
    known, source = making.known, making.source
    if _NUMBER not in source.columns.values():
        return
    ours = known.place_of(source.unit, source.title)
    for batch in before.all:
        theirs = known.place_of(batch.unit or "", batch.title or "")
        if _NUMBER in batch.columns.values() and known.apart(ours, theirs):
            for row in copies.rows(batch):
                last = making.last[row.record]
                if last.at == batch.at and last.key == row.key:
                    making.last[row.record] = last._replace(key="")


def take_in(writing: "Writing", made: Intake) -> Batch:
    """Write what a plan says within a write; the caller commits.

    Raises:
        RefusedError: the ledger has gone on since the plan was made.
    """
    ledger, source = writing.ledger, made.source
    if made.base and made.base != writing.base:
        raise RefusedError(
            _("the ledger was written by somebody else meanwhile; nothing was taken in, try again")
        )
    taken = [item for item in made.items if item.record]
    batch = Batch(
        id=made.op,
        file=source.file,
        sha256=source.sha256,
        sheet=source.sheet,
        kind=source.kind,
        title=source.title or None,
        unit=source.unit or None,
        as_of=source.as_of,
        part=source.part,
        at=ledger.now,
        by=writing.who,
        columns=dict(source.columns),
        new=made.count("new"),
        changed=made.count("changed"),
        same=made.count("same"),
        refused=[item.number for item in made.items if item.act == "refused"],
        rows="".join(item.line() for item in taken),
    )
    writing.op = made.op
    writing.files |= made.files
    writing.put(paths.batch(batch.id), batch)
    return batch
