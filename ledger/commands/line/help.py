"""Help pages: plain text, one screen, columns that are right for Chinese too."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ledger.commands.line import registry
from ledger.commands.line.chinese import CHOICES, ENGLISH, OPTIONS, option
from ledger.commands.line.registry import Entry
from ledger.rules.statuses import STATUS_NAMES
from ledger.words import gettext as _
from ledger.words import language, mark, width

if TYPE_CHECKING:
    from typer._click import Context as AnyContext

_WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""
_LEFT = 32
"""A name wider than this stands on a line of its own."""
_CLOSING = "，。；：、）】》”’！？…,.;:)]!?"
"""Marks that never begin a line."""
_MOST = 6
"""Of more choices than this only the first and the last are shown."""
_TEXT = mark("TEXT")
_NUMBER = mark("NUMBER")
_OF_ALL = ("-C", "--format", "--lang")

Row = tuple[str, str]


def group(entries: Sequence[Entry], group: TyperGroup, ctx: "AnyContext") -> str:
    """The page of the program or of a noun: its commands, from the table alone."""
    call = _words(ctx) + " " + _("COMMAND")
    parts = [_("Usage: {usage}").format(usage=f"{call} …"), *_sentence(group.help)]
    options = [p for p in group.params if isinstance(p, TyperOption)]
    if ctx.parent:
        parts += ["", _("Commands"), *_table(_named(entries)), *_everywhere(options)]
    else:
        for heading, some in registry.TABLE:
            parts += ["", _(heading), *_table(_named(some))]
        rows = [*map(_row, options), (option("--help"), _("Show a page like this."))]
        parts += ["", _("Options"), *_table(rows)]
    return "\n".join(
        [*parts, "", _("“{page}” tells more.").format(page=f"{call} {option('--help')}")]
    )


def command(entry: Entry, command: TyperCommand, ctx: "AnyContext") -> str:
    """The page of one command: usage, sentence, arguments and options, examples."""
    arguments = [p for p in command.params if isinstance(p, TyperArgument) and not p.hidden]
    options = [p for p in command.params if isinstance(p, TyperOption) and not p.hidden]
    own = [p for p in options if p.opts[0] not in _OF_ALL]
    usage = " ".join([_words(ctx), *map(_slot, arguments), _("[OPTIONS]") if own else ""])
    parts = [_("Usage: {usage}").format(usage=usage.rstrip()), *_sentence(entry.summary)]
    parts += _sentence(entry.note)
    told = [(_slot(a).strip("[]"), _(a.help)) for a in arguments if a.help]
    if told or own:
        parts += ["", *_table([*told, *map(_row, own)])]
    parts += _everywhere([p for p in options if p not in own])
    if shown := examples(command):
        names = _names(options) if language() == "zh" else {}
        parts += ["", _("Examples"), *(f"  {localised(line, names)}" for line in shown)]
    return "\n".join(parts)


def examples(command: TyperCommand) -> list[str]:
    """The example lines that end a command's docstring under `Examples:`."""
    text = (command.callback.__doc__ if command.callback else None) or ""
    after = text.partition("Examples:")[2]
    return [line.strip() for line in after.splitlines() if line.strip()]


def _names(options: Iterable[TyperOption]) -> dict[str, Mapping[str, str]]:
    """What the codes are called that may follow each option, and what can be listed."""
    found = {name: CHOICES.get(p.metavar or "", {}) for p in options for name in p.opts}
    listed = {code: words[-1] for code, words in registry.LISTED.items()}
    return {**found, "--status": STATUS_NAMES, "list": listed}


