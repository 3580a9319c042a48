"""A command that is made to fail at its Nth file-changing call, and what must hold afterwards."""

import atexit
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import next_clerk
from book_world import TODAY, example, opened
from scenes import SCENES

from ledger.store import recover
from ledger.store.failpoint import VARIABLE
from ledger.store.git import Git

WHOLE = bool(os.environ.get("TORTURE"))
"""Every point instead of a sample."""

IN_FULL = 10
"""Of so many next commands one is a process of its own, given at once. The others are forks of a
warm one, and a while has passed for them: what git's locks are waited for is not waited for."""

_SHIM = Path(__file__).with_name("shim.c")
_STATE = "5l"
_JARGON = re.compile(r"(?i)fatal|error:|warning:|errno|⏎")
_TELEPHONE = re.compile(r"\b000-\d{4}-\d{4}\b")


@cache
def shim() -> Path | None:
    """The library that counts and fails calls; None where it cannot be built or loaded."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder() / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(_SHIM), "-ldl"]
    return (
        made if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None
    )


def folder() -> Path:
    """A new folder."""
    return Path(mkdtemp(dir=_home()))


@cache
def _home() -> Path:
    home = Path(mkdtemp(prefix="torture-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


@dataclass
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str
    calls: int = 0


@dataclass
class Failure:
    """What is done to a command: at which call, by which errno (0 kills), and whether it lasts.

    Or at which step it is killed that the program itself names.
    """

    at: int = 0
    errno: int = 0
    lasting: bool = False
    step: str = ""


def command(root: Path, *arguments: str, failure: Failure | None = None) -> Ran:
    """Run `tz` in a session of its own, with the shim around it and all the git it starts."""
    failure = failure or Failure()
    state = root.with_name(root.name + ".shim")
    state.write_bytes(struct.pack(_STATE, 0, failure.at, failure.errno, failure.lasting, 0))
    env = {
        **os.environ,
        "LD_PRELOAD": str(shim()),
        "SHIM": str(state),
        "TAIZHANG_TODAY": TODAY.isoformat(),
        "TAIZHANG_LANG": "en",
        VARIABLE: failure.step,
    }
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "-C", str(root), *arguments],
        env=env,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    calls = struct.unpack(_STATE, state.read_bytes())[0]
    return Ran(done.returncode, done.stdout, done.stderr, calls)


Commits = list[list[str]]
"""What some commits changed: of each, the paths without the names of records, and how."""


class Ready(NamedTuple):
    """A ledger made ready for a scene, and what its command does when nothing fails."""

    root: Path
    words: list[str]
    issue: str
    base: str
    made: Commits
    calls: int


@cache
def ready(name: str) -> Ready:
    """Make a scene ready, and see its command do its work undisturbed."""
    scene = SCENES[name]
    root = example(folder() / "账本")
    issue = min(root.glob("issues/*/*/*.yaml")).stem
    book = opened(root)
    scene.prepare(book)
    words = scene.words(book)
    base = book.git.head()
    book.index.close()
    with fresh(root) as copy:
        ran = command(copy, *words)
        assert ran.code == 0, ran.err
        return Ready(root, words, issue, base, _commits(copy, base), ran.calls)


@contextmanager
def fresh(root: Path) -> Iterator[Path]:
    """A copy of a prepared ledger, thrown away when all went well."""
    copy = folder() / root.name
    shutil.copytree(root, copy, symlinks=True)
    yield copy
    shutil.rmtree(copy.parent)


def points(name: str, every: int) -> Iterator[int]:
    """The calls to fail at: each of them, or in an ordinary run one in so many.

    Records have other ids in each run, so git makes a few folders more or less for its objects.
    """
    more = 6 if WHOLE else 1
    yield from range(1, ready(name).calls + more, 1 if WHOLE else every)


def tortured(name: str, failure: Failure) -> Ran:
    """Fail a command at one call, then hold the ledger to all it promises."""
    root, words, issue, base, made, _calls = ready(name)
    with fresh(root) as copy:
        beside = set(root.parent.iterdir())
        ran = command(copy, *words, failure=failure)
        if failure.errno:
            told(ran)
        found = _commits(copy, base)
        assert found in ([], made), (failure, ran, found)  # I2: all of it or nothing
        if failure.errno and not (found or failure.lasting):  # while it lasts, nothing goes either
            assert set(root.parent.iterdir()) == beside, (failure, ran)
        assert found == made if ran.code == 0 else not (found and failure.errno), (failure, ran)
        after = _next(copy, issue, failure.at)
        assert after.code == 0, (failure, ran, after)  # I6
        holds(copy, ran, SCENES[name].edited)
        if SCENES[name].signed:
            signed(copy, base)
    return ran


def told(ran: Ran) -> None:
    """I7 and I8: what failed says so plainly, without a traceback or personal data."""
    assert "Traceback" not in ran.err, ran.err
    assert not _TELEPHONE.search(ran.err), ran.err
    assert not _JARGON.search(ran.err), ran.err
    assert ran.code == 0 or (ran.code > 0 and ran.err.startswith("taizhang: ")), ran


def _next(root: Path, issue: str, point: int) -> Ran:
    words = ("issue", "note", issue, "--text", "事后")
    if point % IN_FULL == 0:
        return command(root, *words)
    a_while_ago = time.time() - recover.PATIENCE
    for lock in Git(root).locks():
        os.utime(lock, (a_while_ago, a_while_ago))
    return Ran(*next_clerk.ask("-C", str(root), *words))


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def _commits(root: Path, base: str) -> Commits:
    told = _git(root, "log", "-m", "--format=%n%H", "--name-status", "--no-renames", f"{base}..")
    found: Commits = []
    for line in filter(None, told.splitlines()):
        how, tab, path = line.partition("\t")
        if tab:
            found[-1].append(f"{how} {path.split('/')[0]}")
        else:
            found.append([])
    return found


def holds(root: Path, ran: Ran, by_hand: str = "") -> None:
    """I1 and I3 to I5: acknowledged is kept, objects and files are whole, the index is true."""
    from test_book_ledger import contents, rebuilt

    assert not _git(root, "fsck", "--strict", "--no-dangling")
    status = _git(root, "status", "--porcelain", "--untracked-files=all").splitlines()
    edited = [line for line in status if not line.endswith(".hand-edited")]
    assert not edited or (ran.code and edited == [f" M {by_hand}"]), (edited, ran)
    book = opened(root)
    assert book.check() == []
    if ran.code == 0 and (record := _acknowledged(ran.out)):
        assert list(book.log(record)), ran
    assert contents(book.index.db) == rebuilt(book)
    book.index.close()


def signed(root: Path, base: str) -> None:
    """Every commit since then bears its author's signature."""
    from ledger.book import signers

    ids = _git(root, "rev-list", f"{base}..").split()
    assert set(signers.states(opened(root).git, ids).values()) == {"good"}


def _acknowledged(out: str) -> str | None:
    from ledger.records.ids import whole

    words = out.replace(":", " ").split()
    return next((word for word in words if whole(word) == word), None)
