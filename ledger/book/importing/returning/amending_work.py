"""What edited rows change in visits and activities."""

from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from ledger.book import visits
from ledger.book.exporting.words import UNSIGNED
from ledger.book.importing import masking
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.returning.amending import Amending, put
from ledger.book.importing.visits import visit_rows
from ledger.book.importing.work import activities, activity_rows
from ledger.index import lookups
from ledger.records import ids, paths
from ledger.records.activity import Activity
from ledger.records.layout import FIELDS
from ledger.records.visit import Page
from ledger.rules import absences, names
from ledger.words import gettext as _

_OF_VISIT = ("kind", "days", "people", "text", "aid", "sign", "place", "household")
_FIELD_OF = {"household": "households"}
_HEARD = {"opinion": "text", "answer": "answer"}
_NEEDED = frozenset({"kind", "people", "place", "title", "date", "progress"})
_POINTS = frozenset({"findings", "decisions"})
_OF_ACTIVITY = (
    *("kind", "title", "date", "until", "place", "chair", "recorder", "people", "bodies"),
    *("expected", "present", "absent", "amount", "unit", "money", "channel", "round"),
    *("topics", "text", "findings", "decisions", "result", "unannounced"),
)


def visit(work: Amending) -> None:
    """Change a visit where it stands in the diary, and the opinion of this row."""
    edit = work.edit
    names = work.take(*_OF_VISIT)
    changed = _of_visit(work, names)
    opinion = {_HEARD[name]: edit.fields[name] for name in work.take(*_HEARD)}
    if "text" in opinion:
        work.keep("opinion")
    station, day = lookups.visit_page(work.ledger.index.db, edit.record)
    if work.row.faults:
        return

    def change(data: dict[str, Any]) -> None:
        found = next(one for one in data["visits"] if one["id"] == edit.record)
        put(found, changed)
        if opinion:
            today = work.making.today
            _hear(found, edit.place, opinion, today if today > date.fromisoformat(day) else None)

    if changed or opinion:
        work.revise(Page, paths.page(station, date.fromisoformat(day)), change)
    if work.take("promote") and edit.fields["promote"]:
        visits.promote(work, edit.record, edit.place + 1, work.making.today, {})
    elif "promote" in edit.fields:
        work.row.fault("promote", _("what became an issue stays one; void the issue instead"))


def _of_visit(work: Amending, edited: list[str]) -> dict[str, Any]:
    """The edited fields of the visit itself, as its record has them."""
    given = {name: work.edit.get(name) for name in ("date", "place")}
    given |= {name: work.edit.fields[name] for name in edited}
    row = Gathering(work.row.row._replace(fields=given), work.row.known, work.row.today)
    said = visit_rows.fields(row)
    work.row.faults += [fault for fault in row.faults if fault[0] in edited]
    work.row.notes += row.notes
    if "people" in edited:
        said["people"] = work.people("people")
    if "household" in edited:
        _require_homes(work, row, said.get("place", ""))
    found: dict[str, Any] = {}
    for name in edited:
        field = _FIELD_OF.get(name, name)
        unsigned = name == "sign" and work.edit.fields[name] == UNSIGNED
        found[field] = None if unsigned else work.value(name, said.get(field))
        if name in _NEEDED:
            work.keep(name)
    return found


def _require_homes(work: Amending, row: Gathering, place: str) -> None:
    """Refuse names of whom nobody can tell which household they are: it would be left out."""
    known = partial(row.known.household, place)
    said = (names.spaced(one, known) for one in row.get("household") or ())
    for one in (one for one in chain.from_iterable(said) if not known(one)):
        told = _("“{said}” is no household for certain; write its number, such as WL101-0001")
        shown = masking.cell("visit", "household", one)
        work.row.fault("household", told.format(said=shown))


def _hear(visit: dict[str, Any], place: int, said: dict[str, Any], on: date | None) -> None:
    """Let an opinion of a visit say something else, or be the first one; new answers get a day."""
    heard = visit.setdefault("opinions", [])
    if place >= len(heard):
        heard.append({})
    known = heard[place]
    if known and "answer" in said and not (known.get("answer") and said["answer"]):
        said = {**said, "answered": on if said["answer"] else None}
    put(known, said)


def activity(work: Amending) -> None:
    """Change what is said of an activity."""
    edit, row = work.edit, work.row
    path = paths.activity(edit.record)
    known = work.read(Activity, path)
    if known is None:
        return
    names = work.take(*_OF_ACTIVITY)
    for name in _NEEDED & {*names} - {"people"}:
        work.keep(name)
    people = {name: work.person(name) for name in ("chair", "recorder") if name in names}
    if "people" in names:
        work.people("people")
    if "absent" in names and (strangers := activity_rows.missing(row)[1]):
        work.no_staff("absent", strangers)
    said = _of_activity(work, names)
    changed = {name: work.value(name, said.get(name)) for name in names} | people
    if "place" in changed:
        changed["place"] = row.place()
    on = edit.fields.get("date")
    if on and on.year != ids.year_of(edit.record):
        row.fault("date", _("its number is of another year; enter it anew"))
    kind = work.making.kinds.get(changed.get("kind") or known.kind, {})
    activity_rows.require(row, kind, {**known.plain(), **changed})
    if not row.faults:
        work.revise(Activity, path, lambda data: _rewrite(work, data, changed))


def _of_activity(work: Amending, names: list[str]) -> dict[str, Any]:
    """The activity as its whole row says it; what is wrong with edited cells is told."""
    given = {name: work.edit.get(name) for name in FIELDS["activity"] if name != "remark"}
    row = Gathering(work.row.row._replace(fields=given, faults=()), work.row.known, work.row.today)
    said = activity_rows.fields(work.making, row)
    known = dict(work.row.faults)
    work.row.faults += [one for one in row.faults if one[0] in names and one[0] not in known]
    return said


def _rewrite(work: Amending, data: dict[str, Any], changed: dict[str, Any]) -> None:
    for name in _POINTS & changed.keys():
        known, told = data.get(name, []), changed[name] or []
        if len(told) < len(known):
            work.row.fault(name, _("lines can be changed and added here, not taken away"))
            return
        changed[name] = activities.with_links(work.row, name, known, told)
    if "absent" in changed:
        changed["absent"] = absences.kept(data.get("absent", ()), changed["absent"] or ())
    put(data, changed)
