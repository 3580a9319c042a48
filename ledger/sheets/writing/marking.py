"""The cells of refused rows as they stood in their sheet: the bad ones in red, each with why."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ledger.book.exporting.words import CELL
from ledger.records import base
from ledger.sheets.reading.reader import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

UNSEEN = re.compile(rf"[{base.UNSEEN}\ud800-\udfff]")
"""What no spreadsheet can hold, or nobody sees."""
_DAY = 10
"""So many characters has a day without a time."""
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
_BAD = {**_FONT, "bg_color": "#FFC7CE", "text_wrap": True}
FORMATS = {
    "above": {"font_name": "宋体", "font_size": 11},
    "header": {**_FONT, "bold": True, "bg_color": "#F2F2F2", "align": "center", "text_wrap": True},
    "plain": {**_FONT, "text_wrap": True},
    "subject": {**_FONT, "bold": True},
    "day": {**_FONT, "num_format": "yyyy-mm-dd"},
    "moment": {**_FONT, "num_format": "yyyy-mm-dd hh:mm:ss"},
    "bad": _BAD,
    "bad day": {**_BAD, "num_format": "yyyy-mm-dd"},
    "bad moment": {**_BAD, "num_format": "yyyy-mm-dd hh:mm:ss"},
}
"""The looks of cells, by name."""


def put(
    sheet: "Worksheet",
    where: tuple[int, int],
    cell: Cell,
    sentences: Sequence[str],
    look: str,
    looks: "Mapping[str, Format]",
) -> None:
    """Write a cell as it stood; with what is wrong with it beside it, where something is."""
    plain = "bad" if sentences else look
    if sentences:
        said = UNSEEN.sub("\ufffd", "\n".join(sentences))
        sheet.write_comment(*where, said, {"x_scale": 2})
    if isinstance(cell, dict) and "e" in cell:
        # An error stays one, or a row that nobody corrected would lose what stood there.
        sheet.write_formula(*where, "=NA()", looks[plain], "#N/A")
    elif isinstance(cell, dict):
        _day(sheet, where, cell["d"], plain, looks)
    elif isinstance(cell, bool):
        sheet.write_boolean(*where, cell, looks[plain])
    elif isinstance(cell, int | float):
        sheet.write_number(*where, cell, looks[plain])
    else:
        text(sheet, *where, cell or "", looks[plain])


def _day(
    sheet: "Worksheet",
    where: tuple[int, int],
    said: str,
    look: str,
    looks: "Mapping[str, Format]",
) -> None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:  # a time of day, or a length of time
        text(sheet, *where, said, looks[look])
        return
    kind = "day" if len(said) == _DAY else "moment"
    sheet.write_datetime(*where, moment, looks[f"bad {kind}" if look == "bad" else kind])


def text(sheet: "Worksheet", row: int, column: int, said: str, look: "Format") -> None:
    """Write a text as text, whatever it holds; signs that cannot be seen are made to show."""
    if said:
        sheet.write_string(row, column, UNSEEN.sub("\ufffd", said)[:CELL], look)
    else:
        sheet.write_blank(row, column, None, look)
