"""A workbook in the official look: title, unit and day, header, groups, signatures, print set-up.

All that people typed is written as text: nothing in it can become a formula, a link or a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NUMBER = "序号"
"""The header of the first column, which counts the rows."""
_EPOCH = date(1899, 12, 30)
"""The day that spreadsheets count days from."""
_A4 = 9
_MOST = 32_767
"""The most characters of a cell."""
_RULE = 255
"""The most characters of a list within a cell's own rule."""
WORDS, CARRIED = "_词表", "_台账"
"""The sheets unseen: lists to choose from, and what is carried."""
_LINES = 500
"""So many lines of what goes unseen share a cell."""
_LINE, _SPARE, _HIGHEST = 14.5, 6, 409
"""How high a line of a cell is, what stays free around the lines, and how high a row can be."""
_NARROW = 15
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


class Row(NamedTuple):
    """A row: the title it stands under, and its values in the order of the fields.

    Days are dates, counts are whole numbers, all else is text.
    """

    group: str
    values: Sequence[str | int | date | None]


class Carried(NamedTuple):
    """What the workbook carries unseen, so that it is known again when it comes back.

    `rows` are one line for each row of the table: its number, its record, and its digest, none of
    which holds a blank.
    """

    facts: Mapping[str, str]
    rows: Iterable[tuple[int, str, str]]


def write(file: Path, page: Page, rows: Iterable[Row], carried: Carried | None) -> int:
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
        looks = {name: book.add_format(form) for name, form in _FORMATS.items()}
        sheet = book.add_worksheet(_sheet_name(page.name))
        header = _begin(sheet, page, looks)
        last, count = _fill(sheet, page, rows, looks, header + 1)
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
    sheet.set_default_row(_LINE + _SPARE)
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
    lines = _lines([field.width for field in page.fields], [field.header for field in page.fields])
    sheet.set_row(2, lines * _LINE + 2 * _SPARE)
    sheet.write_string(2, 0, NUMBER, looks["header"])
    for at, field in enumerate(page.fields, 1):
        sheet.write_string(2, at, field.header, looks["header"])
    return 2


def _fill(
    sheet: "Worksheet",
    page: Page,
    rows: Iterable[Row],
    looks: "Mapping[str, Format]",
    first: int,
) -> tuple[int, int]:
    """The rows, under a title for each group; the row after the last, and how many there are."""
    row, number = first, 0
    number_look, day_look = looks["number"], looks["day"]
    widths = [field.width for field in page.fields]
    columns = [
        (at, looks["middle" if field.width <= _NARROW else "text"])
        for at, field in enumerate(page.fields, 1)
    ]
    for title, held in titled(page, rows):
        if title:
            sheet.merge_range(row, 0, row, len(page.fields), "", looks["group"])
            sheet.write_string(row, 0, title, looks["group"])
            row += 1
        for one in held:
            number += 1
            if (lines := _lines(widths, one.values)) > 1:
                sheet.set_row(row, min(lines * _LINE + _SPARE, _HIGHEST))
            sheet.write_number(row, 0, number, number_look)
            for (at, look), value in zip(columns, one.values, strict=True):
                if value is None:
                    sheet.write_blank(row, at, None, look)
                elif type(value) is str:
                    sheet.write_string(row, at, _typed(value), look)
                elif isinstance(value, date):
                    sheet.write_number(row, at, (value - _EPOCH).days, day_look)
                else:
                    sheet.write_number(row, at, value, number_look)
            row += 1
    return row, number


def _lines(widths: Sequence[int], values: Sequence[object]) -> int:
    """How many lines the fullest cell of a row has.

    Programs that open a sheet do not all make rows as high as their text, and none does in print.
    """
    most = 1
    for width, value in zip(widths, values, strict=True):
        if type(value) is str and (len(value) * 2 > width * most or "\n" in value):
            # A character of Chinese is two wide and has three bytes: half of both together.
            parts = (len(part) + len(part.encode()) for part in value.split("\n"))
            most = max(most, sum(max(1, -(-wide // (2 * width - 2))) for wide in parts))
    return most


def _typed(said: str) -> str:
    """A text as XlsxWriter takes it, which takes what stands between these marks for its own."""
    said = said[:_MOST]
    if said.startswith("<r>") and said.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(said)}</t></r>'
    return said


def titled(page: Page, rows: Iterable[Row]) -> Iterator[tuple[str, Iterable[Row]]]:
    """The rows under their titles; one empty title where there are no groups."""
    if page.groups is None:
        yield "", rows
        return
    for place, (group, held) in enumerate(groupby(rows, key=itemgetter(0)), 1):
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
        sheet.write_string(
            last, 0, "　　　　　　".join(f"{who}：" for who in page.signatures), looks["left"]
        )
    sheet.freeze_panes(header + 1, 2)
    sheet.set_paper(_A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.repeat_rows(header)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.set_footer("&C第 &P 页 共 &N 页")


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
