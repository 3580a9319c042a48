"""The verbs that put an entry right: merged, declined, corrected, struck out, or remarked upon."""

from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import steps
from ledger.commands.asking import ask, fields
from ledger.commands.asking.fields import said
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.words import gettext as _
from ledger.words import mark

Into = Annotated[
    str | None,
    fields.one("--into", mark("ISSUE"), mark("The issue that goes on."), complete.complete_issue),
]
FieldName = Annotated[
    str | None,
    typer.Option("--field", metavar=mark("FIELD"), help=mark("The field to put right.")),
]
NewValue = Annotated[
    str | None,
    typer.Option(
        "--value", metavar=mark("TEXT"), help=mark("What it should be; nothing empties it.")
    ),
]


def merge(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    into: Into = None,
    reason: options.Reason = None,
) -> None:
    """Merge a duplicate into the issue that goes on.

    Examples:
        tz issue merge 7K3Q --into 9M2Q
        tz issue merge 7K3Q --into 9M2Q --reason 同一盏路灯
    """
    other = said(ctx.obj, "--into", into)
    steps.advance(ctx.obj, issue, "merge", on, into=other, reason=reason)


def decline(
    ctx: typer.Context, issue: options.Issue, on: options.On, reason: options.Reason = None
) -> None:
    """Decline an issue that is not this ledger's to settle, and say which channel is.

    Examples:
        tz issue decline 7K3Q --reason 已进入诉讼程序
        tz issue decline 7K3Q --reason 应向县信访局反映
    """
    steps.advance(ctx.obj, issue, "decline", on, reason=said(ctx.obj, "--reason", reason))


def _chosen_field(here: Context) -> str:
    from ledger.labels import label
    from ledger.rules.lifecycle import CORRECTABLE

    ask.demand(here, "--field")
    return ask.choose(_("The field to put right"), [(name, label(name)) for name in CORRECTABLE])


def correct(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    field: FieldName = None,
    value: NewValue = None,
    reason: options.Reason = None,
) -> None:
    """Put a wrong field right; what stood there before is kept in the log.

    Examples:
        tz issue correct 7K3Q --field place --value WL102 --reason 登记时选错村
        tz issue correct 7K3Q --field level --reason 不分等级
    """
    if field is None:
        field = _chosen_field(ctx.obj)
        value = value or ask.text(_("What it should be (Enter: nothing)"), required=False)
    why = said(ctx.obj, "--reason", reason)
    steps.advance(ctx.obj, issue, "correct", on, field=field, new=value or None, reason=why)


def void(
    ctx: typer.Context, issue: options.Issue, on: options.On, reason: options.Reason = None
) -> None:
    """Strike out an issue that was written down by mistake; it stays readable.

    Examples:
        tz issue void 7K3Q --reason 重复登记
        tz issue void 7K3Q --reason 测试
    """
    steps.advance(ctx.obj, issue, "void", on, reason=said(ctx.obj, "--reason", reason))


def note(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Add a note to an issue.

    Examples:
        tz issue note 7K3Q --text 群众来电询问进度
        tz issue note 7K3Q --text 已电话回访
    """
    steps.advance(ctx.obj, issue, "note", on, text=said(ctx.obj, "--text", text))
