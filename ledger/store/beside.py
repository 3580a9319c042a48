"""Work given to processes beside this one, its results taken back in the order it was given."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from ledger.errors import ShortageError
from ledger.store.unbroken import put_off
from ledger.words import gettext as _

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

WORKERS = 2
"""So many processes work beside; a village's computer has no more cores to spare."""
AHEAD = 6
"""So many results may wait to be taken."""

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")


def beside(
    work: Callable[[TaskT], ResultT],
    tasks: Iterable[TaskT],
    begin: Callable[[], object] | None = None,
) -> Iterator[ResultT]:
    """The result of each task, worked out ahead by other processes.

    Args:
        work: what is done with a task; it and `begin` are found by their names over there.
        tasks: the tasks, drawn as they are needed.
        begin: what each process does first.

    Raises:
        ShortageError: one of the processes was ended, as a system does that runs out of memory.
        Exception: what `work` raised.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Spawned, not forked: a fork may inherit a lock that another thread holds.
    context = get_context("spawn")
    first = partial(_begin, begin)
    with ExitStack() as end:
        with put_off():
            pool = ProcessPoolExecutor(max_workers=WORKERS, mp_context=context, initializer=first)
            end.callback(_shut, pool)
        # They start while the first task is made: what they begin with is more than a pipe takes.
        with put_off():  # anew: what a pool is made of may let it be heard again
            starting = Thread(target=_start, args=(pool,))
            starting.start()
            end.callback(starting.join)
        try:
            yield from _results(pool, starting, work, tasks)
        except BrokenProcessPool:
            raise ShortageError(_("a process of this command was ended")) from None


def _results(
    pool: "ProcessPoolExecutor",
    starting: Thread,
    work: Callable[[TaskT], ResultT],
    tasks: Iterable[TaskT],
) -> Iterator[ResultT]:
    waiting: deque[Future[ResultT]] = deque()
    for task in tasks:
        starting.join()
        with _nameless(), put_off():
            waiting.append(pool.submit(work, task))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _shut(pool: "ProcessPoolExecutor") -> None:
    with put_off():  # half shut, it would leave its locks to the system
        pool.shutdown(cancel_futures=True)


def _start(pool: "ProcessPoolExecutor") -> None:
    with _nameless(), suppress(OSError):  # where none can be started the first task says so
        for _worker in range(WORKERS):  # each is started for work that finds no other idle
            pool.submit(_nothing)


def _nothing() -> None:
    """Work that is none."""


def _begin(begin: Callable[[], Any] | None) -> None:
    """Leave it to the process that gives the work to be interrupted, and end when it ends."""
    for name in ("SIGINT", "SIGHUP"):  # a terminal sends both to all
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    gc.set_threshold(100_000)  # what is worked on is let go of soon and holds no circles
    Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _nameless() -> Iterator[None]:
    """Processes started here do not run the caller's own script again."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
