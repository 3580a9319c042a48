"""`tz issue register`: put an issue on the ledger."""

from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import steps
from ledger.commands.asking import ask, fields, homes
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.options import small
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

Text = Annotated[
    str | None,
    typer.Option("--text", metavar=mark("TEXT"), help=mark("The matter at length.")),
]
Visit = Annotated[
    str | None,
    fields.one(
        "--visit", mark("VISIT"), mark("The visit on which it was heard."), complete.complete_visit
    ),
]
FirstAsked = Annotated[
    str | None,
    fields.one(
        "--first-asked",
        mark("STAFF"),
        mark("Who was asked first and sees to it that it is settled."),
        complete.complete_staff,
        small,
    ),
]
Confidential = Annotated[
    bool,
    typer.Option("--confidential", help=mark("Keep the reporter from handlers and lists.")),
]


def register(
    ctx: typer.Context,
    on: options.On,
    title: fields.Title = None,
    place: options.Place = None,
    station: options.Station = None,
    stream: options.Stream = None,
    category: options.Category = None,
    source: fields.Source = None,
    level: fields.Level = None,
    reporter: fields.Reporter = None,
    text: Text = None,
    visit: Visit = None,
    first_asked: FirstAsked = None,
    confidential: Confidential = False,
) -> None:
    """Put an issue on the ledger; at a terminal, what is left out is asked for.

    Examples:
        tz issue register --title 村口路灯损坏 --place WL101
        tz issue register --title 水井干涸 --place 五里镇第一村 --on 昨天
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    if title is None:
        title = ask.missing(here, "--title", _("The matter in one line"))
        place = place or ask.missing(here, "--place", _("Place"), "place")
        stream = stream or ask.missing(here, "--stream", _("Stream"), "stream")
        if here.ledger.terms("category"):
            category = category or ask.missing(here, "--category", _("Category"), "category")
        if here.ledger.terms("source"):
            source = source or ask.missing(here, "--source", _("Source"), "source")
        reporter = reporter or homes.reporter(here, place)
    place = place or ask.missing(here, "--place", _("Place"), "place")
    given = {"text": text, "category": category, "source": source, "level": level}
    stream = here.ledger.term("stream", stream) or here.ledger.rules["streams"][0]["code"]
    issue = here.ledger.register(
        on,
        title=title,
        place=place,
        station=station,
        stream=stream,
        **steps.demanded(here, stream, "register", given),
        reporter=reporter,
        visit=here.ledger.find(visit, ("visit",))[1] if visit else None,
        first_asked=first_asked,
        confidential=confidential or None,
    )
    said = _("Registered {id}: {title}").format(id=issue.id, title=issue.title)
    answers.done(here, said, issue)
