"""The book: everything that can be done with a ledger, as a Python interface."""

from ledger.book.ledger import Ledger

__all__ = ["Ledger"]
