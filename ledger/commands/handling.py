"""The verbs of handling: an issue gets an owner, is worked on, pressed, and reported as settled."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import steps
from ledger.commands.asking import ask, fields
from ledger.commands.asking.fields import said
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.errors import UsageError
from ledger.rules.statuses import OUTCOME_NAMES
from ledger.words import gettext as _
from ledger.words import mark

CoUnit = Annotated[
    list[str],
    typer.Option(
        "--co-unit", metavar=mark("UNIT"), help=mark("A unit that assists."), default_factory=list
    ),
]
Measures = Annotated[
    str | None,
    typer.Option("--measures", metavar=mark("TEXT"), help=mark("What is to be done.")),
]
Deadline = Annotated[
    str | None,
    typer.Option(
        "--due",
        metavar=mark("DEADLINE"),
        help=mark("The last day, or a limit such as 10个工作日内, 月底, 立行立改, 长期坚持."),
    ),
]
Outcome = Annotated[str, fields.choice("--outcome", OUTCOME_NAMES, mark("How it ended."))]


def _require_readable(here: Context, due: str | None, on: date) -> None:
    """Refuse words that are no deadline, naming the option."""
    if why := due and _unreadable(here, due, on):
        raise UsageError(option("--due"), why)


def _unreadable(here: Context, due: str, on: date) -> str:
    """Why words are no deadline; empty where they are one."""
    from ledger.book import deadlines

    try:
        deadlines.read(due, on, here.today, here.ledger.rules)
    except ValueError as error:
        return str(error)
    return ""


def _asked(here: Context, on: date) -> str | None:
    """A deadline asked for until it can be read; Enter leaves it to the limits in ledger.yaml."""
    while True:
        due = ask.text(_("Deadline (Enter: as ledger.yaml says)"), required=False)
        why = _unreadable(here, due, on) if due else ""
        if not why:
            return due or None
        typer.echo(why)


def assign(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    co_unit: CoUnit,
    unit: options.Unit = None,
    person: options.Person = None,
    measures: Measures = None,
    due: Deadline = None,
) -> None:
    """Name who must settle an issue, what is to be done, and by when.

    Without --due the limits in ledger.yaml say by when, or an earlier deadline goes on running.

    Examples:
        tz issue assign 7K3Q --unit 五里镇经发办 --person c017 --due 2026-11-20
        tz issue assign 7K3Q --unit 县交通局 --measures 更换灯具 --due 10个工作日内
    """
    here: Context = ctx.obj
    _require_readable(here, due, on)
    if unit is None and person is None:
        unit = ask.missing(here, "--unit", _("Unit"), "unit")
        measures = measures or ask.text(_("Measures"), required=False) or None
        due = due or _asked(here, on)
    given = {"unit": unit, "person": person, "measures": measures}
    if here.interactive:
        found = here.ledger.issue(here.ledger.find(issue, ("issue",))[1])
        if measures is None and found.measures:
            del given["measures"]  # those of the last assignment hold
        given = steps.demanded(here, found.stream, "assign", given)
    steps.advance(here, issue, "assign", on, co_units=co_unit, due=due, **given)


def object_(
    ctx: typer.Context, issue: options.Issue, on: options.On, reason: options.Reason = None
) -> None:
    """Return an assignment that is not one's duty, once; the station names another owner.

    Examples:
        tz issue object 7K3Q --reason 不属本单位职责
        tz issue object 7K3Q --reason 应由县水利局办理 --on 昨天
    """
    steps.advance(ctx.obj, issue, "object", on, reason=said(ctx.obj, "--reason", reason))


def progress(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Write down what has been done so far.

    Examples:
        tz issue progress 7K3Q --text 灯具已到货，周五安装
        tz issue progress 7K3Q --text 现场已勘查 --on 昨天
    """
    steps.advance(ctx.obj, issue, "progress", on, text=said(ctx.obj, "--text", text))


def press(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Press the owner of an open issue.

    Examples:
        tz issue press 7K3Q
        tz issue press 7K3Q --text 请三日内反馈进展
    """
    steps.advance(ctx.obj, issue, "press", on, text=text)


def submit(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    text: fields.Text = None,
    outcome: Outcome = "solved",
) -> None:
    """Report an issue as settled: the owner says how it ended.

    Examples:
        tz issue submit 7K3Q --text 路灯已更换，夜间正常照明
        tz issue submit 7K3Q --outcome explained --text 已向群众解释政策
    """
    result = said(ctx.obj, "--text", text)
    steps.advance(ctx.obj, issue, "submit", on, text=result, outcome=outcome)


def keep(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    reason: options.Reason = None,
    review: fields.Review = None,
) -> None:
    """Keep an issue up for good: what had a date is done, the rest has none.

    Examples:
        tz issue keep 7K3Q --reason 日常管护长期坚持
        tz issue keep 7K3Q --reason 常态化巡查 --review 2027-03-31
    """
    why = said(ctx.obj, "--reason", reason)
    steps.advance(ctx.obj, issue, "keep", on, reason=why, review=review)
