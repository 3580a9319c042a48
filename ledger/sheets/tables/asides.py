"""What stands between the rows of a table and below them: sums, notes, signatures, its header."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ledger.sheets.reading.reader import Cell
from ledger.sheets.tables.grid import texts

FEW = 2
"""Rows are known for data by so many texts; no sum and no note has more."""
_SUM = re.compile(
    r"(?:本页|本表|本月|以上|全[村镇站])?\s*(?:[合小总共累]\s*计|汇\s*总)(?P<rest>.*)"
)
_SUM_OF = r".+ (?:汇总|计数|求和|平均值?|[合小总]计)"
"""How a program calls the sum over some rows: 第一村 汇总, 第一村 计数."""
_SUMS = ("汇总", "计数", "求和", "平均", "平均值", "计")
_COUNTED = re.compile(r"[\s:]*(\(.*\))?[\s\d.,:;件户人次个条项名元万亩份处起宗%]*")
"""What follows the word of a sum."""
_NOTE = re.compile(
    r"(填表|制表|填报|审核|审批|复核|负责|联系)(人|单位|电话|日期|时间)?(\(签字\))?\s*:"
    r"|(?P<free>[注备]注?|(?:填[表报写])?说明)\s*:"
)
_GOES_ON = re.compile(r"\(?\d{1,2}[.、)]\D")
"""How a note goes on in the next row: 注:1.…, and below it 2.…"""
_CLOSING = re.compile(
    r"[-—]*\(?(?:以下空白|(?:以下)?无正文|[盖公签]章)\)?[-—]*"
    r"|第\s*\d+\s*页(?:[\s,/]*共\s*\d+\s*页)?|共\s*\d+\s*[件条项户次个页]"
    r"|\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
)
"""What stands alone at the end of a sheet or page: a seal, a page, a count, a day."""
_SEAL = r"\(?(?:签字|签名|签章|盖章|公章)\)?"
# Patterns of what many sheets do not have stay texts: `re` compiles them when they are used.
_SIGNED = (
    r"[^\W\d]{1,8}?(填表|制表|填报|审核|审批|复核|负责|联系|分管|主管)(人|单位|电话|领导)?(\([^)]{1,6}\))?\s*:"
    rf"|[^\W\d]{{1,10}}?{_SEAL}\s*:"
)
"""How whoever answers for a sheet is named below it: 单位负责人(签字):, 支部书记签字:."""
_LABELLED = (
    r"[^\W\d]{0,12}?(?:人|员|长|书记|主任|领导|干部|单位|部门|电话|日期|时间|"
    rf"{_SEAL})(?:\([^)]{{1,6}}\))?\s*:.*"
)
"""How each cell of such a row begins, whether somebody is named in it or not."""
_SEALED = re.compile(rf"[^\W\d]{{1,12}}?{_SEAL}|日期")
"""A place for a seal, a signature or a day that needs no colon."""
_EXAMPLE = re.compile(r"\(?(?:填[写报])?(?:示?例|样例|范例|举例)\)?\s*\d*\s*:?")
"""How a template marks the row that shows how it is filled in."""
_CONTINUED = re.compile(r"(?:.+\()?(?:续上?表?|接上[表页])\s*\d*\)?")
"""A title that goes on: 问题台账(续表)."""


def why(first: str, row: Sequence[Cell], *, apart: bool, goes_on: bool) -> str:
    """Why a row is no data, by what it says; empty where it may be.

    A text may begin like a sum or a note; then more stands in the row than beside either.

    Args:
        first: its first text.
        row: its cells.
        apart: whether it has one text, where no matter stands.
        goes_on: whether the row above is a note.
    """
    if found := _SUM.match(first):
        return "sum" if _COUNTED.fullmatch(found["rest"]) or _is_short(row) else ""
    if first.endswith(_SUMS) and re.fullmatch(_SUM_OF, first) and _is_counted(row):
        return "sum"
    if found := _NOTE.match(first):
        return "note" if not found["free"] or _is_short(row) else ""
    if (
        _EXAMPLE.fullmatch(first)
        or _is_signed(first, row, apart=apart)
        or (goes_on and _GOES_ON.match(first) and _is_short(row))
    ):
        return "note"
    return "header again" if apart and _CONTINUED.fullmatch(first) else ""


def is_again(first: str, row: Sequence[Cell], above: Sequence[Sequence[str]]) -> bool:
    """Whether a row says what one above the table says, or its header, as on each page.

    A header need not be merged again.
    """
    if not any(first in line for line in above):
        return False
    said = [*dict.fromkeys(texts(row))]
    return any(said == line or (len(said) > FEW and {*said} <= {*line}) for line in above)


def _is_signed(first: str, row: Sequence[Cell], *, apart: bool) -> bool:
    """Whether a row is where people sign, or has nothing but what ends a sheet."""
    if not (":" in first or _SEALED.fullmatch(first) or _CLOSING.fullmatch(first)):
        return False
    said = [*texts(row)]
    if re.match(_SIGNED, first) and (_is_short(row) or all(":" in text for text in said)):
        return True
    return all(_CLOSING.fullmatch(text) for text in said) or (
        bool(_SEALED.fullmatch(first) or (re.fullmatch(_LABELLED, first) and (apart or said[1:])))
        and all(_are_labelled(said))
    )


def _are_labelled(said: Sequence[str]) -> Iterator[bool]:
    """Whether each text is a label, with what belongs to it, or stands beside an empty one."""
    for before, text in pairwise(["", *said]):
        known = re.fullmatch(_LABELLED, text) or _SEALED.fullmatch(text) or _CLOSING.fullmatch(text)
        yield bool(known) or before.endswith(":")


def _is_counted(row: Sequence[Cell]) -> bool:
    """Whether a row has nothing but numbers besides its first text."""
    _first, *others = texts(row)
    return all(map(_COUNTED.fullmatch, others))


def _is_short(row: Sequence[Cell]) -> bool:
    return len({*texts(row)}) <= FEW
