"""`tz station post|delegate|bind|unbind`: who has to do with a place, from when to when."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import ask, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.dates import from_to
from ledger.commands.showing import answers
from ledger.words import about, mark, pgettext
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.ties import Tied

Place = Annotated[
    str | None,
    typer.Argument(
        callback=options.folded,
        metavar=mark("PLACE"),
        help=mark("The code or the name of a place."),
        autocompletion=complete.complete_place,
    ),
]
Person = Annotated[
    str | None,
    typer.Argument(
        callback=options.small,
        metavar=mark("STAFF"),
        help=mark("The staff code of a person, such as c003."),
        autocompletion=complete.complete_staff,
    ),
]
Role = Annotated[
    str | None,
    fields.one(
        "--role", mark("ROLE"), mark("The post, as in ledger.yaml."), complete.complete_role
    ),
]
Elsewhere = Annotated[
    str | None,
    fields.one("--post", mark("TEXT"), mark("The post that the person holds elsewhere.")),
]
FullTime = Annotated[
    bool, typer.Option("--full-time", help=mark("The person works there full time."))
]
Since = Annotated[date | None, fields.first_day(mark("The first day (default: today)."))]
Until = Annotated[
    date | None, fields.last_day(mark("The last day; without --since it ends what runs."))
]
Last = Annotated[date | None, fields.last_day(mark("The last day (default: today)."))]
Tie = Annotated[
    str | None,
    fields.one(
        "--kind",
        mark("KIND"),
        mark("The kind of tie, as in ledger.yaml."),
        complete.complete_binding,
    ),
]
Unit = Annotated[
    str | None, fields.one("--unit", mark("UNIT"), mark("The unit."), complete.complete_unit)
]
Team = Annotated[
    str | None,
    fields.one(
        "--group",
        mark("GROUP"),
        mark("The code of a group."),
        complete.complete_team,
        options.small,
    ),
]


def post(
    ctx: typer.Context,
    place: Place = None,
    person: Person = None,
    role: Role = None,
    post: Elsewhere = None,
    full_time: FullTime = False,
    since: Since = None,
    until: Until = None,
) -> None:
    """Let somebody take up a post at a place; with --until alone, the post held there ends.

    Examples:
        tz station post WL2 c009 --role worker --full-time --since 2026-07-01
        tz station post WL2 c009 --until 2026-06-30
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place, person = place_of(here, place), _person(here, person)
    if role is None and (since or not until):
        role = ask.missing(here, "--role", _("Post"), "role")
    tied = here.ledger.post(
        place, person, role, since=since, until=until, post=post, full_time=full_time
    )
    _done(here, tied)


def delegate(
    ctx: typer.Context,
    place: Place = None,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    note: options.Note = None,
) -> None:
    """Let somebody sign in the head's stead for a time; with --until alone, that ends earlier.

    Examples:
        tz station delegate WL1 c002 --since 2026-07-01 --until 2026-07-15 --note 培训
        tz station delegate WL1 c002 --until 2026-07-10
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place, person = place_of(here, place), _person(here, person)
    _done(here, here.ledger.delegate(place, person, since=since, until=until, note=note))


def bind(
    ctx: typer.Context,
    place: Place = None,
    kind: Tie = None,
    person: options.Person = None,
    unit: Unit = None,
    group: Team = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Tie a person, a unit or a group to a place; ledger.yaml says which ties there are.

    Examples:
        tz station bind WL101 --kind leader --person c031 --since 2026-07-01
        tz station bind WL101 --kind 单位包村 --unit 县水务局
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place = place_of(here, place)
    kind = kind or ask.missing(here, "--kind", _("Kind of tie"), "binding")
    if not (person or unit or group):
        person, unit, group = _holder(here, kind)
    _done(
        here,
        here.ledger.bind(
            place, kind, person=person, unit=unit, group=group, since=since, until=until
        ),
    )


def unbind(
    ctx: typer.Context,
    place: Place = None,
    kind: Tie = None,
    person: options.Person = None,
    unit: Unit = None,
    group: Team = None,
    until: Last = None,
) -> None:
    """End a tie to a place; what is named must leave exactly one.

    Examples:
        tz station unbind WL101 --kind leader --until 2026-06-30
        tz station unbind WL101 --unit 县水务局
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place = place_of(here, place)
    tied = here.ledger.unbind(place, kind, person=person, unit=unit, group=group, until=until)
    _done(here, tied)


def place_of(here: Context, place: str | None) -> str:
    """The place that is named, or that is answered at the terminal."""
    return place or ask.missing(here, _("PLACE"), _("Place"), "place")


def _person(here: Context, person: str | None) -> str:
    if person is None:
        ask.demand(here, _("STAFF"))
        person = ask.suggest(_("Staff code"), here.ledger.complete("staff", ""))
    return options.small(person) or person


def _holder(here: Context, kind: str) -> tuple[str | None, str | None, str | None]:
    """Ask who is tied, after the kind of the tie."""
    rules = {rule["code"]: rule["of"] for rule in here.ledger.written_rules.get("bindings", [])}
    match rules.get(here.ledger.term("binding", kind) or kind):
        case "person":
            return ask.missing(here, "--person", _("Person"), "staff"), None, None
        case "unit":
            return None, ask.missing(here, "--unit", pgettext("tie", "Unit"), "unit"), None
        case "group":
            return None, None, ask.missing(here, "--group", _("Group"), "team")
    return None, None, None


def _done(here: Context, tied: "Tied") -> None:
    """Say who has to do with the place, in what, and from when to when."""
    node, tie = tied
    terms = here.ledger.terms("role") | here.ledger.terms("binding")
    names = [getattr(tie, name, None) for name in ("kind", "person", "unit", "group", "role")]
    who = " ".join(terms.get(name, name) for name in names if name)
    said = from_to(who, tie.since, tie.until)
    data = {"place": node.code, **tie.plain()}
    answers.done(here, about(f"{node.code} {node.name}", said), data, *unfit(here, node.code))


def unfit(here: Context, place: str) -> list[str]:
    """What ledger.yaml wants of the place otherwise."""
    return [problem.sentence for problem in here.ledger.unfit(place)]
