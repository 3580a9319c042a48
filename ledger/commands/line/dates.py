"""Dates on the command line: what cannot be read is refused with the name of the option."""

from contextlib import suppress
from datetime import date

from ledger.commands.line.chinese import option as named
from ledger.errors import UsageError
from ledger.rules import periods
from ledger.rules.dates import Toward, meant
from ledger.words import gettext as _

_FIRST, _LAST = date(1900, 1, 1), date(9990, 12, 31)
"""Days before and after these are slips of the hand, and leave no room to count from them."""


def read_date(
    text: str, today: date, toward: Toward, option: str, since: date | None = None
) -> date:
    """Read a date as people write it; with `since` one that ends what begins on that day.

    Raises:
        UsageError: Naming the option, if this is no date, or one that nobody means.
    """
    try:
        found = meant(text, today, toward, since)
    except ValueError as error:
        raise UsageError(option, str(error)) from None
    if found < _FIRST or (toward == "past" and found > _LAST):
        told = _("{day} is too far away; write a day from {first} to {last}")
        raise UsageError(option, told.format(day=found, first=_FIRST, last=_LAST))
    return found


def read_period(text: str, today: date) -> periods.Period:
    """Read a period as people write it.

    Raises:
        UsageError: If this is no period.
    """
    try:
        return periods.read(text, today)
    except ValueError as error:
        raise UsageError(named("--period"), str(error)) from None


def period_name(text: str, near: date) -> str:
    """A period of tasks by the name that all have it by: 7月 is 2026-07, 本周 is 2026-W27.

    Without a year it is the one nearest to a day, for a task may be given before its time. What
    is no period that we know stays as it is: a campaign may be one.
    """
    from ledger.book.importing import titles

    if found := titles.meant(text, "", near):
        return found.name
    with suppress(ValueError):
        return periods.read(text, near).name
    return text


def from_to(said: str, since: date | None, until: date | None) -> str:
    """A sentence, and from when to when it holds: so one sees which year a day was taken to be."""
    first = _("from {day}").format(day=since) if since else ""
    last = _("to {day}").format(day=until) if until else ""
    return _(", ").join(part for part in (said, first, last) if part)
