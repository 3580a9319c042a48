"""Rows whose numbers were moved without the rest of them, as where one column was sorted alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ledger.book.importing.returning.carried import Back, Line
from ledger.book.importing.returning.likeness import COUNTED, KEYS, same
from ledger.book.importing.returning.pairing import Pair
from ledger.book.importing.returning.sides import Sides
from ledger.words import gettext as _

_TELLING = ("title", "text", "name", "phone", "address", "opinion")
"""The columns by which rows are told apart."""
_HEAD = "name"
_MANY = 3
"""So many rows at least got what others said, where a column was sorted or shifted."""


def lines(pairs: Sequence[Pair], left: Mapping[int, Line]) -> list[Line]:
    """The lines that have no row any more, but whose 序号 a row with another number has."""
    numbers = {pair.came.number for pair in pairs if pair.how == "key"}
    return [line for number, line in left.items() if number in numbers]


def refused(back: Back, pairs: Sequence[Pair], sides: Sides, left: Sequence[Line]) -> list[Pair]:
    """All rows, those refused that say what another one said when it went out.

    Args:
        back: the workbook.
        pairs: its rows, each with the line that its number names.
        sides: what the lines said.
        left: lines besides those of edited rows that a row may be.
    """
    of_content: dict[tuple[Any, ...], dict[str, None]] = defaultdict(dict)
    keyed = [pair.line for pair in pairs if pair.line and pair.how == "key"]
    for line in (*keyed, *left):
        if then := sides.then(line):
            of_content[_content(back, then[0])][line.record] = None
    return [_looked_at(back, pair, sides, of_content) for pair in pairs]


def apart(
    back: Back, pairs: Sequence[Pair], sides: Sides, called: Callable[[str], str]
) -> list[Pair]:
    """All rows, those refused of which one column was moved apart from the others.

    Args:
        back: the workbook.
        pairs: its rows, each with the line that it was.
        sides: what the lines said.
        called: what the sheet calls a column.
    """
    told = _(
        "{column} was moved apart from the other columns: what went out in the row of {other} "
        "stands in that of {id}; put it back, or, where it is so indeed, take these rows in one "
        "after the other"
    )
    found: dict[int, str] = {}
    for name in _telling(back):
        edited, one, other = _apart(back, pairs, sides, name)
        found |= dict.fromkeys(edited, told.format(column=called(name), id=one, other=other))
    return [
        Pair(pair.came, "unclear", fault=found[at]) if at in found else pair
        for at, pair in enumerate(pairs)
    ]


def _apart(
    back: Back, pairs: Sequence[Pair], sides: Sides, name: str
) -> tuple[Collection[int], str, str]:
    """The rows of which a column was edited, if it was moved; and of two records the first's cell.

    It was where rows got what one other said whose cell was edited, too. Two that were taken for
    each other may be put right; heads of households are not.
    """
    edited: dict[int, tuple[str, Any, Any]] = {}
    for at, pair in enumerate(pairs):
        then = sides.then(pair.line) if pair.line and pair.how in ("key", "number") else None
        if pair.line is None or then is None or name not in pair.came.values:
            continue
        old, new = then[0][name], pair.came.values[name]
        if not same(back, name, old, new):
            edited[at] = pair.line.record, old, new
    olds = Counter(old for _record, old, _new in edited.values())
    news = Counter(new for _record, _old, new in edited.values())
    said = {old: record for record, old, _new in edited.values() if olds[old] == news[old] == 1}
    moved = [
        (record, said[new])
        for record, _old, new in edited.values()
        if new in said and said[new] != record
    ]
    if len(moved) < (1 if name == _HEAD else _MANY):
        return (), "", ""
    return edited, *moved[0]


def _looked_at(
    back: Back, pair: Pair, sides: Sides, of_content: Mapping[tuple[Any, ...], Mapping[str, None]]
) -> Pair:
    line, values = pair.line, pair.came.values
    others = of_content.get(_content(back, values), {}) if line and pair.how == "key" else {}
    then = sides.then(line) if line and others and line.record not in others else None
    if line is None or then is None or all(then[0][n] == values.get(n) for n in _telling(back)):
        return pair
    said = _(
        "all that stands here went out as {other}, not as {id}: numbers and rows were moved "
        "apart; put the numbers back, or export the sheet anew"
    )
    told = said.format(other=next(iter(others)), id=line.record)
    return Pair(pair.came, "unclear", fault=told)


def _telling(back: Back) -> list[str]:
    return [name for name in _TELLING if name in back.fields]


def _content(back: Back, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a row says, but for its number and what is worked out here."""
    return tuple(values.get(name) for name in back.fields if name not in {*KEYS, *COUNTED})
