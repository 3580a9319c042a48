"""Spreadsheets taken in: whole processes against the least that the same work could cost."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import spreadsheets
from measure import Memory, by_turns, run

PYTHON = sys.executable
TZ = str(Path(sys.executable).with_name("tz"))
TYPER = [PYTHON, "-c", "import typer"]
DAY = {"TAIZHANG_TODAY": "2026-06-30", "TAIZHANG_WHO": "c041"}
MEGABYTE = 1_000_000

Found = tuple[str, str, str, float, float]
"""What was measured, ours and theirs in words, the ratio, and what is allowed."""


def measured(work: Path, rows: int, times: int) -> Iterator[Found]:
    """A dry run of a thousand rows, and the taking in of many."""
    os.environ.update(DAY)
    fresh = work / "fresh"
    if not fresh.exists():
        subprocess.run([TZ, "init", str(fresh), "--profile", "yijun"], check=True)
    yield from trial(fresh, work, times)
    yield from taking_in(fresh, work, rows)


def trial(ledger: Path, work: Path, times: int) -> Iterator[Found]:
    """A dry run, as a whole process."""
    sheet = made(ledger, work, 1000)
    command = [TZ, "-C", str(ledger), "import", str(sheet), "--dry-run"]
    mine, other = by_turns(lambda: run(command).wall, lambda: run(TYPER).wall, times)
    what = "`tz import --dry-run` of 1,000 rows ÷ `import typer`"
    yield what, f"{mine * 1000:.0f} ms", f"{other * 1000:.0f} ms", mine / other, 6


def taking_in(fresh: Path, work: Path, rows: int) -> Iterator[Found]:
    """Rows to files, to one commit, to the index; against git with the same files."""
    sheet, ledger, bare = made(fresh, work, rows), work / "taken", work / "bare"
    for old in (ledger, bare):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(fresh, ledger)
    with Memory() as memory:
        mine = run([TZ, "-C", str(ledger), "import", str(sheet), "--strict"]).wall
        mine += run([TZ, "-C", str(ledger), "list", "--limit", "1"]).wall
    spreadsheets.fast_import(ledger, bare)
    begun = time.perf_counter()
    git(bare)
    other = time.perf_counter() - begun
    what = f"`tz import` of {rows:,} issues, with the index ÷ `git fast-import` and checkout"
    yield what, f"{mine:.1f} s", f"{other:.1f} s", mine / other, 2
    peak = memory.peak / MEGABYTE
    yield f"`tz import` of {rows:,} issues, all processes (MB)", f"{peak:.0f} MB", "", peak, 700


def git(bare: Path) -> None:
    """Let git take the stream in and check it out."""
    subprocess.run(["git", "init", "-q", bare], check=True)
    with bare.with_suffix(".stream").open("rb") as stream:
        subprocess.run(
            ["git", "-C", bare, "fast-import", "--quiet", "--done"], stdin=stream, check=True
        )
    subprocess.run(["git", "-C", bare, "checkout", "-q", "main"], check=True)


def made(ledger: Path, work: Path, rows: int) -> Path:
    """The workbook of so many rows, made if it is not there yet."""
    sheet = work / f"issues-{rows}.xlsx"
    if not sheet.exists():
        spreadsheets.workbook(sheet, rows, villages(ledger.glob("stations/*.yaml")))
    return sheet


def villages(files: Iterable[Path]) -> list[str]:
    """The names of the villages of a ledger."""
    texts = [file.read_text(encoding="utf-8") for file in files]
    lines = [text.splitlines() for text in sorted(texts) if "type: village" in text]
    return [line[6:] for found in lines for line in found if line.startswith("name: ")]


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for what, ours, theirs, ratio, allowed in measured(folder, count, 3):
        print(f"| {what} | {ours} | {theirs} | **{ratio:.2f}** | {allowed:g} |")
