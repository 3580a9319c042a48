"""What a row of a visit sheet says: who met whom, what was heard, and what was done about it."""

import re
from typing import Any

from ledger.book.importing.gathering import Gathering
from ledger.book.importing.personal import refuse_numbers
from ledger.words import gettext as _

LINE = 200
"""An opinion and its answer have at most so many characters; the diary has the whole."""
_BODY = re.compile(r"(?:两委|党支部|村委会|居委会|合作社|公司|学校|卫生室)[”\"』」]?$")


def fields(row: Gathering) -> dict[str, Any]:
    """The fields of the visit that the row states, among them its day; what lacks is a fault."""
    refuse_numbers(row)
    place = _place(row)
    if row.get("date") is None:
        row.fault("date", _("there is no day; write the day of the visit"))
    heard, diary = _heard(row)
    found: dict[str, Any] = {
        "date": row.day("date"),
        "kind": row.get("kind"),
        "place": place,
        "people": list(dict.fromkeys(row.people("people"))),
        **_met(row, place),
        "text": "\n".join([said for said in (row.get("text"), *diary) if said]),
        "opinions": heard,
        "sign": None if row.get("sign") == "none" else row.get("sign"),
    }
    if row.get("household_category"):
        row.note(_("kinds of household belong in the register and are left out"))
    if row.get("promote") and not heard:
        row.note(_("there is no opinion that could become an issue"))
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def _place(row: Gathering) -> str | None:
    """Where it was: as the row says, or the place of the whole sheet."""
    name = next((one for one in ("place", "station") if row.get(one) is not None), None)
    found = row.place(name) if name else row.known.unit
    if name is None and found is None:
        row.fault("place", _("there is no place; write the village"))
    return found


def _met(row: Gathering, place: str | None) -> dict[str, Any]:
    """The households met, known by their number or by their head's name alone; or the body met."""
    homes: dict[str, None] = {}
    body = None
    for said in row.get("household") or ():
        if place and (found := row.known.household(place, said)):
            homes[found] = None
        elif _BODY.search(said) and body is None:
            body = said
        else:
            row.note(_("whoever was met stands in no register of the place and is left out"))
    return {"households": list(homes), "body": body}


def _heard(row: Gathering) -> tuple[list[dict[str, str]], list[str]]:
    """The opinion, which numbered points do not make several; and what the diary has besides."""
    opinion, answer, remark = row.get("opinion"), row.get("answer"), row.get("remark")
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
    return re.sub(r"\s+", " ", said).strip()


def short(said: str) -> str:
    """What was said in one line of the length that a line may have."""
    line = _line(said)
    return line if len(line) <= LINE else line[: LINE - 1].rstrip() + "…"
