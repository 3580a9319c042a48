"""`tz task`: work given down, passed on to villages, reported up and finished."""

from datetime import date
from typing import Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import ask, demanded, fields
from ledger.commands.asking.fields import said
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.line.dates import period_name, read_date
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.rules.tasks import ACTION_NAMES, TASK_STATUS_NAMES
from ledger.words import gettext as _
from ledger.words import mark

Kind = Annotated[
    str | None,
    fields.one(
        "--kind",
        mark("KIND"),
        mark("The kind of task, by code or name, as in ledger.yaml."),
        complete.complete_task_kind,
        options.folded,
    ),
]
Title = Annotated[str | None, fields.one("--title", mark("TEXT"), mark("The task in one line."))]
Issuer = Annotated[
    str | None,
    fields.one(
        "--issuer", mark("BODY"), mark("The body that it comes from."), complete.complete_issuer
    ),
]
Period = Annotated[
    str | None,
    fields.one(
        "--period",
        mark("PERIOD"),
        mark("The period it is for, such as 2026-W45 or 下周."),
        complete.complete_period,
        options.folded,
    ),
]
Due = Annotated[str | None, fields.one("--due", mark("DATE"), mark("The last day."))]
Unit = Annotated[
    str | None,
    fields.one("--unit", mark("UNIT"), mark("The unit that must do it."), complete.complete_unit),
]
Person = Annotated[
    str | None,
    fields.one(
        "--person",
        mark("STAFF"),
        mark("The person in charge, such as c003."),
        complete.complete_staff,
        options.small,
    ),
]
Parent = Annotated[
    str | None,
    fields.one(
        "--parent",
        mark("TASK"),
        mark("The task it is a part of; what is not said is as it is there."),
        complete.complete_task,
        options.folded,
    ),
]
Action = Annotated[
    str | None,
    fields.choice("--action", ACTION_NAMES, mark("What becomes of the institution.")),
]
To = Annotated[
    list[str],
    fields.many(
        "--to",
        mark("PLACE"),
        mark("A village to pass it on to; a station stands for all its villages."),
        complete.complete_place,
    ),
]
From = Annotated[
    str | None,
    fields.one(
        "--from",
        mark("ACTIVITY"),
        mark("The activity on which it was decided."),
        complete.complete_activity,
        options.folded,
    ),
]
Decision = Annotated[
    int, typer.Option("--decision", min=1, help=mark("Which decision of --from, counted from 1."))
]
TaskId = Annotated[
    str,
    typer.Argument(
        callback=options.folded,
        metavar=mark("TASK"),
        help=mark("The id of a task, or a unique part of it."),
        autocompletion=complete.complete_task,
    ),
]


