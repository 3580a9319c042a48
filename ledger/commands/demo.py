"""`tz demo`: a ledger of invented records to try things on."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import answers
from ledger.commands.context import Context
from ledger.words import gettext as _
from ledger.words import mark

Folder = Annotated[Path, typer.Argument(metavar=mark("DIR"), help=mark("A new folder."))]


def demo(ctx: typer.Context, folder: Folder = Path("demo")) -> None:
    """Make a ledger of examples: half a year of a county's stations, every person invented.

    Examples:
        tz demo
        tz demo 演示
    """
    from ledger import story
    from ledger.book import demo as made

    here: Context = ctx.obj
    made.create(here.directory / folder, here.now)
    said = _(
        "The demo ledger is in {folder}: {issues} issues and {visits} visits "
        "from {start} to {end}; you are {clerk} there"
    ).format(
        folder=folder,
        issues=story.DEMO.issues,
        visits=story.DEMO.visits,
        start=story.DEMO.start,
        end=story.DEMO.end,
        clerk=made.CLERK,
    )
    answers.told(here, said, {"folder": str(folder), "who": made.CLERK})
