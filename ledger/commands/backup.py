"""`tz backup` and `tz rescue`: a ledger in one file, and a ledger made anew from it."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import overwriting
from ledger.commands.context import Context
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

File = Annotated[Path, typer.Argument(metavar=mark("FILE"), help=mark("Where to write it."))]
Backup = Annotated[Path, typer.Argument(metavar=mark("FILE"), help=mark("The backup."))]
Folder = Annotated[Path, typer.Argument(metavar=mark("DIR"), help=mark("A new folder."))]


def backup(ctx: typer.Context, file: File, yes: overwriting.Yes = False) -> None:
    """Write the ledger with its whole history into one file, and prove that it can be read.

    The file is a git bundle. It holds the registers too: keep it where nobody else reads it.

    Examples:
        tz backup /media/usb/ledger.bundle
        tz backup ../五里.bundle --yes
    """
    from ledger.book import keeping

    here: Context = ctx.obj
    target = here.path(file)
    overwriting.allow(target, file, yes)
    made = keeping.backup(here.ledger, target)
    said = _("Backed up commit {id} to {file}, {size} kB; it was unpacked and is whole").format(
        id=made.head[:10], file=file, size=max(1, made.size // 1000)
    )
    data = {"file": str(file), "head": made.head, "size": made.size, "sha256": made.sha256}
    answers.done(here, said, data, _("SHA-256: {digest}").format(digest=made.sha256))


def rescue(ctx: typer.Context, file: Backup, folder: Folder) -> None:
    """Make a new ledger from a backup, for when the old one cannot be read any more.

    The old ledger is not touched. Say who you are in the new one with “tz whoami”.

    Examples:
        tz rescue /media/usb/ledger.bundle 五里新账
        tz rescue ledger.bundle ~/ledger
    """
    from ledger.book import Ledger
    from ledger.store import bundle
    from ledger.store.clock import last_commit

    here: Context = ctx.obj
    source, target = here.path(file), here.path(folder)
    git, notices = bundle.rescue(source, target)
    ledger = Ledger.open(target, today=here.today, now=here.now)
    ledger.notices += notices
    made = last_commit(git)
    day = made.astimezone(here.now.tzinfo).date().isoformat() if made else "?"
    said = _("The ledger of {day} is in {folder}, at commit {id}; {n} files there have problems")
    here.__dict__["ledger"] = ledger
    answers.done(
        here,
        said.format(day=day, folder=folder, id=git.head()[:10], n=ledger.problem_files()),
        {"folder": str(folder), "head": git.head(), "of": day},
    )
