"""All of a workbook but its rows, drawn by XlsxWriter: titles, header, look, print set-up.

All that people typed is written as text: nothing in it can become a formula, a link or a number.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ledger.sheets.writing.rows import AS_TYPED, SPARE, Drawing, Styles, height, lines
from ledger.sheets.writing.unseen import CARRIED, WORDS, Carried, carry, sheet_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
"""The part of a workbook that the table stands in."""
TYPES = "[Content_Types].xml"
"""The part that says what all others are."""
HEADER = 2
"""The row of the header, from 0."""
NUMBER = "序号"
"""The header of the first column, which counts the rows."""
_A4 = 9
_RULE = 255
"""The most characters of a list within a cell's own rule."""
_NARROW = 17
"""Columns so narrow hold a word or a code, which stands in the middle."""
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_FORMATS = {
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 18,
        "align": "center",
        "valign": "vcenter",
        "shrink": True,
    },
    "left": {**_FONT, "align": "left"},
    "unit": {**_FONT, "align": "left", "shrink": True},
    "as of": {**_FONT, "align": "right", "shrink": True},
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
    # Where the font is not there and another is wider, a day would show as ###; what stands over
    # few columns would be cut at both ends.
    "day": {**_FONT, "border": 1, "align": "center", "shrink": True, "num_format": "yyyy-mm-dd"},
    "number": {**_FONT, "border": 1, "align": "center", "shrink": True},
}
_END = b"</row>"
_SIZE = re.compile(rb'<dimension ref="[^"]*"/>')
_STYLES = tuple(_FORMATS)
"""The formats in the order of their numbers in the workbook, which count from 1."""


class Field(NamedTuple):
    """One column: the key of its values, its header, its width, and the words it may hold."""

    key: str
    header: str
    width: int
    words: Sequence[str] = ()


class Page(NamedTuple):
    """What a sheet says besides its rows.

    `groups` are the titles under which rows stand, with the number of records under each; rows
    have no titles where it is None. `counted` is what is counted there, `records` how many there
    are in all.
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
    records: int = 0

    @property
    def whose(self) -> str:
        """Whose sheet it is, as it stands below the title."""
        return f"填报单位：{self.unit}"

    @property
    def until(self) -> str:
        """Of which day it is, as it stands below the title."""
        return f"截至{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"


def parts(
    page: Page, last: int, titles: Sequence[int], carried: Carried | None
) -> dict[str, bytes]:
    """The parts of a workbook without the rows of its table, by their names.

    Args:
        page: what stands around the table, and its columns.
        last: the row behind the table, from 0.
        titles: the rows that are titles of groups.
        carried: what goes with it unseen.
    """
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_TYPED}) as book:
        looks = {name: book.add_format(_FORMATS[name]) for name in _STYLES}
        sheet = book.add_worksheet(sheet_name(page.name))
        for number, look in enumerate(looks.values(), 1):
            look.xf_index = number
        _begin(sheet, page, looks)
        for row in titles:
            sheet.merge_range(row, 0, row, len(page.fields), "", looks["group"])
        _end(sheet, page, looks, last)
        _offer(book, sheet, page, range(HEADER + 1, max(last, HEADER + 2)))
        if carried:
            carry(book.add_worksheet(CARRIED), carried)
            book.set_custom_property("taizhang", carried.facts.get("ledger", ""), "text")
            book.set_custom_property("commit", carried.facts.get("commit", ""), "text")
    with ZipFile(file) as made:
        return {name: made.read(name) for name in made.namelist()}


def above(sheet: bytes) -> bytes:
    """What stands in a sheet's part up to its header; how large the sheet is nobody knows yet."""
    header = sheet.index(f'<row r="{HEADER + 1}"'.encode())
    said = sheet[: sheet.index(_END, header) + len(_END)]
    return _SIZE.sub(b"", said, count=1)


def below(sheet: bytes, last: int) -> bytes:
    """What stands in a sheet's part from the row behind the table on."""
    row = sheet.find(f'<row r="{last + 1}"'.encode())
    return sheet[row if row >= 0 else sheet.index(b"</sheetData>") :]


def drawing(page: Page) -> Drawing:
    """What makes the rows of a page; it can be handed to another process."""
    narrow, wide = (_STYLES.index(name) + 1 for name in ("middle", "text"))
    columns = tuple(narrow if field.width <= _NARROW else wide for field in page.fields)
    number, day, title = (_STYLES.index(name) + 1 for name in ("number", "day", "group"))
    return Drawing(Styles(number, day, title, columns), [field.width for field in page.fields])


def _begin(sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]") -> None:
    """Title, unit and day, header."""
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
        (0, middle, page.whose, "unit"),
        (middle + 1, width, page.until, "as of"),
    ):
        if last > first:
            sheet.merge_range(1, first, 1, last, "", looks[look])
        sheet.write_string(1, first, said, looks[look])
    most = lines([field.width for field in page.fields], [field.header for field in page.fields])
    sheet.set_row(HEADER, height(most) + SPARE)
    sheet.write_string(HEADER, 0, NUMBER, looks["header"])
    for at, field in enumerate(page.fields, 1):
        sheet.write_string(HEADER, at, field.header, looks["header"])


def _end(sheet: "Worksheet", page: Page, looks: "Mapping[str, Format]", last: int) -> None:
    """Signatures, and how it is printed."""
    if page.signatures:
        sheet.set_row(last, 2 * height(1))
        sheet.write_string(
            last, 0, "　　　　　　".join(f"{who}：" for who in page.signatures), looks["left"]
        )
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.set_paper(_A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.repeat_rows(HEADER)
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
        if not _fits(field.words):
            if unseen is None:
                unseen = book.add_worksheet(WORDS)
                unseen.very_hidden()
            source = _listed(unseen, at, field.words)
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(rows.start, at, rows.stop - 1, at, rule)


def _fits(words: Sequence[str]) -> bool:
    """Whether words can stand in a cell's own rule: a comma parts them there, a quote ends it."""
    units = len(",".join(words).encode("utf-16-le")) // 2
    return units <= _RULE and not any({*',"'} & {*word} for word in words)


def _listed(sheet: "Worksheet", row: int, words: Sequence[str]) -> str:
    """Write words into a row of a sheet; the range that they stand in."""
    for column, word in enumerate(words):
        sheet.write_string(row, column, word)
    first = xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True)
    last = xl_rowcol_to_cell(row, len(words) - 1, row_abs=True, col_abs=True)
    return f"='{WORDS}'!{first}:{last}"
