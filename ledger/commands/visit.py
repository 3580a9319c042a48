"""`tz visit`: write a visit into the diary, and make issues of what was heard."""

from typing import Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import ask, fields, homes
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.rules.statuses import SIGN_NAMES, VISIT_KIND_NAMES
from ledger.words import gettext as _
from ledger.words import mark

Kind = Annotated[str, fields.choice("--kind", VISIT_KIND_NAMES, mark("How people met."))]
People = Annotated[
    list[str],
    fields.many(
        "--person",
        mark("STAFF"),
        mark("Who went; yourself if left out."),
        complete.complete_staff,
        options.all_small,
    ),
]
Households = Annotated[
    list[str],
    fields.many(
        "--household",
        mark("HOUSEHOLD"),
        mark("A household met, such as WL101-0001."),
        complete.complete_household,
        options.all_capitals,
    ),
]
Opinions = Annotated[
    list[str], fields.many("--opinion", mark("TEXT"), mark("What people asked for, in one line."))
]
Answers = Annotated[
    list[str],
    fields.many("--answer", mark("TEXT"), mark("What was answered, in the order of opinions.")),
]
Promote = Annotated[
    list[int],
    fields.many("--promote", mark("NUMBER"), mark("The opinion that becomes an issue, from 1.")),
]
Policies = Annotated[
    list[str], fields.many("--policy", mark("TEXT"), mark("A policy that was explained."))
]
Checks = Annotated[
    list[str], fields.many("--asked", mark("ITEM=ANSWER"), mark("An item of the visit checklist."))
]
Aid = Annotated[
    list[str],
    fields.many(
        "--aid",
        mark("KIND[:GOODS][:YUAN]"),
        mark("What was handed over, in kind or money."),
        complete.complete_aid,
    ),
]
Photos = Annotated[
    list[str], fields.many("--photo", mark("SHA256"), mark("The hash of a photo kept elsewhere."))
]
Body = Annotated[
    str | None,
    typer.Option("--body", metavar=mark("NAME"), help=mark("The body met, if no household.")),
]
Text = Annotated[str | None, fields.one("--text", mark("TEXT"), mark("The diary entry."))]
Days = Annotated[
    int | None, typer.Option("--days", min=1, help=mark("How many days a stay lasted."))
]
Signed = Annotated[
    str | None, fields.choice("--sign", SIGN_NAMES, mark("Whether the household signed."))
]


VisitId = Annotated[
    str,
    typer.Argument(
        metavar=mark("VISIT"),
        help=mark("The id of a visit, or a unique part of it."),
        autocompletion=complete.complete_visit,
    ),
]


def add(
    ctx: typer.Context,
    on: options.On,
    person: People,
    household: Households,
    opinion: Opinions,
    answer: Answers,
    promote: Promote,
    policy: Policies,
    asked: Checks,
    aid: Aid,
    photo: Photos,
    place: options.Place = None,
    station: options.Station = None,
    kind: Kind = "visit",
    body: Body = None,
    text: Text = None,
    days: Days = None,
    sign: Signed = None,
    category: options.Category = None,
) -> None:
    """Write a visit into the diary; an opinion heard can become an issue at once.

    Examples:
        tz visit add --place WL101 --household WL101-0001 --text 了解春耕准备
        tz visit add --place WL101 --opinion 路灯损坏 --promote 1 --category 用电照明
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    if place is None:
        place = ask.missing(here, "--place", _("Place"), "place")
        household = household or homes.met(here, place)
        text = text or ask.text(_("Diary"), required=not (household or body or opinion)) or None
        heard = ask.text(_("An opinion heard (Enter: none)"), required=False)
        opinion = opinion or ([heard] if heard else [])
    visit, made = here.ledger.add_visit(
        on,
        {number: {} for number in promote},
        place=place,
        station=station,
        kind=kind,
        people=person,
        households=household,
        body=body,
        text=text,
        days=days,
        checklist=dict(_pair(item) for item in asked),
        policies=policy,
        opinions=_opinions(opinion, answer, category),
        aid=[_aid(item) for item in aid],
        sign=sign,
        photos=photo,
    )
    said = _("Visit {id} is in the diary of {day}").format(id=visit.id, day=on)
    issues = [_("Registered {id}: {title}").format(id=i.id, title=i.title) for i in made]
    answers.done(here, said, visit, *issues)


def _opinions(texts: list[str], replies: list[str], category: str | None) -> list[dict[str, Any]]:
    if len(replies) > len(texts):
        raise UsageError(
            option=option("--answer"),
            why=_("there are more answers than opinions; write each opinion down too"),
        )
    padded = [*replies, *[None] * (len(texts) - len(replies))]
    return [
        {"text": text, "answer": reply or None, "category": category}
        for text, reply in zip(texts, padded, strict=True)
    ]


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.replace("＝", "=").partition("=")
    if not equals:
        raise UsageError(
            option=option("--asked"), why=_("“{item}” is not ITEM=ANSWER").format(item=item)
        )
    return name.strip(), value.strip()


def _aid(item: str) -> dict[str, Any]:
    """What was handed over: 慰问金::200 is money, 米面油:一袋米 is goods, both may stand."""
    kind, _colon, rest = item.replace("：", ":").partition(":")
    goods, _colon, money = rest.partition(":")
    if money and not money.isdecimal():
        why = _("“{money}” is not a number of whole yuan").format(money=money)
        raise UsageError(option=option("--aid"), why=why)
    return {"kind": kind, "goods": goods or None, "money": int(money) if money else None}


def promote(
    ctx: typer.Context,
    visit: VisitId,
    on: options.On,
    number: Annotated[
        int, typer.Option("--opinion", min=1, help=mark("Which opinion, counted from 1."))
    ] = 1,
    title: fields.Title = None,
    category: options.Category = None,
    stream: options.Stream = None,
    source: fields.Source = None,
    level: fields.Level = None,
) -> None:
    """Make an issue of an opinion that was heard on a visit.

    Examples:
        tz visit promote 7K3Q
        tz visit promote 7K3Q --opinion 2 --category 道路
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    record = here.ledger.find(visit, ("visit",))[1]
    issue = here.ledger.promote(
        record,
        number,
        on,
        title=title,
        category=category,
        stream=stream,
        source=source,
        level=level,
    )
    said = _("Registered {id}: {title}").format(id=issue.id, title=issue.title)
    answers.done(here, said, issue)


def answer(
    ctx: typer.Context,
    visit: VisitId,
    on: options.On,
    number: Annotated[
        int, typer.Option("--opinion", min=1, help=mark("Which opinion, counted from 1."))
    ] = 1,
    text: fields.Text = None,
) -> None:
    """Write down what was answered to an opinion that was heard on a visit.

    Examples:
        tz visit answer 7K3Q --text 已当面解释政策
        tz visit answer 7K3Q --opinion 2 --text 已联系电工 --on 11.5
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    record = here.ledger.find(visit, ("visit",))[1]
    reply = fields.said(here, "--text", text)
    answered = here.ledger.answer_opinion(record, number, reply, on)
    said = _("Opinion {number} of {id} is answered").format(number=number, id=record)
    answers.done(here, said, answered)
