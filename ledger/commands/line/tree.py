"""Commands and groups that answer to Chinese names and are imported when they are called."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from ledger.commands.line import everywhere, registry
from ledger.commands.line.chinese import OPTIONS
from ledger.commands.line.registry import Entry
from ledger.words import language

if TYPE_CHECKING:
    from typer._click import Command as AnyCommand
    from typer._click import Context as AnyContext


_HALF = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes on the command line that are no text."""


class Command(TyperCommand):
    """One command: it knows Chinese option names and takes the options of every command."""

    entry: Entry

    def __init__(self, name: str | None, **settings: Any) -> None:  # noqa: ANN401 - Typer's own
        super().__init__(name, **settings)
        if any(param.name == "as_of" for param in self.params):
            self.params.append(everywhere.known_at())
        self.params.extend(everywhere.options())
        answer_in_chinese(self)

    def get_help(self, ctx: "AnyContext") -> str:
        """The help page, in the language in force."""
        from ledger.commands.line import help as pages

        return pages.command(self.entry, self, ctx)

    def invoke(self, ctx: "AnyContext") -> Any:  # noqa: ANN401 - Typer's own
        """Call the command, once every text that it was given is text."""
        for param in self.params:
            given = ctx.params.get(param.name or "")
            for value in given if isinstance(given, list | tuple) else (given,):
                if isinstance(value, str) and _HALF.search(value):
                    from ledger.commands.line import usage

                    raise usage.half_a_character(param)
        return super().invoke(ctx)


class Group(TyperGroup):
    """Commands that are looked up in the table and imported one at a time."""

    def __init__(self, entries: Sequence[Entry], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(**settings)
        self.entries = entries
        self.params.extend(everywhere.options())
        answer_in_chinese(self)

    def list_commands(self, ctx: "AnyContext") -> list[str]:  # noqa: ARG002
        """The names that completion offers."""
        names = [entry.name for entry in self.entries]
        return names + [e.chinese for e in self.entries] if language() == "zh" else names

    def get_command(self, ctx: "AnyContext", cmd_name: str) -> "AnyCommand | None":
        """The command of this name; completion gets its name and sentence without its module."""
        from ledger.words import gettext as _

        entry = registry.find(self.entries, cmd_name)
        if entry and ctx.resilient_parsing:
            return TyperCommand(cmd_name, short_help=_(entry.summary))
        return load(entry) if entry else None

    def resolve_command(
        self, ctx: "AnyContext", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Find the command in either language; the first of `args` names it."""
        entry = registry.find(self.entries, args[0])
        if entry is None:
            if ctx.resilient_parsing:
                return None, None, args[1:]
            from ledger.commands.line import usage

            raise usage.no_such_command(args[0], self.entries)
        ctx.obj.command = f"{ctx.obj.command} {entry.name}".lstrip()
        return entry.name, load(entry), args[1:]

    def parse_args(self, ctx: "AnyContext", args: list[str]) -> list[str]:
        """Take the options before the command; where nothing is said, show what there is."""
        if not args and not ctx.resilient_parsing:
            typer.echo(self.get_help(ctx))
            raise typer.Exit
        return super().parse_args(ctx, args)

    def get_help(self, ctx: "AnyContext") -> str:
        """The help page, in the language in force; no command is imported for it."""
        from ledger.commands.line import help as pages

        return pages.group(self.entries, self, ctx)


def load(entry: Entry) -> "AnyCommand":
    """Import the module of a command and make the command of its function."""
    if entry.verbs:
        return Group(entry.verbs, name=entry.name, help=entry.summary)
    module, _colon, function = entry.target.partition(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    make = app.command(entry.name, cls=Command)
    make(getattr(import_module(f"ledger.commands.{module}"), function))
    command = typer.main.get_command(app)
    if isinstance(command, Command):
        command.entry = entry
    return command


def answer_in_chinese(command: "AnyCommand") -> None:
    """Let every option of a command answer to its Chinese name too."""
    for param in command.params:
        if isinstance(param, TyperOption):
            for names in (param.opts, param.secondary_opts):
                names += [OPTIONS[name] for name in names if name in OPTIONS]


def walk() -> Iterator[tuple[str, "AnyCommand"]]:
    """Every command that does something, loaded, under the words that call it."""
    for words, entry in registry.leaves():
        yield " ".join(words), load(entry)


def nameless() -> list[str]:
    """Options that have no Chinese name, with their command: there should be none."""
    return [
        f"{words} {name}"
        for words, command in walk()
        for param in command.params
        if isinstance(param, TyperOption)
        for name in (*param.opts, *param.secondary_opts)
        if name.isascii() and name.startswith("--") and name not in OPTIONS
    ]
