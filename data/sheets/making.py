"""How the workbooks of this folder are put together: the same bytes each time."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

FOLDER = Path(__file__).parent
MADE: dict[str, Callable[[Path], None]] = {}
"""Each file and what makes it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BORN = datetime(2026, 4, 1)  # noqa: DTZ001 - a workbook knows no zone

HEAD = ["序号", "村（社区）", "问题描述", "问题类别", "登记日期", "责任单位", "整改时限", "状态"]
ROW = [
    1,
    "五里镇第一村",
    "村口路灯损坏",
    "用电照明",
    "2026-03-05",
    "镇经发办",
    "2026-03-20",
    "办理中",
]

Fill = Callable[[xlsxwriter.Workbook], None]


def sheet(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Let a function make the file of this name."""

    def known(make: Callable[[Path], None]) -> Callable[[Path], None]:
        MADE[name] = make
        return make

    return known


def book(path: Path, fill: Fill, **options: object) -> None:
    """Write an .xlsx workbook, whatever its name."""
    with xlsxwriter.Workbook(str(path), options) as made:
        made.set_properties({"created": _BORN})
        made.set_calc_mode("auto")
        fill(made)


def table(path: Path, *rows: Sequence[object], name: str = "问题") -> None:
    """Write a workbook of one plain sheet."""
    book(path, lambda made: write(made.add_worksheet(name), rows, day(made)))


def day(made: xlsxwriter.Workbook) -> object:
    """How real dates are shown."""
    return made.add_format({"num_format": "yyyy-mm-dd"})


def write(page: Worksheet, rows: Sequence[Sequence[object]], look: object = None) -> None:
    """Write rows of cells from A1 on: days as real dates, text as text, None as nothing."""
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, at, cell, look)
            elif isinstance(cell, str):
                page.write_string(number, at, cell)
            elif cell is not None:
                page.write(number, at, cell)


def parts(path: Path, **changes: bytes) -> None:
    """Replace parts of a workbook; `sheet1` and `workbook` stand for theirs."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "workbook": "xl/workbook.xml"}
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    zipped(path, {**held, **{names[name]: body for name, body in changes.items()}})


def part(path: Path, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A part of a workbook."""
    with zipfile.ZipFile(path) as held:
        return held.read(name)


def zipped(path: Path, held: dict[str, bytes]) -> None:
    """Write a zip file whose bytes depend on nothing else."""
    with zipfile.ZipFile(path, "w") as new:
        for name, body in held.items():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), body, zipfile.ZIP_DEFLATED, 9)
