"""`tz duties`: what is owed again and again: done, due, missed, by whom."""

from typing import Annotated

import typer

from ledger.commands.asking.fields import choice, one
from ledger.commands.completion import complete_duty
from ledger.commands.line import filters, options
from ledger.commands.showing import answers
from ledger.words import mark

_BY = {"duty": mark("duty"), "station": mark("station"), "staff": mark("staff")}
"""What the figures are counted by."""

Missed = Annotated[
    bool | None, typer.Option("--missed", help=mark("What can no longer be done in time."))
]
Counted = Annotated[str | None, choice("--by", _BY, mark("Count by duty, by place or by clerk."))]
InPeriod = Annotated[
    str | None,
    one(
        "--period",
        mark("PERIOD"),
        mark("Such as 2026Q2, 2026-05, 2026-W20, 上半年 or 上月 (default: this month)."),
    ),
]
Duty = Annotated[
    str | None, one("--duty", mark("DUTY"), mark("A duty of ledger.yaml."), complete_duty)
]


def duties(
    ctx: typer.Context,
    as_of: options.AsOf,
    missed: Missed = None,
    by: Counted = None,
    period: InPeriod = None,
    duty: Duty = None,
    person: options.Person = None,
    station: options.Station = None,
    full: options.Full = False,
    limit: options.Limit = None,
) -> None:
    """Tell what was owed in a period and what became of it; each window counts when it ends.

    Without --period: this month, and all that still runs. --missed and --full list one by one.

    Examples:
        tz duties
        tz duties --missed --period 2026Q2
        tz duties --by staff --period 上月
    """
    from ledger.book.duties import Asked
    from ledger.commands.line.dates import read_period
    from ledger.commands.showing import dutyviews

    here = answers.begin(ctx)
    ledger = here.ledger
    ledger.known(person=person)
    wanted = Asked(
        duty=ledger.term("duty", duty),
        person=person,
        station=ledger.place(station) if station else None,
        ended=bool(missed),
    )
    stretch = read_period(period, as_of) if period else None
    found = ledger.duties(stretch, as_of, wanted)
    if by or not (missed or full):
        most = limit or 0 if by in (None, "duty") else filters.limit(here, limit)
        what = dutyviews.counted(found, by or "duty", bool(missed), most, stretch)
    else:
        what = dutyviews.one_by_one(found, bool(missed), filters.limit(here, limit), stretch)
    answers.answer(here, what)
