"""Opinions: what people asked for on visits, read from the diary, and answered afterwards."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.errors import RefusedError
from ledger.index import lookups, opinions
from ledger.index.queries import Row
from ledger.records import paths
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.work_reading import WorkReading
    from ledger.book.writing import Writing
    from ledger.records.visit import Visit

_AT_ONCE = 50
"""So many pages are read together."""


def heard(
    ledger: "WorkReading", asked: opinions.OpinionFilter, limit: int
) -> tuple[list[Row], dict[str, int]]:
    """The opinions asked for, the newest first, and how many there are of each state.

    Each has its visit and number, text, category, answer, the issue that it became and where that
    stands, and a `state`: answered, promoted or open.
    """
    db = ledger.index.db
    found: list[Row] = []
    visits = opinions.visits(db, asked)
    for start in range(0, len(visits), _AT_ONCE):
        found += [
            one
            for one in _of(ledger, visits[start : start + _AT_ONCE])
            if one["state"] == "open" or not asked.waiting
        ]
        if limit and len(found) >= limit:
            break
    found = found[: limit or None]
    statuses = opinions.issue_statuses(db, [one["issue"] for one in found if one["issue"]])
    for one in found:
        one["status"] = statuses.get(one["issue"])
    return found, opinions.counts(db, asked)


def _of(ledger: "WorkReading", visits: Sequence[Row]) -> Iterator[Row]:
    """The opinions of some visits, read from the pages of the diary that they stand on."""
    files = [paths.page(visit["station"], date.fromisoformat(visit["day"])) for visit in visits]
    bodies = ledger.git.files("HEAD", dict.fromkeys(files))
    pages = {path: _visits(path, body) for path, body in bodies.items()}
    for visit, path in zip(visits, files, strict=True):
        for number, opinion in enumerate(pages[path].get(visit["id"], ()), start=1):
            yield {
                "visit": visit["id"],
                "number": number,
                **{name: visit[name] for name in ("day", "station", "place", "place_name", "kind")},
                **{name: opinion.get(name) for name in ("text", "category", "answer", "issue")},
                "state": _state(opinion),
            }


def _visits(path: str, body: bytes | None) -> dict[str, Any]:
    """The opinions of a page by visit; the index has looked that they are well-formed."""
    from ledger.store import yaml

    data: Any = yaml.parse(body or b"", path)
    return {visit["id"]: visit.get("opinions", ()) for visit in data["visits"]}


def _state(opinion: Any) -> str:  # noqa: ANN401 - as it was parsed
    if opinion.get("issue"):
        return "promoted"
    return "answered" if opinion.get("answer") else "open"


def answer(writing: "Writing", record: str, number: int, text: str) -> "Visit":
    """Write down what was answered to an opinion of a visit; the caller commits."""
    from ledger.records.visit import Page

    station, day = lookups.visit_page(writing.ledger.index.db, record)
    path = paths.page(station, date.fromisoformat(day))

    def change(page: dict[str, Any]) -> None:
        visit = next(visit for visit in page["visits"] if visit["id"] == record)
        _answer(record, visit.get("opinions", []), number, text)

    page = writing.revise(Page, path, change)
    return next(visit for visit in page.visits if visit.id == record)


def _answer(record: str, said: list[dict[str, Any]], number: int, text: str) -> None:
    if not 1 <= number <= len(said):
        raise RefusedError(
            _("{id} has {n} opinions; there is no number {number}").format(
                id=record, n=len(said), number=number
            )
        )
    if said[number - 1].get("answer"):
        raise RefusedError(
            _("opinion {number} of {id} was answered already").format(number=number, id=record)
        )
    said[number - 1]["answer"] = text
