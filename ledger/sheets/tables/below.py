"""What stands below a header: rows of data, and rows that are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ledger.sheets.reading.cell_names import cell_name, position
from ledger.sheets.reading.reader import Cell, Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables.grid import seen
from ledger.sheets.tables.header_words import LONGEST, meant, plain
from ledger.sheets.tables.headers import Header

_FEW = 2
"""Rows are known for data by so many texts; no sum and no note has more."""
_SUM = re.compile(r"(?:本页|本表|本月|以上|全[村镇站])?\s*(合|小|总|共|累)\s*计(?P<rest>.*)")
_COUNTED = re.compile(r"[\s:]*(\(.*\))?[\s\d.,:;件户人次个条项名元万亩份处起宗%]*")
"""What follows the word of a sum."""
_NOTE = re.compile(
    r"(填表|制表|填报|审核|审批|复核|负责|联系)(人|单位|电话|日期|时间)?(\(签字\))?\s*:"
    r"|(?P<free>[注备]注?|说明)\s*:"
)
_GOES_ON = re.compile(r"\(?\d{1,2}[.、)]\D")
"""How a note goes on in the next row: 注:1.…, and below it 2.…"""
_CLOSING = re.compile(
    r"[-—]*\(?(?:以下空白|(?:以下)?无正文|[盖公签]章)\)?[-—]*"
    r"|第\s*\d+\s*页(?:[\s,/]*共\s*\d+\s*页)?|共\s*\d+\s*[件条项户次个页]"
    r"|\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
)
"""What stands alone at the end of a sheet or page: a seal, a page, a count, a day."""
_SIGNED = re.compile(
    r"[^\W\d]{1,8}?(填表|制表|填报|审核|审批|复核|负责|联系|分管|主管)(人|单位|电话|领导)?(\([^)]{1,6}\))?\s*:"
    r"|[^\W\d]{1,10}\((签字|签名|签章|盖章)\)\s*:"
)
"""How whoever answers for a sheet is named below it: 单位负责人(签字):, 村党支部书记(签字):."""
_EXAMPLE = re.compile(r"\(?(?:填[写报])?(?:示?例|样例|范例|举例)\)?\s*\d*\s*:?")
"""How a template marks the row that shows how it is filled in."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_COLUMNS = 4
"""So many columns at least are numbered below the header."""
_SUBJECT = re.compile(
    r"(?:\([零一二三四五六七八九十百千万]+\)|[零一二三四五六七八九十百千万]+\s*[、.:])\s*"
    r"(?:未分类|(?P<name>.+?)(?:方面|类)?)(?:\([共计]*\d+[件条项个]\))?"
)
_NOTHING = re.compile(
    r"[/\\—-]+|(?:[本当上该全][年季度月周旬期次日村镇]*)?[暂尚均目前]*"
    r"(?:[无零0]|没有)(?:新增|突出|相关|群众|信访|反映|上报)*的?"
    r"(?:问题|诉求|情况|事项|隐患|矛盾|纠纷|意见|报告|异常)*[。.!]?"
)
"""What a place says that has nothing to report: 无, 零报告, 本月无新增问题."""
_RELATION = re.compile(r"与?[户家]主的?关系|(?:家庭|成员|家庭成员)关系")
"""The header of a list of persons that tells what each is to the head of the household."""
_HEAD = re.compile(r"[户家]主(?:本人)?|本人(?:或?户主)?|本人/户主|")
"""What stands below it in the row of the head."""
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
    above = [[*dict.fromkeys(_said(row))] for row in (*grid[: header.last + 1], labels)]
    uncounted = {position(cell)[0] for cell in sheet.uncounted}
    numbers = {at for at, field in fields.items() if field == "number"}
    matters = [at for at, field in fields.items() if field in _MATTER and header.kind == "issue"]
    relations = [*_relations(header)]
    for at in range(header.last + 1, len(grid)):
        said = [*islice(_said(grid[at]), _FEW)]
        if not said:
            continue
        number, first = at + 1, said[0]
        goes_on = bool(skipped) and skipped[-1].why == "note" and skipped[-1].number == at
        if why := _no_data(first, grid[at], above, goes_on=goes_on):
            skipped.append(Skipped(number, first, why))
        elif said[-1] == first and (found := _title(first, grid[at])):
            subject = found["name"] or ""
            skipped.append(Skipped(number, first, "subject"))
        elif _counts_columns(first, grid[at]) or (
            len(said) == 1 and at not in uncounted and _column(grid[at]) in numbers
        ):
            skipped.append(Skipped(number, first, "numbered"))
        elif at not in uncounted and _is_nothing(grid[at], matters, fields):
            skipped.append(Skipped(number, " ".join(dict.fromkeys(_said(grid[at]))), "nothing"))
        elif _heads_again(sheet, at, grid[at], header):
            skipped.append(Skipped(number, first, "header again"))
        elif not all(_HEAD.fullmatch(seen(grid[at][column])) for column in relations):
            skipped.append(Skipped(number, first, "person"))
        else:
            rows.append(Row(number, grid[at], fields, header.match.unknown, subject))
    return rows, skipped


