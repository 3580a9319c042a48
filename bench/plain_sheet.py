"""Write the cells of an export plainly with XlsxWriter, and tell how many seconds only that took.

Run as `python bench/plain_sheet.py LEDGER CELLS`; the cells are read from the ledger once and kept.
"""

import argparse
import pickle
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter


def cells(ledger: Path) -> list[tuple[Any, ...]]:
    """The rows of the usual sheet of issues, as `tz export` shows them."""
    from ledger import Ledger
    from ledger.book.exporting import layouts
    from ledger.book.exporting.extract import Asked, Extract

    now = datetime.now().astimezone()
    opened = Ledger.open(ledger, now.date(), now)
    layout = layouts.find(opened, layouts.USUAL["issue"])
    asked = Asked("issue", now.date(), group=layout.group)
    extract = Extract(opened, asked, [column.field for column in layout.columns])
    return [(number, *line.values) for number, line in enumerate(extract.lines(), 1)]


def written(rows: list[tuple[Any, ...]], file: Path) -> float:
    """The seconds that writing takes in constant memory, without any look."""
    begun = time.perf_counter()
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(at, column, value, day)
                else:
                    sheet.write(at, column, value)
    return time.perf_counter() - begun


def main() -> None:
    """Have the cells at hand, write them, print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("cells", type=Path)
    asked = parser.parse_args()
    if not asked.cells.exists():
        asked.cells.write_bytes(pickle.dumps(cells(asked.ledger)))
    rows = pickle.loads(asked.cells.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        print(written(rows, Path(folder) / "plain.xlsx"))


if __name__ == "__main__":
    main()
