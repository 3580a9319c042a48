"""Ctrl-C at any line of Python, as a real signal."""

import signal
import sys
import threading
from collections.abc import Callable

PATIENCE = 60
"""Seconds after which a thread that does not end is a fault."""


def interrupted(work: Callable[[Callable[[], None]], object], lines: int) -> bool:
    """Whether Ctrl-C came while some work was begun, after so many lines; all threads have ended.

    The work calls what it is given once it has begun; where nothing came before, it comes then.
    """
    left = iter(range(lines))

    def trace(_frame, event, _arg):
        if event == "line" and next(left, None) is None:
            begun()
        return trace

    def begun():
        sys.settrace(None)
        signal.raise_signal(signal.SIGINT)

    sys.settrace(trace)
    try:
        work(begun)
    except KeyboardInterrupt:
        sys.settrace(None)
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(PATIENCE)
    return next(left, None) is None
