"""Asking for households: those of a place as choices, by number, masked name and group."""

from ledger.commands.asking import ask
from ledger.commands.asking.choices import Choice
from ledger.commands.context import Context
from ledger.words import gettext as _


def at(here: Context, place: str) -> list[Choice]:
    """The households of a place; whoever sits beside the clerk reads no whole name."""
    from ledger.rules import masks

    found = here.ledger.households(here.ledger.place(place))
    return [(home["id"], _called(home, masks.name(home["name"]))) for home in found]


def _called(home: dict[str, str], masked: str) -> str:
    name = _("confidential") if home["confidential"] else masked
    return " ".join(part for part in (name, home["circle"]) if part)


def met(here: Context, place: str) -> list[str]:
    """Ask for the households met, if the place has any in its register."""
    homes = at(here, place)
    return ask.many(_("Households met (Enter: none)"), homes, required=False) if homes else []


def reporter(here: Context, place: str) -> str | None:
    """Ask for the household that raised a matter, if the place has any in its register."""
    homes = at(here, place)
    found = ask.many(_("Reporter (Enter: none)"), homes, required=False) if homes else []
    return found[0] if found else None
