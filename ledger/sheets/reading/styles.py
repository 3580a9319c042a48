"""How cells are shown, as far as it says what their values mean: months, shares, struck through.

A program keeps 2026年8月 as the first of that month and 60% as 0.6; only its format tells which.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple
from xml.etree import ElementTree as ET

_MONTHS = frozenset({17, 27, 36, 50, 52, 57})
_SHARES = frozenset({9, 10})
"""The numbers of formats that no workbook spells out: mmm-yy and 2026年8月, 0% and 0.00%."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What stands in a format as it is: texts, colours, languages, blanks."""
_OF_TIMES = re.compile("[dhs]|general")
_OFF = frozenset({"0", "false"})


class Styles(NamedTuple):
    """The numbers of the cell styles of a workbook that are of each sort."""

    months: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


def of(formats: Mapping[int, str], cells: Iterable[tuple[int, bool]]) -> Styles:
    """The styles of a workbook.

    Args:
        formats: the formats that the workbook spells out, by their numbers.
        cells: by style of cells, in order, the number of its format, and whether it strikes out.
    """
    codes = {number: _LITERAL.sub("", code.partition(";")[0]) for number, code in formats.items()}
    months = {number for number, code in codes.items() if _is_month(code.casefold())}
    shares = {number for number, code in codes.items() if "%" in code}
    months |= _MONTHS - codes.keys()
    shares |= _SHARES - codes.keys()
    every = [*enumerate(cells)]
    return Styles(
        frozenset(n for n, (number, _struck) in every if number in months),
        frozenset(n for n, (number, _struck) in every if number in shares),
        frozenset(n for n, (_number, struck) in every if struck),
    )


def _is_month(code: str) -> bool:
    return "m" in code and not _OF_TIMES.search(code)


def read(part: bytes) -> Styles:
    """The styles of an .xlsx workbook, from the part that has them."""
    root = ET.fromstring(part)  # noqa: S314 - no part declares a document type (`sniff`)
    formats = {
        int(one.get("numFmtId", "-1")): one.get("formatCode", "")
        for one in root.iterfind(".//{*}numFmts/{*}numFmt")
    }
    fonts = [_strikes(font.find("{*}strike")) for font in root.iterfind("./{*}fonts/{*}font")]
    struck = {n for n, strikes in enumerate(fonts) if strikes}
    return of(
        formats,
        (
            (int(one.get("numFmtId", "0")), int(one.get("fontId", "0")) in struck)
            for one in root.iterfind("./{*}cellXfs/{*}xf")
        ),
    )


def _strikes(strike: ET.Element | None) -> bool:
    return strike is not None and strike.get("val", "1") not in _OFF


def month(value: object) -> str | None:
    """A month as it is shown; None of a day within one, of which the value tells more."""
    if isinstance(value, datetime) and value.time() != time():
        return None
    if isinstance(value, date) and value.day == 1:
        return f"{value.year}年{value.month}月"
    return None


def share(value: object) -> str | None:
    """A share of a hundred as it is shown, to two places."""
    if not isinstance(value, int | float):
        return None
    return f"{value * 100:.2f}".rstrip("0").rstrip(".") + "%"
