"""What `tz show` shows of a record: its sections and tables, masked unless all is asked for."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.context import Context
from ledger.errors import UnknownRecordError
from ledger.labels import label
from ledger.rules import masks
from ledger.rules.statuses import (
    OUTCOME_NAMES,
    SIGN_NAMES,
    STATUS_NAMES,
    VERB_NAMES,
    VISIT_KIND_NAMES,
    WEEKDAY_NAMES,
)
from ledger.views.listing import Column, Detail, Field, Listing, Section, shown
from ledger.views.styles import STATUS_STYLES
from ledger.words import about, pgettext
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.issue import Issue

_HEAD = frozenset({"id", "on", "at", "by", "do", "sum"})


def _place_name(here: Context, code: str) -> str:
    found = [row["name"] for row in here.ledger.places() if row["code"] == code]
    return f"{code} {found[0]}" if found else code


def _reporter(here: Context, record: str, full: bool, confidential: bool) -> str:
    try:
        home = here.ledger.household(record)
    except UnknownRecordError:
        return record
    if full:
        return f"{record} {home.name} {home.phone or ''}".strip()
    if confidential or home.confidential:
        return _("confidential")
    return f"{record} {masks.name(home.name)}"


def _fields(*pairs: tuple[str, object]) -> list[Field]:
    return [Field(title, value) for title, value in pairs if value not in (None, "", [], {})]


def _free(text: str | None, full: bool) -> str | None:
    return text if full or text is None else masks.text(text)


def issue(here: Context, issue: "Issue", full: bool) -> Detail:
    """One issue: the matter, how it stands, what happened."""
    ledger = here.ledger
    owner, deadline = issue.owner, issue.deadline
    who = " ".join(n for n in (owner.unit, owner.person) if n) if owner else None
    secret = issue.confidential
    reporter = _reporter(here, issue.reporter, full, secret) if issue.reporter else None
    facts = _fields(
        (_("Matter"), issue.title),
        (_("At length"), _free(issue.text, full)),
        (_("Station"), _place_name(here, issue.station)),
        (_("Place"), _place_name(here, issue.place)),
        (_("Stream"), ledger.terms("stream").get(issue.stream, issue.stream)),
        (_("Category"), issue.category),
        (_("Source"), issue.source),
        (_("Level"), issue.level),
        (_("Reporter"), reporter),
        (_("Visit"), issue.visit),
        (_("Opened"), issue.opened),
    )
    state = [
        Field(_("Status"), _(STATUS_NAMES[issue.status]), STATUS_STYLES.get(issue.status, "")),
        *_fields(
            (_("Round"), issue.round if issue.round > 1 else None),
            (_("Owner"), who),
            (_("Assisting"), issue.co_units),
            (_("Measures"), issue.measures),
            (_("Due"), deadline.date if deadline else None),
            (_("First deadline"), deadline.was if deadline else None),
            (_("Handed up to"), issue.escalated_to),
            (_("Outcome"), _(OUTCOME_NAMES[issue.outcome]) if issue.outcome else None),
            (_("Result"), _free(issue.result, full)),
            (_("Merged into"), issue.into),
            (_("Signed off"), issue.closed),
        ),
    ]
    events = [
        {"on": e.on, "by": e.by, "do": e.do, "said": _said(e.plain(), full)} for e in issue.log
    ]
    columns = [
        Column("on", _("Day")),
        Column("do", _("What"), show=lambda verb: _(VERB_NAMES[verb])),
        Column("by", _("By"), rank=1),
        Column("said", _("In words"), flexible=True, least=20, wrap=True),
    ]
    data = issue.model_dump(mode="json", exclude_defaults=True)
    if reporter and secret and not full:
        data.pop("reporter")
    parts = [Section(_("The matter"), facts), Section(_("How it stands"), state)]
    return Detail(issue.id, [*parts, Listing(_("What happened"), columns, events)], data)


def _said(event: dict[str, Any], full: bool) -> str:
    """What an event says besides who and when."""
    told = []
    for name, value in event.items():
        if name in _HEAD:
            continue
        text = _(", ").join(value) if isinstance(value, list) else str(value)
        text = _(OUTCOME_NAMES[text]) if name == "outcome" else text
        text = label(text) if name == "field" else text
        text = shown(value) if isinstance(value, bool) else text
        told.append(text if name in ("text", "reason") else about(label(name), text))
    return _free(_("; ").join(told), full) or ""


def visit(here: Context, record: str, as_of: date, full: bool) -> Detail:
    """One visit and what was heard on it."""
    day, visit = here.ledger.visit(record)
    if day > as_of:
        raise UnknownRecordError(_("visit on {day}").format(day=as_of), record)
    homes = [_reporter(here, home, full, confidential=False) for home in visit.households]
    facts = _fields(
        (_("Day"), day),
        (_("Kind"), _(VISIT_KIND_NAMES[visit.kind])),
        (_("Place"), _place_name(here, visit.place)),
        (_("Who went"), visit.people),
        (_("Households met"), homes),
        (_("Body"), visit.body),
        (_("Days"), visit.days),
        (_("Diary"), _free(visit.text, full)),
        *((name, value) for name, value in visit.checklist.items()),
        (_("Policies explained"), visit.policies),
        (_("Aid"), [_aid(aid.kind, aid.goods, aid.money) for aid in visit.aid]),
        (_("Signature"), _(SIGN_NAMES[visit.sign]) if visit.sign else None),
        (_("Photos"), len(visit.photos) or None),
    )
    rows = [
        {"n": n, "text": _free(o.text, full), "answer": _free(o.answer, full), "issue": o.issue}
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
        "note": _free(home.note, full),
    }
    if home.confidential and not full:
        seen = {name: value and _("confidential") for name, value in seen.items()}
    facts = _fields(
        (_("Head"), seen["name"]),
        (_("Village"), _place_name(here, record.rpartition("-")[0])),
        (_("Group"), home.group),
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


def place(here: Context, code: str) -> Detail:
    """One node of the place tree: who works there, and what it covers."""
    node = here.ledger.station(code)
    facts = _fields(
        (_("Name"), node.name),
        (_("Also called"), node.aliases),
        (_("Tier"), here.ledger.terms("tier").get(node.type, node.type)),
        (_("Belongs to"), _place_name(here, node.parent) if node.parent else None),
        (_("Region code"), node.region),
        (pgettext("count", "Households"), node.households),
        (_("Contact"), node.contact),
        (
            _("Service weekday"),
            _(WEEKDAY_NAMES[node.service_weekday]) if node.service_weekday else None,
        ),
        (_("Ready"), node.readiness),
        (_("First batch"), node.pilot or None),
        (_("Demonstration station"), node.demonstration or None),
        (_("From"), node.since),
        (_("To"), node.until),
        (_("Merged into"), node.into),
        (_("Formerly"), [f"{old.name} ({old.until})" for old in node.former_names]),
        (_("Note"), node.note),
    )
    roles = here.ledger.terms("role")
    rows = [{**m.model_dump(), "role": roles.get(m.role, m.role)} for m in node.staff]
    columns = [
        Column("person", _("Staff code")),
        Column("role", _("Post")),
        Column("post", _("Post elsewhere"), rank=1, flexible=True),
        Column("full_time", _("Full time"), rank=2),
        Column("since", _("From"), rank=3),
        Column("until", _("To"), rank=3),
    ]
    below = [row for row in here.ledger.places() if row["parent"] == code]
    covered = [
        Column("code", _("Code")),
        Column("name", _("Name"), flexible=True),
        Column("households", pgettext("count", "Households"), align="right", rank=1),
    ]
    parts: list[Section | Listing] = [Section(_("The place"), facts)]
    parts += [Listing(_("Staff"), columns, rows)] if rows else []
    parts += [Listing(_("Covers"), covered, below)] if below else []
    return Detail(f"{code} {node.name}", parts, node.model_dump(mode="json", exclude_defaults=True))
