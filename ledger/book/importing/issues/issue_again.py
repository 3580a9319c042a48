"""A row that was here before: what its sheet has changed since becomes steps of its issue.

What no step can be made of is told or refused: a cell that somebody changed is never passed over.
"""

from collections.abc import Mapping
from typing import Any

from ledger.book.importing import renumbered
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_edits, issue_status
from ledger.book.importing.issues.issue_further import DATED, differing, further, own_day, whole
from ledger.book.importing.issues.issue_making import new, put, went_on
from ledger.book.importing.issues.issue_rows import titled
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.making import Making
from ledger.book.importing.renumbered import Matter
from ledger.book.importing.rows import Item
from ledger.labels import label
from ledger.records.issue import Issue
from ledger.rules import lifecycle, masked
from ledger.rules.state import CORRECTABLE
from ledger.rules.statuses import STATUS_NAMES, VERB_NAMES
from ledger.words import gettext as _

SHEET_FACTS = (
    *("title", "text", "place", "stream", "category", "source", "level", "reporter"),
    "confidential",
)
"""The facts that a newer copy of a sheet may correct."""
_TELLING = ("status", "is_signed", "signed", "accepted", "done")
"""The fields that tell where an issue stands."""
_WAITING = frozenset({"submitted", "to_witness", "to_sign"})
"""What is done and not signed off: where no word says which, a row that says so holds for each, and
for what was signed off here since."""


def again(
    making: Making,
    gathering: Gathering,
    before: Issue,
    facts: Mapping[str, Any],
    deeds: list[Deed],
    digest: str,
    name: str,
) -> Item:
    """What becomes of the row of an issue that is here: nothing new, or what its sheet changed.

    `digest` and `name` bind what the row says, and what names it.
    """
    row, title = gathering.row, before.title
    facts = _own_reporter(making, gathering, before, _own_title(gathering, before, facts))
    deeds = [whole(before, gathering, deed) for deed in deeds]
    last, told = making.past.last.get(before.id), making.past.told(before.id, name)
    if digest in {one.digest for one in (last, told) if one}:
        return Item(row.number, "same", before.id, title, digest)
    renumbered.refuse(gathering, before.id, _matter(vars(before)), _matter(facts))
    if last is None:  # it came by no sheet: what has no step stands in its log already
        own = gathering.get("remark")
        deeds = [deed for deed in deeds if deed.verb != "note" or deed.fields["text"] == own]
    states = lifecycle.replay(lifecycle.first_facts(before), before.log)
    status = issue_status.of(gathering)
    steps = list(further(before, states[-1], deeds, status))
    changes = _changes(making, gathering, before, facts, steps)
    if changes and last and before.log[-1].at > last.at:
        issue_edits.differs(gathering, "title", before.id)
        return making.refused(gathering, title)
    issue_edits.refuse(making.past, gathering, before, changes)
    if getattr(before.log[0], "batch", None) is None:
        _require_signed(gathering, changes, status)
    if gathering.faults:
        return making.refused(gathering, title)
    made, states = went_on(making, states, before.log, changes) if changes else (before, states)
    wanted = "closed" if status in issue_status.CLOSED else status
    # Where it was said of the record before, an older sheet is brought again.
    counts = making.is_newest or not making.past.was_said(before.id, digest)
    if wanted not in {None, made.status} and counts:
        _require_status(making, gathering, made, dict(facts), deeds)
    if gathering.faults:
        return making.refused(gathering, title)
    _tell(gathering, made, facts, deeds, untold=bool(last and last.key == name and not changes))
    if not changes:
        return Item(row.number, "same", before.id, title, digest, notes=gathering.notes)
    demanded.ask(making.ledger.rules, gathering, made, states, len(before.log))
    put(making, made, states)
    said = [(deed.verb, "", _told(deed)) for deed in changes]
    return Item(
        row.number, "changed", before.id, made.title, digest, notes=gathering.notes, changes=said
    )


def _require_signed(row: Gathering, changes: list[Deed], status: str | None) -> None:
    """Refuse a sheet that ends what was registered here without the sign-offs of its stream.

    What a sheet brought was settled elsewhere, as the sheet says; what began here ends as its rules
    say, whichever way the table came back.
    """
    given = next((one.fields["closing"] for one in changes if one.verb == "submit"), None)
    if given is None or status not in issue_status.CLOSED:
        return
    if lacking := [step for step in row.closing if step not in given]:
        names = _(", ").join(_(VERB_NAMES[step]) for step in lacking)
        said = _("it was registered here, and the row does not say who gave: {steps}, and when")
        row.fault("status", said.format(steps=names))


