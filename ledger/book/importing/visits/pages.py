"""Pages of the diary made files; where they are many, by processes beside this one."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from ledger import words
from ledger.index.batch import Rows
from ledger.index.entries import visits as entries
from ledger.records import paths
from ledger.records.visit import Page
from ledger.store import form
from ledger.store.beside import beside

Where = tuple[str, date]
"""A page: its station and its day."""

_SHARE = 500
"""So many visits are given out at a time, and the rest of the last one's page."""


class Changes(NamedTuple):
    """What becomes of a page: visits added, fields of visits changed, visits taken off it.

    `body` is the file as it stands, None where there is none yet; `left` tells whether a visit of
    it stays.
    """

    where: Where
    body: bytes | None
    added: list[dict[str, Any]]
    changed: dict[str, dict[str, Any]]
    gone: set[str]
    left: bool = True

    @property
    def path(self) -> str:
        """The file of the page."""
        return paths.page(*self.where)


class Written(NamedTuple):
    """Files of pages, None for one that nothing is left on; packed what the index has of them."""

    files: dict[str, bytes | None]
    packed: bytes


def file(changes: Changes, rows: Rows | None = None) -> bytes | None:
    """The page as it then stands; what the index has of it goes into `rows`."""
    page, body = _revised(changes) if changes.body is not None else _new(changes)
    if rows is not None and page is not None:
        entries.add(rows, changes.path, page)
    return body


def written(pages: Iterable[Changes], *, many: bool) -> Iterator[Written]:
    """The files of pages, as these come; many are made by processes beside this one."""
    if not many:
        return (Written({page.path: file(page)}, b"") for page in pages)
    return beside(_written, _shares(pages), partial(words.choose, words.language()))


def _shares(pages: Iterable[Changes]) -> Iterator[list[Changes]]:
    share: list[Changes] = []
    visits = 0
    for page in pages:
        share.append(page)
        visits += len(page.added) + len(page.changed)
        if visits >= _SHARE:
            yield share
            share, visits = [], 0
    if share:
        yield share


def _written(share: list[Changes]) -> Written:
    rows = Rows()
    return Written({page.path: file(page, rows) for page in share}, rows.packed())


def _new(changes: Changes) -> tuple[Page, bytes]:
    station, day = changes.where
    page = form.build(Page, {"station": station, "date": day, "visits": changes.added})
    return page, form.write(page)


def _revised(changes: Changes) -> tuple[Page | None, bytes | None]:
    if not changes.added and not changes.left:
        return None, None

    def change(data: dict[str, Any]) -> None:
        visits = data["visits"]
        for number in reversed(range(len(visits))):
            if visits[number]["id"] in changes.gone:
                del visits[number]
                continue
            for name, value in changes.changed.get(visits[number]["id"], {}).items():
                if value is None:
                    visits[number].pop(name, None)
                else:
                    visits[number][name] = value
        visits.extend(changes.added)

    return form.revise(Page, changes.body or b"", changes.path, change)
