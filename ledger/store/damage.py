"""When git cannot read what it keeps: its complaint becomes an error that says what to do."""

import re

from ledger.errors import DamagedError, GitFailedError

# What git says, in English by LC_ALL=C, of objects and references that are torn, empty or gone.
_BROKEN = re.compile(
    r"(?i)is empty|corrupt|bad (?:object|tree|signature)|could not read|unable to (?:read|unpack)"
    r"|failed to read|missing (?:blob|tree|commit)|appears to be broken|inflate|garbage at end"
    r"|not a valid (?:object|commit)(?: name)?:? (?:HEAD|[0-9a-f]{40})"
    r"|not a (?:git repository|tree object)"
)


def failure(command: str, said: str) -> GitFailedError:
    """The error for a git command that failed: damage where git names damage."""
    kind = DamagedError if _BROKEN.search(said) else GitFailedError
    return kind(command, said)
