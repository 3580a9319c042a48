"""`tz station group`: a group of a place, formed or changed."""

from datetime import date
from typing import Annotated

import typer

from ledger.commands import completion as complete
from ledger.commands import ties
from ledger.commands.asking import ask, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import mark

GroupCode = Annotated[
    str | None,
    typer.Argument(
        callback=options.small,
        metavar=mark("GROUP"),
        help=mark("The code of the group, one in the whole ledger, such as wl1_a."),
        autocompletion=complete.complete_team,
    ),
]
From = Annotated[
    date,
    typer.Option(
        "--on",
        parser=str,
        default_factory=lambda: options.TODAY,
        callback=fields.near_or_today,
        metavar=mark("DATE"),
        help=mark("The first day of who joins, the last of who leaves (default: today)."),
    ),
]
GroupKind = Annotated[
    str | None,
    fields.one(
        "--kind",
        mark("KIND"),
        mark("The kind of a new group, as in ledger.yaml."),
        complete.complete_group_kind,
    ),
]
Members = Annotated[
    list[str],
    fields.many("--member", mark("STAFF=ROLE"), mark("Somebody who joins, such as c003=worker.")),
]
Leaving = Annotated[
    list[str],
    fields.many(
        "--leave",
        mark("STAFF"),
        mark("Somebody who leaves; this is the last day."),
        complete.complete_staff,
        options.all_small,
    ),
]
Area = Annotated[
    list[str],
    fields.many("--area", mark("TEXT"), mark("A natural village or compound that it looks after.")),
]


def group(
    ctx: typer.Context,
    on: From,
    member: Members,
    leave: Leaving,
    area: Area,
    place: ties.Place = None,
    code: GroupCode = None,
    kind: GroupKind = None,
) -> None:
    """Form a group at a place, or let people join and leave one that is there.

    Examples:
        tz station group WL1 wl1_a --kind two_one --member c003=worker
        tz station group WL1 wl1_a --leave c003 --on 2026-06-30
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    place = ties.place_of(here, place)
    code = code or ask.missing(here, _("GROUP"), _("Code of the group"))
    if kind is None and not (leave or area) and not _there(here, code):
        kind = ask.missing(here, "--kind", _("Kind of group"), "group")
    members = dict(_member(item) for item in member)
    node = here.ledger.group(place, code, on, kind=kind, members=members, leaving=leave, area=area)
    found = next(one for one in node.groups if one.code == code)
    people = [one.person for one in found.members if one.until is None or one.until > on]
    said = _("Group {code} at {place} {name}: {people}").format(
        code=code, place=node.code, name=node.name, people=_(", ").join(people)
    )
    answers.done(here, said, found, *ties.unfit(here, node.code))


def _there(here: Context, code: str) -> bool:
    return code in dict(here.ledger.complete("team", code))


def _member(item: str) -> tuple[str, str]:
    """Somebody and the role in the group as typed: c003=worker, or c003:worker."""
    folded = options.folded(item) or ""
    person, equals, role = folded.replace(":", "=").partition("=")
    if not equals or not role:
        why = _("“{item}” does not name a role; write STAFF=ROLE").format(item=item)
        raise UsageError(option("--member"), why)
    return person.strip().lower(), role.strip()
