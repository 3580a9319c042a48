"""From what a person typed to what the index is asked: codes for names, statuses, limits."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ledger.commands.context import Context
from ledger.commands.line.chinese import option
from ledger.commands.line.dates import period_name
from ledger.errors import UsageError
from ledger.rules.statuses import OPEN, STATUS_NAMES, WAITS
from ledger.words import every, mark
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.index.queries import IssueFilter
    from ledger.index.tasks import TaskFilter
    from ledger.index.ties import TieFilter
    from ledger.index.visits import VisitFilter

ROWS = 20
"""So many rows a table shows unless more are asked for; documents hold all."""

_ALL = 1_000_000_000
"""More rows than a ledger has; a number far beyond is none to the index."""


def limit(here: Context, asked: int | None) -> int:
    """How many rows to show; 0 for all."""
    if asked is not None:
        return min(asked, _ALL)
    return ROWS if here.format == "table" else 0


def statuses(
    typed: str | None,
    known_as: Mapping[str, str] = STATUS_NAMES,
    still_open: Collection[str] = OPEN,
) -> tuple[str, ...]:
    """The statuses that a name in either language, or `open`, stands for; several by commas."""
    if typed is None:
        return ()
    known: dict[str, tuple[str, ...]] = {
        name: (code,) for code, said in known_as.items() for name in (code, *every(said))
    }
    known |= dict.fromkeys(every(mark("open")), tuple(sorted(still_open)))
    found: list[str] = []
    for word in typed.replace("，", ",").replace("、", ",").split(","):
        if word.strip() not in known:
            names = _(", ").join([_("open"), *(_(said) for said in known_as.values())])
            why = _("“{word}” is no status; there are: {names}").format(word=word, names=names)
            raise UsageError(option("--status"), why)
        found += known[word.strip()]
    return tuple(dict.fromkeys(found))


def waiting(asked: tuple[str, ...], waits: str | None) -> tuple[str, ...]:
    """Of the statuses asked for, all where none are, those that wait for somebody."""
    if waits is None:
        return asked
    fit = [code for code, whom in WAITS.items() if whom == waits]
    return tuple(code for code in fit if code in asked or not asked) or ("none",)


def owner(owner: str | None, person: str | None) -> str | None:
    """Who has a matter in hand; `--owner` takes units too, `--person` members of staff alone.

    Raises:
        UsageError: both are given and differ: nothing has two owners.
    """
    if owner and person and owner != person:
        raise UsageError(option("--person"), _("an owner is named already; leave one of them out"))
    return owner or person


def issues(
    here: Context,
    as_of: date,
    *,
    station: str | None = None,
    place: str | None = None,
    status: str | None = None,
    owner: str | None = None,
    category: str | None = None,
    stream: str | None = None,
    source: str | None = None,
    reporter: str | None = None,
    since: date | None = None,
    until: date | None = None,
    overdue: bool = False,
    waits: str | None = None,
    light: str | None = None,
    changed: bool | None = None,
) -> "IssueFilter":
    """Which issues a person asks for; names of places and terms may stand for their codes."""
    from ledger.commands.lights import Bounds, bounds
    from ledger.index.queries import IssueFilter

    ledger = here.ledger
    ledger.known(household=reporter)
    turn = bounds(ledger, light, as_of) if light else Bounds()
    return IssueFilter(
        station=ledger.place(station) if station else None,
        place=ledger.place(place) if place else None,
        status=waiting(statuses(status), waits),
        owner=owner,
        category=ledger.term("category", category),
        stream=ledger.term("stream", stream),
        source=ledger.term("source", source),
        reporter=reporter,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        overdue_on=as_of.isoformat() if overdue else None,
        turn_since=turn.since.isoformat() if turn.since else None,
        turn_until=turn.until.isoformat() if turn.until else None,
        turn_later=tuple((code, day.isoformat()) for code, day in turn.later),
        changed=bool(changed),
        as_of=as_of.isoformat() if as_of != here.today else None,
    )


def ties(
    here: Context,
    listed: str,
    below: str | None,
    person: str | None,
    kind: str | None,
    on: date | None,
) -> "TieFilter":
    """Whose posts, ties or groups a person asks for; without a day also those that are no more."""
    from ledger.index.ties import TieFilter

    here.ledger.known(person=person)
    return TieFilter(
        below=here.ledger.place(below) if below else None,
        person=person,
        kind=here.ledger.term(listed.removesuffix("s"), kind),
        on=on.isoformat() if on else None,
    )


def visits(
    here: Context,
    station: str | None,
    place: str | None,
    person: str | None,
    household: str | None,
    since: date | None,
    until: date | None,
) -> "VisitFilter":
    """Which visits a person asks for."""
    from ledger.index.visits import VisitFilter

    here.ledger.known(person=person, household=household)
    return VisitFilter(
        station=here.ledger.place(station) if station else None,
        place=here.ledger.place(place) if place else None,
        person=person,
        household=household,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
    )


def tasks(
    here: Context,
    as_of: date,
    *,
    station: str | None = None,
    place: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    owner: str | None = None,
    period: str | None = None,
    parent: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> "TaskFilter":
    """Which tasks a person asks for; a status may be `overdue`.

    A period is found by its name and by the words that were typed, which older tasks may have.
    """
    from ledger.index.tasks import TaskFilter
    from ledger.rules.tasks import TASK_OPEN, TASK_STATUS_NAMES

    late = (status or "").strip().casefold() in every(mark("overdue"))
    return TaskFilter(
        station=here.ledger.place(station) if station else None,
        place=here.ledger.place(place) if place else None,
        kind=here.ledger.term("task kind", kind),
        owner=owner,
        periods=(period_name(period, as_of), period) if period else (),
        parent=here.ledger.find(parent, ("task",))[1] if parent else None,
        status=() if late else statuses(status, TASK_STATUS_NAMES, TASK_OPEN),
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        overdue_on=as_of.isoformat() if late else None,
        as_of=as_of.isoformat() if as_of != here.today else None,
    )
