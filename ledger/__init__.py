"""台账: a ledger of home visits and of what people ask for, kept as plain files in git."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.book import Ledger

__all__ = ["Ledger"]


def __getattr__(name: str) -> object:
    """Load the book when it is first asked for: the command line starts without it."""
    if name == "Ledger":
        from ledger.book import Ledger

        return Ledger
    raise AttributeError(name)
