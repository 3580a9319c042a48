"""What a row need not state: the record that it names by its number has it, and lends it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import in_files
from ledger.book.importing.rows import Row
from ledger.errors import BrokenFileError
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.store import form

if TYPE_CHECKING:
    from ledger.book.importing.making import Making
    from ledger.records.base import Value

_LENT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "issue": {"place": ("place",), "opened": ("opened",), "title": ("title", "text")},
    "visit": {"place": ("place",), "date": ("date",)},
    "task": {"station": ("station", "place"), "opened": ("opened",), "title": ("title",)},
    "activity": {"place": ("place",), "date": ("date",)},
    "household": {"name": ("name",)},
}
"""By kind, what is lent, each with the fields of which one is enough to want nothing."""
_DEMANDING = frozenset({"task", "activity"})
"""The kinds of which ledger.yaml demands more."""
_OF_STATION = "place"
"""What a row has only by its station may be the place of another record than the station's own."""

Records = Mapping[str, Mapping[str, Any]]
"""Records as plain data, by id."""


def filled(making: "Making", rows: Sequence[Row]) -> list[Row]:
    """The rows, each with what it leaves out and its record has; what it states stays."""
    kind = making.source.kind
    named = {row.number: said for row in rows if (said := _number(kind, row))}
    if not named:
        return [*rows]
    every = kind in _DEMANDING or (kind == "visit" and not _tells_of_both(making))
    wanting = {
        named[row.number] for row in rows if row.number in named and (every or _wants(kind, row))
    }
    ours = dict(_records(making, wanting))
    return [_filled(making, row, ours.get(named.get(row.number, ""), {})) for row in rows]


def _number(kind: str, row: Row) -> str | None:
    """The number of a record of the ledger that a row states."""
    said = str(row.fields.get("key") or "")
    if kind != "household":
        return ids.stated(said) if kind in _LENT else None
    from ledger.book.importing.places.household_rows import household_number

    return household_number(said)


def _wants(kind: str, row: Row) -> bool:
    """Whether a row leaves out what its record has."""
    return any(not row.fields.keys() & {*enough} for enough in _LENT[kind].values())


def _tells_of_both(making: "Making") -> bool:
    """Whether a sheet has a column for what was heard on a visit, and one for the answers."""
    return {"opinion", "answer"} <= {*making.source.columns.values()}


def _filled(making: "Making", row: Row, ours: Mapping[str, Any]) -> Row:
    lent = {
        name: ours[name]
        for name, enough in _LENT.get(making.source.kind, {}).items()
        if name in ours and not row.fields.keys() & {*enough}
    }
    station = row.fields.get("station")
    if _OF_STATION in lent and station and making.known.place(station).code != ours["station"]:
        del lent[_OF_STATION]
    if making.source.kind == "visit":
        lent |= _heard({*making.source.columns.values()}, row.fields, ours)
    held = ours if making.source.kind in _DEMANDING else {}
    return row._replace(fields={**lent, **row.fields}, ours=held)


def _heard(
    columns: Collection[str], said: Mapping[str, Any], ours: Mapping[str, Any]
) -> dict[str, str]:
    """What the other of both columns would say of what was heard, where a sheet has only one."""
    from ledger.book.importing.visits.visit_rows import short

    known = ours.get("opinions", ())
    opinion, answer = said.get("opinion"), said.get("answer")
    if opinion and "answer" not in columns:
        found = [one for one in known if one["text"] == short(opinion) and "answer" in one]
        return {"answer": found[0]["answer"]} if found else {}
    if answer and "opinion" not in columns:
        found = [one for one in known if one.get("answer") == short(answer)]
        return {"opinion": found[0]["text"]} if found else {}
    return {}


def _records(making: "Making", wanted: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Those of some records that are here."""
    match making.source.kind:
        case "household":
            yield from _homes(making, wanted)
        case "visit":
            yield from _visits(making, wanted)
        case _:
            yield from _whole(making, wanted)


def _whole(making: "Making", wanted: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Records that are a file each."""
    from ledger.records.activity import Activity
    from ledger.records.issue import Issue
    from ledger.records.task import Task

    kind = making.source.kind
    shapes: dict[str, tuple[Callable[[str], str], type[Value]]] = {
        "issue": (paths.issue, Issue),
        "task": (paths.task, Task),
        "activity": (paths.activity, Activity),
    }
    where, shape = shapes[kind]
    here = {where(one): one for one in sorted(wanted) if lookups.has(making.known.db, kind, one)}
    for path, body in making.ledger.git.files("HEAD", here).items():
        with suppress(BrokenFileError):  # which is told of its row, if anything becomes of that
            if body is not None:
                yield here[path], form.read(shape, body, path).plain()


def _visits(making: "Making", wanted: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    pages = lookups.visit_pages(making.known.db, sorted(wanted))
    here: dict[str, list[str]] = {}
    for one, (station, day) in pages.items():
        here.setdefault(paths.page(station, date.fromisoformat(day)), []).append(one)
    for path, body in making.ledger.git.files("HEAD", here).items():
        with suppress(BrokenFileError):
            there = in_files.on_page(body, path) if body else {}
            for one in here[path]:
                yield one, {**there.get(one, {}), "station": pages[one][0]}


def _homes(making: "Making", wanted: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    places = {number.rpartition("-")[0] for number in wanted}
    files = {paths.register(place) for place in places}
    for path, body in making.ledger.git.files("HEAD", files).items():
        with suppress(BrokenFileError):
            if body is not None:
                yield from in_files.register(body, path).items()
