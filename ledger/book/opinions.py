"""Opinions answered: what was said afterwards to what people asked for on a visit."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.errors import RefusedError
from ledger.index import lookups
from ledger.records import paths
from ledger.words import gettext as _
from ledger.words import ngettext

if TYPE_CHECKING:
    from ledger.book.writing import Writing
    from ledger.records.visit import Visit


def answer(writing: "Writing", record: str, number: int, text: str, on: date) -> "Visit":
    """Write down what was answered on a day to an opinion of a visit; the caller commits."""
    from ledger.book.step import check_day
    from ledger.records.visit import Page

    check_day(writing.ledger, on)
    station, day = lookups.visit_page(writing.ledger.index.db, record)
    heard_on = date.fromisoformat(day)
    path = paths.page(station, heard_on)
    if on < heard_on:
        why = _("{id} was on {day}: what was asked there cannot be answered on {on}, before it")
        raise RefusedError(why.format(id=record, day=day, on=on))

    def change(page: dict[str, Any]) -> None:
        visit = next(visit for visit in page["visits"] if visit["id"] == record)
        opinion = _unanswered(record, visit.get("opinions", []), number)
        opinion["answer"] = text
        if on > heard_on:
            opinion["answered"] = on

    page = writing.revise(Page, path, change)
    return next(visit for visit in page.visits if visit.id == record)


def require(record: str, n: int, number: int) -> None:
    """Refuse a number that none of the `n` opinions of a visit has; they count from 1."""
    if not 1 <= number <= n:
        told = ngettext(
            "{id} has {n} opinion; there is no number {number}",
            "{id} has {n} opinions; there is no number {number}",
            n,
        )
        raise RefusedError(told.format(id=record, n=n, number=number))


def _unanswered(record: str, said: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """The opinion of this number, to which nothing was answered yet."""
    require(record, len(said), number)
    if said[number - 1].get("answer"):
        raise RefusedError(
            _("opinion {number} of {id} was answered already").format(number=number, id=record)
        )
    return said[number - 1]
