"""What was heard on a visit by a sheet: opinions, their answers, and the issues they become."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import doubles, issues, linked
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_rows
from ledger.book.importing.visits import visit_rows
from ledger.book.importing.visits.visit_together import Rows
from ledger.records.issue import Issue
from ledger.records.visit import Visit
from ledger.rules.state import State
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_HEARD = ("text", "answer")
"""What a sheet says of an opinion; its subject and its issue are the ledger's own."""
_CELLS = {"title": "opinion", "text": "opinion", "reporter": "household", "place": "place"}
"""Where a visit sheet has what an issue is about."""

Opinion = dict[str, Any]


def stated(visit: Mapping[str, Any]) -> dict[str, Any]:
    """A visit with its opinions as a sheet would state them."""
    heard = [
        {name: opinion[name] for name in _HEARD if name in opinion}
        for opinion in visit.get("opinions", ())
    ]
    return {**visit, "opinions": heard}


def joined(
    row: Gathering, ours: Sequence[Opinion], theirs: Sequence[Opinion], on: date | None
) -> list[Opinion]:
    """Opinions as a sheet states them, with what hangs on each here; no issue may be lost.

    Args:
        row: the row, which is refused where one would be.
        ours: the opinions of the record.
        theirs: those of the sheet.
        on: the day of an answer that is new; None where it was given on the visit.
    """
    known = linked.paired(row, "opinion", ours, theirs)
    return [_with_rest(opinion, known.get(n), on) for n, opinion in enumerate(theirs)]


def answered(ours: Sequence[Opinion], theirs: Sequence[Opinion]) -> list[Opinion]:
    """Opinions of a file that nothing is known of: an empty cell takes no answer away."""
    given = {one["text"]: {"answer": one["answer"]} for one in ours if "answer" in one}
    return [{**given.get(opinion["text"], {}), **opinion} for opinion in theirs]


def _with_rest(opinion: Opinion, ours: Opinion | None, on: date | None) -> Opinion:
    """An opinion of a sheet with what it does not tell; a new answer has its day."""
    if ours is None:
        return opinion
    rest = {name: value for name, value in ours.items() if name not in _HEARD}
    if "answer" not in opinion:
        rest.pop("answered", None)
    elif "answer" not in ours and on:
        rest["answered"] = on
    return {**opinion, **rest}


def note_kept(row: Rows, ours: Mapping[str, Any]) -> None:
    """Tell that an issue stays one, where a row says that what was heard becomes none."""
    became = {one["text"]: one["issue"] for one in ours.get("opinions", ()) if "issue" in one}
    for one in (row.gathering, *row.others) if became else ():
        issue = became.get(visit_rows.short(one.get("opinion") or ""))
        if issue and one.get("promote") is False:
            one.note(_("this became {record} here and stays one").format(record=issue))


def promoted(making: "Making", row: Rows, visit: Visit) -> tuple[Visit, list[str]]:
    """The visit, and the issues that opinions became which its rows promote.

    Where one of them lacks what is demanded, its row is refused, and none is made.
    """
    wanted = {
        visit_rows.short(said): one
        for one in (row.gathering, *row.others)
        if one.get("promote") and (said := one.get("opinion"))
    }
    opinions, made = list(visit.opinions), list[tuple[Issue, list[State]]]()
    for n, opinion in enumerate(opinions):
        if opinion.text in wanted and opinion.issue is None:
            made.append(_issue(making, row, visit, n, wanted[opinion.text]))
            opinions[n] = opinion.model_copy(update={"issue": made[-1][0].id})
    if row.gathering.faults or not made:
        return visit, []
    for issue, states in made:
        issues.put(making, issue, states)
    return visit.model_copy(update={"opinions": opinions}), [issue.id for issue, _states in made]


def _issue(
    making: "Making", row: Rows, visit: Visit, n: int, said: Gathering
) -> tuple[Issue, list[State]]:
    """What was heard as an issue, registered; what it lacks is told of the row that says it."""
    opened = row.wanted[1]
    record = making.free("issue", f"visit\0{visit.id}\0{n}", row.station, opened.year)
    title, text = issue_rows.titled(str(said.get("opinion")))
    facts = {
        "title": title,
        "text": text,
        "station": row.station,
        "place": visit.place,
        "stream": making.ledger.rules["streams"][0]["code"],
        "category": visit.opinions[n].category,
        "source": next(iter(making.known.terms("source")), None),
        "reporter": visit.households[0] if visit.households else None,
        "visit": visit.id,
        "opened": opened,
    }
    demanded.first_asked(making, facts, [])
    issue, states = issues.new(making, record, facts, [])
    _ask(making, row, said, issue, states)
    doubles.tell(making, said, (visit.place, title, opened))
    return issue, states


def _ask(making: "Making", row: Rows, said: Gathering, issue: Issue, states: list[State]) -> None:
    """Refuse what says an opinion that cannot be an issue yet, and with it the whole visit."""
    asked = Gathering(said.row._replace(faults=()), said.known, said.today)
    demanded.ask(making.ledger.rules, asked, issue, states)
    elsewhere = _(
        "{why}; a sheet of visits has no place for it: write no here, and use “tz visit promote”"
    )
    told = {
        (_CELLS[name], why) if name in _CELLS else ("promote", elsewhere.format(why=why))
        for name, why in asked.faults
    }
    for cell, why in sorted(told - {*said.faults}):
        said.fault(cell, why)
    if said.faults and not row.gathering.faults:
        row.gathering.fault("key", _("another row of the same visit is refused"))
