"""Ctrl-C kept off: once a commit stands it comes too late, while a thread begins it comes later."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread

UNHEARD = Event()
"""Set by a Ctrl-C that came where Python cannot raise it: it is raised before anything is done."""


@contextmanager
def unbroken() -> Iterator[None]:
    """Nothing within is interrupted from the keyboard, nor any process that begins within.

    Raises:
        KeyboardInterrupt: it was interrupted before, and nobody heard it.
    """
    import signal

    if current_thread() is not main_thread():  # signals arrive nowhere else
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if UNHEARD.is_set():
            UNHEARD.clear()
            raise KeyboardInterrupt
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@contextmanager
def put_off() -> Iterator[None]:
    """What comes from the keyboard is heard when all within is done, and by nothing begun within.

    Python's own locks are left in disorder by what is raised amid them, and a thread that is
    begun just then is nobody's: whoever waits for threads does not know it.
    """
    import signal

    hears = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(hears):  # nobody hears anything
        yield
        return
    come: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: come.append(number))
    try:
        with _deaf():
            yield
    finally:
        signal.signal(signal.SIGINT, hears)
        if come:
            hears(come[0], None)


@contextmanager
def _deaf() -> Iterator[None]:
    """Threads and processes that begin within never hear it: they take the mask of who begins them.

    A process of Python that hears it while it loads would show where it was.
    """
    if sys.platform == "win32":  # there is no mask
        yield
        return
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
