"""`tz calendar`: which days people work, shown, filled, taken in from a list, and local rests."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.asking import ask, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import RefusedError, UsageError
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.yearlists import Plan

_FIRST, _LAST = 2000, 2099
_MOST = 1_000_000
"""So many bytes a list has at most; a notice has three thousand."""

Year = Annotated[
    int, typer.Argument(min=_FIRST, max=_LAST, metavar=mark("YEAR"), help=mark("The year."))
]
SomeYear = Annotated[
    int | None,
    typer.Argument(
        min=_FIRST, max=_LAST, metavar=mark("YEAR"), help=mark("The year (default: this one).")
    ),
]
TextYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        min=_FIRST,
        max=_LAST,
        metavar=mark("YEAR"),
        help=mark("The year, where the list does not name it."),
    ),
]
File = Annotated[
    str,
    typer.Argument(
        metavar=mark("FILE"),
        help=mark("The notice's text, plain lines or one of our calendars; - reads what is piped."),
    ),
]
Source = Annotated[
    str | None,
    fields.one("--source", mark("TEXT"), mark("Where the list comes from.")),
]
Replace = Annotated[
    bool, typer.Option("--replace", help=mark("Replace the calendar of the year if there is one."))
]
Yes = Annotated[bool, typer.Option("--yes", help=mark("Do not ask."))]
Since = Annotated[date | None, fields.first_day(mark("The first rest day."), options.future)]
Until = Annotated[date | None, fields.last_day(mark("The last rest day (default: the first)."))]
Name = Annotated[
    str | None, fields.one("--name", mark("TEXT"), mark("What the rest is called, such as 那达慕."))
]


def show(ctx: typer.Context, year: SomeYear = None, place: options.Place = None) -> None:
    """Show the holidays, make-up workdays and local rests of a year, and the working days a month.

    Examples:
        tz calendar show
        tz calendar show 2026 --place WL101
    """
    from ledger.commands.showing.yearviews import detail

    here = answers.begin(ctx)
    code = here.ledger.place(place) if place else None
    found = here.ledger.calendar_year(year or here.today.year)
    answers.answer(here, detail(here, found, here.ledger.calendar(code), code))


def fill(ctx: typer.Context, year: Year, replace: Replace = False) -> None:
    """Fill the calendar of a year from the list that comes with the program.

    Examples:
        tz calendar fill 2025
        tz calendar fill 2026 --replace
    """
    from ledger.book import yearlists

    here: Context = ctx.obj
    here.ledger.require_who()
    _put(here, yearlists.from_library(year), replace)


def import_(
    ctx: typer.Context,
    file: File,
    year: TextYear = None,
    source: Source = None,
    replace: Replace = False,
    yes: Yes = False,
) -> None:
    """Take in the calendar of a year from the State Council's notice or another list.

    The list is the notice's own text, saved or pasted (“一、元旦：1月1日（周五）至3日（周日）放假
    调休，共3天。”), or lines like “2027-01-01~2027-01-03 休 元旦” and “2027-01-10 班”, or a file of
    another ledger. Every weekday and number of days in it is held against the real calendar.

    Examples:
        tz calendar import 通知.txt
        tz calendar import 2027.txt --year 2027 --source 国办发明电〔2026〕8号 --replace
    """
    from ledger.book import calendar, yearlists
    from ledger.commands.showing.yearviews import detail, of_year
    from ledger.views.show import show as view

    here: Context = ctx.obj
    here.ledger.require_who()
    name = _("what was piped") if file == "-" else file
    plan = yearlists.from_list(_read(here, file), name, year, source)
    if not replace:
        calendar.require_free(here.ledger, plan.year.year)
    if here.format == "table":
        view(detail(here, plan.year, of_year(plan.year), None))
    if here.interactive and not yes:
        ask.require_yes(_("Write it to the ledger"), "yes")
    _put(here, plan, replace)


def local(
    ctx: typer.Context,
    place: options.Place = None,
    since: Since = None,
    until: Until = None,
    name: Name = None,
) -> None:
    """Give a place and all below it further rest days, such as 那达慕.

    Examples:
        tz calendar local --place WL --since 7.11 --until 7.13 --name 那达慕
        tz calendar local --place WL101 --since 2026-12-25 --name 庙会
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place = place or ask.missing(here, "--place", _("Place"), "place")
    name = fields.said(here, "--name", name)
    if since is None:
        ask.demand(here, "--since")
        since = ask.when(_("The first rest day"), here.today, "future")
    last = until or since
    years = here.ledger.add_local_rest(place, since, last, name)
    code = here.ledger.place(place)
    sentence = _("{name}, {since} to {until}, is a rest of {place} now").format(
        name=name, since=since, until=last, place=code
    )
    data = {"name": name, "since": since, "until": last, "place": code, "years": years}
    answers.done(here, sentence, data)


def _put(here: Context, plan: "Plan", replace: bool) -> None:
    year = plan.year
    years = here.ledger.put_calendar(plan, replace=replace)
    sentence = _("The calendar of {year} is written: {rests} holidays, {works} make-up workdays")
    said = [sentence.format(year=year.year, rests=len(year.rest), works=len(year.work))]
    if others := [str(other) for other in years if other != year.year]:
        said.append(
            _("It also decides days of {years}; these are written there").format(
                years=_(", ").join(others)
            )
        )
    answers.done(here, said[0], {**year.plain(), "years": years}, *said[1:])


def _read(here: Context, file: str) -> bytes:
    """The list: a file's bytes, or what is piped in."""
    if file == "-":
        return sys.stdin.buffer.read(_MOST)
    path = here.path(Path(file))
    try:
        if path.stat().st_size > _MOST:
            raise RefusedError(
                _("{file}: is too large for the calendar of a year").format(file=file)
            )
        return path.read_bytes()
    except OSError as error:
        why = _("{file} cannot be read: {why}").format(file=file, why=error.strerror)
        raise UsageError(option("FILE"), why) from None
