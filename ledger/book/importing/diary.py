"""Pages of the diary while an import is planned: visits on them found, added, changed and moved."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.records import paths
from ledger.records.visit import Page, Visit
from ledger.store import form

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

Where = tuple[str, date]
"""A page: its station and its day."""


class _Changes(NamedTuple):
    """What becomes of a page: visits added, fields of visits changed, visits taken off it."""

    added: list[Visit]
    changed: dict[str, dict[str, Any]]
    gone: set[str]


class Diary:
    """The pages that an import may touch, read at once."""

    def __init__(self, making: "Making", pages: Iterable[Where]) -> None:
        self._paths = {where: paths.page(*where) for where in pages}
        self._bodies = making.ledger.git.files("HEAD", self._paths.values())
        self._changes: dict[Where, _Changes] = {}
        self._read: dict[Where, dict[str, dict[str, Any]]] = {}

    def visit(self, where: Where, record: str) -> dict[str, Any] | None:
        """A visit on a page, as plain data with its day; None where it is not there."""
        if where not in self._read:
            body = self._bodies.get(self._paths[where])
            self._read[where] = on_page(body, self._paths[where]) if body else {}
        return self._read[where].get(record)

    def add(self, where: Where, visit: Visit) -> None:
        """Put a visit on a page."""
        self._of(where).added.append(visit)

    def change(self, where: Where, record: str, fields: dict[str, Any]) -> None:
        """Let fields of a visit have new values."""
        self._of(where).changed[record] = fields

    def take_off(self, where: Where, record: str) -> None:
        """Take a visit off a page."""
        self._of(where).gone.add(record)

    def files(self) -> dict[str, bytes | None]:
        """The pages that change, as they then stand; None for one that nothing is left on."""
        return {self._paths[where]: self._file(where) for where in self._changes}

    def _of(self, where: Where) -> _Changes:
        if where not in self._changes:
            self._changes[where] = _Changes([], {}, set())
        return self._changes[where]

    def _file(self, where: Where) -> bytes | None:
        changes, path = self._changes[where], self._paths[where]
        body = self._bodies.get(path)
        if body is None:
            station, day = where
            return form.write(Page(station=station, date=day, visits=changes.added))
        if not changes.added and self._read.get(where, {}).keys() <= changes.gone:
            return None

        def change(data: dict[str, Any]) -> None:
            visits = data["visits"]
            for number in reversed(range(len(visits))):
                if visits[number]["id"] in changes.gone:
                    del visits[number]
                else:
                    visits[number].update(changes.changed.get(visits[number]["id"], {}))
            visits.extend(visit.plain() for visit in changes.added)

        return form.revise(Page, body, path, change)[1]


def on_page(body: bytes, path: str) -> dict[str, dict[str, Any]]:
    """The visits of a page by id, as plain data, each with the page's day."""
    page = form.read(Page, body, path)
    return {visit.id: {**visit.plain(), "date": page.date} for visit in page.visits}
