"""What commands share that write a file: it replaces another only on request."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from tempfile import mkstemp
from typing import Annotated

import typer

from ledger.errors import CannotWriteError, RefusedError
from ledger.store.files import TEMPORARY
from ledger.words import gettext as _
from ledger.words import mark

Yes = Annotated[bool, typer.Option("--yes", help=mark("Replace the file if there is one."))]


def allow(target: Path, named: Path, yes: bool) -> None:
    """Refuse to replace a file, unless that was asked for.

    Raises:
        RefusedError: there is such a file, or a folder stands there.
        CannotWriteError: no file can have that name.
    """
    there = _mode(target, named)
    if there is not None and S_ISDIR(there):
        raise RefusedError(_("{file} is a folder; name a file in it").format(file=named))
    if there is not None and not yes:
        raise RefusedError(
            _("{file} is there already; name another file, or say --yes").format(file=named)
        )


def _mode(target: Path, named: Path) -> int | None:
    """What stands at a path; None where nothing does.

    Asked of the system: from Python 3.14 on `exists` says no of a name that can never be.
    """
    with _told(named):
        try:
            return target.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None


@contextmanager
def replacing(target: Path, named: Path) -> Iterator[Path]:
    """A file beside another one, which takes its place once it is whole; else nothing is left.

    It is made readable to its owner alone, since sheets may hold personal data.

    Raises:
        CannotWriteError: nothing can be written there, or another program holds the file.
    """
    with _told(named):
        made, name = mkstemp(prefix=TEMPORARY, suffix=target.suffix, dir=target.parent)
        os.close(made)
    aside = Path(name)
    try:
        yield aside
        with _told(named):
            aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _told(named: Path) -> Iterator[None]:
    """Say of a file, as it was named, why the system refuses it."""
    try:
        yield
    except OSError as error:
        raise CannotWriteError(str(named), error.strerror or str(error)) from None
