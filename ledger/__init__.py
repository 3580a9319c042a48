"""台账: a ledger of home visits and of what people ask for, kept as plain files in git."""

TYPE_CHECKING = False
"""To type checkers this is true; typing is not loaded for it before `main` minds Ctrl-C."""

if TYPE_CHECKING:
    from ledger.book import IssueFilter, Ledger, VisitFilter

__all__ = ["IssueFilter", "Ledger", "VisitFilter"]


def __getattr__(name: str) -> object:
    """Load the book when it is first asked for: the command line starts without it."""
    if name in __all__:
        from ledger import book

        return getattr(book, name)
    raise AttributeError(name)
