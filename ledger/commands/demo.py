"""`tz demo`: a ledger of invented records to try things on."""

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
    str | None,
    typer.Option(
        "--profile",
        metavar=mark("NAME"),
        help=mark("Play a quarter of this system, command by command, and show how it ends."),
        autocompletion=complete_profile,
    ),
]


def demo(ctx: typer.Context, folder: Folder = Path("demo"), profile: Profile = None) -> None:
    """Make a ledger of examples: half a year of a county's stations, every person invented.

    With --profile it is a quarter of that system, played through the commands that everybody has;
    it ends with what is overdue, what is due, and who missed what.

    Examples:
        tz demo
        tz demo 演示
        tz demo 四五六 --profile tumed456
    """
    here: Context = ctx.obj
    if profile is None:
        _invented(here, folder)
    else:
        _played(here, folder, profile)


def _invented(here: Context, folder: Path) -> None:
    from ledger import story
    from ledger.book import demo as made

    made.create(here.base / folder, here.now)
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


def _played(here: Context, folder: Path, profile: str) -> None:
    from ledger.book import creating
    from ledger.commands import play

    files = creating.profile(profile)
    scenes = list(play.read(creating.quarter(profile)))
    first = next(scene for scene in scenes if scene.day)
    began = play.clock(scenes)[0]
    git = creating.create(here.base / folder, files, first.who, began)
    (git.make_state() / "whoami").write_text(first.who + "\n", encoding="utf-8")
    play.play(scenes, here.base / folder, here)
    if here.format == "table":
        said = _("The ledger is in {folder}; you are {clerk} there")
        answers.told(here, said.format(folder=folder, clerk=first.who), {})
