"""The process that reads a file that came from outside: it may fail, and nobody else does.

It opens the one file, gives up every right to open another, and writes what it reads to its
output: a line of JSON about the file, one about each sheet, and one for each bunch of rows of the
sheets that are to be read. A cell is a text, a number, true or false, nothing, or `{"d": …}` for a
day or a moment, `{"e": …}` for an error.
"""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from ledger.sheets.reading import bounds, plain_text, sniff, styles, xlsx
from ledger.sheets.reading.cell_names import cell_name
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.reading.xlsx import Look

_BUNCH = 100
"""So many rows are told in one line."""
_MIDNIGHT = time()
_NOTHING = Look()
_STRANGE = r"error value '(#[^']{1,20})'"
"""What the library says of an error in a cell that it does not know."""
Turn = Callable[[object], object]
"""What makes of the value of a cell what is told of it."""
_OTHERS = frozenset({"xls", "xlsb", "ods"})
"""Formats whose modules look for what the library does not tell; `xlsx.look` finds most."""


def main(path: str, wanted: str | None) -> None:
    """Read a file and write what it holds, or why it is refused."""
    _bound()
    if isinstance(sys.stdout, io.TextIOWrapper):  # whatever the environment says of its encoding
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        for line in _read(Path(path), wanted):
            sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    except Refusal as refusal:
        told = {"refused": refusal.code, "cell": refusal.cell, "args": refusal.args_said}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    except MemoryError:
        sys.stdout.write(json.dumps({"refused": "memory", "cell": "", "args": {}}) + "\n")
    sys.stdout.flush()


def _read(file: Path, wanted: str | None) -> Iterator[Any]:
    kind = sniff.kind(file)
    if kind == "text":
        yield {"format": kind, "names": [file.stem]}
        rows = plain_text.rows(file.read_bytes(), file.stem)
        look = Look(pictures=plain_text.without_pictures(rows))
        yield _told(file.stem, len(rows), look=look)
        yield from _bunches(rows)
    else:
        yield from _workbook(file, kind, wanted)


