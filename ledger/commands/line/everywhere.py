"""The options that every command takes, before its name or after it."""

from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperOption

from ledger.commands.line.chinese import OPTIONS, option
from ledger.errors import UsageError
from ledger.words import choose, mark
from ledger.words import gettext as _

if TYPE_CHECKING:
    from typer._click import Context as AnyContext
    from typer._click import Parameter

FORMATS = ("table", "json", "csv", "md")
"""How an answer can be shown: for people, for programs, for spreadsheets, for documents."""


def options() -> list[TyperOption]:
    """Fresh options for one command; what they say goes into the command's context."""
    return [
        TyperOption(
            param_decls=["directory", "-C"],
            metavar=mark("DIR"),
            help=mark("The ledger's folder (default: this folder or one above)."),
            callback=_directory,
            expose_value=False,
            is_eager=True,
        ),
        TyperOption(
            param_decls=["format", "--format"],
            metavar="|".join(FORMATS),
            help=mark("How to show the answer."),
            callback=_format,
            expose_value=False,
            autocompletion=lambda _ctx, _args, _start: list(FORMATS),
        ),
        TyperOption(
            param_decls=["lang", "--lang"],
            metavar="en|zh",
            help=mark("The language of messages."),
            callback=_language,
            expose_value=False,
            autocompletion=lambda _ctx, _args, _start: ["en", "zh"],
        ),
    ]


def known_at() -> TyperOption:
    """The option of every command that answers as of a day."""
    return TyperOption(
        param_decls=["known_at", "--known-at"],
        metavar="|".join((mark("DATE"), mark("COMMIT"))),
        help=mark("Count only what had been written down by then."),
        callback=_known_at,
        expose_value=False,
        is_eager=True,
    )


def said(arguments: list[str], name: str) -> str | None:
    """What the arguments give for an option, before they are parsed: errors need to know."""
    names = (name, OPTIONS[name])
    value = None
    for here, following in zip(arguments, [*arguments[1:], None], strict=False):
        if here == "--":
            break
        if here in names:
            value = following
        elif here.startswith(tuple(f"{n}=" for n in names)):
            value = here.partition("=")[2]
    return value


def _directory(ctx: "AnyContext", _param: "Parameter", value: str | None) -> None:
    if value is not None:
        ctx.obj.directory = ctx.obj.base = Path(value)


def _known_at(ctx: "AnyContext", _param: "Parameter", value: str | None) -> None:
    if value is not None:
        ctx.obj.known_at = value


def _format(ctx: "AnyContext", _param: "Parameter", value: str | None) -> None:
    if value is None:
        return
    if value.casefold() not in FORMATS:
        raise UsageError(
            option("--format"),
            _("“{value}” is not a format; there are {formats}").format(
                value=value, formats=_(", ").join(FORMATS)
            ),
        )
    ctx.obj.format = value.casefold()


def _language(_ctx: "AnyContext", _param: "Parameter", value: str | None) -> None:
    if value is None:
        return
    if not value.casefold().startswith(("en", "zh")):
        raise UsageError(
            option("--lang"),
            _("“{value}” is not a language; there are en and zh").format(value=value),
        )
    choose(value)
