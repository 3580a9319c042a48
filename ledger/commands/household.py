"""`tz household add`: a line of a village's register."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import answers, ask, fields, options
from ledger.commands import completion as complete
from ledger.commands.context import Context
from ledger.words import gettext as _
from ledger.words import mark

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
