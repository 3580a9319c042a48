"""What is done once a commit stands: Ctrl-C comes too late there, and breaks nothing off."""

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
