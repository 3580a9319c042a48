"""What commands share that write a file: it replaces another only on request."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ledger.errors import RefusedError
from ledger.words import gettext as _
from ledger.words import mark

Yes = Annotated[bool, typer.Option("--yes", help=mark("Replace the file if there is one."))]


def allow(target: Path, named: Path, yes: bool) -> None:
    """Refuse to replace a file, unless that was asked for.

    Raises:
        RefusedError: there is such a file, or a folder stands there.
    """
    if target.is_dir():
        raise RefusedError(_("{file} is a folder; name a file in it").format(file=named))
    if target.exists() and not yes:
        raise RefusedError(
            _("{file} is there already; name another file, or say --yes").format(file=named)
        )


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file beside another one, which takes its place once it is whole; else nothing is left.

    It is made readable to its owner alone, since sheets may hold personal data.
    """
    aside = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield aside
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
