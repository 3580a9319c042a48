"""Answers that head columns of their own, of which a row ticks one: 是否办结 over 是 and 否.

Such columns are one column, whose cells say what was ticked. Where no question stands above the
answers, they are taken so only if rows tick them and have nothing else there.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ledger.sheets.cells.cell_answers import is_one
from ledger.sheets.cells.cell_text import folded, shown
from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables import columns
from ledger.sheets.tables.columns import Column
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.headers import claims_of

if TYPE_CHECKING:
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
        if len(self.answers) == 1 and not all(self._ticks(at, row[at]) for at in filled):
            return row[next(iter(filled))]
        return "、".join(self._said(at, cell) for at, cell in filled.items()) or None

    def _said(self, at: int, cell: Cell) -> str:
        answer = self.answers[at]
        return answer if self._ticks(at, cell) else f"{answer}:{shown(cell)}"

    def _ticks(self, at: int, cell: Cell) -> bool:
        return _is_tick(cell) or seen(cell) == self.answers[at]


def question(column: Column, headers: Sequence[str]) -> str:
    """The header that stands above some columns, if below it answers to it stand; else nothing."""
    above, *others = {header.rpartition("/")[0] for header in headers}
    answers = (header.rpartition("/")[2] for header in headers)
    return above if not others and all(is_one(column.reads, one) for one in answers) else ""


def told(table: "Table") -> "Table":
    """The table with one column for each question, in which its rows say what they ticked."""
    asked = [*_asked(table), *_unasked(table)]
    if not asked:
        return table
    own, headers, firsts = {**table.columns}, {**table.headers}, set[int]()
    for one in asked:
        firsts.add(first := next(iter(one.answers)))
        own = {at: column for at, column in own.items() if at not in one.answers}
        own[first], headers[first] = one.column, one.header
    left = {
        at: said for at, said in table.unknown.items() if not any(at in q.answers for q in asked)
    }
    fields = {at: column.field for at, column in own.items()}
    rows = [
        row._replace(line=_line(row.line, asked), fields=fields, others=left) for row in table.rows
    ]
    return table._replace(
        columns=dict(sorted(own.items())),
        unknown=left,
        headers=headers,
        rows=rows,
        loose=table.loose | (firsts & table.unknown.keys()),
    )


def _line(row: Sequence[Cell], asked: Sequence[_Question]) -> list[Cell]:
    made = [*row]
    for one in asked:
        first, *others = one.answers
        made[first] = one.said(row)
        for at in others:
            made[at] = None
    return made


def _asked(table: "Table") -> Iterator[_Question]:
    """The questions that stand above their answers."""
    for ats in claims_of(table.columns).values():
        heads = {at: table.headers[at] for at in ats}
        column = table.columns[ats[0]]
        if above := question(column, [*heads.values()]):
            yield _Question(
                column, above, {at: said.rpartition("/")[2] for at, said in heads.items()}
            )


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
    return all(map(_is_tick, filled)) and any(isinstance(cell, str) for cell in filled)


def _is_none(cell: Cell) -> bool:
    return cell is None or cell is False or folded(cell) in _NONE | {""}


def _is_tick(cell: Cell) -> bool:
    return folded(cell) in _TICKS
