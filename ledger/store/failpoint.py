"""Places where a test may end the process as a power cut would; nothing happens elsewhere."""

import os

VARIABLE = "TAIZHANG_FAILPOINT"


def failpoint(name: str) -> None:
    """End this process at once, without clean-up, if the environment names this place."""
    if os.environ.get(VARIABLE) == name:
        import signal

        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
