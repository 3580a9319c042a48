"""Why a command cannot go on: each error makes its own sentence and knows its exit code.

An error is raised with data, not with text; `ledger.main` catches it once. Anything that is not a
LedgerError is a fault of the program.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar

from ledger.labels import label
from ledger.words import about
from ledger.words import gettext as _


class ExitCode(IntEnum):
    """How a command ended; the numbers are part of the interface."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NO_LEDGER = 3
    NO_RECORD = 4
    REFUSED = 5
    IN_THE_WAY = 6
    GIT_FAILED = 7
    SHEET_REFUSED = 8
    INTERRUPTED = 130


class LedgerError(Exception):
    """Base of all expected errors; not to be raised itself."""

    exit_code: ClassVar[ExitCode] = ExitCode.PROBLEMS

    @property
    def code(self) -> str:
        """The stable word for scripts: `UnknownRecordError` is `unknown-record`."""
        name = type(self).__name__.removesuffix("Error")
        return "".join("-" + c.lower() if c.isupper() else c for c in name).lstrip("-")

    def sentence(self) -> str:
        """What happened, where, and what to do, in the language in force."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.sentence()


class UsageError(LedgerError):
    """A value on the command line cannot be read; `why` is a translated sentence."""

    exit_code = ExitCode.USAGE

    def __init__(self, option: str, why: str) -> None:
        super().__init__(option, why)
        self.option = option
        self.why = why

    def sentence(self) -> str:
        return about(self.option, self.why)


class NotALedgerError(LedgerError):
    """No ledger here or above."""

    exit_code = ExitCode.NO_LEDGER

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder

    def sentence(self) -> str:
        return _(
            "{folder}: no ledger here or in a folder above (no ledger.yaml in a git repository); "
            "go to the ledger's folder, name it with -C, or make one with “tz init”"
        ).format(folder=self.folder)


class UnknownRecordError(LedgerError):
    """Nothing has this name; `near` come close; `in_settings`: ledger.yaml says what there is."""

    exit_code = ExitCode.NO_RECORD

    def __init__(
        self, kind: str, name: str, near: Sequence[str] = (), *, in_settings: bool = False
    ) -> None:
        super().__init__(kind, name, near)
        self.kind = kind
        self.name = name
        self.near = tuple(near)
        self.in_settings = in_settings

    def sentence(self) -> str:
        said = _("no {kind} “{name}” in this ledger").format(kind=_(self.kind), name=self.name)
        if self.near:
            return said + _("; did you mean {near}?").format(near=_(", ").join(self.near))
        if self.in_settings:
            return said + _("; ledger.yaml lists those that there are")
        if self.kind == "operation":
            return said + _("; “tz ops” lists those that there are")
        if self.kind == "household":
            return said + _("; “tz list households --place VILLAGE --full” shows who there is")
        return said + _("; “tz list” and “tz search” show what there is")


class AmbiguousIdError(LedgerError):
    """More than one record answers to this part of an id."""

    exit_code = ExitCode.NO_RECORD

    def __init__(self, part: str, matches: Sequence[str]) -> None:
        super().__init__(part, matches)
        self.part = part
        self.matches = tuple(matches)

    def sentence(self) -> str:
        return _("“{part}” fits more than one record: {matches}; give more of the id").format(
            part=self.part, matches=_(", ").join(self.matches)
        )


class CheckSymbolError(LedgerError):
    """An id is mistyped: its check symbol does not fit."""

    exit_code = ExitCode.NO_RECORD

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _(
            "{name}: the check symbol at the end does not fit, so a symbol is mistyped or two are "
            "swapped; look at the id again"
        ).format(name=self.name)


class RefusedError(LedgerError):
    """A rule of the ledger forbids it; `why` is a translated sentence.

    `lacking` are the fields that it demands, where it is for want of them.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, why: str, lacking: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.lacking = tuple(lacking)

    def sentence(self) -> str:
        return self.why


class BeyondCalendarError(LedgerError):
    """A date lies in a year of whose rest days nothing is known."""

    exit_code = ExitCode.REFUSED

    def __init__(self, year: int, last: int | None) -> None:
        super().__init__(year, last)
        self.year = year
        self.last = last

    def sentence(self) -> str:
        said = _("the ledger has no calendar of {year}").format(year=self.year)
        if self.last is not None:
            said += _(" (its last is that of {last})").format(last=self.last)
        return said + _(
            ", so which days people work then is not known and not guessed; take the State "
            "Council's list in with “tz calendar import FILE”; “tz calendar fill” writes the years "
            "that the program knows"
        )


class InvalidRecordError(LedgerError):
    """The record would break a rule of its kind; nothing was written.

    `faults` are fields, each with a translated sentence; a command names its options instead.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def sentence(self) -> str:
        return _("; ").join(about(label(field), why) for field, why in self.faults)


class BrokenFileError(LedgerError):
    """A file of the ledger breaks a rule, so its record cannot be used; `problem` is its text."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def sentence(self) -> str:
        return _("{problem}; mend the file, then try again").format(problem=self.problem)


