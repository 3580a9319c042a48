"""A command that is made to fail at its Nth file-changing call, and what must hold afterwards."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from book_world import TODAY, example, opened

from ledger.book.ledger import Ledger

WHOLE = bool(os.environ.get("TORTURE"))
"""Every point instead of a sample."""
_SHIM = Path(__file__).with_name("shim.c")


@cache
def shim() -> Path | None:
    """The library that counts and fails calls; None where it cannot be built or loaded."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = Path(mkdtemp(prefix="shim-")) / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(_SHIM), "-ldl"]
    return (
        made if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None
    )


@dataclass
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str
    calls: int


@dataclass
class Failure:
    """What is done to a command: at which call, by which errno (0 kills), and whether it lasts."""

    at: int = 0
    errno: int = 0
    lasting: bool = False


def command(root: Path, *arguments: str, failure: Failure | None = None) -> Ran:
    """Run `tz` in a session of its own, with the shim around it and all the git it starts."""
    failure = failure or Failure()
    state = root.with_name(root.name + ".shim")
    state.write_bytes(struct.pack("4l", 0, failure.at, failure.errno, failure.lasting))
    env = {
        **os.environ,
        "LD_PRELOAD": str(shim()),
        "SHIM": str(state),
        "TAIZHANG_TODAY": TODAY.isoformat(),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "-C", str(root), *arguments],
        env=env,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    calls = struct.unpack("4l", state.read_bytes())[0]
    return Ran(done.returncode, done.stdout, done.stderr, calls)


@dataclass
class Scene:
    """One command to be tortured: how the ledger is made ready, and the words of the command."""

    name: str
    words: Callable[[Ledger], list[str]]
    prepare: Callable[[Ledger], None] = field(default=lambda _ledger: None)
    edited: str = ""
    """The file that holds a hand edit, which a command that fails must leave as it is."""


@cache
def _ready(name: str) -> tuple[Path, list[str]]:
    from scenes import SCENES

    scene = SCENES[name]
    root = example(Path(mkdtemp(prefix="torture-")) / "账本")
    ledger = opened(root)
    scene.prepare(ledger)
    words = scene.words(ledger)
    ledger.index.close()
    return root, words


def calls_of(name: str) -> int:
    """How many calls the command makes when nothing fails."""
    root, words = _ready(name)
    copy = fresh(root)
    ran = command(copy, *words)
    assert ran.code == 0, ran.err
    shutil.rmtree(copy.parent)
    return ran.calls


def fresh(root: Path) -> Path:
    """A copy of a prepared ledger; git must look at its files anew."""
    copy = Path(mkdtemp(prefix="torture-")) / root.name
    shutil.copytree(root, copy, symlinks=True)
    return copy


def points(name: str, every: int) -> Iterator[int]:
    """The calls to fail at: each of them, or in an ordinary run one in so many."""
    yield from range(1, calls_of(name) + 1, 1 if WHOLE else every)


def tortured(name: str, failure: Failure) -> Ran:
    """Fail a command at one call, then hold the ledger to all it promises."""
    from scenes import SCENES

    root, words = _ready(name)
    copy = fresh(root)
    ran = command(copy, *words, failure=failure)
    if failure.errno:
        assert "Traceback" not in ran.err, ran.err
        assert ran.code == 0 or ran.err.strip()
    after = command(copy, "issue", "note", _issue(copy), "--text", "事后")
    assert after.code == 0, (failure, ran, after)
    holds(copy, ran, SCENES[name].edited)
    shutil.rmtree(copy.parent)
    return ran


def _issue(root: Path) -> str:
    return min(root.glob("issues/*/*/*.yaml")).stem


def holds(root: Path, ran: Ran, by_hand: str = "") -> None:
    """I1 to I6: acknowledged is kept, nothing half, objects and files whole, index true."""
    said = subprocess.run(
        ["git", "fsck", "--strict", "--no-dangling"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not said.stdout + said.stderr, said
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    clean = subprocess.run(status, cwd=root, capture_output=True, text=True, check=True)
    edited = [line for line in clean.stdout.splitlines() if not line.endswith(".hand-edited")]
    assert not edited or (ran.code and edited == [f" M {by_hand}"]), (edited, ran)
    ledger = opened(root)
    assert ledger.check() == []
    if ran.code == 0 and (record := _acknowledged(ran.out)):
        assert ledger.log(record)
        assert next(iter(ledger.log(record)))
    from test_book_ledger import contents, rebuilt

    assert contents(ledger.index.db) == rebuilt(ledger)
    ledger.index.close()


def _acknowledged(out: str) -> str | None:
    from ledger.records.ids import whole

    words = out.replace(":", " ").split()
    return next((word for word in words if whole(word) == word), None)
