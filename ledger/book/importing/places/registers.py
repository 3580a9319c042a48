"""Household registers while an import is planned: their lines found, numbered and changed."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ledger.book import home_numbers
from ledger.book.home_numbers import Given
from ledger.book.importing import in_files, matching
from ledger.book.importing.blending import Fields
from ledger.book.importing.matching import plain
from ledger.errors import LedgerError
from ledger.records import paths
from ledger.records.household import Household, Register
from ledger.store import form

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


class Village:
    """The register of one village, as HEAD has it and as the import changes it."""

    def __init__(
        self, place: str, body: bytes | None, before: Callable[[], Mapping[str, Given]]
    ) -> None:
        self.place = place
        self.path = paths.register(place)
        self._body = body
        self._before = before
        self._changed: dict[str, dict[str, Any]] = {}
        self._added: dict[str, Household] = {}
        self.taken: set[str] = set()

    @cached_property
    def homes(self) -> Mapping[str, Fields]:
        """The households of the register by number, as plain data."""
        if self._body is None:
            return {}
        return in_files.register(self._body, self.path)

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for record, home in self.homes.items():
            found.setdefault(plain(home["name"]), []).append(record)
        return found

    def alike(self, name: str, group: str | None) -> list[str]:
        """The households whose head has this name, of this group where one is said."""
        found = [record for record in self._named.get(plain(name), ()) if record not in self.taken]
        if group is None:
            return found
        said = matching.group(group)
        return [
            record
            for record in found
            if matching.group(str(self.homes[record].get("group") or group)) == said
        ]

    def number(self, name: str) -> str:
        """The number of a new household: the one it had before, else that after the last."""
        before = self._before().get(self.place, {})
        return home_numbers.free(self.place, name, {*self.homes, *self.taken}, before)

    def add(self, home: Household) -> None:
        """Let the register have one more line."""
        self._added[home.id] = home

    def change(self, record: str, fields: Fields) -> None:
        """Let fields of a line have new values; None takes a field away."""
        self._changed[record] = dict(fields)

    def file(self) -> bytes | None:
        """The register as it then stands; None where nothing in it changes."""
        if not self._changed and not self._added:
            return None
        if self._body is None:
            homes = [self._added[record] for record in sorted(self._added)]
            return form.write(Register(place=self.place, households=homes))
        return form.revise(Register, self._body, self.path, self._apply)[1]

    def _apply(self, data: dict[str, Any]) -> None:
        homes = data["households"]
        for line in homes:
            for name, value in self._changed.get(line["id"], {}).items():
                line.pop(name, None) if value is None else line.__setitem__(name, value)
        for record in sorted(self._added):
            at = sum(line["id"] < record for line in homes)
            homes.insert(at, self._added[record].plain())


def called_before(
    making: "Making", op: str, place: str, homes: Iterable[str], said: Iterable[str]
) -> dict[str, str]:
    """Those of some households whose heads had names at an import that their heads have no more.

    Args:
        making: the plan that is made.
        op: the import.
        place: the village.
        homes: the households.
        said: the names that a row says.
    """
    path = paths.register(place)
    body = making.past.body(op, path)
    then = in_files.register(body, path) if body else {}
    names = {plain(name) for one in said for name in (one, *one.split())}
    heads = {home: str(then[home]["name"]) for home in homes if home in then}
    return {
        home: head
        for home, head in heads.items()
        if plain(head) in names and plain(making.known.head(home)) != plain(head)
    }


def load(making: "Making", places: Iterable[str | None]) -> dict[str, Village | LedgerError]:
    """The registers of villages; for each that cannot be read, why."""
    wanted = {place: paths.register(place) for place in places if place}
    bodies = making.ledger.git.files("HEAD", wanted.values())
    before = cache(lambda: home_numbers.given(making.ledger.git, wanted))
    found: dict[str, Village | LedgerError] = {}
    for place, path in wanted.items():
        village = Village(place, bodies[path], before)
        try:
            village.homes  # noqa: B018 - read now, so that what is wrong is known now
        except LedgerError as error:
            found[place] = error
        else:
            found[place] = village
    return found
