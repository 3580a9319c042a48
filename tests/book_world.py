"""The example ledger as a real repository, ready to be written to."""

import atexit
import os
import shutil
import sys
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from ledger import Ledger
from ledger.book import creating, resources

TODAY = date(2026, 11, 21)
_PREFIX = "taizhang-tests-"
_made: list[Path] = []
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def temporary() -> Path:
    """A new folder that goes when the process that runs the tests ends, or was killed."""
    if not _made:
        _sweep()
    folder = Path(mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    _made.append(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _sweep() -> None:
    """Take away what runs have left that were killed."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # there to ask is to kill
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user
        pass
    return True


@cache
def _template() -> Path:
    root = temporary() / "ledger"
    folder = resources.data() / "example"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yaml")}
    creating.create(root, files, "init", NOW)
    ledger = Ledger.open(root, today=TODAY, now=NOW)
    ledger.be(clerk(ledger))
    ledger.git.ask("repack", "-a", "-d", "-q")  # thousands of copies are made of it
    ledger.index.close()
    return root


def clerk(ledger: Ledger) -> str:
    """A member of staff who writes."""
    return str(ledger.staff()[0]["person"])


def example(folder: Path) -> Path:
    """A copy of the example ledger in a new folder, with a clerk who has said who they are."""
    shutil.copytree(_template(), folder)
    return folder


def begin_anew(root: Path) -> None:
    """Let a ledger of one commit have another beginning, so that it is another ledger."""
    git = opened(root).git
    git.ask("commit", "-q", "--amend", "--allow-empty", "-m", "another beginning")
    (git.state / "beginning").unlink(missing_ok=True)


def opened(root: Path, today: date = TODAY) -> Ledger:
    """The ledger of a folder on a day."""
    now = datetime.combine(today, NOW.timetz())
    return Ledger.open(root, today=today, now=now)
