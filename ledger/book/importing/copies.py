"""Copies of a sheet that came before: which they are, what is gone since, and which is newer."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.book.importing import titles
from ledger.book.importing.named_places import NamedPlaces
from ledger.book.importing.rows import GIVEN_BACK, Item, Row, Source
from ledger.errors import RefusedError
from ledger.index import filed, lookups, tree
from ledger.records import paths
from ledger.store import form, history
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making
    from ledger.book.reading import Reading
    from ledger.records.batch import Batch


class Copies(NamedTuple):
    """The earlier imports of a kind of sheet, and those of the same sheet, the first one first.

    `kin` are those of the same sheet for other times: of other months, weeks or years.
    """

    all: Sequence["Batch"]
    mine: Sequence["Batch"]
    kin: Sequence["Batch"]


def of(ledger: "Reading", source: Source, known: NamedPlaces) -> Copies:
    """What came before of a sheet, with the names of places as it has them."""
    batches = [batch for batch in earlier(ledger) if batch.kind == source.kind]
    mine = [batch for batch in batches if _is_same(batch, source, known)]
    kin = [b for b in batches if b not in mine and _is_kin(b, source, known)]
    return Copies(batches, mine, kin)


def earlier(ledger: "Reading") -> list["Batch"]:
    """The imports of a ledger; of those of one second git knows which was first."""
    git = ledger.git
    held = [path for path in filed.within(ledger.index.db, "imports") if paths.read(path)]
    if not held:
        return []
    from ledger.records.batch import Batch

    bodies = git.files("HEAD", held).items()
    found = [form.read(Batch, body, path) for path, body in bodies if body is not None]
    if len({batch.at for batch in found}) < len(found):
        came = {path: at for at, path in enumerate(history.came(git, "imports"))}
        found.sort(key=lambda batch: came.get(paths.batch(batch.id), -1))
    return sorted(found, key=lambda batch: batch.at)


def _is_same(batch: "Batch", source: Source, known: NamedPlaces) -> bool:
    """Whether a sheet is another copy of what came before: same unit and title, or same file."""
    if not (source.title or source.unit):
        return batch.file == source.file
    same = titles.stem(batch.title or "") == titles.stem(source.title)
    return same and _is_of_one_unit(batch, source, known)


def _is_kin(batch: "Batch", source: Source, known: NamedPlaces) -> bool:
    """Whether a sheet has the title of what came before but for the time in it."""
    series = titles.series(source.title)
    same = bool(series) and titles.series(batch.title or "") == series
    return same and _is_of_one_unit(batch, source, known)


def _is_of_one_unit(batch: "Batch", source: Source, known: NamedPlaces) -> bool:
    """Whether one unit made out both, in whatever way it is written: 第一村村委会 is of 第一村."""
    unit, title = batch.unit or "", batch.title or ""
    if unit == source.unit:
        return True
    place = known.body_of(source.unit, source.title)
    return place is not None and place == known.body_of(unit, title)


def require_newest(copies: Copies, source: Source) -> None:
    """Refuse an older copy of a sheet.

    Raises:
        RefusedError: a newer copy of the sheet was taken in before.
    """
    beside = _beside(copies, source)
    mine = [batch for batch in copies.mine if batch not in beside]
    if newer := [later for batch in mine if (later := _later(batch, source))]:
        newest, day = max(newer)
        raise RefusedError(
            _(
                "{file} is of {day}, and a copy of {newest} was taken in before; "
                "import it with --older if it is to count all the same"
            ).format(file=source.file, day=day, newest=newest)
        )


def require_in_order(copies: Copies, making: "Making", items: Collection[Item]) -> None:
    """Refuse a sheet that would change back what a sheet of a later day said.

    Any that states its day counts; of the time in titles only those of the same sheet tell.

    Raises:
        RefusedError: a row of it says otherwise than a newer sheet did.
    """
    source, rows = making.source, making.past.rows
    mine = [*copies.mine, *copies.kin]
    others = [batch for batch in copies.all if batch in mine or (batch.as_of and source.as_of)]
    newer = [(batch, later) for batch in others if (later := _later(batch, source))]
    said = {row.record: later for batch, later in newer for row in rows[batch.id]}
    for item in items:
        if item.act == "changed" and item.record in said:
            newest, day = said[item.record]
            raise RefusedError(
                _(
                    "{file} is of {day}, and its row {row} says otherwise than the sheet of "
                    "{newest} that was taken in before; import it with --older if it is to count "
                    "all the same"
                ).format(file=source.file, day=day, row=item.number, newest=newest)
            )


def _beside(copies: Copies, source: Source) -> list["Batch"]:
    """Those of other sheets of a workbook that has this one too: each is of a day of its own."""
    mine = [batch for batch in copies.mine if _is_one_tab(batch, source)]
    books = {source.sha256, *(batch.sha256 for batch in mine)}
    others = {batch.sheet for batch in copies.mine if batch.sha256 in books and batch not in mine}
    return [batch for batch in copies.mine if batch.sheet in others and batch not in mine]


def _later(batch: "Batch", source: Source) -> tuple[date, date] | None:
    """The days of an import and of a sheet, by what both say of them, where the sheet is older."""
    days = _days(batch, source)
    return days if days and days[1] < days[0] else None


def is_newest(copies: Copies, source: Source) -> bool:
    """Whether a sheet says that it is of a later day than every one that came before it."""
    days = [_days(batch, source) for batch in (*copies.mine, *copies.kin)]
    return all(pair is not None and pair[0] < pair[1] for pair in days)


def _days(batch: "Batch", source: Source) -> tuple[date, date] | None:
    """The days of an import and of a sheet, by what both say of them."""
    for theirs, ours in (
        (batch.as_of, source.as_of),
        (titles.until(batch.title or ""), titles.until(source.title)),
    ):
        if theirs and ours:
            return theirs, ours
    return None


def gone(
    copies: Copies, making: "Making", given: Sequence[Row], items: Sequence[Item]
) -> list[str]:
    """The records that earlier copies of this sheet brought and this one does not have any more.

    A row that is refused has no record, and may still be one of them: it is one where the same
    names it, or where it is open which it is. A row that was given back, and came corrected, is
    named by other words than those that still stand in its sheet, so it is gone only where every
    row of this copy is accounted for.
    """
    if making.source.part:
        return []
    whole, parts = _last(copies, making.source)
    rows = making.past.rows
    offered = {code for item in items for near in item.asked.values() for code, _name in near}
    seen = {item.record for item in items} | making.open | offered
    left = {row.record: row.key for batch in (*whole, *parts) for row in rows[batch.id]}
    left = {r: key for r, key in left.items() if r not in seen and _is_here(making, r)}
    refused = {item.number: item.key for item in items if item.act == "refused"}
    if not (left and refused):
        return [*left]
    keys = zip(given, making.keys(given), strict=True)
    named = {refused[row.number] or making.named(key) for row, key in keys if row.number in refused}
    sure = {row.record for batch in whole for row in rows[batch.id]}
    unknown = named - set(left.values())
    return [r for r, key in left.items() if key not in named and (r in sure or not unknown)]


def _is_here(making: "Making", record: str) -> bool:
    """Whether a record is still in the ledger: what brought it may have been taken back."""
    db, kind = making.known.db, making.source.kind
    here = tree.place_name(db, record) if kind == "station" else lookups.has(db, kind, record)
    return bool(here)


def _last(copies: Copies, source: Source) -> tuple[list["Batch"], list["Batch"]]:
    """The last whole copy of a sheet, and what of its rows was given back and came since."""
    mine = [batch for batch in copies.mine if _is_one_tab(batch, source)]
    at = max((at for at, batch in enumerate(mine) if not batch.part), default=-1)
    return mine[at : at + 1] if at >= 0 else [], mine[at + 1 :]


def _is_one_tab(batch: "Batch", source: Source) -> bool:
    """Whether two are of one sheet within their workbooks; a text file has but one."""
    return batch.sheet == source.sheet or (_is_text(batch) and _is_text(source))


def _is_text(one: "Batch | Source") -> bool:
    """Whether a sheet has the name of its file: as of a text, and of its rows given back."""
    rest = one.file.removeprefix(one.sheet)
    ending = rf"\s?(?:{GIVEN_BACK}\d*)?(?:\.\w*)?"  # as much of it as a long name leaves
    return rest != one.file and re.fullmatch(ending, rest) is not None
