"""What a row of an issue sheet says: the facts of an issue, and all that has happened to it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing.gathering import Gathering
from ledger.rules import clocks
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar
    from ledger.rules.deadlines import Meaning

TITLE = 60
"""A title that is made of the text has at most so many characters."""
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_DONE = frozenset({"submitted", "to_sign", "closed", "explained"})
_WORK = frozenset({"handling", "paused", "longterm", *_DONE})


class Deed(NamedTuple):
    """Something that happened: the verb, the day, and the fields of its event."""

    verb: str
    on: date
    fields: dict[str, Any]


def facts(row: Gathering, default_day: date | None) -> dict[str, Any]:
    """The facts of the issue; what lacks or is not known becomes a fault of the row."""
    title, text = _title(row)
    place = row.place()
    if place is None and row.get("place") is None:
        place = row.known.unit
        if place is None:
            row.fault("place", _("there is no place; write the village"))
    opened = row.day("opened") or default_day
    if opened is None and row.get("opened") is None:
        row.fault("opened", _("there is no day; write the day of registration"))
    return {
        "title": title,
        "text": text,
        "place": place,
        "station": row.known.station_above(place) if place else None,
        "category": _category(row),
        "source": row.term("source", "source", row.get("source")),
        "level": row.term("level", "level", row.get("level")),
        "reporter": _reporter(row, place),
        "opened": opened,
    }


def _title(row: Gathering) -> tuple[str | None, str | None]:
    """The title, and the text where it says more."""
    title, text = row.get("title"), row.get("text")
    if title is None and text is None:
        row.fault("text", _("there is no matter; write what was asked for"))
    if title is None and text is not None:
        return titled(text)
    return title, None if text == title else text


def titled(text: str) -> tuple[str, str | None]:
    """A title made of the first sentence of a text, and the text where it says more."""
    first = _SENTENCE.split(text.strip(), maxsplit=1)[0].strip()
    title = first if len(first) <= TITLE else first[: TITLE - 1] + "…"
    return title, None if text == title else text


def _category(row: Gathering) -> str | None:
    """The subject: its levels in columns of their own, joined in one, or the title above."""
    levels = [row.get(name) for name in ("category", "category2", "category3")]
    said = "/".join(level for level in levels if level) or row.row.subject or None
    if said is None:
        return None
    return row.term("category", "category", re.sub(r"\s*[_＿/／>-]\s*", "/", said))


def _reporter(row: Gathering, place: str | None) -> str | None:
    said = row.first("reporter")
    if said is None or place is None:
        return None
    found = row.known.household(place, said)
    if found is None:
        row.note(_("who reported it stands in no register of the place and is left out"))
    return found


def deeds(
    row: Gathering, opened: date, as_of: date, calendar: "Calendar", unit: str
) -> Iterator[Deed]:
    """What happened to the issue by what its row says, in order and on days that never go back.

    Args:
        row: the row.
        opened: the day it was registered.
        as_of: the day of the sheet, on which what has no day of its own is taken to have happened.
        calendar: the working days where it is.
        unit: who has it in hand where the row names nobody.
    """
    status = row.get("status") or _implied(row)
    day = opened
    for deed in _in_order(row, status, opened, as_of, calendar, unit):
        day = max(day, min(deed.on, row.today))
        yield deed._replace(on=day)


def _implied(row: Gathering) -> str | None:
    """The status that closing columns tell where no column says it."""
    if row.get("is_signed") or row.get("signed"):
        return "closed"
    if row.get("accepted"):
        return "to_sign"
    return "closed" if row.get("done") else None


def _in_order(
    row: Gathering, status: str | None, opened: date, as_of: date, calendar: "Calendar", unit: str
) -> Iterator[Deed]:
    if status in {"declined", "void"}:
        said = row.get("result") or row.get("remark") or _("taken over from a sheet")
        yield Deed("decline" if status == "declined" else "void", as_of, {"reason": said})
        return
    if status == "merged":
        row.fault(
            "status", _("it was merged, and the sheet cannot say into which; enter it by hand")
        )
        return
    assigned = _assignment(row, opened, calendar)
    if assigned or status in _WORK or row.get("progress"):
        owner = {} if {"unit", "person"} & assigned.keys() else {"unit": unit}
        yield Deed("assign", opened, {**owner, **assigned})
    yield from _work(row, status, as_of)
    if status in _DONE:
        yield from _end(row, status, as_of)
    if note := row.get("remark"):
        yield Deed("note", as_of, {"text": note})


def _assignment(row: Gathering, opened: date, calendar: "Calendar") -> dict[str, Any]:
    """Who has it in hand, what is to be done, and by when."""
    units = [*(row.get("unit") or ()), *(row.get("co_units") or ())]
    people = row.people("person") if units or row.get("person") else []
    found: dict[str, Any] = {"measures": row.get("measures")}
    if units:
        found |= {"unit": units[0], "co_units": units[1:]}
    if people:
        found["person"] = people[0]
    if due := row.get("due"):
        found |= _deadline(row, due, opened, calendar)
    return {name: value for name, value in found.items() if value not in (None, [])}


def _deadline(row: Gathering, due: "Meaning", opened: date, calendar: "Calendar") -> dict[str, Any]:
    from ledger.errors import BeyondCalendarError

    found: dict[str, Any] = {"long_term": True} if due.long_term else {}
    if due.limit:
        try:
            last = clocks.due(due.limit, opened, calendar)
        except BeyondCalendarError as error:
            row.fault("due", error.sentence())
            return found
        limit = due.limit
        counted = {"limit": limit.number, "count": limit.unit, "start": opened}
        found |= {"due": last, **counted, "fixed": not limit.roll}
    elif due.due and due.due < opened:
        row.fault(
            "due",
            _("{due} is before the day of registration, {opened}").format(
                due=due.due, opened=opened
            ),
        )
    elif due.due:
        found["due"] = due.due
    if due.word and (due.limit or due.long_term):
        found["word"] = due.word[:200]
    return found


def _work(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    if pressed := row.day("pressed"):
        yield Deed("press", pressed, {})
    done = status in _DONE
    if (text := row.get("progress")) and not (done and row.get("result") is None):
        yield Deed("progress", row.day("done") or as_of if done else as_of, {"text": text})
    if row.get("to") or status == "escalated":
        reason = row.get("open_reason") or _("taken over from a sheet")
        up = {"to": row.get("to") or _("upper tier"), "reason": reason}
        yield Deed("escalate", row.day("escalated") or as_of, up)
    elif status == "paused":
        why = row.get("open_reason") or row.get("remark") or _("taken over from a sheet")
        yield Deed("pause", as_of, {"reason": why})
    elif status == "longterm":
        why = row.get("progress") or row.get("measures") or _("taken over from a sheet")
        yield Deed("keep", as_of, {"reason": why})


def _end(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    """The report, and the sign-offs whose day and giver the sheet knows."""
    done, accepted, signed = (row.day(name) for name in ("done", "accepted", "signed"))
    checkers = row.people("checker") if accepted or status == "to_sign" else []
    signers = row.people("signer") if signed else []
    text = row.get("result") or row.get("progress") or row.get("acceptance")
    needed = ["accept", "sign"]
    if status in {"closed", "explained"}:
        needed = [step for step, who in (("accept", checkers), ("sign", signers)) if who]
    report: dict[str, Any] = {"text": text or _("taken over from a sheet"), "closing": needed}
    if status == "explained":
        report["outcome"] = "explained"
    yield Deed("submit", done or accepted or signed or as_of, report)
    if "accept" in needed and checkers and status != "submitted":
        yield Deed(
            "accept",
            accepted or signed or as_of,
            {"checker": checkers[0], "text": row.get("acceptance")},
        )
    if "sign" in needed and signers and status in {"closed", "explained"}:
        yield Deed("sign", signed or as_of, {"signer": signers[0], "text": row.get("signing")})
    if status in {"closed", "explained"} and (answer := row.get("satisfaction")):
        yield Deed("feedback", as_of, {"text": _("satisfaction: {answer}").format(answer=answer)})
