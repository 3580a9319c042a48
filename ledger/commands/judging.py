"""The verbs of closing: an issue is accepted, witnessed, signed off, sent back, or reopened."""

from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import steps
from ledger.commands.asking import ask, fields
from ledger.commands.asking.fields import said
from ledger.commands.line import options
from ledger.rules.statuses import SIGN_NAMES
from ledger.words import gettext as _
from ledger.words import mark

Sign = Annotated[
    str, fields.choice("--sign", SIGN_NAMES, mark("Whether it was signed: given, refused, proxy."))
]
Visit = Annotated[
    str | None,
    fields.one(
        "--visit",
        mark("VISIT"),
        mark("The visit on whose diary page it was signed."),
        complete.complete_visit,
    ),
]
Basis = Annotated[
    str | None,
    typer.Option("--basis", metavar=mark("TEXT"), help=mark("What it rests on.")),
]


def accept(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    checker: fields.Checker = None,
    text: fields.Text = None,
) -> None:
    """Accept what was reported as settled: a named checker saw that it is.

    Examples:
        tz issue accept 7K3Q --checker c009
        tz issue accept 7K3Q --checker c009 --text 现场查看，整改到位
    """
    checker = checker or ask.missing(ctx.obj, "--checker", _("Checker"), "staff")
    text = text or steps.opinion(ctx.obj, issue, "accept")
    steps.advance(ctx.obj, issue, "accept", on, checker=checker, text=text)


def witness(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    sign: Sign = "given",
    visit: Visit = None,
    text: fields.Text = None,
) -> None:
    """Write down that a member of the masses signed, or refused to sign, that it was done well.

    Examples:
        tz issue witness 7K3Q --visit T96Y
        tz issue witness 7K3Q --sign refused --text 仍有一盏不亮
    """
    met = ctx.obj.ledger.find(visit, ("visit",))[1] if visit else None
    steps.advance(ctx.obj, issue, "witness", on, sign=sign, visit=met, text=text)


def reject(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    checker: fields.Checker = None,
    text: fields.Text = None,
) -> None:
    """Send an issue back to its owner: a named checker saw that it is not settled.

    Examples:
        tz issue reject 7K3Q --checker c009 --text 仍有两盏不亮
        tz issue reject 7K3Q --checker c009 --text 未见整改 --on 昨天
    """
    checker = checker or ask.missing(ctx.obj, "--checker", _("Checker"), "staff")
    lacking = said(ctx.obj, "--text", text)
    steps.advance(ctx.obj, issue, "reject", on, checker=checker, text=lacking)


def sign(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    signer: fields.Signer = None,
    text: fields.Text = None,
) -> None:
    """Sign an accepted issue off: the head of the station signs the closing opinion.

    Examples:
        tz issue sign 7K3Q --signer c001
        tz issue sign 7K3Q --signer c001 --text 同意销号
    """
    signer = signer or ask.missing(ctx.obj, "--signer", _("Signer"), "staff")
    text = text or steps.opinion(ctx.obj, issue, "sign")
    steps.advance(ctx.obj, issue, "sign", on, signer=signer, text=text)


def reopen(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    reason: options.Reason = None,
    basis: Basis = None,
) -> None:
    """Take a finished issue up again: a new round begins, the old one stays as it was.

    Examples:
        tz issue reopen 7K3Q --reason 路灯再次损坏
        tz issue reopen 7K3Q --reason 群众不满意 --basis 电话回访
    """
    why = said(ctx.obj, "--reason", reason)
    steps.advance(ctx.obj, issue, "reopen", on, reason=why, basis=basis)
