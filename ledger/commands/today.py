"""`tz today`: what somebody owes today and this week."""

import typer

from ledger.commands.line import options
from ledger.commands.showing import answers


def today(
    ctx: typer.Context,
    as_of: options.AsOf,
    person: options.Person = None,
    station: options.Station = None,
    full: options.Full = False,
) -> None:
    """Tell what you owe today and this week, the most urgent first, in one screen.

    Yours is what you handle; at your station what waits for an owner, for acceptance (not of what
    you handle) or for your signature, what was put off and is to be looked at again, and what must
    follow closing; duties of your post.

    Examples:
        tz today
        tz today --person c003 --full
        tz today --station WL1 --as-of 2026-06-30
    """
    from ledger.commands.showing import dayviews

    here = answers.begin(ctx)
    ledger = here.ledger
    ledger.known(person=person)
    where = ledger.place(station) if station else None
    whose = person or (None if where else ledger.who)
    found = ledger.desk(as_of, whose, where)
    for duty, error in found.unknown:
        ledger.notices.append(dayviews.left_out(duty, error))
    screen = here.format == "table" and not full
    answers.answer(here, dayviews.listing(found, screen=screen))
