"""Numbers of identity cards are never taken in, from whatever cell, and nowhere told again."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing import masking
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.rows import Item

_BORN = r"\d{5}[\s-]?(?:19\d|20[01])\d[01]\d[0-3]\d[\s-]?\d{3}[\dXxＸｘ](?!\d)"
# Eighteen digits, in whatever width; what a spreadsheet makes of them; what people take for a mask,
# though it leaves the day of birth; and the same with blanks or strokes around that day, which is
# none of late: numbers of matters have a place, a day and a count. All begin with a
# digit, of which most texts have few.
_NUMBER = re.compile(
    r"\d(?:(?<!\d\d)(?:\d{16}[\dXxＸｘ](?!\d)|\d{13}[*＊×xXＸｘ]{3,4}|"
    rf"{_BORN})|\.\d+[eE]\+1[4-9])"
)
# A number of a matter may have eighteen digits, too; a day of birth is where it has none.
_AS_KEY = re.compile(rf"(?<!\d)\d{_BORN}")
_CUT = re.compile(r"(?<!\d)\d[\d\s-]{6,}[Xx]?…")
"""What is left of a number where a text was cut."""
_SHORTEST = len("1.2e+17")
_HIDDEN = "******"


def refuse_numbers(row: "Gathering") -> None:
    """Refuse a row that holds the number of an identity card, without repeating it."""
    for name, value in row.row.fields.items():
        said = value if isinstance(value, str) else " ".join(value) if type(value) is list else ""
        if len(said) >= _SHORTEST and _numbers(name).search(said):
            row.fault(
                name,
                _("this is the number of an identity card, which no ledger keeps; delete it"),
            )


def _numbers(name: str) -> re.Pattern[str]:
    """What such a number looks like in a field."""
    return _AS_KEY if name == "key" else _NUMBER


def hidden(said: str, name: str = "") -> str:
    """A text without the numbers of identity cards, whole or cut, that it holds."""
    if len(said) < _SHORTEST:
        return said
    return _CUT.sub(f"{_HIDDEN}…", _numbers(name).sub(_HIDDEN, said))


def hidden_in(value: Any, name: str = "") -> Any:  # noqa: ANN401 - as JSON has it
    """A value of a field without such numbers, wherever they stand in it."""
    if isinstance(value, str):
        return hidden(value, name)
    if isinstance(value, Mapping):
        return {hidden(key): hidden_in(one, key) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [hidden_in(one, name) for one in value]
    return value


def veiled(item: "Item", kind: str) -> "Item":
    """A row of a plan whose sentences and questions tell no such number, nor who it is about."""
    if kind == "household" and (item.faults or item.notes):
        faults = [(name, masked(sentence, item.title)) for name, sentence in item.faults]
        item = item._replace(faults=faults, notes=[masked(one, item.title) for one in item.notes])
    if item.act != "refused":
        return item
    asked = {
        name: tuple((code, hidden(said)) for code, said in near)
        for name, near in item.asked.items()
        if item.doubted[name][1] == hidden(item.doubted[name][1])
    }
    faults = [(name, hidden(sentence)) for name, sentence in item.faults]
    return item._replace(faults=faults, asked=asked)


def masked(value: Any, head: str) -> Any:  # noqa: ANN401 - as JSON has it
    """What is told of a household, with the name of its head behind a mask wherever it stands."""
    if isinstance(value, str):
        return value.replace(head, masking.name(head)) if head[1:] else value
    if isinstance(value, Mapping):
        return {name: masked(one, head) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [masked(one, head) for one in value]
    return value
