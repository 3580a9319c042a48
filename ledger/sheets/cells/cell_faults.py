"""What can be wrong with a cell, and how a person is told."""

import re

from ledger.words import gettext as _
from ledger.words import mark

FAULTS: dict[str, str] = {
    "error": mark("shows an error such as #REF!; put its formula right"),
    "uncounted": mark("holds a formula without a value; open the file, save it, and try again"),
    "spoiled": mark(
        "was turned into the number {said} and has lost its last digits; format the column as text "
        "and type it anew"
    ),
    "dated": mark(
        "“{said}” is a day that a spreadsheet made of a number such as 3-5; format the column as "
        "text and type it anew"
    ),
    "month": mark("“{said}” names a month and no day; write the day"),
    "number": mark(
        "“{said}” is a number that its cell shows as a day; write the day, or a limit such as "
        "15日内"
    ),
    "doubtful": mark(
        "{said} may be a month that lost a zero (2017.10 becomes 2017.1); write it like 2017-10-01"
    ),
    "unclear": mark("“{said}” may be month and day in two ways; write it like 2026-03-05"),
    "no-year": mark("“{said}” has no year, and none stands above the table; write the year"),
    "day": mark("“{said}” is no day; write it like 2026-03-05"),
    "day-or-days": mark(
        "“{said}” may be a day of the month or, as 日 in other rows, a length of time; write the "
        "day, or {said}内"
    ),
    "deadline": mark("{why}"),
    "next-year": mark("“{said}” has no year, and the next one is only {due}; write the year"),
    "which-year": mark("“{said}” has no year, and may be of {one} or of {other}; write the year"),
    "yes": mark("“{said}” is neither yes nor no; write 是 or 否"),
    "status": mark("“{said}” is no status; write one such as 办理中, 待验收, 已销号"),
    "satisfaction": mark("“{said}” is no answer on satisfaction; write one such as 满意 or 不满意"),
    "count": mark("“{said}” is no whole number; write one such as 4"),
    "money": mark("“{said}” is no sum in whole yuan; write one such as 3500元"),
    "phone": mark("“{said}” is no telephone number; write its digits alone"),
    "masked": mark("“{said}” is masked; write the whole number, or take in what is not masked"),
    "long": mark("has {length} characters, at most {most} are allowed; shorten it"),
    "visit_kind": mark("“{said}” is no way of meeting; write 入户, 接待, 电话, 蹲点 or 夜访"),
    "sign": mark("“{said}” says not whether it was signed; write 是, 否, 代签 or 拒签"),
    "above": mark("repeats the cell above, and there is nothing to repeat; write it out"),
    "control": mark("holds characters that cannot be seen; type it anew"),
}
"""What each fault means to a person."""

REPEATED_AT_MOST = 60
"""So many characters of a cell does a sentence repeat."""


_UNSEEN = re.compile(r"[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Signs without a shape, which come along with what is copied: a day with one looks like any."""


class CellFault(Exception):  # noqa: N818 - one of the faults above
    """A cell that cannot be read; where signs in it cannot be seen, that is what is wrong."""

    def __init__(self, code: str, **args: object) -> None:
        told = {name: _seen(value) for name, value in args.items()}
        self.code = "control" if any(map(_UNSEEN.search, told.values())) else code
        super().__init__(self.code)
        self.said = {**told, "said": _short(told.get("said", ""))}

    def sentence(self) -> str:
        """What is wrong with the cell, and what to do, in the language in force."""
        return _(FAULTS[self.code]).format(**self.said)


def _seen(value: object) -> str:
    """A value of a cell as a person sees it; a day is a mapping where it is read."""
    return str(value["d"] if isinstance(value, dict) and "d" in value else value)


def _short(said: str) -> str:
    """What a sentence repeats of a cell."""
    return said if len(said) <= REPEATED_AT_MOST else f"{said[:REPEATED_AT_MOST]}…"
