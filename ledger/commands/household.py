"""`tz household add|pair|card`: a line of a village's register, and who looks after it."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import ties
from ledger.commands.asking import ask, fields, homes
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import mark

_PAIRED = {"id", "staff", "paired", "pairings"}

Name = Annotated[str | None, fields.one("--name", mark("TEXT"), mark("The head of the household."))]
Categories = Annotated[
    list[str],
    fields.many(
        "--category",
        mark("KIND"),
        mark("A kind of household."),
        complete.complete_household_category,
    ),
]
Group = Annotated[
    str | None, fields.one("--group", mark("TEXT"), mark("The villagers' group it belongs to."))
]
Size = Annotated[
    int | None, typer.Option("--size", min=1, max=99, help=mark("How many persons live in it."))
]
Phone = Annotated[
    str | None,
    fields.one("--phone", mark("NUMBER"), mark("A telephone number; - asks for it unseen.")),
]
Address = Annotated[str | None, fields.one("--address", mark("TEXT"), mark("Where it lives."))]
Confidential = Annotated[
    bool, typer.Option("--confidential", help=mark("Keep it from handlers and lists."))
]
Card = Annotated[
    date | None,
    typer.Option(
        "--card",
        parser=str,
        callback=options.past,
        metavar=mark("DATE"),
        help=mark("The day the contact card was handed over."),
    ),
]
Home = Annotated[
    str | None,
    typer.Argument(
        callback=options.capitals,
        metavar=mark("HOUSEHOLD"),
        help=mark("The number of a household, such as WL03-0127."),
        autocompletion=complete.complete_household,
    ),
]
End = Annotated[bool, typer.Option("--end", help=mark("Nobody is paired with it any more."))]
Away = Annotated[bool, typer.Option("--away", help=mark("Nobody has been at home for long."))]


def add(
    ctx: typer.Context,
    category: Categories,
    place: options.Place = None,
    name: Name = None,
    group: Group = None,
    size: Size = None,
    person: options.Person = None,
    phone: Phone = None,
    address: Address = None,
    confidential: Confidential = False,
    away: Away = False,
    card: Card = None,
    note: options.Note = None,
) -> None:
    """Add a household to the register of its village; it gets the next number there.

    Examples:
        tz household add --place WL101 --name 甲大田 --group 一组 --category 脱贫户
        tz household add --place WL101 --name 乙小河 --person c003 --size 4
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place = place or ask.missing(here, "--place", _("Village"), "village")
    if name is None or not name.strip():
        name = ask.missing(here, "--name", _("Head of the household"))
        kinds = here.ledger.complete("household category", "")
        if kinds and not category:
            category = ask.many(_("Kinds (Enter: none)"), kinds, required=False)
        group = group or ask.text(_("Group (Enter: none)"), required=False) or None
    if phone == "-":
        ask.demand(here, "--phone")
        phone = typer.prompt(_("Telephone"), hide_input=True)
    home = here.ledger.add_household(
        place=place,
        name=name,
        categories=category,
        group=group,
        size=size,
        staff=person,
        phone=phone,
        address=address,
        confidential=confidential or None,
        away=away or None,
        card=card,
        note=note,
    )
    answers.done(here, _("Added household {id}").format(id=home.id), {"id": home.id})


def pair(
    ctx: typer.Context,
    on: options.On,
    household: Home = None,
    person: ties.Person = None,
    end: End = False,
) -> None:
    """Pair a household with a member of staff; who was paired with it before is kept.

    Examples:
        tz household pair WL101-0003 c003
        tz household pair WL101-0003 --end --on 2026-06-30
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    household = _home(here, household)
    if person is None and not end:
        person = ask.missing(here, _("STAFF"), _("Staff code"), "staff")
    if person and end:
        raise UsageError(option("--end"), _("goes with no new person"))
    home = here.ledger.pair(household, person, on)
    if home.staff:
        said = _("{household} is paired with {person} from {day}")
    else:
        said = _("{household} is paired with nobody from {day}")
    sentence = said.format(household=home.id, person=home.staff, day=on)
    answers.done(here, sentence, home.model_dump(mode="json", include=_PAIRED))


def card(ctx: typer.Context, on: options.On, household: Home = None) -> None:
    """Write down that a household was handed the contact card (连心卡).

    Examples:
        tz household card WL101-0003
        tz household card WL101-0003 --on 2026-06-12
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    home = here.ledger.card(_home(here, household), on)
    said = _("{household} was handed the contact card on {day}")
    sentence = said.format(household=home.id, day=home.card)
    answers.done(here, sentence, {"id": home.id, "card": home.card})


def _home(here: Context, household: str | None) -> str:
    if household is None:
        village = ask.missing(here, _("HOUSEHOLD"), _("Village"), "village")
        household = ask.choose(_("Household"), homes.at(here, village))
    return household
