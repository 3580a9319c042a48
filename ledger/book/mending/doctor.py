"""The doctor: looks at all that a ledger stands on, and mends what it says it can mend."""

from collections.abc import Iterator
from datetime import datetime

from ledger.book.creating import ATTRIBUTES
from ledger.errors import LedgerError
from ledger.index import health
from ledger.index.database import Index
from ledger.store import clock, configuration, leftovers, lost_head, surroundings
from ledger.store.finding import Finding, problem, sorted_by_weight
from ledger.store.git import Git
from ledger.store.lock import lock
from ledger.store.recover import recover
from ledger.store.worktree import reindex
from ledger.words import gettext as _


def examine(git: Git, now: datetime) -> list[Finding]:
    """All findings, the gravest first; also of a ledger that no other command can open."""
    found = [*_asked(git, surroundings.examine(git, now))]
    found += _asked(git, configuration.examine(git))
    found += _asked(git, leftovers.examine(git, ATTRIBUTES.encode()))
    if leftovers.is_whole(git):
        found += _asked(git, health.examine(Index(git)))
    return sorted_by_weight(found)


def _asked(git: Git, probe: Iterator[Finding]) -> Iterator[Finding]:
    """What a probe finds; where git gives up in the middle of it, that is a finding too."""
    try:
        yield from probe
    except LedgerError as error:
        yield problem(error.code, git.root.name, error.sentence())


def mend(git: Git, findings: list[Finding]) -> list[str]:
    """Mend what can be mended of these findings, and nothing else; sentences on what was done."""
    codes = {finding.code for finding in findings if finding.mends}
    done = surroundings.close(git) if "open" in codes else []
    if "head" in codes:
        done += lost_head.restore(git)
    if codes & {"lock", "interrupted", "moved", "leavings", "clock", "index", "git-index"}:
        with lock(git.make_state(), "doctor"):
            done += recover(git)
            done += leftovers.remove_unfinished(git) if "leavings" in codes else []
            done += clock.accept(git) if "clock" in codes else []
            done += _relisted(git) if "git-index" in codes else []
            done += _rebuilt(git) if "index" in codes else []
    return done


def _relisted(git: Git) -> list[str]:
    reindex(git, git.head())
    return [_("git's own index was made anew from the last commit")]


def _rebuilt(git: Git) -> list[str]:
    index = Index(git)
    index.throw_away()
    index.db.execute("SELECT 1")
    index.close()
    return [_("the index was made anew from the files")]
