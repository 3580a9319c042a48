"""How git is run: every call with the same hardening, read-only or through GitPython.

A folder copied from elsewhere can carry configuration and hooks that run programs, and the
caller's environment can point git at another repository. Neither reaches a git started here.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from ledger.errors import GitMissingError, NotALedgerError
from ledger.store import lock
from ledger.store.damage import failure
from ledger.store.unbroken import put_off
from ledger.words import gettext as _

if TYPE_CHECKING:
    import subprocess

NEEDED = (2, 34)
"""The oldest git that writes: older ones lack what the hardening relies on."""

_FSYNC_COMPONENTS = (2, 36)
_FILTER_KEYS = ("clean", "smudge", "process", "required")
_FOREIGN_FILTERS = re.compile(rb"(?i)\[\s*(?:filter|include)|worktreeconfig")

_SETTINGS = {
    "core.fsync": "committed,reference,index",
    "core.fsyncMethod": "fsync",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.autocrlf": "false",
    "core.symlinks": "false",
    "core.protectNTFS": "true",
    "core.quotePath": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "transfer.fsckObjects": "true",
    "submodule.recurse": "false",
    "log.showSignature": "false",
    # What would change an answer: its encoding, its order, what it leaves out.
    "color.ui": "false",
    "core.sparseCheckout": "false",
    "diff.orderFile": os.devnull,
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showRoot": "true",
}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # nothing here asks another machine for anything
    # For the reflog only: commits name their author themselves.
    "GIT_COMMITTER_NAME": "taizhang",
    "GIT_COMMITTER_EMAIL": "taizhang@ledger.invalid",
    "LANGUAGE": "C",
    "LC_ALL": "C",
    # Or git asks the system for memory, and gives it back, with each object of a large commit.
    "MALLOC_TOP_PAD_": "16777216",
}


@contextmanager
def _clean_environment() -> Iterator[None]:
    """Lift out of the environment what steers git; GitPython hands on all of `os.environ`."""
    lifted = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    if sys.platform == "win32":  # or a git.exe in the current folder would be run
        os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
    try:
        yield
    finally:
        os.environ.update(lifted)


_PIPE = 4096
"""Bytes that a pipe takes on every system before anybody reads."""


class Runner:
    """Runs git in one repository."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.dir = self.root / ".git"

    @cached_property
    def _version(self) -> tuple[tuple[int, ...], str]:
        said = self.ask("--version").decode("utf-8", "replace")
        found = re.search(r"\d+(?:\.\d+)+", said)
        name = found[0] if found else "0.0"
        return tuple(int(part) for part in name.split(".")), name

    def version(self) -> str:
        """The version of git, such as `2.39.5`.

        Raises:
            GitMissingError: there is no git.
        """
        return self._version[1]

    def ask(self, *args: str, input: bytes | None = None) -> bytes:  # noqa: A002
        """What a reading git command says.

        Raises:
            GitFailedError: git refused.
            GitMissingError: there is no git.
        """
        process = self._start(args, fed=input is not None)
        out, err = process.communicate(input)
        return _answer(args, process.returncode, out, err)

    @contextmanager
    def later(self, *args: str) -> Iterator[Callable[[], bytes]]:
        """What a reading git command says, fetched when it is wanted; it runs meanwhile.

        An answer that nobody fetches is cut off at the end.
        """
        process = self._start(args, fed=False)

        def said() -> bytes:
            out, err = process.communicate()
            return _answer(args, process.returncode, out, err)

        try:
            yield said
        finally:
            if process.returncode is None:
                process.kill()
                process.communicate()

    def tell(self, *args: str) -> tuple[int, str]:
        """How a git command ended and all that it said, for those that fail to tell something."""
        process = self._start(args, fed=False)
        out, err = process.communicate()
        return process.returncode, (out + err).decode("utf-8", "replace")

    def _start(self, args: Sequence[str], *, fed: bool) -> "subprocess.Popen[bytes]":
        import subprocess

        try:
            with _clean_environment():
                return subprocess.Popen(
                    self._command(args),
                    cwd=self.root,
                    env={**os.environ, **self._environment},
                    stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
        except FileNotFoundError:
            if not self.root.is_dir():
                raise NotALedgerError(str(self.root)) from None
            raise GitMissingError(None, _dotted(NEEDED)) from None

    def write(self, *args: str, stdin: bytes | IO[bytes] | None = None) -> bytes:
        """What a command that changes the repository says; it runs through GitPython.

        Raises:
            GitFailedError: git refused.
            GitMissingError: there is no git, or one too old to write with.
        """
        if self._version[0] < NEEDED:
            raise GitMissingError(self.version(), _dotted(NEEDED))
        return self._through_gitpython(args, stdin)

    def log(self, *args: str) -> bytes:
        """What `git log` says about commits, through GitPython."""
        return self._through_gitpython(("log", *args), None)

    def _through_gitpython(self, args: Sequence[str], stdin: bytes | IO[bytes] | None) -> bytes:
        self.version()  # GitPython without git fails at its import, with a sentence of its own
        if isinstance(stdin, bytes):
            with self._spooled(stdin) as spool:
                return self._through_gitpython(args, spool)
        inherited: dict[str, Any] = {"pass_fds": held} if (held := lock.held()) else {}
        with _clean_environment(), put_off(keyboard=False):  # or git would go on alone
            import git as gitpython

            status, out, err = gitpython.Git(self.root).execute(
                self._command(args, self._durability),
                istream=cast("BinaryIO | None", stdin),
                env=self._environment,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                **inherited,
            )
        return _answer(args, status, out, err.encode())

    def _spooled(self, data: bytes) -> IO[bytes]:
        """Bytes as a file that a process can read: through a pipe where they fit into one."""
        if len(data) <= _PIPE:
            reader, writer = os.pipe()
            os.write(writer, data)
            os.close(writer)
            return os.fdopen(reader, "rb")
        from tempfile import TemporaryFile

        spool = TemporaryFile(dir=self.dir)  # noqa: SIM115 - the caller closes it
        spool.write(data)
        spool.seek(0)
        return spool

    def _command(self, args: Sequence[str], more: Sequence[str] = ()) -> list[str]:
        settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        here = [f"--git-dir={self.dir}", f"--work-tree={self.root}"] if self.dir.is_dir() else []
        return ["git", "--no-pager", *settings, *more, *here, *args]

    @property
    def _durability(self) -> Sequence[str]:
        """What an older git must be told to write objects durably; a newer one warns of it."""
        old = self._version[0] < _FSYNC_COMPONENTS
        return ("-c", "core.fsyncObjectFiles=true") if old else ()

    @cached_property
    def _environment(self) -> dict[str, str]:
        """Our own variables, and none of the repository's filters: they are programs."""
        variables = dict(_ENVIRONMENT)
        keys = [f"filter.{name}.{key}" for name in self._filters() for key in _FILTER_KEYS]
        for number, key in enumerate(keys):
            variables[f"GIT_CONFIG_KEY_{number}"] = key
            variables[f"GIT_CONFIG_VALUE_{number}"] = "false" if key.endswith("required") else ""
        return {**variables, "GIT_CONFIG_COUNT": str(len(keys))}

    def _filters(self) -> list[str]:
        try:
            config = (self.dir / "config").read_bytes()
        except OSError:
            return []
        if not _FOREIGN_FILTERS.search(config):
            return []
        import subprocess

        command = ["config", "-z", "--name-only", "--includes", "--get-regexp", r"^filter\."]
        with _clean_environment():
            listed = subprocess.run(
                self._command(command),
                env={**os.environ, **_ENVIRONMENT},
                cwd=self.root,
                capture_output=True,
                check=False,
            ).stdout
        names = {os.fsdecode(key).split(".", 1)[1] for key in listed.split(b"\0") if key}
        return sorted({name.rpartition(".")[0] for name in names})


def _answer(args: Sequence[str], status: int, out: bytes, err: bytes) -> bytes:
    if status == 0:
        return out
    said = err.decode("utf-8", "replace").strip()
    if not said and status < 0:
        said = _("stopped by signal {number}").format(number=-status)
    raise failure(args[0], said)


def _dotted(version: Sequence[int]) -> str:
    return ".".join(map(str, version))
