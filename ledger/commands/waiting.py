"""The verbs that stop, move or hand on the clock of an issue."""

from typing import Annotated

import typer

from ledger.commands import steps
from ledger.commands.asking import ask, fields
from ledger.commands.asking.fields import said
from ledger.commands.line import options
from ledger.words import gettext as _
from ledger.words import mark

To = Annotated[
    str | None,
    typer.Option("--to", metavar=mark("BODY"), help=mark("The body it is handed up to.")),
]


def extend(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    due: options.Due = None,
    reason: options.Reason = None,
    approver: fields.Approver = None,
) -> None:
    """Move the deadline of an issue before it has passed; the first one is kept beside it.

    Examples:
        tz issue extend 7K3Q --due 2026-12-05 --reason 雨天无法施工 --approver c001
        tz issue extend 7K3Q --due 12月5日 --reason 等待材料 --approver c001
    """
    if due is None:
        ask.demand(ctx.obj, "--due")
        due = ask.when(_("Deadline"), ctx.obj.today, "future")
    why = said(ctx.obj, "--reason", reason)
    approver = approver or ask.missing(ctx.obj, "--approver", _("Who allowed it"), "staff")
    steps.advance(ctx.obj, issue, "extend", on, due=due, reason=why, approver=approver)


def pause(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    reason: options.Reason = None,
    approver: fields.Approver = None,
    review: fields.Review = None,
) -> None:
    """Let an issue wait for something outside; it is not overdue while it waits.

    Examples:
        tz issue pause 7K3Q --reason 等待上级资金 --review 2027-03-01
        tz issue pause 7K3Q --reason 冬季停工 --approver c001
    """
    why = said(ctx.obj, "--reason", reason)
    steps.advance(ctx.obj, issue, "pause", on, reason=why, approver=approver, review=review)


def resume(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Take a paused issue up again.

    Examples:
        tz issue resume 7K3Q
        tz issue resume 7K3Q --text 资金已到位
    """
    steps.advance(ctx.obj, issue, "resume", on, text=text)


def escalate(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    to: To = None,
    reason: options.Reason = None,
) -> None:
    """Hand an issue up that cannot be settled here.

    Examples:
        tz issue escalate 7K3Q --to 五里镇党委 --reason 需县级部门协调
        tz issue escalate 7K3Q --to 县水利局 --reason 涉及跨镇水渠
    """
    body = said(ctx.obj, "--to", to)
    steps.advance(ctx.obj, issue, "escalate", on, to=body, reason=said(ctx.obj, "--reason", reason))


def return_(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Take back an issue that the upper body returned.

    Examples:
        tz issue return 7K3Q --text 由站内继续办理
        tz issue return 7K3Q --text 资金已批复 --on 11.6
    """
    steps.advance(ctx.obj, issue, "return", on, text=said(ctx.obj, "--text", text))
