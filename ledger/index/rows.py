"""What one file of a ledger puts into the index: text in, rows and problems out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from pydantic import ValidationError

from ledger.errors import RefusedError
from ledger.problems import Problem, problem
from ledger.records import ids, paths
from ledger.records.base import Value
from ledger.records.faults import faults
from ledger.records.household import Register
from ledger.records.issue import FACTS, Issue
from ledger.records.salvage import LISTS, salvaged
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.records.visit import Page, Visit
from ledger.rules import lifecycle
from ledger.rules.statuses import LATE
from ledger.store import yaml

FOREVER = "9999-12-31"
MANY = 20
"""How many problems of one file are told; the others show when these are mended."""
_MODELS: dict[str, type[Value]] = {
    "settings": Settings,
    "station": Station,
    "register": Register,
    "issue": Issue,
    "page": Page,
}

Row = tuple[Any, ...]


@dataclass
class Rows:
    """The rows of some files, a list for each table."""

    meta: list[Row] = field(default_factory=list)
    tier: list[Row] = field(default_factory=list)
    role: list[Row] = field(default_factory=list)
    term: list[Row] = field(default_factory=list)
    place: list[Row] = field(default_factory=list)
    staff: list[Row] = field(default_factory=list)
    household: list[Row] = field(default_factory=list)
    issues: list[tuple[Row, list[Row], str]] = field(default_factory=list)
    visits: list[tuple[Row, str]] = field(default_factory=list)
    problem: list[Row] = field(default_factory=list)

    def blame(
        self,
        path: str,
        code: str,
        at: int | tuple[str | int, ...] = 0,
        record: str = "",
        **args: object,
    ) -> None:
        """Keep a problem; its sentence is made when it is shown, in the language then in force.

        `at` is a line, or the keys that lead to the place.
        """
        said = json.dumps({k: str(v) for k, v in args.items()}, ensure_ascii=False)
        self.problem.append((path, at, code, record, said))

    def locate(self, start: int, body: bytes) -> None:
        """Turn the keys of problems from a number on into lines of their file."""
        del self.problem[start + MANY :]
        ways = {at: 0 for _path, at, *_rest in self.problem[start:] if isinstance(at, tuple)}
        if ways:
            ways = dict(zip(ways, yaml.lines_of(body.decode("utf-8-sig"), [*ways]), strict=True))
        for n, (path, at, *rest) in enumerate(self.problem[start:], start):
            self.problem[n] = (path, ways.get(at, at), *rest)


def problems_of(files: Mapping[str, bytes | None]) -> list[Problem]:
    """What is wrong with some files, in the language in force."""
    rows = read_many((path, body) for path, body in files.items() if body is not None)
    return [
        problem(code, path, line, record, json.loads(args))
        for path, line, code, record, args in rows.problem
    ]


def read_many(files: Iterable[tuple[str, bytes]]) -> Rows:
    """The rows of many files."""
    rows = Rows()
    for path, body in files:
        read(rows, path, body)
    return rows


def read(rows: Rows, path: str, body: bytes) -> None:
    """Add the rows of one file; a file that breaks a rule adds its problems instead."""
    place = paths.read(path)
    if place is None:
        rows.blame(path, "unknown-file")
        return
    try:
        data = yaml.parse(body, path)
    except yaml.YamlError as error:
        rows.blame(path, "unreadable", error.line, why=error.why)
        return
    known = len(rows.problem)
    record = _record(rows, place, path, data)
    rows.locate(known, body)
    if record is None:
        return
    if found := misplaced(place, record):
        rows.blame(path, "misplaced", found=found)
        return
    known = len(rows.problem)
    _ADDERS[place.kind](rows, path, record)
    rows.locate(known, body)


def _record(rows: Rows, place: paths.Place, path: str, data: Any) -> Value | None:  # noqa: ANN401
    """What a file says as a record; faults become problems, the sound records of a list stay."""
    kind = _MODELS[place.kind]
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for fault in islice(faults(error), MANY):
            rows.blame(path, "field", fault.loc, _named(data, fault.loc), **fault.args)
        return salvaged(kind, data, error)


def _named(data: Any, loc: tuple[str | int, ...]) -> str:  # noqa: ANN401 - as it was parsed
    """The id of the record of a list in which a fault lies, where it has one."""
    if len(loc) < 2 or loc[0] not in LISTS.values():  # noqa: PLR2004 - key and number
        return ""
    try:
        return str(data[loc[0]][loc[1]]["id"])
    except (KeyError, TypeError, IndexError):
        return ""


def misplaced(place: paths.Place, record: object) -> str | None:
    """What a record calls itself where that is not what its path says."""
    named: str
    parts: tuple[str, ...]
    match record:
        case Station():
            named, parts = record.code, (record.code,)
        case Register():
            named, parts = record.place, (record.place,)
        case Issue():
            year = str(ids.year_of(record.id))
            named, parts = record.id, (ids.station_of(record.id), year, record.id)
            if record.station != parts[0]:
                return record.station
        case Page():
            named = f"{record.station} {record.date}"
            parts = (record.station, f"{record.date:%Y}", f"{record.date:%m-%d}")
        case _:
            return None
    return None if parts == place.parts else named


def _settings(rows: Rows, _path: str, settings: Settings) -> None:
    rows.meta += [("name", settings.name), ("language", settings.language or "")]
    for rank, tier in enumerate(settings.tiers):
        bounds = tier.children.at_least, tier.children.at_most
        rows.tier.append((tier.type, rank, tier.name, tier.station, tier.registers, *bounds))
    for role in settings.roles:
        rows.role.append((role.code, role.name, role.at_least, role.at_most, role.signs))
    terms = {
        "stream": [(stream.code, stream.name) for stream in settings.streams],
        "category": [(path, path) for path in settings.category_paths()],
        "source": [(word, word) for word in settings.sources],
        "level": [(word, word) for word in settings.levels],
        "household category": [(word, word) for word in settings.household_categories],
        "readiness": [(word, word) for word in settings.readiness],
        "aid": [(word, word) for word in settings.aid_kinds],
        "checklist": [(word, word) for word in settings.visit_checklist],
    }
    rows.term += [
        (kind, value, name, position)
        for kind, pairs in terms.items()
        for position, (value, name) in enumerate(pairs)
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _station(rows: Rows, _path: str, node: Station) -> None:
    rows.place.append(
        (
            node.code,
            node.name,
            node.type,
            node.parent,
            None,
            node.households,
            _iso(node.since),
            _iso(node.until),
            json.dumps(node.aliases, ensure_ascii=False),
        )
    )
    for member in node.staff:
        since, until = _iso(member.since), _iso(member.until)
        rows.staff.append((member.person, node.code, member.role, since, until))


def _register(rows: Rows, path: str, register: Register) -> None:
    seen: set[str] = set()
    for n, home in enumerate(register.households):
        if home.id in seen or home.id.split("-", maxsplit=1)[0] != register.place:
            rows.blame(path, "twin", ("households", n), home.id, other=path)
            continue
        seen.add(home.id)
        rows.household.append(
            (
                home.id,
                register.place,
                home.name,
                json.dumps(home.categories, ensure_ascii=False),
                home.group,
                home.staff,
                home.confidential,
                home.away,
            )
        )


def _issue(rows: Rows, path: str, issue: Issue) -> None:
    try:
        facts = lifecycle.first_facts(issue)
        states = lifecycle.replay(facts, issue.log)
    except RefusedError as error:
        rows.blame(path, "log-breaks", ("log",), record=issue.id, why=error.sentence())
        return
    _verify(rows, path, issue, facts, states[-1])
    presses = [event.on for event in issue.log if event.do == "press"]
    head = (
        issue.id,
        issue.reporter,
        issue.visit,
        issue.into,
        issue.confidential,
        len(presses),
        _iso(presses[-1]) if presses else None,
        issue.log[-1].on.isoformat(),
    )
    words = [issue.id, issue.title, issue.text, issue.measures, issue.result, issue.category]
    words += [getattr(event, "text", None) for event in issue.log]
    rows.issues.append((head, periods(issue, states), "\n".join(w for w in words if w)))


def periods(issue: Issue, states: Sequence[lifecycle.State]) -> list[Row]:
    """The listed fields over time: one row for each stretch in which none of them changed."""
    found: list[list[Any]] = []
    for event, state in zip(issue.log, states, strict=True):
        listed = _listed(state)
        if found and found[-1][2:] == listed:
            continue
        since = event.on.isoformat()
        if found:
            found[-1][1] = since
        found.append([since, FOREVER, *listed])
    return [tuple(row) for row in found if row[0] != row[1]]


def _listed(state: lifecycle.State) -> list[Any]:
    facts, owner, deadline = state.facts, state.owner, state.deadline
    names = ("title", "station", "place", "stream", "category", "source", "level")
    return [
        state.status,
        state.status in LATE,
        state.round,
        *(facts.get(name) for name in names),
        owner.unit if owner else None,
        owner.person if owner else None,
        deadline.date.isoformat() if deadline else None,
        facts["opened"].isoformat(),
    ]


def _said(value: object) -> str:
    """A value of the state as a person reads it; nothing where there is none."""
    if isinstance(value, Value):
        return " ".join(str(part) for part in value.plain().values())
    return "-" if value is None else str(value)


def _verify(
    rows: Rows, path: str, issue: Issue, facts: dict[str, Any], state: lifecycle.State
) -> None:
    first = issue.log[0]
    if first.do != "register" or first.on != issue.opened:
        rows.blame(path, "log-start", ("log", 0), record=issue.id)
    elif first.sum != lifecycle.digest(facts):
        rows.blame(path, "facts-changed", ("title",), record=issue.id)
    for name, value in state.fields().items():
        if name not in FACTS and getattr(issue, name) != value:
            rows.blame(path, "not-replayed", (name,), issue.id, field=name, replayed=_said(value))
    seen: set[str] = set()
    for n, event in enumerate(issue.log):
        before = issue.log[max(n - 1, 0)]
        if event.on < before.on:
            rows.blame(path, "log-order", ("log", n), issue.id, event=event.id)
        if event.id in seen:
            rows.blame(path, "event-twin", ("log", n), issue.id, event=event.id)
        seen.add(event.id)


def _page(rows: Rows, _path: str, page: Page) -> None:
    day = page.date.isoformat()
    for visit in page.visits:
        issues = [opinion.issue for opinion in visit.opinions if opinion.issue]
        head = (
            visit.id,
            page.station,
            day,
            visit.kind,
            visit.place,
            _codes(visit.people),
            _codes(visit.households),
            visit.body,
            len(visit.opinions),
            _codes(issues),
            visit.sign,
            _excerpt(visit),
        )
        words = [visit.id, visit.text, visit.body, *(o.text for o in visit.opinions)]
        rows.visits.append((head, "\n".join(w for w in words if w)))


def _codes(codes: Sequence[str]) -> str:
    """Codes as a JSON list; they hold nothing that JSON would escape."""
    return '["' + '","'.join(codes) + '"]' if codes else "[]"


def _excerpt(visit: Visit) -> str:
    text = visit.text or "；".join(o.text for o in visit.opinions) or visit.body or ""
    return text.split("\n", 1)[0][:24]


_ADDERS: dict[str, Any] = {
    "settings": _settings,
    "station": _station,
    "register": _register,
    "issue": _issue,
    "page": _page,
}
