"""The tables of people: who is in which post, tied to which place, in which group."""

from collections.abc import Callable

from ledger.book.reading import names
from ledger.commands.context import Context
from ledger.index.ties import TieFilter
from ledger.views.listing import Column, Listing, shown
from ledger.words import gettext as _
from ledger.words import pgettext


def staff(here: Context, asked: TieFilter) -> Listing:
    """Who is in which post or group on a day; without a day also who was."""
    rows = here.ledger.posts(asked)
    columns = [
        Column("person", _("Staff code")),
        Column("role_name", _("Post")),
        Column("place", _("Station"), rank=1),
        Column("place_name", _("Name"), rank=2, flexible=True, least=10),
        Column("since", _("From"), rank=3),
        Column("until", _("To"), rank=4),
    ]
    if any(row["team"] for row in rows):
        columns.insert(4, Column("team", _("In group"), rank=5))
    return Listing(_("Staff"), columns, rows, total=len(rows), empty=_("Nobody is on the rolls."))


def bindings(here: Context, asked: TieFilter) -> Listing:
    """Who is tied to which place."""
    rows = here.ledger.bindings(asked)
    for row in rows:
        row["holder"] = row["person"] or row["unit"] or row["group"]
    return Listing(
        _("Ties"),
        [
            Column("place", _("Code")),
            Column("place_name", _("Place"), rank=1, flexible=True, least=10),
            Column("kind_name", _("Kind")),
            Column("holder", pgettext("tie", "Who"), flexible=True, least=10),
            Column("since", _("From"), rank=2),
            Column("until", _("To"), rank=3),
        ],
        rows,
        total=len(rows),
        empty=_("Nobody is tied to a place."),
    )


def groups(here: Context, asked: TieFilter) -> Listing:
    """The groups, with those who belong to them."""
    rows = here.ledger.groups(asked)
    for row in rows:
        row["members"], row["area"] = names(row["members"]), names(row["area"])
    return Listing(
        _("Groups"),
        [
            Column("code", _("Group")),
            Column("kind_name", _("Kind"), rank=1),
            Column("place_name", _("Place"), rank=2, flexible=True, least=10),
            Column("members", _("Members"), flexible=True, least=16, wrap=True, show=shown),
            Column("area", _("Area"), rank=3, flexible=True, least=10, show=shown),
        ],
        rows,
        total=len(rows),
        empty=_("No such group."),
    )


OF_TIES: dict[str, Callable[[Context, TieFilter], Listing]] = {
    "staff": staff,
    "bindings": bindings,
    "groups": groups,
}
