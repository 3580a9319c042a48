"""What somebody owes today and this week, the most urgent first: issues, duties, tasks, reports."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.desk import agenda
from ledger.book.desk.whose import Whose
from ledger.book.duties.owing import Scene
from ledger.rules import periods
from ledger.rules.windows import Frame

if TYPE_CHECKING:
    import sqlite3

    from ledger.errors import BeyondCalendarError

SECTIONS = (
    *("overdue", "near", "press", "assign", "verify", "sign", "review", "follow"),
    *("duty", "task", "report"),
)
"""The parts of a day's work, in the order in which they are told."""


class Today(NamedTuple):
    """Whose day it is, and all there is to do, section by section, the most urgent first.

    `unknown` says of which duties nothing is known, for want of a calendar.
    """

    on: date
    person: str | None
    station: str | None
    items: tuple[agenda.Item, ...]
    unknown: "tuple[tuple[str, BeyondCalendarError], ...]"
    names: Mapping[str, str]

    def of(self, section: str) -> list[agenda.Item]:
        """What there is to do in one section."""
        return [item for item in self.items if item.section == section]


def look(
    db: "sqlite3.Connection",
    rules: Mapping[str, Any],
    on: date,
    person: str | None,
    station: str | None,
    *,
    now: bool,
) -> Today:
    """All that is to be done on a day and in the rest of its week.

    Args:
        db: the index.
        rules: what ledger.yaml holds.
        on: the day.
        person: whose work is told; of everybody, where None.
        station: the place to which it is narrowed, with all below it.
        now: whether the index knows nothing later than the day.
    """
    sunday = periods.week(on).until
    scene = Scene(db, Frame(on, sunday, on, running=True, begun=sunday))
    whose = Whose(scene, rules, person, station)
    day = agenda.Day(scene, whose, sunday, whose.desk(on, now=now))
    found = [*day.issues(), *day.presses(), *day.reviews(), *day.follow_ups()]
    found += [*day.duties(), *day.tasks()]
    names = {code: place.name for code, place in scene.roll.places.items()}
    return Today(on, person, station, _in_order(found), tuple(day.unknown), names)


def _in_order(items: Iterable[agenda.Item]) -> tuple[agenda.Item, ...]:
    far = date.max - timedelta(days=1)
    rank = {section: n for n, section in enumerate(SECTIONS)}
    return tuple(sorted(items, key=lambda item: (rank[item.section], item.day or far, item.id)))
