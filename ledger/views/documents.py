"""CSV and Markdown of an answer, in the words and headings that a person reads."""

import csv
import io
import re
from collections.abc import Sequence

from ledger.views.listing import Answer, Detail, Lines, Listing, Section
from ledger.views.safe import visible
from ledger.words import gettext as _

BOM = "\ufeff"
"""What tells a spreadsheet program that a CSV file is UTF-8 when it is opened by double click."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t")
_MARKUP = re.compile(r"([\\`*_\[\]<>|&~])")

Table = Sequence[Sequence[object]]
"""Lines of cells, headings first; numbers are still numbers."""


def csv_text(answer: Answer) -> tuple[str, int]:
    """The answer as CSV, and how many cells got a leading `'` since they began like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    guarded = 0
    for number, (_title, table) in enumerate(_tables(answer)):
        if number:
            writer.writerow([])
        for line in table:
            cells = [_guarded(value) for value in line]
            guarded += sum(changed for _cell, changed in cells)
            writer.writerow([text for text, _changed in cells])
    return out.getvalue(), guarded


def markdown(answer: Answer) -> str:
    """The answer as Markdown: a heading for each title, a table for each listing."""
    if isinstance(answer, Lines):
        return "".join(_escaped(line) + "\n\n" for line in answer.lines)
    blocks = []
    if isinstance(answer, Detail):
        blocks.append(f"# {_escaped(answer.title)}")
    for part in answer.parts if isinstance(answer, Detail) else [answer]:
        blocks += _markdown_part(part)
    if isinstance(answer, Detail):
        blocks += [_escaped(line) for line in answer.footer]
    return "\n\n".join(blocks) + "\n"


def _markdown_part(part: Section | Listing) -> list[str]:
    """The blocks of one table: its title, itself, and the lines below it."""
    table = _pairs(part) if isinstance(part, Section) else _table(part)
    lines = part.footer if isinstance(part, Listing) else ()
    return [
        *([f"## {_escaped(part.title)}"] if part.title else []),
        _markdown_table(table, _alignment(part, table)),
        *(_escaped(line) for line in lines),
    ]


def _tables(answer: Answer) -> list[tuple[str, Table]]:
    """The tables of an answer with their titles."""
    if isinstance(answer, Listing):
        return [(answer.title, _table(answer))]
    if isinstance(answer, Lines):
        return [("", [[line] for line in answer.lines])]
    return [
        (part.title, _pairs(part) if isinstance(part, Section) else _table(part))
        for part in answer.parts
    ]


def _table(listing: Listing) -> Table:
    heads = [column.title for column in listing.columns]
    return [heads] + [
        [_value(row.get(column.key), column.text(row)) for column in listing.columns]
        for row in listing.rows
    ]


def _pairs(section: Section) -> Table:
    heads = [_("Field"), _("Value")]
    return [heads] + [[field.title, _value(field.value, field.text)] for field in section.fields]


def _value(value: object, text: str) -> object:
    """A number stays one where it is shown as it is; else the text."""
    bare = isinstance(value, (int, float)) and not isinstance(value, bool) and str(value) == text
    return value if bare else text


def _guarded(value: object) -> tuple[str, bool]:
    """The text of a cell, safe to open in a spreadsheet, and whether a `'` was put before it."""
    if isinstance(value, (int, float)):
        return str(value), False
    text = visible(str(value), keep="\n\t")
    return (f"'{text}", True) if text.startswith(_FORMULA) else (text, False)


def _alignment(part: Section | Listing, table: Table) -> list[str]:
    if isinstance(part, Listing):
        return ["---:" if column.align == "right" else "---" for column in part.columns]
    return ["---"] * len(table[0])


def _markdown_table(table: Table, alignment: Sequence[str]) -> str:
    heads, *rows = [[_escaped(str(value)) for value in line] for line in table]
    return "\n".join("| " + " | ".join(line) + " |" for line in [heads, alignment, *rows])


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text).strip("\n")).replace("\n", "<br>")
