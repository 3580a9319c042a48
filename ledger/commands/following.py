"""The verbs that follow closing: the result is told back, posted, reported up and filed."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import steps
from ledger.commands.asking import fields
from ledger.commands.line import options
from ledger.commands.line.options import future
from ledger.words import mark

PostedAt = Annotated[
    str | None, fields.one("--where", mark("TEXT"), mark("Where it hangs or is filed."))
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until",
        parser=str,
        callback=future,
        metavar=mark("DATE"),
        help=mark("Until when it hangs."),
    ),
]
Above = Annotated[
    str | None, fields.one("--to", mark("BODY"), mark("The body above that it is reported to."))
]


def feedback(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Tell the people who asked how a closed issue ended.

    Examples:
        tz issue feedback 7K3Q
        tz issue feedback 7K3Q --text 电话告知反映人，表示满意
    """
    steps.advance(ctx.obj, issue, "feedback", on, text=text)


def publish(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    where: PostedAt = None,
    until: Until = None,
) -> None:
    """Post the result of a closed issue.

    Examples:
        tz issue publish 7K3Q --where 村务公开栏
        tz issue publish 7K3Q --where 村务公开栏 --until 2026-12-31
    """
    steps.advance(ctx.obj, issue, "publish", on, where=where, until=until)


def report(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    to: Above = None,
    text: fields.Text = None,
) -> None:
    """Report the closing of an issue to the body above.

    Examples:
        tz issue report 7K3Q --to 五里镇党委
        tz issue report 7K3Q --to 五里镇党委 --text 随周报上报
    """
    steps.advance(ctx.obj, issue, "report", on, to=to, text=text)


def archive(
    ctx: typer.Context, issue: options.Issue, on: options.On, where: PostedAt = None
) -> None:
    """File the papers of a closed issue.

    Examples:
        tz issue archive 7K3Q
        tz issue archive 7K3Q --where 2026-031
    """
    steps.advance(ctx.obj, issue, "archive", on, where=where)
