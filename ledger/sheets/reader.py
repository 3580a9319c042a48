"""A file that came from outside, read by a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ledger.errors import SheetRefusedError
from ledger.sheets import bounds
from ledger.sheets.refusals import Refusal

Cell = Any
"""A text, a number, true or false, None, `{"d": …}` for a day or moment, `{"e": …}` an error."""


class Sheet(NamedTuple):
    """One sheet: its cells, and what the file says about it.

    `merged` are ranges as (row, column, last row, last column) from 0, `hidden` are rows from 1,
    `uncounted` are cells with a formula and no value, `values` is how many cells have a value.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    hidden: list[int]
    uncounted: list[str]
    visible: bool = True
    values: int | None = None
    said: tuple[int, int] | None = None

    def read(self) -> int:
        """How many cells were read with something in them."""
        return sum(cell is not None for row in self.rows for cell in row)


class File(NamedTuple):
    """A file with its sheets."""

    path: Path
    format: str
    sheets: list[Sheet]


def read(path: Path, sheet: str | None = None) -> File:
    """The sheets of a file, or the one that is named.

    Raises:
        SheetRefusedError: it cannot be read, or is not to be trusted.
    """
    command = [sys.executable, "-m", "ledger.sheets.child", str(path)]
    if sheet is not None:
        command.append(sheet)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            told = _told(process, path)
            process.wait(bounds.SECONDS)
        except subprocess.TimeoutExpired:
            raise _error(path, Refusal("memory")) from None
        finally:
            process.kill()
    if process.returncode or told is None:
        raise _error(path, Refusal("died"))
    return told


def _told(process: "subprocess.Popen[str]", path: Path) -> File | None:
    """What the reading process wrote, as far as it came."""
    lines = _lines(process)
    first = next(lines, None)
    if first is None:
        return None
    found = File(path, _refused(path, first)["format"], [])
    for line in lines:
        if isinstance(line, dict):
            said = _refused(path, line)
            found.sheets.append(
                Sheet(
                    said["sheet"],
                    [],
                    [tuple(part) for part in said["merged"]],
                    said["hidden"],
                    said["uncounted"],
                    said["visible"],
                    said["values"],
                    tuple(said["said"]) if said["said"] else None,
                )
            )
        else:
            found.sheets[-1].rows.append(line)
    return found


def _lines(process: "subprocess.Popen[str]") -> Iterator[Any]:
    for line in process.stdout or ():
        try:
            yield json.loads(line)
        except ValueError:  # it died in the middle of a line
            return


def _refused(path: Path, line: dict[str, Any]) -> dict[str, Any]:
    if "refused" in line:
        raise _error(path, Refusal(line["refused"], line["cell"], **line["args"]))
    return line


def _error(path: Path, refusal: Refusal) -> SheetRefusedError:
    where = f"{path.name} {refusal.cell}".strip()
    return SheetRefusedError(where, refusal.sentence())
