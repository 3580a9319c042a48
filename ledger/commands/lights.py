"""The lights of time limits: as words in tables, and as bounds of a question."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.rules import clocks
from ledger.rules.calendar import DAY
from ledger.rules.statuses import WAITS

if TYPE_CHECKING:
    from ledger.book import Ledger
    from ledger.index.queries import Row


class Bounds(NamedTuple):
    """Between which days, both taken in, a clock must end; open where None.

    `later` names the places whose local rests let the clocks there be near for longer, each with
    the last day on which one ends that is near.
    """

    since: date | None = None
    until: date | None = None
    later: tuple[tuple[str, date], ...] = ()


def rule(ledger: "Ledger") -> clocks.Lights:
    """When a deadline is near and when an overdue one grave, as ledger.yaml says."""
    said: dict[str, Any] = ledger.written_rules.get("lights", {})
    return clocks.Lights(**said)


def shine(ledger: "Ledger", rows: Iterable["Row"], on: date) -> None:
    """Add to each row whom it waits for, how many days late it is, and its light."""
    lit = light_on(ledger, on)
    for row in rows:
        turn = date.fromisoformat(row["turn"]) if row["turn"] else None
        row["changed"] = bool(row["changed"] and on == ledger.today)
        row["waits"] = WAITS.get(row["status"])
        row["days"] = (on - turn).days if turn else None
        row["light"] = lit(turn, row["place"]) if turn else None


def light_on(ledger: "Ledger", on: date) -> Callable[[date, str | None], clocks.Light | None]:
    """What gives the light of a clock by its last day and its place; None beyond the calendar."""
    return clocks.lights_on(on, rule(ledger), ledger.calendars())


def bounds(ledger: "Ledger", light: str, on: date) -> Bounds:
    """The days on which the clocks end that show a light."""
    lights = rule(ledger)
    grave = on - timedelta(days=max(lights.grave, 1))
    match light:
        case "grave":
            return Bounds(until=grave)
        case "late":
            return Bounds(grave + DAY, on - DAY)
    calendars = ledger.calendars()
    near = clocks.near_until(on, lights, calendars.general)
    ends = ((p, clocks.near_until(on, lights, calendars.at(p))) for p in calendars.rests)
    later = tuple((place, end) for place, end in ends if end > near)
    return Bounds(on, near, later) if light == "near" else Bounds(near + DAY, later=later)
