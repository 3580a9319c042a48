"""Completion in bash, zsh, fish and PowerShell: the scripts, and the words they offer."""

import os
import sys
from pathlib import PurePath
from typing import Annotated, Literal

import typer

from ledger.commands.context import Context
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import mark

PROGRAMS = ("tz", "taizhang")
"""The two names of the program; each has its own script."""

Shell = Literal["bash", "zsh", "fish", "powershell"]
Offer = list[tuple[str, str]]


def completion(
    ctx: typer.Context,
    shell: Annotated[
        Shell | None,
        typer.Argument(metavar="bash|zsh|fish|powershell", help=mark("Default: the shell in use.")),
    ] = None,
) -> None:
    """Print the scripts that complete both programs.

    Examples:
        eval "$(tz completion bash)"
        tz completion fish > ~/.config/fish/completions/tz.fish
    """
    name = shell or PurePath(os.environ.get("SHELL", "")).name
    if name not in {"bash", "zsh", "fish", "powershell"}:
        raise UsageError(_("completion"), _("name the shell: bash, zsh, fish or powershell"))
    for program in PROGRAMS:
        _typer(ctx.find_root().command, ctx.obj, program, f"source_{name}")


def asked(app: object, here: Context, program: str) -> int | None:
    """Answer the shell, if it is a shell that calls: the exit code, or nothing."""
    instruction = os.environ.get(_variable(program))
    return _typer(app, here, program, instruction) if instruction else None


def _variable(program: str) -> str:
    return f"_{program.upper()}_COMPLETE"


def _typer(app: object, here: Context, program: str, instruction: str) -> int:
    """Hand over to Typer's completion, without the library that it would strip markup with."""
    from typer.completion import get_completion_inspect_parameters, shell_complete

    sys.modules.setdefault("rich", None)  # type: ignore[arg-type] # 100 ms for plain text
    get_completion_inspect_parameters()  # makes the shells known
    return shell_complete(app, {"obj": here}, program, _variable(program), instruction)  # type: ignore[arg-type]


def _offer(ctx: typer.Context, kind: str, start: str) -> Offer:
    """What the ledger has of this kind; whatever goes wrong, a shell wants no message."""
    try:
        return list(ctx.obj.ledger.complete(kind, start))
    except Exception:
        return []


def complete_issue(ctx: typer.Context, incomplete: str) -> Offer:
    """Ids of issues."""
    return _offer(ctx, "issue", incomplete)


def complete_record(ctx: typer.Context, incomplete: str) -> Offer:
    """Ids of records of every kind."""
    return _offer(ctx, "record", incomplete)


def complete_station(ctx: typer.Context, incomplete: str) -> Offer:
    """Codes of stations."""
    return _offer(ctx, "station", incomplete)


def complete_place(ctx: typer.Context, incomplete: str) -> Offer:
    """Codes of places."""
    return _offer(ctx, "place", incomplete)


def complete_staff(ctx: typer.Context, incomplete: str) -> Offer:
    """Codes of staff."""
    return _offer(ctx, "staff", incomplete)


def complete_unit(ctx: typer.Context, incomplete: str) -> Offer:
    """Names of units."""
    return _offer(ctx, "unit", incomplete)


def complete_owner(ctx: typer.Context, incomplete: str) -> Offer:
    """Units and staff."""
    return complete_unit(ctx, incomplete) + complete_staff(ctx, incomplete)


def complete_category(ctx: typer.Context, incomplete: str) -> Offer:
    """Categories of issues."""
    return _offer(ctx, "category", incomplete)


def complete_stream(ctx: typer.Context, incomplete: str) -> Offer:
    """Streams of issues."""
    return _offer(ctx, "stream", incomplete)


def complete_status(ctx: typer.Context, incomplete: str) -> Offer:  # noqa: ARG001
    """Statuses of issues: from the rules, so that no ledger is needed."""
    from ledger.rules.statuses import STATUS_NAMES

    return [(status, _(name)) for status, name in STATUS_NAMES.items()]
