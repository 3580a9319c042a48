"""What a row of an activity sheet says: a meeting, an inspection, a lecture, a leave."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from ledger.book.exporting.words import NOTHING_FOUND
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.matching import spelt
from ledger.book.importing.personal import refuse_numbers
from ledger.labels import in_file
from ledger.rules import absences
from ledger.rules.absences import Missing
from ledger.rules.activities import lacking
from ledger.words import gettext as _

_PLAIN = (
    *("title", "expected", "present", "amount", "unit", "money", "channel", "round", "bodies"),
    *("result", "unannounced"),
)
"""The fields that are taken as they are read."""
_POINTS = ("findings", "decisions")
_FEW = 3
"""So many kinds are named to who left it out."""
_POINT = re.compile(
    r"^(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳]|"
    r"[一二三四五六七八九十]{1,3}、)\s*"
)
"""How a line of a list begins; 1.5公里 is no first point."""


def fields(making: Making, row: Gathering) -> dict[str, Any]:
    """The fields of the activity that the row states; what lacks or is not known is a fault."""
    refuse_numbers(row)
    kind = _kind(making, row)
    found: dict[str, Any] = {name: row.get(name) for name in _PLAIN}
    found["title"] = found["title"] or kind.get("name")
    found |= {"kind": kind.get("code"), **_where(row), **_days(row, kind), **_people(row, kind)}
    found["topics"] = points(row, "topics")
    for name in _POINTS:
        found[name] = [{"text": point} for point in points(row, name)]
    if row.get("findings") == NOTHING_FOUND and "findings" not in kind.get("demands", ()):
        del found["findings"]  # where a finding is demanded, this is what a clean check found
    found["text"] = "\n".join(said for said in (row.get("text"), row.get("remark")) if said)
    found = {name: value for name, value in found.items() if _says_something(value)}
    require(row, kind, {**row.row.ours, **found})
    return found


def require(row: Gathering, kind: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Refuse a row whose activity lacks what ledger.yaml demands of its kind."""
    faulty = dict(row.faults)
    for name in lacking(kind.get("demands", ()), facts):
        if name not in faulty:
            row.fault(
                name,
                _("“{kind}” needs {field}: ledger.yaml demands it").format(
                    kind=kind["name"], field=in_file(name)
                ),
            )


def _kind(making: Making, row: Gathering) -> dict[str, Any]:
    """The kind of activity that the row names, or that it has here, as ledger.yaml has it."""
    kinds = making.kinds
    code = row.term("kind", "activity kind", row.get("kind")) or making.kind_of(row)
    code = code or _titled(row, kinds) or making.unnamed_kind(row)
    if code not in kinds and "kind" not in dict(row.faults):
        some = _(", ").join(kind["name"] for kind in [*kinds.values()][:_FEW])
        said = row.get("kind")
        lacks = _(
            "there is no kind of activity; write one of ledger.yaml, such as {some}, or tell "
            "that of all rows with --of-kind"
        ).format(some=some)
        unknown = _("“{said}” is no kind of activity of ledger.yaml; write one, such as {some}")
        row.fault("kind", unknown.format(said=said, some=some) if said else lacks)
    return dict(kinds.get(code or "", {}))


def _titled(row: Gathering, kinds: Mapping[str, Any]) -> str | None:
    """The kind that a row without one has for its title: 会议名称 is 工作会商."""
    if row.get("kind") is not None or row.get("title") is None:
        return None
    said = spelt(row.get("title"))
    return next((code for code, kind in kinds.items() if spelt(kind["name"]) == said), None)


def _where(row: Gathering) -> dict[str, Any]:
    """The place, and the station of whoever held it there, which may be another than the place's.

    A room or a square is at the place whose name its own begins with.
    """
    named = row.place("station") if row.get("station") is not None else None
    place = _venue(row, named or row.known.unit)
    host = named or row.known.within
    if named is None and place and (host is None or row.known.lies_in(place, host)):
        host = place
    station = row.known.station_above(host) if place and host else None
    if place is None and not {"place", "station"} & dict(row.faults).keys():
        row.fault("place", _("there is no place; write the station or the village"))
    elif place is not None and station is None:
        row.fault("place", _("no station looks after it"))
    return {"place": place, "station": station}


def _venue(row: Gathering, around: str | None) -> str | None:
    """The place that the row names; a room that is nowhere known is one of whoever `around` is.

    Whose room it is the title of the sheet may tell, where nothing else does.
    """
    said, known = row.get("place"), row.known
    if said is None:
        return around
    guess = known.place(said)
    if guess.code:
        return guess.code
    if found := known.located(said):
        where = known.name_of(found)
        row.note(_("“{said}” is at {place}, and that is kept").format(said=said, place=where))
        return found
    whose = around or known.entitled
    if guess.near or whose is None:
        return row.place() or around
    row.note(_("“{said}” is no place of the ledger and is left out").format(said=said))
    return whose


def _days(row: Gathering, kind: dict[str, Any]) -> dict[str, Any]:
    """The first and the last day; only leave is known beforehand."""
    on, until = row.get("date"), row.get("until")
    if on is None:
        row.fault("date", row.dayless(_("there is no day; write the day of it")))
    elif kind.get("family") != "leave":
        on, until = row.day("date"), row.day("until")
    if on and until and until < on:
        row.fault("until", _("the last day is before the first, {day}").format(day=on))
    return {"date": on, "until": until}


def _people(row: Gathering, kind: Mapping[str, Any]) -> dict[str, Any]:
    """Who took part, presided, took the minutes, and was missing: members of staff alone.

    A second person who presided or took the minutes took part; who is said to be on leave among
    those who took part was missing, unless leave is what it is about.
    """
    said = {name: row.people(name) for name in ("chair", "recorder")}
    alone = {name: next(iter(people), None) for name, people in said.items()}
    parts = row.parts("people")
    came, away = (parts, []) if kind.get("family") == "leave" else absences.parted(parts)
    people = [*row.staff(came), *(one for people in said.values() for one in people[1:])]
    absent, strangers = missing(row, away)
    for stranger in strangers:
        row.note(_("“{said}” is no member of staff here and is left out").format(said=stranger))
    return {**alone, "people": list(dict.fromkeys(people)), "absent": absent}


def missing(row: Gathering, away: Iterable[Missing] = ()) -> tuple[list[dict[str, Any]], list[str]]:
    """Who was missing, with leave or for what reason; and those who are no staff here.

    `away` are those of whom another cell than the one for them says so.
    """
    found: dict[str, dict[str, Any]] = {}
    strangers = []
    for one in chain(away, absences.read(row.get("absent") or ())):
        each = one.name.split()
        for name in each if all(map(row.known.person, each)) else [one.name]:
            if person := row.known.person(name):
                if person not in found or one.leave or one.reason:
                    found[person] = one.of(person)
            else:
                strangers.append(name)
    return list(found.values()), strangers


def points(row: Gathering, name: str) -> list[str]:
    """The lines of a cell, each a point without its number."""
    return read((row.get(name) or "").split("\n"))


def read(said: Iterable[str]) -> list[str]:
    """Points as a sheet tells them: on one line each, without what they are numbered by."""
    lines = (re.sub(r"\s+", " ", line).strip() for line in said)
    return [_POINT.sub("", line) or line for line in lines if line]


def told(point: str) -> str:
    """A point of the ledger as a sheet tells it."""
    return "".join(read([point]))


def _says_something(value: Any) -> bool:  # noqa: ANN401 - of any field
    """Whether a field was given; a nought was, and nothing was by an empty list or a no."""
    return value is not None and value is not False and value not in ("", [])
