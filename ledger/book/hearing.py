"""Opinions as they were heard: what people asked for on visits, read from the diary."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from ledger.index import opinions
from ledger.records import paths
from ledger.store import yaml

if TYPE_CHECKING:
    import sqlite3

    from ledger.index.queries import Row
    from ledger.store.git import Git

_AT_ONCE = 50
"""So many pages are read together."""


def heard(
    git: "Git", db: "sqlite3.Connection", asked: opinions.OpinionFilter, limit: int
) -> tuple[list["Row"], dict[str, int]]:
    """The opinions asked for, the newest first, and how many there are of each state.

    Each has its visit and number, text, category, answer, the issue that it became and where that
    stands, and a `state`: answered, promoted or open; all as of the day asked about.
    """
    said = _read(git, db, opinions.visits(db, asked), asked.as_of)
    wanted = (one for one in said if one["state"] == "open" or not asked.waiting)
    found = [*islice(wanted, limit or None)]
    issues = [one["issue"] for one in found if one["issue"]]
    statuses = opinions.issue_statuses(db, issues, asked.as_of)
    for one in found:
        one["status"] = statuses.get(one["issue"])
    return found, _counts(git, db, asked)


def _counts(git: "Git", db: "sqlite3.Connection", asked: opinions.OpinionFilter) -> dict[str, int]:
    """How many there are of each state; where something came later, the diary is read for it."""
    counts = opinions.counts(db, asked)
    if asked.as_of is not None:
        for one in _read(git, db, opinions.later(db, asked, asked.as_of), asked.as_of):
            counts["heard"] += 1
            counts["waiting" if one["state"] == "open" else one["state"]] += 1
    return counts


def _read(
    git: "Git", db: "sqlite3.Connection", visits: Sequence["Row"], as_of: str | None
) -> Iterator["Row"]:
    """The opinions of some visits, from the pages of the diary that they stand on."""
    for start in range(0, len(visits), _AT_ONCE):
        some = visits[start : start + _AT_ONCE]
        said = _said(git, some)
        if as_of is not None:
            said = _then(db, said, as_of)
        for visit, opinions_ in zip(some, said, strict=True):
            yield from _rows(visit, opinions_)


def _said(git: "Git", visits: Sequence["Row"]) -> list[Sequence[Any]]:
    """The opinions of each of some visits, as they stand."""
    files = [paths.page(visit["station"], date.fromisoformat(visit["day"])) for visit in visits]
    bodies = git.files("HEAD", dict.fromkeys(files))
    pages = {path: _visits(path, body) for path, body in bodies.items()}
    return [pages[path].get(visit["id"], ()) for visit, path in zip(visits, files, strict=True)]


def _rows(visit: "Row", said: Sequence[Any]) -> Iterator["Row"]:
    for number, opinion in enumerate(said, start=1):
        yield {
            "visit": visit["id"],
            "number": number,
            **{name: visit[name] for name in ("day", "station", "place", "place_name", "kind")},
            **{name: opinion.get(name) for name in ("text", "category", "answer", "issue")},
            "state": _state(opinion),
        }


def _then(db: "sqlite3.Connection", said: Sequence[Sequence[Any]], on: str) -> list[Sequence[Any]]:
    """The opinions of each visit without what became of them after a day."""
    issues = {one["issue"] for some in said for one in some if one.get("issue")}
    since = opinions.registered(db, issues)
    return [
        [
            {name: value for name, value in one.items() if name not in _to_come(one, since, on)}
            for one in some
        ]
        for some in said
    ]


def _to_come(opinion: Any, since: Mapping[str, str], on: str) -> set[str]:  # noqa: ANN401 - parsed
    """Which fields of an opinion nobody had filled on a day."""
    late = {"issue"} if since.get(opinion.get("issue"), "") > on else set()
    return late | ({"answer"} if str(opinion.get("answered", "")) > on else set())


def _visits(path: str, body: bytes | None) -> dict[str, Any]:
    """The opinions of a page by visit; the index has looked that they are well-formed."""
    data: Any = yaml.parse(body or b"", path)
    return {visit["id"]: visit.get("opinions", ()) for visit in data["visits"]}


def _state(opinion: Any) -> str:  # noqa: ANN401 - as it was parsed
    if opinion.get("issue"):
        return "promoted"
    return "answered" if opinion.get("answer") else "open"
