"""How long a process takes and how much memory it holds."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Self

PYTHON = sys.executable
TZ = str(Path(sys.executable).with_name("tz"))
TYPER = [PYTHON, "-c", "import typer"]
SMALL = (
    "import resource, subprocess, sys; subprocess.check_output(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
"""Runs a command and tells its peak."""
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Run:
    """What one process took: seconds of the clock and of the processor."""

    wall: float
    cpu: float


def run(command: list[str]) -> Run:
    """Run a process to its end; what it prints is read and thrown away."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    begun = time.perf_counter()
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout is not None
        while process.stdout.read(65536):
            pass
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    return Run(wall, used.ru_utime + used.ru_stime)


def peak(command: list[str]) -> int:
    """The most memory that a process holds, in bytes, the most of three turns.

    Linux counts what began a process to its memory, so that something small begins it here.
    """
    turns = [subprocess.check_output([PYTHON, "-ISc", SMALL, *command]) for _ in range(3)]
    return max(int(said.split()[-1]) * 1024 for said in turns)


def by_turns(ours: Callable[[], float], theirs: Callable[[], float], times: int) -> list[float]:
    """The medians of both, measured alternately after one turn to warm up."""
    turns = [(ours(), theirs()) for _ in range(times + 1)][1:]
    return [median(seconds) for seconds in zip(*turns, strict=True)]


class Memory(Thread):
    """The most memory that our children, and theirs, hold at a time (Linux only)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.over = Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        """Look ten times a second."""
        while not self.over.wait(0.1):
            self.peak = max(self.peak, sum(map(resident, family(os.getpid()))))


def family(pid: int) -> list[int]:
    """The processes below this one."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in listed.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *family(child)]
    return found


def resident(pid: int) -> int:
    """The bytes that a process holds; what it shares is divided among the sharers."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
