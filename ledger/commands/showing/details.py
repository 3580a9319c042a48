"""What `tz show` shows of a record: its sections and tables, masked unless all is asked for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.context import Context
from ledger.errors import UnknownRecordError
from ledger.rules import masks
from ledger.rules.statuses import SIGN_NAMES, VISIT_KIND_NAMES
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.words import gettext as _
from ledger.words import pgettext

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.records.event import Event
    from ledger.records.task import TaskStep


def place_name(here: Context, code: str) -> str:
    """A place as it is named among other things: its code and its name."""
    from ledger.index import tree

    name = tree.place_name(here.ledger.index.db, code)
    return code if name is None else f"{code} {name}"


def home_name(here: Context, record: str, full: bool, confidential: bool) -> str:
    """A household as it is named among other things: its number and its masked name."""
    try:
        home = here.ledger.household(record)
    except UnknownRecordError:
        return record
    if full:
        return f"{record} {home.name} {home.phone or ''}".strip()
    if confidential or home.confidential:
        return _("confidential")
    return f"{record} {masks.name(home.name)}"


def filled(*pairs: tuple[str, object]) -> list[Field]:
    """The lines of a detail that have something to say."""
    return [Field(title, value) for title, value in pairs if value not in (None, "", [], {})]


def free(text: str | None, full: bool) -> str | None:
    """A free text, numbers that tell who somebody is masked unless all is asked for."""
    return text if full or text is None else masks.text(text)


def late(here: Context, on: date, at: "datetime") -> str | None:
    """When an entry was written down, where that was later than ledger.yaml lets pass (补录)."""
    written = at.astimezone(here.now.tzinfo).date()
    if (written - on).days <= here.ledger.written_rules.get("late_entry", 0):
        return None
    return _("entered late, on {day}").format(day=written)


def happened(
    here: Context,
    log: "Sequence[Event] | Sequence[TaskStep]",
    names: Mapping[str, str],
    said: Callable[[Any, str | None], str],
) -> Listing:
    """What happened to a record, in order.

    Args:
        here: the command.
        log: the steps of the record.
        names: what each verb is called.
        said: a step in words, and whether it was entered late.
    """
    rows = [
        {
            "on": step.on,
            "by": step.by,
            "do": step.do,
            "said": said(step, late(here, step.on, step.at)),
        }
        for step in log
    ]
    columns = [
        Column("on", _("Day")),
        Column("do", _("What"), show=lambda verb: _(names[verb])),
        Column("by", _("By"), rank=1),
        Column("said", _("In words"), flexible=True, least=20, wrap=True),
    ]
    return Listing(_("What happened"), columns, rows)


def visit(here: Context, record: str, as_of: date, full: bool) -> Detail:
    """One visit and what was heard on it."""
    day, visit = here.ledger.visit(record)
    if day > as_of:
        raise UnknownRecordError(_("visit on {day}").format(day=as_of), record)
    homes = [home_name(here, home, full, confidential=False) for home in visit.households]
    facts = filled(
        (_("Day"), day),
        (_("Late entry"), late(here, day, visit.at)),
        (pgettext("visit", "Kind"), _(VISIT_KIND_NAMES[visit.kind])),
        (_("Place"), place_name(here, visit.place)),
        (_("Who went"), visit.people),
        (_("Households met"), homes),
        (_("Body"), visit.body),
        (_("Days"), visit.days),
        (_("Diary"), free(visit.text, full)),
        *((name, value) for name, value in visit.checklist.items()),
        (_("Policies explained"), visit.policies),
        (_("Aid"), [_aid(aid.kind, aid.goods, aid.money) for aid in visit.aid]),
        (pgettext("visit", "Signature"), _(SIGN_NAMES[visit.sign]) if visit.sign else None),
        (_("Photos"), len(visit.photos) or None),
    )
    rows = [
        {"n": n, "text": free(o.text, full), "answer": free(o.answer, full), "issue": o.issue}
        for n, o in enumerate(visit.opinions, start=1)
    ]
    columns = [
        Column("n", _("No.")),
        Column("text", _("Opinion"), flexible=True, least=16, wrap=True),
        Column("answer", _("Answered"), rank=1, flexible=True, least=12, wrap=True),
        Column("issue", _("Became issue")),
    ]
    heard = [Listing(_("What was heard"), columns, rows)] if rows else []
    data = {"date": day.isoformat(), **visit.model_dump(mode="json", exclude_defaults=True)}
    return Detail(record, [Section(_("The visit"), facts), *heard], data)


def _aid(kind: str, goods: str | None, money: int | None) -> str:
    worth = _("{money} yuan").format(money=money) if money is not None else None
    return " ".join(part for part in (kind, goods, worth) if part)


def household(here: Context, record: str, full: bool) -> Detail:
    """One household of a register."""
    home = here.ledger.household(record)
    seen = {
        "name": home.name if full else masks.name(home.name),
        "phone": home.phone if full or not home.phone else masks.phone(home.phone),
        "address": home.address if full or not home.address else masks.address(home.address),
        "note": free(home.note, full),
    }
    if home.confidential and not full:
        seen = {name: value and _("confidential") for name, value in seen.items()}
    facts = filled(
        (_("Head"), seen["name"]),
        (_("Village"), place_name(here, record.rpartition("-")[0])),
        (pgettext("household", "Group"), home.group),
        (_("Kinds"), home.categories),
        (_("Persons"), home.size),
        (_("Paired with"), home.staff),
        (_("Telephone"), seen["phone"]),
        (_("Address"), seen["address"]),
        (_("Away"), home.away or None),
        (_("Contact card"), home.card),
        (_("Note"), seen["note"]),
    )
    plain = home.model_dump(mode="json", exclude_defaults=True)
    data = {**plain, **{name: value for name, value in seen.items() if name in plain}}
    return Detail(record, [Section(_("The household"), facts)], data)
