"""What `tz show` shows of an issue: the matter, how it stands, whose turn it is, what happened."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands import lights
from ledger.commands.context import Context
from ledger.commands.showing.clockviews import days_left
from ledger.commands.showing.details import filled, free, happened, home_name, place_name
from ledger.commands.showing.spans import units
from ledger.errors import BeyondCalendarError
from ledger.labels import label
from ledger.rules import clocks, demands, lifecycle
from ledger.rules.statuses import (
    LIGHT_NAMES,
    OUTCOME_NAMES,
    SIGN_NAMES,
    STATUS_NAMES,
    VERB_NAMES,
    WAITS,
    WAITS_NAMES,
)
from ledger.views.listing import Column, Detail, Field, Listing, Section, shown
from ledger.views.styles import LIGHT_STYLES, STATUS_STYLES
from ledger.words import about
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.issue import Deadline, Issue

_HEAD = frozenset({"id", "on", "at", "by", "do", "sum"})
_OF_LIMIT = frozenset({"limit", "count", "start", "fixed"})
_ANSWERED = frozenset({"register", "submit", "object", "escalate", "reopen"})
"""The verbs whose last day is not the owner's but of whoever is to answer."""


def issue(here: Context, issue: "Issue", as_of: date, full: bool) -> Detail:
    """One issue as it stood on a day."""
    standing = lifecycle.standing(issue)
    secret = issue.confidential
    reporter = home_name(here, issue.reporter, full, secret) if issue.reporter else None
    owed = list(_owed(here, issue))
    rounds = [_rounds(issue)] if issue.round > 1 else []
    data = issue.model_dump(mode="json", exclude_defaults=True)
    if reporter and secret and not full:
        data.pop("reporter")
    waits = WAITS.get(issue.status)
    data |= {"waits": waits} if waits else {}
    data |= {"turn": standing.turn.isoformat()} if standing.turn else {}
    data |= {"changed": True} if standing.changed else {}
    data |= {"owed": [{"step": step, "due": due} for step, due in owed]} if owed else {}
    parts = [
        Section(_("The matter"), _facts(here, issue, reporter, full)),
        Section(_("How it stands"), _state(here, issue, standing, as_of, full)),
        *([Section(_("After closing"), _after(issue, owed))] if owed or issue.followed else []),
    ]
    log = happened(here, issue.log, VERB_NAMES, lambda one, late: said(one.plain(), full, late))
    return Detail(issue.id, [*parts, *rounds, log], data)


def _facts(here: Context, issue: "Issue", reporter: str | None, full: bool) -> list[Field]:
    return filled(
        (_("Matter"), issue.title),
        (_("At length"), free(issue.text, full)),
        (_("Station"), place_name(here, issue.station)),
        (_("Place"), place_name(here, issue.place)),
        (_("Stream"), here.ledger.terms("stream").get(issue.stream, issue.stream)),
        (_("Category"), issue.category),
        (_("Source"), issue.source),
        (_("Level"), issue.level),
        (_("Reporter"), reporter),
        (_("Visit"), issue.visit),
        (_("Found or discussed on"), here.ledger.activities_on(issue.id)),
        (_("First asked"), issue.first_asked),
        (_("Opened"), issue.opened),
    )


def _state(
    here: Context, issue: "Issue", standing: lifecycle.State, as_of: date, full: bool
) -> list[Field]:
    owner, deadline = issue.owner, issue.deadline
    who = " ".join(n for n in (owner.unit, owner.person) if n) if owner else None
    waits = WAITS.get(issue.status)
    copies = here.ledger.copies(issue.id) if as_of == here.today else issue.copies
    signed = [Field(_("Signature"), _("changed after signing off"), "bold red")]
    return [
        Field(_("Status"), _(STATUS_NAMES[issue.status]), STATUS_STYLES.get(issue.status, "")),
        *filled((_("Whose turn"), _(WAITS_NAMES[waits]) if waits else None)),
        *_light(here, standing, issue.place, as_of),
        *(signed if standing.changed else []),
        *filled(
            (_("Round"), issue.round if issue.round > 1 else None),
            (_("Owner"), who),
            (_("Assisting"), issue.co_units),
            (_("Measures"), issue.measures),
            (_("Due"), deadline.date if deadline else None),
            (_("Time limit"), _limit(deadline) if deadline else None),
            (_("First deadline"), deadline.was if deadline else None),
            (_("For good"), issue.long_term or None),
            (_("To be answered by"), issue.answer_by),
            (_("Sign-offs to come"), [_(VERB_NAMES[step]) for step in standing.needs]),
            (_("Handed up to"), issue.escalated_to),
            (_("Outcome"), _(OUTCOME_NAMES[issue.outcome]) if issue.outcome else None),
            (_("Result"), free(issue.result, full)),
            (_("Merged into"), issue.into),
            (_("Copies merged into it"), copies),
            (_("Signed off"), issue.closed),
        ),
    ]


