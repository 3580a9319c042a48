"""The tables of activities, tasks and opinions, and what narrows them."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ledger.book.reading import names
from ledger.commands.context import Context
from ledger.commands.line import filters
from ledger.index.activities import ActivityFilter
from ledger.index.opinions import OpinionFilter
from ledger.index.queries import Row
from ledger.rules import plans
from ledger.rules.statuses import STATUS_NAMES
from ledger.rules.tasks import TASK_OPEN, TASK_STATUS_NAMES
from ledger.views.listing import Column, Listing, by_value, shown
from ledger.views.styles import TASK_STYLES
from ledger.words import gettext as _
from ledger.words import mark

STATE_NAMES = {
    "open": mark("unanswered"),
    "answered": mark("answered"),
    "promoted": mark("became an issue"),
}
"""What became of an opinion."""


class Asked(NamedTuple):
    """All that may narrow a list, as it was typed."""

    as_of: date
    station: str | None = None
    place: str | None = None
    status: str | None = None
    owner: str | None = None
    person: str | None = None
    household: str | None = None
    kind: str | None = None
    period: str | None = None
    parent: str | None = None
    tree: bool = False
    waiting: bool = False
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    full: bool = False


def _places(here: Context, asked: Asked) -> tuple[str | None, str | None]:
    here.ledger.known(person=asked.person, household=asked.household)
    station, place = asked.station, asked.place
    return (
        here.ledger.place(station) if station else None,
        here.ledger.place(place) if place else None,
    )


def _days(asked: Asked) -> tuple[str | None, str]:
    """The first day asked for, and the last, which is not beyond the day of the answer."""
    since = asked.since.isoformat() if asked.since else None
    return since, min(asked.until or asked.as_of, asked.as_of).isoformat()


def activities(here: Context, asked: Asked) -> Listing:
    """The activities asked for, the newest first."""
    station, place = _places(here, asked)
    since, until = _days(asked)
    kind = here.ledger.term("activity kind", asked.kind)
    wanted = ActivityFilter(station, place, kind, asked.person, asked.household, since, until)
    rows, total = here.ledger.activities(wanted, filters.limit(here, asked.limit))
    title = _("Activities up to {day}").format(day=until)
    return of_activities(rows, title, total)


def of_activities(rows: list[Row], title: str, total: int) -> Listing:
    """A table of activities: when, of which kind, what about, where, who, what was found."""
    for row in rows:
        for column in ("people", "places", "bodies", "issues"):
            row[column] = names(row[column])
        row["kind_name"] = row["kind_name"] or row["kind"]
    return Listing(
        title,
        [
            Column("id", _("Id")),
            Column("day", _("Day")),
            Column("kind_name", _("Kind")),
            Column("title", _("About"), flexible=True, least=14),
            Column("place_name", _("Place"), rank=2),
            Column("people", _("People"), rank=3, show=_joined),
            Column("decisions", _("Agreed"), rank=6, align="right"),
            Column("findings", _("Found"), rank=5, align="right"),
            Column("issues", _("Became issues"), rank=4, align="right", show=_number),
        ],
        rows,
        total=total,
        empty=_("No such activity."),
    )


def tasks(here: Context, asked: Asked) -> Listing:
    """The tasks asked for, the newest first, or under the tasks that they are part of."""
    here.ledger.known(person=asked.person)
    names = ("station", "place", "kind", "status", "owner", "period", "parent", "since", "until")
    wanted = filters.tasks(here, asked.as_of, **{name: getattr(asked, name) for name in names})
    limit = filters.limit(here, asked.limit)
    rows, total = here.ledger.tasks(wanted, 0 if asked.tree else limit)
    title = _("Tasks on {day}").format(day=asked.as_of.isoformat())
    if asked.tree:
        rows = tree(rows)[: asked.limit]
    return of_tasks(rows, title, total, asked.as_of)


def tree(rows: list[Row], root: str | None = None) -> list[Row]:
    """Tasks in the order of their tree, by their last days within it, titles moved in by depth."""
    ordered = sorted(rows, key=lambda row: (row["due"] or "9", row["opened"], row["id"]))
    found = []
    for depth, row in plans.below(ordered, root):
        moved = "　" * (depth - 1) + "└ " if depth else ""
        found.append({**row, "depth": depth, "title": moved + row["title"]})
    return found


def of_tasks(rows: list[Row], title: str, total: int, on: date) -> Listing:
    """A table of tasks: what, where, whose, by when, how far; columns with nothing stay away."""
    for row in rows:
        row["kind_name"] = row["kind_name"] or row["kind"]
        row["owner"] = row["unit"] or row["person"]
        row["share"] = f"{row['reported']}/{row['villages']}" if row["villages"] else None
        still = row["status"] in TASK_OPEN and row["due"]
        late = (on - date.fromisoformat(row["due"])).days if still else 0
        row["days_late"] = late if late > 0 else None
    columns = [
        Column("id", _("Id")),
        Column("title", _("Task"), flexible=True, least=16),
        Column("kind_name", _("Kind"), rank=5),
        Column("place_name", _("Place"), rank=4),
        Column("period", _("Period"), rank=6),
        Column("owner", _("Owner"), rank=3, flexible=True, least=10),
        Column("due", _("Due"), rank=1),
        Column(
            "status",
            _("Status"),
            show=lambda status: _(TASK_STATUS_NAMES[status]),
            style=by_value("status", TASK_STYLES),
        ),
        Column("share", _("Reported"), rank=2, align="right"),
        Column("whole", _("Done"), rank=2, align="right", show=percent),
        Column("days_late", _("Days late"), rank=2, align="right", style=lambda _row: "red"),
    ]
    said = [column for column in columns if any(row[column.key] is not None for row in rows)]
    return Listing(
        title, said or columns, rows, total=total, empty=_("No such task."), facts={"as_of": on}
    )


def percent(value: int | None) -> str:
    """How much is done, as people read it."""
    return "" if value is None else f"{value}%"


def opinions(here: Context, asked: Asked) -> Listing:
    """What people asked for on visits, the newest first, and what became of it."""
    from ledger.rules import masks

    station, place = _places(here, asked)
    since, until = _days(asked)
    then = asked.as_of.isoformat() if asked.as_of < here.today else None
    wanted = OpinionFilter(
        station, place, asked.person, asked.household, since, until, asked.waiting, then
    )
    rows, counts = here.ledger.opinions(wanted, filters.limit(here, asked.limit))
    if not asked.full:
        for row in rows:
            for name in ("text", "answer"):
                row[name] = masks.text(row[name]) if row[name] else row[name]
    said = _("{heard} opinions: {answered} answered, {promoted} became issues, {waiting} open")
    return Listing(
        _("Opinions up to {day}").format(day=until),
        [
            Column("visit", _("Visit")),
            Column("number", _("No."), align="right"),
            Column("day", _("Day"), rank=1),
            Column("place_name", _("Place"), rank=2),
            Column("text", _("Opinion"), flexible=True, least=16),
            Column("category", _("Category"), rank=5, flexible=True, least=10),
            Column("state", _("What became of it"), show=lambda state: _(STATE_NAMES[state])),
            Column("answer", _("Answered"), rank=6, flexible=True, least=10),
            Column("issue", _("Issue"), rank=3, show=shown),
            Column("status", _("Status"), rank=4, show=_status),
        ],
        rows,
        footer=[said.format(**counts)],
        total=counts["waiting"] if asked.waiting else counts["heard"],
        empty=_("No opinion was heard."),
        facts={"counts": counts},
    )


def _status(status: str | None) -> str:
    return _(STATUS_NAMES[status]) if status else ""


def _joined(values: list[str]) -> str:
    return " ".join(values)


def _number(values: list[str]) -> str:
    return str(len(values) or "")


OF_WORK: dict[str, Callable[[Context, Asked], Listing]] = {
    "activities": activities,
    "tasks": tasks,
    "opinions": opinions,
}
