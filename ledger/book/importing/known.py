"""What the names in a sheet stand for in this ledger, each looked up once."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ledger.book.importing import in_files, remarked
from ledger.book.importing.matching import Guess, Names, plain
from ledger.book.importing.named_places import NamedPlaces
from ledger.book.importing.rows import Source
from ledger.errors import BrokenFileError
from ledger.index import lookups
from ledger.index.queries import Row
from ledger.records import paths
from ledger.records.sheet_map import NOTHING
from ledger.rules import masked

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.rules.calendar import Calendars

Decided = Mapping[str, Mapping[str, str]]
"""What a person decided before: by kind of name (place, staff, category …), the name as it was
written and what it stands for."""
SPARED = frozenset({"category", "source", "level", "household category"})
"""The kinds of name without which a row is none the worse: one that is not listed is left out."""
_OFFICE = (
    r"\s*[(（][^()（）]{0,8}(?:长|主任|书记|委员|干事|干部|专干|文书|会计|队员|成员|网格员"
    r"|负责人?|牵头)[)）]$"
)
"""What people write behind a name of whoever bears it: c041（村主任）."""


class Known(NamedPlaces):
    """The names of one ledger, for the reading of one sheet."""

    def __init__(self, ledger: "Reading", source: Source, decided: Decided) -> None:
        super().__init__(ledger, source, decided)
        self.terms = cache(lambda kind: lookups.terms(self.db, kind))
        self.person = cache(self._person)
        self._git = ledger.git
        self._groups = cache(self._groups_of)
        self._terms: dict[str, Names] = {}

    @cached_property
    def calendars(self) -> "Calendars":
        """The working days at each place."""
        return lookups.calendars(self.db)

    def term(self, kind: str, said: str) -> Guess:
        """The term of ledger.yaml that a word stands for: a value, a name, or its last level.

        低保 is 低保户, where ledger.yaml has no 低保 besides. A person may have said before that
        it stands for none of them.
        """
        if kind not in self._terms:
            known = []
            for value, name in self.terms(kind).items():
                known += [
                    (one, value) for one in dict.fromkeys((name, value, value.split("/")[-1]))
                ]
            own = {name for name, _value in known}
            known += [
                (short, value)
                for name, value in known
                if (short := name.removesuffix("户")) and short not in own
            ]
            self._terms[kind] = Names(known, self.decided.get(kind))
        found = self._terms[kind].guess(said)
        nothing = found.code == NOTHING and NOTHING not in self.terms(kind)
        return Guess(None) if nothing else found

    @cached_property
    def _staff(self) -> frozenset[str]:
        return frozenset(row["person"] for row in lookups.staff(self.db))

    def _person(self, said: str) -> str | None:
        """The member of staff that a code, or a name decided on before, stands for.

        What office somebody has is no part of the name; whether somebody was missing is.
        """
        if masked.name(said):
            return None
        return self._member(said) or self._member(re.sub(_OFFICE, "", said))

    def _member(self, said: str) -> str | None:
        code = plain(self.decided.get("staff", {}).get(said, said))
        return code if code in self._staff else None

    @cached_property
    def _homes(self) -> dict[str, Row]:
        return {row["id"]: row for row in lookups.households(self.db)}

    @cached_property
    def _households(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for row in self._homes.values():
            for said in (row["name"], row["id"]):
                found.setdefault((row["place"], plain(said)), []).append(row["id"])
        return found

    def household(self, place: str, said: str) -> str | None:
        """The household of a village that an id, or the name that only its head has, stands for.

        What is written beside a name is no part of it, but a group must be that of the household. A
        masked name stands for nobody, even where somebody is written down under it.
        """
        if masked.name(said):
            return None
        found = self._households.get((place, plain(said)), [])
        if not found:
            one = remarked.read(said)
            found = self._households.get((place, plain(one.name)), [])
            if one.group and found:
                groups = self._groups(place)
                found = [home for home in found if one.fits(groups.get(home, ""))]
        return found[0] if len(found) == 1 else None

    def _groups_of(self, place: str) -> dict[str, str]:
        """The groups of the households of a village, which its register has if it is not broken."""
        path = paths.register(place)
        with suppress(BrokenFileError):
            if body := self._git.file(path):
                homes = in_files.register(body, path)
                return {record: home.get("group", "") for record, home in homes.items()}
        return {}

    def head(self, home: str) -> str:
        """The head of a household; empty where no register has it."""
        return str(self._homes[home]["name"]) if home in self._homes else ""

    def is_named(self, place: str, home: str) -> bool:
        """Whether sheets of a village name a household so that it is known again by its head.

        They do not where it is confidential, of another village, or has a namesake.
        """
        row = self._homes.get(home, {"confidential": True})
        return not row["confidential"] and self.household(place, row["name"]) == home
