"""From a layout and the rows of a ledger to a file: a workbook, CSV or Markdown."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.errors import RefusedError
from ledger.sheets.reading.plain_text import GUARDED
from ledger.sheets.tables import columns
from ledger.sheets.writing.frame import NUMBER, Field, Page, drawing
from ledger.sheets.writing.unseen import CHECKSUM, Carried, Checksum
from ledger.sheets.writing.workbook import Drawn, titled, write
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.exporting.reader import Line
    from ledger.records.layout import Layout

FORMS = {".xlsx": "xlsx", ".csv": "csv", ".md": "md"}
"""The forms of a sheet that goes out, by the ending of its file."""
MOST = 1_048_000
"""The most rows that a workbook holds, its titles aside."""
_COUNTED = {
    "issue": "件",
    "visit": "次",
    "household": "户",
    "station": "个",
    "task": "项",
    "activity": "次",
}
_WIDTHS = {
    "text": 30,
    "found": 30,
    "line": 26,
    "contact": 26,
    "name": 26,
    "category": 16,
    "code": 18,
    "phone": 15,
    "place": 14,
    "words": 14,
    "day": 12,
    "deadline": 12,
    "people": 10,
    "absent": 10,
    "word": 10,
    "status": 10,
    "count": 7,
    "money": 7,
    "yes": 7,
    "secret": 7,
    "away": 7,
    "promote": 7,
    "up": 7,
}
"""How wide a column is by how its cells are read."""
_OTHERWISE = 10
_MARKUP = re.compile(r"([\\`*_\[\]<>|&~#])")
_TOLD = 1_000


class Heading(NamedTuple):
    """What the title and the line below it are made with."""

    name: str
    unit: str
    as_of: date


def page(
    layout: "Layout",
    title: str,
    heading: Heading,
    groups: Mapping[str, int] | None,
    words: Mapping[str, Sequence[str]],
) -> Page:
    """What stands around the rows, and their columns.

    Args:
        layout: the columns and their words.
        title: the layout's name, which the sheet bears.
        heading: the ledger, who reports, and the day.
        groups: how many records stand under each title, where they are grouped.
        words: the words that the cells of a field may hold.
    """
    known = {column.field: column for column in columns.of(layout.kind)}
    said = {"{name}": heading.name, "{unit}": heading.unit, "{year}": str(heading.as_of.year)}
    text = layout.title
    for sign, value in said.items():
        text = text.replace(sign, value)
    return Page(
        name=title,
        title=text,
        unit=heading.unit,
        as_of=heading.as_of,
        fields=[
            Field(
                one.field,
                one.header or known[one.field].header,
                one.width or _WIDTHS.get(known[one.field].reads, _OTHERWISE),
                tuple(words.get(one.field, ())),
            )
            for one in layout.columns
        ],
        groups=groups,
        counted=_COUNTED[layout.kind],
        landscape=layout.landscape,
        signatures=layout.signatures,
    )


def require_room(rows: int) -> None:
    """Refuse what a workbook cannot hold.

    Raises:
        RefusedError: it is too much.
    """
    if rows > MOST:
        raise RefusedError(
            _("{n} rows are more than a workbook holds; narrow them, or write a .csv").format(
                n=rows
            )
        )


def workbook(
    file: Path,
    page: Page,
    lines: Callable[[Callable[[Sequence[Any]], bytes]], Iterable["Line"]],
    facts: Mapping[str, str],
    told: Callable[[int], None],
) -> int:
    """Write a workbook that knows where it comes from; the number of its rows.

    Args:
        file: the file to be made.
        page: what stands around the rows.
        lines: gives the rows, each with its values as what it is handed makes of them.
        facts: what the workbook is to know of itself.
        told: is told now and then how far it is.
    """
    kept: list[tuple[int, str, str]] = []
    carried = dict(facts)

    def passing() -> Iterator[Drawn]:
        total = Checksum(facts)
        for number, line in enumerate(lines(drawing(page).row), 1):
            require_room(number)
            kept.append((number, line.record, line.digest))
            total.add(f"{number} {line.record} {line.digest}")
            if not number % _TOLD:
                told(number)
            yield Drawn(line.group, line.values)
        carried[CHECKSUM] = total.made()

    return write(file, page, passing(), Carried(carried, kept))


def comma_separated(
    file: Path, page: Page, lines: Iterable["Line"], told: Callable[[int], None]
) -> int:
    """Write CSV that a spreadsheet program opens by double click; the number of its rows."""
    number = 0
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([NUMBER, *(field.header for field in page.fields)])
        for number, line in enumerate(lines, 1):
            writer.writerow([number, *map(_guarded, line.values)])
            if not number % _TOLD:
                told(number)
    return number


def _guarded(value: object) -> object:
    """A value of a cell that no spreadsheet program takes for a formula; `plain_text` undoes it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(GUARDED) else text


def markdown(file: Path, page: Page, lines: Iterable["Line"], told: Callable[[int], None]) -> int:
    """Write a Markdown table under each title; the number of rows."""
    number = 0
    heads = [NUMBER, *(field.header for field in page.fields)]
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# {_escaped(page.title)}\n\n{_escaped(page.whose)}　{page.until}\n")
        for title, held in titled(page, lines):
            out.write(f"\n## {_escaped(title)}\n" if title else "")
            out.write(f"\n| {' | '.join(map(_escaped, heads))} |\n|{' --- |' * len(heads)}\n")
            for number, row in enumerate(held, number + 1):  # noqa: B020 - it goes on counting
                cells = ("" if value is None else str(value) for value in row.values)
                out.write(f"| {number} | {' | '.join(map(_escaped, cells))} |\n")
                if not number % _TOLD:
                    told(number)
    return number


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace("\n", "<br>")
