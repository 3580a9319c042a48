"""What a row of a visit sheet says: who met whom, what was heard, and what was done about it."""

from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from ledger.book.exporting.words import UNSIGNED
from ledger.book.importing import remarked
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.personal import refuse_numbers
from ledger.book.importing.visits import visit_aid
from ledger.rules import masks, names
from ledger.words import gettext as _

_NOTHING: tuple[object, ...] = (None, [], "")
LINE = 200
"""An opinion and its answer have at most so many characters; the diary has the whole."""


class Sayings(NamedTuple):
    """What is said of many rows of a sheet, in the language in force."""

    category: str
    unknown: str


def sayings() -> Sayings:
    """The sentences, put into that language once for a sheet."""
    return Sayings(
        _("kinds of household belong in the register and are left out"),
        _("whoever was met stands in no register of the place and is left out"),
    )


def fields(row: Gathering, said: Sayings | None = None) -> dict[str, Any]:
    """The fields of the visit that the row states, among them its day; what lacks is a fault."""
    said = said or sayings()
    refuse_numbers(row)
    get = row.row.fields.get
    place = row.somewhere("place", "station")
    if get("date") is None:
        row.lacks("date", row.dayless(_("there is no day; write the day of the visit")))
    heard, diary = _heard(row)
    people = list(dict.fromkeys(row.staff(row.parts("people"))))
    if get("people") and not people:
        row.note(_("nobody who went is known here: whoever takes the sheet in stands for them"))
    found: dict[str, Any] = {
        "date": row.day("date"),
        "kind": get("kind"),
        "days": get("days") or None,
        "place": place,
        "people": people,
        **_met(row, place, said),
        "text": "\n".join(filter(None, (get("text"), *diary))),
        "opinions": heard,
        "aid": visit_aid.given(row),
        "sign": None if get("sign") == UNSIGNED else get("sign"),
    }
    if get("household_category"):
        row.note(said.category)
    if get("promote") and not heard:
        row.note(_("there is no opinion that could become an issue"))
    return {name: value for name, value in found.items() if value not in _NOTHING}


def _met(row: Gathering, place: str | None, told: Sayings) -> dict[str, Any]:
    """The households met, known by their number or by their head's name alone; or the body met."""
    homes: dict[str, None] = {}
    body = None
    known = partial(row.known.household, place or "")
    written = remarked.whole(row.get("household") or ())
    for said in chain.from_iterable(names.spaced(s, known) for s in written):
        if found := row.home(place or "", said):
            homes[found] = None
        elif masks.is_body(said) and body is None:
            body = said
        else:
            row.note(told.unknown)
    return {"households": list(homes), "body": body}


def _heard(row: Gathering) -> tuple[list[dict[str, str]], list[str]]:
    """The opinion, which numbered points do not make several; and what the diary has besides."""
    opinion, answer, remark = map(row.row.fields.get, ("opinion", "answer", "remark"))
    diary = [text for text in (opinion, answer) if text and _is_long(text)]
    if diary:
        row.note(_("what is longer than a line stands whole in the diary"))
    if opinion is None:
        return [], [text for text in (answer, remark) if text]
    heard = {"text": short(opinion)}
    if answer:
        heard["answer"] = short(answer)
    return [heard], [*diary, *([remark] if remark else [])]


def _is_long(said: str) -> bool:
    return len(said) > LINE and len(_line(said)) > LINE


def _line(said: str) -> str:
    return " ".join(said.split())


def short(said: str) -> str:
    """What was said in one line of the length that a line may have."""
    line = _line(said)
    return line if len(line) <= LINE else line[: LINE - 1].rstrip() + "…"
