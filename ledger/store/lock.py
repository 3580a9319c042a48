"""One writer at a time: a lock that dies with its process and with the git it started."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger.errors import BusyError, CannotWriteError

_EVERY = 0.05
_FAR = 1 << 30  # Windows locks bytes for reading too, so the byte lies beyond the text
_held: list[int] = []


@contextmanager
def lock(state: Path, command: str, wait: float = 10.0) -> Iterator[None]:
    """Hold the ledger for writing; `command` is what another writer is told about us.

    Raises:
        BusyError: another command kept it for `wait` seconds.
    """
    path = state / "lock"
    try:
        state.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or str(error)) from None
    try:
        _wait_for(path, descriptor, time.monotonic() + wait)
        _sign(descriptor, command)
        _held.append(descriptor)
        yield
    finally:
        if descriptor in _held:
            _held.remove(descriptor)
            with suppress(OSError):  # the text only names the holder; the lock ends with the file
                os.ftruncate(descriptor, 0)
        os.close(descriptor)


def is_held(state: Path) -> bool:
    """Whether a writer is at work; who asks does not wait for it."""
    try:
        descriptor = os.open(state / "lock", os.O_RDWR)
    except OSError:  # where nothing may be written nobody writes
        return False
    try:
        return not _taken(state / "lock", descriptor)
    except CannotWriteError:
        return False
    finally:
        os.close(descriptor)


def held() -> tuple[int, ...]:
    """The descriptors that a child must inherit, so that the lock outlives a killed parent."""
    return tuple(_held) if sys.platform != "win32" else ()


def _wait_for(path: Path, descriptor: int, until: float) -> None:
    while not _taken(path, descriptor):
        if time.monotonic() >= until:
            raise BusyError(_holder(descriptor))
        time.sleep(_EVERY)


def _taken(path: Path, descriptor: int) -> bool:
    """Whether the lock could be had without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:  # a network folder without locks
        raise CannotWriteError(str(path), error.strerror or str(error)) from None
    return True


def _sign(descriptor: int, command: str) -> None:
    """Leave who holds the lock, since when and for what, in words that need no translation."""
    import socket

    since = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    text = f"pid {os.getpid()} on {socket.gethostname()}, {command}, {since}"
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode())


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 4096).decode("utf-8", "replace") or "?"
