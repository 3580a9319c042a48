"""What `tz show` shows of an activity and of a task."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.context import Context
from ledger.commands.showing import work_listings
from ledger.commands.showing.details import filled, free, happened, home_name, late, place_name
from ledger.errors import UnknownRecordError
from ledger.index.tasks import TaskFilter
from ledger.rules.activities import PRESENCE_NAMES
from ledger.rules.tasks import ACTION_NAMES, TASK_STATUS_NAMES, TASK_VERB_NAMES
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.views.styles import TASK_STYLES
from ledger.words import gettext as _
from ledger.words import pgettext

if TYPE_CHECKING:
    from ledger.records.activity import Activity
    from ledger.records.task import Task, TaskStep


def activity(here: Context, record: str, as_of: date, full: bool) -> Detail:
    """One activity: the facts, what was agreed, what was found, who was missing."""
    found = here.ledger.activity(record)
    if found.date > as_of:
        raise UnknownRecordError(_("activity on {day}").format(day=as_of), record)
    parts: list[Section | Listing] = [Section(_("The activity"), _facts(here, found, full))]
    tables = (_decisions(found, full), _findings(here, found, full), _absent(found))
    parts += [table for table in tables if table.rows]
    return Detail(record, parts, found.model_dump(mode="json", exclude_defaults=True))


def _facts(here: Context, found: "Activity", full: bool) -> list[Field]:
    kinds = here.ledger.terms("activity kind")
    homes = [home_name(here, home, full, confidential=False) for home in found.households]
    return filled(
        (_("Kind"), kinds.get(found.kind, found.kind)),
        (_("About"), found.title),
        (_("Day"), found.date),
        (_("Last day"), found.until),
        (_("Late entry"), late(here, found.until or found.date, found.at)),
        (_("Station"), place_name(here, found.station)),
        (_("Place"), place_name(here, found.place)),
        (_("Places covered"), [place_name(here, place) for place in found.places]),
        (_("People"), found.people),
        (_("Chair"), found.chair),
        (_("Minutes by"), found.recorder),
        (_("Expected"), found.expected),
        (_("Present"), found.present),
        (_("Bodies"), found.bodies),
        (_("Households concerned"), homes),
        (_("Topics"), found.topics),
        (_("In words"), free(found.text, full)),
        (_("Without notice"), found.unannounced or None),
        (_("Round"), found.round),
        (pgettext("activity", "Result"), free(found.result, full)),
        (_("Channel"), found.channel),
        (_("Amount"), _amount(found)),
        (_("Yuan"), found.money),
        (_("Photos"), len(found.photos) or None),
        (_("Written down by"), found.by),
    )


def _amount(found: "Activity") -> str:
    return " ".join(str(part) for part in (found.amount, found.unit) if part is not None)


def _decisions(found: "Activity", full: bool) -> Listing:
    rows = [
        {"n": n, "text": free(one.text, full), "task": one.task, "issue": one.issue}
        for n, one in enumerate(found.decisions, start=1)
    ]
    columns = [
        Column("n", _("No.")),
        Column("text", _("What was agreed"), flexible=True, least=16, wrap=True),
        Column("task", _("Task")),
        Column("issue", _("Issue"), rank=1),
    ]
    return Listing(_("What was agreed"), columns, rows)


def _findings(here: Context, found: "Activity", full: bool) -> Listing:
    rows = [
        {
            "n": n,
            "place": place_name(here, one.place) if one.place else None,
            "presence": one.presence,
            "category": one.category,
            "text": free(one.text, full),
            "issue": one.issue,
        }
        for n, one in enumerate(found.findings, start=1)
    ]
    columns = [
        Column("n", _("No.")),
        Column("place", _("Place"), rank=2),
        Column(
            "presence",
            _("Presence"),
            rank=1,
            show=lambda code: _(PRESENCE_NAMES[code]) if code else "",
        ),
        Column("text", pgettext("activity", "What was found"), flexible=True, least=16, wrap=True),
        Column("category", _("Category"), rank=3, flexible=True, least=10),
        Column("issue", _("Became issue")),
    ]
    return Listing(pgettext("activity", "What was found"), columns, rows)


def _absent(found: "Activity") -> Listing:
    rows = [one.model_dump() for one in found.absent]
    columns = [
        Column("person", _("Staff code")),
        Column("leave", _("With leave")),
        Column("reason", _("Why"), flexible=True, least=12),
    ]
    return Listing(_("Who was missing"), columns, rows)


def task(here: Context, record: str, as_of: date, full: bool) -> Detail:
    """One task: what is demanded, how it stands, who has it, its parts, what happened."""
    found = here.ledger.task(record, as_of)
    day = as_of.isoformat() if as_of != here.today else None
    rows, _total = here.ledger.tasks(TaskFilter(parent=record, as_of=day))
    whole = next(row["whole"] for row in rows if row["id"] == record)
    below = work_listings.tree(rows, record)
    parts: list[Section | Listing] = [
        Section(_("The task"), _demanded(here, found, full)),
        Section(_("How it stands"), _standing(found, whole)),
    ]
    tables = [_villages(here, found, full)]
    if len(below) > 1:
        tables.append(work_listings.of_tasks(below, _("Its parts"), len(below), as_of))
    tables.append(
        happened(here, found.log, TASK_VERB_NAMES, lambda step, late: _said(step, full, late))
    )
    parts += [table for table in tables if table.rows]
    return Detail(record, parts, found.model_dump(mode="json", exclude_defaults=True))


def _demanded(here: Context, found: "Task", full: bool) -> list[Field]:
    owner = found.owner
    return filled(
        (_("Kind"), here.ledger.terms("task kind").get(found.kind, found.kind)),
        (_("Task"), found.title),
        (_("In words"), free(found.text, full)),
        (_("Station"), place_name(here, found.station)),
        (_("Place"), place_name(here, found.place)),
        (_("Given by"), found.issuer),
        (_("Period"), found.period),
        (_("Part of"), found.parent),
        (_("Decided on"), here.ledger.activities_on(found.id)),
        (_("Owner"), " ".join(n for n in (owner.unit, owner.person) if n) if owner else None),
        (_("Institution"), _(ACTION_NAMES[found.action]) if found.action else None),
        (_("Due"), found.due),
    )


def _standing(found: "Task", whole: int | None) -> list[Field]:
    """The status, and the four days of a list that goes down twice and comes up twice."""
    passed = [part.passed for part in found.parts]
    reported = [part.reported for part in found.parts if part.reported]
    return [
        Field(_("Status"), _(TASK_STATUS_NAMES[found.status]), TASK_STYLES.get(found.status, "")),
        *filled(
            (_("Done"), work_listings.percent(whole)),
            (_("Down 1: given to the station"), found.opened),
            (_("Down 2: passed on to villages"), _span(passed)),
            (_("Up 1: villages reported"), _up(reported, len(passed))),
            (_("Up 2: reported up by the station"), found.consolidated),
            (_("Finished"), found.finished),
        ),
    ]


def _up(reported: list[date], villages: int) -> str | None:
    """When villages reported, and how many of them."""
    share = f"{len(reported)}/{villages}"
    return _("{name} ({key})").format(name=_span(reported), key=share) if reported else None


def _span(days: list[date]) -> str | None:
    """The first and the last of some days."""
    if not days:
        return None
    first, last = min(days), max(days)
    return str(first) if first == last else f"{first} – {last}"


def _villages(here: Context, found: "Task", full: bool) -> Listing:
    rows = [
        {
            **part.model_dump(),
            "place": place_name(here, part.place),
            "due": part.due or found.due,
            "text": free(part.text, full),
        }
        for part in found.parts
    ]
    columns = [
        Column("place", _("Village")),
        Column("person", _("Person"), rank=2),
        Column("text", _("What is demanded"), rank=3, flexible=True, least=10),
        Column("due", _("Due"), rank=1),
        Column("passed", _("Passed on"), rank=4),
        Column("reported", _("Reported")),
        Column("done", _("Done")),
    ]
    return Listing(_("Villages"), columns, rows)


def _said(step: "TaskStep", full: bool, late: str | None) -> str:
    """What a step says besides who and when, and whether it was entered late."""
    plain: dict[str, Any] = step.plain()
    told = [late] if late else []
    told += [str(plain[name]) for name in ("place", "person") if name in plain]
    told += [_("due {day}").format(day=plain["due"])] if "due" in plain else []
    told += [_("not done")] if plain.get("done") is False else []
    told += [work_listings.percent(plain["percent"])] if "percent" in plain else []
    told += [str(plain[name]) for name in ("text", "reason") if name in plain]
    return free(_("; ").join(told), full) or ""
