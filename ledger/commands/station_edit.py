"""`tz station edit`: what is said of a station or another node of the place tree, changed."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import ties
from ledger.commands.asking import fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.dates import from_to
from ledger.commands.showing import answers
from ledger.commands.station import (
    Alias,
    Contact,
    Count,
    Demonstration,
    Into,
    Name,
    Pilot,
    Ready,
    Region,
    Since,
    Until,
    Weekday,
)
from ledger.words import gettext as _
from ledger.words import mark

NotReady = Annotated[
    list[str],
    fields.many(
        "--not-ready",
        mark("ITEM"),
        mark("A readiness item that is met no more."),
        complete.complete_readiness,
    ),
]
NamedFrom = Annotated[
    date,
    typer.Option(
        "--on",
        parser=str,
        default_factory=lambda: options.TODAY,
        callback=options.past_or_today,
        metavar=mark("DATE"),
        help=mark("The first day of a new name (default: today)."),
    ),
]


def edit(
    ctx: typer.Context,
    on: NamedFrom,
    ready: Ready,
    not_ready: NotReady,
    alias: Alias,
    place: ties.Place = None,
    name: Name = None,
    region: Region = None,
    households: Count = None,
    contact: Contact = None,
    service_weekday: Weekday = None,
    pilot: Pilot = False,
    demonstration: Demonstration = False,
    since: Since = None,
    until: Until = None,
    into: Into = None,
    note: options.Note = None,
) -> None:
    """Change what is said of a place: its readiness, name, contact, or how long it exists.

    Examples:
        tz station edit WL2 --ready 经费到位
        tz station edit WL101 --until 2026-12-31 --into WL102
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    node = here.ledger.edit_station(
        ties.place_of(here, place),
        on,
        ready=ready,
        not_ready=not_ready,
        alias=alias,
        name=name,
        region=region,
        households=households,
        contact=contact,
        service_weekday=service_weekday,
        pilot=pilot or None,
        demonstration=demonstration or None,
        since=since,
        until=until,
        into=into,
        note=note,
    )
    said = _("Changed {code} {name}").format(code=node.code, name=node.name)
    answers.done(here, from_to(said, since, until), node)
