"""A file that came from outside, read by a process of its own."""

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from sys import intern
from threading import Timer
from typing import Any, NamedTuple

from ledger.errors import SheetRefusedError
from ledger.sheets.reading import bounds
from ledger.sheets.reading.refusals import Refusal
from ledger.words import gettext as _

Cell = Any
"""A text, a number, true or false, None, `{"d": …}` for a day or moment, `{"e": …}` an error."""


_SHORT = 16
_STOPPED = (-signal.SIGKILL, -signal.SIGXCPU) if sys.platform != "win32" else ()
"""How a process ends that the system stops, since it takes too much."""


class Sheet(NamedTuple):
    """One sheet: its cells, and what the file says about it.

    `merged` are ranges as (row, column, last row, last column) from 0, `hidden` are rows from 1 and
    `folded` columns from 0 that are not shown, `comments` rows and columns from 0 of cells with a
    remark pinned to them, `pictures` the same of pictures, `struck` rows from 1 with something
    struck through, `uncounted` are cells with a formula and no value, `values` is how many cells
    have a value.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    hidden: list[int]
    uncounted: list[str]
    visible: bool = True
    values: int | None = None
    said: tuple[int, int] | None = None
    folded: Sequence[int] = ()
    comments: Sequence[tuple[int, int]] = ()
    pictures: Sequence[tuple[int, int]] = ()
    struck: Sequence[int] = ()

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return any(cell not in (None, "") for row in self.rows for cell in row)

    def read(self) -> int:
        """How many cells were read with something in them."""
        return sum(cell is not None for row in self.rows for cell in row)


class File(NamedTuple):
    """A file with its sheets; `names` are those of all its sheets, read or not; none is a chart.

    `stamped` is whether its properties say that it went out from a ledger, `sha256` binds its
    bytes.
    """

    path: Path
    format: str
    sheets: list[Sheet]
    names: Sequence[str] = ()
    stamped: bool = False
    sha256: str = ""


_OPEN = "~$"
"""How the name begins of what lies beside a sheet while it is open."""

Watch = Callable[[int, int], None]
"""Is told how many rows of how many have been read."""


Begun = subprocess.Popen[str]
"""A process that has begun to read."""


def begin(path: Path, sheet: str | None = None) -> Begun:
    """Let a process begin to read a file; `read` fetches what it reads.

    Raises:
        SheetRefusedError: there is no such file.
    """
    if path.name.startswith(_OPEN):
        raise SheetRefusedError(
            path.name,
            _("this only tells that somebody has a sheet open; name the sheet itself"),
        )
    if not _is(path.is_file):
        raise SheetRefusedError(path.name, _instead(path))
    # Without -P the folder one stands in, perhaps the sheet's own, would be searched for modules.
    command = [sys.executable, "-P", "-m", "ledger.sheets.reading.child", str(path)]
    if sheet is not None:
        command.append(sheet)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _instead(path: Path) -> str:
    """What there is where a file should be."""
    if _is(path.is_dir):
        return _("this is a folder; name the file in it")
    if _is(path.exists):
        return _("this is a pipe or a device, and no file; save it as one")
    return _("there is no such file in {folder}").format(folder=path.parent)


def _is(asked: Callable[[], bool]) -> bool:
    """What a path is; one that is too long, or lies where nobody may look, is nothing."""
    try:
        return asked()
    except OSError:
        return False


def read(
    path: Path,
    sheet: str | None = None,
    watch: Watch | None = None,
    begun: Begun | None = None,
) -> File:
    """The sheets of a file, or the one that is named.

    Args:
        path: the file.
        sheet: the name of the one sheet that is wanted.
        watch: what is told how far the reading is.
        begun: the process that has begun to read them, if one has.

    Raises:
        SheetRefusedError: it cannot be read, or is not to be trusted.
    """
    with begun or begin(path, sheet) as process:
        patience = Timer(bounds.SECONDS, process.kill)
        patience.start()
        try:
            told = _told(process, path, watch)
            process.wait()
        finally:
            patience.cancel()
            process.kill()
    if process.returncode or told is None:
        raise error(path, Refusal("memory" if process.returncode in _STOPPED else "died"))
    return told._replace(sha256=_digest(path))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise SheetRefusedError(path.name, _instead(path)) from None


def _told(process: "subprocess.Popen[str]", path: Path, watch: Watch | None) -> File | None:
    """What the reading process wrote, as far as it came."""
    lines = _lines(process)
    first = next(lines, None)
    if first is None:
        return None
    _refused(path, first)
    found = File(path, first["format"], [], first.get("names", ()), first.get("stamped", False))
    total, held = 0, dict[tuple[str, str], Cell]()
    for line in lines:
        if isinstance(line, dict):
            found.sheets.append(_sheet(_refused(path, line)))
            total = line["rows"]
        else:
            rows = found.sheets[-1].rows
            rows += [[_shared(cell, held) for cell in row] for row in line]
            if watch:
                watch(len(rows), total)
    return found


def _shared(cell: Cell, held: dict[tuple[str, str], Cell]) -> Cell:
    """A cell; a short text, a day or an error that many cells have is held once."""
    if type(cell) is str:
        return intern(cell) if len(cell) <= _SHORT else cell
    return held.setdefault(next(iter(cell.items())), cell) if type(cell) is dict else cell


def _sheet(said: dict[str, Any]) -> Sheet:
    return Sheet(
        said["sheet"],
        [],
        [tuple(part) for part in said["merged"]],
        said["hidden"],
        said["uncounted"],
        said["visible"],
        said["values"],
        tuple(said["said"]) if said["said"] else None,
        said["folded"],
        [(row, at) for row, at in said["comments"]],
        [(row, at) for row, at in said["pictures"]],
        said["struck"],
    )


def _lines(process: "subprocess.Popen[str]") -> Iterator[Any]:
    for line in process.stdout or ():
        try:
            yield json.loads(line)
        except ValueError:  # it died in the middle of a line
            return


def _refused(path: Path, line: dict[str, Any]) -> dict[str, Any]:
    if "refused" in line:
        raise error(path, Refusal(line["refused"], line["cell"], **line["args"]))
    return line


def error(path: Path, refusal: Refusal) -> SheetRefusedError:
    """What a person is told of a refusal."""
    where = path.name if refusal.names_its_cell else f"{path.name} {refusal.cell}".strip()
    return SheetRefusedError(where, refusal.sentence())
