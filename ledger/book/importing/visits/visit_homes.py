"""The households of a visit when its row comes again: heads change while a sheet stays as it is."""

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from ledger.book.importing.places import registers
from ledger.book.importing.visits.visit_together import Rows

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


def stated(
    making: "Making", row: Rows, ours: Mapping[str, Any]
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """What a row says, with the households that it does not take away.

    Those are the ones that no sheet could name, and those whose head, when the row came before, had
    a name that it still says. Nor does it bring whoever has the name of one of them.

    Returns:
        The fields; and that of the households with the digest of what the row says of them, where
        they stay as they are because somebody else has the name now.
    """
    told: list[str] | None = row.fields.get("households")
    known: list[str] = ours.get("households", [])
    if not told or {*known} < {*told}:
        return row.fields, {}
    if {*known} == {*told}:
        return {**row.fields, "households": known}, {}
    is_named, head = making.known.is_named, making.known.head
    before = _heads_before(making, row, ours)
    kept = [
        home
        for home in known
        if home not in told and (home in before or not is_named(ours["place"], home))
    ]
    heads = {*map(head, kept), *before.values()}
    more = [home for home in told if home in known or head(home) not in heads]
    found = [*kept, *more]
    if {*found} != {*known}:
        return {**row.fields, "households": found}, {}
    left = {"households": making.digest([("households", told)])} if before else {}
    return {**row.fields, "households": known}, left


def _heads_before(making: "Making", row: Rows, ours: Mapping[str, Any]) -> dict[str, str]:
    """The households whose heads had names that the row says, and have others now."""
    if row.told is None:
        return {}
    rows = (row.gathering, *row.others)
    said = chain.from_iterable(one.get("household") or () for one in rows)
    homes = ours.get("households", ())
    return registers.called_before(making, row.told.op, ours["place"], homes, said)
