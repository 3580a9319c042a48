"""Which records a sheet shows, in which order, and the files that they stand in."""

import json
from collections.abc import Callable, Collection
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.exporting.known import Level
from ledger.book.exporting.visits import paired
from ledger.index import activities, filed, lookups, outgoing, tasks, tree
from ledger.index.activities import ActivityFilter
from ledger.index.outgoing import Found
from ledger.index.queries import IssueFilter
from ledger.index.tasks import TaskFilter
from ledger.index.visits import VisitFilter
from ledger.records import paths
from ledger.records.sheet_kinds import SheetKind
from ledger.rules import names
from ledger.store import yaml

if TYPE_CHECKING:
    from ledger.book.reading import Reading


class Asked(NamedTuple):
    """What is asked for.

    `narrowed` is the filter of the kind, or the code of a place for households and stations; with
    `records`, only those are shown; `group` is the field that rows are grouped by.
    """

    kind: SheetKind
    as_of: date
    level: Level = "public"
    narrowed: IssueFilter | VisitFilter | ActivityFilter | TaskFilter | str | None = None
    group: str | None = None
    records: Collection[str] | None = None

    @property
    def below(self) -> str | None:
        """The place that households or stations are shown of."""
        return self.narrowed if isinstance(self.narrowed, str) else None

    @property
    def household(self) -> str | None:
        """The household that records are shown of."""
        if isinstance(self.narrowed, IssueFilter):
            return self.narrowed.reporter
        return getattr(self.narrowed, "household", None)


_TASK_GROUPS = {
    "kind": "kind_name",
    "station": "station_name",
    "place": "place_name",
    **{name: name for name in ("parent", "period", "issuer", "opened", "due", "unit", "person")},
    **{name: name for name in ("title", "status")},
}
"""By what tasks can be grouped, and where it stands in their rows."""
_ACTIVITY_GROUPS = {
    "kind": "kind_name",
    "place": "place_name",
    "date": "day",
    **{name: name for name in ("station", "title", "chair")},
}
"""By what activities can be grouped, and where it stands in their rows; `bodies` is a list."""
_HOUSEHOLD_GROUPS = {"place": "place_name", "group": "circle", "staff": "person"}
"""By what households can be grouped, and where it stands in their rows."""
_STATION_GROUPS = {"type": "tier", "parent": "parent"}
"""By what places can be grouped, and where it stands in their rows."""


def _issues(ledger: "Reading", asked: Asked) -> list[Found]:
    narrowed = asked.narrowed if isinstance(asked.narrowed, IssueFilter) else IssueFilter()
    if asked.as_of != ledger.today:
        narrowed = narrowed._replace(as_of=asked.as_of.isoformat())
    return outgoing.issues(ledger.index.db, narrowed, asked.group)


def _visits(ledger: "Reading", asked: Asked) -> list[Found]:
    narrowed = asked.narrowed if isinstance(asked.narrowed, VisitFilter) else VisitFilter()
    until = min(narrowed.until or "9999", asked.as_of.isoformat())
    return outgoing.visits(ledger.index.db, narrowed._replace(until=until), asked.group)


def _tasks(ledger: "Reading", asked: Asked) -> list[Found]:
    narrowed = asked.narrowed if isinstance(asked.narrowed, TaskFilter) else TaskFilter()
    if asked.as_of != ledger.today:
        narrowed = narrowed._replace(as_of=asked.as_of.isoformat())
    rows = tasks.tasks(ledger.index.db, narrowed, 0)[0]
    if asked.records is None and not narrowed.status:  # a mistake is nothing that is owed
        rows = [row for row in rows if row["status"] != "void"]
    rows.sort(key=lambda row: (row["opened"], row["id"]))
    column = _TASK_GROUPS.get(asked.group or "", "")
    return [Found(row["id"], row.get(column)) for row in rows]


def _activities(ledger: "Reading", asked: Asked) -> list[Found]:
    narrowed = asked.narrowed if isinstance(asked.narrowed, ActivityFilter) else ActivityFilter()
    until = min(narrowed.until or "9999", asked.as_of.isoformat())
    rows = activities.activities(ledger.index.db, narrowed._replace(until=until), 0)[0]
    rows.sort(key=lambda row: (row["day"], row["id"]))
    if asked.group == "bodies":
        return [Found(row["id"], names.joined(json.loads(row["bodies"] or "[]"))) for row in rows]
    column = _ACTIVITY_GROUPS.get(asked.group or "", "")
    return [Found(row["id"], row.get(column)) for row in rows]


def _households(ledger: "Reading", asked: Asked) -> list[Found]:
    column = _HOUSEHOLD_GROUPS.get(asked.group or "")
    rows = lookups.households(ledger.index.db, asked.below)
    shown = [row for row in rows if asked.level == "internal" or not row["confidential"]]
    if asked.group == "staff" and asked.as_of != ledger.today:
        then = _paired(ledger, {row["place"] for row in shown}, asked.as_of)
        return [Found(row["id"], then[row["id"]]) for row in shown]
    return [Found(row["id"], row.get(column or "")) for row in shown]


def _paired(ledger: "Reading", villages: Collection[str], on: date) -> dict[str, str | None]:
    """Who was paired with each household on a day; of the past only the registers know."""
    files = ledger.git.files("HEAD", map(paths.register, sorted(villages)))
    registers: list[Any] = [yaml.parse(body or b"", path) for path, body in files.items()]
    homes = chain.from_iterable(data["households"] for data in registers)
    return {home["id"]: paired(home, on) for home in homes}


def _stations(ledger: "Reading", asked: Asked) -> list[Found]:
    rows = tree.places(ledger.index.db)
    code = asked.below
    root = next((row["line"] or "" for row in rows if row["code"] == code), "")
    column = _STATION_GROUPS.get(asked.group or "")
    if asked.records is None:
        day = asked.as_of.isoformat()
        rows = [row for row in rows if (row["since"] or "") <= day <= (row["until"] or "9999")]
    return [
        Found(row["code"], row.get(column or ""))
        for row in rows
        if (row["line"] or "").startswith(root)
    ]


def open_to(ledger: "Reading", asked: Asked, found: list[Found]) -> list[Found]:
    """The records that a level may be shown of the household that was asked for.

    Whoever knows for which household a sheet was made reads from a mere row, however masked, that
    it is of that household.
    """
    if asked.household is None or asked.level == "internal":
        return found
    db = ledger.index.db
    if any(home == asked.household and secret for home, *_rest, secret in outgoing.homes(db)):
        return []
    hidden = {*outgoing.confidential(db), *outgoing.became_confidential(db)}
    return [one for one in found if one.record not in hidden]


def _page(said: str) -> str:
    station, day = said.split(" ")
    return paths.page(station, date.fromisoformat(day))


FINDERS: dict[str, Callable[["Reading", Asked], list[Found]]] = {
    "issue": _issues,
    "visit": _visits,
    "task": _tasks,
    "activity": _activities,
    "household": _households,
    "station": _stations,
}
"""How the records of each kind are found."""


def file_of(kind: str) -> Callable[[Found], str]:
    """What tells the file that a record stands in, by the kind of record."""
    if kind == "visit":
        return lambda one: _page(one.page)
    file = filed.FILES[kind]
    return lambda one: file(one.record)
