"""`tz station add`: a station or another node of the place tree."""

from datetime import date
from typing import Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import ask, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.line.dates import from_to, read_date
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.rules.statuses import WEEKDAY_NAMES
from ledger.words import gettext as _
from ledger.words import mark

_FULL = "full"

Code = Annotated[
    str | None,
    fields.one(
        "--code",
        mark("CODE"),
        mark("Two to eight capitals and digits, such as WL1."),
        read=options.capitals,
    ),
]
Name = Annotated[str | None, fields.one("--name", mark("TEXT"), mark("What people call it."))]
Type = Annotated[
    str | None,
    fields.one("--type", mark("TIER"), mark("Its tier in ledger.yaml."), complete.complete_tier),
]
Parent = Annotated[
    str | None,
    fields.one("--parent", mark("PLACE"), mark("The place above it."), complete.complete_place),
]
Alias = Annotated[
    list[str], fields.many("--alias", mark("TEXT"), mark("Another way its name is written."))
]
Region = Annotated[
    str | None,
    fields.one("--region", mark("CODE"), mark("Its twelve-digit statistical region code.")),
]
Count = Annotated[
    int | None,
    typer.Option("--households", min=0, help=mark("How many households it has.")),
]
Contact = Annotated[
    str | None,
    fields.one("--contact", mark("TEXT"), mark("The office telephone, never a private one.")),
]
Weekday = Annotated[
    str | None,
    fields.choice(
        "--service-weekday", WEEKDAY_NAMES, mark("The weekday on which it serves callers.")
    ),
]
Pilot = Annotated[bool, typer.Option("--pilot", help=mark("It was in the first batch."))]
Demonstration = Annotated[
    bool, typer.Option("--demonstration", help=mark("It is a demonstration station."))
]
Ready = Annotated[
    list[str],
    fields.many(
        "--ready", mark("ITEM"), mark("A readiness item that is met."), complete.complete_readiness
    ),
]
Staff = Annotated[
    list[str],
    fields.many(
        "--staff",
        mark("STAFF:ROLE[:full][:POST][:FROM[:TO]]"),
        mark("A member of staff, such as c003:head:full:2026-01-05."),
    ),
]
Since = Annotated[date | None, fields.first_day(mark("The first day it exists."))]
Until = Annotated[date | None, fields.last_day(mark("The last day it exists."))]
Into = Annotated[
    str | None,
    fields.one("--into", mark("PLACE"), mark("What it became part of."), complete.complete_place),
]
Former = Annotated[
    list[str],
    fields.many("--former", mark("NAME:DATE"), mark("An earlier name and its last day.")),
]


def add(
    ctx: typer.Context,
    alias: Alias,
    ready: Ready,
    staff: Staff,
    former: Former,
    code: Code = None,
    name: Name = None,
    type_: Type = None,
    parent: Parent = None,
    region: Region = None,
    households: Count = None,
    contact: Contact = None,
    service_weekday: Weekday = None,
    pilot: Pilot = False,
    demonstration: Demonstration = False,
    since: Since = None,
    until: Until = None,
    into: Into = None,
    note: options.Note = None,
) -> None:
    """Add a station, a village or another node to the place tree.

    Examples:
        tz station add --code WL5 --name 五里镇第五片区 --type area --parent WL
        tz station add --code WL501 --name 新村 --type village --parent WL5
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    code = options.capitals(fields.said(here, "--code", code))
    name = fields.said(here, "--name", name)
    type_ = type_ or ask.missing(here, "--type", _("Tier"), "tier")
    parent = parent or ask.missing(here, "--parent", _("Belongs to"), "place")
    node = here.ledger.add_station(
        code=code,
        name=name,
        type=type_,
        parent=parent,
        aliases=alias,
        region=region,
        households=households,
        contact=contact,
        service_weekday=service_weekday,
        pilot=pilot or None,
        demonstration=demonstration or None,
        readiness=ready,
        staff=[_member(here, item) for item in staff],
        since=since,
        until=until,
        into=into,
        former_names=[_former(here, item) for item in former],
        note=note,
    )
    said = _("Added {code} {name}").format(code=node.code, name=node.name)
    answers.done(here, from_to(said, node.since, node.until), node)


def _member(here: Context, item: str) -> dict[str, Any]:
    """A post as it is typed: c003:head:full:镇党委委员:2026-01-05; two parts are needed."""
    person, *rest = [part.strip() for part in item.replace("：", ":").split(":")]
    if not rest:
        why = _("“{item}” does not name a role; write STAFF:ROLE").format(item=item)
        raise UsageError(option=option("--staff"), why=why)
    role, *more = rest
    written = [part for part in more if part[:1].isdigit()]
    first, last = [*written, None, None][:2]
    since = read_date(first, here.today, "near", option("--staff")) if first else None
    until = read_date(last, here.today, "near", option("--staff"), since) if last else None
    return {
        "person": person.lower(),
        "role": role,
        "full_time": _FULL in more,
        "post": next((part for part in more if part not in (_FULL, "", *written)), None),
        "since": since,
        "until": until,
    }


def _former(here: Context, item: str) -> dict[str, Any]:
    """An earlier name as it is typed: 老庄村:2019-12-31."""
    name, colon, day = item.replace("：", ":").rpartition(":")
    if not colon:
        why = _("“{item}” does not say until when; write NAME:DATE").format(item=item)
        raise UsageError(option=option("--former"), why=why)
    return {"name": name.strip(), "until": read_date(day, here.today, "past", option("--former"))}
