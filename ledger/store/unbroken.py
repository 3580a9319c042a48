"""Ctrl-C, and what else ends a program, kept off: once a commit stands it comes too late.

While a thread or a git begins it comes later.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, current_thread, main_thread

ELSEWHERE = ("SIGTERM", "SIGHUP")
"""What ends a program besides Ctrl-C: the system does that stops, and a terminal that is closed."""

UNHEARD = Event()
"""Set by a signal that came where Python cannot raise it: it is raised before anything is done."""


def _numbers(names: Sequence[str]) -> list[int]:
    """The numbers of signals, of those that this system has."""
    import signal

    return [int(getattr(signal, name)) for name in names if hasattr(signal, name)]


@contextmanager
def unbroken() -> Iterator[None]:
    """Nothing within is ended by a signal, nor any process that begins within.

    Raises:
        KeyboardInterrupt: it was interrupted before, and nobody heard it.
    """
    import signal

    if current_thread() is not main_thread():  # signals arrive nowhere else
        yield
        return
    ends = _numbers(("SIGINT", *ELSEWHERE))
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in ends]
    try:
        if UNHEARD.is_set():
            UNHEARD.clear()
            raise KeyboardInterrupt
        yield
    finally:
        for number, did in before:
            signal.signal(number, signal.SIG_DFL if did is None else did)


@contextmanager
def put_off(*, keyboard: bool = True) -> Iterator[None]:
    """What would end the program is heard when all within is done, and by nothing begun within.

    Python's own locks are left in disorder by what is raised amid them, and a thread that is
    begun just then is nobody's: whoever waits for threads does not know it. A git that is begun
    hears the keyboard as we do, so that this need not wait for it: `keyboard` is False there.
    """
    import signal

    ends = _numbers(("SIGINT", *ELSEWHERE) if keyboard else ELSEWHERE)
    hears = {number: does for number in ends if callable(does := signal.getsignal(number))}
    if current_thread() is not main_thread() or not hears:  # nobody hears anything
        yield
        return
    come: list[int] = []
    for number in hears:
        signal.signal(number, lambda number, _frame: come.append(number))
    try:
        with _deaf(hears):
            yield
    finally:
        for number, does in hears.items():
            signal.signal(number, does)
        if come:
            hears[come[0]](come[0], None)


@contextmanager
def _deaf(numbers: Iterable[int]) -> Iterator[None]:
    """Threads and processes that begin within never hear it: they take the mask of who begins them.

    A process of Python that hears it while it loads would show where it was.
    """
    if sys.platform == "win32":  # there is no mask
        yield
        return
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
