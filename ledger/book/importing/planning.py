"""From the rows of a sheet to a plan, and from a plan to one commit."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from ledger.book.importing import beginning, copies, lending, owners, under_titles
from ledger.book.importing.making import Making
from ledger.book.importing.rows import BY_HAND, MANY, Intake, Item, Row, Source
from ledger.errors import RefusedError
from ledger.records import paths
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.known import Decided
    from ledger.book.reading import Reading
    from ledger.book.writing import Writing
    from ledger.records.batch import Batch

Maker = Callable[[Making, list[Row]], Iterator[Item]]
"""What becomes of the rows of one kind."""
_MAKERS = {
    "issue": "issues",
    "household": "places.households",
    "station": "places.stations",
    "visit": "visits",
    "task": "work.tasks",
    "activity": "work.activities",
}


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
    making, before = beginning.begin(ledger, source, decided or {})
    source = making.source
    if not older:
        copies.require_newest(before, source)
    making.tried = tried and source.kind == "issue"
    base = ledger.git.head()
    rows = owners.parted(making, lending.filled(making, rows))
    rows = under_titles.filled(making, rows) if source.kind != "station" else rows
    if making.missing:
        from ledger.book.importing import again

        rows = again.rows(making, rows)
    made = watch(_maker_of(source.kind, len(rows))(making, rows))
    items = sorted(made, key=lambda item: item.number)
    if not older:
        copies.require_in_order(before, making, items)
    gone = copies.gone(before, making, rows, items)
    may_be = source.kind != "station" and (gone or source.kind in BY_HAND)
    if may_be and any(item.act == "new" for item in items):
        from ledger.book.importing import resembling

        items = resembling.noted(making, rows, items, gone)
    entitled = making.known.name_of(making.known.entitled) or ""
    otherwise = any(_says_otherwise(making, item) for item in items)
    return Intake(
        source, making.op, items, making.files, gone, base, making.made, entitled, otherwise
    )


def _says_otherwise(making: Making, item: Item) -> bool:
    """Whether a row that changes nothing says something else than when it came before."""
    told = making.past.told(item.record, item.key) if item.act == "same" else None
    return told is not None and told.digest != item.digest


def take_in(writing: "Writing", made: Intake) -> "Batch":
    """Write what a plan says within a write; the caller commits.

    Raises:
        RefusedError: the ledger has gone on since the plan was made.
    """
    from ledger.records.batch import Batch

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
