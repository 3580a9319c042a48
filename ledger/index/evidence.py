"""The records that may count as a duty done, asked for by stretches of time and nothing more."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.rules.duties import Evidence
from ledger.rules.matching import Record

Stretch = tuple[date, date]
"""First day and last."""


class Wanted(NamedTuple):
    """Which records are asked for: in these stretches, and only where something is owed.

    `places` and `numbers` narrow to those places, issues or tasks; None leaves open.
    """

    stretches: Sequence[Stretch]
    places: Sequence[str] | None = None
    numbers: Sequence[int] | None = None


def find(db: sqlite3.Connection, evidence: Evidence, wanted: Wanted) -> Iterator[Record]:
    """The records that may count, the order of days not kept."""
    statement = _STATEMENTS[evidence.record](evidence, wanted)
    values = {
        "kinds": json.dumps(_kinds(db, evidence)),
        "step": evidence.step,
        "places": json.dumps(list(wanted.places or ())),
        "numbers": json.dumps(list(wanted.numbers or ())),
    }
    for since, until in wanted.stretches:
        bounds = {"since": since.isoformat(), "until": until.isoformat()}
        yield from map(Record._make, db.execute(statement, values | bounds))


def stretches(windows: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that overlap or touch made one, so that no day is asked for twice."""
    found: list[Stretch] = []
    for since, until in sorted(windows):
        if found and (since - found[-1][1]).days <= 1:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found


def _kinds(db: sqlite3.Connection, evidence: Evidence) -> list[str]:
    """The kinds that count; all that ledger.yaml has where none is named."""
    if evidence.kinds or evidence.record not in ("activity", "task"):
        return list(evidence.kinds)
    statement = "SELECT value FROM term WHERE kind = ?"
    return [value for (value,) in db.execute(statement, (f"{evidence.record} kind",))]


_PLACES = "place IN (SELECT value FROM json_each(:places))"
_KINDS = "kind IN (SELECT value FROM json_each(:kinds))"
_DAYS = "day BETWEEN :since AND :until"
PEOPLE = "CASE WHEN chair IS NULL THEN people ELSE json_insert(people, '$[#]', chair) END"
"""Who took part in an activity, whoever presided among them."""
_FOLLOWED = "json_extract(followed, '$.' || :step)"
# A record of many days is found by its first, up to a year before a stretch that it reaches into.
_LASTING = "day BETWEEN date(:since, '-366 days') AND :until"


def _visits(evidence: Evidence, wanted: Wanted) -> str:
    """Visits by place where places are known, else by day; a stay lasts some days."""
    lasting = evidence.counts == "days"
    until = "date(day, '+' || (coalesce(days, 1) - 1) || ' days')" if lasting else "day"
    return (
        f"SELECT day, {until}, id, place, station, NULL, people, households, NULL FROM visit "
        f"WHERE {_LASTING if lasting else _DAYS} AND {_PLACES if wanted.places is not None else 1} "
        f"AND {_KINDS if evidence.kinds else 1}"
    )


def _activities(evidence: Evidence, _wanted: Wanted) -> str:
    lasting = evidence.counts == "days"
    return (
        "SELECT day, until, id, place, station, places, "
        f"{PEOPLE}, NULL, NULL FROM activity "
        f"WHERE {_KINDS} AND {_LASTING + ' AND until >= :since' if lasting else _DAYS}"
    )


def _tasks(evidence: Evidence, wanted: Wanted) -> str:
    """Tasks as they were given, or one of their steps."""
    numbers = "t.n IN (SELECT value FROM json_each(:numbers))"
    narrowed = numbers if wanted.numbers is not None else "1"
    if evidence.step in (None, "issue"):
        return (
            "SELECT opened, opened, id, place, station, json_array(station), "
            "json_array(person, unit, (SELECT s.person FROM task_step s WHERE s.task = t.n "
            "AND s.verb = 'issue')), NULL, n FROM task t "
            f"WHERE {_KINDS} AND opened BETWEEN :since AND :until AND status <> 'void' "
            f"AND {narrowed}"
        )
    return (
        "SELECT s.day, s.day, t.id, coalesce(s.place, t.place), t.station, json_array(t.station), "
        "json_array(s.person, t.person, t.unit), NULL, t.n "
        "FROM task_step s JOIN task t ON t.n = s.task "
        f"WHERE s.verb = :step AND s.{_DAYS} AND t.{_KINDS} AND {narrowed}"
    )


def _presses(_evidence: Evidence, _wanted: Wanted) -> str:
    return (
        "SELECT s.day, s.day, i.id, p.place, p.station, NULL, json_array(s.person), NULL, s.issue "
        "FROM press s JOIN issue i ON i.n = s.issue LEFT JOIN period p "
        f"ON p.issue = s.issue AND p.since <= s.day AND p.until > s.day WHERE s.{_DAYS}"
    )


def _steps(evidence: Evidence, wanted: Wanted) -> str:
    """What followed the closing of issues, or issues as they were registered."""
    if evidence.step in (None, "register"):
        return (
            "SELECT p.opened, p.opened, i.id, p.place, p.station, NULL, json_array(p.person), "
            "NULL, p.issue FROM period p JOIN issue i ON i.n = p.issue "
            "WHERE p.until = '9999-12-31' AND p.opened BETWEEN :since AND :until"
        )
    if wanted.numbers is None:
        return (
            f"SELECT {_FOLLOWED} AS day, {_FOLLOWED}, i.id, p.place, p.station, NULL, "
            "json_array(p.person), NULL, p.issue FROM period p JOIN issue i ON i.n = p.issue "
            f"WHERE p.status = 'closed' AND p.until = '9999-12-31' AND {_DAYS}"
        )
    return (
        f"SELECT {_FOLLOWED} AS day, {_FOLLOWED}, id, NULL, NULL, NULL, NULL, NULL, n "
        f"FROM issue WHERE n IN (SELECT value FROM json_each(:numbers)) AND {_DAYS}"
    )


_STATEMENTS: dict[str, Callable[[Evidence, Wanted], str]] = {
    "visit": _visits,
    "activity": _activities,
    "task": _tasks,
    "press": _presses,
    "issue": _steps,
}
