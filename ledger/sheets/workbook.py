"""A workbook in the official look: title, unit and day, header, groups, signatures, print set-up.

All that people typed is written as text: nothing in it can become a formula, a link or a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ledger.sheets.rows import SPARE, Drawing, Sheet, Styles, height, lines
from ledger.sheets.unseen import CARRIED, WORDS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NUMBER = "序号"
"""The header of the first column, which counts the rows."""
_A4 = 9
_RULE = 255
"""The most characters of a list within a cell's own rule."""
_LINES = 500
"""So many lines of what goes unseen share a cell."""
_NARROW = 17
"""Columns so narrow hold a word or a code, which stands in the middle."""
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_FORMATS = {
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 18,
        "align": "center",
        "valign": "vcenter",
    },
    "left": {**_FONT, "align": "left"},
    "right": {**_FONT, "align": "right"},
    "header": {
        **_FONT,
        "bold": True,
        "border": 1,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#F2F2F2",
    },
    "group": {**_FONT, "bold": True, "border": 1, "align": "left"},
    "text": {**_FONT, "border": 1, "align": "left", "text_wrap": True, "num_format": "@"},
    "middle": {**_FONT, "border": 1, "align": "center", "text_wrap": True, "num_format": "@"},
    "day": {**_FONT, "border": 1, "align": "center", "num_format": "yyyy-mm-dd"},
    "number": {**_FONT, "border": 1, "align": "center"},
}
_STYLES = tuple(_FORMATS)
"""The formats in the order of their numbers in the workbook, which count from 1."""
_TENS = "一二三四五六七八九十"


class Field(NamedTuple):
    """One column: the key of its values, its header, its width, and the words it may hold."""

    key: str
    header: str
    width: int
    words: Sequence[str] = ()


class Page(NamedTuple):
    """What a sheet says besides its rows.

    `groups` are the titles under which rows stand, with the number of records under each; rows
    have no titles where it is None. `counted` is what is counted there.
    """

    name: str
    title: str
    unit: str
    as_of: date
    fields: Sequence[Field]
    groups: Mapping[str, int] | None = None
    counted: str = "件"
    landscape: bool = True
    signatures: Sequence[str] = ()


class Grouped(Protocol):
    """A row, as far as it stands under a title."""

    @property
    def group(self) -> str:
        """The title."""


RowT = TypeVar("RowT", bound=Grouped)


class Drawn(NamedTuple):
    """A row: the title it stands under, and itself as `drawing` makes it."""

    group: str
    xml: str


class Carried(NamedTuple):
    """What the workbook carries unseen, so that it is known again when it comes back.

    `rows` are one line for each row of the table: its number, its record, and its digest, none of
    which holds a blank.
    """

    facts: Mapping[str, str]
    rows: Iterable[tuple[int, str, str]]