def _workbook(file: Path, kind: str, wanted: str | None) -> Iterator[Any]:
    import python_calamine as calamine

    looked = xlsx.look(file, wanted) if kind == "xlsx" else {}
    looks = import_module(f"ledger.sheets.reading.{kind}").looks(file) if kind in _OTHERS else []
    stamped = kind == "xlsx" and xlsx.is_stamped(file)
    with file.open("rb") as opened:
        _confine()
        try:
            book = calamine.CalamineWorkbook.from_filelike(opened)
        except calamine.PasswordError:
            raise Refusal("locked") from None
        except (calamine.CalamineError, OSError):
            raise Refusal("broken") from None
    if (longest := max(map(len, book.sheet_names), default=0)) > bounds.NAME:
        raise Refusal("name", length=longest, most=bounds.NAME)
    tables = [
        found for found in book.sheets_metadata if found.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    names = [found.name for found in tables]
    yield {"format": kind, "names": names, "stamped": stamped}
    sheets = [found for found in tables if wanted in (None, found.name)]
    if len(sheets) > bounds.SHEETS:
        raise Refusal("sheets", n=len(sheets), most=bounds.SHEETS)
    for found, look in zip(book.sheets_metadata, looks, strict=False):
        looked[found.name] = look
    for found in sheets:
        look = looked.get(found.name, _NOTHING)
        visible = found.visible == calamine.SheetVisibleEnum.Visible
        yield from _sheet(book, found.name, look, visible=visible)


def _sheet(book: Any, name: str, look: Look, *, visible: bool) -> Iterator[Any]:  # noqa: ANN401 - of a library without types
    try:
        sheet = book.get_sheet_by_name(name)
    except Exception as error:
        if said := re.search(_STRANGE, str(error)):
            raise Refusal("strange-error", name, said=said[1]) from None
        raise Refusal("broken") from None
    end = sheet.end or (-1, -1)
    height, width = end[0] + 1, end[1] + 1
    if width > bounds.COLUMNS:
        raise Refusal("columns", f"{name}!{cell_name(0, width - 1)}", most=bounds.COLUMNS)
    if height * width > bounds.CELLS:
        raise Refusal("cells", f"{name}!{cell_name(height - 1, width - 1)}")
    merged = [(*since, *until) for since, until in sheet.merged_cell_ranges or ()] + [*look.merged]
    yield _told(name, height, visible=visible, merged=merged, look=look)
    odd: dict[int, list[tuple[int, Turn]]] = {}
    for name_of, turn in _ODD.items():
        for row, at in getattr(look, name_of):
            odd.setdefault(row, []).append((at, turn))
    # The rows begin with the sheet, the columns with the first that is used.
    before = [None] * (sheet.start or (0, 0))[1]
    rows = enumerate(sheet.iter_rows())
    yield from _bunches(_cells([*before, *row], odd.get(number, ())) for number, row in rows)


def _cells(row: list[object], odd: Iterable[tuple[int, Turn]]) -> list[object]:
    """A row as JSON can hold it; some of its columns are no plain values."""
    cells = [(value or None) if type(value) is str else _plain(value) for value in row]
    for at, turn in odd:
        if at < len(cells):
            cells[at] = turn(row[at])
    return cells


def _bunches(rows: Iterable[object]) -> Iterator[list[object]]:
    """Rows by so many at once: each line costs both processes something."""
    left = iter(rows)
    while bunch := [*islice(left, _BUNCH)]:
        yield bunch


def _told(
    name: str,
    rows: int,
    *,
    visible: bool = True,
    merged: Iterable[object] = (),
    look: Look = _NOTHING,
) -> dict[str, Any]:
    return {
        "sheet": name,
        "rows": rows,
        "visible": visible,
        "merged": [*merged],
        "hidden": look.hidden,
        "folded": look.folded,
        "comments": look.comments,
        "pictures": sorted({*look.pictures, *look.drawn}),
        "struck": look.struck,
        "uncounted": look.uncounted,
        "values": look.values,
        "said": look.said,
    }


def _plain(value: object) -> object:
    """A cell that is no text as JSON can hold it; a moment at midnight is a day."""
    if isinstance(value, float):
        if not isfinite(value):  # no spreadsheet shows such a number
            return {"e": "#"}
        return int(value) if value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        value = value.date()
    if isinstance(value, date | time):
        return {"d": value.isoformat()}
    if isinstance(value, timedelta):
        return {"d": _length(value)}
    return value


def _month(value: object) -> object:
    return styles.month(value) or _plain(value)


def _share(value: object) -> object:
    return styles.share(value) or _plain(value)


def _nothing(_value: object) -> object:
    return None


def _error(_value: object) -> object:
    return {"e": "#"}


_ODD: dict[str, Turn] = {
    "months": _month,
    "shares": _share,
    "pictures": _nothing,
    "errors": _error,
}
"""What a look finds cells to be, and what is told of such a one."""


def _length(value: timedelta) -> str:
    """A length of time in hours, however many, as a sheet shows it."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _bound() -> None:
    """Take no more memory and time than is allowed."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_AS, bounds.MEMORY)
    _lower(resource.RLIMIT_CPU, bounds.SECONDS)
    _lower(resource.RLIMIT_CORE, 0)


def _confine() -> None:
    """Give up what a reader of cells needs no more: files, the network.

    No further file or socket can be opened once as many are open as may be.
    """
    if sys.platform == "win32":
        return
    import resource

    beyond = max(int(name) for name in os.listdir("/dev/fd")) if os.path.isdir("/dev/fd") else 8  # noqa: PTH112, PTH208 - before anything else is opened
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, beyond)


def _lower(limit: int, most: int) -> None:
    """Lower a limit for good, unless it is lower already."""
    import resource

    _soft, hard = resource.getrlimit(limit)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)  # noqa: PLR2004
    os._exit(0)  # all is told; taking the cells down again would cost time