def _light(here: Context, standing: lifecycle.State, place: str, on: date) -> list[Field]:
    """The light of the clock that runs, and how far its end is."""
    turn = standing.turn
    if standing.spared:
        said = _("held against nobody: clocks count from {day}").format(day=standing.enforced)
        return [Field(_("Light"), said)]
    if turn is None:
        return []
    light = lights.light_on(here.ledger, on)(turn, place)
    far = days_left((turn - on).days)
    word = _("{light}: {far}").format(light=_(LIGHT_NAMES[light]), far=far) if light else far
    return [Field(_("Light"), word, LIGHT_STYLES.get(light or "", ""))]


def _limit(deadline: "Deadline") -> str | None:
    """The limit that a deadline comes from, and the words in which it was given."""
    counted = None
    if deadline.limit and deadline.count and deadline.start:
        span = units(deadline.limit, deadline.count)
        counted = _("{span} from {start}").format(span=span, start=deadline.start)
    said = [part for part in (deadline.word, counted) if part]
    return _("; ").join(said) or None


def _owed(here: Context, issue: "Issue") -> Iterator[tuple[str, date | None]]:
    """What must follow closing and has not, and by when."""
    if issue.closed is None:
        return
    stream = demands.stream(here.ledger.written_rules, issue.stream)
    for row in demands.owed(stream, issue.followed):
        due = None
        if row.get("within"):
            limit = clocks.Limit(row["within"], row.get("unit", "day"), roll=False)
            with suppress(BeyondCalendarError):
                due = clocks.due(limit, issue.closed, here.ledger.calendar(issue.place))
        yield row["step"], due


def _rounds(issue: "Issue") -> Listing:
    """How it went each time that it was taken up."""
    rows: list[dict[str, Any]] = []
    for event, state in zip(
        issue.log, lifecycle.replay(lifecycle.first_facts(issue), issue.log), strict=True
    ):
        if event.do in ("register", "reopen"):
            rows.append({"round": state.round, "since": event.on, "closed": None})
        elif event.do in ("assign", "submit"):
            rows[-1][event.do] = event.on
        rows[-1]["closed"] = state.closed
    columns = [
        Column("round", _("Round")),
        Column("since", _("From")),
        Column("assign", _("Assigned")),
        Column("submit", _("Reported as settled")),
        Column("closed", _("Signed off")),
    ]
    return Listing(_("Rounds"), columns, rows)


def _after(issue: "Issue", owed: list[tuple[str, date | None]]) -> list[Field]:
    done = [Field(_(VERB_NAMES[step]), day) for step, day in issue.followed.items()]
    return [
        *done,
        *(
            Field(
                _(VERB_NAMES[step]),
                _("still owed, by {day}").format(day=due) if due else _("still owed"),
                "yellow",
            )
            for step, due in owed
        ),
    ]


def said(event: dict[str, Any], full: bool, late: str | None = None) -> str:
    """What an event says besides who and when, and whether it was entered late."""
    told = [late] if late else []
    if "limit" in event:
        span = units(event["limit"], event["count"])
        told.append(_("{span} from {start}").format(span=span, start=event["start"]))
    for name, value in event.items():
        if name in _HEAD or name in _OF_LIMIT:
            continue
        text = _value(name, value)
        named = "answer_by" if name == "due" and event["do"] in _ANSWERED else name
        told.append(text if name in ("text", "reason") else about(label(named), text))
    return free(_("; ").join(told), full) or ""


def _value(name: str, value: Any) -> str:  # noqa: ANN401 - of any field
    """A value of an event as a person reads it."""
    match name:
        case "outcome":
            return _(OUTCOME_NAMES[value])
        case "sign":
            return _(SIGN_NAMES[value])
        case "closing":
            return _(", ").join(_(VERB_NAMES[step]) for step in value) or _("nothing")
        case "field":
            return label(value)
    return _(", ").join(value) if isinstance(value, list) else shown(value)
