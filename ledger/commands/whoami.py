"""`tz whoami`: who is writing in this copy of the ledger."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands.completion import complete_staff
from ledger.commands.line.options import small
from ledger.commands.showing import answers
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

Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar=mark("PATH"),
        help=mark("Sign what you write with this ssh key (the private file)."),
    ),
]
NoKey = Annotated[bool, typer.Option("--no-key", help=mark("Write without a signature again."))]


def whoami(ctx: typer.Context, code: Code = None, key: Key = None, no_key: NoKey = False) -> None:
    """Say who writes in this copy of the ledger, or be somebody from now on.

    Examples:
        tz whoami
        tz whoami c003
        tz whoami c003 --key ~/.ssh/id_ed25519
    """
    from ledger.book import signers

    here = ctx.obj
    if code:
        here.ledger.be(code)
    who = here.ledger.require_who()
    if no_key:
        signers.drop_key(here.ledger)
    if key:
        signers.use_key(here.ledger, who, here.path(key))
    signing = signers.key_of(here.ledger.git, who)
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
    more = [_("What you write is signed with {key}").format(key=signing)] if signing else []
    data = {"who": who, "posts": posts, "key": str(signing) if signing else None}
    answers.done(here, said, data, *more)
