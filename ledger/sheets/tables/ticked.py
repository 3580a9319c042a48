"""Answers that head columns of their own, of which a row ticks one: 是否办结 over 是 and 否.

Such columns are one column, whose cells say what was ticked. Where no question stands above the
answers, they are taken so only if rows tick them and have nothing else there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ledger.sheets import cells
from ledger.sheets.cells.cell_answers import is_one
from ledger.sheets.cells.cell_text import folded, shown
from ledger.sheets.reading.cell_names import position
from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.header_shapes import besides
from ledger.sheets.tables.header_words import OPEN, meant
from ledger.sheets.tables.headers import claims_of

if TYPE_CHECKING:
    from ledger.sheets.tables.below import Row
    from ledger.sheets.tables.table import Table

_ASKED = frozenset({"status", "satisfaction", "visit_kind"})
"""How columns are read whose answers tell by themselves what is asked."""
_TICKS = frozenset("√✓✔☑✅■●▲v1")
_NONE = frozenset("×✗✕✖☐□○x0/\\—-")
"""What stands in a column that is not ticked."""


class _Question(NamedTuple):
    """What is asked: the column that it is, its header, and the answers by column of the sheet."""

    column: Column
    header: str
    answers: Mapping[int, str]

    def said(self, row: Sequence[Cell]) -> Cell:
        """What a row answers; where more than a tick stands below an answer, both."""
        filled = {at: cell for at in self.answers if not _is_none(cell := row[at])}
        if errors := [cell for cell in filled.values() if _is_error(cell)]:
            return errors[0]
        if len(self.answers) == 1 and not all(self._ticks(at, row[at]) for at in filled):
            return row[next(iter(filled))]
        return "、".join(self._said(at, cell) for at, cell in filled.items()) or None

    def _said(self, at: int, cell: Cell) -> str:
        answer = self.answers[at]
        return answer if self._ticks(at, cell) else f"{answer}:{shown(cell)}"

    def _ticks(self, at: int, cell: Cell) -> bool:
        return _is_tick(cell) or seen(cell) == self.answers[at]


def told(table: "Table", uncounted: Sequence[str]) -> "Table":
    """The table with one column for each question, in which its rows say what they ticked.

    Args:
        table: the table.
        uncounted: the cells that have a formula and no value, which may be a tick or none.
    """
    asked = [*_asked(table), *_besides(table), *_unasked(table)]
    passed = {*_never_ticked(table)} - {at for one in asked for at in one.answers}
    if not (asked or passed):
        return table
    own = {at: column for at, column in table.columns.items() if at not in passed}
    unknown = table.unknown | {at: table.headers[at] for at in passed}
    headers, firsts = {**table.headers}, set[int]()
    for one in asked:
        firsts.add(first := next(iter(one.answers)))
        for at in one.answers:
            own.pop(at, None)
            unknown.pop(at, None)
        own[first], headers[first] = one.column, one.header
    fields = {at: column.field for at, column in own.items()}
    missing = {position(cell) for cell in uncounted}
    rows = [
        row._replace(line=_line(row, asked, missing), fields=fields, others=unknown)
        for row in table.rows
    ]
    return table._replace(
        columns=dict(sorted(own.items())),
        unknown=unknown,
        headers=headers,
        rows=rows,
        loose=table.loose | (firsts & table.unknown.keys()),
    )


def _line(
    row: "Row", asked: Sequence[_Question], missing: Collection[tuple[int, int]]
) -> list[Cell]:
    made = [*row.line]
    for at in range(len(made)) if missing else ():
        if (row.number - 1, at) in missing:
            made[at] = cells.NO_VALUE
    for one in asked:
        first, *others = one.answers
        made[first] = one.said(made)
        for at in others:
            made[at] = None
    return made


def _parts(header: str) -> tuple[str, str]:
    """What stands above the last level of a header, and that level."""
    above, _slash, last = header.rpartition("/")
    return above, last


def _asked(table: "Table") -> Iterator[_Question]:
    """The questions that stand above their answers; what any word may answer must be ticked."""
    for ats in claims_of(table.columns).values():
        column = table.columns[ats[0]]
        above, *others = {_above(table, at) for at in ats}
        answers = {at: _parts(table.headers[at])[1] for at in ats}
        known = all(is_one(column.reads, one) for one in answers.values())
        if above and not others and (known or (column.field in OPEN and _is_ticked(table, ats))):
            yield _Question(column, above, answers)


def _above(table: "Table", at: int) -> str:
    """The question above a column, where that is what the column stands for."""
    above, last = _parts(table.headers[at])
    asks = above and meant(table.kind, above) == table.columns[at]
    return above if asks and meant(table.kind, last) is None else ""


def _never_ticked(table: "Table") -> Iterator[int]:
    """The columns below a question that any word may answer; they mean it only if ticked."""
    return (at for at, one in table.columns.items() if one.field in OPEN and _above(table, at))


def _besides(table: "Table") -> Iterator[_Question]:
    """The questions in words that mean a column where no other does: 是否化解, 完成与否."""
    groups: dict[str, dict[int, str]] = {}
    for at, header in table.unknown.items():
        above, last = _parts(header)
        groups.setdefault(above, {})[at] = last
    taken = {column.field for column in table.columns.values()}
    for above, answers in groups.items():
        column = besides(table.kind, above) if above and len(answers) > 1 else None
        if (
            column
            and column.field not in taken
            and all(is_one(column.reads, one) for one in answers.values())
        ):
            taken.add(column.field)
            yield _Question(column, above, answers)


def _unasked(table: "Table") -> Iterator[_Question]:
    """Of each question that no column asks, the columns beside one another that answer it."""
    taken = {column.field for column in table.columns.values()}
    for column in columns.of(table.kind):
        if column.reads in _ASKED and column.field not in taken:
            ats = sorted(at for at, header in table.unknown.items() if is_one(column.reads, header))
            for _step, beside in groupby(enumerate(ats), lambda pair: pair[1] - pair[0]):
                answers = {at: table.unknown[at] for _number, at in beside}
                if len(answers) > 1 and _is_ticked(table, [*answers]):
                    yield _Question(column, "、".join(answers.values()), answers)
                    break


def _is_ticked(table: "Table", ats: Sequence[int]) -> bool:
    """Whether rows tick some columns, and have nothing else there; counts are no ticks."""
    filled = [cell for row in table.rows for at in ats if not _is_none(cell := row.line[at])]
    return all(map(_is_tick, filled)) and any(c is True or folded(c) != "1" for c in filled)


def _is_error(cell: Cell) -> bool:
    return isinstance(cell, dict) and "e" in cell


def _is_none(cell: Cell) -> bool:
    if _is_error(cell):
        return False
    return cell is None or cell is False or folded(cell) in _NONE | {""}


def _is_tick(cell: Cell) -> bool:
    return folded(cell) in _TICKS
