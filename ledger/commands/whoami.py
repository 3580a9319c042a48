"""`tz whoami`: who is writing in this copy of the ledger."""

from typing import Annotated

import typer

from ledger.commands import answers
from ledger.commands.completion import complete_staff
from ledger.commands.options import small
from ledger.words import gettext as _
from ledger.words import mark

Code = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("STAFF"),
        help=mark("Your staff code."),
        autocompletion=complete_staff,
        callback=small,
    ),
]


def whoami(ctx: typer.Context, code: Code = None) -> None:
    """Say who writes in this copy of the ledger, or be somebody from now on.

    Examples:
        tz whoami
        tz whoami c003
    """
    here = ctx.obj
    if code:
        here.ledger.be(code)
    who = here.ledger.require_who()
    posts = [
        _("{role} of {place} {name}").format(
            role=row["role_name"] or row["role"], place=row["place"], name=row["place_name"]
        )
        for row in here.ledger.staff(here.today)
        if row["person"] == who
    ]
    said = _("You are {who}: {posts}").format(
        who=who, posts=_(", ").join(posts) or _("no post today")
    )
    answers.done(here, said, {"who": who, "posts": posts})
