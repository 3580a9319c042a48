"""What stands below a header: rows of data, and rows that are none."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ledger.sheets.reading.cell_names import cell_name, position
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import asides, persons
from ledger.sheets.tables.asides import FEW
from ledger.sheets.tables.grid import seen, texts
from ledger.sheets.tables.header_words import LONGEST, meant
from ledger.sheets.tables.headers import Header
from ledger.sheets.tables.subjects import Between

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_COLUMNS = 4
"""So many columns at least are numbered below the header."""
_NOTHING = re.compile(
    r"[/\\—-]+|(?:[本当上该全][年季度月周旬期次日村镇]*)?[暂尚均目前]*"
    r"(?:[无零0]|没有)(?:新增|突出|相关|群众|信访|反映|上报)*的?"
    r"(?:问题|诉求|情况|事项|隐患|矛盾|纠纷|意见|报告|异常)*[。.!]?"
)
"""What a place says that has nothing to report: 无, 零报告, 本月无新增问题."""
_MATTER = frozenset({"title", "text"})
_AROUND = frozenset({"number", "key", "station", "by", "town", "place", "unit", "owner", "opened"})
"""The matter of an issue, and what a row may have besides and still report nothing."""


class Row(NamedTuple):
    """One row of data: its number in the sheet from 1, its cells, and the title it stands under.

    `fields` and `others` are what the columns mean, the same for every row.
    """

    number: int
    line: list[Cell]
    fields: Mapping[int, str]
    others: Mapping[int, str]
    subject: str = ""

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by field."""
        return {field: self.line[at] for at, field in self.fields.items()}

    @property
    def other(self) -> dict[str, Cell]:
        """The cells under headers that say nothing to us."""
        return {label: self.line[at] for at, label in self.others.items()}


class Skipped(NamedTuple):
    """A row that is no data: its number, what it begins with, and why."""

    number: int
    text: str
    why: str


def rows(
    sheet: Sheet, grid: Sequence[list[Cell]], header: Header, labels: Sequence[str]
) -> tuple[list[Row], list[Skipped]]:
    """The rows below the header that are data, and those that are not."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    subject = ""
    fields = {at: column.field for at, column in header.match.columns.items()}
    above = [[*dict.fromkeys(texts(row))] for row in (*grid[: header.last + 1], labels)]
    uncounted = {position(cell)[0] for cell in sheet.uncounted}
    matters = [at for at, field in fields.items() if field in _MATTER and header.kind == "issue"]
    between = Between(sheet, grid, header)
    is_person = persons.of(sheet, grid, header)
    for at in range(header.last + 1, len(grid)):
        said = [*islice(texts(grid[at]), FEW)]
        if not said:
            continue
        number, first = at + 1, said[0]
        goes_on = bool(skipped) and skipped[-1].why == "note" and skipped[-1].number == at
        apart = len(said) == 1 and at not in uncounted and between.is_apart(at)
        if why := asides.why(first, grid[at], apart=apart, goes_on=goes_on):
            skipped.append(Skipped(number, first, why))
        elif asides.is_again(first, grid[at], above):
            skipped.append(Skipped(number, first, "header again"))
        elif title := between.title(at, said, apart=apart):
            subject = title.subject
            skipped.append(Skipped(number, title.text, "subject"))
        elif apart or _counts_columns(first, grid[at]):
            skipped.append(Skipped(number, first, "numbered"))
        elif at not in uncounted and _is_nothing(grid[at], matters, fields):
            skipped.append(Skipped(number, " ".join(dict.fromkeys(texts(grid[at]))), "nothing"))
        elif _heads_again(sheet, at, grid[at], header):
            skipped.append(Skipped(number, first, "header again"))
        elif is_person(at):
            skipped.append(Skipped(number, first, "person"))
        else:
            rows.append(Row(number, grid[at], fields, header.match.unknown, subject))
    return rows, skipped


def _counts_columns(first: str, row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns, as official forms do: 甲, 乙, 1, 2, 3."""
    if first not in ("1", _STEMS[0], "栏次"):
        return False
    said = [text for text in texts(row) if text != "栏次"]
    stems = sum(text in _STEMS for text in said)
    counted = [*_STEMS[:stems], *map(str, range(1, len(said) - stems + 1))]
    return len(said) >= _COLUMNS and said == counted


def _is_nothing(row: Sequence[Cell], matters: Sequence[int], fields: Mapping[int, str]) -> bool:
    """Whether a row only reports that there is no matter: nothing else stands in it."""
    return any(_NOTHING.fullmatch(seen(row[at])) for at in matters) and all(
        fields.get(at) in _AROUND or not (text := seen(cell)) or _NOTHING.fullmatch(text)
        for at, cell in enumerate(row)
    )


def _heads_again(sheet: Sheet, at: int, row: Sequence[Cell], header: Header) -> bool:
    """Whether a row is the header again, its words written otherwise: without 必填, or a unit.

    Raises:
        Refusal: it is a header of other words, with which another table begins.
    """
    known: dict[int, str] = {}
    strange = 0
    for column, cell in enumerate(row):
        if not (text := seen(cell)):
            continue
        if type(cell) is str and len(text) <= LONGEST and (one := meant(header.kind, text)):
            known[column] = one.field
        elif strange:
            return False
        else:
            strange = 1
    if len(known) <= FEW:
        return False
    ours = {column: one.field for column, one in header.match.columns.items()}
    if known.items() <= ours.items():
        return True
    raise Refusal("two-tables", f"{sheet.name}!{cell_name(at, 0)}", first=header.first + 1)
