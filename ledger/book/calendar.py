"""Writing calendars: a whole year, or further rest days of one place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book import references
from ledger.book.yearlists import Plan, clash_sentences
from ledger.errors import BeyondCalendarError, RefusedError
from ledger.records import paths
from ledger.records.calendar import CalendarYear
from ledger.rules.calendar import DAY, days_between
from ledger.rules.daylists import Listed
from ledger.words import about
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.book.writing import Writing


def require_free(ledger: "Reading", year: int) -> None:
    """Refuse a year that there is a calendar of already."""
    path = paths.calendar(year)
    if ledger.git.file(path) is not None:
        raise RefusedError(
            _(
                "there is a calendar of {year} already: {path}; look at it with “tz calendar show "
                "{year}”, and say --replace to put this one in its place"
            ).format(year=year, path=path)
        )


def store(writing: "Writing", plan: Plan, *, replace: bool) -> list[int]:
    """Write a year, and into their own calendars the days of other years; the caller commits.

    The local rests of a year that is replaced stay. Returns the years written.

    Raises:
        RefusedError: the year is there already and is not to be replaced, or says the same.
    """
    year = plan.year.year
    path = paths.calendar(year)
    if not replace:
        require_free(writing.ledger, year)
    before = writing.read(CalendarYear, path)
    local = [*dict.fromkeys([*(before.local if before else ()), *plan.year.local])]
    after = plan.year.model_copy(update={"local": local})
    _hold_together(after)
    if after == before:
        raise RefusedError(_("{path} says the same already; nothing was written").format(path=path))
    writing.put(path, after)
    return [year, *_strays(writing, plan.strays)]


def add_local(
    writing: "Writing", named: str, since: date, until: date, name: str
) -> list[CalendarYear]:
    """Give a place and all below it further rest days; the caller commits."""
    place = references.place(writing.ledger.index.db, named)
    if until < since:
        raise RefusedError(
            _("{until} lies before {since}; put the two days right").format(
                until=until, since=since
            )
        )
    return [
        _grown(
            writing,
            year,
            local=[
                {
                    "name": name,
                    "since": max(since, date(year, 1, 1)),
                    "until": min(until, date(year, 12, 31)),
                    "place": place,
                }
            ],
        )
        for year in range(since.year, until.year + 1)
    ]


def _grown(writing: "Writing", year: int, **more: Sequence[Any]) -> CalendarYear:
    """A year with more in some of its lists; what else its file says stays."""
    path = paths.calendar(year)
    if writing.text(path) is None:
        raise BeyondCalendarError(year, max(writing.ledger.calendar().years, default=None))

    def change(data: dict[str, Any]) -> None:
        for key, items in more.items():
            data.setdefault(key, []).extend(items)

    grown = writing.revise(CalendarYear, path, change)
    _hold_together(grown)
    return grown


def _strays(writing: "Writing", strays: Iterable[Listed]) -> list[int]:
    """Put the days of other years into their calendars, where these are there and lack them."""
    written = []
    for one in strays:
        year = one.since.year
        there = writing.read(CalendarYear, paths.calendar(year))
        if there is None:
            writing.ledger.notices.append(
                _("{day} belongs to {year}, of which there is no calendar; it was left out").format(
                    day=one.since, year=year
                )
            )
        elif one.kind == "work" and one.since not in there.work:
            written.append(_grown(writing, year, work=[one.since]).year)
        elif one.kind == "rest" and not _rests(there, one):
            rest = {"name": one.name, "since": one.since, "until": one.until}
            written.append(_grown(writing, year, rest=[rest]).year)
    return [*dict.fromkeys(written)]


def _rests(year: CalendarYear, one: Listed) -> bool:
    """Whether all days of a stretch are rest days of the year already."""
    listed = {day for rest in year.rest for day in days_between(rest.since, rest.until + DAY)}
    return listed.issuperset(days_between(one.since, one.until + DAY))


def _hold_together(year: CalendarYear) -> None:
    """Refuse a year that gives one day two meanings."""
    said = [sentence for _kind, _n, sentence in clash_sentences(year)]
    if said:
        raise RefusedError(about(paths.calendar(year.year), _("; ").join(said)))
