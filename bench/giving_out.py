"""Spreadsheets given out: whole processes against the same cells written plainly."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from measure import PYTHON, TZ, Memory, by_turns, run
from table import Row, held

PLAIN = str(Path(__file__).with_name("plain_sheet.py"))


def measured(ledger: Path, times: int) -> Iterator[Row]:
    """All issues of a ledger as a workbook in the official look."""
    sheet, cells = ledger.with_suffix(".xlsx"), ledger.with_suffix(".cells")
    export = [TZ, "-C", str(ledger), "export", str(sheet), "--yes"]
    plain = [PYTHON, PLAIN, str(ledger), str(cells)]

    def theirs() -> float:
        return float(subprocess.run(plain, check=True, capture_output=True, text=True).stdout)

    ours, other = by_turns(lambda: run(export).wall, theirs, times)
    what = "`tz export` of all issues to xlsx ÷ the same cells written plainly"
    yield Row(what, f"{ours:.1f} s", f"{other:.1f} s", ours / other, 1.3)
    with Memory() as memory:
        run(export)
    yield held("`tz export` of all issues, all processes", memory.peak, 700)
