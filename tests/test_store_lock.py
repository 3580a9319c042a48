"""One writer at a time."""

import os
import subprocess
import sys
import time

import pytest

from ledger.errors import BusyError
from ledger.store.lock import held, lock

HOLD = """
import subprocess, sys, time
from pathlib import Path
from ledger.store import lock
with lock.lock(Path(sys.argv[1]), "tz issue add"):
    if sys.argv[2] == "child":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1)"],
                         pass_fds=lock.held(), stdout=subprocess.DEVNULL)
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(state, kind="alone"):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(state), kind], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_the_state_folder_is_for_its_owner_alone(tmp_path):
    with lock(tmp_path / "state", "tz x"):
        assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "state" / "lock").stat().st_mode & 0o777 == 0o600


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path):
    with _holder(tmp_path) as process:
        with pytest.raises(BusyError) as refused, lock(tmp_path, "tz y", wait=0.1):
            pass
        process.kill()
    assert f"pid {process.pid}" in refused.value.holder
    assert "tz issue add" in refused.value.holder


def test_a_killed_holder_gives_the_lock_back(tmp_path):
    with _holder(tmp_path) as process:
        process.kill()
        process.wait()
        with lock(tmp_path, "tz y", wait=0.5):
            pass


def test_the_lock_outlives_its_holder_as_long_as_the_holders_git_runs(tmp_path):
    with _holder(tmp_path, "child") as process:
        process.kill()
        process.wait()
        with pytest.raises(BusyError), lock(tmp_path, "tz y", wait=0.1):
            pass
        with lock(tmp_path, "tz y", wait=10):
            pass


def test_the_lock_is_free_and_unsigned_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), lock(tmp_path, "tz x"):
        _ = 1 / 0
    assert held() == ()
    assert (tmp_path / "lock").read_text() == ""
    with lock(tmp_path, "tz x", wait=0):
        assert len(held()) == 1
        assert str(os.getpid()) in (tmp_path / "lock").read_text()


def test_waiting_ends_when_the_holder_is_done(tmp_path):
    with _holder(tmp_path) as process:
        begun = time.monotonic()
        subprocess.Popen([sys.executable, "-c", f"import os; os.kill({process.pid}, 9)"]).wait()
        with lock(tmp_path, "tz y", wait=30):
            assert time.monotonic() - begun < 30
