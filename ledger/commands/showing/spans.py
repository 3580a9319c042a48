"""Lengths of time in words."""

from ledger.words import ngettext


def units(number: int, unit: str | None) -> str:
    """A number of days, working days, weeks or months."""
    if unit == "workday":
        return ngettext("{n} working day", "{n} working days", number).format(n=number)
    if unit == "week":
        return ngettext("{n} week", "{n} weeks", number).format(n=number)
    if unit == "month":
        return ngettext("{n} month", "{n} months", number).format(n=number)
    return ngettext("{n} day", "{n} days", number).format(n=number)
