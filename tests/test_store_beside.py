"""Work in processes beside this one: in order, without the caller's script, and ended with it."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from keyboard import interrupted

from ledger.errors import ShortageError
from ledger.store.beside import beside

SCRIPT = """
print("run", flush=True)
from ledger.store.beside import beside
print(*beside(abs, range(-9, 0)), flush=True)
"""
WAITING = """
import os, time
from ledger.store.beside import beside
list(beside(time.sleep, [60, 60], None))
"""


def test_results_come_in_the_order_of_the_tasks():
    assert list(beside(abs, range(-20, 0))) == list(range(20, 0, -1))


def test_what_goes_wrong_beside_is_raised_here():
    with pytest.raises(ValueError, match="invalid literal"):
        list(beside(int, ["1", "zwei", "3"]))


def test_a_process_that_the_system_ends_is_told_in_one_sentence():
    with pytest.raises(ShortageError) as told:
        list(beside(os._exit, [1] * 20))
    assert "a process of this command was ended" in told.value.sentence()


def test_a_script_that_uses_it_without_a_guard_is_run_once(tmp_path):
    file = tmp_path / "script.py"
    file.write_text(SCRIPT, "utf-8")
    said = subprocess.run([sys.executable, file], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["run", "9 8 7 6 5 4 3 2 1"]
    assert said.stderr == ""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are listed there")
def test_the_processes_end_when_the_one_that_began_them_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", WAITING])
    try:
        workers = _until(lambda: len(found := _children(parent.pid)) > 2 and found)
    finally:
        parent.kill()
        parent.wait()
    assert _until(lambda: not any(map(_is_alive, workers)))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are listed there")
def test_who_breaks_off_while_they_begin_leaves_none_of_them():
    def work(begun):
        def tasks():
            yield -1
            begun()

        list(beside(abs, tasks()))

    assert not interrupted(work, sys.maxsize)  # what is imported is all there from here on
    others = _children(os.getpid())
    lines = 0
    while interrupted(work, lines):
        assert threading.active_count() == 1
        assert _until(lambda: {*_children(os.getpid())} <= {*others}, 5)
        lines += 50
    assert lines > 500


def _children(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # the thread has ended meanwhile
            found += map(int, (task / "children").read_text("ascii").split())
    return found


def _is_alive(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    return False


def _until(found, seconds=60):
    """What a question answers once it is true."""
    end = time.monotonic() + seconds
    while not (said := found()):
        assert time.monotonic() < end, f"not within {seconds} s; {os.getpid()}"
        time.sleep(0.05)
    return said
