"""How far a long piece of work is: one line at a terminal, and nothing anywhere else."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Self, TextIO, TypeVar

from ledger.words import gettext as _

_OFTEN = 0.2
"""Seconds between two looks of the line; so long nothing is shown either."""
_BAR = 20

ItemT = TypeVar("ItemT")


class Progress:
    """A bar with rows and rows a second, drawn over itself and gone when the work has ended."""

    def __init__(self, label: str, err: TextIO | None = None) -> None:
        self._label = label
        self._err = err or sys.stderr
        self._began = self._drawn = time.monotonic()
        self._seen = self._err.isatty()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def at(self, done: int, total: int) -> None:
        """Tell how many rows are done, of how many."""
        now = time.monotonic()
        if not self._seen or now - self._drawn < _OFTEN:
            return
        self._drawn, self._shown = now, True
        filled = _BAR * done // max(total, done, 1)
        speed = int(done / (now - self._began))
        said = _("{label}  {done} of {total} rows, {speed} rows/s").format(
            label=self._label, done=done, total=total, speed=speed
        )
        self._err.write(f"\r\x1b[K{'#' * filled}{'-' * (_BAR - filled)}  {said}")
        self._err.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            with suppress(OSError):  # the terminal may be gone
                self._err.write("\r\x1b[K")
                self._err.flush()

    def watching(self, total: int) -> Callable[[Iterable[ItemT]], Iterator[ItemT]]:
        """A look at items as they come, of so many."""

        def watched(items: Iterable[ItemT]) -> Iterator[ItemT]:
            with self:
                for done, item in enumerate(items, 1):
                    yield item
                    self.at(done, total)

        return watched