def add(
    ctx: typer.Context,
    on: options.On,
    to: To,
    kind: Kind = None,
    title: Title = None,
    issuer: Issuer = None,
    period: Period = None,
    due: Due = None,
    place: options.Place = None,
    station: options.Station = None,
    unit: Unit = None,
    person: Person = None,
    parent: Parent = None,
    action: Action = None,
    text: fields.Text = None,
    origin: From = None,
    decision: Decision = 1,
) -> None:
    """Give a task: a weekly list, a key work, a part of a plan, a change of an institution.

    Examples:
        tz task add --kind 处理问题清单 --title 清沟 --place WL1 --due 周五
        tz task add --parent 7K3Q --title 制定清单 --unit 县农业局 --due 12.31
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    if kind is None and parent is None:
        kind = ask.missing(here, "--kind", _("Kind of task"), "task kind")
    if title is None and origin is None:
        title = ask.missing(here, "--title", _("The task in one line"))
    if not (place or station or parent or origin):
        place = ask.missing(here, "--place", _("Place"), "place")
    given: dict[str, Any] = {
        "title": title,
        "text": text,
        "place": place,
        "station": station,
        "issuer": issuer,
        "period": period and period_name(period, on),
        "due": _last_day(due, on),
        "unit": unit,
        "person": person,
        "action": action,
        "parent": parent,
    }
    demanded.task(here, kind, given, on)
    decided = (here.ledger.find(origin, ("activity",))[1], decision) if origin else None
    task = here.ledger.add_task(on, to, decided, kind=kind, **given)
    sentence = _("Task {id} is on the ledger: {title}").format(id=task.id, title=task.title)
    places = _(", ").join(part.place for part in task.parts)
    more = [_("passed on to {places}").format(places=places)] if places else []
    if period and task.period != period:
        more.append(_("its period is {period}").format(period=task.period))
    answers.done(here, _("; ").join([sentence, *more]), task)


def _last_day(typed: str | None, on: date) -> date | None:
    """A last day as it was typed: without a year, the next such day after the task was given."""
    return read_date(typed, on, "future", option("--due")) if typed else None


def _advance(here: Context, task: str, verb: str, on: date, *steps: dict[str, Any]) -> None:
    """Let it happen, and say how the task stands now."""
    here.ledger.require_who()
    record = here.ledger.find(task, ("task",))[1]
    changed = here.ledger.advance_task(record, verb, on, *steps)
    sentence = _("{id} {title}: {status}").format(
        id=changed.id, title=changed.title, status=_(TASK_STATUS_NAMES[changed.status])
    )
    waiting = [part.place for part in changed.parts if part.reported is None]
    more = []
    if verb in ("pass", "report") and waiting:
        more = [_("still to report: {places}").format(places=_(", ").join(waiting))]
    if verb == "progress" and changed.progress is not None:
        more = [_("{percent}% done").format(percent=changed.progress)]
    answers.done(here, _("; ").join([sentence, *more]), changed)


def pass_(
    ctx: typer.Context,
    task: TaskId,
    on: options.On,
    to: To,
    person: Person = None,
    due: Due = None,
    text: fields.Text = None,
) -> None:
    """Pass a task on to villages, with who sees to it there and by when.

    Examples:
        tz task pass 7K3Q --to WL101 --to WL102 --due 11.25
        tz task pass 7K3Q --to WL103 --person c003 --text 清理主干渠
    """
    here: Context = ctx.obj
    to = to or [ask.missing(here, "--to", _("Village"), "village")]
    told = {"person": person, "due": _last_day(due, on), "text": text}
    _advance(here, task, "pass", on, *({"place": place, **told} for place in to))


def report(
    ctx: typer.Context,
    task: TaskId,
    on: options.On,
    place: Annotated[
        list[str],
        fields.many(
            "--place", mark("PLACE"), mark("The village that reports."), complete.complete_place
        ),
    ],
    done: Annotated[
        bool, typer.Option("--done/--not-done", help=mark("Whether it is done there."))
    ] = True,
    text: fields.Text = None,
) -> None:
    """Take down what a village reports on a task.

    Examples:
        tz task report 7K3Q --place WL101 --text 全部完成
        tz task report 7K3Q --place WL102 --not-done --text 尚缺两户
    """
    here: Context = ctx.obj
    place = place or [_reporting(here, task)]
    told = {"done": done, "text": text}
    _advance(here, task, "report", on, *({"place": one, **told} for one in place))


def _reporting(here: Context, task: str) -> str:
    """Ask which of the villages that have the task reports."""
    ask.demand(here, "--place")
    parts = here.ledger.task(here.ledger.find(task, ("task",))[1]).parts
    names = {row["code"]: row["name"] for row in here.ledger.places()}
    return ask.choose(_("Village"), [(p.place, names.get(p.place, "")) for p in parts])


def consolidate(ctx: typer.Context, task: TaskId, on: options.On, text: fields.Text = None) -> None:
    """Send the station's report on a task up.

    Examples:
        tz task consolidate 7K3Q
        tz task consolidate 7K3Q --text 三个村均已完成
    """
    _advance(ctx.obj, task, "consolidate", on, {"text": text})


def progress(
    ctx: typer.Context,
    task: TaskId,
    on: options.On,
    percent: Annotated[
        int | None,
        typer.Option("--percent", min=0, max=100, help=mark("How much of it is done now.")),
    ] = None,
    text: fields.Text = None,
) -> None:
    """Write down how far a task has come.

    Examples:
        tz task progress 7K3Q --percent 40
        tz task progress 7K3Q --percent 60 --text 已完成招标
    """
    here: Context = ctx.obj
    if percent is None and text is None:
        if not here.interactive:
            raise UsageError(option("--percent"), _("is needed, or --text, or both"))
        text = ask.text(_("In words"))
    _advance(here, task, "progress", on, {"percent": percent, "text": text})


def finish(ctx: typer.Context, task: TaskId, on: options.On, text: fields.Text = None) -> None:
    """Finish a task; its sub-tasks must be finished or struck out before.

    Examples:
        tz task finish 7K3Q
        tz task finish 7K3Q --text 制度已印发
    """
    _advance(ctx.obj, task, "finish", on, {"text": text})


def void(ctx: typer.Context, task: TaskId, on: options.On, reason: options.Reason = None) -> None:
    """Strike out a task that was a mistake or was taken back; it stays readable.

    Examples:
        tz task void 7K3Q --reason 重复下发
        tz task void 7K3Q --reason 上级收回
    """
    _advance(ctx.obj, task, "void", on, {"reason": said(ctx.obj, "--reason", reason)})
