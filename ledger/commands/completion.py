"""Completion in bash, zsh, fish and PowerShell: the scripts, and the words they offer."""

import os
from collections.abc import Callable
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
Completer = Callable[[typer.Context, str], Offer]


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
    """Hand over to Typer's completion."""
    from typer.completion import get_completion_inspect_parameters, shell_complete

    get_completion_inspect_parameters()  # makes the shells known
    return shell_complete(app, {"obj": here}, program, _variable(program), instruction)  # type: ignore[arg-type]


def _of(*kinds: str) -> Completer:
    """What the ledger has of these kinds; whatever goes wrong, a shell wants no message."""

    def offer(ctx: typer.Context, incomplete: str) -> Offer:
        try:
            found = [one for kind in kinds for one in ctx.obj.ledger.complete(kind, incomplete)]
        except Exception:
            return []
        return [(_as_begun(value, incomplete), text) for value, text in found]

    return offer


def _as_begun(value: str, begun: str) -> str:
    """A code in the case in which it was begun: shells offer only what goes on from there."""
    alike = value.casefold().startswith(begun.casefold())
    return begun + value[len(begun) :] if alike else value


complete_activity = _of("activity")
complete_activity_kind = _of("activity kind")
complete_aid = _of("aid")
complete_binding = _of("binding")
complete_category = _of("category")
complete_duty = _of("duty")
complete_group_kind = _of("group")
complete_household = _of("household")
complete_household_category = _of("household category")
complete_issue = _of("issue")
complete_issuer = _of("issuer")
complete_kind = _of("activity kind", "task kind", "binding", "group")
complete_level = _of("level")
complete_owner = _of("unit", "staff")
complete_period = _of("period")
complete_place = _of("place")
complete_readiness = _of("readiness")
complete_record = _of("issue", "visit", "activity", "task", "place", "household")
complete_role = _of("role")
complete_source = _of("source")
complete_staff = _of("staff")
complete_station = _of("station")
complete_stream = _of("stream")
complete_task = _of("task")
complete_task_kind = _of("task kind")
complete_team = _of("team")
complete_tier = _of("tier")
complete_unit = _of("unit")
complete_visit = _of("visit")
complete_work_kind = _of("task kind", "activity kind")


def complete_operation(ctx: typer.Context, incomplete: str) -> Offer:
    """The latest operations that could be undone."""
    try:
        found = ctx.obj.ledger.operations(50)
        return [
            (o.id, o.subject)
            for o in found
            if not o.undone and o.id.startswith(incomplete.upper() or o.id)
        ]
    except Exception:
        return []


def complete_edited(ctx: typer.Context, incomplete: str) -> Offer:
    """The files that were edited by hand."""
    try:
        edited = ctx.obj.ledger.edits(fully=True).files
    except Exception:
        return []
    return [(path, "") for _state, path in edited if path.startswith(incomplete)]


def complete_profile() -> Offer:
    """The profiles that come with the program."""
    from ledger.book import resources

    return [(name, "") for name in resources.profiles()]


def complete_layout(ctx: typer.Context, incomplete: str) -> Offer:
    """The layouts of sheets: the ledger's own, and those that come with the program."""
    from ledger.book.exporting import layouts

    try:
        return [(name, "") for name in layouts.names(ctx.obj.ledger) if name.startswith(incomplete)]
    except Exception:
        return []


def complete_status() -> Offer:
    """The statuses of issues and tasks: from the rules, so that no ledger is needed."""
    from ledger.rules.statuses import STATUS_NAMES
    from ledger.rules.tasks import TASK_STATUS_NAMES

    return [(status, _(name)) for status, name in {**TASK_STATUS_NAMES, **STATUS_NAMES}.items()]
