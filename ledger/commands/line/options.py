"""Options that more than one command takes, ready to annotate a parameter with.

Dates arrive as dates (`AsOf` and `On` are today where nothing is said, so they need no default);
ids, codes and numbers may be typed in full-width characters. Their Chinese names are in `chinese`.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands.line.chinese import option
from ledger.errors import UsageError
from ledger.words import mark

TODAY = "today"
"""What a day is that nobody names."""

if TYPE_CHECKING:
    from ledger.rules.dates import Toward


def day(
    ctx: typer.Context,
    param: typer.CallbackParam,
    text: str,
    toward: "Toward",
    since: date | None = None,
) -> date:
    """The day that is typed; with `since` the end of what begins then."""
    from ledger.commands.line.dates import read_date

    return read_date(text, ctx.obj.today, toward, option(param.opts[0]), since)


def past_or_today(ctx: typer.Context, param: typer.CallbackParam, value: str) -> date:
    """A day that has come; today, where nothing is said."""
    return ctx.obj.today if value == TODAY else day(ctx, param, value, "past")


def past(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """A day that has come."""
    return None if value is None else day(ctx, param, value, "past")


def future(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """A day to come."""
    return None if value is None else day(ctx, param, value, "future")


def first(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """The first day of those that are asked for; the last may have been named before."""
    found = past(ctx, param, value)
    _require_order(found, ctx.params.get("until"))
    return found


def last(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """The last day of those that are asked for."""
    found = past(ctx, param, value)
    _require_order(ctx.params.get("since"), found)
    return found


def _require_order(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        from ledger.words import gettext as _

        why = _("{until} lies before {since}; put the two days right")
        raise UsageError(option("--until"), why.format(until=until, since=since))


def folded(value: str | None) -> str | None:
    """A name typed on any keyboard, in half-width characters."""
    from unicodedata import normalize

    return None if value is None else normalize("NFKC", value).strip()


def capitals(value: str | None) -> str | None:
    """A code of a place or a household as it is written."""
    return (folded(value) or "").upper() or None


def small(value: str | None) -> str | None:
    """A code of a member of staff as it is written."""
    return (folded(value) or "").lower() or None


def all_capitals(values: list[str]) -> list[str]:
    """Codes of households as they are written."""
    return [code for value in values if (code := capitals(value))]


def all_small(values: list[str]) -> list[str]:
    """Codes of members of staff as they are written."""
    return [code for value in values if (code := small(value))]


AsOf = Annotated[
    date,
    typer.Option(
        "--as-of",
        parser=str,
        default_factory=lambda: TODAY,
        callback=past_or_today,
        metavar=mark("DATE"),
        help=mark("Answer as things stood at the end of this day (default: today)."),
    ),
]
On = Annotated[
    date,
    typer.Option(
        "--on",
        parser=str,
        default_factory=lambda: TODAY,
        callback=past_or_today,
        metavar=mark("DATE"),
        help=mark("The day on which it happened (default: today)."),
    ),
]
Due = Annotated[
    date | None,
    typer.Option(
        "--due",
        parser=str,
        callback=future,
        metavar=mark("DATE"),
        help=mark("The last day of the time limit."),
    ),
]
Since = Annotated[
    date | None,
    typer.Option(
        "--since",
        parser=str,
        callback=first,
        metavar=mark("DATE"),
        help=mark("From this day on."),
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until",
        parser=str,
        callback=last,
        metavar=mark("DATE"),
        help=mark("Up to and including this day."),
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, metavar=mark("NUMBER"), help=mark("At most this many rows.")),
]
Full = Annotated[bool, typer.Option("--full", help=mark("Show everything there is."))]

Issue = Annotated[
    str,
    typer.Argument(
        callback=folded,
        metavar=mark("ISSUE"),
        help=mark("The id of an issue, or a unique part of it."),
        autocompletion=complete.complete_issue,
    ),
]
Record = Annotated[
    str,
    typer.Argument(
        callback=folded,
        metavar=mark("RECORD"),
        help=mark("The id of a record, or a unique part of it."),
        autocompletion=complete.complete_record,
    ),
]
Station = Annotated[
    str | None,
    typer.Option(
        "--station",
        callback=folded,
        metavar=mark("STATION"),
        help=mark("The code of a station."),
        autocompletion=complete.complete_station,
    ),
]
Place = Annotated[
    str | None,
    typer.Option(
        "--place",
        callback=folded,
        metavar=mark("PLACE"),
        help=mark("The code or the name of a place."),
        autocompletion=complete.complete_place,
    ),
]
Household = Annotated[
    str | None,
    typer.Option(
        "--household",
        callback=capitals,
        metavar=mark("HOUSEHOLD"),
        help=mark("The number of a household, such as WL03-0127."),
        autocompletion=complete.complete_household,
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar=mark("STATUS"),
        help=mark("A status of an issue."),
        autocompletion=complete.complete_status,
    ),
]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar=mark("OWNER"),
        help=mark("The unit or person that must settle it."),
        autocompletion=complete.complete_owner,
    ),
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar=mark("UNIT"),
        help=mark("The unit that is to settle it."),
        autocompletion=complete.complete_unit,
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        callback=small,
        metavar=mark("STAFF"),
        help=mark("The staff code of a person, such as c003."),
        autocompletion=complete.complete_staff,
    ),
]
Category = Annotated[
    str | None,
    typer.Option(
        "--category",
        metavar=mark("CATEGORY"),
        help=mark("A category of this ledger."),
        autocompletion=complete.complete_category,
    ),
]
Stream = Annotated[
    str | None,
    typer.Option(
        "--stream",
        metavar=mark("STREAM"),
        help=mark("A stream of this ledger."),
        autocompletion=complete.complete_stream,
    ),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar=mark("TEXT"), help=mark("Why."))]
Note = Annotated[str | None, typer.Option("--note", metavar=mark("TEXT"), help=mark("A remark."))]