class UnsoundRulesError(BrokenFileError):
    """ledger.yaml contradicts itself, so what rests on its rules is not answered."""

    def sentence(self) -> str:
        return _(
            "{problem}; what rests on the rules waits until ledger.yaml is mended, see “tz check "
            "--rules”"
        ).format(problem=self.problem)


class InTheWayError(LedgerError):
    """The work tree holds something that a write would destroy."""

    exit_code = ExitCode.IN_THE_WAY

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(paths)
        self.paths = tuple(paths)

    def sentence(self) -> str:
        return _(
            "{paths}: edited by hand and not yet part of the ledger, so nothing was written; take "
            "the edit in with “tz adopt”, or put the file back with “tz restore”, and try again"
        ).format(paths=_(", ").join(self.paths))


class BusyError(LedgerError):
    """Another command is writing."""

    exit_code = ExitCode.IN_THE_WAY

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder

    def sentence(self) -> str:
        return _(
            "the ledger is being written by another command ({holder}); nothing was written, "
            "try again in a moment"
        ).format(holder=self.holder)


class GitMissingError(LedgerError):
    """There is no git, or one too old to trust."""

    exit_code = ExitCode.GIT_FAILED

    def __init__(self, found: str | None, needed: str) -> None:
        super().__init__(found, needed)
        self.found = found
        self.needed = needed

    def sentence(self) -> str:
        if self.found is None:
            return _(
                "git is not installed or not on the path; install git {needed} or newer"
            ).format(needed=self.needed)
        return _("git {found} is too old; install git {needed} or newer").format(
            found=self.found, needed=self.needed
        )


class GitFailedError(LedgerError):
    """A git command failed; the ledger is as it was before."""

    exit_code = ExitCode.GIT_FAILED

    def __init__(self, command: str, said: str) -> None:
        super().__init__(command, said)
        self.command = command
        self.said = said

    def sentence(self) -> str:
        return _(
            "git {command} failed and nothing was written: {said}; “tz check” tells what is wrong"
        ).format(command=self.command, said=self.said.strip() or _("no reason given"))


class DamagedError(GitFailedError):
    """What git keeps cannot be read; `said` tells which part of it."""

    def sentence(self) -> str:
        return _(
            "the ledger's history cannot be read ({said}), and nothing was written; leave this "
            "folder as it is, look with “tz doctor”, and make the ledger anew from a backup with "
            "“tz rescue BACKUP DIR”"
        ).format(said=" ".join(self.said.split()) or _("no reason given"))


class DiskRefusedError(GitFailedError):
    """The disk refused what git was to write; `said` is a translated reason and remedy."""

    exit_code = ExitCode.IN_THE_WAY

    def sentence(self) -> str:
        return _("nothing was written: {reason}, then try again; the ledger is as it was").format(
            reason=self.said
        )


class NotReadyError(GitFailedError):
    """Nothing can be written as the repository stands; `said` is a translated sentence."""

    def sentence(self) -> str:
        return self.said


class CannotSignError(LedgerError):
    """The clerk's key does not sign; `why` is a translated sentence."""

    exit_code = ExitCode.GIT_FAILED

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def sentence(self) -> str:
        return _("not signed, and nothing was written: {why}").format(why=self.why)


class CannotWriteError(LedgerError):
    """The disk or the folder refuses."""

    exit_code = ExitCode.IN_THE_WAY

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def sentence(self) -> str:
        return _("{path}: cannot be written ({reason}); nothing was changed").format(
            path=self.path, reason=self.reason
        )


class DamagedIndexError(LedgerError):
    """The index could not be read; it holds nothing that the files do not."""

    exit_code = ExitCode.IN_THE_WAY

    def sentence(self) -> str:
        return _(
            "the index was damaged and has been thrown away, nothing else is touched; "
            "give the command again, which makes the index anew"
        )


class DiskError(LedgerError):
    """The system refused a file operation; what was acknowledged before stands."""

    exit_code = ExitCode.IN_THE_WAY

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "{path}: {reason}; make room or give access, then try again: the ledger is whole"
        ).format(path=self.path or _("the disk"), reason=self.reason)


class ShortageError(LedgerError):
    """The system gives no more memory, files or processes, or ended a process for want of them."""

    exit_code = ExitCode.IN_THE_WAY

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "the system has too little left for this ({reason}); close other programs and try "
            "again: the ledger is whole"
        ).format(reason=self.reason)


class ScriptError(LedgerError):
    """A line of a script that is played cannot be read, or its command was refused."""

    exit_code = ExitCode.REFUSED

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why

    def sentence(self) -> str:
        return about(_("line {n} of the script").format(n=self.line), self.why)


class SheetRefusedError(LedgerError):
    """A spreadsheet cannot be taken in; `where` is the file and the cell, `why` a sentence."""

    exit_code = ExitCode.SHEET_REFUSED

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def sentence(self) -> str:
        return about(self.where, self.why)