def _relations(header: Header) -> Iterator[int]:
    """The columns of a register that tell who in a household a person is."""
    for at, label in header.match.unknown.items() if header.kind == "household" else ():
        if _RELATION.fullmatch(plain(label)):
            yield at


def _said(row: Sequence[Cell]) -> Iterator[str]:
    """The texts of a row, those that are empty left out, each folded when it is asked for.

    Most rows are known for data by the first two or three.
    """
    return (text for cell in row if cell is not None and (text := seen(cell)))


def _no_data(
    first: str, row: Sequence[Cell], above: Sequence[list[str]], *, goes_on: bool = False
) -> str:
    """Why a row is no data, by its first text; empty where it is.

    A text may begin like a sum or a note; then more stands in the row than beside either. What
    stands above the table, and its header, may stand again on each page.
    """
    if found := _SUM.match(first):
        return "sum" if _COUNTED.fullmatch(found["rest"]) or _is_short(row) else ""
    if found := _NOTE.match(first):
        return "note" if not found["free"] or _is_short(row) else ""
    if (
        ":" in first
        and _SIGNED.match(first)
        and (_is_short(row) or all(":" in text for text in _said(row)))
    ):
        return "note"
    if (
        _EXAMPLE.fullmatch(first)
        or _is_closing(first, row)
        or (goes_on and _GOES_ON.match(first) and _is_short(row))
    ):
        return "note"
    return "header again" if any(first in line and _is_again(row, line) for line in above) else ""


def _is_closing(first: str, row: Sequence[Cell]) -> bool:
    """Whether a row has nothing but what stands alone at the end of a sheet."""
    return bool(_CLOSING.fullmatch(first)) and all(map(_CLOSING.fullmatch, _said(row)))


def _counts_columns(first: str, row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns, as official forms do: 甲, 乙, 1, 2, 3."""
    if first not in ("1", _STEMS[0], "栏次"):
        return False
    said = [text for text in _said(row) if text != "栏次"]
    stems = sum(text in _STEMS for text in said)
    counted = [*_STEMS[:stems], *map(str, range(1, len(said) - stems + 1))]
    return len(said) >= _COLUMNS and said == counted


def _is_again(row: Sequence[Cell], line: Sequence[str]) -> bool:
    """Whether a row says what one above the table says; a header need not be merged again."""
    said = [*dict.fromkeys(_said(row))]
    return said == line or (len(said) > _FEW and {*said} <= {*line})


def _is_nothing(row: Sequence[Cell], matters: Sequence[int], fields: Mapping[int, str]) -> bool:
    """Whether a row only reports that there is no matter: nothing else stands in it."""
    return any(_NOTHING.fullmatch(seen(row[at])) for at in matters) and all(
        fields.get(at) in _AROUND or not (text := seen(cell)) or _NOTHING.fullmatch(text)
        for at, cell in enumerate(row)
    )


def _column(row: Sequence[Cell]) -> int:
    """The first column of a row that says something."""
    return next(at for at, cell in enumerate(row) if seen(cell))


def _is_short(row: Sequence[Cell]) -> bool:
    return len({*_said(row)}) <= _FEW


def _title(first: str, row: Sequence[Cell]) -> re.Match[str] | None:
    """The title of the rows below, where a row has one text over all its columns."""
    return _SUBJECT.fullmatch(first) if all(text == first for text in _said(row)) else None


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
    if len(known) <= _FEW:
        return False
    ours = {column: one.field for column, one in header.match.columns.items()}
    if known.items() <= ours.items():
        return True
    raise Refusal("two-tables", f"{sheet.name}!{cell_name(at, 0)}", first=header.first + 1)
