"""`tz init`: make a new ledger."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands.completion import complete_profile
from ledger.commands.context import Context
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

Folder = Annotated[Path, typer.Argument(metavar=mark("DIR"), help=mark("A new folder."))]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar=mark("NAME"),
        help=mark("The system whose settings and places it begins with."),
        autocompletion=complete_profile,
    ),
]


def init(ctx: typer.Context, folder: Folder, profile: Profile = "yijun") -> None:
    """Make a new ledger in a new folder: settings and places of a profile, no records yet.

    Examples:
        tz init 台账
        tz init 台账 --profile yijun
    """
    from ledger.book import creating
    from ledger.store.clock import require_set

    here: Context = ctx.obj
    require_set(here.now)
    files = creating.profile(profile)
    creating.create(here.base / folder, files, here.who or "init", here.now)
    said = _(
        "A new ledger is in {folder}; put its ledger.yaml and stations right, commit that with "
        "git, then say who you are with “tz whoami CODE”"
    )
    answers.told(here, said.format(folder=folder), {"folder": str(folder), "profile": profile})
