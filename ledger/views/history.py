"""What `tz log` shows: who changed what, when, by which command."""

from collections.abc import Sequence

from ledger.views.listing import Column, Listing, Row, shown
from ledger.words import gettext as _


def history(title: str, rows: Sequence[Row], *, total: int | None = None) -> Listing:
    """The listing of changes.

    Each row has `at` (datetime), `who`, `command`, `record`, `changes` (a sequence of
    `(field, old, new)`, `None` for what was not there) and `commit`.
    """
    return Listing(
        title,
        [
            Column("at", _("When")),
            Column("who", _("Who")),
            Column("command", _("Command"), rank=2),
            Column("record", _("Record"), rank=1),
            Column("changes", _("Change"), flexible=True, least=20, wrap=True, show=changes),
            Column("commit", _("Commit"), rank=3, show=lambda commit: str(commit)[:8]),
        ],
        rows,
        total=total,
        empty=_("No changes yet."),
    )


def changes(found: Sequence[tuple[str, object, object]]) -> str:
    """Changes of fields as a person reads them: `field: old → new`."""
    return _("; ").join(change(*one) for one in found)


def change(field: str, old: object, new: object) -> str:
    """One change of a field."""
    if old is None:
        return f"{field}: {shown(new)}"
    return f"{field}: {shown(old)} → {shown(new) or '∅'}"
