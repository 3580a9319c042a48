"""What a ledger can be asked about its places: people, households, and the days of work there."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from ledger.errors import BeyondCalendarError, UnknownRecordError
from ledger.index import lookups, queries, ties, tree
from ledger.records import paths

if TYPE_CHECKING:
    from ledger.index.database import Index
    from ledger.records.calendar import CalendarYear
    from ledger.records.household import Household
    from ledger.records.station import Station
    from ledger.rules.calendar import Calendar, Calendars
    from ledger.store.git import Git


class PlaceReading:
    """The part of reading that is about where things are and who works or lives there."""

    git: "Git"
    index: "Index"
    today: date

    def places(self, on: date | None = None) -> list[queries.Row]:
        """All nodes of the place tree; with a day, what they cover and who is there on it."""
        return tree.places(self.index.db, on.isoformat() if on else None)

    def place(self, named: str) -> str:
        """The code of the place that a code, a name, an alias or a name of before stands for."""
        from ledger.book import references

        return references.place(self.index.db, named)

    def households(self, place: str | None = None) -> list[queries.Row]:
        """The households of the registers, or those of a place and all below it."""
        return lookups.households(self.index.db, place)

    def staff(self, on: date | None = None) -> list[queries.Row]:
        """Members of staff and their posts; with a day, those in post on it."""
        return lookups.staff(self.index.db, on.isoformat() if on else None)

    def signers(
        self, station: str, roles: Collection[str] = (), on: date | None = None
    ) -> set[str]:
        """Who may sign for a station on a day, by default today: one place decides.

        Those in a post that signs, or in one of the roles named, and the delegates of that day.
        """
        return ties.signers(self.index.db, station, roles, (on or self.today).isoformat())

    def is_staff(self, person: str) -> bool:
        """Whether this is the code of somebody with a post or a place in a group, now or before."""
        return lookups.is_staff(self.index.db, person.lower())

    def posts(self, asked: ties.TieFilter) -> list[queries.Row]:
        """Who is in which post or group."""
        return ties.posts(self.index.db, asked)

    def bindings(self, asked: ties.TieFilter) -> list[queries.Row]:
        """Who is tied to which place."""
        return ties.bindings(self.index.db, asked)

    def groups(self, asked: ties.TieFilter) -> list[queries.Row]:
        """The groups, with those who belong to them."""
        return ties.groups(self.index.db, asked)

    def station(self, code: str) -> "Station":
        """One node of the place tree."""
        from ledger.records.station import Station
        from ledger.store import form

        body = self.git.file(paths.station(code))
        if body is None:
            raise UnknownRecordError(kind="place", name=code)
        return form.read(Station, body, paths.station(code))

    def household(self, record: str) -> "Household":
        """One household of a register."""
        from ledger.records.household import Register
        from ledger.store import form

        path = paths.household(record)
        body = self.git.file(path)
        homes = form.read_sound(Register, body, path).households if body else []
        for home in homes:
            if home.id == record:
                return home
        raise UnknownRecordError(kind="household", name=record)

    def calendar(self, place: str | None = None) -> "Calendar":
        """The working days of the years known, with the local rests that hold at a place."""
        return lookups.calendar(self.index.db, place)

    def calendars(self) -> "Calendars":
        """The same for all places, read once."""
        return lookups.calendars(self.index.db)

    def calendar_year(self, year: int) -> "CalendarYear":
        """The calendar of one year as its file has it.

        Raises:
            BeyondCalendarError: there is none.
        """
        from ledger.records.calendar import CalendarYear
        from ledger.store import form

        path = paths.calendar(year)
        body = self.git.file(path)
        if body is None:
            raise BeyondCalendarError(year, max(self.calendar().years, default=None))
        return form.read(CalendarYear, body, path)
