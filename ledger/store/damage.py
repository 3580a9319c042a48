"""When git cannot read or write what it keeps: its complaint becomes an error that helps."""

import re

from ledger.errors import DamagedError, DiskRefusedError, GitFailedError, NotReadyError
from ledger.words import gettext as _
from ledger.words import mark

# What git says, in English by LC_ALL=C, of objects and references that are torn, empty or gone.
_BROKEN = (
    r"(?i)is empty|corrupt|bad (?:object|tree|signature)|could not read|unable to (?:read|unpack)"
    r"|failed to read|missing (?:blob|tree|commit)|appears to be broken|inflate|garbage at end"
    r"|not a valid (?:object|commit)(?: name)?:? (?:HEAD|[0-9a-f]{40})"
    r"|not a (?:git repository|tree object)"
)

_BROKEN_INDEX = r"index file (?:corrupt|smaller than)|unknown index entry|bad signature 0x"
"""The same of git's own index: nothing but a list, which can be made anew."""

_REFUSALS = {
    r"No space left on device|Out of diskspace": mark("the disk is full; make room"),
    r"Disk quota exceeded": mark("your share of the disk is used up; make room"),
    r"Input/output error": mark("the disk fails; have it looked at"),
    r"Read-only file system": mark("the disk may only be read; give access to it"),
    r"(?i)(?:could not|couldn't) (?:write|set)|write error|unable to write": mark(
        "a file cannot be written; look at the disk"
    ),
}


def refusal(said: str) -> str | None:
    """What the disk refused, and what to do, by the words of git or of the system."""
    return next((_(why) for words, why in _REFUSALS.items() if re.search(words, said)), None)


def failure(command: str, said: str) -> GitFailedError:
    """The error for a git command that failed: damage where git names it, a disk that refuses."""
    if re.search(_BROKEN_INDEX, said) and not refusal(said):
        torn = _(
            ".git/index cannot be read; “tz doctor --fix” makes it anew, and no record is lost"
        )
        return NotReadyError(command, torn)
    if re.search(_BROKEN, said):
        return DamagedError(command, said)
    if why := refusal(said):
        return DiskRefusedError(command, why)
    return GitFailedError(command, said)
