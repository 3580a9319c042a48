"""`tz overdue`: what is past its time limit."""

import typer

from ledger.commands import answers, filters, options


def overdue(
    ctx: typer.Context,
    as_of: options.AsOf,
    station: options.Station = None,
    place: options.Place = None,
    owner: options.Owner = None,
    category: options.Category = None,
    stream: options.Stream = None,
    limit: options.Limit = None,
) -> None:
    """List the open issues past their deadline, the longest overdue first; paused ones are not.

    Examples:
        tz overdue
        tz overdue --as-of 2026-06-30 --station WL1
    """
    from ledger.commands import listings

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
    )
    rows, total = here.ledger.issues(asked, filters.limit(here, limit))
    answers.answer(here, listings.overdue(rows, total, as_of))
