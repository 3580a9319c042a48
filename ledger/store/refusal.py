"""Why a file is not read: the error, and the sentences that both readers share."""

from typing import Any, TypeAlias

from ledger.errors import LedgerError
from ledger.words import about
from ledger.words import gettext as _

Data: TypeAlias = Any
"""What a library hands back before anything is known of it."""

DEPTH = 12
"""How deep mappings and lists may be nested."""

LONGEST = 10_000
"""How many items a list may have."""
SMALL = 6_000
"""Characters that ruamel reads within a few hundredths of a second."""


class YamlError(LedgerError):
    """A file is not the YAML that a ledger is written in; `why` is a translated sentence."""

    def __init__(self, path: str, line: int, why: str, column: int = 0) -> None:
        super().__init__(path, line, why)
        self.path = path
        self.line = line
        self.column = column
        self.why = why

    def sentence(self) -> str:
        """Where it stands and what is wrong there."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return about(":".join([self.path, *numbers]), self.why)


def refusal(path: str, text: str, at: int, why: str) -> YamlError:
    """The error for something at an offset of the text."""
    start = text.rfind("\n", 0, at) + 1
    return YamlError(path, text.count("\n", 0, at) + 1, why, at - start + 1)


def too_deep() -> str:
    """The sentence for nesting beyond what a record has."""
    return _("nested deeper than {limit} levels").format(limit=DEPTH)


def unreadable(reason: str) -> str:
    """The sentence around a library's own reason."""
    return _("not YAML that can be read: {reason}").format(reason=reason)


def no_machinery() -> str:
    """The sentence for what makes one text mean another."""
    return _("tags, anchors, aliases, merge keys and directives are not allowed; put it in quotes")


def explained(error: Exception, path: str) -> YamlError:
    """The error for what ruamel says, with line and column."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    reason = getattr(error, "problem", None) or str(error)
    return YamlError(path, line, unreadable(str(reason).splitlines()[0]), column)
