"""Throw-away commands for the tests of the framework: what a real command module looks like."""

import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated
from unittest.mock import patch

import typer

from ledger import main as program
from ledger.commands import context
from ledger.commands.asking import ask
from ledger.commands.line import options, registry
from ledger.commands.line.registry import Entry
from ledger.errors import RefusedError


def paint(
    ctx: typer.Context,
    *,
    issue: options.Issue,
    place: options.Place = None,
    as_of: options.AsOf,
    since: options.Since = None,
    due: options.Due = None,
    full: options.Full = False,
    limit: options.Limit = 20,
    shade: Annotated[str | None, typer.Option("--note", help="The shade.")] = None,
) -> None:
    """Paint a wall of a place in a colour.

    Examples:
        tz wall paint 7K3Q --place WL03
        tz wall paint 7K3Q --as-of 11月5日 --full
    """
    here = context.of(ctx)
    shade = shade or ask.missing(here, "--note", "Shade")
    typer.echo(f"{here.command}|{here.format}|{here.directory}|{here.today}")
    typer.echo(f"{issue}|{place}|{as_of}|{since}|{due}|{full}|{limit}|{shade}")


def refuse() -> None:
    """Refuse."""
    why = "墙已经刷过了"
    raise RefusedError(why)


def fault() -> None:
    """Fail as a fault of the program does."""
    raise ZeroDivisionError


def hoard() -> None:
    """Want more memory than there is."""
    bytearray(1 << 62)


def count(number: Annotated[int, typer.Argument(metavar="NUMBER")] = 3) -> int:
    """Print lines and leave with an exit code."""
    for line in range(number):
        typer.echo(f"第{line}行")
    return 1


def question() -> None:
    """Stop at a question."""
    ask.text("Name")


def shades() -> tuple[Entry, ...]:
    module = types.ModuleType("ledger.commands.wall")
    functions: tuple[Callable[..., object], ...] = (paint, refuse, fault, hoard, count, question)
    for function in functions:
        setattr(module, function.__name__, function)
    sys.modules["ledger.commands.wall"] = module
    verbs = (
        Entry("paint", "刷", "Paint a wall.", "wall:paint", ("whitewash",)),
        Entry("refuse", "拒", "Refuse to paint.", "wall:refuse"),
        Entry("fault", "错", "Fail.", "wall:fault"),
        Entry("hoard", "囤", "Hoard paint.", "wall:hoard"),
        Entry("count", "数", "Count.", "wall:count"),
        Entry("question", "问", "Ask.", "wall:question"),
    )
    return (Entry("wall", "墙", "Walls of a village.", verbs=verbs), *registry.commands())


@contextmanager
def installed() -> Iterator[None]:
    """Put the commands into the table for a while."""
    entries = shades()
    table = (("Walls", entries[:1]), *registry.TABLE)
    with patch.object(registry, "TABLE", table), patch.object(program.app, "entries", entries):
        yield


if __name__ == "__main__":
    with installed():
        program.main()
