"""Questions at a terminal: what the command line leaves out is asked for, one value at a time.

Ctrl-C or the end of input at any question stops the command before it writes anything.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

import typer

from ledger.commands.asking.choices import Choice, folded, matches
from ledger.commands.context import Context
from ledger.commands.line.chinese import option as named
from ledger.errors import ExitCode, UsageError
from ledger.rules.dates import Toward, meant
from ledger.words import about
from ledger.words import gettext as _

_PAGE = 20
"""So many choices are shown at once."""
_NEXT = frozenset({"+", ">", "下页"})
_HELP = "?"
_FREE = frozenset({"unit"})
"""What the ledger only knows from use, so that a new one is as good as one of those."""

Take = Callable[[str, Sequence[Choice]], list[Choice]]
"""How an answer is read: as one choice, or as several."""


def missing(here: Context, option: str, label: str, kind: str | None = None) -> str:
    """Ask for a value that the command line leaves out.

    Args:
        here: The circumstances of the command.
        option: The option that would have given the value, such as `--place`.
        label: The question, in the language in force.
        kind: What of the ledger there is to choose from (see `Ledger.complete`), if not free
            text; what is chosen becomes the default of the next time.

    Raises:
        UsageError: Naming the option, where nobody can be asked.
    """
    demand(here, option)
    if kind is None:
        return text(label)
    choices, last = here.ledger.complete(kind, ""), here.memory.last(option)
    answer = suggest(label, choices, last) if kind in _FREE else choose(label, choices, last)
    here.memory.note(option, answer)
    return answer


def demand(here: Context, option: str) -> None:
    """Refuse to go on without a value where nobody can be asked for it."""
    if not here.interactive:
        raise UsageError(named(option), _("is needed; it is asked for only at a terminal"))


def require_yes(question: str, default: str) -> None:
    """Ask whether to go on; after a no the command ends here, and nothing was written."""
    if choose(question, [("yes", _("yes")), ("no", _("no"))], default) == "no":
        _tell(_("Nothing was written."))
        raise typer.Exit(ExitCode.INTERRUPTED)


def text(label: str, default: str | None = None, *, required: bool = True) -> str:
    """Ask for a line of text; Enter gives the default."""
    while True:
        answer = _line(label, default).strip()
        if answer or default is not None or not required:
            return answer or default or ""
        _tell(_("Something is needed here; Ctrl-C stops."))


def when(label: str, today: date, toward: Toward, default: date | None = None) -> date:
    """Ask for a date until one can be read; Enter gives the default."""
    while True:
        answer = text(label, default.isoformat() if default else None)
        try:
            return meant(answer, today, toward)
        except ValueError as error:
            _tell(str(error))


def choose(label: str, choices: Sequence[Choice], default: str | None = None) -> str:
    """Ask for one of several values: by number, value, part of the text or pinyin initials."""
    return _chosen(label, choices, default, _one)[0]


def suggest(label: str, choices: Sequence[Choice], default: str | None = None) -> str:
    """Ask for a value that may be one of those known or a new one."""
    return _chosen(label, choices, default, _one_or_new)[0] if choices else text(label, default)


def many(label: str, choices: Sequence[Choice], *, required: bool = True) -> list[str]:
    """Ask for several values, with commas of either kind between them; Enter alone means none."""
    return _chosen(label, choices, None, _several, required=required)


def _chosen(
    label: str,
    choices: Sequence[Choice],
    default: str | None,
    take: Take,
    *,
    required: bool = True,
) -> list[str]:
    """Show the choices and ask until the answer names what is wanted."""
    if not choices:
        raise UsageError(label, _("there is nothing to choose from in this ledger yet"))
    known = default if default and _fits(default, choices, take) else None
    hint = _called((known, dict(choices).get(known, ""))) if known else None
    page = _show(choices, 0)
    while True:
        answer = folded(_line(label, hint)) or known or (_HELP if required else "")
        if not answer:
            return []
        if answer in _NEXT:
            page = _show(choices, page)
        elif answer == _HELP:
            page = _show(choices, 0)
            _tell(_("Give a number, a part of the text, or the initials of its pinyin."))
        else:
            try:
                return [value for value, _text in take(answer, choices)]
            except _UnclearError as unclear:
                _tell(str(unclear))
                _show_some(choices, unclear.near[:_PAGE])
                if more := len(unclear.near[_PAGE:]):
                    _tell(_("  … {n} more; say more of it").format(n=more))


def _fits(default: str, choices: Sequence[Choice], take: Take) -> bool:
    try:
        return bool(take(default, choices))
    except _UnclearError:
        return False


class _UnclearError(ValueError):
    """An answer fits no choice or more than one."""

    def __init__(self, answer: str, near: Sequence[Choice]) -> None:
        fits = _("“{answer}” fits more than one:") if near else _("“{answer}” fits nothing.")
        super().__init__(fits.format(answer=answer))
        self.near = near


def _one(answer: str, choices: Sequence[Choice]) -> list[Choice]:
    found = matches(answer, choices)
    if len(found) != 1:
        raise _UnclearError(answer, found)
    return found


def _one_or_new(answer: str, choices: Sequence[Choice]) -> list[Choice]:
    return _one(answer, choices) if matches(answer, choices) else [(answer, answer)]


def _several(answer: str, choices: Sequence[Choice]) -> list[Choice]:
    parts = [part.strip() for part in re.split(r"[,、;]|(?<=\d)\s+(?=\d)", answer)]
    found = [choice for part in parts if part for choice in _one(part, choices)]
    return list(dict.fromkeys(found))


def _show(choices: Sequence[Choice], start: int) -> int:
    """Print a page of the choices; returns where the next page starts (0: there is none)."""
    _show_some(choices, choices[start : start + _PAGE])
    following = start + _PAGE
    if following >= len(choices):
        return 0
    _tell(_("  … {n} more: + shows them").format(n=len(choices) - following))
    return following


def _show_some(choices: Sequence[Choice], some: Sequence[Choice]) -> None:
    digits = len(str(len(choices)))
    for choice in some:
        _tell(f"  {choices.index(choice) + 1:>{digits}}  {_called(choice)}")


def _called(choice: Choice) -> str:
    """A choice as a person reads it: what it is, and the value that stands for it."""
    value, reads = choice
    if not reads or reads == value:
        return value
    return _("{name} ({key})").format(name=reads, key=value)


def _line(label: str, default: str | None) -> str:
    """One line from the terminal, with its editing keys where there are any.

    There are none where the locale knows no Chinese: they would take its letters for keys.
    """
    from codecs import lookup
    from locale import getencoding

    if lookup(getencoding()).name != "ascii":
        with suppress(ImportError):
            import readline  # noqa: F401 - being imported is what it is for
    hint = f" [{default}]" if default else ""
    try:
        return input(about(label + hint, ""))
    except (EOFError, KeyboardInterrupt):
        raise typer.Abort from None


def _tell(sentence: str) -> None:
    typer.echo(sentence)
