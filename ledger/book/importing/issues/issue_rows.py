"""What a row of an issue sheet says: the facts of an issue, and all that has happened to it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import remarked
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues import issue_deadlines, issue_remarks, issue_status, issue_steps
from ledger.book.importing.issues.issue_status import DONE
from ledger.book.importing.issues.issue_steps import Deed
from ledger.book.importing.matching import levels
from ledger.book.importing.personal import refuse_numbers
from ledger.rules import masked
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.rules.calendar import Calendar

TITLE = 60
"""A title that is made of the text has at most so many characters."""
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_SHORT = 5
_BROKEN = (
    rf"^([^。；;！!？?\n]{{1,{_SHORT}}})\n+(?=[\u4e00-\u9fff])(?![一二三四五六七八九十]+[、.．])"
)
"""A first line so short that its sentence goes on in the next one: 自来水⏎浑浊发黄."""
_WORK = frozenset({"handling", "paused", "longterm", *DONE})
_GIVING = frozenset({"unit", "co_units", "person", "measures", "due", "progress"})
"""The fields by which an issue is in hand; what stands so says nothing of who has it."""
_OWNING = frozenset({"unit", "co_units", "person", "owner"})
"""The fields that tell who has it in hand."""
_DAYS = ("pressed", "escalated", "done", "accepted", "signed")
"""The fields that tell the day of a step."""


def facts(row: Gathering, default_day: date | None) -> dict[str, Any]:
    """The facts of the issue; what lacks or is not known becomes a fault of the row."""
    refuse_numbers(row)
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
        "first_asked": row.one("first_asked"),
        "confidential": _confidential(row),
        "opened": _opened(row, default_day),
    }


def _opened(row: Gathering, default_day: date | None) -> date | None:
    """The day of registration; that of the sheet where it is nowhere else, or an earlier step's."""
    said = row.day("opened")
    if said is not None or row.get("opened") is not None:
        return said
    if default_day is None:
        why = _(
            "there is no day; write the day of registration, or tell that of the sheet with --on"
        )
        row.lacks("opened", why)
    elif row.row.above.get("opened", default_day) != default_day:
        row.lacks("opened", _("there is no day; write the day of registration"))
    return default_day and min(default_day, *_known_days(row, default_day))


def _known_days(row: Gathering, default_day: date) -> list[date]:
    """The days by which the matter of a row was known: those of its steps, and its last day.

    A last day alone is none: it may be a slip, and nothing else in the row bears it out.
    """
    steps = [day for name in _DAYS if (day := row.get(name))]
    due = row.get("due")
    return [*steps, due.due] if steps and due and due.due else steps or [default_day]


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
    whole = text.strip()
    if "\n" in whole[: _SHORT + 1]:
        whole = re.sub(_BROKEN, r"\1", whole)
    first = _SENTENCE.split(whole, maxsplit=1)[0].strip()
    title = first if len(first) <= TITLE else first[: TITLE - 1] + "…"
    return title, None if text == title else text


def _category(row: Gathering) -> str | None:
    """The subject: its levels in columns of their own, joined in one, or the title above."""
    steps = [row.get(name) for name in ("category", "category2", "category3")]
    said = "/".join(step for step in steps if step) or row.row.subject or None
    if said is None:
        return None
    return row.term("category", "category", levels(said))


def _reporter(row: Gathering, place: str | None) -> str | None:
    """The first household of those that are named; nobody's name is told, here or later."""
    said = remarked.whole(row.get("reporter") or ())
    if place is None:
        return None
    found: dict[str, None] = {}
    for name in said:
        if home := row.home(place, name, secret=True):
            found[home] = None
        elif masked.nobody(name):
            continue
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


def _confidential(row: Gathering) -> bool | None:
    """Whether it is confidential: a column says so, or what is written beside who reported it."""
    said: bool | None = row.get("confidential")
    people = remarked.whole(row.get("reporter") or ())
    if said or not any(remarked.read(one).is_secret for one in people):
        return said
    row.note(_("what is written beside who reported it asks for confidence, so it is confidential"))
    return True


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
    day = opened
    for deed in _in_order(row, issue_status.of(row), opened, as_of, calendar, unit):
        day = max(day, min(deed.on, row.today))
        if opened <= deed.on < day:  # no step is before the last one: the sheet's own day is kept
            row.used.difference_update(name for name in _DAYS if row.get(name) == deed.on)
        yield deed if deed.on == day else deed._replace(on=day)
    issue_deadlines.require_after(row, opened, _DAYS)


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
    told = any(row.get(name) for name in _GIVING.difference(row.stands))
    works = status in _WORK and "status" not in row.stands
    is_asked = "person" in assigned and row.get("person") is None
    if works or is_asked or (told and (assigned or row.get("progress"))):
        owner = {} if {"unit", "person"} & assigned.keys() else {"unit": unit}
        yield Deed("assign", opened, {**owner, **assigned})
    yield from issue_steps.of(row, status, as_of)
    row.used.discard("remark")
    yield from _remarks(row, as_of)


def _remarks(row: Gathering, as_of: date) -> Iterator[Deed]:
    """What no step has a place for; the sheet's own remark is the last one."""
    said = None if "remark" in row.used | {*row.stands} else row.get("remark")
    for text in (*issue_remarks.of(row), said):
        if text:
            yield Deed("note", as_of, {"text": text})


def helping(row: Gathering) -> list[str]:
    """The units that help; where none is named to lead the first does, unless they stand so."""
    said: list[str] = row.use("co_units") or []
    return [] if row.get("unit") is None and "co_units" in row.stands else said


def _asked(row: Gathering) -> str | None:
    """Whoever was asked first, who has it in hand where no column of the sheet tells who does."""
    if not _OWNING.isdisjoint(row.known.headers) or any(row.get(name) for name in _OWNING):
        return None
    if person := row.one("first_asked"):
        row.note(_("no column tells who has it in hand, so whoever was asked first does"))
    return person


def _assignment(row: Gathering, opened: date, calendar: "Calendar") -> dict[str, Any]:
    """Who has it in hand, what is to be done, and by when."""
    units = [*(row.use("unit") or ()), *helping(row)]
    person = row.one("person") or _asked(row)
    found: dict[str, Any] = {"measures": row.use("measures"), "person": person}
    if units:
        found |= {"unit": units[0], "co_units": units[1:]}
    if due := row.use("due"):
        found |= issue_deadlines.fields(row, due, opened, calendar)
    return {name: value for name, value in found.items() if value not in (None, [])}
