"""A sheet that went out and comes back without a file: its rows as values, edited by a test."""

from datetime import date
from typing import Any

from book_world import TODAY, opened

from ledger.book.exporting.extract import Asked, Extract
from ledger.book.exporting.reader import known_as
from ledger.book.importing import returning
from ledger.book.importing.returning.carried import Back, Came, Carried, Line
from ledger.book.importing.rows import Intake, Item, Row, Source
from ledger.records.layout import FIELDS
from ledger.sheets import carried, cells
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.cells.cell_faults import CellFault
from ledger.sheets.tables import columns

FIRST = 4
"""The first row of the table stands in this row of the sheet."""


class Sent:
    """What an export showed; `rows` may be edited, moved and taken away, `None` is a blank one."""

    def __init__(self, root, kind, level="internal", fields=None, day=TODAY):
        ledger = opened(root, day)
        self.root, self.kind = root, kind
        self.fields = fields or FIELDS[kind]
        lines = list(Extract(ledger, Asked(kind, day, level), self.fields).lines())
        seen: dict[str, int] = {}
        known = []
        self.rows: list[dict[str, Any]] = []
        for number, line in enumerate(lines, 1):
            place = seen.setdefault(line.record, 0)
            seen[line.record] += 1
            known.append(Line(number, line.record, place, line.digest))
            self.rows.append({"#": number, **dict(zip(self.fields, line.values, strict=True))})
        self.carried = Carried(
            known_as(ledger.beginning), ledger.git.head(), kind, level, "", ledger.today, known
        )

    def of(self, record, **values):
        """The first row of a record, edited."""
        row = next(row for row in self.rows if record in (row.get("key"), row.get("code")))
        row.update(values)
        return row

    def forgotten(self):
        """The same, but for digests that fit no more: every cell is held against what it said."""
        lines = [line._replace(digest="00000000") for line in self.carried.lines]
        self.carried = self.carried._replace(lines=lines)
        return self

    def planned(self, day=TODAY, **decided) -> Intake:
        return self._plan(opened(self.root, day), day, decided)

    def taken(self, day=TODAY, **decided) -> Intake:
        ledger = opened(self.root, day)
        made = self._plan(ledger, day, decided)
        ledger.take_in(made)
        return made

    def _plan(self, ledger, day, decided) -> Intake:
        where = Circumstances(day, self.carried.as_of.year, self.carried.as_of)
        rows = [self._came(number, row, where) for number, row in enumerate(self.rows, FIRST)]
        read = carried.reading(self.kind, where)
        back = Back(self.carried, self.fields, rows, read)
        headers = {
            one.header: one.field for one in columns.of(self.kind) if one.field in self.fields
        }
        source = Source(self.kind, "台账.xlsx", "0" * 64, "台账", "台账", "", day, headers)
        return returning.plan(ledger, source, back, decided)

    def _came(self, number, said, where) -> Came:
        reads = {column.field: column.reads for column in columns.of(self.kind)}
        values = {name: value for name, value in said.items() if name != "#"}
        fields, faults = {}, []
        for name, value in values.items():
            cell = {"d": value.isoformat()} if isinstance(value, date) else value
            try:
                fields[name] = cells.read(reads[name], cell, where)
            except CellFault as fault:
                faults.append((name, fault.sentence()))
        kept = {name: value for name, value in fields.items() if value not in (None, [])}
        key = str(values.get("key") or values.get("code") or "")
        return Came(Row(number, kept, "", faults), said.get("#"), key, values)


def acts(made: Intake) -> list[str]:
    """What becomes of each row, the same ones left out."""
    return [item.act for item in made.items if item.act != "same"]


def only(made: Intake) -> Item:
    """The one row that something becomes of."""
    (item,) = [item for item in made.items if item.act != "same"]
    return item


def fault(made: Intake, field: str) -> str:
    """Why a cell of the only row at fault is refused."""
    found = only(made)
    assert found.act == "refused", found
    assert made.files == {}
    return dict(found.faults)[field]
