"""What a row of a household sheet says: the line of a register."""

from itertools import chain
from typing import Any

from ledger.book.importing import remarked
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.personal import refuse_numbers
from ledger.rules import masked, masks
from ledger.words import gettext as _

_PLAIN = ("name", "group", "size", "address", "card", "away", "confidential", "note")
"""The fields that are taken as they are read."""
_MASKED = {"address": masked.address, "note": masked.number}
"""What tells whether a field is masked, of those that a household can be without."""


def fields(row: Gathering) -> dict[str, Any]:
    """The fields of the household; what lacks or may not be kept becomes a fault of the row."""
    refuse_numbers(row)
    _require_name(row)
    row.day("card")
    found = {name: None if _is_masked(row, name) else row.get(name) for name in _PLAIN}
    found |= {"phone": _phone(row), "categories": _categories(row), "staff": _staff(row)}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _require_name(row: Gathering) -> None:
    """Refuse a row without a name, or with a mask over it: a register is where names are whole."""
    name = row.get("name")
    if name is None:
        row.fault("name", _("there is no name; write the head of the household"))
    elif masked.name(name):
        row.fault(
            "name",
            _("the name is masked, and would fit many; take in the register that is not masked"),
        )
    elif remarked.is_dead(name):
        row.fault(
            "name",
            _("it says that whoever heads the household has died; write who heads it now"),
        )


def _is_masked(row: Gathering, name: str) -> bool:
    """Whether a field says less than it did before it was masked; it is left out with a word."""
    said = row.get(name)
    if said is None or name not in _MASKED or not _MASKED[name](said):
        return False
    row.note(_("{field} is masked and is left out").format(field=row.called(name)))
    return True


def place(row: Gathering) -> str | None:
    """The village: as the row says, by the household's number, or that of the whole sheet."""
    said = number(row)
    if said and row.get("place") is None:
        return said.rpartition("-")[0]
    return row.somewhere("place")


def number(row: Gathering) -> str | None:
    """The number of a register that the row states, such as WL03-0127."""
    return household_number(str(row.get("key") or ""))


def household_number(said: str) -> str | None:
    """What was written as the number of a household, in its own form; None where it is none."""
    import re
    from unicodedata import normalize

    plain = re.sub(r"\s+", "", normalize("NFKC", said)).upper()
    return plain if re.fullmatch(r"[A-Z0-9]{2,8}-\d{4}", plain) else None


def _phone(row: Gathering) -> str | None:
    """The first of the numbers: a register has a place for one, and for none of whose it is."""
    said: str | None = row.get("phone")
    first, *others = said.split("、") if said else (None,)
    if others:
        told = _(", ").join(map(masks.phone, filter(None, others)))
        row.note(_("one number is kept of a household; {others} is left out").format(others=told))
    number, beside, _whose = (first or "").partition("(")
    if beside:
        row.note(
            _("{field}: what stands in brackets is left out").format(field=row.called("phone"))
        )
    return number.strip() or None


def _categories(row: Gathering) -> list[str]:
    kind = "household category"
    words = chain.from_iterable(_apart(row, kind, said) for said in row.get("categories") or ())
    terms = (row.term("categories", kind, said) for said in words)
    return list(dict.fromkeys(term for term in terms if term))


def _apart(row: Gathering, kind: str, said: str) -> list[str]:
    """A term; or several with blanks between, where each of them is one and the whole is none."""
    parts, term = said.split(), row.known.term
    several = not term(kind, said).code and all(term(kind, one).code for one in parts)
    return parts if several else [said]


def _staff(row: Gathering) -> str | None:
    """The first of the members of staff: one person at a time is paired with a household."""
    people = row.people("staff") if row.get("staff") else []
    if len(people) > 1:
        row.note(
            _("one person is paired with a household; {people} are left out").format(
                people=_(", ").join(people[1:])
            )
        )
    return people[0] if people else None
