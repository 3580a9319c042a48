"""A row that was here before: what its sheet has changed since becomes steps of its issue.

What no step can be made of is told or refused: a cell that somebody changed is never passed over.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ledger.book.importing import renumbered
from ledger.book.importing.blending import Blend
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import demanded, issue_edits, issue_status, issue_untaken
from ledger.book.importing.issues.issue_edits import Telling
from ledger.book.importing.issues.issue_further import DATED, further, own_day, whole
from ledger.book.importing.issues.issue_making import put, went_on
from ledger.book.importing.issues.issue_rows import titled
from ledger.book.importing.issues.issue_steps import Deed, led
from ledger.book.importing.making import Making
from ledger.book.importing.renumbered import Matter
from ledger.book.importing.rows import Item
from ledger.labels import label
from ledger.records.issue import Issue
from ledger.rules import lifecycle
from ledger.rules.state import State
from ledger.rules.statuses import STATUS_NAMES, VERB_NAMES, WAITING
from ledger.words import gettext as _

_OVER = frozenset({"merged", "void"})
"""Where nothing goes on any more: the matter is that of another issue, or none."""


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
    facts = _own_reporter(making, gathering, before, _own_title(gathering, before, facts))
    deeds = [whole(before, gathering, deed) for deed in deeds]
    item = Item(gathering.row.number, "same", before.id, before.title, digest)
    told = making.past.told(before.id, name)
    if told and told.digest == digest:
        return item
    telling = Telling(facts, deeds, issue_status.of(gathering))
    found = issue_edits.blend(making, gathering, before, (digest, name), telling)
    item = item._replace(kept=found.kept, notes=gathering.notes)
    if before.status in _OVER:
        return item._replace(notes=[*_over(making, gathering, before)])
    renumbered.refuse(gathering, before.id, _matter(vars(before)), _matter(facts))
    states = lifecycle.replay(lifecycle.first_facts(before), before.log)
    stood = states[-1]
    steps = _steps(making, gathering, before, stood, found, telling)
    changes = _changes(making, gathering, before, found, steps)
    if getattr(before.log[0], "batch", None) is None:
        _require_signed(gathering, changes, telling.status)
    if gathering.faults:
        return making.refused(gathering, before.title)
    made, states = went_on(making, states, before.log, changes) if changes else (before, states)
    # Where it was said of the record before, an older sheet is brought again.
    counts = making.is_newest or not making.past.was_said(before.id, digest)
    if counts and not issue_edits.remains(found, gathering, before, telling):
        _require_status(gathering, made, telling)
    if gathering.faults:
        return making.refused(gathering, before.title)
    if states[-1].changed and not stood.changed:
        gathering.note(
            _(
                "this changes {id} after it was signed off; look at “tz log {id}” and sign it again"
            ).format(id=before.id)
        )
    issue_untaken.tell(making, gathering, made, telling, found)
    if not changes:
        return item
    demanded.ask(making.ledger.rules, gathering, made, states, len(before.log))
    put(making, made, states)
    said = [(deed.verb, "", _told(deed)) for deed in changes]
    return item._replace(act="changed", title=made.title, changes=said)


def _over(making: Making, row: Gathering, before: Issue) -> Iterator[str]:
    """What is told of the row of an issue that was merged here, or that is void."""
    told = {
        "merged": _(
            "{id} was merged into {main} here, so nothing of this row is taken over; enter what is "
            "new at {main}"
        ),
        "void": _(
            "{id} is void here, so nothing of this row is taken over; if it is to be settled after "
            "all, register it anew"
        ),
    }
    if row.get("status") != before.status:
        yield told[before.status].format(id=before.id, main=_main(making, before))


def _main(making: Making, before: Issue) -> str | None:
    """The issue that has a matter now: what one was merged into may have been merged itself."""
    into = making.issue(before.into) if before.into else None
    return _main(making, into) if into and into.status == "merged" else before.into


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


def _steps(
    making: Making,
    gathering: Gathering,
    before: Issue,
    state: State,
    found: Blend,
    telling: Telling,
) -> list[Deed]:
    """The steps of a row that are still to be taken; the row is refused for what both changed."""
    deeds = telling.deeds
    if before.id not in making.past.last:  # it came by no sheet: its log has what has no step
        own = gathering.get("remark")
        deeds = [deed for deed in deeds if deed.verb != "note" or deed.fields["text"] == own]
    left = issue_edits.news(found, gathering, before, telling, deeds)
    steps = [*further(before, state, *left)]
    issue_edits.refuse(making, gathering, before, found, steps)
    return steps


def _changes(
    making: Making, gathering: Gathering, before: Issue, blend: Blend, steps: list[Deed]
) -> list[Deed]:
    """What has happened by a newer copy of a sheet: corrections first, then the further steps.

    No step is before the last one here. What has no day of its own is as of the sheet, unless a
    day is known of what came after it.
    """
    last = before.log[-1].on
    known = [max(deed.on, last) for deed in steps if deed.verb in DATED]
    day = min([max(min(making.source.as_of or making.today, making.today), last), *known])
    reason = _("import of {file}").format(file=making.source.file)
    measures = [] if any(deed.verb == "assign" for deed in steps) else ["measures"]
    facts = [name for name in (*issue_edits.SHEET_FACTS, *measures) if name in blend.taken]
    found = [
        Deed(
            "correct",
            day,
            {"field": name, "old": getattr(before, name), "new": blend.taken[name]}
            | {"reason": reason},
        )
        for name in facts
    ]
    for deed in steps:
        day = max(day, deed.on)
        found.append(deed._replace(on=day))
        if deed.verb in DATED and deed.on < day:
            found += own_day(gathering, deed, day)
    return found


def _require_status(gathering: Gathering, made: Issue, told: Telling) -> None:
    """Refuse a row whose status no step leads to from where its issue stands."""
    wanted = "closed" if told.status in issue_status.CLOSED else told.status
    said = led(told.deeds)
    is_told = gathering.get("status") == said
    # Where no word says which sign-off a row waits for, it holds for each, and for what was signed
    # off here since.
    further = WAITING if gathering.get("is_signed") is False else WAITING | {"closed"}
    waits = not is_told and said in WAITING and made.status in further
    if wanted is None or made.status in {wanted, said} or waits:
        return
    gathering.fault(
        issue_edits.told_in(gathering, "status"),
        _(
            "the sheet says “{said}”, and {id} is “{status}” here, from where no step of a sheet "
            "leads there; enter what happened by hand, or make both the same"
        ).format(said=_(STATUS_NAMES[said]), id=made.id, status=_(STATUS_NAMES[made.status])),
    )
