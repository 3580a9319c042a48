"""What is wrong with a command line, in one sentence of ours, with the nearest name that exists."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.commands.line.chinese import ENGLISH, option
from ledger.commands.line.registry import Entry, commands, elsewhere, find
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import language

_EXTRA = re.compile(r"unexpected extra argument\(s\) \((.*)\)$", re.DOTALL)
_QUOTED = re.compile(r"^'(?P<value>.*)' is not ", re.DOTALL)


def no_such_command(name: str, entries: Sequence[Entry]) -> UsageError:
    """The refusal of a command that is not in the table, with what may have been meant."""
    noun = next((e for e in commands() if e.verbs and e.verbs == tuple(entries)), None)
    if noun:
        near = [f"{_call(noun)} {n}" for n in _nearest(name, _names(entries))]
    else:
        near = [f"{_call(e)} {_call(verb)}" for e, verb in elsewhere(name)]
        near = near or [
            _call(e) for n in _nearest(name, _names(entries)) if (e := find(entries, n))
        ]
    return UsageError(name, _("there is no such command") + _meant([f"tz {n}" for n in near]))


def half_a_character(param: Any) -> UsageError:  # noqa: ANN401 - the parser's own classes
    """The refusal of bytes that are no text, such as those of a terminal that is not UTF-8."""
    return UsageError(_name(param), _("holds half a character; is the terminal set to UTF-8?"))


def explain(error: Any, command: str) -> UsageError:  # noqa: ANN401 - the parser's own classes
    """Say in our words what the parser refused.

    Args:
        error: The parser's exception; its classes are not public, so they are told by name.
        command: The words of the command that was given, such as `issue assign`.
    """
    from ledger.commands.line.help import localised

    whole = f"tz {command}".rstrip()
    name, why = _found(error, localised(f"{whole} ").rstrip())
    return UsageError(name, why + _(" (see “{page}”)").format(page=localised(f"{whole} --help")))


def _found(error: Any, whole: str) -> tuple[str, str]:  # noqa: ANN401
    """What is wrong, and how."""
    name, why = whole, str(error.message)
    match type(error).__name__:
        case "NoSuchOption":
            near = [option(ENGLISH.get(n, n)) for n in error.possibilities or ()]
            name, why = error.option_name, _("there is no such option") + _meant(near)
        case "MissingParameter":
            name, why = _name(error.param), _("is needed and was not given")
        case "BadParameter" if error.param is not None:
            name, why = _name(error.param), _refused(error)
        case "BadOptionUsage" if "requires" in error.message:
            name, why = error.option_name, _("needs a value after it")
        case "BadOptionUsage":
            name, why = error.option_name, _("takes no value")
        case _ if extra := _EXTRA.search(error.message):
            name, why = extra[1], _("is more than this command takes")
        case _ if error.message == "Missing command.":
            why = _("a command is needed")
    return name, why


def _refused(error: Any) -> str:  # noqa: ANN401
    """Why a value does not fit its option."""
    kind = error.param.type
    found = _QUOTED.match(error.message)
    value = found["value"] if found else ""
    if choices := getattr(kind, "choices", None):
        names = [str(choice) for choice in choices]
        said = _("“{value}” is none of {choices}").format(value=value, choices=_(", ").join(names))
        return said + _meant(_nearest(value, names))
    if "not in the range" in error.message:
        if kind.max is None:
            return _("a number from {least} is needed").format(least=kind.min)
        why = _("a number from {least} to {most} is needed")
        return why.format(least=kind.min, most=kind.max)
    if kind.name.startswith(("int", "float")) and found:
        return _("“{value}” is not a number").format(value=value)
    return str(error.message)


def _name(param: Any) -> str:  # noqa: ANN401
    """What people call an option or an argument."""
    if param.param_type_name == "argument":
        return _(param.human_readable_name)
    return option(param.opts[0])


def _call(entry: Entry) -> str:
    return entry.chinese if language() == "zh" else entry.name


def _names(entries: Iterable[Entry]) -> list[str]:
    return [name for entry in entries for name in (entry.name, entry.chinese)]


def _nearest(name: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    alike = 0.6 if name.isascii() else 0.5  # one of two Chinese characters is enough
    return get_close_matches(name.casefold(), list(names), n=2, cutoff=alike)


def _meant(near: Sequence[str]) -> str:
    if not near:
        return ""
    return _("; did you mean {near}?").format(near=_(", ").join(dict.fromkeys(near)))
