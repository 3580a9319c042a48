"""A workbook in the official look: title, unit and day, header, groups, signatures, print set-up.

All that people typed is written as text: nothing in it can become a formula, a link or a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NUMBER = "序号"
"""The header of the first column, which counts the rows."""
_A4 = 9
_MOST = 32_767
"""The most characters of a cell."""
_LINES = 500
"""So many lines of what goes unseen share a cell."""
_NARROW = 14
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
    """What a sheet says besides its rows."""

    name: str
    title: str
    unit: str
    as_of: date
    fields: Sequence[Field]
    group: str | None = None
    counted: str = "件"
    landscape: bool = True
    signatures: Sequence[str] = ()


class Carried(NamedTuple):
    """What the workbook carries unseen, so that it is known again when it comes back.

    `rows` are one line for each row of the table: its number, its record, and its digest, none of
    which holds a blank.
    """

    facts: Mapping[str, str]
    rows: Iterable[tuple[int, str, str]]


def write(
    file: Path, page: Page, rows: Iterable[Mapping[str, Any]], carried: Carried | None
) -> int:
    """Write a workbook and return how many rows it has.

    Args:
        file: the file to be made.
        page: what stands around the table, and its columns.
        rows: the rows in their order, those of a group together; days are dates, counts are whole
            numbers, all else is text.
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
        if carried:
            _carry(book.add_worksheet("_台账"), carried)
            book.set_custom_property("taizhang", carried.facts.get("ledger", ""), "text")
            book.set_custom_property("commit", carried.facts.get("commit", ""), "text")
    return count


def _sheet_name(name: str) -> str:
    """A name that every spreadsheet program takes."""
    kept = "".join("_" if c in "[]:*?/\\'" else c for c in name).strip()
    return kept[:31] or "台账"


def _begin(sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]") -> int:
    """Title, unit and day, header; the row of the header."""
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
    sheet.write_string(2, 0, NUMBER, looks["header"])
    for at, field in enumerate(page.fields, 1):
        sheet.write_string(2, at, field.header, looks["header"])
    return 2


def _fill(
    sheet: "Worksheet",
    page: Page,
    rows: Iterable[Mapping[str, Any]],
    looks: "Mapping[str, Format]",
    first: int,
) -> tuple[int, int]:
    """The rows, under a title for each group; the row after the last, and how many there are."""
    row, number = first, 0
    columns = [
        (at, field.key, looks["middle" if field.width <= _NARROW else "text"])
        for at, field in enumerate(page.fields, 1)
    ]
    for title, held in _groups(page, rows):
        if title:
            sheet.merge_range(row, 0, row, len(page.fields), "", looks["group"])
            sheet.write_string(row, 0, title, looks["group"])
            row += 1
        for record in held:
            number += 1
            sheet.write_number(row, 0, number, looks["number"])
            for at, key, look in columns:
                _cell(sheet, row, at, record.get(key), look, looks)
            row += 1
    return row, number


def _groups(
    page: Page, rows: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, Iterable[Mapping[str, Any]]]]:
    if page.group is None:
        yield "", rows
        return
    for place, (value, held) in enumerate(groupby(rows, key=lambda row: row.get(page.group or ""))):
        kept = list(held)
        yield f"{_chinese(place + 1)}、{value or '未分类'}（{len(kept)}{page.counted}）", kept


def _chinese(number: int) -> str:
    """一, 十一, 二十, up to 九十九; beyond that in digits."""
    tens, ones = divmod(number, 10)
    if tens >= len(_TENS):
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{_TENS[tens - 1]}十"
    return head + (_TENS[ones - 1] if ones else "")


def _cell(
    sheet: "Worksheet",
    row: int,
    at: int,
    value: object,
    look: "Format",
    looks: "Mapping[str, Format]",
) -> None:
    if value is None or value == "":
        sheet.write_blank(row, at, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, looks["day"])
    elif isinstance(value, int):
        sheet.write_number(row, at, value, looks["number"])
    else:
        sheet.write_string(row, at, str(value)[:_MOST], look)


def _end(
    sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]", header: int, last: int
) -> None:
    """Signatures, lists to choose from, and how it is printed."""
    if page.signatures:
        sheet.write_string(
            last, 0, "　　　　　　".join(f"{who}：" for who in page.signatures), looks["left"]
        )
    for at, field in enumerate(page.fields, 1):
        if field.words and sum(len(word) + 1 for word in field.words) <= 255:  # noqa: PLR2004 - of the format
            words = {"validate": "list", "source": list(field.words), "error_type": "warning"}
            sheet.data_validation(header + 1, at, max(last - 1, header + 1), at, words)
    sheet.freeze_panes(header + 1, 2)
    sheet.set_paper(_A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.repeat_rows(header)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.set_footer("&C第 &P 页 共 &N 页")


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


def wide(text: str) -> int:
    """How many half-width characters a text is wide."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
