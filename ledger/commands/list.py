"""`tz list`: issues, visits, places or households, narrowed by what is asked."""

from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import fields
from ledger.commands.line import filters, options
from ledger.commands.line.chinese import option
from ledger.commands.line.registry import LISTED
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import language, mark

OF_EACH = {
    "issues": frozenset(
        {"status", "owner", "category", "stream", "source", "person", "household", "limit"}
        | {"since", "until", "waits", "light", "changed"}
    ),
    "visits": frozenset({"person", "household", "since", "until", "limit"}),
    "activities": frozenset({"kind", "person", "household", "since", "until", "limit"}),
    "tasks": frozenset(
        {"kind", "status", "owner", "person", "period", "parent", "tree"}
        | {"since", "until", "limit"}
    ),
    "opinions": frozenset({"open", "person", "household", "since", "until", "limit"}),
    "staff": frozenset({"person"}),
    "bindings": frozenset({"person", "kind"}),
    "groups": frozenset({"person", "kind"}),
}
"""The filters that narrow some lists and not others; station and place narrow all."""
FILTERS = frozenset().union(*OF_EACH.values())
_PARAMS = {"open": "waiting"}
"""The filters whose names are taken in Python."""

Kind = Annotated[
    str | None,
    fields.one(
        "--kind",
        mark("KIND"),
        mark("A kind of what is listed, as in ledger.yaml."),
        complete.complete_kind,
        options.folded,
    ),
]
Period = Annotated[
    str | None,
    fields.one(
        "--period",
        mark("PERIOD"),
        mark("The period of tasks, such as 2026-W45 or 本周."),
        complete.complete_period,
        options.folded,
    ),
]
Parent = Annotated[
    str | None,
    fields.one(
        "--parent",
        mark("TASK"),
        mark("A task, with all that is part of it."),
        complete.complete_task,
        options.folded,
    ),
]
Tree = Annotated[bool, typer.Option("--tree", help=mark("Tasks under the tasks they are part of."))]
Open = Annotated[
    bool, typer.Option("--open", help=mark("Opinions neither answered nor made an issue of."))
]

Changed = Annotated[
    bool | None,
    typer.Option("--changed", help=mark("Only those changed after they were signed off.")),
]
What = Annotated[
    str,
    typer.Argument(
        metavar=mark("WHAT"),
        help=mark(
            "issues, visits, activities, tasks, opinions, stations, places, households, staff, "
            "bindings or groups."
        ),
        autocompletion=lambda: list(LISTED),
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
    waits: fields.Waits = None,
    light: fields.Light = None,
    changed: Changed = None,
    person: options.Person = None,
    household: options.Household = None,
    kind: Kind = None,
    period: Period = None,
    parent: Parent = None,
    tree: Tree = False,
    waiting: Open = False,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    full: options.Full = False,
) -> None:
    """List issues, or what else is named; a station or place takes in all below it.

    Examples:
        tz list --station WL1 --status open
        tz list visits --person c003 --since 2026-06-01
        tz list tasks --status open --tree
    """
    from ledger.commands import lights
    from ledger.commands.showing import listings

    here = answers.begin(ctx)
    listed = _kind(ctx, what)
    if listed == "issues":
        asked = filters.issues(
            here,
            as_of,
            station=station,
            place=place,
            status=status,
            owner=filters.owner(owner, person),
            category=category,
            stream=stream,
            source=source,
            reporter=household,
            since=since,
            until=until,
            waits=waits,
            light=light,
            changed=changed,
        )
        rows, total = here.ledger.issues(asked, filters.limit(here, limit))
        lights.shine(here.ledger, rows, as_of)
        title = _("Issues on {day}").format(day=as_of)
        found = listings.issues(rows, title, total, as_of, _("No such issue."))
    elif listed == "visits":
        until = min(until or as_of, as_of)
        rows, total = here.ledger.visits(
            filters.visits(here, station, place, person, household, since, until),
            filters.limit(here, limit),
        )
        found = listings.visits(rows, _("Visits up to {day}").format(day=until), total)
    elif listed in ("activities", "tasks", "opinions"):
        from ledger.commands.showing import work_listings

        narrowed = work_listings.Asked(
            as_of,
            station=station,
            place=place,
            status=status,
            owner=filters.owner(owner, person),
            person=person,
            household=household,
            kind=kind,
            period=period,
            parent=parent,
            tree=tree,
            waiting=waiting,
            since=since,
            until=until,
            limit=limit,
            full=full,
        )
        found = work_listings.OF_WORK[listed](here, narrowed)
    elif listed in ("staff", "bindings", "groups"):
        from ledger.commands.showing import rolls

        on = None if full else as_of
        ties = filters.ties(here, listed, station or place, person, kind, on)
        found = rolls.OF_TIES[listed](here, ties)
    else:
        found = listings.OF_PLACES[listed](here, station or place, None if full else as_of)
    answers.answer(here, found)


def _kind(ctx: typer.Context, what: str) -> str:
    """What is to be listed; a filter that it does not have is refused, never passed over."""
    kind = next((k for k, words in LISTED.items() if what.strip().lower() in (k, *words)), None)
    if kind is None:
        why = _("“{word}” cannot be listed; there are: {names}")
        names = [words[-1] if language() == "zh" else k for k, words in LISTED.items()]
        raise UsageError(what, why.format(word=what, names=_(", ").join(names)))
    for name in FILTERS - OF_EACH.get(kind, frozenset()):
        if ctx.params[_PARAMS.get(name, name)] not in (None, False):
            said = LISTED[kind][-1] if language() == "zh" else what
            raise UsageError(option(f"--{name}"), _("does not narrow {what}").format(what=said))
    return kind
