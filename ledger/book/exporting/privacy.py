"""Who sees what of people: the marks of the schema and three levels, held against a row.

The station itself sees everything. Who settles an issue sees how to reach the household that raised
it, unless it asked not to be named. Everybody else sees masks. Where something is confidential,
nothing of the household is shown to either, and free text is masked for both. The number of a card
is shown to nobody but the station.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from ledger.book.exporting import people
from ledger.book.exporting.known import Known
from ledger.book.exporting.people import People
from ledger.rules import masks

Row = dict[str, Any]

_OF_HOME = {
    "issue": {"phone": "phone", "address": "address"},
    "visit": {"household_category": "categories"},
    "household": {
        field: field for field in ("name", "phone", "address", "categories", "away", "note")
    },
}
"""The columns of each kind of sheet that show a field of a household."""
_PEOPLE = {"issue": "reporter", "visit": "household"}
"""The column that names households: their ids, which become names here."""
_TYPED = frozenset(
    {"title", "text", "measures", "unit", "co_units", "progress", "result", "open_reason", "due"}
    | {
        "acceptance",
        "signing",
        "pressing",
        "to",
        "remark",
        "opinion",
        "answer",
        "contact",
        "note",
        "issuer",
    }
    | {"topics", "findings", "decisions", "bodies", "absent", "group", "channel", "period", "aid"}
)
"""The columns that hold what somebody typed."""
_MASKS: dict[str, Callable[[str], str]] = {
    "name": masks.name,
    "phone": masks.phone,
    "address": masks.address,
    "free_text": masks.text,
}
"""How a field is masked that is personal in some way; what is not listed is left out."""
_CONTACT = frozenset({"name", "phone"})
"""What somebody who settles an issue needs in order to reach the household."""
_BETWEEN, _APART = "\0", "\0\0"


class Guard:
    """What holds rows of a kind against the level of an export, in the columns that it shows."""

    def __init__(self, known: Known, kind: str, fields: Collection[str]) -> None:
        self._known = known
        self._kind = kind
        self._typed = sorted((_TYPED | known.free) & {*fields})
        self._names_people = _PEOPLE.get(kind) if _PEOPLE.get(kind) in fields else None
        shown = _OF_HOME.get(kind, {}).items()
        self._of_home = [(name, known.marks.get(mark)) for name, mark in shown if name in fields]

    def row(self, row: Row, homes: Sequence[str] = (), *, secret: bool = False) -> Row | None:
        """The row as the level may see it; None where it may not see it at all.

        Args:
            row: its values; people are still the ids of households.
            homes: the households that it concerns.
            secret: whether the record itself is confidential.
        """
        level = self._known.level
        if level == "internal":
            self._name(row, homes)
            return row
        hidden = secret or any(self._secret(home) for home in homes)
        if hidden and self._kind == "household":
            return None
        if self._names_people:
            self._name(row, () if secret else [home for home in homes if not self._secret(home)])
        for column, mark in self._of_home:
            row[column] = None if hidden else self._shown(mark, row[column])
        if hidden or level == "public":
            self._mask(row, homes)
        else:
            self._hush(row)
        return row

    def _secret(self, home: str) -> bool:
        found = self._known.homes.get(home)
        return found is None or found.confidential

    def _name(self, row: Row, homes: Iterable[str]) -> None:
        """The names of the households that may be named."""
        if self._names_people:
            known = self._known.homes
            names = [known[home].name if home in known else home for home in homes]
            mark = self._known.marks.get("name")
            row[self._names_people] = [
                shown for name in names if (shown := self._shown(mark, name))
            ]

    def _shown(self, mark: str | None, value: Any) -> Any:  # noqa: ANN401 - of any field
        level = self._known.level
        plain = mark is None or level == "internal" or (level == "handler" and mark in _CONTACT)
        if plain or value is None:
            return value
        return _MASKS[mark](value) if mark in _MASKS else None

    def _mask(self, row: Row, homes: Sequence[str]) -> None:
        """Mask what was typed, with the names in the registers of the station."""
        typed = [(name, said) for name in self._typed if (said := row.get(name))]
        texts = {
            name: said if isinstance(said, str) else _BETWEEN.join(said)
            for name, said in typed
            if isinstance(said, str | list)
        }
        whole = _APART.join(texts.values())
        found = {self._known.homes[home].name for home in homes if home in self._known.homes}
        if finder := self._people.at(row["_place"]):
            found.update(finder.findall(whole))
        found = {name for name in found if name in whole}
        if not found and not masks.NUMBER.search(whole):
            return
        for name, said in zip(texts, masks.text(whole, found).split(_APART), strict=True):
            row[name] = said if isinstance(row[name], str) else said.split(_BETWEEN)

    def _hush(self, row: Row) -> None:
        """Mask in what was typed who is confidential, and the numbers of cards."""
        finder = self._hidden.at(row["_place"])

        def hushed(said: str) -> str:
            said = masks.cards(said) if masks.NUMBER.search(said) else said
            return finder.sub(people.masked, said) if finder else said

        for column in self._typed:
            match row.get(column):
                case str(said):
                    row[column] = hushed(said)
                case list(some):
                    row[column] = [hushed(said) for said in some]

    @cached_property
    def _people(self) -> People:
        """All whom registers name."""
        return People(self._known)

    @cached_property
    def _hidden(self) -> People:
        """Those of them who are confidential."""
        return People(self._known, confidential=True)
