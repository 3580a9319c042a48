"""The tables of `tz duties`: counted by duty, place or clerk, or one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.book.duties import Duties, Instance, whose
from ledger.commands.showing.dutywords import OWNERS, STATE_STYLES, STATES, interval
from ledger.rules.periods import Period
from ledger.views.listing import Column, Listing, Row, by_value, shown
from ledger.words import gettext as _
from ledger.words import pgettext

_COUNTED = ("done", "due", "missed")
"""What is owed; the excused is not."""


def counted(found: Duties, by: str, missed: bool, limit: int, period: Period | None) -> Listing:
    """How much was owed, done and missed, by duty, place or clerk."""
    tallies: dict[str, Counter[str]] = {}
    if by == "duty":
        tallies = {duty.code: Counter() for duty in found.rules}
    for one in found.instances:
        for key in _keys(found, one, by):
            tallies.setdefault(key, Counter())[one.outcome.state] += 1
    rows = [_tally(key, tally) | _told(found, by, key) for key, tally in tallies.items()]
    if missed:
        rows = sorted((row for row in rows if row["missed"]), key=lambda row: -row["missed"])
    elif by != "duty":
        rows = sorted((row for row in rows if row["owed"]), key=lambda row: row["code"])
    elif found.asked.person or found.asked.station:
        rows = [row for row in rows if row["owed"]]
    return Listing(
        _title(found, period),
        [*_heads(by), *_figures()],
        rows[: limit or None],
        footer=_footer(rows, by),
        total=len(rows),
        empty=_empty(found, missed=missed),
        facts=_facts(found, period),
    )


def one_by_one(found: Duties, missed: bool, limit: int, period: Period | None) -> Listing:
    """Each instance: who, what, towards what, when, and the records that it was done by."""
    states = ("missed",) if missed else ("missed", "due", "done", "excused")
    rows = [_instance(found, one) for one in found.instances if one.outcome.state in states]
    rows.sort(key=lambda row: (row["until"], row["duty"], row["owner"], row["towards"] or ""))
    return Listing(
        _title(found, period),
        _columns(missed),
        rows[: limit or None],
        total=len(rows),
        empty=_empty(found, missed=missed),
        facts=_facts(found, period),
    )


def _keys(found: Duties, one: Instance, by: str) -> Iterable[str]:
    """What an instance counts for: a place's duty for each of those whose work it is."""
    if by == "duty":
        return [one.duty.code]
    if by == "station":
        return [one.owner.place]
    return whose(found.clerks, one) or [""]


def _tally(key: str, tally: Counter[str]) -> dict[str, Any]:
    owed = sum(tally[state] for state in _COUNTED)
    rate = round(tally["done"] / owed, 4) if owed else None
    figures = {state: tally[state] for state in _COUNTED}
    return {"code": key, "owed": owed, **figures, "rate": rate}


def _told(found: Duties, by: str, key: str) -> dict[str, Any]:
    if by == "duty":
        duty = next(duty for duty in found.rules if duty.code == key)
        each = _(OWNERS[duty.owed_by.each])
        return {"name": duty.name, "each": each, "interval": interval(duty), "note": duty.note}
    if by == "station":
        place = found.scene.roll.places.get(key)
        return {"name": place.name if place else key}
    posts = found.clerks.posts(key) or found.scene.roll.posts_of.get(key)
    return {"name": _where(found, posts[-1].place) if posts else _("nobody in particular")}


def _where(found: Duties, code: str) -> str:
    place = found.scene.roll.places.get(code)
    return place.name if place else code


def _heads(by: str) -> list[Column]:
    if by == "duty":
        return [
            Column("code", _("Duty"), rank=3),
            Column("name", _("Name"), flexible=True, least=20),
            Column("each", _("Owed by"), rank=4),
            Column("interval", _("How often"), rank=2, flexible=True, least=16),
        ]
    title = _("Place") if by == "station" else _("Clerk")
    return [Column("code", title), Column("name", _("Name"), rank=1, flexible=True, least=10)]


def _figures() -> list[Column]:
    return [
        Column("owed", _("Owed"), align="right"),
        Column("done", pgettext("duty", "Done"), align="right"),
        Column("due", pgettext("duty", "Due"), align="right"),
        Column("missed", _("Missed"), align="right", style=_missed_style),
        Column("rate", _("Rate"), align="right", rank=1, show=_percent),
    ]


def _missed_style(row: Row) -> str:
    return "bold red" if row["missed"] else ""


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1%}"


def _columns(missed: bool) -> list[Column]:
    state = Column(
        "state",
        _("State"),
        show=lambda state: _(STATES[state]),
        style=by_value("state", STATE_STYLES),
    )
    found = [
        Column("owner", pgettext("duty", "Who")),
        Column("owner_name", _("Place"), rank=3, flexible=True, least=8),
        Column("duty", _("Duty"), rank=6),
        Column("name", _("Name"), flexible=True, least=20),
        Column("towards", _("Towards"), rank=1),
        Column("towards_name", pgettext("duty", "Matter"), rank=5, flexible=True, least=8),
        Column("since", _("From"), rank=2),
        Column("until", _("To")),
        Column("clerks", _("Clerks"), rank=7, show=shown),
    ]
    if missed:
        return found
    return [*found, state, Column("evidence", _("Evidence"), rank=4, show=_records)]


def _records(records: Sequence[str]) -> str:
    """The records by which it was done; of many the first."""
    return records[0] + ("" if len(records) == 1 else f" +{len(records) - 1}") if records else ""


def _instance(found: Duties, one: Instance) -> dict[str, Any]:
    outcome, thing = one.outcome, one.thing
    towards = (thing.name or _where(found, thing.place)) if thing else None
    return {
        "duty": one.duty.code,
        "name": one.duty.name,
        "each": one.owner.each,
        "owner": one.owner.code,
        "owner_name": _where(found, one.owner.place),
        "towards": thing.id if thing else None,
        "towards_name": towards,
        "since": outcome.window.since,
        "until": outcome.window.until,
        "state": outcome.state,
        "number": outcome.number,
        "times": one.duty.rhythm.times if one.duty.rhythm else None,
        "done_on": outcome.done_on,
        "evidence": list(outcome.evidence),
        "clerks": list(whose(found.clerks, one)),
    }


def _title(found: Duties, period: Period | None) -> str:
    day = found.frame.on
    if period is None:
        return _("Duties on {day}").format(day=day)
    return _("Duties of {period}, as of {day}").format(period=period.name, day=day)


def _facts(found: Duties, period: Period | None) -> Mapping[str, Any]:
    frame = found.frame
    name = period.name if period else None
    return {"as_of": frame.on, "period": name, "since": frame.since, "until": frame.until}


def _footer(rows: Sequence[Mapping[str, Any]], by: str) -> list[str]:
    """What the rate is, with the figures of all rows where nothing counts twice."""
    if by == "staff":
        return [_("What a place or a group owes counts for each clerk whose work it is.")]
    owed, done = (sum(row[name] for row in rows) for name in ("owed", "done"))
    if not owed:
        return []
    told = _("Rate: done ÷ owed, what still runs counted as owed; in all {done} ÷ {owed} = {rate}")
    return [told.format(done=done, owed=owed, rate=_percent(done / owed))]


def _empty(found: Duties, *, missed: bool) -> str:
    if not found.rules:
        return _("ledger.yaml has no duties.")
    return _("Nothing was missed.") if missed else _("Nothing was owed.")
