"""`tz doctor`: what a ledger stands on, from git to the disk."""

from typing import Annotated

import typer

from ledger.commands.context import Context
from ledger.commands.showing import findings
from ledger.words import gettext as _
from ledger.words import mark

Fix = Annotated[
    bool, typer.Option("--fix", help=mark("Mend what is said to be mended so, nothing else."))
]


def doctor(ctx: typer.Context, fix: Fix = False) -> None:
    """Look at what a ledger stands on: git, its settings, the clock, the folder, what lies about.

    Works where no other command does. Changes nothing without --fix; ends with exit code 1 where
    there is a problem.

    Examples:
        tz doctor
        tz doctor --fix
    """
    from ledger.book.mending import doctor as book
    from ledger.store.git import Git

    here: Context = ctx.obj
    git = Git.find(here.directory)
    found, done = book.examine(git, here.now), []
    if fix:
        done = book.mend(git, found)
        found = book.examine(git, here.now)
    said = [_("mended: {what}").format(what=what) for what in done]
    if fix and not done:
        said = [_("nothing to mend")]
    shown = findings.listing(_("What the ledger stands on"), found, said)
    findings.answer(here, findings.with_facts(shown, mended=done), found)
