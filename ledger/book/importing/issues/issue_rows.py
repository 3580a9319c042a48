"""What a row of an issue sheet says: the facts of an issue, and all that has happened to it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import issue_deadlines, issue_remarks
from ledger.rules import masked
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar

TITLE = 60
"""A title that is made of the text has at most so many characters."""
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_BETWEEN_LEVELS = re.compile(r"\s*[_＿/／>-]\s*")
_DONE = frozenset({"submitted", "to_witness", "to_sign", "closed", "explained"})
_WORK = frozenset({"handling", "paused", "longterm", *_DONE})


class Deed(NamedTuple):
    """Something that happened: the verb, the day, and the fields of its event."""

    verb: str
    on: date
    fields: dict[str, Any]


def facts(row: Gathering, default_day: date | None) -> dict[str, Any]:
    """The facts of the issue; what lacks or is not known becomes a fault of the row."""
    title, text = _title(row)
    place = row.somewhere("place", "station")
    for name in ("phone", "address"):
        row.forgo(
            name,
            _("{field} is kept in registers alone and is left out").format(field=row.called(name)),
        )
    return {
        "title": title,
        "text": text,
        "place": place,
        "station": row.known.station_above(place) if place else None,
        "category": _category(row),
        "source": row.term("source", "source", row.get("source")),
        "level": row.term("level", "level", row.get("level")),
        "reporter": _reporter(row, place),
        "opened": _opened(row, default_day),
    }


def _opened(row: Gathering, default_day: date | None) -> date | None:
    """The day of registration; that of the sheet where it is nowhere else."""
    said = row.day("opened")
    if said is not None or row.get("opened") is not None:
        return said
    if default_day is None or row.row.above.get("opened", default_day) != default_day:
        row.lacks("opened", _("there is no day; write the day of registration"))
    return default_day


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
    return row.term("category", "category", _BETWEEN_LEVELS.sub("/", said))


def _reporter(row: Gathering, place: str | None) -> str | None:
    """The first household of those that are named; nobody's name is told, here or later."""
    said = row.get("reporter") or ()
    if place is None:
        return None
    found: dict[str, None] = {}
    for name in said:
        if home := row.known.household(place, name):
            found[home] = None
        elif masked.name(name):
            row.note(_("a masked name can be anybody's and is left out"))
        else:
            row.note(_("who reported it stands in no register of the place and is left out"))
    first, *others = found or (None,)
    if others:
        row.note(
            _("one household is kept as who reported it, without {others}").format(
                others=_(", ").join(map(str, others))
            )
        )
    return first


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
        yield deed if deed.on == day else deed._replace(on=day)


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
        said = row.use("result") or row.use("remark") or _("taken over from a sheet")
        yield Deed("decline" if status == "declined" else "void", as_of, {"reason": said})
        yield from _remarks(row, as_of)
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
    row.used.discard("remark")
    yield from _remarks(row, as_of)


def _remarks(row: Gathering, as_of: date) -> Iterator[Deed]:
    """What no step has a place for; the sheet's own remark is the last one."""
    said = None if "remark" in row.used else row.get("remark")
    for text in (*issue_remarks.of(row), said):
        if text:
            yield Deed("note", as_of, {"text": text})


def _assignment(row: Gathering, opened: date, calendar: "Calendar") -> dict[str, Any]:
    """Who has it in hand, what is to be done, and by when."""
    units = [*(row.use("unit") or ()), *(row.use("co_units") or ())]
    found: dict[str, Any] = {"measures": row.use("measures"), "person": row.one("person")}
    if units:
        found |= {"unit": units[0], "co_units": units[1:]}
    if due := row.use("due"):
        found |= issue_deadlines.fields(row, due, opened, calendar)
    return {name: value for name, value in found.items() if value not in (None, [])}


def _work(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    if pressed := row.use_day("pressed"):
        yield Deed("press", pressed, {})
    done = status in _DONE
    if (text := row.use("progress")) and not (done and row.get("result") is None):
        yield Deed("progress", row.day("done") or as_of if done else as_of, {"text": text})
    if row.use("to") or status == "escalated":
        reason = row.use("open_reason") or _("taken over from a sheet")
        up = {"to": row.get("to") or _("upper tier"), "reason": reason}
        yield Deed("escalate", row.use_day("escalated") or as_of, up)
    elif status == "paused":
        why = row.use("open_reason") or row.get("remark") or _("taken over from a sheet")
        yield Deed("pause", as_of, {"reason": why})
    elif status == "longterm":
        why = row.get("progress") or row.get("measures") or _("taken over from a sheet")
        yield Deed("keep", as_of, {"reason": why})


def _end(row: Gathering, status: str | None, as_of: date) -> Iterator[Deed]:
    """The report, and the sign-offs whose day and giver the sheet knows."""
    accepted, signed = row.day("accepted"), row.day("signed")
    ended = status in {"closed", "explained"}
    checker = row.one("checker") if status == "to_sign" or (ended and accepted) else None
    signer = row.one("signer") if ended and signed else None
    if status == "to_sign" and checker is None:
        row.note(_("nobody is named who accepted it, so it waits to be accepted"))
    on = row.use_day("done") or accepted or signed or as_of
    row.used.update(name for name in ("accepted", "signed") if row.get(name) == on)
    yield Deed("submit", on, _report(row, status, checker, signer))
    if checker:
        said = {"checker": checker, "text": row.use("acceptance")}
        yield Deed("accept", row.use_day("accepted") or signed or as_of, said)
    if signer:
        yield Deed(
            "sign",
            row.use_day("signed") or as_of,
            {"signer": signer, "text": row.use("signing")},
        )
    if ended and (answer := row.use("satisfaction")):
        yield Deed("feedback", as_of, {"text": _("satisfaction: {answer}").format(answer=answer)})


def _report(
    row: Gathering, status: str | None, checker: str | None, signer: str | None
) -> dict[str, Any]:
    """What was reported, with the sign-offs that are still to be given, and those that were."""
    needed = ["witness"] if status == "to_witness" else ["accept", "sign"]
    if status in {"closed", "explained"}:
        needed = [step for step, who in (("accept", checker), ("sign", signer)) if who]
    text = row.use("result") or row.use("progress") or row.use("acceptance")
    report = {"text": text or _("taken over from a sheet"), "closing": needed}
    return {**report, "outcome": "explained"} if status == "explained" else report
