"""Spreadsheets taken in: whole processes against the least that the same work could cost.

Run by itself as `python bench/taking_in.py DIR ROWS [issues|visits|trial …]`.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import issue_sheet
import visit_sheet
from measure import PYTHON, TYPER, TZ, Memory, by_turns, run
from table import Row, compare, held, printed

GENERATE = str(Path(__file__).with_name("generate.py"))
CALAMINE = (
    "import sys; from python_calamine import CalamineWorkbook as Book; "
    "Book.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)
DAY = {"TAIZHANG_TODAY": "2026-06-30", "TAIZHANG_WHO": "c041"}
FEW = """五里镇问题台账
序号,村,问题,登记日期
1,五里镇第一村,村口路灯不亮,2026-06-01
2,五里镇第一村,机井无水,2026-06-02
3,五里镇第二村,道路塌陷,2026-06-03
"""
TRIED = 1_000
"""The rows of a sheet that is only tried."""
TURNS = 3
"""So many times many issues are taken in."""
SHORT = 15
"""The turns of what takes less than a second or two, where this is run by itself."""


def measured(work: Path, rows: int, times: int, what: tuple[str, ...] = ()) -> Iterator[Row]:
    """A dry run of a thousand rows, and the taking in of many issues and of many visits."""
    before = dict(os.environ)
    os.environ.update(DAY)
    try:
        fresh = work / "fresh"
        if not fresh.exists():  # the place tree and its registers, and nothing else
            subprocess.run([PYTHON, GENERATE, fresh, "--issues", "0", "--visits", "0"], check=True)
        for name, part in {"issues": issues, "visits": visits}.items():
            if not what or name in what:
                yield from part(fresh, work, rows, times)
        if not what or "trial" in what:
            yield trial(fresh, work, times)
    finally:
        os.environ.clear()
        os.environ.update(before)


def issues(fresh: Path, work: Path, rows: int, times: int) -> Iterator[Row]:
    """Issues to files, to one commit, to the index; against git with the same files.

    Both by turns, since how fast the disk takes so many files changes from minute to minute.
    """
    file = sheet(fresh, work, "issues", rows)
    turns = []
    with TemporaryDirectory(dir=work) as folder:  # where much was just removed, much is made slowly
        for turn in range(TURNS):
            ledger, bare = Path(folder, f"taken-{turn}"), Path(folder, f"bare-{turn}")
            mine, peak = taken_in(fresh, ledger, file)
            issue_sheet.stream(ledger, bare.with_suffix(".stream"))
            begun = time.perf_counter()
            git(bare)
            turns.append((mine, time.perf_counter() - begun, peak))
        few = beside_many(fresh, ledger, rows, times)
        again = run([TZ, "-C", str(ledger), "import", str(file), "--strict"]).wall
    ours, theirs, most = (median(taken) for taken in zip(*turns, strict=True))
    what = f"`tz import` of {rows:,} issues, with the index"
    against = f"{what} ÷ `git fast-import` and checkout"
    yield Row(against, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs, 2)
    yield held(f"{what}, all processes", most, 700)
    yield few
    what = f"`tz import` of the same {rows:,} issues again ÷ the first time"
    yield Row(what, f"{again:.1f} s", f"{ours:.1f} s", again / ours, 0.5)


def beside_many(fresh: Path, ledger: Path, rows: int, times: int) -> Row:
    """A few rows tried in a ledger that has many, and in one that has none."""
    file = ledger.with_name("few.csv")
    file.write_text(FEW, encoding="utf-8")
    tried = [[TZ, "-C", str(one), "import", str(file), "--dry-run"] for one in (ledger, fresh)]
    what = f"`tz import --dry-run` of 3 rows beside {rows:,} issues ÷ beside none"
    return compare(what, *tried, 3, times)


def visits(fresh: Path, work: Path, rows: int, times: int) -> Iterator[Row]:
    """Visits to files, to one commit, to the index; against calamine reading the same sheet.

    The ratio is one of seconds: 6 at most is a sixth of the rows a second at least.
    """
    file = sheet(fresh, work, "visits", rows)
    with TemporaryDirectory(dir=work) as folder:
        ours, peak = taken_in(fresh, Path(folder, "taken"), file)
    read = [PYTHON, "-c", CALAMINE, str(file)]
    theirs = median(run(read).wall for _ in range(times))
    what = f"`tz import` of {rows:,} visits, with the index"
    mine, other = (f"{took:.1f} s, {rows / took:,.0f} rows/s" for took in (ours, theirs))
    yield Row(f"{what} ÷ calamine reading the sheet", mine, other, ours / theirs, 6)
    yield held(f"{what}, all processes", peak, 700)


def trial(fresh: Path, work: Path, times: int) -> Row:
    """A dry run, as a whole process."""
    file = sheet(fresh, work, "issues", TRIED)
    command = [TZ, "-C", str(fresh), "import", str(file), "--dry-run"]
    ours, theirs = by_turns(lambda: run(command).wall, lambda: run(TYPER).wall, times)
    what = f"`tz import --dry-run` of {TRIED:,} rows ÷ `import typer`"
    return Row(what, f"{ours * 1000:.0f} ms", f"{theirs * 1000:.0f} ms", ours / theirs, 6)


def taken_in(fresh: Path, ledger: Path, file: Path) -> tuple[float, int]:
    """The seconds that a sheet takes until a list shows its records, and the memory."""
    shutil.copytree(fresh, ledger)
    tz = [TZ, "-C", str(ledger)]
    run([*tz, "list", "--limit", "1"])  # the index of the copy is made before the clock runs
    with Memory() as memory:
        seconds = run([*tz, "import", str(file), "--strict"]).wall
        seconds += run([*tz, "list", "--limit", "1"]).wall
    return seconds, memory.peak


def sheet(fresh: Path, work: Path, kind: str, rows: int) -> Path:
    """The workbook of so many rows, made if it is not there yet."""
    file = work / f"{kind}-{rows}.xlsx"
    made: dict[str, Callable[[Path, int, Path], None]] = {
        "issues": issue_sheet.workbook,
        "visits": visit_sheet.workbook,
    }
    if not file.exists():
        made[kind](file, rows, fresh)
    return file


def git(bare: Path) -> None:
    """Let git take the stream in and check it out."""
    subprocess.run(["git", "init", "-q", bare], check=True)
    with bare.with_suffix(".stream").open("rb") as stream:
        order = ["git", "-C", str(bare), "fast-import", "--quiet", "--done"]
        subprocess.run(order, stdin=stream, check=True)
    subprocess.run(["git", "-C", bare, "checkout", "-q", "main"], check=True)


if __name__ == "__main__":
    folder, count, *parts = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    print(printed(measured(Path(folder), int(count), SHORT, tuple(parts))))
