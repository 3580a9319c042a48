"""What was known at a time: the ledger as it stood at an older commit, for looking only."""

from datetime import datetime, time

from ledger.errors import RefusedError
from ledger.rules import dates
from ledger.store import history
from ledger.store.git import Git
from ledger.words import gettext as _


def pin(git: Git, said: str, now: datetime) -> datetime:
    """Let a repository answer from a day's last commit, or from the commit that is named.

    Returns:
        The moment that counts as now: the end of that day, or when that commit was made.

    Raises:
        RefusedError: there is no such commit, or none so early.
    """
    if commit := history.whole(git, said):
        git.known = commit
        return history.made(git, commit).astimezone(now.tzinfo)
    try:
        day = dates.read(said, now.date(), "past")
    except ValueError:
        raise RefusedError(
            _("“{said}” is neither a commit of this ledger nor a day").format(said=said)
        ) from None
    moment = min(now, datetime.combine(day, time(23, 59, 59), now.tzinfo))
    commit = history.last_by(git, moment)
    if not commit:
        raise RefusedError(
            _("nothing was written down by {day}; the ledger begins later").format(day=day)
        )
    git.known = commit
    return moment
