"""The clock against the history: no write goes back behind the last one by more than a day."""

import re
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from ledger.errors import LedgerError, RefusedError
from ledger.store.files import write_beside
from ledger.store.git import Git
from ledger.words import gettext as _

FIRST_YEAR = 2024
"""Before it there was no such program: a clock that says so was never set."""

SLACK = timedelta(days=1)
_COMMITTER = re.compile(rb"^committer [^\n]*> (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_OURS = b"\nCommand: "
_ACCEPTED = "clock"


def last_commit(git: Git) -> datetime | None:
    """When the commit of HEAD was made, by the clock of who made it; None if that is not known."""
    return _moment(_raw_head(git))


def _raw_head(git: Git) -> bytes:
    head = git.head()
    try:
        return zlib.decompress((git.dir / "objects" / head[:2] / head[2:]).read_bytes())
    except (OSError, zlib.error):  # packed, most likely
        with suppress(LedgerError):
            return git.ask("cat-file", "commit", "HEAD")
    return b""


def _moment(raw: bytes) -> datetime | None:
    found = _COMMITTER.search(raw.partition(b"\n\n")[0])
    with suppress(OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(int(found[1]), UTC) if found else None
    return None


def require_set(now: datetime) -> None:
    """Refuse to write by a clock that was never set.

    Raises:
        RefusedError: it says a year before there was such a program.
    """
    if now.year < FIRST_YEAR:
        said = now.isoformat(sep=" ", timespec="minutes")
        never = _("the clock says {now}, which cannot be, so nothing was written; set the clock")
        raise RefusedError(never.format(now=said))


def require_forward(git: Git, now: datetime) -> None:
    """Refuse to write at a time that cannot be.

    Raises:
        RefusedError: the clock was never set, or says a day before the last commit.
    """
    said = now.isoformat(sep=" ", timespec="minutes")
    raw = _raw_head(git)
    last = _moment(raw) if _OURS in raw else None  # plain git may pretend any time it likes
    if last is None or last.year >= FIRST_YEAR:  # a campaign of the past is played in its own years
        require_set(now)
    if last and last - now > SLACK and not accepted(git):
        back = _(
            "the clock says {now}, but the last commit is of {last}, so nothing was written; set "
            "the clock, or, if the last commit's time is wrong, “tz doctor --fix”"
        )
        before = last.astimezone(now.tzinfo).isoformat(sep=" ", timespec="minutes")
        raise RefusedError(back.format(now=said, last=before))


def accepted(git: Git) -> bool:
    """Whether somebody said that the time of the last commit is wrong, and ours right."""
    try:
        return (git.state / _ACCEPTED).read_text("ascii").strip() == git.head()
    except OSError:
        return False


def accept(git: Git) -> list[str]:
    """Take the time of the last commit as wrong; sentences on what was done."""
    kept = git.make_state() / _ACCEPTED
    write_beside(kept, f"{git.head()}\n".encode(), sync=True).replace(kept)
    return [_("the time of commit {id} is taken as wrong").format(id=git.head()[:10])]