def localised(line: str, names: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """An example with the names of commands, options and codes in the language in force."""
    words = line.split(" ")
    if language() != "zh" or words[0] != "tz":
        return line
    words[2:] = [
        (names or {}).get(before, {}).get(word, word) for before, word in pairwise(words[1:])
    ]
    entry = registry.find(registry.commands(), words[1])
    verb = registry.find(entry.verbs, words[2]) if entry and len(words) > 2 else None  # noqa: PLR2004
    for place, found in enumerate((entry, verb), start=1):
        if found:
            words[place] = found.chinese
    words = [OPTIONS.get(word, word) for word in words]
    if entry:
        words[2:] = [_(word) if word else "" for word in words[2:]]
    return " ".join(words)


def wrap(text: str, columns: int, indent: int = 0) -> list[str]:
    """Break a text into lines of a width; Chinese breaks anywhere but before a closing mark."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1].strip() and width(lines[-1] + piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append(" " * indent)
        lines[-1] += piece
    return [*lines[:-1], lines[-1].rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """The parts of a text that a line break may not cut."""
    piece = ""
    for character in text:
        wide = width(character) > 1
        free = character not in _CLOSING and character != " "
        if piece and free and (wide or piece[-1] == " " or width(piece[-1]) > 1):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _sentence(text: str | None) -> list[str]:
    return ["", *wrap(_(text), _columns())] if text else []


def _everywhere(options: Iterable[TyperOption]) -> list[str]:
    """One line on the options that every command has."""
    first, *more = [*map(_left, options), option("--help")]
    lines = [_("Everywhere: {names}").format(names=first)]
    for name in more:
        fits = width(lines[-1]) + 2 + width(name) <= _columns()
        lines[-1:] = [f"{lines[-1]}  {name}"] if fits else [lines[-1], f"  {name}"]
    return ["", *lines]


def _columns() -> int:
    return max(40, min(_WIDEST, shutil.get_terminal_size().columns - 1))


def _table(rows: Iterable[Row]) -> list[str]:
    """Rows in two columns, the right one wrapped."""
    rows = list(rows)
    left = max((w for name, _text in rows if (w := width(name)) <= _LEFT), default=0)
    lines = []
    for name, text in rows:
        wrapped = wrap(text, max(20, _columns() - left - 4)) or [""]
        if width(name) > left:
            lines.append(f"  {name}")
            name = ""  # noqa: PLW2901 - its line is written
        lines.append(f"  {name}{' ' * (left - width(name))}  {wrapped[0]}".rstrip())
        lines += [f"{' ' * (left + 4)}{line}" for line in wrapped[1:]]
    return lines


def _named(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        name = f"{entry.chinese} {entry.name}" if language() == "zh" else entry.name
        yield name, _(entry.summary)


def _words(ctx: "AnyContext") -> str:
    """The words that call a command, in the language in force."""
    said = f"tz {ctx.obj.command}".rstrip()
    return localised(f"{said} ").rstrip() if ctx.obj.command else said


def _slot(argument: TyperArgument) -> str:
    name = _(argument.metavar or (argument.name or "").upper())
    many = " …" if argument.nargs == -1 else ""
    return f"{name}{many}" if argument.required else f"[{name}{many}]"


def _left(param: TyperOption) -> str:
    names = [n for n in (*param.opts, *param.secondary_opts) if n not in ENGLISH]
    if language() == "zh":
        names = [OPTIONS.get(names[0], names[0]), *names]
    plain = _NUMBER if param.type.name.startswith("int") else _TEXT
    metavar = param.metavar or plain
    value = "" if param.is_flag else " " + _called(metavar, metavar)
    return ", ".join(dict.fromkeys(names)) + value


def _called(value: str, choice: str) -> str:
    """A value in the language in force; the codes of a choice by the names that stand for them."""
    parts = value.split("|")
    if language() == "zh":
        parts = [_(CHOICES.get(choice, {}).get(part, part)) for part in parts]
    return "|".join(parts if len(parts) <= _MOST else [parts[0], "…", parts[-1]])


def _row(param: TyperOption) -> Row:
    text = _(param.help) if param.help else ""
    if isinstance(param.default, (str, int)) and not param.is_flag and param.default != "":
        text += _(" (default: {value})").format(
            value=_called(str(param.default), param.metavar or "")
        )
    return _left(param), text
