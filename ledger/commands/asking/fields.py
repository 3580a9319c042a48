"""Options that stand for fields of records, and how several values or none are given."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands.context import Context
from ledger.commands.line.chinese import CHOICES, option
from ledger.commands.line.options import TODAY, capitals, day, folded, future, small
from ledger.errors import UsageError
from ledger.rules.statuses import LIGHT_NAMES, WAITS_NAMES
from ledger.words import every, language, mark
from ledger.words import gettext as _

_LABELS = {
    "--text": mark("In words"),
    "--reason": mark("Why"),
    "--to": mark("The body above"),
    "--into": mark("The issue that goes on"),
    "--name": mark("Name"),
    "--code": mark("Code"),
}


def said(here: Context, name: str, value: str | None) -> str:
    """What an option says, or what is answered at the terminal where it is left out."""
    from ledger.commands.asking import ask

    return value or ask.missing(here, name, _(_LABELS[name]))


def one(
    name: str,
    metavar: str,
    sentence: str,
    offer: Callable[..., Any] | None = None,
    read: Callable[..., Any] | None = None,
) -> Any:  # noqa: ANN401 - Typer's own type
    """An option of one value, and how what is typed is read."""
    return typer.Option(name, metavar=metavar, help=sentence, autocompletion=offer, callback=read)


def many(
    name: str,
    metavar: str,
    sentence: str,
    offer: Callable[..., Any] | None = None,
    read: Callable[..., Any] | None = None,
) -> Any:  # noqa: ANN401 - Typer's own type
    """An option that may be given several times."""
    return typer.Option(
        name,
        metavar=metavar,
        help=sentence,
        autocompletion=offer,
        callback=read,
        default_factory=list,
    )


def near(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """A day that has come or is to come, whichever is nearer."""
    return None if value is None else day(ctx, param, value, "near")


def near_or_today(ctx: typer.Context, param: typer.CallbackParam, value: str) -> date:
    """The nearest such day; today, where nothing is said."""
    return ctx.obj.today if value == TODAY else day(ctx, param, value, "near")


def end(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """The last day of what begins on the day of --since, which is read before; else the nearest."""
    return None if value is None else day(ctx, param, value, "near", ctx.params.get("since"))


def first_day(sentence: str, read: Callable[..., Any] = near) -> Any:  # noqa: ANN401 - Typer's own
    """The option of a first day, which is read before the last one whichever is typed first."""
    return typer.Option(
        "--since", parser=str, callback=read, is_eager=True, metavar=mark("DATE"), help=sentence
    )


def last_day(sentence: str) -> Any:  # noqa: ANN401 - Typer's own type
    """The option of a last day; without a year the first such day from the first one on."""
    return typer.Option("--until", parser=str, callback=end, metavar=mark("DATE"), help=sentence)


def choice(
    name: str, names: Mapping[str, str], sentence: str, plurals: Mapping[str, str] | None = None
) -> Any:  # noqa: ANN401 - Typer's own
    """An option whose values are few; it takes them by their names in every language too."""

    def read(value: str | None) -> str | None:
        typed = (folded(value) or "").casefold()
        for code, said in names.items():
            words = (code, (plurals or {}).get(code, code), *map(str.casefold, every(said)))
            if typed in words:
                return code
        if not typed:
            return None
        known = [_(said) if language() == "zh" else code for code, said in names.items()]
        why = _("“{value}” is none of {choices}").format(value=value, choices=_(", ").join(known))
        raise UsageError(option(name), why)

    codes = "|".join(names)
    CHOICES[codes] = names
    return one(name, codes, sentence, lambda: list(names), read)


Waits = Annotated[
    str | None, choice("--waits", WAITS_NAMES, mark("Only those that wait for this one."))
]
Light = Annotated[
    str | None,
    choice("--light", LIGHT_NAMES, mark("Only those whose time limit shows this light.")),
]
Text = Annotated[str | None, one("--text", mark("TEXT"), mark("In words."))]
Title = Annotated[str | None, one("--title", mark("TEXT"), mark("The matter in one line."))]
Source = Annotated[
    str | None,
    one("--source", mark("SOURCE"), mark("Where it was heard of."), complete.complete_source),
]
Level = Annotated[
    str | None,
    one("--level", mark("LEVEL"), mark("How weighty it is."), complete.complete_level),
]
Reporter = Annotated[
    str | None,
    one(
        "--reporter",
        mark("HOUSEHOLD"),
        mark("The household that raised it, such as WL101-0001."),
        complete.complete_household,
        capitals,
    ),
]
Checker = Annotated[
    str | None,
    one("--checker", mark("STAFF"), mark("Who checked."), complete.complete_staff, small),
]
Signer = Annotated[
    str | None,
    one("--signer", mark("STAFF"), mark("Who signed."), complete.complete_staff, small),
]
Approver = Annotated[
    str | None,
    one("--approver", mark("STAFF"), mark("Who allowed it."), complete.complete_staff, small),
]
Review = Annotated[
    date | None,
    typer.Option(
        "--review",
        parser=str,
        callback=future,
        metavar=mark("DATE"),
        help=mark("The day to look at it again."),
    ),
]