def _matter(facts: Mapping[str, Any]) -> Matter:
    return Matter(facts["opened"], (facts.get("title"), facts.get("text")))


def _own_title(row: Gathering, before: Issue, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts of a row; where it has no title, one that was not made of the text stays."""
    if row.get("title") or before.title == titled(before.text or before.title)[0]:
        return facts
    return {**facts, "title": before.title, "text": row.get("text")}


def _own_reporter(
    making: Making, row: Gathering, before: Issue, facts: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The facts of a row; who reported stays, where somebody else has come to have the name."""
    home, batch = before.reporter, getattr(before.log[0], "batch", None)
    if home is None or batch is None or facts["reporter"] in {None, home}:
        return facts
    from ledger.book.importing.places import registers

    place, said = home.rpartition("-")[0], row.get("reporter") or ()
    held = registers.called_before(making, batch, place, [home], said)
    return {**facts, "reporter": None} if held else facts


def _told(deed: Deed) -> str:
    """What a step says, for showing."""
    new = deed.fields.get("new")
    if isinstance(new, bool):
        said = _("yes") if new else _("no")
        return f"{label(deed.fields['field'])}: {said}"
    return str(new or deed.fields.get("text") or "")


def _changes(
    making: Making,
    gathering: Gathering,
    before: Issue,
    facts: Mapping[str, Any],
    steps: list[Deed],
) -> list[Deed]:
    """What has happened by a newer copy of a sheet: corrections first, then the further steps.

    No step is before the last one here. What has no day of its own is as of the sheet, unless a
    day is known of what came after it.
    """
    last = before.log[-1].on
    known = [max(deed.on, last) for deed in steps if deed.verb in DATED]
    day = min([max(min(making.source.as_of or making.today, making.today), last), *known])
    reason = _("import of {file}").format(file=making.source.file)
    told = [name for name in SHEET_FACTS if name in CORRECTABLE and name not in gathering.stands]
    wanted = {name: facts.get(name) for name in told}
    found = [
        Deed("correct", day, {"field": name, "old": old, "new": new, "reason": reason})
        for name, new in wanted.items()
        if new is not None and not masked.covers(new, old := getattr(before, name))
    ]
    for deed in steps:
        day = max(day, deed.on)
        found.append(deed._replace(on=day))
        if deed.verb in DATED and deed.on < day:
            found += own_day(gathering, deed, day)
    return found


def _require_status(
    making: Making, gathering: Gathering, made: Issue, facts: dict[str, Any], deeds: list[Deed]
) -> None:
    """Refuse a row whose status no step leads to from where its issue stands."""
    alone, _states = new(making, made.id, facts, deeds)  # what a new row of these words would be
    is_told = gathering.get("status") == alone.status
    further = _WAITING if gathering.get("is_signed") is False else _WAITING | {"closed"}
    waits = not is_told and alone.status in _WAITING and made.status in further
    if alone.status == made.status or waits:
        return
    gathering.fault(
        next((name for name in _TELLING if gathering.get(name)), "status"),
        _(
            "the sheet says “{said}”, and {id} is “{status}” here, from where no step of a sheet "
            "leads there; enter what happened by hand, or make both the same"
        ).format(
            said=_(STATUS_NAMES[alone.status]), id=made.id, status=_(STATUS_NAMES[made.status])
        ),
    )


def _tell(
    gathering: Gathering,
    made: Issue,
    facts: Mapping[str, Any],
    deeds: list[Deed],
    *,
    untold: bool,
) -> None:
    """Say what of a changed row is not taken over."""
    names = ["opened"] if facts["opened"] != made.opened else []
    names += [name for deed in deeds if deed.verb == "assign" for name in differing(made, deed)]
    if names:
        gathering.note(
            _("{columns}: the sheet says otherwise than here, and this is not taken over").format(
                columns=_(", ").join(map(gathering.called, names))
            )
        )
    elif untold:
        gathering.note(_("the row says otherwise than before, and nothing comes of it here"))
