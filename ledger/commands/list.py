"""`tz list`: issues, visits, places or households, narrowed by what is asked."""

from collections.abc import Callable
from typing import Annotated

import typer

from ledger.book.ledger import names
from ledger.commands import answers, fields, filters, options
from ledger.commands.context import Context
from ledger.errors import UsageError
from ledger.rules import masks
from ledger.views.listing import Column, Listing
from ledger.words import gettext as _
from ledger.words import mark

WHAT = {
    "issues": ("issue", "问题"),
    "visits": ("visit", "走访"),
    "stations": ("station", "工作站"),
    "places": ("place", "地点"),
    "households": ("household", "户"),
    "staff": ("人员",),
}
"""What can be listed, and the other words for it."""

What = Annotated[
    str,
    typer.Argument(
        metavar=mark("WHAT"),
        help=mark("issues, visits, stations, places, households or staff."),
        autocompletion=lambda: list(WHAT),
    ),
]


def list_(
    ctx: typer.Context,
    as_of: options.AsOf,
    what: What = "issues",
    station: options.Station = None,
    place: options.Place = None,
    status: options.Status = None,
    owner: options.Owner = None,
    category: options.Category = None,
    stream: options.Stream = None,
    source: fields.Source = None,
    person: options.Person = None,
    household: options.Household = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    full: options.Full = False,
) -> None:
    """List issues, or what else is named; a station or place takes in all below it.

    Examples:
        tz list --station WL1 --status open
        tz list visits --person c003 --since 2026-06-01
    """
    here = ctx.obj
    kind = next((k for k, words in WHAT.items() if what in (k, *words)), None)
    if kind is None:
        why = _("“{word}” cannot be listed; there are: {names}")
        raise UsageError(what, why.format(word=what, names=_(", ").join(WHAT)))
    if kind == "issues":
        asked = filters.issues(
            here,
            as_of,
            station=station,
            place=place,
            status=status,
            owner=owner or person,
            category=category,
            stream=stream,
            source=source,
            since=since,
            until=until,
        )
        rows, total = here.ledger.issues(asked, filters.limit(here, limit))
        title = _("Issues on {day}").format(day=as_of)
        found = answers.issues(rows, title, total, as_of, _("No such issue."))
    elif kind == "visits":
        until = min(until or as_of, as_of)
        rows, total = here.ledger.visits(
            filters.visits(here, station, place, person, household, since, until),
            filters.limit(here, limit),
        )
        found = answers.visits(rows, _("Visits up to {day}").format(day=until), total)
    else:
        found = _TABLES[kind](here, station or place, full)
    answers.answer(here, found)


def _places(here: Context, below: str | None, _full: bool, *, only: str = "") -> Listing:
    code = here.ledger.place(below) if below else None
    places = here.ledger.places()
    root = next((row["line"] for row in places if row["code"] == code), "")
    rows = [
        row for row in places if (row["line"] or "").startswith(root) and (not only or row[only])
    ]
    return Listing(
        _("Stations") if only else _("Places"),
        [
            Column("code", _("Code")),
            Column("name", _("Name"), flexible=True, least=12),
            Column("tier", _("Level"), rank=2),
            Column("parent", _("Belongs to"), rank=3),
            Column("children", _("Covers"), align="right", rank=4),
            Column("households", _("Households"), align="right", rank=5),
            Column("people", _("Staff"), align="right", rank=6),
        ],
        rows,
        total=len(rows),
        empty=_("No such place."),
    )


def _stations(here: Context, below: str | None, full: bool) -> Listing:
    return _places(here, below, full, only="station")


def _households(here: Context, below: str | None, full: bool) -> Listing:
    rows = here.ledger.households(here.ledger.place(below) if below else None)
    for row in rows:
        row["categories"] = names(row["categories"])
        row["name"] = _("confidential") if row["confidential"] and not full else row["name"]
        if not full and not row["confidential"]:
            row["name"] = masks.name(row["name"])
    return Listing(
        _("Households"),
        [
            Column("id", _("Household")),
            Column("name", _("Head")),
            Column("place_name", _("Village"), rank=2),
            Column("circle", _("Group"), rank=3),
            Column("categories", _("Kinds"), flexible=True, least=10, show="、".join),
            Column("person", _("Paired with"), rank=4),
            Column("away", _("Away"), rank=5, show=lambda away: _("away") if away else ""),
        ],
        rows,
        total=len(rows),
        empty=_("No such household."),
    )


def _staff(here: Context, below: str | None, _full: bool) -> Listing:
    code = here.ledger.place(below) if below else None
    lines = {row["code"]: row["line"] or "" for row in here.ledger.places()}
    root = lines.get(code or "", "")
    rows = [row for row in here.ledger.staff() if lines.get(row["place"], "").startswith(root)]
    return Listing(
        _("Staff"),
        [
            Column("person", _("Code")),
            Column("role_name", _("Post")),
            Column("place", _("Station"), rank=1),
            Column("place_name", _("Name"), rank=2, flexible=True, least=10),
            Column("since", _("From"), rank=3),
            Column("until", _("To"), rank=4),
        ],
        rows,
        total=len(rows),
        empty=_("Nobody is on the rolls."),
    )


_TABLES: dict[str, Callable[[Context, str | None, bool], Listing]] = {
    "places": _places,
    "stations": _stations,
    "households": _households,
    "staff": _staff,
}
