"""Whether what a new entry names exists: places, staff, households, records, terms."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ledger.errors import UnknownRecordError
from ledger.index import lookups, tree
from ledger.words import mark

if TYPE_CHECKING:
    import sqlite3

_FEW = 12
"""So many candidates are all shown where none comes close."""
_KINDS = {
    "station": mark("station"),
    "place": mark("place"),
    "staff": mark("member of staff"),
    "household": mark("household"),
    "issue": mark("issue"),
    "visit": mark("visit"),
    "activity": mark("activity"),
    "task": mark("task"),
    "activity kind": mark("kind of activity"),
    "task kind": mark("kind of task"),
    "stream": mark("stream"),
    "category": mark("category"),
    "source": mark("source"),
    "level": mark("level"),
    "role": mark("role"),
    "tier": mark("tier"),
    "household category": mark("household category"),
    "readiness": mark("readiness item"),
    "aid": mark("kind of aid"),
    "checklist": mark("checklist item"),
    "binding": mark("kind of tie"),
    "group": mark("kind of group"),
    "team": mark("group"),
    "duty": mark("duty"),
}


_RECORDS = frozenset(
    {"station", "place", "staff", "household", "issue", "visit", "activity", "task", "team"}
)
"""The kinds that have files of their own; ledger.yaml lists the others."""


def unknown(kind: str, name: str, candidates: Iterable[str]) -> UnknownRecordError:
    """The error for a name that nothing has, with those that come close."""
    from difflib import get_close_matches

    known = list(dict.fromkeys(candidates))
    near = get_close_matches(name, known, n=3) or [k for k in known if name in k or k in name][:3]
    near = near or (known if len(known) <= _FEW else [])
    return UnknownRecordError(_KINDS[kind], name, near, in_settings=kind not in _RECORDS)


def place(db: "sqlite3.Connection", named: str, kind: str = "place") -> str:
    """The code of the place that a code, a name, an alias or a name of before stands for."""
    found = tree.place(db, named.strip())
    if not found:
        known = [word for row in tree.places(db) for word in (row["code"], row["name"])]
        raise unknown(kind, named, known)
    if len(found) > 1 and found[0]["code"] != named.upper():
        from ledger.errors import AmbiguousIdError

        raise AmbiguousIdError(named, [f"{row['code']} {row['name']}" for row in found])
    return str(found[0]["code"])


def staff(db: "sqlite3.Connection", *people: str | None) -> None:
    """All of these are members of staff."""
    for person in people:
        if person is not None and not lookups.is_staff(db, person):
            raise unknown(
                kind="staff", name=person, candidates={row["person"] for row in lookups.staff(db)}
            )


def household(db: "sqlite3.Connection", *records: str | None) -> None:
    """All of these are lines of a register."""
    for record in records:
        if record is not None and lookups.household(db, record) is None:
            near = lookups.complete(db, "household", record.split("-")[0])
            raise unknown(kind="household", name=record, candidates=[v for v, _place in near])


def terms(db: "sqlite3.Connection", values: Mapping[str, str | None]) -> None:
    """Each value is a term of its kind in ledger.yaml; a kind without terms takes any."""
    for kind, value in values.items():
        known = lookups.terms(db, kind)
        if value is not None and known and value not in known:
            raise unknown(kind, value, known)


def term(db: "sqlite3.Connection", kind: str, said: str | None) -> str | None:
    """The term that a value, a name, or for a category its last level, stands for."""
    if said is None:
        return None
    known = lookups.terms(db, kind)
    if not known or said in known:
        return said
    named = [value for value, name in known.items() if said in (name, value.split("/")[-1])]
    if len(named) != 1:
        raise unknown(kind, said, [*known, *known.values()])
    return named[0]
