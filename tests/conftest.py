"""What all tests share."""

import compileall
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from book_world import example, opened

pytest_plugins = ["golden", "cli_world"]

ROOM = 2**30
"""Bytes; the tests' files take a fifth of it at a time."""


def _keep_in_memory() -> None:
    """Let temporary files lie in memory where it has room: what is tried is order, not the disk."""
    memory = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK | os.X_OK):
        return
    if shutil.disk_usage(memory).free > ROOM and not os.statvfs(memory).f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None


_keep_in_memory()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: thousands of commands start, and none of them does it then."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(__file__).parents[1] / "ledger", quiet=2)


# Begun in the background of a script, the tests would hand down to each command to ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def quiet_world(monkeypatch, tmp_path_factory):
    """Nothing of this machine and its user reaches a test."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "TAIZHANG_", "LC_"))]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "TZ": "UTC",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "LANG": "C",
        "PYTHONDONTWRITEBYTECODE": "1",  # a command that may write no more would cut it short
    }.items():
        monkeypatch.setenv(name, value)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def root(tmp_path):
    """A ledger with the records of the example."""
    return example(tmp_path / "ledger")


@pytest.fixture
def ledger(root):
    """The same, opened on the day of the example."""
    made = opened(root)
    yield made
    made.index.close()
