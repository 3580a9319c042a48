"""`tz why`: the arithmetic of every time limit of an issue, day by day."""

import typer

from ledger.commands.line import options
from ledger.commands.showing import answers


def why(ctx: typer.Context, issue: options.Issue, as_of: options.AsOf) -> None:
    """Show how each time limit of an issue is counted: which days count, which do not, and why.

    Every clock is counted by itself: until an owner is named, until it is settled, until it is
    accepted and signed, until the body above answers, and when its owner is to be pressed.

    Examples:
        tz why 7K3Q
        tz why WL-26-7K3Q5MH --as-of 2026-06-30
    """
    from ledger.book.why import why as count
    from ledger.commands.showing import clockdays, clockviews

    here = answers.begin(ctx)
    found = count(here.ledger, here.ledger.find(issue, ("issue",))[1], as_of)
    view = clockdays.days if here.format == "csv" else clockviews.detail
    answers.answer(here, view(found))
