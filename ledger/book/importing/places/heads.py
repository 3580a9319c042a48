"""Numbers of households and their heads: rows that have the number or the head of another one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from ledger.book.importing import blending, identity, in_files, matching
from ledger.book.importing.matching import plain
from ledger.book.importing.places import household_rows
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making
    from ledger.book.importing.places.household_lines import Line

_COUNTS = re.compile(r"\d{1,4}")
"""A number that may begin anew in each group."""
_MANY = 3
"""Of fewer households nobody can say that most have another head."""


def refuse_twins(making: "Making", lines: Sequence["Line"]) -> None:
    """Refuse further rows of a number that the village gave: each would be a household of its own.

    Lists of persons have the number of the household in the row of each.
    """
    for twins in _of_one_number(lines):
        said = str(twins[0].gathering.get("key"))
        name = making.named(identity.number(said))
        ours = making.past.named(name)
        first = next((line for line in twins if line.head_of(ours)), twins[0])
        first.name = name if ours else first.name
        for line in twins:
            if line is not first:
                line.gathering.fault(
                    "key", _("another row of this sheet is {id} too").format(id=said)
                )


def _of_one_number(lines: Sequence["Line"]) -> Iterator[list["Line"]]:
    """Rows that have one number of their village and group, where these are several.

    Of numbers that only count, those in rows that follow each other.
    """
    apart: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for number, run in groupby(lines, _number):
        together = [*run]
        if number and _COUNTS.fullmatch(number[-1]):
            yield together
        elif number:
            apart[number] += together
    yield from (twins for twins in apart.values())


def _number(line: "Line") -> tuple[str, ...]:
    """The number that a village gave, with the village and the group; empty where there is none."""
    row = line.gathering
    said = row.get("key")
    if said is None or household_rows.number(row):
        return ()
    group = row.get("group") or row.row.subject
    return line.place or "", matching.group(str(group or "")), normalize("NFKC", str(said))


def note_twins(lines: Sequence["Line"]) -> None:
    """Tell of new households whose head, village and group are those of a row above.

    There are namesakes; more often these are persons of one household.
    """
    first: dict[tuple[str | None, str, str], Line] = {}
    for line in lines:
        if line.record or line.gathering.faults:
            continue
        group = matching.group(str(line.fields.get("group") or ""))
        before = first.setdefault((line.place, group, plain(line.title)), line)
        if before is not line:
            line.gathering.note(
                _(
                    "row {row} has a head of this name in this group too; if they are one "
                    "household, leave one row of it"
                ).format(row=before.gathering.row.number)
            )


def refuse_moved(making: "Making", lines: Sequence["Line"]) -> None:
    """Refuse rows by which heads went from one number to another, as where one column was sorted.

    One household may get another head; that this was the head of another one, which gets another
    head in the same sheet, is seldom so, nor does it happen to most of a village.
    """
    changed = {
        (line.place, plain(old)): line for line in lines if (old := _head_before(making, line))
    }
    for line in changed.values():
        other = changed.get((line.place, plain(line.title)))
        if other is not None:
            _refuse(
                (line, other),
                _(
                    "the head of {other} stands at {id} in this sheet, and {other} has another "
                    "one: numbers and rows were moved apart; put the numbers back or leave their "
                    "column out, or, where it is so indeed, take these rows in one after the other"
                ).format(other=other.record, id=line.record),
            )
    _refuse_most([*changed.values()])


def _refuse_most(changed: Sequence["Line"]) -> None:
    """Refuse rows where most households of a village would have another head."""
    for village in {line.place: line.village for line in changed}.values():
        its = [line for line in changed if line.village is village]
        if village and len(its) >= _MANY and len(its) * 2 > len(village.homes):
            _refuse(
                its,
                _(
                    "most households of {place} would have another head; if that is so indeed, "
                    "take their rows in a few at a time"
                ).format(place=village.place),
            )


def _refuse(lines: Iterable["Line"], told: str) -> None:
    for line in lines:
        if not line.gathering.faults:
            line.gathering.fault("name", told)


def _head_before(making: "Making", line: "Line") -> str | None:
    """The head of a household that would have another one by a row."""
    village, record = line.village, line.record
    home = village.homes.get(record) if village and record else None
    if village is None or record is None or home is None or line.head_of(record):
        return None
    path, ours = village.path, str(home["name"])
    found = blending.again(
        making.past,
        (record, line.name),
        path,
        lambda body: in_files.register(body, path).get(record),
        ({"name": ours}, {"name": line.title}),
    )
    return ours if "name" in found.taken else None
