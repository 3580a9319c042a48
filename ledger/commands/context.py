"""What every command is given: the folder, the format, the day, and the ledger when needed."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import UsageError
from ledger.words import gettext as _

if TYPE_CHECKING:
    import typer

    from ledger.book import Ledger
    from ledger.commands.memory import Memory
    from ledger.views.show import Form

_TODAY = "TAIZHANG_TODAY"


@dataclass
class Context:
    """The circumstances of one command; it travels as `typer.Context.obj`.

    `command` is the command in English, as the JSON envelope names it; `who` is the staff code of
    the person who writes, where it is not to be found from git; `known_at` is the day or commit
    after which nothing counts; `base` is where the names of files on the command line begin.
    """

    directory: Path
    now: datetime
    format: "Form" = "table"
    interactive: bool = False
    who: str | None = None
    command: str = ""
    known_at: str | None = None
    base: Path = Path()

    @property
    def today(self) -> date:
        """The day on the clock of this command, or the one up to which all is known."""
        return self.ledger.today if self.known_at else self.now.date()

    @cached_property
    def ledger(self) -> "Ledger":
        """The ledger, opened when it is first needed."""
        from ledger.book import Ledger

        day = self.now.date()
        return Ledger.open(self.directory, day, self.now, self.who, known_at=self.known_at)

    def reopen(self) -> None:
        """Let the ledger be opened anew, as somebody else has left it meanwhile."""
        self.ledger.index.close()
        del self.ledger

    @cached_property
    def memory(self) -> "Memory":
        """The answers given last time in this ledger, as defaults of the next questions."""
        from ledger.commands.memory import Memory

        return Memory.of(self.directory)

    def path(self, file: Path) -> Path:
        """The file or folder that is named on the command line.

        One that begins in the home of nobody, or lies behind links in a circle, stays as it was
        typed: there is no such file. So does a pipe, whose real path leads nowhere.
        """
        with suppress(RuntimeError):
            file = file.expanduser()
        typed = self.base / file
        found = Path(os.path.realpath(typed))
        return typed if os.path.exists(typed) and not os.path.exists(found) else found  # noqa: PTH110 - of any path


def of(ctx: "typer.Context") -> Context:
    """The circumstances of the command that Typer is calling."""
    here: Context = ctx.obj
    return here


def from_environment() -> Context:
    """The circumstances before any option is read."""
    return Context(
        directory=Path(os.environ.get("TAIZHANG_DIR") or "."),
        now=_clock(),
        interactive=sys.stdin.isatty() and sys.stdout.isatty(),
        who=os.environ.get("TAIZHANG_WHO") or None,
    )


def _clock() -> datetime:
    """The time here, or nine in the morning of the day that TAIZHANG_TODAY fixes."""
    fixed = os.environ.get(_TODAY)
    if not fixed:
        return datetime.now(tz=UTC).astimezone()
    try:
        day = date.fromisoformat(fixed)
    except ValueError:
        why = _("“{value}” is not a date like 2026-11-05").format(value=fixed)
        raise UsageError(_TODAY, why) from None
    return datetime(day.year, day.month, day.day, 9).astimezone()
