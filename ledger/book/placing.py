"""The ledger as its places, their people and the household registers are written."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.reading import Reading
from ledger.errors import LedgerError
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.ties import Tied
    from ledger.book.writing import Writing
    from ledger.problems import Problem
    from ledger.records.household import Household
    from ledger.records.station import Station


class Placing(Reading):
    """What can be done with places and registers; each writing method is one commit."""

    def writing(self, command: str) -> "Writing":
        """A write to be filled and committed by the caller; most want the methods below."""
        from ledger.book.writing import Writing

        return Writing(self, command)

    def catch_up(self) -> None:
        """Mend what an interrupted command left, for one that finds nothing to write itself.

        Where that cannot be, a notice tells why.
        """
        from ledger.store.lock import lock
        from ledger.store.recover import recover
        from ledger.store.worktree import interrupted

        if self.git.known or not interrupted(self.git):
            return
        try:
            with lock(self.git.state, "catch up"):
                self.notices += recover(self.git)
        except LedgerError as error:
            self.notices.append(error.sentence())

    def unfit(self, place: str) -> "list[Problem]":
        """Where the people tied to a place today are not as many as ledger.yaml wants."""
        from ledger.index.composition import composition
        from ledger.records import paths

        found = composition(self.index.db, self.today.isoformat())
        return [one for one in found if one.path == paths.station(place)]

    def add_station(self, **fields: Any) -> "Station":  # noqa: ANN401
        """Add a node to the place tree."""
        from ledger.book import places

        with self.writing("station add") as writing:
            node = places.add_station(writing, fields)
            writing.commit(_("add station"), [node.code])
        return node

    def add_household(self, **fields: Any) -> "Household":  # noqa: ANN401
        """Add a household to the register of its village."""
        from ledger.book import places

        with self.writing("household add") as writing:
            home = places.add_household(writing, fields)
            writing.commit(_("add household"), [home.id])
        return home

    def edit_station(self, place: str, on: date, **fields: Any) -> "Station":  # noqa: ANN401
        """Change what is said of a place; a new name is borne from a day on."""
        from ledger.book import places

        with self.writing("station edit") as writing:
            node = places.edit_station(writing, place, on, **fields)
            writing.commit(_("edit place"), [node.code])
        return node

    def post(self, place: str, person: str, role: str | None = None, **fields: Any) -> "Tied":  # noqa: ANN401
        """Let somebody take up a post at a place; with `until` alone the post ends."""
        from ledger.book import ties

        with self.writing("station post") as writing:
            tied = ties.post(writing, place, person, role, **fields)
            writing.commit(_("change posts"), [tied.node.code])
        return tied

    def delegate(self, place: str, person: str, **fields: Any) -> "Tied":  # noqa: ANN401
        """Let somebody sign in the head's stead for a time."""
        from ledger.book import ties

        with self.writing("station delegate") as writing:
            tied = ties.delegate(writing, place, person, **fields)
            writing.commit(_("change delegates"), [tied.node.code])
        return tied

    def bind(self, place: str, kind: str, **fields: Any) -> "Tied":  # noqa: ANN401
        """Tie a person, a unit or a group to a place."""
        from ledger.book import ties

        with self.writing("station bind") as writing:
            tied = ties.bind(writing, place, kind, **fields)
            writing.commit(_("tie to"), [tied.node.code])
        return tied

    def unbind(self, place: str, kind: str | None = None, **fields: Any) -> "Tied":  # noqa: ANN401
        """End a tie to a place."""
        from ledger.book import ties

        with self.writing("station unbind") as writing:
            tied = ties.unbind(writing, place, kind, **fields)
            writing.commit(_("untie from"), [tied.node.code])
        return tied

    def group(self, place: str, code: str, on: date, **fields: Any) -> "Station":  # noqa: ANN401
        """Form a group at a place, or change who belongs to it from a day on."""
        from ledger.book import groups

        with self.writing("station group") as writing:
            node = groups.group(writing, place, code, on, groups.Wanted(**fields))
            writing.commit(_("change groups"), [node.code])
        return node

    def pair(self, household: str, person: str | None, on: date) -> "Household":
        """Pair a household with a member of staff from a day on, or with nobody any more."""
        from ledger.book import places

        with self.writing("household pair") as writing:
            home = places.pair(writing, household, person, on)
            writing.commit(_("pair household"), [home.id])
        return home

    def card(self, household: str, on: date) -> "Household":
        """Write down that a household was handed the contact card."""
        from ledger.book import places

        with self.writing("household card") as writing:
            home = places.card(writing, household, on)
            writing.commit(_("hand over contact card"), [home.id])
        return home