def write(file: Path, page: Page, rows: Iterable[Drawn], carried: Carried | None) -> int:
    """Write a workbook and return how many rows it has.

    Args:
        file: the file to be made.
        page: what stands around the table, and its columns.
        rows: the rows in their order, those of a group together.
        carried: what goes with it unseen.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(file), options) as book:
        looks = {name: book.add_format(_FORMATS[name]) for name in _STYLES}
        sheet = book.add_worksheet(_sheet_name(page.name), worksheet_class=Sheet)
        for number, look in enumerate(looks.values(), 1):
            look.xf_index = number
        header = _begin(sheet, page, looks)
        last, count = _fill(sheet, page, rows, header + 1)
        _end(sheet, page, looks, header, last)
        _offer(book, sheet, page, range(header + 1, max(last, header + 2)))
        if carried:
            _carry(book.add_worksheet(CARRIED), carried)
            book.set_custom_property("taizhang", carried.facts.get("ledger", ""), "text")
            book.set_custom_property("commit", carried.facts.get("commit", ""), "text")
    return count


def _sheet_name(name: str) -> str:
    """A name that every spreadsheet program takes."""
    kept = "".join("_" if c in "[]:*?/\\'" else c for c in name).strip()
    return kept[:31] or "台账"


def _begin(sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]") -> int:
    """Title, unit and day, header; the row of the header."""
    sheet.set_default_row(height(1))
    sheet.set_column(0, 0, 5)
    for at, field in enumerate(page.fields, 1):
        sheet.set_column(at, at, field.width)
    width = len(page.fields)
    sheet.set_row(0, 36)
    sheet.merge_range(0, 0, 0, max(width, 1), "", looks["title"])
    sheet.write_string(0, 0, page.title, looks["title"])
    middle = width // 2
    for first, last, said, look in (
        (0, middle, f"填报单位：{page.unit}", "left"),
        (
            middle + 1,
            width,
            f"截至{page.as_of.year}年{page.as_of.month}月{page.as_of.day}日",
            "right",
        ),
    ):
        if last > first:
            sheet.merge_range(1, first, 1, last, "", looks[look])
        sheet.write_string(1, first, said, looks[look])
    most = lines([field.width for field in page.fields], [field.header for field in page.fields])
    sheet.set_row(2, height(most) + SPARE)
    sheet.write_string(2, 0, NUMBER, looks["header"])
    for at, field in enumerate(page.fields, 1):
        sheet.write_string(2, at, field.header, looks["header"])
    return 2


def drawing(page: Page) -> Drawing:
    """What makes the rows of a page; it can be handed to another process."""
    narrow, wide = (_STYLES.index(name) + 1 for name in ("middle", "text"))
    columns = tuple(narrow if field.width <= _NARROW else wide for field in page.fields)
    styles = Styles(_STYLES.index("number") + 1, _STYLES.index("day") + 1, columns)
    return Drawing(styles, [field.width for field in page.fields])


def _fill(sheet: Sheet, page: Page, rows: Iterable[Drawn], first: int) -> tuple[int, int]:
    """The rows, under a title for each group; the row after the last, and how many there are."""
    row, number = first, 0
    sheet.begin(first)
    for title, held in titled(page, rows):
        if title:
            sheet.entitle(row, _STYLES.index("group") + 1, len(page.fields) + 1, title)
            row += 1
        for one in held:
            number += 1
            sheet.take(row, one.xml, number)
            row += 1
    sheet.end(row)
    return row, number


def titled(page: Page, rows: Iterable[RowT]) -> Iterator[tuple[str, Iterable[RowT]]]:
    """The rows under their titles; one empty title where there are no groups."""
    if page.groups is None:
        yield "", rows
        return
    for place, (group, held) in enumerate(groupby(rows, key=attrgetter("group")), 1):
        yield f"{_chinese(place)}、{group}（{page.groups.get(group, 0)}{page.counted}）", held


def _chinese(number: int) -> str:
    """一, 十一, 二十, up to 九十九; beyond that in digits."""
    tens, ones = divmod(number, 10)
    if tens >= len(_TENS):
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{_TENS[tens - 1]}十"
    return head + (_TENS[ones - 1] if ones else "")


def _end(
    sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]", header: int, last: int
) -> None:
    """Signatures, and how it is printed."""
    if page.signatures:
        sheet.set_row(last, 2 * height(1))
        sheet.write_string(
            last, 0, "　　　　　　".join(f"{who}：" for who in page.signatures), looks["left"]
        )
    sheet.freeze_panes(header + 1, 2)
    sheet.set_paper(_A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.repeat_rows(header)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.set_footer('&C&"宋体,Regular"&10第 &P 页 共 &N 页')


def _offer(book: xlsxwriter.Workbook, sheet: "Worksheet", page: Page, rows: range) -> None:
    """Lists to choose from; those too long for the cells' own rule stand on a sheet unseen."""
    unseen: Worksheet | None = None
    for at, field in enumerate(page.fields, 1):
        if not field.words:
            continue
        source: list[str] | str = list(field.words)
        if len(",".join(field.words)) > _RULE or any("," in word for word in field.words):
            if unseen is None:
                unseen = book.add_worksheet(WORDS)
                unseen.very_hidden()
            source = _listed(unseen, at, field.words)
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(rows.start, at, rows.stop - 1, at, rule)


def _listed(sheet: "Worksheet", row: int, words: Sequence[str]) -> str:
    """Write words into a row of a sheet; the range that they stand in."""
    for column, word in enumerate(words):
        sheet.write_string(row, column, word)
    first = xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True)
    last = xl_rowcol_to_cell(row, len(words) - 1, row_abs=True, col_abs=True)
    return f"='{WORDS}'!{first}:{last}"


def _carry(sheet: "Worksheet", carried: Carried) -> None:
    """What goes unseen: facts, an empty row, then a line for each row of the table.

    Many lines share a cell, since a cell costs far more than a line.
    """
    sheet.very_hidden()
    for row, (key, value) in enumerate(carried.facts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    row = len(carried.facts) + 1
    lines = (f"{number} {record} {digest}" for number, record, digest in carried.rows)
    while some := list(islice(lines, _LINES)):
        sheet.write_string(row, 0, "\n".join(some))
        row += 1
