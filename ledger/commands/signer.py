"""`tz signer`: whose keys this copy of the ledger trusts."""

from typing import Annotated

import typer

from ledger.commands.completion import complete_staff
from ledger.commands.context import Context
from ledger.commands.line.options import small
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

Person = Annotated[
    str,
    typer.Argument(
        metavar=mark("STAFF"),
        help=mark("Whose key it is."),
        callback=small,
        autocompletion=complete_staff,
    ),
]
Key = Annotated[
    str,
    typer.Argument(
        metavar=mark("KEY"), help=mark("The public key: the file id_….pub, or its line in quotes.")
    ),
]

Gone = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("KEY"),
        help=mark("The public key, as for “signer add”; without it, all keys of that person."),
    ),
]


def add(ctx: typer.Context, person: Person, key: Key) -> None:
    """Trust a key to sign for a member of staff, in this copy of the ledger.

    Take the key from the person's own hand: what comes with a ledger proves nothing.

    Examples:
        tz signer add c003 /media/usb/c003.pub
        tz signer add c003 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5…"
    """
    from ledger.book import signers

    here: Context = ctx.obj
    found = signers.pin(here.ledger, person, key)
    said = _("This key signs for {person} now: {key}").format(person=person, key=found)
    answers.done(here, said, {"person": person, "key": str(found)})


def remove(ctx: typer.Context, person: Person, key: Gone = None) -> None:
    """Trust a lost or retired key no more; what it signed until now stays signed.

    What counts is what stands in the ledger now, and not the date in a signature: whoever finds a
    lost key can write any date.

    Examples:
        tz signer remove c003
        tz signer remove c003 /media/usb/c003.pub
    """
    from ledger.book import signers

    here: Context = ctx.obj
    git = here.ledger.git
    used = signers.key_of(git, person)
    gone = signers.remove(here.ledger, person, key)
    said = _("Keys of {person} removed: {n}; what they signed until now stays good")
    unsigned = _("What {person} writes here is no longer signed; “tz whoami --key” takes a new key")
    answers.done(
        here,
        said.format(n=len(gone), person=person),
        {"person": person, "keys": [str(one.key) for one in gone]},
        *([unsigned.format(person=person)] if used and not signers.key_of(git, person) else []),
    )


def list_(ctx: typer.Context) -> None:
    """Show the keys that this copy of the ledger trusts.

    Examples:
        tz signer list
        tz signer list --format json
    """
    from ledger.book import signers
    from ledger.views.listing import Column, Listing

    here: Context = ctx.obj
    rows = [
        {
            "person": one.who.partition("@")[0],
            "type": one.key.type,
            "key": one.key.body,
            "removed": one.removed,
        }
        for one in signers.pinned(here.ledger)
    ]
    columns = [
        Column("person", _("Person")),
        Column("type", _("Kind of key")),
        Column("key", _("Key"), flexible=True, least=20),
        *([Column("removed", _("Removed"))] if any(row["removed"] for row in rows) else []),
    ]
    answers.answer(
        here, Listing(_("Trusted keys"), columns, rows, empty=_("No key is trusted yet."))
    )
