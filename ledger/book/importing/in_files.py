"""Records as they stand in files, as plain data."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from ledger.store import form

if TYPE_CHECKING:
    from ledger.book.importing.blending import Fields


def record(kind: str, body: bytes, path: str, named: str) -> "Fields":
    """A record of a file; empty where it is not in it."""
    if kind == "visit":
        return on_page(body, path).get(named, {})
    if kind == "household":
        return register(body, path).get(named, {})
    from ledger.records.activity import Activity
    from ledger.records.issue import Issue
    from ledger.records.task import Task

    if kind == "issue":
        return form.read(Issue, body, path).plain()
    return form.read(Activity if kind == "activity" else Task, body, path).plain()


@lru_cache(64)  # a page as it stood before is asked for by each of its visits that changes
def on_page(body: bytes, path: str) -> Mapping[str, "Fields"]:
    """The visits of a page by id, each with the page's day."""
    from ledger.records.visit import Page

    page = form.read(Page, body, path)
    return {visit.id: {**visit.plain(), "date": page.date} for visit in page.visits}


@lru_cache(64)  # a register as it stood before is asked for by each of its lines that changes
def register(body: bytes, path: str) -> Mapping[str, "Fields"]:
    """The households of a register by number."""
    from ledger.records.household import Register

    homes = form.read(Register, body, path).households
    return {home.id: home.plain() for home in homes}
