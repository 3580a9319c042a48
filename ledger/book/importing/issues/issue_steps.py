"""The steps that the row of an issue sheet tells, from when it was in hand to its sign-offs."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ledger.book.exporting.words import FOLLOWED, SATISFACTION
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues.issue_status import CLOSED, DONE
from ledger.rules.statuses import CLOSING, MOVES, NEXT
from ledger.words import gettext as _

_ENDING = ("done", "accepted", "signed")
"""The fields that tell days on which something of its end happened."""


class Deed(NamedTuple):
    """Something that happened: the verb, the day, and the fields of its event."""

    verb: str
    on: date
    fields: dict[str, Any]


def led(deeds: Iterable[Deed]) -> str:
    """The status to which all the steps of a row lead from its registration."""
    at, needs = "registered", list[str]()
    for deed in deeds:
        if deed.verb == "submit":
            needs = [*deed.fields["closing"]]
        elif deed.verb in NEXT:
            needs = needs[1:]
        if deed.verb == "submit" or deed.verb in NEXT:
            at = NEXT[needs[0]] if needs else "closed"
        else:
            at = MOVES[deed.verb].target or at
    return at


def of(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    """What was done while it was in hand, and how it ended where it did.

    Steps whose days the sheet knows come first: what has no day is as of the sheet, and no step is
    before the last one.
    """
    done = status in DONE
    end = (_ended(row) or as_of) if done else as_of
    yield from sorted(_dated(row, status, end if done else row.today), key=lambda deed: deed.on)
    if (text := row.use("progress")) and not (done and row.get("result") is None):
        yield Deed("progress", end, {"text": text})
    if _is_up(row, status) and row.get("escalated") is None:
        yield _handed_up(row, end)
    yield from _left(row, status, as_of)
    if done:
        ending = [*_end(row, status, as_of)]
        yield from ending
        if status in CLOSED:
            yield from sorted(_followed(row, ending[-1].on, as_of), key=lambda deed: deed.on)


def _dated(row: Gathering, status: str | None, end: date) -> Iterator[Deed]:
    """What the sheet has a day for; what was done already is neither pressed nor handed up."""
    if (pressed := row.day("pressed")) and pressed <= end:
        row.used.add("pressed")
        yield Deed("press", pressed, {"text": row.use("pressing")})
    if _is_up(row, status) and (day := row.day("escalated")) and day <= end:
        yield _handed_up(row, day)


def _is_up(row: Gathering, status: str | None) -> bool:
    """Whether it was handed up; where the row says that it was not, nobody has it above."""
    said, to = row.get("is_escalated"), row.get("to")
    if to is None or isinstance(said, bool):  # else another body, kept in a remark
        row.used.add("is_escalated")
    return (said is not False and bool(to or said)) or status == "escalated"


def _handed_up(row: Gathering, day: date) -> Deed:
    row.used.add("escalated")
    reason = row.use("open_reason") or _("taken over from a sheet")
    said = row.get("is_escalated")
    to = row.use("to") or (said if isinstance(said, str) else None) or _("upper tier")
    return Deed("escalate", day, {"to": to, "reason": reason})


def _left(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    """What was put off, or is kept up for good."""
    if status == "paused":
        why = row.use("open_reason") or row.get("remark") or _("taken over from a sheet")
        yield Deed("pause", as_of, {"reason": why})
    elif status == "longterm":
        why = row.get("progress") or row.get("measures") or _("taken over from a sheet")
        yield Deed("keep", as_of, {"reason": why})


def _ended(row: Gathering) -> date | None:
    """The day on which it was done, by what the row says."""
    return row.day("done") or row.day("accepted") or row.day("signed")


def _end(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    """The report, and the sign-offs whose day and giver the sheet knows."""
    accepted, signed = row.day("accepted"), row.day("signed")
    ended = status in CLOSED
    accepts = status == "to_sign" and "accept" in _needed(row, status)
    checker = row.one("checker") if accepts or (ended and accepted) else None
    signer = row.one("signer") if ended and signed else None
    if accepts and checker is None:
        row.note(_("nobody is named who accepted it, so it waits to be accepted"))
    last = _last(row, checker) if ended and not signer else None
    on = (None if checker else last) or _ended(row) or as_of
    row.used.update(name for name in _ENDING if row.get(name) in {on, last})
    yield Deed("submit", on, _report(row, status, checker, signer))
    if checker:
        said = {"checker": checker, "text": row.use("acceptance")}
        yield Deed("accept", last or row.use_day("accepted") or signed or as_of, said)
        if accepted and last and accepted < last:
            row.used.discard("accepted")  # a remark has it
    if signer:
        yield Deed(
            "sign",
            row.use_day("signed") or as_of,
            {"signer": signer, "text": row.use("signing")},
        )


def _followed(row: Gathering, closed: date, as_of: date) -> Iterator[Deed]:
    """What followed the closing; of a day before that, a remark is made."""
    answer = row.use("satisfaction") or _witnessed(row)
    content = answer if "satisfaction" not in row.stands else None
    told = _("satisfaction: {answer}").format(answer=content) if content else None
    for verb, name in FOLLOWED.items():
        day = row.day(name) if name in row.row.fields else None
        text = told if verb == "feedback" else None
        if day and day >= closed:
            row.used.add(name)
            yield Deed(verb, day, {"text": text} if text else {})
        elif text:
            yield Deed(verb, as_of, {"text": text})


def _last(row: Gathering, checker: str | None) -> date | None:
    """The last day that a row gives for the end of what nobody is named to have signed off.

    No signature is made of it. The step before that stands on this day, so that the issue ends on
    it; where that step has a day of its own, a remark keeps that.
    """
    last = max((day for name in _ENDING if (day := row.day(name))), default=None)
    is_told = last and row.get("signed") == last and "signed" not in row.stands
    if is_told and "sign" in row.closing:
        row.note(
            _(
                "nobody is named who signed it off, so no signature is recorded; the acceptance "
                "stands on the day of that"
            )
            if checker
            else _(
                "nobody is named who signed it off, so no signature is recorded; the report stands "
                "on the day of that"
            )
        )
    return last


def _witnessed(row: Gathering) -> str | None:
    """How satisfied those are who signed, where that stands in place of a signature."""
    said: str | None = row.get("witness")
    if said not in SATISFACTION:
        return None  # nobody's signature is made of a sheet
    row.used.add("witness")
    return said


def _report(
    row: Gathering, status: str | None, checker: str | None, signer: str | None
) -> dict[str, Any]:
    """What was reported, with the sign-offs that are still to be given, and those that were."""
    needed = _needed(row, status)
    if status in CLOSED:
        needed = [step for step, who in (("accept", checker), ("sign", signer)) if who]
    text = row.use("result") or row.use("progress") or row.use("acceptance")
    report = {"text": text or _("taken over from a sheet"), "closing": needed}
    return {**report, "outcome": "explained"} if row.get("status") == "explained" else report


def _needed(row: Gathering, status: str | None) -> list[str]:
    """The sign-offs that are still to be given, as the stream has them.

    Where it has none and the sheet says that it waits all the same, the usual ones are.
    """
    order = [*row.closing]
    if status == "to_witness":
        return order[order.index("witness") :] if "witness" in order else ["witness", *order]
    if status == "to_sign":
        first = "accept" if "accept" in order else "sign"
        order = order[order.index(first) :] if first in order else order
    return order or [*CLOSING]
