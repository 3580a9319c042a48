"""The book: everything that can be done with a ledger, as a Python interface."""

from ledger.book.ledger import Ledger
from ledger.index.queries import IssueFilter
from ledger.index.visits import VisitFilter

__all__ = ["IssueFilter", "Ledger", "VisitFilter"]
