"""`tz overdue`: what is past its time limit."""

import typer

from ledger.commands.asking import fields
from ledger.commands.line import filters, options
from ledger.commands.showing import answers


def overdue(
    ctx: typer.Context,
    as_of: options.AsOf,
    station: options.Station = None,
    place: options.Place = None,
    owner: options.Owner = None,
    category: options.Category = None,
    stream: options.Stream = None,
    waits: fields.Waits = None,
    light: fields.Light = None,
    limit: options.Limit = None,
) -> None:
    """List the open issues whose clock has run out, and whose it is: handler, checker, upper tier.

    The longest overdue come first; a paused issue has no clock.

    Examples:
        tz overdue
        tz overdue --as-of 2026-06-30 --station WL1
        tz overdue --waits handler --light grave
    """
    from ledger.commands import lights
    from ledger.commands.showing import listings

    here = answers.begin(ctx)
    asked = filters.issues(
        here,
        as_of,
        station=station,
        place=place,
        owner=owner,
        category=category,
        stream=stream,
        overdue=True,
        waits=waits,
        light=light,
    )
    rows, total = here.ledger.issues(asked, filters.limit(here, limit))
    lights.shine(here.ledger, rows, as_of)
    answers.answer(here, listings.overdue(rows, total, as_of))
