"""Dates on the command line: what cannot be read is refused with the name of the option."""

from datetime import date

from ledger.commands.chinese import option as named
from ledger.errors import UsageError
from ledger.rules import periods
from ledger.rules.dates import Toward, read


def read_date(text: str, today: date, toward: Toward, option: str) -> date:
    """Read a date as people write it.

    Raises:
        UsageError: Naming the option, if this is no date.
    """
    try:
        return read(text, today, toward)
    except ValueError as error:
        raise UsageError(option, str(error)) from None


def read_period(text: str, today: date) -> periods.Period:
    """Read a period as people write it.

    Raises:
        UsageError: If this is no period.
    """
    try:
        return periods.read(text, today)
    except ValueError as error:
        raise UsageError(named("--period"), str(error)) from None
