"""The verbs of `tz issue`: one function for each thing that can happen to an issue."""

from datetime import date
from typing import Annotated, Any

import typer

from ledger.commands import answers, ask, fields, options
from ledger.commands import completion as complete
from ledger.commands.context import Context
from ledger.commands.fields import said
from ledger.rules.statuses import OUTCOME_NAMES, STATUS_NAMES
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
Outcome = Annotated[str, fields.choice("--outcome", OUTCOME_NAMES, mark("How it ended."))]
To = Annotated[
    str | None,
    typer.Option("--to", metavar=mark("BODY"), help=mark("The body it is handed up to.")),
]
Into = Annotated[
    str | None,
    fields.one("--into", mark("ISSUE"), mark("The issue that goes on."), complete.complete_issue),
]
Basis = Annotated[
    str | None,
    typer.Option("--basis", metavar=mark("TEXT"), help=mark("What it rests on.")),
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


def _advance(here: Context, issue: str, verb: str, on: date, **fields: Any) -> None:  # noqa: ANN401
    """Let it happen, and say how the issue stands now."""
    here.ledger.require_who()
    record = here.ledger.find(issue, ("issue",))[1]
    changed = here.ledger.advance(record, verb, on, **fields)
    standing = _("{id} {title}: {status}").format(
        id=changed.id, title=changed.title, status=_(STATUS_NAMES[changed.status])
    )
    due = changed.deadline
    more = [_("due {day}").format(day=due.date)] if due and changed.status == "handling" else []
    answers.done(here, _("; ").join([standing, *more]), changed)


def assign(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    co_unit: CoUnit,
    unit: options.Unit = None,
    person: options.Person = None,
    measures: Measures = None,
    due: options.Due = None,
) -> None:
    """Name who must settle an issue, what is to be done, and by when.

    Examples:
        tz issue assign 7K3Q --unit 五里镇经发办 --person c017 --due 2026-11-20
        tz issue assign 7K3Q --unit 县交通局 --measures 更换灯具 --due 11.20
    """
    here: Context = ctx.obj
    if unit is None and person is None:
        unit = ask.missing(here, "--unit", _("Unit"), "unit")
        measures = measures or ask.text(_("Measures"), required=False) or None
        due = due or ask.when(_("Deadline"), here.today, "future")
    _advance(
        here,
        issue,
        "assign",
        on,
        unit=unit,
        person=person,
        co_units=co_unit,
        measures=measures,
        due=due,
    )


def progress(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Write down what has been done so far.

    Examples:
        tz issue progress 7K3Q --text 灯具已到货，周五安装
        tz issue progress 7K3Q --text 现场已勘查 --on 昨天
    """
    _advance(ctx.obj, issue, "progress", on, text=said(ctx.obj, "--text", text))


def press(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Press the owner of an open issue.

    Examples:
        tz issue press 7K3Q
        tz issue press 7K3Q --text 请三日内反馈进展
    """
    _advance(ctx.obj, issue, "press", on, text=text)


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
    _advance(ctx.obj, issue, "submit", on, text=result, outcome=outcome)


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
    _advance(ctx.obj, issue, "accept", on, checker=checker, text=text)


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
    _advance(ctx.obj, issue, "reject", on, checker=checker, text=lacking)


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
    _advance(ctx.obj, issue, "sign", on, signer=signer, text=text)


def extend(
    ctx: typer.Context,
    issue: options.Issue,
    on: options.On,
    due: options.Due = None,
    reason: options.Reason = None,
    approver: fields.Approver = None,
) -> None:
    """Move the deadline of an issue; the first one is kept beside it.

    Examples:
        tz issue extend 7K3Q --due 2026-12-05 --reason 雨天无法施工 --approver c001
        tz issue extend 7K3Q --due 12月5日 --reason 等待材料
    """
    if due is None:
        ask.demand(ctx.obj, "--due")
        due = ask.when(_("Deadline"), ctx.obj.today, "future")
    why = said(ctx.obj, "--reason", reason)
    _advance(ctx.obj, issue, "extend", on, due=due, reason=why, approver=approver)


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
    _advance(ctx.obj, issue, "pause", on, reason=why, approver=approver, review=review)


def resume(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Take a paused issue up again.

    Examples:
        tz issue resume 7K3Q
        tz issue resume 7K3Q --text 资金已到位
    """
    _advance(ctx.obj, issue, "resume", on, text=text)


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
    _advance(ctx.obj, issue, "escalate", on, to=body, reason=said(ctx.obj, "--reason", reason))


def return_(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Take back an issue that the upper body returned.

    Examples:
        tz issue return 7K3Q --text 由站内继续办理
        tz issue return 7K3Q --text 资金已批复 --on 11.6
    """
    _advance(ctx.obj, issue, "return", on, text=said(ctx.obj, "--text", text))


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
    _advance(ctx.obj, issue, "merge", on, into=other, reason=reason)


def decline(
    ctx: typer.Context, issue: options.Issue, on: options.On, reason: options.Reason = None
) -> None:
    """Decline an issue that is not this ledger's to settle, and say which channel is.

    Examples:
        tz issue decline 7K3Q --reason 已进入诉讼程序
        tz issue decline 7K3Q --reason 应向县信访局反映
    """
    _advance(ctx.obj, issue, "decline", on, reason=said(ctx.obj, "--reason", reason))


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
    _advance(ctx.obj, issue, "correct", on, field=field, new=value or None, reason=why)


def void(
    ctx: typer.Context, issue: options.Issue, on: options.On, reason: options.Reason = None
) -> None:
    """Strike out an issue that was written down by mistake; it stays readable.

    Examples:
        tz issue void 7K3Q --reason 重复登记
        tz issue void 7K3Q --reason 测试
    """
    _advance(ctx.obj, issue, "void", on, reason=said(ctx.obj, "--reason", reason))


def note(
    ctx: typer.Context, issue: options.Issue, on: options.On, text: fields.Text = None
) -> None:
    """Add a note to an issue.

    Examples:
        tz issue note 7K3Q --text 群众来电询问进度
        tz issue note 7K3Q --text 已电话回访
    """
    _advance(ctx.obj, issue, "note", on, text=said(ctx.obj, "--text", text))


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
    _advance(ctx.obj, issue, "reopen", on, reason=why, basis=basis)
